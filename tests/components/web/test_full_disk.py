"""No room, or no right to write: one sentence, nothing kept by half, and all is well when there is room again."""

import errno
import os
import tempfile

import flask
import pytest
from sqlalchemy import event, text

from app import create_app
from components.library.library import Library
from components.page.view import View
from components.web.answers import handle_errors
from data.store import open_store

SMALL = "In May 2012, the mayor resigned."


@pytest.fixture
def library(report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.delenv("YEARLINE_DATABASE", raising=False)
    library = Library(View(report, table))
    monkeypatch.setattr(library.readers, "wake", lambda: None)  # what is opened waits
    yield library
    library.store().close()


@pytest.fixture
def client(report, table, library):
    return create_app(report, table, library).server.test_client()


def open_report(client, content: str = SMALL):
    """The status and the JSON of the answer to a file."""
    head = '--x\r\nContent-Disposition: form-data; name="file"; filename="report.txt"\r\n\r\n'
    body = f"{head}{content}\r\n--x--\r\n".encode()
    with client.post("/open", data=body, content_type="multipart/form-data; boundary=x") as answer:
        assert len(answer.text.splitlines()) == 1
        return answer.status_code, answer.json


def count(library) -> int:
    with library.store().engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM reports"))


def test_a_full_database(client, library):
    assert open_report(client)[0] == 202
    engine = library.store().engine
    engine.dispose()

    def fill(connection, _):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", fill)
    full = "The disk is full, so nothing was saved; make room and try again."
    assert open_report(client, SMALL * 10_000) == (503, {"error": full})
    assert count(library) == 1 and client.get("/").status_code == client.get("/readyz").status_code == 200
    event.remove(engine, "connect", fill)
    engine.dispose()
    assert open_report(client, SMALL * 10_000)[0] == 202 and count(library) == 2


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_no_room_anywhere_else(code):
    server = flask.Flask(__name__)
    handle_errors(server)

    @server.get("/")
    def fail() -> str:
        raise OSError(code, os.strerror(code))

    answer = server.test_client().get("/")
    assert answer.status_code == 503 and answer.get_json()["error"].startswith(
        "The disk of this server is full"
    )


def test_a_folder_that_cannot_be_written(client, tmp_path, library):
    (tmp_path / "kept").write_text("A file where the folder is to be.")
    status, said = open_report(client)
    assert status == 503 and said["error"].startswith(f"Reports cannot be kept in {tmp_path / 'kept'} (")
    assert client.get("/").status_code == 200 and client.get("/readyz").status_code == 503
    (tmp_path / "kept").unlink()
    assert open_report(client)[0] == 202 and client.get("/readyz").status_code == 200


def test_readers_without_a_folder_for_their_places(library, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "file"))
    store = open_store()
    access = store.find(store.add_report("report.txt", SMALL.encode()))
    library.readers._run()
    assert "Nothing is read now" in caplog.text
    assert access and store.state(access.report_id).state == "waiting"
    store.close()
