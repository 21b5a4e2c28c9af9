"""The addresses of corrections, links and projects: what they take, whom they refuse, and what comes of it."""

import io
import time

import pytest
from sqlalchemy import select

from app import app_for, create_app
from components.library.library import Library
from components.library.shelf import BookShelf
from components.web.exports import EXPORTS
from data import extract_events, load, parse_report, to_csv
from data.__main__ import main as print_table
from data.files.books import Book, Entry
from data.files.projects import read_project
from data.files.source import Reading
from data.store import open_store
from data.store.__main__ import main as store_command
from data.store.schema import metadata
from tests.kept import keep

TEXT = """Justice

In March 2012, the mayor of the capital resigned. On 12 May 2012, a strike began at the harbour.

Prisons

In June 2012, the minister of justice closed the prison.
"""
ONLY_READS = "This link only reads; ask whoever gave it to you for one that edits."


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A store of this test alone, and a server where nobody edits without a link."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.delenv("YEARLINE_EDITING", raising=False)


@pytest.fixture
def app(report):
    return create_app(report)


@pytest.fixture
def client(app):
    return app.server.test_client()


def reading_of(text: str, title: str = "Freedonia") -> Reading:
    report = parse_report(text, year=2012, title=title)
    return Reading(report, extract_events(report))


@pytest.fixture
def opened(client):
    """The keys of a report that somebody opened, by kind."""
    return keep("freedonia-2012.txt", TEXT.encode(), reading_of(TEXT))


def post(client, key, body, **more):
    return client.post(f"/corrections?report={key}", json=body, **more)


def rows(client, key):
    return client.get(f"/events.json?report={key}").json


def refused(answer, status):
    """The one sentence of a refusal."""
    assert answer.status_code == status, answer.text
    assert list(answer.json) == ["error"] and "\n" not in answer.json["error"]
    assert answer.json["error"].endswith(".")
    return answer.json["error"]


def test_each_kind_of_correction_changes_the_table(client, opened):
    edit = opened["edit"]
    first, second, third = (row["id"] for row in rows(client, edit))
    passage = "the mayor of the capital"
    start = TEXT.index(passage)
    sent = [
        {"event": first, "set": {"headline": "Mayor resigns", "date": "3 March 2012", "actors": ["mayor"]}},
        {"event": second, "reviewed": True},
        {"event": third, "hide": True},
        {"add": {"headline": "By hand", "date": "2012-07", "theme": "Justice", "actors": []}},
        {
            "add": {
                "headline": "From the text",
                "date": "2012-08",
                "theme": "Justice",
                "actors": [{"name": "Ana Doe", "kind": "person"}],
                "text": passage,
                "start": start,
                "end": start + len(passage),
            }
        },
        {"theme": "Justice", "rename": "Law"},
        {"actor": "Ana Doe", "rename": "Ana Roe"},
    ]
    for number, one in enumerate(sent, 1):
        assert post(client, edit, one).json == {"seq": number}
    now = rows(client, edit)
    assert [row["headline"] for row in now][0] == "Mayor resigns"
    assert [row["date"] for row in now] == ["2012-03-03", now[1]["date"], "2012-07", "2012-08"]
    assert {row["theme"] for row in now} == {"Law"} and now[-1]["actors"] == ["Ana Roe"]
    assert now[1]["reviewed"] and now[0]["as_read"]["theme"] == "Justice"
    assert [entry["seq"] for entry in client.get(f"/corrections?report={edit}&after=5").json] == [6, 7]
    changes = client.get(f"/changes?report={opened['read']}").json
    assert changes["count"] == 7 and changes["changes"][0]["what"] == "actor renamed"
    assert post(client, edit, [{"undo": seq} for seq in range(7, 0, -1)]).json == {"seq": 14}
    assert [row["headline"] for row in rows(client, edit)] == list(reading_of(TEXT).table["headline"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "JSON"),
        ([], "empty"),
        ({"event": "none", "hide": True}, "no event"),
        ({"theme": "None", "rename": "A"}, "no theme"),
        ({"actor": "None", "rename": "A"}, "no actor"),
        ({"undo": 5}, "no change 5"),
        ({"event": "none"}, ""),
        ({"add": {"headline": "A", "date": "2012", "theme": "B", "actors": [], "text": "A", "start": 0, "end": 1}}, "passage"),
        ({"add": {"headline": "", "date": "2012", "theme": "B"}}, "empty"),
        ({"add": {"headline": "A", "date": "some day", "theme": "B"}}, ""),
        ([{"theme": "Justice", "rename": "Law"}, {"undo": 99}], "no change 99"),
    ],
)  # fmt: skip
def test_a_bad_correction_is_one_sentence_and_changes_nothing(client, opened, body, words):
    sent = post(client, opened["edit"], body) if body is not None else client.post(
        f"/corrections?report={opened['edit']}", data="{", content_type="application/json"
    )  # fmt: skip
    assert sent.status_code in (400, 422) and words in refused(sent, sent.status_code)
    assert client.get(f"/corrections?report={opened['edit']}").json == []


