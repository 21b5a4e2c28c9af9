"""What people say of a report itself: posted as other corrections are, and told by the page and every file."""

import io

import pytest
from pptx import Presentation
from pptx.shapes.autoshape import Shape

from app import app_for, create_app
from components.library.library import Library
from components.library.shelf import BookShelf
from data import load, parse_report
from data.files.books import Book, Entry
from data.files.projects import read_project
from tests.kept import keep_text

TEXT = """Justice

In March, the mayor of the capital resigned. On 12 May 2012, a strike began at the harbour.

Prisons

In June 2012, the minister of justice closed the prison. In August 2011, he had opened it.
"""
CHRONICLE = """The year in the capital

3 March 2012: The mayor of the capital resigned.

12 May 2012: Dockers began a strike at the harbour.

9 June 2012: The minister of justice closed the prison.
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A store of this test alone, and a server where everybody edits."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")


def client_of(text: str, title: str = "Freedonia Scan"):
    return create_app(parse_report(text, year=2012, title=title, edition="Report 2013")).server.test_client()


def post(client, body, key: str = ""):
    return client.post(f"/corrections?report={key}", json=body)


def refused(answer) -> str:
    assert answer.status_code == 422, answer.text
    assert answer.json["error"].endswith(".") and "\n" not in answer.json["error"]
    return answer.json["error"]


def words_of(deck: bytes) -> str:
    slides = Presentation(io.BytesIO(deck)).slides
    return "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if isinstance(shape, Shape)
    )


def test_title_publisher_edition_and_source_are_told_by_the_page_and_every_file():
    client = client_of(TEXT)
    said = {"title": "Freedonia at work", "publisher": "Harbour Union", "edition": "Yearbook 2013"}
    assert post(client, {"report": said}).json == {"seq": 1}
    page = client.get("/").text
    assert (
        "<h1>Freedonia at work, 2012</h1>" in page
        and "Yearbook 2013" in page
        and "Freedonia Scan" not in page
    )
    assert 'filename="freedonia-at-work-2012.csv"' in client.get("/events.csv").headers["Content-Disposition"]
    package = client.get("/datapackage.json").json
    assert package["title"] == "Freedonia at work, 2012"
    assert package["sources"] == [{"title": "Yearbook 2013, Freedonia at work"}]
    assert client.get("/annotations.jsonld").json["label"] == "Freedonia at work, 2012"
    assert "Freedonia at work, 2012" in client.get("/timelinejs.csv").text
    deck = words_of(client.get("/timeline.pptx").data)
    assert "Freedonia at work, 2012" in deck and "Freedonia Scan" not in deck
    picture = client.get("/timeline.svg").text
    assert "Freedonia at work, 2012" in picture and "Yearbook 2013, Freedonia at work" in picture
    assert post(client, {"report": {"source": "Harbour Union, archive, box 7"}}).json == {"seq": 2}
    assert client.get("/datapackage.json").json["sources"] == [{"title": "Harbour Union, archive, box 7"}]
    assert "Source: Harbour Union, archive, box 7." in client.get("/").text
    assert "Harbour Union, archive, box 7" in client.get("/timeline.svg").text


def test_what_is_said_of_a_report_is_in_changes_and_taken_back():
    client = client_of(TEXT)
    post(client, {"report": {"title": "Freedonia at work", "edition": ""}})
    post(client, {"report": {"title": "Freedonia at rest"}})
    post(client, {"undo": 2})
    changes = client.get("/changes").json["changes"]
    assert [(c["what"], c["was"], c["now"], c["state"]) for c in changes] == [
        ("taken back", "", "change 2", "stands"),
        ("title of the report", "Freedonia at work", "Freedonia at rest", "undone"),
        (
            "edition of the report and title of the report",
            "Report 2013; Freedonia Scan",
            "; Freedonia at work",
            "stands",
        ),
    ]
    page = client.get("/").text
    assert "<h1>Freedonia at work, 2012</h1>" in page and "Report 2013" not in page
    post(client, {"undo": 1})
    assert "<h1>Freedonia Scan, 2012</h1>" in client.get("/").text


def test_a_report_keeps_what_is_said_of_it_in_its_project(tmp_path):
    client = client_of(TEXT)
    post(client, {"report": {"title": "Freedonia at work", "source": "Harbour Union", "year": 2011}})
    project = client.get("/project.yearline").data
    assert [entry["report"]["year"] for entry in read_project("year.yearline", project).log] == [2011]
    path = tmp_path / "year.yearline"
    path.write_bytes(project)
    report, table = load(path)
    assert (report.named, report.source) == ("Freedonia at work, 2011", "Harbour Union")
    assert list(table["date"][table["in_year"]]) == ["2011-03", "2011-08"]
    again = app_for(path).server.test_client()
    assert "<h1>Freedonia at work, 2011</h1>" in again.get("/").text
    assert again.get("/datapackage.json").json["sources"] == [{"title": "Harbour Union"}]


def test_another_year_is_read_anew_and_taken_back():
    client = client_of(TEXT)
    event = next(row for row in client.get("/events.json").json if "strike" in row["text"])
    post(client, {"event": event["id"], "set": {"headline": "Harbour strike"}})
    post(client, {"report": {"year": "2011"}})
    rows = client.get("/events.json").json
    assert {row["date"]: row["in_year"] for row in rows} == {
        "2011-03": True,
        "2011-08": True,
        "2012-05-12": False,
        "2012-06": False,
    }
    assert "Harbour strike" in [row["headline"] for row in rows], "corrections find their events again"
    assert "<h1>Freedonia Scan, 2011</h1>" in client.get("/").text
    post(client, {"undo": 2})
    assert [row["date"] for row in client.get("/events.json").json if row["in_year"]] == [
        "2012-03",
        "2012-05-12",
        "2012-06",
    ]


def test_entries_are_read_as_sentences_and_back_for_an_opened_report():
    client = client_of(TEXT)
    key = keep_text(CHRONICLE, "chronicle.txt")["edit"]
    entries = client.get(f"/events.json?report={key}").json
    assert [row["headline"] for row in entries][0].startswith("The mayor of the capital resigned")
    assert post(client, {"report": {"as": "narrative"}}, key).status_code == 200
    sentences = client.get(f"/events.json?report={key}").json
    assert sentences != entries
    changes = client.get(f"/changes?report={key}").json["changes"]
    assert (changes[0]["what"], changes[0]["was"], changes[0]["now"]) == (
        "report read as",
        "dated entries",
        "sentences",
    )
    post(client, {"undo": 1}, key)
    assert client.get(f"/events.json?report={key}").json == entries
    post(client, {"undo": 2}, key)
    other = create_app(parse_report(TEXT, year=2012)).server.test_client()
    assert other.get(f"/events.json?report={key}").json == sentences, "another process shows the same"


def test_what_cannot_be_read_so_is_refused_and_not_kept():
    client = client_of(TEXT)
    assert "no list of dated entries" in refused(post(client, {"report": {"as": "entries"}}))
    dated = client_of(CHRONICLE)
    assert "names no date of 1950" in refused(post(dated, {"report": {"year": 1950}}))
    for sent, says in [
        ({"title": ""}, "title is empty"),
        ({"year": 12}, "four digits"),
        ({"year": True}, "four digits"),
        ({"as": "poem"}, "narrative or entries"),
        ({"colour": "red"}, "no field “colour”"),
        ({}, "at least one field"),
        ({"source": "x" * 501}, "500"),
        ({"title": "\u202eabc"}, "direction"),
    ]:
        assert says in refused(post(client, {"report": sent})), sent
    assert client.get("/corrections").json == []


def test_a_table_is_no_text_and_covers_the_year_that_is_said(tmp_path):
    path = tmp_path / "incidents.csv"
    path.write_text(
        "date,headline\n2010-03-02,Strike begins\n2011-04-01,Mayor resigns\n2011-05-06,Prison closed\n",
        "utf-8",
    )
    client = app_for(path).server.test_client()
    assert "<h1>Incidents, 2010–2011</h1>" in client.get("/").text
    assert "a table" in refused(post(client, {"report": {"as": "narrative"}}))
    assert post(client, {"report": {"year": 2011}}).status_code == 200
    assert "<h1>Incidents, 2011</h1>" in client.get("/").text
    assert [row["in_year"] for row in client.get("/events.json").json] == [False, True, True]


SEVERAL = """The mine

