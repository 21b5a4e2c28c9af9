"""The reports that the server was started with, a book's entries or several files: one by one and all together."""

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
    """Reports by their names. A name that is not there raises `ReportError`."""

    title: str

    @property
    def names(self) -> Sequence[str]:
        """The names, in their order."""
        ...

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that they cover."""
        ...

    def find(self, name: str) -> str:
        """The name as it is here, however it is written."""
        ...

    def view(self, name: str) -> View:
        """A report with its events, as the program reads them."""
        ...

    def report(self, name: str) -> Report:
        """A report alone, without finding its events."""
        ...

    def file(self, name: str) -> File:
        """What a report was read from."""
        ...

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each report with its events, as they are read; None for one without a date."""
        ...


class OwnShelf(Shelf, Protocol):
    """The reports that the server was started with, which stand in files."""

    def original(self, name: str) -> Original:
        """The file that a report stands in, as it was opened; "" is all of them together. Raises `ReportGone`, `SelectionError`."""
        ...

    def has_pdf(self, name: str) -> bool:
        """Whether that file is a PDF, and there."""
        ...


class BookShelf:
    """The entries of a book by their names. A name that is not there raises `ReportError`. `place` is where the book stands."""

    def __init__(self, book: Book, year: int | None = None, place: FilePlace | None = None):
        self.title = book.title
        self._place = place
        self.year = year or book.year
        self._book, self._year = book, year

    @property
    def years(self) -> tuple[int, int] | None:
        """The book's year twice, where it is known."""
        return (self.year, self.year) if self.year else None

    @property
    def names(self) -> Sequence[str]:
        """The names, in the book's order."""
        return [entry.name for entry in self._book.entries]

    def find(self, name: str) -> str:
        """The name as the book prints it, however it is written."""
        return self._book.entry(name).name

    def view(self, name: str) -> View:
        """The entry with its events, as the program reads them."""
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
        """The book that the entry stands in; all entries do."""
        if self._place is None:
            raise ReportGone("The book is no longer where it was opened; open it again.")
        return self._place.read(entry=name)

    def has_pdf(self, name: str) -> bool:
        """Whether the book is there, which is a PDF."""
        return self._place is not None and self._place.is_there

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each entry with its events, as they are read; None for one without a date."""
        return iter_tables(self._book, self._year, scheduler=os.environ.get("YEARLINE_SCHEDULER"))


class AllTogether:
    """The reports of a shelf in one table. They are read in the background, and are there as far as they are read."""

    def __init__(self, shelf: Shelf):
        self._shelf = shelf
        self._lock = threading.Lock()
        # Of the process: what was begun before a server's workers were forked is not theirs.
        self._started_in = 0
        self._tables: dict[str, pd.DataFrame] = {}
        self._read_names: set[str] = set()
        self.done = 0

    @property
    def names(self) -> Sequence[str]:
        """The names of all, in their order."""
        return self._shelf.names

    @property
    def count(self) -> int:
        """How many reports there are."""
        return len(self.names)

    def find(self, name: str) -> str:
        """A name as it is here. Raises `ReportError`."""
        return self._shelf.find(name)

    def start(self) -> None:
        """Begin to read, if nobody has begun."""
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
            self._started_in = 0  # whoever asks next begins anew

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The events of each report that is read and has some."""
        with self._lock:
            return dict(self._tables)

    def view(self, tables: Mapping[str, pd.DataFrame], done: int, under: str = "") -> View:
        """One view of several reports' tables, when `done` reports are read. `under` is the key that their own begin with."""
        years = self._shelf.years
        about = describe_several(self._shelf.title, years, self.count)
        table = put_together(tables.items())
        reading = (done, self.count)
        keys = {name: f"{under}/{name}" for name in tables} if under else {}
        with self._lock:
            # One that was read since the tables were asked for, and has events, is not in this view.
            empty = self._read_names - self._tables.keys()
            unread = tuple(name for name in self.names if name not in tables and name not in empty)
        keys |= {name: f"{under}/{name}" for name in unread} if under else {}
        named = self._shelf.report
        return View(about, table, reading=reading, unread=unread, years=years, report_named=named, keys=keys)


def join_views(views: Mapping[str, View], keys: Mapping[str, str], unread: Sequence[str] = ()) -> View:
    """Several reports as one view, by their names; `keys` are those of their addresses, `unread` the names of those to come."""
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
    """The title, the view and the key of each report in a view; of one report itself."""
    if not view.is_together:
        yield view.title, view, key
        return
    for name in view.reports:
        table = view.table[view.table["report"] == name].drop(columns="report")
        yield name, View(view.report_of_name(name), table), view.key_of(name)


def title_of_several(names: Sequence[str]) -> str:
    """What several reports are called together: "Ghana, 2010 and Malawi, 2010", or how many they are."""
    said = " and ".join(names)
    return said if len(names) <= 2 and len(said) <= LONGEST_TITLE else f"{len(names)} reports"


def describe_several(title: str, years: tuple[int, int] | None, count: int) -> Report:
    """What `count` reports are together: their title, and all years that they cover, the first and the last of which are given."""
    first, last = years or (0, 0)
    words = "" if first == last else f"{first} and {last}" if count == 2 else f"{first}–{last}"
    return Report("", first, title, years=words)


def unique_name(name: str, taken: Container[str]) -> str:
    """The name, with a number where it is taken."""
    numbered = (f"{name} ({number})" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)
