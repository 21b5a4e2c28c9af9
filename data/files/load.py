"""Shortcuts for `open_source`: for notebooks, and for the process that reads uploads."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from data.files.anew import correct_source
from data.files.answers import Answers
from data.files.books import Book
from data.files.file import File
from data.files.formats import Progress
from data.files.limits import check
from data.files.source import Reading, open_source
from data.report import Report, ReportError


def load(
    path: str | Path,
    year: int | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
    answers: Answers | None = None,
) -> tuple[Report, pd.DataFrame]:
    """The report and the events table of any file; of a project with its corrections.

    A report is read and its events extracted; of a book the named entry; a table is used as it is, with its columns and dates
    as in `answers`. `progress` is called with pages done and total. Raises `ReportError` with one sentence; `YearUnknown` and
    `EntryUnknown` if a year or an entry has to be given.
    """
    source = open_source(path, _with_year(answers, year), progress)
    _, reading = correct_source(source, source.read(entry))
    return reading.report, reading.table


def read_report(path: str | Path, year: int | None = None) -> Report:
    """The report at `path`, without extracting its events; see `load`.

    A file of the same name ending in .toml may give title, publisher, edition and year; `year` overrides it. Raises
    `ReportError`.
    """
    return open_source(path, Answers(year=year)).report


def read_book(path: str | Path, progress: Progress | None = None) -> Book | None:
    """The book at `path`; None for a file that is not a book. It is read once and then comes from the user's cache.

    Raises `ReportError` for a file that cannot be read.
    """
    return open_source(path, progress=progress).book


def read(
    name: str,
    raw: bytes,
    year: int | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
    answers: Answers | None = None,
) -> Reading:
    """Read the content `raw` of the file `name`. Of a book, the named entry or its first.

    Nothing is written, not even to a cache. Raises `ReportError`.
    """
    check("bytes", len(raw), name)
    source = open_source(File(name, raw), _with_year(answers, year), progress)
    reading = source.read(source.book.entries[0].name if source.book and not entry else entry)
    if not reading.rows and not reading.table["in_year"].any():
        raise ReportError(f"{name} names no date of {reading.report.year} itself; choose another year.")
    return reading


def _with_year(answers: Answers | None, year: int | None) -> Answers:
    answers = answers or Answers()
    return answers if year is None else replace(answers, year=year)