def test_a_reading_key_writes_at_no_address(client, opened):
    read = opened["read"]
    assert refused(post(client, read, {"theme": "Justice", "rename": "Law"}), 403) == ONLY_READS
    assert refused(client.delete(f"/links?report={read}"), 403) == ONLY_READS
    assert refused(client.delete(f"/links?report={read}&kind=edit"), 403) == ONLY_READS
    assert "only reads" in refused(client.delete(f"/reports/{read}"), 403)
    assert client.get(f"/links?report={read}").json == {"read": read}
    assert client.get(f"/links?report={opened['edit']}").json == opened
    assert client.get(f"/corrections?report={read}").json == []
    for address in ("/", "/events.json", "/drawing", "/changes", "/project.yearline"):
        assert opened["edit"].encode() not in client.get(f"{address}?report={read}").data


def test_a_key_that_is_unknown_or_revoked_opens_nothing(client, opened):
    unknown = "A" * 22
    for answer in (
        post(client, unknown, {"undo": 1}),
        client.get(f"/corrections?report={unknown}"),
        client.get(f"/changes?report={unknown}"),
        client.get(f"/links?report={unknown}"),
        client.delete(f"/links?report={unknown}"),
        client.delete(f"/reports/{unknown}"),
    ):
        refused(answer, 404)
    now = client.delete(f"/links?report={opened['edit']}&kind=read").json
    assert now["edit"] == opened["edit"] and now["read"] != opened["read"]
    refused(client.get(f"/corrections?report={opened['read']}"), 404)
    both = client.delete(f"/links?report={opened['edit']}").json
    assert not {both["edit"], both["read"]} & {*opened.values(), now["read"]}
    refused(post(client, opened["edit"], {"undo": 1}), 404)
    assert "one of" in refused(client.delete(f"/links?report={both['edit']}&kind=all"), 422)


def test_what_is_sent_twice_with_one_token_is_kept_once(client, opened):
    body, headers = {"theme": "Justice", "rename": "Law"}, {"Idempotency-Key": "one"}
    first = client.post(f"/corrections?report={opened['edit']}&who=Ana", json=body, headers=headers)
    body["rename"] = "Law"
    again = client.post(f"/corrections?report={opened['edit']}&who=Ana", json=[{"undo": 1}], headers=headers)
    assert first.json == again.json == {"seq": 1}
    [entry] = client.get(f"/corrections?report={opened['edit']}").json
    assert entry["who"] == "Ana" and entry["rename"] == "Law"


@pytest.mark.parametrize(("setting", "own", "edit"), [("off", 403, 403), ("link", 403, 200), ("everyone", 200, 200), ("", 403, 200)])  # fmt: skip
def test_who_may_edit(client, opened, monkeypatch, setting, own, edit):
    monkeypatch.setenv("YEARLINE_EDITING", setting)
    assert post(client, "", {"theme": "Background", "rename": "Before"}).status_code == own
    assert post(client, opened["edit"], {"theme": "Justice", "rename": "Law"}).status_code == edit
    assert post(client, opened["read"], {"theme": "Law", "rename": "Justice"}).status_code == 403
    pages = [client.get(f"/_dash-layout?{key}", headers={"Referer": f"http://localhost/?report={key}"}).text
             for key in ("", opened["edit"], opened["read"])]  # fmt: skip
    assert ['"canEdit\\":true' in page for page in pages] == [own == 200, edit == 200, False]


