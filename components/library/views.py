"""The views of reports: as they were read, with corrections, and several together, all cached."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from components.library.cache import ViewCache
from components.library.errors import told_as_unknown
from components.library.lazy_store import LazyStore
from components.library.logs import Logs
from components.library.own import OwnReports
from components.library.places import Place, Places, several_keys
from components.library.readings import Readings
from components.library.shelf import AllTogether, join_views, split_view, unique_name
from components.page.view import FEW, View
from data import NotNow, Report, ReportError
from data.events.about import about_of, without_reading
from data.events.corrected import corrected
from data.events.corrections import Correction, Entry, SetReport
from data.files.anew import ReadAnew, correct_reading, pack_bounded_anew, read_for
from data.files.packing import unpack
from data.files.source import Reading
from data.selection.selection import ALL

log = logging.getLogger("yearline")
_ANEW = threading.BoundedSemaphore(2)  # requests that wait for a report to be read again


class Together(NamedTuple):
    """What the table of all reports is built from: how many reports were read, the names of those in it, and for each log
    the name, its id, and its last entry. For an opened book also its id, and the key in the address.
    """

    done: int
    names: tuple[str, ...]
    logs: tuple[tuple[str, str, int], ...]
    report_id: str = ""
    key: str = ""


class Views:
    """The views of a library. Unknown keys raise `SelectionError`."""

    def __init__(
        self,
        store: LazyStore,
        cache: ViewCache,
        own: OwnReports,
        readings: Readings,
        places: Places,
        logs: Logs,
    ):
        self._store, self._cache = store, cache
        self._own, self._readings, self._places, self._logs = own, readings, places, logs

    def version(self, key: str) -> str:
        """A version of a key's report: which it is, and its last correction. Answers with the same version are the same."""
        if keys := several_keys(key):
            return " ".join(map(self.version, self._places.left_of(keys)))
        place = self._places.find(key)
        if place.entry == ALL:
            now = self._find_together(place, key)
            return f"{place.report_id}/{ALL}:{now.done}:{len(now.names)}:{now.logs}"
        return f"{place.report_id}/{place.entry}:{':'.join(map(str, self._logs.find(place)))}"

    def view(self, key: str, reports: Sequence[str] = ()) -> View:
        """The report of a key with its corrections; of all together those that are read, and in any case `reports`."""
        if keys := several_keys(key):
            left = self._places.left_of(keys)
            ids = [access.report_id for one in left if (access := self._places.access(one))]
            several = ("several", left, self.version(key))
            return self._cache.get(several, lambda: self._join_opened(left), ids)
        place = self._places.find(key)
        if place.entry == ALL:
            now = self._find_together(place, key, reports)
            return self._cache.get(("all", now), lambda: self._put_together(now), [place.report_id])
        read = self.as_read(place)
        report_id, seq = self._logs.find(place)
        if not seq:
            return read
        # `read` is in the key, as a report that is read again keeps its log.
        changed = ("corrected", read, report_id, seq)
        return self._cache.get(
            changed, lambda: self._correct(read, place, self._logs.read(report_id, seq)), [place.report_id]
        )

    def as_read(self, place: Place) -> View:
        """The report as it was read."""
        if not place.report_id and not place.entry and self._own.only is not None:
            return self._own.only
        with told_as_unknown():
            if place.report_id:
                return self._readings.entry(place.report_id, place.entry)
            return self._cache.get(("own", place.entry), lambda: self._own.view(place.entry))

    def try_corrections(self, key: str, corrections: Sequence[Correction]) -> None:
        """Check that the report can be read as new corrections demand. Raises `ReportError`."""
        if not any(isinstance(one, SetReport) and {"as", "year"} & one.fields.keys() for one in corrections):
            return
        place, log = self._places.find(key), self.view(key).log
        entries = [Entry(seq, one) for seq, one in enumerate(corrections, log[-1].seq + 1 if log else 1)]
        read_for(_reading_of(self.as_read(place)), about_of([*log, *entries]), self._reader_of(place))

    def _find_together(self, place: Place, key: str, reports: Sequence[str] = ()) -> Together:
        """What all reports of a place together are built from now: those that are read, and in any case `reports`."""
        together = self._together_at(place.report_id)
        together.start()
        done, read = together.done, together.tables()
        with told_as_unknown():
            # Of an opened book only a few entries are read at once, as the request waits for them.
            asked = [together.find(name) for name in (reports[:FEW] if place.report_id else reports)]
        logs = self._logs.find_together(place.report_id)
        names = tuple(dict.fromkeys([*read, *asked]))
        under = key.partition("/")[0] if place.report_id else ""
        return Together(done, names, tuple(logs), place.report_id, under)

    def _together_at(self, report_id: str) -> AllTogether:
        """All reports of the server's shelf, or all of an opened book."""
        together = self._readings.shelf(report_id)[1] if report_id else self._own.together
        assert together
        return together

    def _put_together(self, now: Together) -> View:
        together = self._together_at(now.report_id)
        read = together.tables()
        logs = {name: (report_id, seq) for name, report_id, seq in now.logs}
        tables = {}
        for name in (name for name in together.names if name in now.names):
            place = Place(now.report_id, name, "", False)
            table = read[name] if name in read else self.as_read(place).table
            tables[name] = (
                self._correct_table(table, place, self._logs.read(*logs[name])) if name in logs else table
            )
        view = together.view(tables, now.done, now.key)
        if ALL not in logs:
            return view
        entries = self._logs.read(*logs[ALL])
        return replace(view, table=corrected(view.table, entries), read=view.table, log=tuple(entries))

    def _join_opened(self, keys: tuple[str, ...]) -> View:
        """Several opened reports as one view, under their titles; the entries of a book count as reports."""
        views: dict[str, View] = {}
        names: dict[str, str] = {}
        unread: list[str] = []
        for key in keys:
            view = self.view(key)
            for title, one, own in split_view(view, key):
                name = unique_name(title or "Report", names)
                views[name], names[name] = one, own
            for title in view.unread:
                name = unique_name(title, names)
                names[name] = view.key_of(title)
                unread.append(name)
        return join_views(views, names, unread)

    def _correct_table(self, table: pd.DataFrame, place: Place, entries: Sequence[Entry]) -> pd.DataFrame:
        """Correct the table of one of several reports that are shown together."""
        if {"as", "year"} & about_of(entries).keys():
            return self._correct(self.as_read(place), place, entries).table
        return corrected(table, entries)

    def _correct(self, read: View, place: Place, entries: Sequence[Entry]) -> View:
        """A report with its corrections; as it was read if its text cannot be read as they demand."""
        try:
            before = read_for(_reading_of(read), about_of(entries), self._reader_of(place))
            now = correct_reading(before, entries)
        except NotNow:
            raise
        except ReportError as error:
            log.error("%s is shown as it was read: %s", read.title, error)
            before = _reading_of(read)
            now = correct_reading(before, without_reading(entries))
        return View(
            now.report,
            now.table,
            before.table,
            tuple(entries),
            rows=read.rows,
            report_as_read=read.report,
        )

    def _reader_of(self, place: Place) -> ReadAnew:
        """A function that reads the text of a report again, cached for each year and kind; for an opened report the result
        is stored.
        """

        def read(report: Report, year: int | None, kind: str) -> Reading:
            anew = ("anew", place, report.text, year, kind)
            return self._cache.get(
                anew, lambda: self._read_anew(place, report, year, kind), [place.report_id]
            )

        return read

    def _read_anew(self, place: Place, report: Report, year: int | None, kind: str) -> Reading:
        name = f"/{kind}/{year}/{place.entry}"  # no entry of a book starts like this
        kept = self._store.get().part(place.report_id, name) if place.report_id else None
        if kept is None:
            if not _ANEW.acquire(blocking=False):
                raise NotNow("Other reports are being read anew just now; try again in a minute.", 20)
            try:
                kept = pack_bounded_anew(report, year, kind)
            finally:
                _ANEW.release()
            if place.report_id:
                self._store.get().keep_parts(place.report_id, {name: kept})
        return unpack(kept)


def _reading_of(view: View) -> Reading:
    """The reading of a view without corrections."""
    return Reading(view.report, view.table, rows=view.rows)
