"""`open_source`: decide what a file is, and read it once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from data.events.extraction import extract_events
from data.files.answers import Answers
from data.files.books import Book, Entry, find_book
from data.files.file import File, read_file
from data.files.formats import Format, Progress, find_format, open_project
from data.files.pdf import Block, blocks_text, find_pages
from data.files.reports import parse_report, read_about, title_of
from data.files.table_reading import TableReading
from data.files.tables import read_table
from data.report import EntryUnknown, Page, Report, ReportError


@dataclass(frozen=True)
class Reading:
    """The result of reading a file: a report and its table, and its book if it is an entry."""

    report: Report
    table: pd.DataFrame
    book: Book | None = None
    rows: TableReading | None = None  # of a table of events: how each row was read


@dataclass(frozen=True)
class Source:
    """An opened file: a table (`rows`), a book of reports (`book`), or a report (`text`); `log` is that of a project.

    `name` is the file's name for people, `said` the answers about it. For a book, `read` needs an entry.
    """

    name: str
    opened: File
    said: Answers
    log: Sequence[dict[str, Any]] = ()
    book: Book | None = None
    text: str = ""
    pages: tuple[Page, ...] = ()
    table: Reading | None = None
    keeps: bool = False  # whether the user's cache is used

    @property
    def rows(self) -> TableReading | None:
        """How the rows of a table were read."""
        return self.table.rows if self.table else None

    @cached_property
    def report(self) -> Report:
        """The report, or the one that a table makes. Raises `YearUnknown`, and `EntryUnknown` for a book."""
        if self.table:
            return self.table.report
        if self.book:
            return self.book.report(self.find_entry(None), self.said.year)
        title = self.said.title or title_of(self.name)
        said = self.said
        about = (said.year, title, said.publisher, said.edition, said.kind)
        return parse_report(self.text, self.name, *about, self.pages or said.pages)

    @property
    def file(self) -> File:
        """The file that opens as the same, with the answers about it; of a book the book's."""
        is_report = not (self.table or self.book)
        year = self.report.year if is_report else self.said.year
        return replace(self.opened, year=year, answers=self.said.to_text())

    def find_entry(self, name: str | None) -> Entry:
        """An entry of a book. Raises `EntryUnknown`, also if none is named or if this is not a book."""
        if self.book is None:
            raise EntryUnknown(
                f"{self.name} is no book of entries, so it has no “{(name or '')[:80]}”.", self.name
            )
        if name is not None:
            return self.book.entry(name)
        names = tuple(entry.name for entry in self.book.entries)
        many = f"{self.name} is a book of {len(names)} entries"
        raise EntryUnknown(f"{many}; name one of them, as in “{names[0]}”.", self.name, names)

    def read(self, entry: str | None = None) -> Reading:
        """The report and its events without corrections; of a book those of an entry. Raises `ReportError`."""
        if self.book or entry is not None:
            found = self.find_entry(entry)
            assert self.book
            report = self.book.report(found, self.said.year)
            table = self.book.table(found, self.said.year) if self.keeps else extract_events(report)
            return Reading(report, table, self.book)
        return self.table or Reading(self.report, extract_events(self.report))


def open_source(
    file: str | Path | File, said: Answers | None = None, progress: Progress | None = None
) -> Source:
    """Open a file: a table, a book of reports, or a report; of a project its content, with its log.

    `said` overrides what the project, or a .toml file beside a report, says. A file at a path may use the user's cache; for a
    `File` nothing is written to disk. Raises `ReportError` with one sentence, and `TableUnclear` for a table that needs
    answers.
    """
    at = None if isinstance(file, File) else Path(file)
    given = file if isinstance(file, File) else read_file(Path(file))
    project = open_project(given)
    opened = project.file
    name = str(at) if at and opened is given else opened.name
    found = find_format(name, opened.content)
    said = (said or Answers()).over(opened.said)
    source = Source(name, opened, said, project.log, keeps=at is not None)
    if found.rows:
        return replace(source, table=Reading(*_read_rows(found, source)))
    if at and opened is given:
        source = replace(source, said=said.over(read_about(at)))
    if not found.pages:
        assert found.read
        said = replace(source.said, kind=source.said.kind or found.kind)
        return replace(source, said=said, text=found.read(name, opened.content))
    return _open_pages(found.pages, source, progress)


def _read_rows(found: Format, source: Source) -> tuple[Report, pd.DataFrame, None, TableReading]:
    assert found.rows
    sheets = found.rows(source.name, source.opened.content)
    report, table, rows = read_table(source.name, sheets, source.said)
    return report, table, None, rows


def _open_pages(
    pages: Callable[[str, bytes, Progress | None], list[Block]], source: Source, progress: Progress | None
) -> Source:
    """The book in a paged file, or the report."""
    name, raw = source.name, source.opened.content
    read_once = cache(lambda: pages(name, raw, progress))
    if book := find_book(name, raw, read_once, source.keeps):
        return replace(source, book=book)
    blocks = read_once()
    text = blocks_text(blocks)
    if not text.strip():
        raise ReportError(
            f"{name} is a PDF of pictures without text; run it through text recognition (OCR) first."
        )
    return replace(source, text=text, pages=find_pages(blocks))
