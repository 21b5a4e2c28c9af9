"""The reports of a server: the one it was started with, the entries of its book, and those that visitors opened.

What visitors open is kept in the store under unguessable keys, as are all corrections. A `Library` combines modules that answer
one question each: which reports the server has (own.py), what a key refers to (places.py), what was read (readings.py), what
was corrected (logs.py), what is shown (views.py), which keys are shared (links.py), and which files there are (originals.py).
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from components.library.cache import ViewCache
from components.library.lazy_store import LazyStore
from components.library.links import Links
from components.library.logs import Logs
from components.library.original import FilePlace, Original
from components.library.originals import Originals
from components.library.own import OwnReports
from components.library.places import Places, several_keys
from components.library.readers import Readers
from components.library.readings import Readings
from components.library.shelf import OwnShelf
from components.library.views import Views
from components.page.view import View
from data import Selection, SelectionError
from data.events.corrections import Correction
from data.files.table_reading import TableReading, TableUnclear
from data.selection.selection import ALL
from data.store import Access, File, Store


class Library:
    """The reports of one server. `view("")` is the first, or all of a shelf; unknown keys raise `SelectionError`.

    The arguments are documented in own.py.
    """

    def __init__(
        self,
        first: View | None = None,
        shelf: OwnShelf | None = None,
        *,
        name: str = "",
        file: File | None = None,
        place: FilePlace | None = None,
        logs: Mapping[str, Sequence[dict[str, Any]]] | None = None,
    ):
        self.lazy_store, self.cache = LazyStore(), ViewCache()
        self.own = OwnReports(first, shelf, name, file, place, logs or {})
        self.readers = Readers(self.store)
        self._readings = Readings(self.lazy_store, self.cache)
        self._places = Places(self.lazy_store, self.own, self._readings)
        self._logs = Logs(self.lazy_store, self.own)
        self._views = Views(self.lazy_store, self.cache, self.own, self._readings, self._places, self._logs)
        self._links = Links(self.lazy_store, self._places)
        self._originals = Originals(self.lazy_store, self.own, self._readings, self._places, self._views)

    @property
    def first(self) -> View:
        """The first report as it was read; of a shelf, before any report is read."""
        return self.own.first

    # The store

    def store(self) -> Store:
        """Return the store, opened on first use. Raises `StoreUnavailable`."""
        return self.lazy_store.get()

    def without_use(self) -> AbstractContextManager[None]:
        """Do not count reading as use of reports within this block: a list must not keep them for ever."""
        return self.lazy_store.without_use()

    def forget(self, report_id: str) -> None:
        """Delete an opened report and everything cached of it. Raises `StoreError`."""
        self.store().forget(report_id)
        self.cache.forget(report_id)

    # Keys

    def find(self, key: str) -> Access | None:
        """What the key of an opened report gives access to. Looked up each time, as it may just have been deleted."""
        return self._places.access(key)

    def can_edit(self, key: str) -> bool:
        """Whether a key gives the right to correct its report."""
        return self._places.find(key).can_edit

    def entries(self, key: str = "") -> dict[str, str] | None:
        """The reports to choose from if the key's is one of a book or shelf, all together first: their names by their keys."""
        place = self._places.find(key)
        if several_keys(key):
            return None
        if place.report_id:
            book = self._readings.book(place.report_id)
            names, under = [entry.name for entry in book.entries] if book else [], f"{key.partition('/')[0]}/"
        else:
            names, under = self.own.names if self.own.shelf else [], ""
        if not names:
            return None
        return {f"{under}{ALL}": f"All {len(names)} reports"} | {f"{under}{name}": name for name in names}

    def is_book(self, report_id: str) -> bool:
        """Whether an opened report is a book of entries."""
        try:
            return self._readings.book(report_id) is not None
        except SelectionError:
            return False  # reading the report itself raises the error

    def book_title(self, report_id: str) -> str:
        """The title of an opened book."""
        book = self._readings.book(report_id)
        return book.title if book else ""

    def rows(self, report_id: str) -> TableReading | None:
        """How the rows of an opened table were read; None for a report that is not a table."""
        try:
            return self._readings.reading(report_id).rows
        except TableUnclear as error:
            return error.reading
        except SelectionError:
            return None  # reading the report itself raises the error

    # Views

    def version(self, key: str) -> str:
        """A version of a key's report: which it is, and its last correction. Answers with the same version are the same."""
        return self._views.version(key)

    def find_view(self, selection: Selection) -> View:
        """The report, or reports together, of a selection."""
        return self.view(selection.report, selection.reports)

    def view(self, key: str = "", reports: Sequence[str] = ()) -> View:
        """The report of a key with its corrections, cached.

        Of all together those that are read, and in any case `reports`.
        """
        return self._views.view(key, reports)

    # Corrections and links

    def try_corrections(self, key: str, corrections: Sequence[Correction]) -> None:
        """Check that the report can be read as new corrections demand. Raises `ReportError`."""
        self._views.try_corrections(key, corrections)

    def log_id(self, key: str) -> str:
        """The id under which the store keeps a report's corrections and links, created on first use. Raises `StoreError`."""
        place = self._places.find(key)
        if not place.identity:
            return place.report_id
        name = "All reports" if place.entry == ALL else self._views.as_read(place).title
        return self.store().report_for(place.identity, name)

    def log(self, key: str, after: int = 0) -> list[dict[str, Any]]:
        """The corrections of a key's report with numbers above `after`, as JSON. Raises `StoreError`."""
        report_id, seq = self._logs.find(self._places.find(key))
        return self.store().read_corrections(report_id, after) if seq > after else []

    def links(self, key: str, renew: Sequence[str] = ()) -> dict[str, str]:
        """The keys of a report by kind, edit and read; of a book with the key's entry. Raises `StoreError`.

        Keys of the kinds in `renew` are replaced, and the old ones no longer work.
        """
        place = self._places.find(key)
        return self._links.find(place, place.report_id or self.log_id(key), renew)

    def key_to_share(self, key: str) -> str:
        """The key for links that are shared: a read-only key for one that edits.

        The server's own reports have plain names.
        """
        return self._links.key_to_share(key)

    def introduce(self) -> None:
        """Add the server's own reports to the store, so that they have editing links.

        Raises `StoreError`.
        """
        self._logs.introduce()

    def import_logs(self) -> None:
        """Import the logs of projects, unless their reports have one already. Raises `ReportError`."""
        self._logs.import_all()

    # Files

    def file(self, key: str) -> File:
        """The file that a key's report was read from; of a book the entry alone. Raises `StoreError`."""
        return self._originals.file(key)

    def original(self, key: str) -> Original:
        """The file that contains a key's report, as it was opened; of an entry the book. Raises `ReportGone`,
        `SelectionError`.
        """
        return self._originals.original(key)

    def has_pdf(self, key: str) -> bool:
        """Whether a PDF with the pages of a key's report exists."""
        return self._originals.has_pdf(key)
