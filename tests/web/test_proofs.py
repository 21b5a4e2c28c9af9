"""The proof pack at its address: of whatever report, for whoever may read it, and good."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from app import create_app, library_for, library_of
from components.library.library import Library
from components.library.original import FilePlace
from components.library.shelf import BookShelf
from data import Book, Entry
from data.files.proof.contents import CRATE, LOG, READING
from data.files.proof.verify import verify
from data.store import File
from tests.data.files.test_pdf_layout import make_pdf
from tests.web.test_source import TEXT, send, wait_for

CHANGE = {"set": {"headline": "The mayor goes"}}


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.setenv("YEARLINE_EDITING", "link")


@pytest.fixture
def client(report, table):
    return create_app(report, table).server.test_client()


def parts_of(answer) -> dict[str, bytes]:
    assert answer.status_code == 200, answer.text
    assert verify("p.zip", answer.data).wrong == []
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def test_names_are_only_for_who_edits_and_the_file_for_who_reads(client):
    key = send(client, "zenda.txt", TEXT.encode())
    wait_for(client, key)
    event = client.get(f"/events.json?report={key}").json[0]["id"]
    client.post(f"/corrections?report={key}&who=Ida+Moss", json=CHANGE | {"event": event})
    edits = client.get(f"/proof.zip?report={key}")
    parts = parts_of(edits)
    assert parts["evidence/zenda.txt"] == TEXT.encode() and json.loads(parts[LOG])[0]["who"] == "Ida Moss"
    assert edits.headers["Cache-Control"] == "private, no-store" and edits.mimetype == "application/zip"
    assert edits.headers["Content-Disposition"] == 'attachment; filename="zenda-2012.proof.zip"'
    read = client.get(f"/links?report={key}").json["read"]
    reads = client.get(f"/proof.zip?report={read}")
    assert json.loads(parts_of(reads)[LOG])[0]["who"] == "" and b"Ida Moss" not in reads.data
    for one in (edits, reads):
        assert key.encode() not in one.data and read.encode() not in one.data, "no key leaves in a file"
        assert "Access-Control-Allow-Origin" not in one.headers
    assert client.get(f"/proof.zip?report={key}").data == edits.data, "the same proof is the same bytes"
    some = json.loads(parts_of(client.get(f"/proof.zip?report={key}&from=2012-05"))[READING])
    assert some["selection"] == "from=2012-05"


def test_a_pack_is_of_one_report_that_is_here(client):
    keys = [send(client, f"{one}.txt", TEXT.encode()) for one in "ab"]
    for key in keys:
        wait_for(client, key)
    answer = client.get(f"/proof.zip?report={','.join(keys)}")
    assert answer.status_code == 400 and "holds one report" in answer.text
    assert client.get(f"/proof.zip?report={'A' * 22}").status_code == 400


def a_text(folder: Path) -> Path:
    (folder / "a.txt").write_text(TEXT)
    return folder / "a.txt"


def a_text_with_what_is_said_beside_it(folder: Path) -> Path:
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.toml").write_text('title = "Zenda"\nedition = "Survey 2013"\nyear = 2012\n')
    return folder / "a.txt"


def a_table(folder: Path) -> Path:
    (folder / "a.csv").write_text(
        "When,What,Shelf\n12 May 2012,Strike begins,B\nMarch 2012,Mayor resigns,C\n"
    )
    return folder / "a.csv"


def a_chronology(folder: Path) -> Path:
    lines = [f"{day} May 2012: Police arrest {day} miners at the harbour.\n" for day in range(1, 12)]
    (folder / "a.md").write_text("# Strikes\n\n" + "\n".join(lines))
    return folder / "a.md"


def a_pdf(folder: Path) -> Path:
    (folder / "a.pdf").write_bytes(
        make_pdf(
            "= Justice\n\nIn March 2012, the mayor resigned.\n#pagebreak()\nOn 12 May 2012, a strike began.\n"
        )
    )
    return folder / "a.pdf"


@pytest.mark.parametrize("make", [a_text, a_text_with_what_is_said_beside_it, a_table, a_chronology, a_pdf])
def test_every_kind_of_file_is_proved(tmp_path, make):
    path = make(tmp_path)
    server = create_app(library=library_for(path, 2012)).server.test_client()
    assert parts_of(server.get("/proof.zip"))[f"evidence/{path.name}"] == path.read_bytes()
    (tmp_path / "b.txt").write_text(TEXT)
    among = create_app(library=library_of([path, tmp_path / "b.txt"], 2012)).server.test_client()
    name = next(iter(library_of([path]).entries() or {}))
    title = next(one for one in among.get("/drawing?width=900&report=*").json["reports"]["groups"][0][1])[0]
    assert name and parts_of(among.get("/proof.zip", query_string={"report": title}))
    assert among.get("/proof.zip?report=*").status_code == 400
    path.unlink()
    assert server.get("/proof.zip").status_code == 404


def test_an_entry_of_a_book_is_proved_by_the_book(tmp_path, monkeypatch):
    entries = tuple(Entry(name, 1, TEXT) for name in ("Zenda", "Strelsau"))
    path = tmp_path / "survey.pdf"
    path.write_bytes(b"%PDF-1.7 the book")
    place = FilePlace.of(path, File("survey.pdf", path.read_bytes(), "application/pdf", 2012))
    library = Library(shelf=BookShelf(Book("Survey", 2012, entries), place=place), name="survey.pdf")
    answer = create_app(library=library).server.test_client().get("/proof.zip?report=Strelsau")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.read("evidence/survey.pdf") == path.read_bytes()
        assert json.loads(archive.read(READING))["entry"] == "Strelsau"
        assert "its entry Strelsau" in archive.read(CRATE).decode()
