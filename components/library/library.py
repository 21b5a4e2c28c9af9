"""Which report an address means: the one the server was started with, an entry of its book, or one that somebody opened.

What somebody opens is kept in the store, under keys that nobody can guess; so are the corrections of all of them.
"""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
import pandas as pd

from components.library.cache import ViewCache
from components.library.editing import Editing, who_may_edit
from components.library.opened import OpenedShelf
from components.library.original import FilePlace, Original, is_pdf
from components.library.readers import Readers
from components.library.shelf import AllTogether, OwnShelf, join_views, split_view, unique_name
from components.page.view import FEW, View
from data import Book, NotNow, Report, ReportError, Selection, SelectionError, YearUnknown
from data.events.about import about_of, without_reading
from data.events.corrected import corrected
from data.events.corrections import Correction, Entry, SetReport
from data.events.parsing import parse_entry
from data.files.anew import ReadAnew, correct_reading, pack_bounded_anew, read_for
from data.files.packing import unpack
from data.files.source import Reading
from data.files.table_reading import TableReading, TableUnclear
from data.selection.keys import BETWEEN, split_keys
from data.selection.selection import ALL
from data.store import (
    Access,
    File,
    Store,
    StoreError,
    StoreUnavailable,
    identity_of_part,
    is_key,
    open_store,
)

log = logging.getLogger("yearline")
_OWN = "own:"
_LOOKS: ContextVar[bool] = ContextVar(
    "looks", default=False
)  # whether reading an opened report is no use of it
_ANEW = threading.BoundedSemaphore(2)  # requests that wait for a report to be read anew


class Together(NamedTuple):
    """What the table of all reports is made of: how many were looked at, the names of those in it, and of each that was
    corrected the name, the id of its log, and its last entry. Of an opened book its id, and the key that it is asked by."""

    done: int
    names: tuple[str, ...]
    logs: tuple[tuple[str, str, int], ...]
    report_id: str = ""
    key: str = ""


@dataclass(frozen=True)
class Place:
    """What a key leads to, and whether it may edit; `is_edit_key` where it could, if the server let anybody.

    A report that somebody opened has a `report_id`, one of the server's own none. `entry` is that of a book, or `ALL`. What has
    an `identity` keeps its corrections under it, other reports under their id.
    """

    report_id: str
    entry: str
    identity: str
    can_edit: bool
    is_edit_key: bool = False