def test_the_server_s_own_report_is_edited_by_its_link(monkeypatch, capsys, report):
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://example.org/yearline/")
    client = app_for("data/kazakstan-2008.txt").server.test_client()
    assert store_command(["links"]) == 0
    name, address = capsys.readouterr().out.strip().split("\t")
    assert name == report.named and address.startswith("https://example.org/yearline/?report=")
    key = address.partition("=")[2]
    assert post(client, "", {"theme": "Background", "rename": "Before"}).status_code == 403
    assert post(client, key, {"theme": "Background", "rename": "Before"}).status_code == 200
    assert "Before" in {row["theme"] for row in client.get("/events.json").json}
    for path in ("/timeline.svg", "/annotations.jsonld", "/datapackage.json"):
        assert key not in client.get(f"{path}?report={key}").text
    assert key not in client.get(f"/drawing?report={key}").json["embed"], "the code is given away"
    # Started again, it is the same report with the same link.
    again = app_for("data/kazakstan-2008.txt").server.test_client()
    assert post(again, key, {"theme": "Before", "rename": "Background"}).json == {"seq": 2}


def test_no_address_that_is_given_away_has_the_editing_key(client, opened, monkeypatch):
    monkeypatch.setenv("YEARLINE_HOSTS", "example.org")
    edit, read = opened["edit"], opened["read"]
    for export in EXPORTS:
        answer = client.get(f"{export.path}?report={edit}&theme=Justice")
        assert answer.status_code == 200, export.path
        assert edit.encode() not in answer.data and edit not in str(answer.headers), export.path
    assert read in client.get(f"/timeline.svg?report={edit}", base_url="https://example.org/").text
    now = client.get(f"/drawing?report={edit}").json
    assert now["shared"] == read and f"report={read}" in now["embed"] and edit not in now["embed"]
    frame = client.get(f"/oembed?url=/%3Freport%3D{edit}").json["html"]
    assert read in frame and edit not in frame
    assert client.get("/drawing").json["shared"] == ""


@pytest.fixture
def book():
    names = {"Freedonia": "mayor", "Ruritania": "governor"}
    return Book(
        "Annual Report",
        2012,
        tuple(Entry(name, 1, TEXT.replace("mayor", who)) for name, who in names.items()),
    )


def test_entries_of_a_book_have_logs_of_their_own_and_go_with_it(client, book):
    first = reading_of(TEXT)
    links = keep("book.pdf", b"%PDF", Reading(first.report, first.table, book))
    edit, other = links["edit"], f"{links['edit']}/Ruritania"
    assert post(client, edit, {"theme": "Justice", "rename": "Law"}).json == {"seq": 1}
    assert post(client, f"{edit}/Freedonia", {"theme": "Prisons", "rename": "Jails"}).json == {"seq": 2}
    assert client.get(f"/corrections?report={other}").json == []
    assert post(client, other, {"theme": "Justice", "rename": "Courts"}).json == {"seq": 1}
    assert {row["theme"] for row in rows(client, edit)} == {"Law", "Jails"}
    assert {row["theme"] for row in rows(client, other)} == {"Courts", "Prisons"}
    reads = client.get(f"/links?report={links['read']}/Ruritania").json
    assert reads == {"read": f"{links['read']}/Ruritania"}
    assert client.get(f"/drawing?report={other}").json["shared"] == reads["read"]
    refused(post(client, reads["read"], {"undo": 1}), 403)
    assert client.delete(f"/reports/{edit}").json == {"forgotten": True}
    refused(client.get(f"/corrections?report={other}"), 404)
    with open_store().engine.connect() as connection:
        for name in ("reports", "corrections", "links", "files", "readings"):
            assert connection.execute(select(metadata.tables[name])).all() == [], name


