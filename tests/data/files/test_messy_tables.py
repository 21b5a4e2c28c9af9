"""Tables as people keep them: every row is an event, or is listed with its line and the reason."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data import ReportError
from data.files.answers import Answers, parse_answers
from data.files.load import read
from data.files.source import open_source
from data.files.table_columns import find_columns
from data.files.table_reading import TableReading, TableUnclear
from data.files.worker import read_bounded

MESSY = Path(__file__).parent / "tables" / "messy.csv"
# What becomes of each row of it, by its line.
EVENTS = {
    "Mayor resigns": ("2023-03-12", "Press freedom", ["Mayor of Norde"]),
    "Strike at the harbour": ("2023-07-12/2023-07-15", "Work", ["Dockers", "Police"]),
    "Sit-in before the court": ("2023-07-12/2023-07-15", "Press freedom", ["Journalists"]),
    "Radio closed": ("2023-08", "Press freedom", ["Radio Norde"]),
    "March to the capital": ("2023-03-25", "Work", ["Dockers"]),
    "March comes home": ("2023-04-03", "Work", ["Dockers"]),
    "Season of small strikes": ("2023-21", "Work", []),
    "Third quarter without trials": ("2023-07/2023-09", "Justice", []),
    "First hearing": ("2023-05", "Justice", ["Court of Norde"]),
    "Court founded": ("1950~", "Justice", ["Court of Norde"]),
    "A death in Rome": ("-0043", "Justice", []),
    "Date out of a spreadsheet": ("2023-07-16", "Work", []),
    "Curfew": ("2023-09-03", "Security", ["Police"]),
    "Curfew lifted": ("2023-09-04", "Security", ["Police"]),
    "A paper is sold.": ("2023-10-05", "Press freedom", []),
    'The word "freedom" on a wall': ("2023-12-01", "Press freedom", []),
    '"Never closed quotation': ("2023-12-24", "Work", []),
    "Year ends": ("2023-12-31", "Work", []),
}
UNREAD = {
    23: "“31/02/2023” is no day of the calendar",
    24: "“soon” is no date that can be read",
    25: "has no date",
    26: "has no headline and no text",
    27: "“15.12.2023 - 12.12.2023” ends before it begins",
    28: "“1 May 2023; 3 May 2023” names 2 dates",
    29: "“2022-23” may be two years or a season",
    34: "“Total” is no date that can be read",
}


def rows_of(name: str, content: str | bytes | Path, **answers) -> TableReading:
    raw = content.encode() if isinstance(content, str) else content
    raw = raw.read_bytes() if isinstance(raw, Path) else raw
    try:
        reading = read(name, raw, answers=Answers(**answers))
    except TableUnclear as error:
        return error.reading
    assert reading.rows is not None
    return reading.rows


def dates_of(name: str, content: str | bytes | Path, **answers) -> dict[str, str]:
    raw = content.encode() if isinstance(content, str) else content
    raw = raw.read_bytes() if isinstance(raw, Path) else raw
    table = read(name, raw, answers=Answers(**answers)).table
    return dict(zip(table["headline"], table["date"], strict=True))


def test_what_happens_with_each_row_of_the_messy_table():
    reading = open_source(MESSY).read()
    report, table, rows = reading.report, reading.table, reading.rows
    assert rows is not None
    events = zip(table["headline"], table["date"], table["theme"], table["actors"], strict=True)
    assert {headline: (date, theme, actors) for headline, date, theme, actors in events} == EVENTS
    assert {row.line: row.reason for row in rows.unread} == UNREAD
    assert (rows.said, rows.aside) == (f"{len(EVENTS)} of {len(EVENTS) + len(UNREAD)} rows read", 1)
    assert rows.order_told_by == "15.07.2023" and rows.order == "day"
    assert list(table.loc[~table["in_year"], "headline"]) == ["A death in Rome"], (
        "the axis begins with the year 1"
    )
    assert "said why" in str(table.set_index("headline").at["Radio closed", "text"]), (
        "a cell of three lines is one"
    )
    assert "São Tomé" in report.text and report.years == "1950–2023"


def test_the_same_in_another_process():
    reading = read_bounded("messy.csv", MESSY.read_bytes())
    assert reading.rows == rows_of("messy.csv", MESSY) and list(reading.table["in_year"]).count(False) == 1
    with pytest.raises(TableUnclear, match="which number is the month") as error:
        read_bounded("t.csv", b"date,title\n03/04/2023,Mayor resigns\n")
    assert error.value.reading.asks_order == ("03/04/2023",)
    answers = Answers(order="month").to_text()
    reading = read_bounded("t.csv", b"date,title\n03/04/2023,Mayor resigns\n", answers=answers)
    assert list(reading.table["date"]) == ["2023-03-04"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(encoding, separator):
    lines = [("Date", "Title"), ("2023-03-12", "São Tomé, a “town”"), ("2023-03-13", '"a\n\nb"')]
    text = "\r\n".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in lines
    )
    assert dates_of("t.csv", text.encode(encoding)) == {
        "São Tomé, a “town”": "2023-03-12",
        "a b": "2023-03-13",
    }


def test_columns_by_their_names():
    names = ["When", "What happened", "Topic", "Who", "Notes"]
    assert find_columns(names, []).of == {"date": 0, "headline": 1, "theme": 2, "actors": 3, "text": 4}
    assert find_columns(["Start_Date", "endDate", "Event Title"], []).of == {
        "date": 0,
        "end": 1,
        "headline": 2,
    }
    guessed = find_columns(["Date of the arrest", "Headline (short)"], [["2023-03-12", "A"]])
    assert guessed.of == {"date": 0, "headline": 1} and len(guessed.doubts) == 2


@pytest.mark.parametrize("header", ["", "A,B,C\n"])
def test_columns_by_what_is_in_them(header):
    text = header + "".join(f"Politics,Something happens in town {i},2023-03-{i:02}\n" for i in range(1, 9))
    rows = rows_of("t.csv", text)
    assert (rows.read, rows.rows, len(rows.doubts)) == (8, 8, 2) and not rows.is_sure
    assert rows.mapping == {"date": rows.columns[2], "headline": rows.columns[1]}


def test_the_file_says_the_year_that_no_date_has():
    text = "When,What\n12 March,Mayor resigns\n"
    assert rows_of("log.csv", text).asks_year == ("12 March",)
    assert dates_of("log-2011.csv", text) == {"Mayor resigns": "2011-03-12"}
    assert dates_of("log.csv", "Protests of 2011,\n" + text) == {"Mayor resigns": "2011-03-12"}
    assert dates_of("log-2011.csv", text, year=2012) == {"Mayor resigns": "2012-03-12"}
    assert dates_of("t.csv", "Year,Date,What\n2010,12 March,A\n2011,,B\n") == {"A": "2010-03-12", "B": "2011"}


def test_an_end_that_cannot_be_read_is_said():
    rows = rows_of("t.csv", "Start,End,What\n2012-05,soon,A\n2012-05-01,2012-05-03,B\n3 May 2013,5 May,C\n")
    assert rows.read == 3 and rows.doubts == (
        "One event is drawn without an end (line 2: “soon” is no date that can be read).",
    )
    dates = dates_of("t.csv", "Start,End,What\n2012-05,soon,A\n2012-05-01,2012-05-03,B\n3 May 2013,5 May,C\n")
    assert dates == {"A": "2012-05", "B": "2012-05-01/2012-05-03", "C": "2013-05-03/2013-05-05"}


def test_a_workbook_with_notes_before_and_merged_days(tmp_path):
    book = openpyxl.Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = "Read me"
    notes.append(["Kept by Ana"])
    sheet = book.create_sheet("Log")
    for row in (
        ["Log of 2023"],
        [],
        ["Date", "What"],
        [datetime(2023, 3, 12), "A"],
        [None, "B"],
        [None, None],
        [45123, "C"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    book.save(tmp_path / "t.xlsx")
    assert dates_of("t.xlsx", tmp_path / "t.xlsx") == {
        "A": "2023-03-12",
        "B": "2023-03-12",
        "C": "2023-07-16",
    }
    rows = rows_of("t.xlsx", tmp_path / "t.xlsx")
    assert rows.notes[0] == "Sheet “Log” is read; “Read me” is not." and rows.unit == "row"


def test_timeline_js_before_2015_and_before_christ():
    date = [
        {
            "startDate": "2012,1,26",
            "endDate": "2012,1,27",
            "headline": "A",
            "text": "<p>Hello &amp; more</p>",
            "tag": "x",
        },
        {"startDate": "2012,1,10,15,30", "headline": "", "text": "<p>Without a headline. But a text.</p>"},
    ]
    content = json.dumps({"timeline": {"headline": "Two", "date": date}})
    assert dates_of("t.json", content) == {"A": "2012-01-26/2012-01-27", "Without a headline.": "2012-01-10"}
    events = [
        {"start_date": {"year": year}, "text": {"headline": f"In {year}"}}
        for year in ("-44", 602, "99999999")
    ]
    rows = rows_of("t.json", json.dumps({"events": events}))
    assert (rows.read, [row.line for row in rows.unread]) == (2, [3])
    table = read("t.json", json.dumps({"events": events}).encode()).table
    assert list(zip(table["date"], table["in_year"], strict=True)) == [("-0043", False), ("0602", True)]


@pytest.mark.parametrize(
    ("columns", "order", "said"),
    [
        ("{", "", "no JSON"),
        ("[" * 3000, "", "no JSON"),
        ("[1]", "", "JSON object"),
        ('{"date": 1}', "", "a name"),
        ('{"nope": "A"}', "", "no field"),
        ('{"date": "' + "x" * 300 + '"}', "", "200 characters"),
        (" " * 5000, "", "too long"),
        ("", "year", "is day or month"),
    ],
)
def test_answers_are_checked(columns, order, said):
    with pytest.raises(ReportError, match=said):
        parse_answers(columns, order)


def test_an_answer_for_a_column_that_is_not_there():
    with pytest.raises(ReportError, match="There is no column “C”; the columns are date, title"):
        rows_of("t.csv", "date,title\n2012,A\n", columns=(("text", "C"),))


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "2023-03-12",
            "03/04/2023",
            "12 March",
            "soon",
            "44 BC",
            "Mayor resigns",
            '"',
            "a\nb",
            "date",
            "title",
            "title row",
            "x;y",
            "9" * 40,
        ]
    ),
    st.text(max_size=6),
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=12),
    separator=st.sampled_from(",;\t"),
    quoted=st.booleans(),
)
def test_every_row_is_an_event_or_listed(rows, separator, quoted):
    """The rows read and the rows listed are all the rows that are there."""
    import csv
    import io

    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows([["date", "title", "type"], *rows])
    try:
        found = rows_of("t.csv", file.getvalue().encode("utf-8", "replace"))
    except ReportError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
        return
    filled = [row for row in rows if any(cell.replace("\0", "\ufffd").strip() for cell in row)]
    assert found.rows + found.aside == len(filled)
    assert found.read + len(found.unread) + found.unlisted == found.rows
    assert max(Counter(row.line for row in found.unread).values(), default=1) == 1


@given(raw=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_a_table_or_one_sentence(raw):
    try:
        found = rows_of("t.csv", raw)
    except ReportError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        assert found.read + len(found.unread) + found.unlisted == found.rows
