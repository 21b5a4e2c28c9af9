"""A book that somebody opened: all of its entries together, read in the background and kept with it."""

import io

import pytest
from sqlalchemy import select

from app import create_app
from components.library import opened, readers
from data.files import entries as reading_entries
from data.files.books import Book, Entry
from data.files.packing import pack
from data.files.source import Reading
from data.files.worker import EVERY
from data.store import open_store
from data.store.schema import metadata

TEXT = (
    "{name}\n\nJustice\n\nIn March 2012, the {who} resigned. On 5 May 2012, Ana Roe of {name} was arrested.\n"
)
PEOPLE = {"Alba": "mayor", "Brenland": "governor", "Corda": "minister", "Congo, Upper": "judge"}
UNDATED = Entry("Dorne", 9, "Dorne\n\nNothing is dated.\n")


@pytest.fixture
def book():
    entries = [Entry(name, 1, TEXT.format(name=name, who=who)) for name, who in PEOPLE.items()]
    return Book("Coast Report", 2012, (*entries, UNDATED))


@pytest.fixture
def asked(monkeypatch, book):
    """The names of the entries that were read, by processes that are none here."""
    read = []

    def read_here(name, raw, year=None, entry=None, **_):
        if entry == EVERY:
            packed = reading_entries.pack_entries(raw)
            read.extend(one["name"] for one in reading_entries.orjson.loads(raw)["entries"])
            return packed
        report = book.report(book.entries[0])
        return pack(Reading(report, book_table(book, 0), book))

    monkeypatch.setattr(readers, "read_packed", read_here)
    monkeypatch.setattr(reading_entries, "read_packed", read_here)
    return read


def book_table(book, number):
    return reading_entries.extract_events(book.report(book.entries[number]))


def open_book(client) -> str:
    answer = client.post("/open", data={"file": (io.BytesIO(b"%PDF"), "book.pdf")}).json
    key, state = answer["report"], answer.get("state")
    while state and answer.get("state") != "ready":
        answer = client.get(state).json
    assert answer["book"] is True
    return key


def all_read(client, key: str, more: str = "") -> dict:
    for _ in range(10_000):
        drawn = client.get(f"/drawing?report={key}/*&width=1000{more}").json
        if drawn["reading"][0] == drawn["reading"][1]:
            return drawn
    raise AssertionError("not read")


def test_all_of_an_opened_book_is_read_once_and_goes_with_it(report, asked):
    client = create_app(report).server.test_client()
    key = open_book(client)
    drawn = all_read(client, key)
    assert drawn["summary"] == "8 of 8 events" and drawn["reading"] == [5, 5]
    assert [name for name, _ in drawn["reports"]["groups"][0][1]] == list(PEOPLE)
    assert sorted(asked) == sorted([*list(PEOPLE)[1:], "Dorne"]), "the first was read with the book"
    again = create_app(report).server.test_client()  # another process, or the same later
    assert all_read(again, key)["count"] == 8 and len(asked) == 4
    assert again.get(f"/drawing?report={key}/Corda").json["count"] == 2 and len(asked) == 4
    assert again.get(f"/drawing?report={key}/Dorne").status_code == 400
    read = drawn["shared"]
    assert read.endswith("/*") and not read.startswith(key), "what is given away only reads"
    assert all_read(client, read.removesuffix("/*"))["count"] == 8
    found = open_store().find(key)
    assert found
    assert client.delete(f"/reports/{key}").json == {"forgotten": True}
    assert client.get(f"/drawing?report={key}/*").status_code == 400
    with open_store().engine.connect() as connection:
        identities = connection.execute(select(metadata.tables["reports"].c.identity)).scalars()
        assert not [one for one in identities if found.report_id in (one or "")]


def test_its_files_pages_and_corrections_are_those_of_all(report, asked, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    client = create_app(report).server.test_client()
    key = open_book(client)
    some = all_read(client, key, "&report=Alba&report=Congo,+Upper")
    assert some["count"] == 4 and some["by"] == "report"
    rows = client.get(f"/events.json?report={key}/*").json
    assert {row["report"] for row in rows} == set(PEOPLE)
    for path in ("events.csv", "timeline.svg", "timeline.pptx", "timeline.html", "annotations.jsonld"):
        assert client.get(f"/{path}?report={key}/*&q=arrested").status_code == 200, path
    body = {"theme": "Justice", "rename": "Courts"}
    assert client.post(f"/corrections?report={key}/Corda", json=body).status_code == 200
    themes = {(row["report"], row["theme"]) for row in client.get(f"/events.json?report={key}/*").json}
    assert ("Corda", "Courts") in themes and ("Alba", "Justice") in themes
    page = client.get(f"/?report={key}/*")
    assert page.status_code == 200 and "All 5 reports" in page.text and "Coast Report" in page.text
    assert (
        f"report={key}%2FCongo%2C+Upper" in client.get(f"/drawing?report={key}/*&event={rows[-1]['id']}").text
    )
    assert client.get(f"/project.yearline?report={key}/*").status_code == 400
    other = open_book(client)
    all_read(client, other)
    both = client.get(f"/drawing?report={key}/*&report={other}/Alba&width=900").json
    assert both["count"] == 10 and both["reading"] == [5, 5]


def test_a_chosen_entry_is_read_before_the_others(report, asked, monkeypatch):
    monkeypatch.setattr(opened.OpenedShelf, "iter_tables", lambda self: iter([("Alba", self._first.table)]))
    client = create_app(report).server.test_client()
    key = open_book(client)
    drawn = client.get(f"/drawing?report={key}/*&report=Corda&width=900").json
    assert drawn["count"] == 2 and asked == ["Corda"]
