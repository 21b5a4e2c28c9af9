import json
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data import ReportError, load, to_csv
from data.files.answers import Answers
from data.files.source import open_source
from tests.passages import passages


def dates(file):
    _, table = load(file)
    return list(zip(table["date"], table["headline"], table["theme"], strict=True))


def read(file, **answers):
    """How the rows of a table were read."""
    rows = open_source(file, Answers(**answers)).rows
    assert rows is not None
    return rows


def test_our_own_csv_comes_back(tmp_path, table):
    (tmp_path / "own.csv").write_text(to_csv(table), "utf-8")
    _, again = load(tmp_path / "own.csv")
    for column in ("id", "date", "precision", "in_year", "theme", "actors", "headline", "text"):
        assert list(again[column]) == list(table[column]), column


def test_timeline_js_columns(tmp_path):
    (tmp_path / "t.csv").write_text(
        "Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Type,Group\n"
        ",,,,,,,The title,,title,\n2012,3,12,,,,,Mayor resigns,He left.,,Politics\n2012,5,,,2012,7,,Strike,,,Work\n"
    )
    assert dates(tmp_path / "t.csv") == [
        ("2012-03-12", "Mayor resigns", "Politics"),
        ("2012-05/2012-07", "Strike", "Work"),
    ]


def test_timeline_js_json(tmp_path):
    events = [
        {
            "start_date": {"year": "2012", "month": "3"},
            "text": {"headline": "Mayor resigns", "text": "He left."},
            "group": "A",
        }
    ]
    (tmp_path / "t.json").write_text(json.dumps({"events": events}))
    assert dates(tmp_path / "t.json") == [("2012-03", "Mayor resigns", "A")]


def test_the_obvious_columns_and_many_ways_to_write_a_date(tmp_path):
    (tmp_path / "t.csv").write_text(
        "Date;Title;Category\n2012-03-12;A;x\n12 March 2012;B;x\nMarch 2012;C;y\n2012;D;y\n2012/03/12;E;z\n2012-03-12T10:00:00;F;z\n;G;z\n"
    )
    _, table = load(tmp_path / "t.csv")
    assert dict(zip(table["headline"], table["date"], strict=True)) == {
        "A": "2012-03-12",
        "B": "2012-03-12",
        "C": "2012-03",
        "D": "2012",
        "E": "2012-03-12",
        "F": "2012-03-12",
    }
    assert [(row.line, row.reason) for row in read(tmp_path / "t.csv").unread] == [(8, "has no date")]


@pytest.mark.parametrize(
    "table",
    [
        "title,date,date range\nRaid,2012-03-03,\nSiege,,2012-03-09:2012-03-12\n",
        "Event,Date of event,Period\nRaid,3 March 2012,\nSiege,,9 to 12 March 2012\n",
        "name,date_single,date_range\nRaid,2012-03-03,\nSiege,,2012-03-09 - 2012-03-12\n",
        "Event,Date from,Date to\nRaid,2012-03-03,\nSiege,2012-03-09,2012-03-12\n",
    ],
)
def test_a_date_stands_in_one_of_several_columns(tmp_path, table):
    (tmp_path / "table.csv").write_text(table)
    told = [(date, headline) for date, headline, _ in dates(tmp_path / "table.csv")]
    assert told == [("2012-03-03", "Raid"), ("2012-03-09/2012-03-12", "Siege")]


def test_excel(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["date", "title", "category"])
    sheet.append([datetime(2012, 3, 12), "Mayor resigns", "Politics"])
    sheet.append([None, "Strike", "Work"])
    book.save(tmp_path / "t.xlsx")
    assert dates(tmp_path / "t.xlsx") == [("2012-03-12", "Mayor resigns", "Politics")]


def test_every_event_of_a_table_has_its_place(tmp_path):
    (tmp_path / "t.csv").write_text("date,title,description\n2012-03,A,Long text of A\n2012-01,B,\n")
    report, table = load(tmp_path / "t.csv")
    assert passages(report.text, table) == list(table["text"]) == ["B", "Long text of A"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("when,where\n2012,x\n", "no column for the headline.*columns found: when, where"),
        ("title,place\nA,B\n", "no column for the date"),
        ("date,title\nsoon,A\n", "no row with both"),
    ],
)
def test_what_is_missing_is_one_sentence(tmp_path, content, said):
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(ReportError, match=said):
        load(tmp_path / "t.csv")


@pytest.mark.parametrize("date", ["2012-05/2012-03", "2012-03-12/2012-03-11", "2012-02-30", "2012-13"])
def test_a_row_whose_date_cannot_be_is_left_out_and_counted(tmp_path, date):
    (tmp_path / "t.csv").write_text(f"date,title\n{date},A\n2012-03-12/2012-03-12,B\n2012-03/2012-05,C\n")
    _, table = load(tmp_path / "t.csv")
    assert list(table["headline"]) == ["C", "B"]
    reading = read(tmp_path / "t.csv")
    assert (reading.rows, reading.read, [row.line for row in reading.unread]) == (3, 2, [2])
    assert (table["first_day"] <= table["last_day"]).all()