class Library:
    """The reports one server shows. `view("")` is the first, or all of a shelf; unknown keys raise `SelectionError`.

    `name` is that of the file the server was started with, by which corrections find their report; `file` opens as the same,
    and stands at `place`.
    `logs` are those of projects by the names of their reports, "" for the first: one that was saved anew has a log of its own.
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
        self._first, self._shelf = first, shelf
        self._together = AllTogether(shelf) if shelf else None
        self._name, self._file, self._own_file_at = name, file, place
        self._logs = {report: log for report, log in (logs or {}).items() if log}
        self._editions = {report: f"@{_edition_of(log)}" for report, log in self._logs.items()}
        self._lock = threading.Lock()
        self._opened_store: Store | None = None
        self.readers = Readers(self.store)
        self.cache = ViewCache()

    @property
    def first(self) -> View:
        """What is shown first, as the program read it; of a shelf, before any report is read."""
        if self._first is not None:
            return self._first
        assert self._together
        return self._together.view({}, 0)

    def store(self) -> Store:
        """The store, opened when first needed. Raises `StoreUnavailable`."""
        store = self._open_store()
        return store.without_use if _LOOKS.get() else store

    @contextmanager
    def without_use(self) -> Iterator[None]:
        """Let what is read of opened reports here be no use of them: a list must not keep them for ever."""
        looks = _LOOKS.set(True)
        try:
            yield
        finally:
            _LOOKS.reset(looks)

    def _open_store(self) -> Store:
        with self._lock:
            if self._opened_store is None:
                try:
                    self._opened_store = open_store()
                except StoreUnavailable:
                    raise
                except StoreError as error:  # until whoever runs the server puts it right
                    raise StoreUnavailable(str(error)) from None
            return self._opened_store

    def forget(self, report_id: str) -> None:
        """Delete an opened report, and all that was made ready of it. Raises `StoreError`."""
        self.store().forget(report_id)
        self.cache.forget(report_id)

    def find(self, key: str) -> Access | None:
        """What the key of an opened report opens, asked each time: it may have been forgotten a moment ago."""
        head = key.partition("/")[0]
        return self.store().find(head) if is_key(head) else None

    def can_edit(self, key: str) -> bool:
        """Whether who has the key may correct its report."""
        return self._place(key).can_edit

    def version(self, key: str) -> str:
        """What tells answers about a key's report apart: which it is, and its last correction."""
        if keys := _several(key):
            return " ".join(map(self.version, self._kept(keys)))
        place = self._place(key)
        if place.entry == ALL:
            now = self._now(place, key)
            return f"{place.report_id}/{ALL}:{now.done}:{len(now.names)}:{now.logs}"
        return f"{place.report_id}/{place.entry}:{':'.join(map(str, self._log_of(place)))}"

    def entries(self, key: str = "") -> dict[str, str] | None:
        """The reports to choose from where the key's is one of a book or shelf, all together first: their names by their keys."""
        place = self._place(key)
        if _several(key):
            return None
        if place.report_id:
            book = self._read_book(place.report_id)
            names, under = (
                ([entry.name for entry in book.entries] if book else []),
                f"{key.partition('/')[0]}/",
            )
        else:
            names, under = (list(self._shelf.names) if self._shelf else []), ""
        if not names:
            return None
        return {f"{under}{ALL}": f"All {len(names)} reports"} | {f"{under}{name}": name for name in names}

    def is_book(self, report_id: str) -> bool:
        """Whether what was opened is a book of entries."""
        try:
            return self._read_book(report_id) is not None
        except SelectionError:
            return False  # whoever asks for the report itself is told

    def book_title(self, report_id: str) -> str:
        """The title of an opened book."""
        book = self._read_book(report_id)
        return book.title if book else ""

    def rows(self, report_id: str) -> TableReading | None:
        """How the rows of an opened table were read; None for a report that is no table."""
        try:
            return self._reading(report_id).rows
        except TableUnclear as error:
            return error.reading
        except SelectionError:
            return None  # whoever asks for the report itself is told

    def find_view(self, selection: Selection) -> View:
        """The report, or the reports together, that a selection is of."""
        return self.view(selection.report, selection.reports)

    def view(self, key: str = "", reports: Sequence[str] = ()) -> View:
        """The report behind a key with its corrections, made ready when first asked for.

        Of all together those that are read, and `reports` in any case.
        """
        if keys := _several(key):
            kept = self._kept(keys)
            ids = [access.report_id for one in kept if (access := self.find(one))]
            several = ("several", kept, self.version(key))
            return self.cache.get(several, lambda: self._put_opened_together(kept), ids)
        place = self._place(key)
        if place.entry == ALL:
            now = self._now(place, key, reports)
            return self.cache.get(("all", now), lambda: self._put_together(now), [place.report_id])
        read = self._as_read(place)
        report_id, seq = self._log_of(place)
        if not seq:
            return read
        # `read` is in the key, as a report whose reading is replaced keeps its log.
        changed = ("corrected", read, report_id, seq)
        return self.cache.get(
            changed, lambda: self._correct(read, place, self._entries(report_id, seq)), [place.report_id]
        )

    def try_corrections(self, key: str, corrections: Sequence[Correction]) -> None:
        """Raises `ReportError` where the report's text cannot be read as corrections to come want it."""
        if not any(isinstance(one, SetReport) and {"as", "year"} & one.fields.keys() for one in corrections):
            return
        place, log = self._place(key), self.view(key).log
        entries = [Entry(seq, one) for seq, one in enumerate(corrections, log[-1].seq + 1 if log else 1)]
        read = reading_of(self._as_read(place))
        read_for(read, about_of([*log, *entries]), self._reader_of(place))

    def log_id(self, key: str) -> str:
        """Under which id the store keeps a report's corrections and links, made when first asked for. Raises `StoreError`."""
        place = self._place(key)
        if not place.identity:
            return place.report_id
        name = "All reports" if place.entry == ALL else self._as_read(place).title
        return self.store().report_for(place.identity, name)

    def log(self, key: str, after: int = 0) -> list[dict[str, Any]]:
        """The corrections of a key's report with numbers above `after`, as JSON carries them. Raises `StoreError`."""
        report_id, seq = self._log_of(self._place(key))
        return self.store().read_corrections(report_id, after) if seq > after else []

    def links(self, key: str, renew: Sequence[str] = ()) -> dict[str, str]:
        """The keys of a report by kind, edit and read; of a book with the key's entry. Raises `StoreError`.

        Those of the kinds to `renew` are new, and the old ones open nothing any more.
        """
        place = self._place(key)
        link_id = place.report_id or self.log_id(key)
        for kind in renew:
            self.store().revoke(link_id, kind)
        return _of_entry(self.store().links(link_id), place)

    def key_to_share(self, key: str) -> str:
        """The key that addresses carry which are given away: it reads where `key` edits.

        A report of the server's own has its plain name.
        """
        if keys := _several(key):
            return BETWEEN.join(map(self.key_to_share, self._kept(keys)))
        place = self._place(key)
        if not place.report_id:
            return place.entry
        if not place.is_edit_key:
            return key
        with told_as_unknown():
            return _of_entry(self.store().links(place.report_id), place)["read"]

    def introduce(self) -> None:
        """Make the server's own reports known to the store, so that their editing links can be asked for.

        Raises `StoreError`.
        """
        names = self._shelf.names if self._shelf else [self._first_name()]
        for name in names:
            self.store().report_for(self._identity(name), name)
        self.store().close()  # no connection is to be shared with a server's workers

    def import_logs(self) -> None:
        """Put the logs of projects under their reports, unless they have one here already. Raises `ReportError`."""
        for name, entries in self._logs.items():
            name = name or self._first_name()
            self.store().import_log(self.store().report_for(self._identity(name), name), entries)
        if self._logs:
            self.store().close()

    def file(self, key: str) -> File:
        """The file that a key's report was read from; of a book the entry alone. Raises `StoreError`."""
        place = self._place(key)
        if place.entry == ALL:
            raise SelectionError("A project holds one report; open one of them alone.")
        if self._shelf and not place.report_id:
            return self._shelf.file(place.entry or self._first_name())
        report = self._as_read(place).report
        if place.report_id and (book := self._read_book(place.report_id)):
            return book.file(book.entry(place.entry or report.title), report.year)
        if place.report_id:
            return self.store().file(place.report_id)
        if self._file:
            return self._file
        return File(f"{report.title or 'report'}.txt", report.text.encode(), "text/plain", report.year)

    def original(self, key: str) -> Original:
        """The file that a key's report stands in, as it was opened; of an entry the book. Raises `ReportGone`, `SelectionError`."""
        if _several(key):
            raise SelectionError("Each report has a file of its own; open one of them alone.")
        access = self.find(key)
        if access and not access.identity:  # also one that cannot be read
            file, at = self.store().file(access.report_id), self.store().opened(access.report_id)[1]
            return Original(file, at, is_sent=True, entry=key.partition("/")[2])
        place = self._place(key)
        if self._shelf:
            name = place.entry or self._first_name()
            if name != ALL:
                with told_as_unknown():
                    name = self._shelf.find(name)
            return self._shelf.original("" if name == ALL else name)
        if self._own_file_at:
            return self._own_file_at.read()
        return Original(self.file(key), 0)

    def has_pdf(self, key: str) -> bool:
        """Whether the pages of a key's report can be opened: its file, or its book, is a PDF, and there."""
        if _several(key):
            return False
        access = self.find(key)
        if access and not access.identity:
            return is_pdf(self.store().opened(access.report_id)[0])
        place = self._place(key)
        if self._shelf:
            return self._shelf.has_pdf(place.entry or self._first_name())
        own = self._own_file_at
        return own is not None and is_pdf(own.file.name) and own.is_there

    def _place(self, key: str) -> Place:
        if _several(key):
            return Place("", ALL, "", False)
        head, _, entry = key.partition("/")
        access = self.store().find(head) if is_key(head) else None
        may = who_may_edit()
        if access is None:
            return self._own_place(key, may is Editing.EVERYONE)
        can_edit = access.can_edit and may is not Editing.OFF
        if access.identity:
            return self._own_place(self._name_of(access.identity), can_edit)
        book = self._read_book(access.report_id)
        if book is None:
            return Place(access.report_id, "", "", can_edit, access.can_edit)
        if entry == ALL:
            return Place(
                access.report_id, ALL, identity_of_part(access.report_id, ALL), can_edit, access.can_edit
            )
        name = entry or self._reading(access.report_id).report.title
        identity = identity_of_part(access.report_id, name)
        return Place(access.report_id, entry, identity, can_edit, access.can_edit)

    def _own_place(self, name: str, can_edit: bool) -> Place:
        """Where the report `name` of the server's own is; "" for the first, or for all together."""
        if self._shelf and name in ("", ALL) and (name or self._first is None):
            return Place("", ALL, self._identity(ALL), can_edit)
        if name and self._shelf is None:
            raise SelectionError(f"There is no report “{name[:80]}” here; leave “report” out of the address.")
        return Place("", name, self._identity(name or self._first_name()), can_edit)

    def _name_of(self, identity: str) -> str:
        """The entry of the server's own book that has this identity, "" for its own report."""
        prefix = self._prefix()
        if not identity.startswith(prefix):
            raise SelectionError("Another server shows the report of this link; ask whoever gave it to you.")
        name = self._unedited(identity.removeprefix(prefix))
        return "" if name == self._first_name() else name

    def _prefix(self) -> str:
        return f"{_OWN}{self._name}{self._editions.get('', '')}|"

    def _identity(self, name: str) -> str:
        """Under which identity the store has one of the server's own reports."""
        return f"{self._prefix()}{name}{self._editions.get(name, '') if name else ''}"

    def _unedited(self, name: str) -> str:
        """The name of a report from that in its identity; "" for one from before it was a project."""
        for report, edition in self._editions.items():
            if report and name in (report, f"{report}{edition}"):
                return report if name != report else ""
        return name

    def _first_name(self) -> str:
        """The name of the report that the server shows first."""
        if self._first is None:
            return ""
        return self._first.report.title if self._shelf else self._first.title

    def _now(self, place: Place, key: str, reports: Sequence[str] = ()) -> Together:
        """What all reports of a place together are made of now: those that are read, and `reports` in any case."""
        together, beginning = self._together_at(place.report_id), self._beginning(place.report_id)
        together.start()
        done, read = together.done, together.tables()
        with told_as_unknown():
            # Of an opened book no more are read at once than whoever asks can wait for.
            asked = [together.find(name) for name in (reports[:FEW] if place.report_id else reports)]
        try:
            logs = self.store().logs_under(beginning)
        except NotNow as error:
            self._go_on_without(error)
            logs = {}
        known = sorted(
            (self._unedited(identity.removeprefix(beginning)), *log) for identity, log in logs.items()
        )
        names = tuple(dict.fromkeys([*read, *asked]))
        under = key.partition("/")[0] if place.report_id else ""
        return Together(done, names, tuple(known), place.report_id, under)

    def _together_at(self, report_id: str) -> AllTogether:
        """All reports of the server's shelf, or all of an opened book."""
        together = self._opened(report_id)[1] if report_id else self._together
        assert together
        return together

    def _beginning(self, report_id: str) -> str:
        """What the identities begin with of the reports that are read together."""
        return identity_of_part(report_id, "") if report_id else self._prefix()

    def _put_together(self, now: Together) -> View:
        together = self._together_at(now.report_id)
        read = together.tables()
        logs = {name: (report_id, seq) for name, report_id, seq in now.logs}
        tables = {}
        for name in (name for name in together.names if name in now.names):
            place = Place(now.report_id, name, "", False)
            table = read[name] if name in read else self._as_read(place).table
            tables[name] = (
                self._put_right(table, place, self._entries(*logs[name])) if name in logs else table
            )
        view = together.view(tables, now.done, now.key)
        if ALL not in logs:
            return view
        entries = self._entries(*logs[ALL])
        return replace(view, table=corrected(view.table, entries), read=view.table, log=tuple(entries))

    def _opened(self, report_id: str) -> tuple[OpenedShelf, AllTogether]:
        return self.cache.get(("book", report_id), lambda: self._open_book(report_id), [report_id])

    def _reading(self, report_id: str) -> Reading:
        return self.cache.get(("reading", report_id), lambda: self._open_reading(report_id), [report_id])

    def _open_book(self, report_id: str) -> tuple[OpenedShelf, AllTogether]:
        """The entries of an opened book, one by one and all together."""
        reading = self._reading(report_id)
        if reading.book is None:
            raise SelectionError("This report is no book; leave what follows “/” out of its key.")
        shelf = OpenedShelf(self.store, report_id, reading, reading.book)
        return shelf, AllTogether(shelf)

    def _put_opened_together(self, keys: tuple[str, ...]) -> View:
        """Several opened reports as one view, under their titles; all of a book are that many reports."""
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

    def _kept(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Of several keys those whose reports are not forgotten; all where none is left, so that it is said."""
        return tuple(key for key in keys if self.find(key) is not None) or keys

    def _log_of(self, place: Place) -> tuple[str, int]:
        """The id of a report's log and the number of its last entry; "" and 0 where none is kept."""
        try:
            with told_as_unknown():
                if not place.identity:
                    return place.report_id, self.store().last_seq(place.report_id)
                return self.store().log_of(place.identity) or ("", 0)
        except NotNow as error:
            self._go_on_without(error)
            return "", 0

    def _go_on_without(self, error: NotNow) -> None:
        """Without a store there never were corrections; with one, no report is shown without them. Raises `NotNow`."""
        if self._opened_store is not None:
            raise error
        _say_once(str(error))

    def _as_read(self, place: Place) -> View:
        """The report as the program read it."""
        if not place.report_id and not place.entry and self._first is not None:
            return self._first
        with told_as_unknown():
            if place.report_id:
                kept = ("entry", place.report_id, place.entry)
                return self.cache.get(
                    kept, lambda: self._open_entry(place.report_id, place.entry), [place.report_id]
                )
            return self.cache.get(("own", place.entry), lambda: self._open_own(place.entry))

    def _put_right(self, table: pd.DataFrame, place: Place, entries: Sequence[Entry]) -> pd.DataFrame:
        """The table of one of several reports that are shown together, with its corrections."""
        if {"as", "year"} & about_of(entries).keys():
            return self._correct(self._as_read(place), place, entries).table
        return corrected(table, entries)

    def _correct(self, read: View, place: Place, entries: Sequence[Entry]) -> View:
        """A report with its corrections; as it was read where its text cannot be read as they want it."""
        try:
            before = read_for(reading_of(read), about_of(entries), self._reader_of(place))
            now = correct_reading(before, entries)
        except NotNow:
            raise
        except ReportError as error:
            log.error("%s is shown as it was read: %s", read.title, error)
            before = reading_of(read)
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
        """What reads the text of a report anew, once for each year and kind; with an opened report it is kept."""

        def read(report: Report, year: int | None, kind: str) -> Reading:
            anew = ("anew", place, report.text, year, kind)
            return self.cache.get(anew, lambda: self._read_anew(place, report, year, kind), [place.report_id])

        return read

    def _read_anew(self, place: Place, report: Report, year: int | None, kind: str) -> Reading:
        name = f"/{kind}/{year}/{place.entry}"  # no entry of a book begins so
        kept = self.store().part(place.report_id, name) if place.report_id else None
        if kept is None:
            if not _ANEW.acquire(blocking=False):
                raise NotNow("Other reports are being read anew just now; try again in a minute.", 20)
            try:
                kept = pack_bounded_anew(report, year, kind)
            finally:
                _ANEW.release()
            if place.report_id:
                self.store().keep_parts(place.report_id, {name: kept})
        return unpack(kept)

    def _entries(self, report_id: str, seq: int) -> list[Entry]:
        """A log up to an entry."""
        entries = map(parse_entry, self.store().read_corrections(report_id))
        return [entry for entry in entries if entry.seq <= seq]

    def _open_own(self, name: str) -> View:
        if self._shelf is None:
            raise SelectionError("There is no report here.")
        return self._shelf.view(name)

    def _read_book(self, report_id: str) -> Book | None:
        with told_as_unknown():
            return self._reading(report_id).book

    def _open_reading(self, report_id: str) -> Reading:
        packed = self.store().result(report_id)
        if packed is None:
            raise NotNow("This report is still being read; try again in a minute.")
        try:
            return unpack(packed)
        except (ValueError, KeyError, TypeError):
            raise SelectionError("What was read of this report is broken; open it again.") from None

    def _open_entry(self, report_id: str, name: str) -> View:
        reading = self._reading(report_id)
        if not name or reading.book is None:
            return View(reading.report, reading.table, rows=reading.rows)
        return self._opened(report_id)[0].view(name)


@contextmanager
def told_as_unknown() -> Iterator[None]:
    """Raise `SelectionError` for a report that is not here or cannot be used; `NotNow` stays what it is."""
    try:
        yield
    except (NotNow, YearUnknown):
        raise
    except ReportError as error:
        raise SelectionError(str(error)) from None


def reading_of(view: View) -> Reading:
    """What came of reading a report, of its view as it was read."""
    return Reading(view.report, view.table, rows=view.rows)


def _several(key: str) -> tuple[str, ...]:
    """The keys of several opened reports, none for one report or all of a shelf."""
    keys = split_keys(key)
    return keys if len(keys) > 1 else ()


def _of_entry(links: dict[str, str], place: Place) -> dict[str, str]:
    """The links of an opened book to one of its entries."""
    entry = f"/{place.entry}" if place.report_id and place.entry else ""
    return {kind: link + entry for kind, link in links.items()}


def _edition_of(log: Sequence[dict[str, Any]]) -> str:
    """What tells the log of a project from that of another one with its name."""
    return sha256(orjson.dumps(log)).hexdigest()[:16]


@lru_cache(maxsize=4)
def _say_once(sentence: str) -> None:
    log.error("Corrections are not kept: %s", sentence)