3 March 2010: The miners of Karvel began a strike.

12 May 2011: Police arrested two miners in Karvel.

9 June 2011: The minister of justice closed the mine.

4 July 2013: A court freed the two miners.

5 May 2014: The mine was opened again.
"""


def test_a_text_of_several_years_keeps_them_as_sentences_and_has_the_one_that_is_said():
    client = create_app(parse_report(SEVERAL, title="The mine")).server.test_client()

    def dates() -> list[str]:
        return [row["date"] for row in client.get("/events.json").json if row["in_year"]]

    every = ["2010-03-03", "2011-05-12", "2011-06-09", "2013-07-04", "2014-05-05"]
    assert dates() == every
    for said, kept in (
        ({"as": "narrative"}, every),
        ({"year": 2011}, every[1:3]),
        ({"as": "entries"}, every[1:3]),
    ):
        assert post(client, {"report": said}).status_code == 200
        assert dates() == kept, said
    assert "2011" in client.get("/").text.split("<h1>")[1][:40]


def test_a_date_of_another_year_stays_in_a_report_of_several(tmp_path):
    path = tmp_path / "incidents.csv"
    path.write_text(
        "date,headline\n2010-03-02,Strike begins\n2011-04-01,Mayor resigns\n2011-05-06,Prison closed\n",
        "utf-8",
    )
    client = app_for(path).server.test_client()
    event = client.get("/events.json").json[0]["id"]
    post(client, {"event": event, "set": {"date": "2010-03-09"}})
    assert [row["in_year"] for row in client.get("/events.json").json] == [True, True, True]


def test_an_entry_of_a_book_has_a_title_of_its_own():
    book = Book("Report 2013", 2012, (Entry("Freedonia", 1, TEXT), Entry("Sylvania", 2, TEXT)))
    client = create_app(library=Library(shelf=BookShelf(book), name="book")).server.test_client()
    assert "open one report" in refused(post(client, {"report": {"title": "All"}}))
    post(client, {"report": {"title": "Free Freedonia", "year": 2011}}, "Freedonia")
    assert "<h1>Free Freedonia, 2011</h1>" in client.get("/?report=Freedonia").text
    assert client.get("/datapackage.json?report=Sylvania").json["title"] == "Sylvania, 2012"
