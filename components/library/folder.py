"""Several files that the server was started with, as one shelf of reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from components.library.original import FilePlace, Original, is_pdf
from components.library.shelf import title_of_several, unique_name
from components.page.view import View
from data import EntryUnknown, Report, ReportError, SelectionError
from data.files.answers import Answers
from data.files.command_line import advised
from data.files.file import read_file
from data.files.formats import FORMATS, open_project
from data.files.many import iter_extracted
from data.files.source import open_source
from data.files.table_reading import TableReading
from data.store import File

_MOST_FILES = 1000  # of a folder


@dataclass(frozen=True)
class Item:
    """A report of the shelf, with its `table` if its file has one, from the file at `place`; `entry` is that of a book.

    `file` is what a project saves; its content is read on demand, unless it is an entry of a book. `log` is that of a project.
    """

    report: Report
    table: pd.DataFrame | None
    place: FilePlace
    file: File
    log: Sequence[dict[str, Any]] = ()
    entry: str = ""
    rows: TableReading | None = None


class FileShelf:
    """The reports in several files, with the entries of books. `refused` has a sentence for each file that cannot be read.

    Raises `ReportError` if there is no report.
    """

    def __init__(self, paths: Sequence[Path], year: int | None = None, title: str = ""):
        self._items: dict[str, Item] = {}
        self.refused: list[str] = []
        for path in paths:
            try:
                for item in _read_items(path, year):
                    name = item.report.title or path.stem
                    if name in self._items and item.report.year:
                        name = f"{name}, {item.report.year}"
                    self._items[unique_name(name, self._items)] = item
            except ReportError as error:
                self.refused.append(advised(error))
        if not self._items:
            raise ReportError(" ".join(self.refused) or "There is no report.")
        self.title = title or title_of_several(list(self._items))

    @property
    def names(self) -> Sequence[str]:
        """The names, in the order of the files."""
        return list(self._items)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that the reports cover; None if one has no year."""
        years = [item.report.year for item in self._items.values()]
        return (min(years), max(years)) if all(years) else None

    def find(self, name: str) -> str:
        """The name as it is here."""
        if name in self._items:
            return name
        known = {one.casefold(): one for one in self._items}
        if name.casefold() in known:
            return known[name.casefold()]
        raise EntryUnknown(f"There is no report “{name[:80]}” here.", self.title, tuple(self._items))

    @property
    def logs(self) -> dict[str, Sequence[dict[str, Any]]]:
        """The logs of projects, by the reports' names."""
        return {name: item.log for name, item in self._items.items() if item.log}

    def view(self, name: str) -> View:
        """A report with its events, as the program reads them."""
        item = self._items[self.find(name)]
        table = next(iter_extracted([item.report])) if item.table is None else item.table
        view = View(item.report, table, rows=item.rows)
        if not len(view.index):
            raise ReportError(f"{name} names no date of {item.report.year} itself.")
        return view

    def report(self, name: str) -> Report:
        """A report alone, without finding its events."""
        return self._items[self.find(name)].report

    def file(self, name: str) -> File:
        """The file that a report was read from."""
        item = self._items[self.find(name)]
        content = item.file.content or open_project(read_file(item.place.path)).file.content
        return replace(item.file, content=content)

    def original(self, name: str) -> Original:
        """The file that contains a report; "" stands for all reports, which have no file."""
        if not name:
            raise SelectionError("Each report has a file of its own; open one of them alone.")
        item = self._items[self.find(name)]
        return item.place.read(item.entry)

    def has_pdf(self, name: str) -> bool:
        """Whether a report's file is a PDF that exists."""
        item = self._items.get(name)
        return item is not None and is_pdf(item.place.file.name) and item.place.is_there

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each report with its events, as they are read; tables first, as they are loaded already."""
        for name, item in self._items.items():
            if item.table is not None:
                yield name, item.table
        texts = {name: item.report for name, item in self._items.items() if item.table is None}
        yield from zip(texts, iter_extracted(list(texts.values())), strict=True)


def _read_items(path: Path, year: int | None) -> Iterator[Item]:
    source = open_source(path, Answers(year=year))
    place = FilePlace.of(path, source.file)
    if book := source.book:
        for entry in book.entries:
            file = book.file(entry, source.said.year)
            yield Item(book.report(entry, source.said.year), None, place, file, entry=entry.name)
    else:
        file = replace(source.file, content=b"")
        table = source.table.table if source.table else None
        yield Item(source.report, table, place, file, source.log, rows=source.rows)


def find_files(folder: Path) -> list[Path]:
    """The files of a folder with a known ending, sorted by name.

    Raises `ReportError` if there are none, or too many.
    """
    endings = {ending for row in FORMATS if not row.refusal for ending in row.endings}
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in endings)
    if not files:
        raise ReportError(f"The folder {folder} has no report in it.")
    if len(files) > _MOST_FILES:
        raise ReportError(
            f"The folder {folder} has {len(files)} reports; choose one with up to {_MOST_FILES}."
        )
    return files
