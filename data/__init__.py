"""From a report's text to the table of its events. Works in a notebook, without Dash."""

from data.dates.edtf import in_words as date_in_words
from data.events.annotations import annotations_jsonld
from data.events.extraction import extract_events
from data.events.uwazi import to_uwazi
from data.events.writers import (
    chronology_docx,
    datapackage,
    to_csv,
    to_json,
    to_records,
    to_timeline_js,
    to_xlsx,
)
from data.files.books import Book, Entry
from data.files.load import load, read_book, read_report
from data.files.reports import parse_report
from data.report import EntryUnknown, NotNow, Report, ReportError, YearUnknown
from data.selection.axis import Axis
from data.selection.filters import SelectionError
from data.selection.index import EventIndex
from data.selection.selection import Selection
from data.selection.times import month_of, months_in_words

__all__ = [
    "Axis",
    "Book",
    "Entry",
    "EntryUnknown",
    "EventIndex",
    "NotNow",
    "Report",
    "ReportError",
    "Selection",
    "SelectionError",
    "YearUnknown",
    "annotations_jsonld",
    "chronology_docx",
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
    "to_uwazi",
    "to_xlsx",
]
