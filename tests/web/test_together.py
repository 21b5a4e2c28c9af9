"""Several reports at once: named on the command line, in a folder, or opened one by one."""

import io

import pytest
from pptx import Presentation

from app import create_app, library_for, library_of
from components.library import readers
from components.library.shelf import describe_several
from data import ReportError
from data.files.load import read
from data.files.packing import pack
from tests.waiting import wait_until

NORTH = "North\n\nDeath penalty\n\nIn March 2012, a court in the capital sentenced Ana Roe to death.\n"
SOUTH = "South\n\nExecutions\n\nOn 5 May 2012, two men were executed in the port. In June 2012, the mayor resigned.\n"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "coast"
    place.mkdir()
    (place / "north.txt").write_text(NORTH)
    (place / "south.txt").write_text(SOUTH)
    (place / "table.csv").write_text("date,headline,theme\n2012-03-02,A strike begins,Labour rights\n")
    (place / "empty.txt").write_text("Nothing is dated.")
    (place / "notes.bak").write_text("not looked at")
    return place


@pytest.fixture
def read_here(monkeypatch):
    monkeypatch.setattr(readers, "read_packed", lambda name, raw, year, **_: pack(read(name, raw, year)))


def summary_of(client, query: str) -> dict:
    answer = client.get(f"/drawing?{query}&width=1000")
    assert answer.status_code == 200, answer.text
    return answer.json


def wait_for_all(client, of: int) -> None:
    wait_until(lambda: summary_of(client, "report=*")["reading"] == [of, of], "all reports")


def test_a_folder_is_one_library_and_what_cannot_be_read_is_said(folder, capsys):
    client = create_app(library=library_for(folder)).server.test_client()
    assert capsys.readouterr().err.count("\n") == 1
    wait_for_all(client, 3)
    drawn = summary_of(client, "")
    assert drawn["summary"] == "4 of 4 events" and drawn["by"] == "report" and drawn["heat"] is None
    assert [name for name, _ in drawn["reports"]["groups"][0][1]] == ["North", "South", "Table"]
    assert dict(drawn["topics"]["groups"][0][1]) == {"Death penalty": 3, "Workers’ rights": 1}
    assert summary_of(client, "topic=Death+penalty&from=2012-03&to=2012-03")["summary"] == "1 of 4 events"
    assert summary_of(client, "report=North")["summary"] == "1 of 1 events"
    assert client.get("/events.csv?report=*&csv=plain").text.splitlines()[0].startswith("report,id,date,")
    picture = client.get("/timeline.svg?report=*").text
    assert ">North</text>" in picture and ">South</text>" in picture, "lanes are by report, as on the page"
    for path in (
        "timeline.pptx",
        "timeline.html",
        "annotations.jsonld",
        "timelinejs.csv",
        "uwazi.csv",
        "events.xlsx",
        "chronology.docx",
        "datapackage.json",
    ):
        assert client.get(f"/{path}?report=*").status_code == 200, path
    page = client.get("/").text
    assert "coast" in page and "3 reports, covering 2012" in page


def test_several_files_of_which_none_can_be_read(folder):
    with pytest.raises(ReportError, match=r"empty\.txt .*--year"):
        library_of([folder / "empty.txt", folder / "empty.txt"])


def test_opened_reports_are_read_together_by_their_keys(report, read_here):
    client = create_app(report).server.test_client()
    keys = []
    for name, text in (("north.txt", NORTH), ("south.txt", SOUTH)):
        answer = client.post("/open", data={"file": (io.BytesIO(text.encode()), name)})
        assert answer.status_code == 200, answer.text
        keys.append(answer.json["report"])
    drawn = summary_of(client, f"report={keys[0]}&report={keys[1]}")
    assert drawn["summary"] == "3 of 3 events" and drawn["by"] == "report"
    assert set(keys).isdisjoint(drawn["shared"].split(",")), "what is given away only reads"
    shared = summary_of(client, f"report={drawn['shared']}")
    assert shared["summary"] == "3 of 3 events"
    some = summary_of(client, f"report={keys[0]},{keys[1]}&report=South%2C+2012")
    assert some["summary"] == "2 of 3 events: report is South, 2012".partition(":")[0]
    assert client.get(f"/?report={keys[0]}&report={keys[1]}").status_code == 200
    assert client.get(f"/project.yearline?report={keys[0]},{keys[1]}").status_code == 400
    client.delete(f"/reports/{keys[0]}")
    assert summary_of(client, f"report={keys[0]},{keys[1]}")["summary"] == "2 of 2 events", "the others stay"
    client.delete(f"/reports/{keys[1]}")
    assert client.get(f"/drawing?report={keys[0]},{keys[1]}&width=900").status_code == 400
    many = "&".join(f"report={number:022}" for number in range(60))
    assert client.get(f"/drawing?{many}&width=900").status_code == 400


