"""Which report an address means: the one the server was started with, an entry of its book, or one that somebody opened.

What somebody opens is kept in the store, under keys that nobody can guess.
"""

import threading
from dataclasses import replace
from functools import lru_cache

from components.page.view import View
from components.web.readers import Readers
from data import Book, ReportError, SelectionError, YearUnknown
from data.files.load import Reading
from data.files.packing import unpack
from data.files.worker import read_bounded
from data.store import Access, Store, open_store

_GONE = "This report is no longer kept; open it again."
_ENTRIES = threading.BoundedSemaphore(2)  # entries of opened books that are read at once


class Library:
    """The reports one server shows. `view("")` is the first; unknown keys raise `SelectionError`."""

    def __init__(self, first: View | None = None, book: Book | None = None, year: int | None = None):
        self._first, self._book, self._year = first, book, year
        self._lock = threading.Lock()
        self._opened_store: Store | None = None
        self.readers = Readers(self.store)
        self._own = lru_cache(maxsize=16)(self._open_own)
        self._reading = lru_cache(maxsize=16)(self._open_reading)
        self._entry = lru_cache(maxsize=16)(self._open_entry)

    def store(self) -> Store:
        """The store, opened when first needed. Raises `StoreError`."""
        with self._lock:
            if self._opened_store is None:
                self._opened_store = open_store()
            return self._opened_store

    def find(self, key: str) -> Access | None:
        """What the key of an opened report opens, asked each time: it may have been forgotten a moment ago."""
        head = key.partition("/")[0]
        return self.store().find(head) if len(head) == 22 else None

    def version(self, key: str) -> str:
        """What tells answers about a key's report apart. Raises `SelectionError` where it is gone."""
        try:
            access = self.find(key)
        except ReportError as error:
            raise SelectionError(str(error)) from None
        return access.report_id if access else ""

    def entries(self, key: str = "") -> list[str] | None:
        """The entries to choose from where the key's report is one of a book; as keys, with their names."""
        if report_id := self.version(key):
            book = self._reading(report_id).book
            return [f"{key.partition('/')[0]}/{entry.name}" for entry in book.entries] if book else None
        return [entry.name for entry in self._book.entries] if self._book else None

    def view(self, key: str = "") -> View:
        """The report behind a key, made ready when first asked for."""
        if not key and self._first is not None:
            return self._first
        try:
            if report_id := self.version(key):
                return self._entry(report_id, key.partition("/")[2])
            return self._own(key)
        except YearUnknown:
            raise
        except ReportError as error:
            raise SelectionError(str(error)) from None

    def _open_own(self, key: str) -> View:
        if self._book is None:
            raise SelectionError(f"There is no report “{key[:80]}” here; leave “report” out of the address.")
        entry = self._book.entry(key) if key else self._book.entries[0]
        view = View(self._book.report(entry, self._year), self._book.table(entry, self._year))
        if not len(view.index):
            raise ReportError(
                f"{view.report.title or 'The report'} names no date of {view.report.year} itself; choose another year with --year."
            )
        return view

    def _open_reading(self, report_id: str) -> Reading:
        packed = self.store().result(report_id)
        if packed is None:
            raise SelectionError("This report is still being read; try again in a minute.")
        return unpack(packed)

    def _open_entry(self, report_id: str, name: str) -> View:
        reading = self._reading(report_id)
        if not name or reading.book is None:
            return View(reading.report, reading.table)
        entry = reading.book.entry(name)
        if entry.name == reading.report.title:
            return View(reading.report, reading.table)
        # Read as any file is; the rest of the server does not wait for it.
        if not _ENTRIES.acquire(blocking=False):
            raise SelectionError("Other entries are being read just now; try again in a minute.")
        try:
            read = read_bounded(f"{entry.name}.txt", entry.text.encode(), reading.book.year)
        finally:
            _ENTRIES.release()
        return View(replace(read.report, title=entry.name, edition=reading.book.title), read.table)