def test_entries_of_the_server_s_own_book_have_links_of_their_own(book, capsys):
    library = Library(None, BookShelf(book), name="book.pdf")
    client = create_app(library=library).server.test_client()
    library.introduce()
    assert store_command(["links"]) == 0
    keys = dict(line.split("\t/?report=") for line in capsys.readouterr().out.splitlines())
    assert list(keys) == ["Freedonia", "Ruritania"]
    assert post(client, keys["Ruritania"], {"theme": "Justice", "rename": "Courts"}).json == {"seq": 1}
    assert {row["theme"] for row in rows(client, "Ruritania")} == {"Courts", "Prisons"}
    assert {row["theme"] for row in rows(client, "Freedonia")} == {"Justice", "Prisons"}
    assert client.get(f"/drawing?report={keys['Ruritania']}").json["shared"] == "Ruritania"
    project = read_project("a.yearline", client.get("/project.yearline?report=Ruritania").data)
    assert project.file.name == "Ruritania.txt" and len(project.log) == 1
    assert project.file.content.decode() == book.entries[1].text


def test_without_a_store_the_report_is_there_and_saving_is_refused(tmp_path, monkeypatch, report):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "file" / "below"))
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    client = create_app(report).server.test_client()
    assert client.get("/drawing").json["count"] == 11
    refused(post(client, "", {"theme": "Background", "rename": "Before"}), 503)
    assert client.get("/changes").json == {"changes": [], "count": 0}


def open_project(client, content: bytes):
    """Open a project file as the page does; the key once it is read."""
    sent = client.post("/open", data={"file": (io.BytesIO(content), "freedonia.yearline")}).json
    for _ in range(600):
        if "state" not in sent:
            return sent["report"]
        now = client.get(sent["state"]).json
        if now["state"] == "ready":
            return sent["report"]
        assert now["state"] in ("waiting", "reading"), now
        time.sleep(0.1)
    raise AssertionError("never read")


def test_a_project_gives_the_same_table_elsewhere(client, opened, tmp_path, monkeypatch, capsys, report):
    edit = opened["edit"]
    first = rows(client, edit)[0]["id"]
    sent = [
        {"event": first, "set": {"headline": "Mayor resigns"}},
        {"add": {"headline": "By hand", "date": "2012-07", "theme": "Justice", "actors": []}},
        {"theme": "Justice", "rename": "Law"},
        {"undo": 2},
    ]
    for one in sent:
        assert post(client, edit, one).status_code == 200
    saved = client.get(f"/project.yearline?report={opened['read']}")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="freedonia-2012.yearline"'
    expected, log = (
        client.get(f"/events.csv?report={edit}&csv=plain").text,
        client.get(f"/corrections?report={edit}").json,
    )

    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "another"))
    other = create_app(report).server.test_client()
    key = open_project(other, saved.data)
    assert other.get(f"/events.csv?report={key}&csv=plain").text == expected
    assert other.get(f"/corrections?report={key}").json == log
    assert post(other, key, {"undo": 3}).json == {"seq": 5}
    assert "no whole project" in refused(
        other.post("/open", data={"file": (io.BytesIO(saved.data[:-30]), "a.yearline")}), 422
    )

    file = tmp_path / "freedonia.yearline"
    file.write_bytes(saved.data)
    assert to_csv(load(file)[1]) == expected
    assert print_table([str(file), "--format", "csv"]) == 0
    assert capsys.readouterr().out == expected
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    for seq in (5, 6):  # a second start keeps what was done after the first
        started = app_for(file).server.test_client()
        assert started.get("/corrections").json[: len(log)] == log
        assert post(started, "", {"event": first, "set": {"headline": f"Change {seq}"}}).json == {"seq": seq}
    assert (
        started.get("/project.yearline").headers["Content-Disposition"].endswith('freedonia-2012.yearline"')
    )


def test_the_command_names_what_no_server_was_started_with(capsys):
    assert store_command(["links"]) == 0 and "No server" in capsys.readouterr().out
