"""The table as an Excel workbook: what it holds, what a spreadsheet makes of it, and that it opens as the same table."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import to_csv, to_xlsx
from data.events.cells import CONTINUED, columns_of
from data.events.corrected import corrected
from data.events.corrections import Add, Entry, Set, Star
from data.events.schema import SCHEMA
from data.events.table import COLUMNS, as_table
from data.files.file import File
from data.files.source import open_source
from tests.examples import few
from tests.packages import check_package
from tests.workbooks import about, sheets_of

PIECES = [*"aZ=+-@'\"_;,|&<é…😀 \n\t\x07\u202e", "_x0041_", "word"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
DATES = st.sampled_from(
    ["2012-03-12", "2012-03", "2012-03/2012-05", "2012", "2012-03-12~", "1899-12-31", "0412-05-01"]
)


def rows_of(texts: list[str], dates: list[str]) -> pd.DataFrame:
    days = [pd.Timestamp(2012, 3, 12)] * len(dates)
    words = [f"{text} happens" for text in texts]
    rows = {
        "id": [f"{number:08}" for number in range(len(dates))],
        "date": dates,
        "first_day": days,
        "last_day": days,
        "precision": "day",
        "in_year": True,
        "theme": texts,
        "actors": [[text.strip() or "x"] for text in texts],
        "headline": words,
        "text": words,
        "start": 0,
        "end": 1,
        "note": texts,
        "page": "12",
        "pdf_page": 7,
        "other": [{"Where": text, "place": "=7"} for text in texts],
    }
    return as_table(pd.DataFrame(rows), list(dict.fromkeys(texts)))


def opened(name: str, content: bytes) -> pd.DataFrame:
    return open_source(File(name, content)).read().table


def comes_back(table: pd.DataFrame) -> None:
    by_csv, by_xlsx = opened("t.csv", to_csv(table).encode()), opened("t.xlsx", to_xlsx(table))
    assert to_csv(by_xlsx) == to_csv(by_csv)
    assert list(by_xlsx["other"]) == list(by_csv["other"])
    assert by_xlsx.attrs["as_read"] == by_csv.attrs["as_read"]


@pytest.fixture(scope="module")
def changed(table) -> pd.DataFrame:
    """A table that has everything: corrections, a star, a note, pages, columns of another table, the name of a report."""
    first, second = table["id"][0], table["id"][1]
    sent = [
        Set(first, {"headline": "=1+1 is typed", "count": 7}),
        Star(second, True),
        Add("Added by hand", "2008-05", "Background"),
    ]
    log = [Entry(n, one) for n, one in enumerate(sent, 1)]
    result = corrected(table, log, 2008)
    result = result.assign(page="191", note="-2 said", doubt="long passage")
    result["pdf_page"] = pd.array([193] * len(result), dtype="Int64")
    result["other"] = pd.Series([{"Region": "@North", "place": "Orlo"}] * len(result), dtype=object)
    result.insert(0, "report", "Kazakstan")
    return result


@settings(max_examples=few(60))
@given(st.lists(st.tuples(TEXTS, DATES), min_size=1, max_size=4))
def test_what_a_csv_keeps_a_workbook_keeps(pairs):
    comes_back(rows_of([text for text, _ in pairs], [date for _, date in pairs]))


def test_the_parts_of_claims_corrections_and_reports_come_back(changed):
    comes_back(changed)
    again = opened("t.xlsx", to_xlsx(changed))
    assert set(again["page"]) == {"191"} and set(again["pdf_page"]) == {193}
    assert again["other"][0] == {"Region": "@North", "place": "Orlo", "report": "Kazakstan"}
    assert again["starred"].sum() == 1 and set(again["note"]) == {"-2 said"}
    assert again["corrected"].map(bool).sum() == 2


@pytest.mark.parametrize("length", [15_999, 16_000, 16_001, 40_000])
def test_a_text_longer_than_a_cell_goes_on_beside_it(length):
    table = rows_of(["Law"], ["2012-03-12"])
    table["text"] = "It was so. " + "é x" * (length // 3)
    comes_back(table)
    heads = sheets_of(to_xlsx(table))["Events"][0]
    assert (f"text{CONTINUED}" in heads) == (len(table["text"][0]) > 16_000)
    assert max(len(str(cell)) for row in sheets_of(to_xlsx(table))["Events"] for cell in row) < 32_767


def test_days_are_dates_and_months_are_texts():
    dates = ["2012-03-12", "2012-03", "2012", "2012-03/2012-05", "2012-03-12~", "1899-12-31"]
    content = to_xlsx(rows_of(["Law"] * len(dates), dates))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Events"]
    column = [cell.value for cell in sheet[1]].index("date") + 1
    cells = [sheet.cell(row, column) for row in range(2, len(dates) + 2)]
    assert [cell.value for cell in cells] == [datetime(2012, 3, 12), *dates[1:]]
    assert cells[0].number_format == "yyyy-mm-dd"
    assert {cell.number_format for cell in cells[1:]} == {"@"}, "typed again, a month stays one"


def test_no_text_is_a_formula():
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=quoted", "plain"]
    table = rows_of(nasty, ["2012-03-12"] * len(nasty))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, "=title", "+source", "@words")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = {str(cell.value): cell for cell in cells if cell.data_type == "s"}
    assert {*nasty} <= texts.keys(), "as they are, without an apostrophe"
    assert {text for text, cell in texts.items() if cell.quotePrefix} >= {*nasty[:-1], "=title"}
    assert not texts["plain"].quotePrefix


def test_it_has_filters_a_frozen_head_and_widths(changed):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(changed, "Kazakstan, 2008")))
    sheet: Any = book["Events"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1" and sheet["A1"].font.bold
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["headline"] > 50 > widths["start"] > 8
    assert book.properties.title == "Kazakstan, 2008" and book.properties.creator == "Yearline"


def test_a_sheet_says_what_each_column_holds(changed):
    sheets = sheets_of(to_xlsx(changed))
    said = {name: words for name, words, _ in sheets["Columns"][1:]}
    assert list(said) == columns_of(changed) == list(sheets["Events"][0])
    assert said["by"] == "Who did it." and said["Region"].startswith("A column of the table")
    assert tuple(SCHEMA) == COLUMNS and all(words.endswith(".") for words in said.values())


def test_a_sheet_says_what_was_corrected(changed):
    rows = sheets_of(to_xlsx(changed))["Corrected"]
    assert rows[0] == ("Event", "Date", "What happened", "Field", "As read", "Now")
    by_field = {(row[2], row[3]): row[4:] for row in rows[1:]}
    read, now = by_field["=1+1 is typed", "headline"]
    assert now == "=1+1 is typed" and read and read != now
    assert by_field["=1+1 is typed", "how many"][1] == "7"
    assert by_field["Added by hand", "headline"] == ("(added by hand)", "Added by hand")


def test_the_file_says_what_it_is_and_what_it_lacks(table):
    content = to_xlsx(table, "Survey 2012", "Survey", "11 of 11 events.", "Not read yet: South.")
    said = about(content)
    assert said["Title"] == "Survey 2012" and said["Selection"] == "11 of 11 events."
    assert said["Not in this file"] == "Not read yet: South." and said["Made by"].startswith("Yearline ")
    assert "Not in this file" not in about(to_xlsx(table))


def test_office_opens_it(changed):
    check_package(to_xlsx(changed, "A & B"), "xlsx")
    check_package(to_xlsx(changed[:0]), "xlsx")


def test_a_workbook_without_events_is_one_too(table):
    sheets = sheets_of(to_xlsx(table[:0]))
    assert len(sheets["Events"]) == 1 and len(sheets["Columns"]) > 30
