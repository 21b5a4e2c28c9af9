"""From a report's text to the table of its events. Works in a notebook, without Dash."""

from data.dates import in_words as date_in_words
from data.events import extract_events, to_csv, to_json, to_records
from data.report import Report, ReportError, parse_report, read_report
from data.selection import Selection, SelectionError, months_in_words, months_of

__all__ = [
    "Report",
    "ReportError",
    "Selection",
    "SelectionError",
    "date_in_words",
    "extract_events",
    "months_in_words",
    "months_of",
    "parse_report",
    "read_report",
    "to_csv",
    "to_json",
    "to_records",
]
