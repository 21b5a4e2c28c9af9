"""Which report an address means: the one the server was started with, an entry of its book, or one that somebody opened.

What somebody opens is kept in the store, under keys that nobody can guess; so are the corrections of all of them.
A `Library` is put together from rooms with one question each: which reports the server has (own.py), where a key leads (places.py),
what was read (readings.py), what was corrected (logs.py), what is shown (views.py), what is given away (links.py), and the files
themselves (originals.py).
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
    """The reports one server shows. `view("")` is the first, or all of a shelf; unknown keys raise `SelectionError`.

    What it is made with is told in own.py.
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
        """What is shown first, as the program read it; of a shelf, before any report is read."""
        return self.own.first

    # The store

    def store(self) -> Store:
        """The store, opened when first needed. Raises `StoreUnavailable`."""
        return self.lazy_store.get()

    def without_use(self) -> AbstractContextManager[None]:
        """Let what is read of opened reports here be no use of them: a list must not keep them for ever."""
        return self.lazy_store.without_use()

    def forget(self, report_id: str) -> None:
        """Delete an opened report, and all that was made ready of it. Raises `StoreError`."""
        self.store().forget(report_id)
        self.cache.forget(report_id)

    # Where a key leads

    def find(self, key: str) -> Access | None:
        """What the key of an opened report opens, asked each time: it may have been forgotten a moment ago."""
        return self._places.access(key)

    def can_edit(self, key: str) -> bool:
        """Whether who has the key may correct its report."""
        return self._places.find(key).can_edit

    def entries(self, key: str = "") -> dict[str, str] | None:
        """The reports to choose from where the key's is one of a book or shelf, all together first: their names by their keys."""
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
        """Whether what was opened is a book of entries."""
        try:
            return self._readings.book(report_id) is not None
        except SelectionError:
            return False  # whoever asks for the report itself is told

    def book_title(self, report_id: str) -> str:
        """The title of an opened book."""
        book = self._readings.book(report_id)
        return book.title if book else ""

    def rows(self, report_id: str) -> TableReading | None:
        """How the rows of an opened table were read; None for a report that is no table."""
        try:
            return self._readings.reading(report_id).rows
        except TableUnclear as error:
            return error.reading
        except SelectionError:
            return None  # whoever asks for the report itself is told

    # What is shown

    def version(self, key: str) -> str:
        """What tells answers about a key's report apart: which it is, and its last correction."""
        return self._views.version(key)

    def find_view(self, selection: Selection) -> View:
        """The report, or the reports together, that a selection is of."""
        return self.view(selection.report, selection.reports)

    def view(self, key: str = "", reports: Sequence[str] = ()) -> View:
        """The report behind a key with its corrections, made ready when first asked for.

        Of all together those that are read, and `reports` in any case.
        """
        return self._views.view(key, reports)

    # Corrections and links

    def try_corrections(self, key: str, corrections: Sequence[Correction]) -> None:
        """Raises `ReportError` where the report's text cannot be read as corrections to come want it."""
        self._views.try_corrections(key, corrections)

    def log_id(self, key: str) -> str:
        """Under which id the store keeps a report's corrections and links, made when first asked for. Raises `StoreError`."""
        place = self._places.find(key)
        if not place.identity:
            return place.report_id
        name = "All reports" if place.entry == ALL else self._views.as_read(place).title
        return self.store().report_for(place.identity, name)

    def log(self, key: str, after: int = 0) -> list[dict[str, Any]]:
        """The corrections of a key's report with numbers above `after`, as JSON carries them. Raises `StoreError`."""
        report_id, seq = self._logs.find(self._places.find(key))
        return self.store().read_corrections(report_id, after) if seq > after else []

    def links(self, key: str, renew: Sequence[str] = ()) -> dict[str, str]:
        """The keys of a report by kind, edit and read; of a book with the key's entry. Raises `StoreError`.

        Those of the kinds to `renew` are new, and the old ones open nothing any more.
        """
        place = self._places.find(key)
        return self._links.find(place, place.report_id or self.log_id(key), renew)

    def key_to_share(self, key: str) -> str:
        """The key that addresses carry which are given away: it reads where `key` edits.

        A report of the server's own has its plain name.
        """
        return self._links.key_to_share(key)

    def introduce(self) -> None:
        """Make the server's own reports known to the store, so that their editing links can be asked for.

        Raises `StoreError`.
        """
        self._logs.introduce()

    def import_logs(self) -> None:
        """Put the logs of projects under their reports, unless they have one here already. Raises `ReportError`."""
        self._logs.import_all()

    # Files

    def file(self, key: str) -> File:
        """The file that a key's report was read from; of a book the entry alone. Raises `StoreError`."""
        return self._originals.file(key)

    def original(self, key: str) -> Original:
        """The file that a key's report stands in, as it was opened; of an entry the book. Raises `ReportGone`, `SelectionError`."""
        return self._originals.original(key)

    def has_pdf(self, key: str) -> bool:
        """Whether the pages of a key's report can be opened: its file, or its book, is a PDF, and there."""
        return self._originals.has_pdf(key)
