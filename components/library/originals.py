"""The files that reports were read from, for projects and for opening a page beside an event."""

from components.library.errors import told_as_unknown
from components.library.lazy_store import LazyStore
from components.library.original import Original, is_pdf
from components.library.own import OwnReports
from components.library.places import Places, several_keys
from components.library.readings import Readings
from components.library.views import Views
from data import SelectionError
from data.selection.selection import ALL
from data.store import File


class Originals:
    """The files of a library's reports."""

    def __init__(self, store: LazyStore, own: OwnReports, readings: Readings, places: Places, views: Views):
        self._store, self._own, self._readings = store, own, readings
        self._places, self._views = places, views

    def file(self, key: str) -> File:
        """The file that a key's report was read from; of a book the entry alone. Raises `StoreError`."""
        place, own = self._places.find(key), self._own
        if place.entry == ALL:
            raise SelectionError("A project holds one report; open one of them alone.")
        if own.shelf and not place.report_id:
            return own.shelf.file(place.entry or own.first_name)
        report = self._views.as_read(place).report
        if place.report_id and (book := self._readings.book(place.report_id)):
            return book.file(book.entry(place.entry or report.title), report.year)
        if place.report_id:
            return self._store.get().file(place.report_id)
        if own.file:
            return own.file
        return File(f"{report.title or 'report'}.txt", report.text.encode(), "text/plain", report.year)

    def original(self, key: str) -> Original:
        """The file that contains a key's report, as it was opened; of an entry the book. Raises `ReportGone`,
        `SelectionError`.
        """
        if several_keys(key):
            raise SelectionError("Each report has a file of its own; open one of them alone.")
        access, own = self._places.access(key), self._own
        if access and not access.identity:  # also if it cannot be read
            store = self._store.get()
            file, at = store.file(access.report_id), store.opened(access.report_id)[1]
            return Original(file, at, is_sent=True, entry=key.partition("/")[2])
        place = self._places.find(key)
        if own.shelf:
            name = place.entry or own.first_name
            if name != ALL:
                with told_as_unknown():
                    name = own.shelf.find(name)
            return own.shelf.original("" if name == ALL else name)
        if own.place:
            return own.place.read()
        return Original(self.file(key), 0)

    def has_pdf(self, key: str) -> bool:
        """Whether a PDF with the pages of a key's report exists."""
        if several_keys(key):
            return False
        access, own = self._places.access(key), self._own
        if access and not access.identity:
            return is_pdf(self._store.get().opened(access.report_id)[0])
        place = self._places.find(key)
        if own.shelf:
            return own.shelf.has_pdf(place.entry or own.first_name)
        return own.place is not None and is_pdf(own.place.file.name) and own.place.is_there
