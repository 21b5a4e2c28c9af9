"""What cannot be done now is told as 503 with a time to ask again, at every address; and bodies that are none as 400."""

import pytest

from app import create_app
from components.library.library import Library
from components.page.view import View
from components.web.exports import EXPORTS
from components.web.journal import address_of
from data.store import StoreUnavailable

AWAY = "The database cannot be reached."


class NoStore:
    """A store whose database is away."""

    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise StoreUnavailable(AWAY)

        return fail


@pytest.fixture
def library(report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    library = Library(View(report, table))
    monkeypatch.setattr(library.readers, "wake", lambda: None)  # what is opened waits
    yield library


@pytest.fixture
def client(report, table, library):
    return create_app(report, table, library).server.test_client()


PATHS = (
    "/",
    "/drawing",
    "/texts",
    "/corrections",
    "/changes",
    "/project.yearline",
    "/source",
    *(export.path for export in EXPORTS),
)


@pytest.mark.parametrize("path", PATHS)
def test_a_database_that_is_away_is_503_and_never_a_refusal(client, library, monkeypatch, path):
    key = library.store().add_report("r.txt", b"In May 2012, the mayor resigned.")
    monkeypatch.setattr(library.lazy_store, "opened", NoStore())
    for query in ("", f"?report={key}"):
        answers = [client.get(path + query)]
        if path == "/corrections":
            answers.append(client.post(path + query, json={"undo": 1}))
        for answer in answers:
            assert answer.status_code == 503 and AWAY in answer.text
            assert int(answer.headers["Retry-After"]) > 0


def test_the_server_lives_while_its_database_is_away(client, library, monkeypatch):
    client.get("/")  # Dash makes its page once, with the first request to any address
    monkeypatch.setattr(library.lazy_store, "opened", NoStore())
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_a_report_that_is_still_read_is_503_and_an_unknown_key_404(client, library):
    key = library.store().add_report("r.txt", b"In May 2012, the mayor resigned.")
    assert client.get(f"/changes?report={key}").status_code == 503
    assert client.post(f"/corrections?report={'A' * 22}", json={"undo": 1}).status_code == 404


@pytest.mark.parametrize("path", ["/corrections", "/_dash-update-component"])
def test_a_body_nested_without_end_is_400(client, path):
    answer = client.post(path, data="[" * 100_000, content_type="application/json")
    assert answer.status_code == 400 and "nested too deep" in answer.text


def test_a_full_line_is_503_and_no_refusal_of_the_file(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_READ_WAITING", "1")
    statuses = [client.post("/open", data={"text": "In May 2012, the mayor resigned."}) for _ in range(2)]
    assert [answer.status_code for answer in statuses] == [202, 503]
    assert int(statuses[1].headers["Retry-After"]) > 0 and "has no place" in statuses[1].json["error"]


def test_corrections_that_are_too_large_name_their_own_limit(client):
    answer = client.post("/corrections", json=[{"undo": 1}] * 300_000)
    assert answer.status_code == 413 and "larger than 2 MB" in answer.json["error"]


@pytest.mark.parametrize("escape", ["%4B", "%254B"])
def test_a_key_with_an_escaped_letter_is_cut_short_in_the_log(escape):
    query = f"report=ABCDEFGHIJ{escape}LMNOPQRSTUV"
    assert address_of({"PATH_INFO": "/events.csv", "QUERY_STRING": query}) == "/events.csv?report=ABCD…"