def test_an_event_leads_to_its_report(folder):
    client = create_app(library=library_for(folder)).server.test_client()
    wait_for_all(client, 3)
    rows = client.get("/events.json?report=*").json
    event = next(row for row in rows if row["report"] == "South")
    details = client.get(f"/drawing?report=*&event={event['id']}&width=900").text
    assert f"?event={event['id']}&report=South" in details and "Open in South" in details
    alone = client.get(f"/drawing?report=South&event={event['id']}&width=900")
    assert alone.status_code == 200 and "Read it all" in alone.text
    down = client.get("/drawing?report=*&lanes=report&width=400").text
    assert "South · Executions" in down, "where there are no lanes, a mark says its report"
    brief = client.get("/drawing?report=North&report=South&width=900").json["brief"]
    assert "of 2 reports" in str(brief)


def test_topics_of_all_are_renamed_in_a_log_of_their_own(folder, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    client = create_app(library=library_for(folder)).server.test_client()
    wait_for_all(client, 3)
    topic = {"topic": "Death penalty", "rename": "Executions"}
    assert client.post("/corrections?report=*", json=topic).json == {"seq": 1}
    drawn = summary_of(client, "report=*&lanes=topic")
    assert dict(drawn["topics"]["groups"][0][1]) == {"Executions": 3, "Workers’ rights": 1}
    assert drawn["changes"] == 1 and drawn["colors"]["Executions"]
    assert summary_of(client, "report=*&topic=Executions")["count"] == 3
    assert client.get("/changes?report=*").json["changes"][0]["what"] == "topic renamed"
    assert client.get("/names?report=*").json["topic"]["Executions"] == 3
    assert {row["topic"] for row in client.get("/events.json?report=*").json} == {
        "Executions",
        "Workers’ rights",
    }
    refused = client.post("/corrections?report=*", json={"theme": "Executions", "rename": "Deaths"})
    assert refused.status_code == 422 and "open one report" in refused.json["error"]
    assert client.post("/corrections?report=*", json={"undo": 1}).status_code == 200
    assert dict(summary_of(client, "report=*")["topics"]["groups"][0][1])["Death penalty"] == 3
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    assert client.post("/corrections?report=*", json=topic).status_code == 403


def test_a_topic_of_other_years_alone_is_drawn_too(folder):
    (folder / "east.txt").write_text(
        "East\n\nCorruption charges\n\nIn 2009, the port’s master was charged.\n\n" + NORTH
    )
    client = create_app(library=library_for(folder)).server.test_client()
    wait_for_all(client, 4)
    assert summary_of(client, "report=*")["colors"]["Corruption charges"]
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        ({"Ghana": 2010, "Kazakstan": 2008}, "Ghana and Kazakstan, 2008 and 2010"),
        ({"Ghana": 2010, "Kazakstan": 2010}, "Ghana and Kazakstan, 2010"),
        ({"Ghana": 2010, "Kazakstan": 2008, "Malawi": 2009}, "3 reports, 2008–2010"),
    ],
)
def test_a_deck_of_several_reports_names_all_their_years(tmp_path, texts, named):
    for name, year in texts.items():
        text = f"{name}\n\nDeath penalty\n\nIn March {year}, a court in the capital sentenced Ana Roe to death.\n"
        (tmp_path / f"{name.lower()}.txt").write_text(text)
    client = create_app(library=library_of(sorted(tmp_path.iterdir()))).server.test_client()
    wait_for_all(client, len(texts))
    deck = Presentation(io.BytesIO(client.get("/timeline.pptx?report=*").data))
    assert deck.core_properties.title == named


def test_years_that_a_title_says_are_not_said_again():
    assert (
        describe_several("Ghana, 2010 and Togo, 2008", (2008, 2010), 2).named == "Ghana, 2010 and Togo, 2008"
    )
    assert describe_several("Notes", None, 2).named == "Notes"
