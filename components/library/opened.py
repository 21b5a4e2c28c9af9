"""The entries of an opened book: read on demand, and stored with the book."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pandas as pd

from components.page.view import View
from data import NotNow, Report, ReportError
from data.files.books import Book, Entry
from data.files.entries import iter_entries, read_entries
from data.files.packing import unpack
from data.files.source import Reading
from data.store import File, Store

LEASE = 60.0  # s after which another process continues
LOOK = 1.0  # s between two checks what another process has read
_ALONE = threading.BoundedSemaphore(2)  # entries that are read at once on request


class OpenedShelf:
    """The entries of a book as a `Shelf`. The first is read already; no two processes read the same entry."""

    def __init__(self, store: Callable[[], Store], report_id: str, reading: Reading, book: Book):
        self.title = book.title
        self._store, self._report_id = store, report_id
        self._book, self._year = book, reading.report.year
        self._entries = {entry.name: entry for entry in book.entries}
        self._reports: dict[str, Report] = {}  # those that are read
        self._first = reading

    @property
    def names(self) -> Sequence[str]:
        """The names, in the order of the book."""
        return list(self._entries)

    @property
    def years(self) -> tuple[int, int] | None:
        """The book's year twice."""
        return (self._year, self._year) if self._year else None

    def find(self, name: str) -> str:
        """The name as the book prints it, whatever its spelling in the address."""
        return self._book.entry(name).name

    def view(self, name: str) -> View:
        """An entry with its events. Raises `ReportError`, also if too many entries are being read."""
        entry = self._book.entry(name)
        if entry.name == self._first.report.title:
            return View(self._first.report, self._first.table)
        packed = self._store().part(self._report_id, entry.name)
        packed = self._read(entry) if packed is None else packed
        if not packed:
            raise ReportError(f"{entry.name} names no date of {self._year} itself.")
        return View(*self._unpack(entry.name, packed))

    def report(self, name: str) -> Report:
        """An entry alone; if it is not read yet, only its text."""
        name = self.find(name)
        if name == self._first.report.title:
            return self._first.report
        if name in self._reports:
            return self._reports[name]
        return Report(self._entries[name].text, self._year, name, edition=self.title)

    def file(self, name: str) -> File:
        """An entry's text as a file."""
        return self._book.file(self._book.entry(name), self._year)

    def iter_tables(self) -> Iterator[tuple[str, pd.DataFrame | None]]:
        """The name of each entry with its events, as they are read by this or another process; None for one without a date."""
        first, token = self._first.report.title, secrets.token_hex(8)
        done = {first}
        yield first, self._first.table
        while True:
            kept = self._store().parts(self._report_id, done)
            for name in self._entries.keys() & kept.keys() - done:
                done.add(name)
                yield name, self._table(name, kept[name])
            left = [entry for name, entry in self._entries.items() if name not in done]
            if not left:
                return
            if self._store().hold(self._report_id, token, LEASE):
                yield from self._read_left(left, token)
                return
            time.sleep(LOOK)

    def _read_left(self, left: list[Entry], token: str) -> Iterator[tuple[str, pd.DataFrame | None]]:
        with closing(iter_entries(self._book, left, self._year)) as parts:
            for found in parts:
                self._store().keep_parts(self._report_id, found)
                self._store().hold(self._report_id, token, LEASE)
                for name, packed in found.items():
                    yield name, self._table(name, packed)

    def _read(self, entry: Entry) -> bytes:
        # Only a few at once, so that the rest of the server does not wait.
        if not _ALONE.acquire(blocking=False):
            raise NotNow("Other entries are being read just now; try again in a minute.", 20)
        try:
            found = read_entries(self._book, [entry], self._year)
        finally:
            _ALONE.release()
        self._store().keep_parts(self._report_id, found)
        return found[entry.name]

    def _table(self, name: str, packed: bytes) -> pd.DataFrame | None:
        return self._unpack(name, packed)[1] if packed else None

    def _unpack(self, name: str, packed: bytes) -> tuple[Report, pd.DataFrame]:
        try:
            read = unpack(packed)
        except (ValueError, KeyError, TypeError):
            raise ReportError(f"What was read of {name} is broken; open the book again.") from None
        self._reports[name] = replace(read.report, title=name, edition=self.title)
        return self._reports[name], read.table
