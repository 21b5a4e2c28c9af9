"""Tables as other programs and people keep them: lists in cells, clocks' numbers, a sheet for each year."""

import json

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.events.date_columns import read_date
from data.files.load import read


def events_of(name: str, content: object):
    raw = content if isinstance(content, bytes) else str(content).encode()
    return read(name, raw)


def test_lists_in_json_are_tags_and_actors():
    rows = [
        {
            "date": "2011-02-03",
            "title": "Dockers walk out",
            "tags": ["Work", "Harbour"],
            "actors": ["Dockers", "Port"],
        },
        {
            "date": "2011-02-04",
            "title": "Paper sold",
            "tags": [],
            "actors": [{"name": "The Lantern"}],
            "links": [{}],
        },
    ]
    reading = events_of("t.json", json.dumps(rows))
    assert list(reading.table["theme"]) == ["Work", "Events"]
    assert list(reading.table["actors"]) == [["Dockers", "Port"], ["The Lantern"]]
    assert reading.rows and reading.rows.notes == (
        "1 row has several values in “tags”; the first is the theme.",
    )


def test_items_of_vis_timeline():
    content = {
        "groups": [{"id": 1, "content": "<b>Courts</b>"}, {"id": 2, "content": "Streets"}],
        "items": [
            {"id": 1, "content": "Hearing <i>opens</i>", "start": 1300060800000, "group": 1, "type": "box"},
            {
                "id": 2,
                "content": "Square closed",
                "start": "2011-03-15",
                "end": "2011-03-20T00:00:00Z",
                "group": 2,
            },
            {"id": 3, "content": "Square open", "start": "2011-03-21"},
        ],
    }
    table = events_of("t.json", json.dumps(content)).table
    assert list(table["headline"]) == ["Hearing opens", "Square closed", "Square open"]
    assert list(table["date"]) == ["2011-03-14", "2011-03-15/2011-03-20", "2011-03-21"]
    assert list(table["theme"]) == ["Courts", "Streets", "Events"]
    bare = [
        {"content": "A vote", "start": "2011-03-15", "group": 4},
        {"content": "A count", "start": "2011-03-16"},
    ]
    assert list(events_of("t.json", json.dumps(bare)).table["theme"]) == ["4", "Events"]


def test_a_nul_is_dropped_from_a_table():
    table = events_of("t.csv", b"date,title\n2011-03-14,Harbour \0closed\n2011-03-15,Harbour open\n").table
    assert list(table["headline"]) == ["Harbour closed", "Harbour open"]


def test_a_title_too_long_for_a_headline_stays_whole():
    title = "The council says that " + "no boat may leave and " * 20 + "nobody may fish"
    table = events_of("t.csv", f"date,title,description\n2011-03-14,{title},Order 7\n").table
    assert len(table["headline"][0]) <= 240 and table["headline"][0].endswith("…")
    assert table["text"][0] == f"{title}\nOrder 7"


def test_a_column_with_few_cells_is_not_what_happened():
    rows = "".join(f"{n},2011-03-{n:02},Baker v. Harbour {n},\n" for n in range(1, 9))
    moved = "9,2011-03-09,Miller v. Mill,Moved to the Court of the Northern Islands\n"
    table = events_of("t.csv", "No,Filed,Parties to it,Moved\n" + rows + moved).table
    assert len(table) == 9 and table["headline"][0] == "Baker v. Harbour 1"
    rows = "".join(f"2011-03-{n:02},,Boat {n} taken\n" for n in range(1, 9))
    table = events_of("t.csv", "date,title,summary\n" + rows + "2011-03-09,x,Boat 9 taken\n").table
    assert table["headline"][0] == "Boat 1 taken"


def test_the_tables_of_research_projects():
    acled = "event_date,year,event_type,sub_event_type,actor1,actor2,notes\n14 March 2011,2011,Riots,Mob,Crowd (Port),Police,A crowd burns a boat.\n"
    table = events_of("t.csv", acled).table
    assert table["actors"][0] == ["Crowd (Port)", "Police"] and table["theme"][0] == "Riots"
    assert table["headline"][0] == "A crowd burns a boat."
    gtd = "eventid,iyear,imonth,iday,gname,attacktype1_txt,summary\n1,2011,3,14,Reds,Bombing,A bridge is blown up.\n2,2011,3,0,Reds,Bombing,A mill burns.\n"
    table = events_of("t.csv", gtd).table
    assert sorted(table["date"]) == ["2011-03", "2011-03-14"]


def test_sheets_with_the_same_columns_are_one_table(tmp_path):
    book = openpyxl.Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = "Key"
    notes.append(["Kept by Ana"])
    for name, rows in {
        "2011": [["When", "What"], ["14 March", "Harbour closed"]],
        "2012": [["What", "When"], ["Harbour open", "2 May"], ["Boats?", "soon"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    reading = events_of("t.xlsx", (tmp_path / "t.xlsx").read_bytes())
    assert dict(zip(reading.table["headline"], reading.table["date"], strict=True)) == {
        "Harbour closed": "2011-03-14",
        "Harbour open": "2012-05-02",
    }
    assert reading.rows
    assert reading.rows.notes == (
        "Sheets “2011”, “2012” have the same columns and are read as one table.",
        "Not read: “Key”.",
    )
    assert reading.rows.lines == ["row 3: “soon” is no date that can be read (sheet “2012”)"]


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1987-91", "1987/1991"),
        ("1987/88", "1987/1988"),
        ("1987–89", "1987/1989"),
        ("1999/00", "1999/2000"),
        ("FY2011/12", "2011/2012"),
        ("FY 2011", "2010/2011"),
        ("14 March 2011 (approx.)", "2011-03-14~"),
        ("2011-W11", "2011-03-14/2011-03-20"),
        ("2011/03/14:2011/03/20", "2011-03-14/2011-03-20"),
        ("2011-03-14 | 2011-03-20", "2011-03-14/2011-03-20"),
        ("14-Mar-68", "1968-03-14"),
        ("14-Mar-11", "2011-03-14"),
        ("1300060800", "2011-03-14"),
        ("1300060800000", "2011-03-14"),
        ("-100000000000", "1966-10-31"),
        ("1300060800000000", "2011-03-14"),
        ("201103141530", "2011-03-14"),
        ("9780306406157", ""),
        ("2012-13", ""),
        ("1987-45", ""),
    ],
)
def test_dates_as_they_stand_in_cells(typed, edtf):
    assert read_date(typed).edtf == edtf
