"""The reports that the server was started with: the entries of a book or several files, one by one and all together."""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import pandas as pd

from components.page.view import View
from components.web.journal import log
from data import Book, Report, ReportError
from data.events.together import put_together
from data.files.many import iter_tables
from data.report import EntryUnknown
from data.store import File


class Shelf(Protocol):
    """Several reports by their names. A name that is not there raises `ReportError`."""

    title: str

    @property
    def names(self) -> Sequence[str]:
        """The names, in their order."""
        ...

    def find(self, name: str) -> str:
        """The name as it is listed, however it is written."""
        ...

    def view(self, name: str) -> View:
        """The report with its events, as the program reads them."""
        ...

    def report(self, name: str) -> Report:
        """The report alone, without finding its events."""
        ...

    def year(self, name: str) -> int | None:
        """The year that the report covers, where it can be told without reading it."""
        ...

    def file(self, name: str) -> File:
        """The file that the report is read from."""
        ...

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each report with its events, as they are read; None for one without."""
        ...


class BookShelf:
    """The entries of a book."""

    def __init__(self, book: Book, year: int | None = None):
        self.title = book.title
        self._book, self._year = book, year
        self.report = lru_cache(maxsize=64)(self._read_report)

    @property
    def names(self) -> Sequence[str]:
        return [entry.name for entry in self._book.entries]

    def find(self, name: str) -> str:
        return self._book.entry(name).name

    def view(self, name: str) -> View:
        entry = self._book.entry(name)
        view = View(self.report(entry.name), self._book.table(entry, self._year))
        if not len(view.index):
            raise ReportError(
                f"{view.report.title or 'The report'} names no date of {view.report.year} itself; "
                "choose another year with --year."
            )
        return view

    def _read_report(self, name: str) -> Report:
        return self._book.report(self._book.entry(name), self._year)

    def year(self, name: str) -> int | None:
        return self._year or self._book.year

    def file(self, name: str) -> File:
        text = self._book.entry(name).text.encode()
        return File(f"{name}.txt", text, "text/plain", self._year or self._book.year)

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        return iter_tables(self._book, self._year, scheduler=os.environ.get("YEARLINE_SCHEDULER"))


class FileShelf:
    """Several files, each read when the server starts; reports of one name are told apart by a number."""

    def __init__(self, read: Iterable[tuple[Path, Report, pd.DataFrame]]):
        self._views: dict[str, View] = {}
        self._paths: dict[str, Path] = {}
        for path, report, table in read:
            name, again = report.named, 1
            while name in self._views:
                again += 1
                name = f"{report.named} ({again})"
            self._views[name], self._paths[name] = View(report, table), path
        self.title = f"{len(self._views)} reports"

    @property
    def names(self) -> Sequence[str]:
        return list(self._views)

    def find(self, name: str) -> str:
        if name not in self._views:
            raise EntryUnknown(
                f"There is no report “{name[:80]}” here; there are {', '.join(self.names[:6])}.",
                name,
                tuple(self.names),
            )
        return name

    def view(self, name: str) -> View:
        return self._views[self.find(name)]

    def report(self, name: str) -> Report:
        return self.view(name).report

    def year(self, name: str) -> int | None:
        return self.report(name).year

    def file(self, name: str) -> File:
        path = self._paths[self.find(name)]
        return File(path.name, path.read_bytes(), "", self.report(name).year)

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        return ((name, view.table) for name, view in self._views.items())


class AllTogether:
    """The reports of a shelf in one table. They are read in the background, and are there as far as they are read."""

    def __init__(self, shelf: Shelf):
        self._shelf = shelf
        self._lock = threading.Lock()
        self._started_in = (
            0  # the process: what was begun before a server's workers were forked is not theirs
        )
        self._tables: dict[str, pd.DataFrame] = {}
        self.done = 0

    @property
    def count(self) -> int:
        """How many reports there are."""
        return len(self._shelf.names)

    def start(self) -> None:
        """Begin to read, if nobody has begun."""
        with self._lock:
            if self._started_in == os.getpid():
                return
            self._started_in, self.done = os.getpid(), 0
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for name, table in self._shelf.iter_tables():
                with self._lock:
                    if table is not None and table["in_year"].any():
                        self._tables[name] = table
                    self.done += 1
        except ReportError as error:
            log.error("Not all reports are read: %s", error)

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The events of each report that is read and has some."""
        with self._lock:
            return dict(self._tables)

    def view(self, tables: Mapping[str, pd.DataFrame], done: int) -> View:
        """One view of several reports' tables, when `done` reports are read."""
        years = sorted({year for name in tables if (year := self._shelf.year(name))})
        about = Report("", years[0] if years else 0, self._shelf.title)
        table = put_together(tables.items())
        span = (years[0], years[-1]) if years else None
        reading = (done, self.count)
        return View(about, table, reading=reading, years=span, report_named=self._shelf.report)
