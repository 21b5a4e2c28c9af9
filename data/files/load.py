"""From a file to a report and the table of its events, whatever the file is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data.events.extraction import extract_events
from data.files.books import Book, find_book, read_book
from data.files.formats import FORMATS, find_format, read_text_of
from data.files.limits import check
from data.files.reports import parse_report, read_file, read_report, title_of
from data.files.table_reading import TableAnswers, TableReading
from data.files.tables import read_table
from data.report import EntryUnknown, Report, ReportError

Progress = Callable[[int, int], None]
PDF = next(row for row in FORMATS if row.label == "PDF")


@dataclass(frozen=True)
class Reading:
    """What came of a file: a report and its table, and the book it is an entry of, where it is one."""

    report: Report
    table: pd.DataFrame
    book: Book | None = None
    rows: TableReading | None = None  # of a table of events: how each row was read


def load(
    path: str | Path,
    year: int | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
    answers: TableAnswers | None = None,
    kind: str = "",
) -> tuple[Report, pd.DataFrame]:
    """Whatever file it is, the report and the table of its events.

    A report is read and its events found; of a book, the entry named; a table is taken as it is, its
    columns and dates as `answers` say. `kind` is how a text is read: "narrative", "entries", or told by counting. `progress` is told pages done and in all. Raises `ReportError` with one sentence for what cannot be
    used; `YearUnknown` and `EntryUnknown` where a year or an entry has to be named.
    """
    if (table := load_table(path, _with_year(answers, year))) is not None:
        return table[:2]
    path = Path(path)
    book = read_book(path, progress)
    if book is not None:
        chosen = _entry_of(book, str(path), entry)
        return book.report(chosen, year), book.table(chosen, year)
    report = read_report(path, year, kind)
    if entry is not None:
        raise EntryUnknown(f"{path} is no book of entries, so it has no “{entry[:80]}”.", str(path))
    return report, extract_events(report)


def load_table(
    path: str | Path, answers: TableAnswers | None = None
) -> tuple[Report, pd.DataFrame, TableReading] | None:
    """The events of a table, and how each of its rows was read; None for a file that is no table.

    Raises `ReportError`, and `TableUnclear` where no row can be drawn.
    """
    path = Path(path)
    if not path.is_file():
        return None
    raw = read_file(path)
    found = find_format(str(path), raw)
    if found.rows is None:
        return None
    return read_table(str(path), found.rows(str(path), raw), answers)


def _with_year(answers: TableAnswers | None, year: int | None) -> TableAnswers:
    answers = answers or TableAnswers()
    return answers if year is None else replace(answers, year=year)


def _entry_of(book: Book, name: str, entry: str | None):
    if entry is not None:
        return book.entry(entry)
    names = tuple(each.name for each in book.entries)
    raise EntryUnknown(
        f"{name} is a book of {len(names)} entries; name one of them, as in “{names[0]}”.", name, names
    )


def read(
    name: str,
    raw: bytes,
    year: int | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
    answers: TableAnswers | None = None,
) -> Reading:
    """The content `raw` of the file that a person knows as `name`. Of a book, the entry named or its first.

    Nothing is written, to no cache either. Raises `ReportError`.
    """
    check("bytes", len(raw), name)
    found = find_format(name, raw)
    if found.rows is not None:
        report, table, rows = read_table(name, found.rows(name, raw), _with_year(answers, year))
        return Reading(report, table, rows=rows)
    book = find_book(name, raw, progress) if found is PDF else None
    if book is not None:
        report = book.report(book.entry(entry) if entry else book.entries[0], year)
    else:
        report = parse_report(read_text_of(name, raw), name=name, year=year, title=title_of(name))
    table = extract_events(report)
    if not table["in_year"].any():
        raise ReportError(f"{name} names no date of {report.year} itself; choose another year.")
    return Reading(report, table, book)
