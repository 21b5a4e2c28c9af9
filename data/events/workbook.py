"""Export as an Excel workbook: the events, a description of each column, the corrections, and information about the file."""

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.characters import clean_for_xml
from data.dates.edtf import in_words
from data.events.cells import CONTINUED, flatten
from data.events.provenance import field_in_words, value_in_words
from data.events.schema import describe_column
from data.version import VERSION

EVENTS, COLUMNS, CORRECTED, ABOUT = "Events", "Columns", "Corrected", "About"  # the sheets, in order
_LONGEST = 16_000  # characters of a cell; Excel counts UTF-16 units, 32,767 at most
_DATES = ("date", "first_day", "last_day")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = datetime(1900, 3, 1)  # before it Excel's calendar is wrong
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What XML cannot carry, as it is read from other files (data/files/text.py).
_WIDTHS = {"headline": 60, "text": 60, "label": 30, "theme": 26, "topic": 26, "note": 30, "report": 18}
_NARROW, _USUAL = 11, 18  # characters
_MOST_LINES, _LINE = 6, 15  # lines of a row, and pt of a line


class _Looks:
    """Cell formats; those of `quoted` keep a text that starts like a formula a text when a person edits it."""

    def __init__(self, book: Workbook):
        looks = {
            "plain": {"valign": "top"},
            "words": {"valign": "top", "text_wrap": True},
            "typed": {"valign": "top", "num_format": "@"},  # "2008-03" typed again stays a text
            "day": {"valign": "top", "num_format": "yyyy-mm-dd"},
            "head": {"valign": "vcenter", "text_wrap": True, "bold": True, "bg_color": "#E8ECF2"},
        }
        self._as: dict[str, Format] = {name: book.add_format(look) for name, look in looks.items()}
        self._quoted = {name: book.add_format({**look, "quote_prefix": True}) for name, look in looks.items()}

    def of(self, name: str, text: str = "") -> Format:
        """The format `name` for a cell that contains `text`."""
        return (self._quoted if _FORMULA.match(text) else self._as)[name]


def make_workbook(table: pd.DataFrame, title: str, source: str, selection: str, missing: str) -> bytes:
    """The bytes of `to_xlsx` in writers.py."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": _clean(title)[:255], "author": "Yearline"})
    looks = _Looks(book)
    flat = _with_continued(flatten(table))
    _write_events(book.add_worksheet(EVENTS), looks, flat)
    abouts = [(name, describe_column(name.split(CONTINUED)[0])) for name in flat.columns]
    rows = ((name, f"{about.about[0].upper()}{about.about[1:]}.", about.type) for name, about in abouts)
    sheet = book.add_worksheet(COLUMNS)
    _write_sheet(sheet, looks, ("Column", "What it holds", "Type"), (24, 90, 12), rows)
    heads = ("Event", "Date", "What happened", "Field", "As read", "Now")
    sheet = book.add_worksheet(CORRECTED)
    _write_sheet(sheet, looks, heads, (14, 24, 60, 22, 50, 50), _corrections(table))
    about = (
        ("Title", title),
        ("Source", source),
        ("Selection", selection),
        ("Not in this file", missing),
        ("Made by", f"Yearline {VERSION}"),
    )
    rows = (row for row in about if row[1])
    _write_sheet(book.add_worksheet(ABOUT), looks, ("About", "this file"), (18, 100), rows)
    book.close()
    return buffer.getvalue()


def _write_events(sheet: Worksheet, looks: _Looks, flat: pd.DataFrame) -> None:
    for number, name in enumerate(flat.columns):
        is_narrow = name in ("id", "date") or describe_column(name).type in ("integer", "boolean", "date")
        sheet.set_column(number, number, _WIDTHS.get(name, _NARROW if is_narrow else _USUAL))
        _write(sheet, 0, number, name, looks, "head")
        look = "words" if name in ("headline", "text") else "plain"
        for row, value in enumerate(flat[name].tolist(), 1):
            if name in _DATES and isinstance(value, str):
                _write_date(sheet, row, number, value, looks)
            else:
                _write(sheet, row, number, value, looks, look)
    for row, letters in enumerate(flat["headline"].str.len(), 1):
        lines = math.ceil(letters / (_WIDTHS["headline"] - 4))
        sheet.set_row(row, _LINE * min(_MOST_LINES, max(1, lines)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(flat), len(flat.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()


def _write_date(sheet: Worksheet, row: int, column: int, text: str, looks: _Looks) -> None:
    """Write a day as a date; months, ranges, and days outside Excel's calendar as text."""
    day = datetime.fromisoformat(text) if _DAY.fullmatch(text) and text > "0001" else None
    if day and day >= _FIRST_DAY:
        sheet.write_datetime(row, column, day, looks.of("day"))
    else:
        _write(sheet, row, column, text, looks, "typed")


def _write(sheet: Worksheet, row: int, column: int, value: Any, looks: _Looks, look: str) -> None:
    """Write a cell, unless its value is missing. A text stays a text, whatever it starts with."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _clean(value), looks.of(look, value))
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks.of(look))
    elif value is not None and not pd.isna(value):
        sheet.write_number(row, column, value, looks.of(look))


def _clean(text: str) -> str:
    """A text without characters that XML cannot contain, with line ends as in a cell."""
    return clean_for_xml(text.replace("\r\n", "\n").replace("\r", "\n"))


def _with_continued(flat: pd.DataFrame) -> pd.DataFrame:
    """The cells, with further columns for texts that are too long for one."""
    columns: dict[str, pd.Series] = {}
    for name in flat.columns:
        texts = [value if isinstance(value, str) else "" for value in flat[name].tolist()]
        longest = max(map(len, texts), default=0)
        columns[name] = flat[name] if longest <= _LONGEST else flat[name].str.slice(0, _LONGEST)
        for begin in range(_LONGEST, longest, _LONGEST):
            name += CONTINUED
            columns[name] = pd.Series([text[begin : begin + _LONGEST] for text in texts], flat.index)
    return pd.DataFrame(columns)


def _write_sheet(
    sheet: Worksheet,
    looks: _Looks,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
) -> None:
    for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(number, number, width)
        _write(sheet, 0, number, head, looks, "head")
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value[:_LONGEST], looks, "words")
    sheet.freeze_panes(1, 0)


def _corrections(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """A row for each corrected field: the event, the field, the original and the current value."""
    known = table.attrs.get("as_read", {})
    for event in table[table["corrected"].map(bool)].to_dict("records"):
        read = known.get(event["id"], {})
        for name in event["corrected"]:
            said = value_in_words(name, read[name]) if name in read else "(added by hand)"
            now = value_in_words(name, event[name]) if name in event else ""
            yield (event["id"], in_words(event["date"]), event["headline"], field_in_words(name), said, now)
