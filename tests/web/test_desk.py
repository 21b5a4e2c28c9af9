"""The desk: what a browser's keys open, told without being a use of them, and what the server has for everybody."""

import pytest

from app import create_app
from components.library.library import Library
from components.library.shelf import BookShelf
from data.files.books import Book, Entry
from data.store import open_store, schema
from data.store.keys import make_key
from tests.kept import keep_text

TEXT = """Justice

In March 2012, the mayor of the capital resigned. On 12 May 2012, a strike began at the harbour.
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A store of this test alone, and a server where nobody edits without a link."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.delenv("YEARLINE_EDITING", raising=False)


@pytest.fixture
def client(report):
    return create_app(report).server.test_client()


def ask(client, *keys, **more):
    answer = client.post("/desk", json={"keys": list(keys), **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.json


def test_the_page_is_kept_by_nobody_and_has_the_servers_own(client):
    page = client.get("/desk")
    assert page.status_code == 200 and page.headers["Cache-Control"] == "private, no-store"
    assert "Your reports" in page.text and "Kazakstan, 2008" in page.text and "always here" in page.text
    assert 'href="/?report="' in page.text, "which no browser takes for the last report"
    assert 'href="/desk"' in client.get("/").text
    assert page.text.count("<dialog ") == 2 and "\\n" not in page.text, "a table's first look, and the year"


def test_each_key_is_told_with_events_changes_days_and_size(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_KEEP_DAYS", "30")
    links, unknown = keep_text(TEXT, title="Freedonia"), make_key()
    client.post(f"/corrections?report={links['edit']}", json={"report": {"title": "Freedonia at work"}})
    edit, gone, read = ask(client, links["edit"], unknown, links["read"])["reports"]
    assert (edit["title"], edit["events"], edit["changes"], edit["bars"]) == (
        "Freedonia at work, 2012",
        2,
        1,
        [0, 0, 1, 0, 1],
    )
    assert edit["edits"] and not read["edits"] and edit["days_left"] == 30 and edit["size"] > len(TEXT)
    assert gone == gone | {"key": unknown, "state": "gone", "title": ""}
    client.delete(f"/reports/{links['edit']}")
    assert [row["state"] for row in ask(client, links["edit"], "no key")["reports"]] == ["gone", "gone"]


def test_to_look_is_no_use_of_a_report(client, monkeypatch):
    links, store = keep_text(TEXT, title="Freedonia"), open_store()
    now = schema.now()
    monkeypatch.setattr(schema, "now", lambda: now + 5 * 86_400)
    ask(client, links["edit"])
    assert ask(client, links["edit"])["reports"][0]["used_at"] == pytest.approx(now, abs=60)
    store.close()


def test_a_book_is_told_without_reading_its_entries(client):
    book = Book("Report 2013", 2012, (Entry("Freedonia", 1, TEXT), Entry("Sylvania", 2, TEXT)))
    row = ask(client, keep_text(TEXT, title="Freedonia", book=book)["edit"])["reports"][0]
    assert (row["title"], row["about"], row["events"]) == ("Report 2013", "A book of 2 reports", None)


def test_what_is_no_list_of_keys_is_refused_in_a_sentence(client):
    for sent in (None, [], {"keys": "a"}, {"keys": [1]}, {"keys": ["a"] * 41}):
        answer = client.post("/desk", json=sent)
        assert answer.status_code == 400 and answer.json["error"].endswith("."), sent
    assert (
        client.post("/desk", json={"keys": []}, headers={"Origin": "https://elsewhere.example"}).status_code
        == 403
    )


def test_the_stores_list_is_only_for_who_sits_at_the_machine(client, monkeypatch):
    links, later = keep_text(TEXT), keep_text(TEXT, name="sylvania.txt")
    local = {"base_url": "http://127.0.0.1:8050", "environ_overrides": {"SERVER_NAME": "127.0.0.1"}}
    body = {"keys": [], "all": True}
    assert client.post("/desk", json=body, **local).json["kept"] == [], "nobody edits without a link"
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    assert " data-all>" in client.get("/desk", **local).text
    kept = client.post("/desk", json=body, **local).json["kept"]
    assert [(row["key"], row["title"]) for row in kept] == [
        (later["edit"], "sylvania.txt"),
        (links["edit"], "freedonia.txt"),
    ]
    for other in (
        {"environ_overrides": {"SERVER_NAME": "0.0.0.0"}},
        {"environ_overrides": {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "10.0.0.7"}},
        {"headers": {"X-Forwarded-For": "10.0.0.7"}},
    ):
        assert client.post("/desk", json=body, **local | other).json["kept"] == [], other
        assert " data-all>" not in client.get("/desk", **local | other).text, "an empty list asks for nothing"
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://reports.example/")
    assert client.post("/desk", json=body, **local).json["kept"] == []


def test_a_server_of_a_book_has_all_together_and_each():
    book = Book("Report 2013", 2012, (Entry("Freedonia", 1, TEXT), Entry("Sylvania", 2, TEXT)))
    client = create_app(library=Library(shelf=BookShelf(book), name="book")).server.test_client()
    page = client.get("/desk").text
    assert "2 reports" in page and 'href="/?report=Sylvania"' in page
