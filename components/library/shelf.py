"""Shelves of reports, the entries of a book or several files: one by one and all together."""

import logging
import os
import threading
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Protocol

import pandas as pd

from components.library.original import FilePlace, Original
from components.page.view import View
from data import Book, Report, ReportError
from data.events.together import put_together
from data.files.many import iter_tables
from data.store import File, ReportGone

log = logging.getLogger("yearline")
LONGEST_TITLE = 60  # characters


class Shelf(Protocol):
    """Reports by their names. An unknown name raises `ReportError`."""

    title: str

    @property
    def names(self) -> Sequence[str]:
        """The names, in their order."""
        ...

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year covered."""
        ...

    def find(self, name: str) -> str:
        """The name as it is here, whatever its spelling in the address."""
        ...

    def view(self, name: str) -> View:
        """A report with its events, as it was read."""
        ...

    def report(self, name: str) -> Report:
        """A report alone, without finding its events."""
        ...

    def file(self, name: str) -> File:
        """The file of a report."""
        ...

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each report with its events, as they are read; None for one without a date."""
        ...


class OwnShelf(Shelf, Protocol):
    """The reports that the server was started with, which are in files."""

    def original(self, name: str) -> Original:
        """The file that contains a report, as it was opened; "" means all of them together. Raises `ReportGone`,
        `SelectionError`.
        """
        ...

    def has_pdf(self, name: str) -> bool:
        """Whether that file is a PDF that exists."""
        ...


class BookShelf:
    """The entries of a book by their names. An unknown name raises `ReportError`. `place` is the book's file."""

    def __init__(self, book: Book, year: int | None = None, place: FilePlace | None = None):
        self.title = book.title
        self._place = place
        self.year = year or book.year
        self._book, self._year = book, year

    @property
    def years(self) -> tuple[int, int] | None:
        """The book's year twice, if it is known."""
        return (self.year, self.year) if self.year else None

    @property
    def names(self) -> Sequence[str]:
        """The names, in the order of the book."""
        return [entry.name for entry in self._book.entries]

    def find(self, name: str) -> str:
        """The name as the book prints it, whatever its spelling in the address."""
        return self._book.entry(name).name

    def view(self, name: str) -> View:
        """The entry with its events, as it was read."""
        table = self._book.table(self._book.entry(name), self._year)
        view = View(self.report(name), table)
        if not len(view.index):
            raise ReportError(
                f"{view.report.title or 'The report'} names no date of {view.report.year} itself; "
                "choose another year with --year."
            )
        return view

    def report(self, name: str) -> Report:
        """The entry alone, without finding its events."""
        return self._report(self.find(name))

    @lru_cache(maxsize=1024)  # noqa: B019 - a server has one shelf, for as long as it runs
    def _report(self, name: str) -> Report:
        return self._book.report(self._book.entry(name), self._year)

    def file(self, name: str) -> File:
        """The entry's text as a file."""
        return self._book.file(self._book.entry(name), self._year)

    def original(self, name: str) -> Original:
        """The book, which contains all entries."""
        if self._place is None:
            raise ReportGone("The book is no longer where it was opened; open it again.")
        return self._place.read(entry=name)

    def has_pdf(self, name: str) -> bool:
        """Whether the book, a PDF, exists."""
        return self._place is not None and self._place.is_there

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each entry with its events, as they are read; None for one without a date."""
        return iter_tables(self._book, self._year, scheduler=os.environ.get("YEARLINE_SCHEDULER"))


class AllTogether:
    """The reports of a shelf in one table. They are read in the background, and added as they are read."""

    def __init__(self, shelf: Shelf):
        self._shelf = shelf
        self._lock = threading.Lock()
        # Per process: threads do not survive the fork of a server's workers.
        self._started_in = 0
        self._tables: dict[str, pd.DataFrame] = {}
        self._read_names: set[str] = set()
        self.done = 0

    @property
    def names(self) -> Sequence[str]:
        """All names, in their order."""
        return self._shelf.names

    @property
    def count(self) -> int:
        """The number of reports."""
        return len(self.names)

    def find(self, name: str) -> str:
        """The name as it is here. Raises `ReportError`."""
        return self._shelf.find(name)

    def start(self) -> None:
        """Start reading, unless that was started already."""
        with self._lock:
            if self._started_in == os.getpid():
                return
            self._started_in, self.done, self._read_names = os.getpid(), 0, set()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for name, table in self._shelf.iter_tables():
                with self._lock:
                    if table is not None and table["in_year"].any():
                        self._tables[name] = table
                    self._read_names.add(name)
                    self.done += 1
        except ReportError as error:
            log.error("Not all reports are read: %s", error)
            self._started_in = 0  # the next request starts again

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The events of each report that has been read and has some."""
        with self._lock:
            return dict(self._tables)

    def view(self, tables: Mapping[str, pd.DataFrame], done: int, under: str = "") -> View:
        """One view of several reports' tables, after `done` reports were read. `under` is the prefix of their keys."""
        years = self._shelf.years
        about = describe_several(self._shelf.title, years, self.count)
        table = put_together(tables.items())
        reading = (done, self.count)
        keys = {name: f"{under}/{name}" for name in tables} if under else {}
        with self._lock:
            # A report with events that was read after the tables were requested is not in this view.
            empty = self._read_names - self._tables.keys()
            unread = tuple(name for name in self.names if name not in tables and name not in empty)
        keys |= {name: f"{under}/{name}" for name in unread} if under else {}
        named = self._shelf.report
        return View(about, table, reading=reading, unread=unread, years=years, report_named=named, keys=keys)


def join_views(views: Mapping[str, View], keys: Mapping[str, str], unread: Sequence[str] = ()) -> View:
    """Combine several reports into one view, by their names; `keys` are those of their addresses, `unread` the names of
    those still to be read.
    """
    years = [year for view in views.values() if (year := view.report.year)]
    span = (min(years), max(years)) if len(years) == len(views) else None
    about = describe_several(title_of_several(list(views)), span, len(views))
    table = put_together((name, view.table) for name, view in views.items())
    done = (len(views), len(views) + len(unread))
    named = {name: view.report for name, view in views.items()}
    return View(
        about,
        table,
        reading=done,
        unread=tuple(unread),
        years=span,
        report_named=named.__getitem__,
        keys=dict(keys),
    )


def split_view(view: View, key: str) -> Iterator[tuple[str, View, str]]:
    """The title, view and key of each report in a view; of a single report itself."""
    if not view.is_together:
        yield view.title, view, key
        return
    for name in view.reports:
        table = view.table[view.table["report"] == name].drop(columns="report")
        yield name, View(view.report_of_name(name), table), view.key_of(name)


def title_of_several(names: Sequence[str]) -> str:
    """A title for several reports: "Ghana, 2010 and Malawi, 2010", or their number."""
    said = " and ".join(names)
    return said if len(names) <= 2 and len(said) <= LONGEST_TITLE else f"{len(names)} reports"


def describe_several(title: str, years: tuple[int, int] | None, count: int) -> Report:
    """Describe `count` reports: their title, and the years that they cover, of which first and last are given."""
    first, last = years or (0, 0)
    words = "" if first == last else f"{first} and {last}" if count == 2 else f"{first}–{last}"
    return Report("", first, title, years=words)


def unique_name(name: str, taken: Container[str]) -> str:
    """The name, with a number if it is taken."""
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)
