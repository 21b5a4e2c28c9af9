"""From a report's text to the table of its events. Works in a notebook, without Dash."""

from pathlib import Path

import pandas as pd

from data.english.dates import in_words as date_in_words
from data.events.extraction import extract_events
from data.events.writers import datapackage, to_csv, to_json, to_records, to_timeline_js
from data.files.books import Book, Entry, read_book
from data.files.reports import parse_report, read_report
from data.files.tables import is_table, read_table
from data.report import Report, ReportError
from data.selection.axis import Axis
from data.selection.filters import SelectionError
from data.selection.index import EventIndex
from data.selection.selection import Selection
from data.selection.times import month_of, months_in_words

__all__ = [
    "Axis",
    "Book",
    "Entry",
    "EventIndex",
    "Report",
    "ReportError",
    "Selection",
    "SelectionError",
    "datapackage",
    "date_in_words",
    "extract_events",
    "load",
    "month_of",
    "months_in_words",
    "parse_report",
    "read_book",
    "read_report",
    "to_csv",
    "to_json",
    "to_records",
    "to_timeline_js",
]


def load(
    path: str | Path, year: int | None = None, entry: str | None = None, progress=None
) -> tuple[Report, pd.DataFrame]:
    """Whatever file it is, the report and the table of its events.

    A report is read and its events found; of a book, the entry named; a table is taken as it is.
    `progress` is told pages done and in all. Raises `ReportError` with one sentence for what cannot be used.
    """
    path = Path(path)
    if path.is_file() and is_table(path, raw := path.read_bytes()):
        return read_table(path, raw, year)
    book = read_book(path, progress)
    if book is not None:
        if entry is None:
            raise ReportError(
                f"{path} is a book of {len(book.entries)} entries; name one with --entry, as in --entry “{book.entries[0].name}”, or see --list."
            )
        found = book.entry(entry)
        return book.report(found, year), book.table(found, year)
    if entry is not None:
        raise ReportError(f"{path} is no book of entries; leave out --entry.")
    report = read_report(path, year)
    return report, extract_events(report)
