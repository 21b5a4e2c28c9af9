"""The readings of opened reports, unpacked once and cached."""

from components.library.cache import ViewCache
from components.library.errors import told_as_unknown
from components.library.lazy_store import LazyStore
from components.library.opened import OpenedShelf
from components.library.shelf import AllTogether
from components.page.view import View
from data import Book, NotNow, SelectionError
from data.files.packing import unpack
from data.files.source import Reading


class Readings:
    """The readings of opened reports by their ids. Methods raise `NotNow` while a report is read, and `ReportError`."""

    def __init__(self, store: LazyStore, cache: ViewCache):
        self._store, self._cache = store, cache

    def reading(self, report_id: str) -> Reading:
        """The reading of a report; of a book that of its first entry."""
        return self._cache.get(("reading", report_id), lambda: self._open_reading(report_id), [report_id])

    def book(self, report_id: str) -> Book | None:
        """The opened book; None for a single report. Raises `SelectionError`."""
        with told_as_unknown():
            return self.reading(report_id).book

    def shelf(self, report_id: str) -> tuple[OpenedShelf, AllTogether]:
        """The entries of an opened book, one by one and all together."""
        return self._cache.get(("book", report_id), lambda: self._open_shelf(report_id), [report_id])

    def entry(self, report_id: str, name: str) -> View:
        """A report, or the entry `name` of a book, as it was read."""
        return self._cache.get(
            ("entry", report_id, name), lambda: self._open_entry(report_id, name), [report_id]
        )

    def _open_reading(self, report_id: str) -> Reading:
        packed = self._store.get().result(report_id)
        if packed is None:
            raise NotNow("This report is still being read; try again in a minute.")
        try:
            return unpack(packed)
        except (ValueError, KeyError, TypeError):
            raise SelectionError("What was read of this report is broken; open it again.") from None

    def _open_shelf(self, report_id: str) -> tuple[OpenedShelf, AllTogether]:
        reading = self.reading(report_id)
        if reading.book is None:
            raise SelectionError("This report is no book; leave what follows “/” out of its key.")
        shelf = OpenedShelf(self._store.get, report_id, reading, reading.book)
        return shelf, AllTogether(shelf)

    def _open_entry(self, report_id: str, name: str) -> View:
        reading = self.reading(report_id)
        if not name or reading.book is None:
            return View(reading.report, reading.table, rows=reading.rows)
        return self.shelf(report_id)[0].view(name)
