"""Several files that the server was started with, as one shelf of reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from components.library.shelf import title_of_several, unique_name
from components.page.view import View
from data import EntryUnknown, Report, ReportError, read_book
from data.files.command_line import advised
from data.files.formats import FORMATS
from data.files.load import load_table
from data.files.many import iter_extracted
from data.files.reports import read_report
from data.files.table_reading import TableAnswers
from data.projects import open_project
from data.store import File

_MOST_FILES = 1000  # of a folder


@dataclass(frozen=True)
class Item:
    """A report of the shelf; `table` where its file is a table, `path` where its file is it alone."""

    report: Report
    table: pd.DataFrame | None = None
    path: Path | None = None


class FileShelf:
    """The reports in several files, a book's entries among them. `refused` are sentences on those that cannot be read.

    Raises `ReportError` where there is none.
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
        """The names, in the files' order."""
        return list(self._items)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that the reports cover; None where one has none of its own."""
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

    def view(self, name: str) -> View:
        """A report with its events, as the program reads them."""
        item = self._items[self.find(name)]
        table = next(iter_extracted([item.report])) if item.table is None else item.table
        view = View(item.report, table)
        if not len(view.index):
            raise ReportError(f"{name} names no date of {item.report.year} itself.")
        return view

    def report(self, name: str) -> Report:
        """A report alone, without finding its events."""
        return self._items[self.find(name)].report

    def file(self, name: str) -> File:
        """What a report was read from."""
        item = self._items[self.find(name)]
        if item.path is not None:
            return File(item.path.name, item.path.read_bytes(), "", item.report.year)
        return File(f"{name}.txt", item.report.text.encode(), "text/plain", item.report.year)

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each report with its events, as they are read; tables first, as they are there already."""
        for name, item in self._items.items():
            if item.table is not None:
                yield name, item.table
        texts = {name: item.report for name, item in self._items.items() if item.table is None}
        yield from zip(texts, iter_extracted(list(texts.values())), strict=True)


def _read_items(path: Path, year: int | None) -> Iterator[Item]:
    if project := open_project(path, year):
        yield Item(project.reading.report, project.table, path)
    elif found := load_table(path, TableAnswers(year=year)):
        yield Item(found[0], found[1], path)
    elif book := read_book(path):
        yield from (Item(book.report(entry, year)) for entry in book.entries)
    else:
        yield Item(read_report(path, year), path=path)


def find_files(folder: Path) -> list[Path]:
    """The files of a folder whose names end like something that can be read, in the order of their names.

    Raises `ReportError` where there is none, or too many.
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
