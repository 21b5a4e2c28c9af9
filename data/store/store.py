"""The store: reports, their readings, links and corrections, each method in one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, text

from data.files.file import File
from data.store import corrections, kept, links, queue, reports, templates
from data.store.engine import open_engine, take_turn, truncate_journal
from data.store.erasing import erase, hold_room, is_full
from data.store.errors import ReportGone, StoreError, StoreUnavailable, explained
from data.store.kept import Kept
from data.store.links import Access
from data.store.migrate import migrate
from data.store.queue import Job
from data.store.reports import Status
from data.store.schema import KINDS
from data.store.settings import database_url


def open_store(url: str | None = None) -> "Store":
    """Open the store at `url`, by default that of the settings, and migrate its tables.

    Raises `StoreError`.
    """
    engine = open_engine(url or database_url())
    try:
        with explained():
            migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    hold_room(engine)
    return Store(engine)


class Store:
    """The stored data. Every method is all or nothing, and raises `StoreError` with one sentence.

    Safe to use from many threads, processes and machines at once.
    """

    def __init__(self, engine: Engine, notes_use: bool = True):
        self.engine, self._notes_use = engine, notes_use

    @property
    def without_use(self) -> "Store":
        """The same store, in which reading does not count as use."""
        return Store(self.engine, notes_use=False)

    def close(self) -> None:
        """Close the connections; the store can be used again."""
        self.engine.dispose()

    def is_ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self._reading() as connection:
                connection.execute(text("SELECT count(*) FROM alembic_version"))
        except StoreError:
            return False
        return True

    # Reports

    def add_report(
        self,
        name: str,
        content: bytes,
        year: int | None = None,
        media_type: str = "",
        log: Sequence[dict[str, Any]] = (),
        answers: str = "",
    ) -> str:
        """Queue a file to be read, with the log of a project and the answers on a table; returns its edit key.

        Raises `ReportError` if it is too large, or if the quota or the queue is full.
        """
        self.sweep()
        with self._writing() as connection:
            return reports.add_report(connection, File(name, content, media_type, year, answers), log)

    def report_for(self, identity: str, name: str) -> str:
        """The id of the server's own report with an identity, created on first use."""
        with self._writing() as connection:
            return reports.report_for(connection, identity, name)

    def own_reports(self) -> list[tuple[str, str]]:
        """The id and the name of each of the server's own reports."""
        with self._reading() as connection:
            return reports.own_reports(connection)

    def log_of(self, identity: str) -> tuple[str, int] | None:
        """The id and the last correction's number of the report with an identity; None if nothing is stored."""
        with self._reading() as connection:
            return reports.log_of(connection, identity)

    def logs_under(self, beginning: str) -> dict[str, tuple[str, int]]:
        """The id and the last correction's number of each report whose identity has this prefix, if it has a log."""
        with self._reading() as connection:
            return reports.logs_under(connection, beginning)

    def state(self, report_id: str) -> Status:
        """The state of the report. Raises `ReportGone`."""
        with self._reading() as connection:
            return reports.status_of(connection, report_id)

    def file(self, report_id: str) -> File:
        """The file as it was opened. Raises `ReportGone`."""
        with self._reading() as connection:
            return reports.file_of(connection, report_id)

    def opened(self, report_id: str) -> tuple[str, float]:
        """The name of the report's file, and when it was opened, in seconds since 1970. Raises `ReportGone`."""
        with self._reading() as connection:
            return reports.opened_of(connection, report_id)

    def result(self, report_id: str) -> bytes | None:
        """The packed reading; None until there is one. Raises `ReportGone`. Counts as use of the report."""
        with self._reading() as connection:
            result, is_stale = reports.result_of(connection, report_id)
        if is_stale:
            self._note_use(report_id)
        return result

    def part(self, report_id: str, name: str) -> bytes | None:
        """The packed reading of one entry of an opened book; None if it is not stored."""
        with self._reading() as connection:
            return reports.part_of(connection, report_id, name)

    def parts(self, report_id: str, known: Collection[str] = ()) -> dict[str, bytes]:
        """The packed readings of an opened book's stored entries, by name; without those `known`."""
        with self._reading() as connection:
            return reports.parts_of(connection, report_id, known)

    def keep_parts(self, report_id: str, results: Mapping[str, bytes]) -> None:
        """Store the readings of some entries with their book. Raises `ReportGone`."""
        with self._writing() as connection:
            reports.keep_parts(connection, report_id, results)

    def kept_of(self, keys: Collection[str]) -> dict[str, tuple[Kept, bool]]:
        """For each key of an opened report: its summary, and whether the key edits. Does not count as use."""
        with self._reading() as connection:
            return kept.kept_of(connection, keys)

    def newest_kept(self, most: int) -> list[Kept]:
        """All opened reports, most recently used first."""
        with self._reading() as connection:
            return kept.newest_kept(connection, most)

    def forget(self, report_id: str) -> bool:
        """Delete the report and everything that belongs to it, also while it is read; false for none."""
        try:
            found = self._delete(report_id)
        except StoreUnavailable as error:
            if not is_full(error):
                raise
            return erase(
                self.engine,
                report_id,
                reports.identity_of_part(report_id, ""),
                lambda: self._delete(report_id),
            )
        self._truncate(found)
        return found

    def _delete(self, report_id: str) -> bool:
        with self._writing() as connection:
            return reports.forget(connection, report_id)

    def sweep(self) -> int:
        """Delete reports that were marked as expired a day ago, and mark those not used for `YEARLINE_KEEP_DAYS`, some at a
        time; returns how many were deleted.
        """
        with self._writing() as connection:
            count = reports.sweep(connection)
            late = templates.sweep_templates(connection)
        self._truncate(count + late > 0)
        return count

    # The queue

    def claim_waiting(self, token: str, lease: float) -> Job | None:
        """Claim the next report in the queue, for `lease` seconds, with a `token`; None for none."""
        with self._writing() as connection:
            return queue.claim_waiting(connection, token, lease)

    def place_in_line(self, report_id: str) -> int:
        """1 for the report that is read next; 0 for one that is not in the queue."""
        with self._reading() as connection:
            return queue.place_in_line(connection, report_id)

    def set_progress(
        self, report_id: str, done: int, of: int, token: str | None = None, lease: float | None = None
    ) -> bool:
        """Record the progress of a reading, and extend the lease; false tells the reader to stop.

        With a `token`, only its holder may.
        """
        with self._writing() as connection:
            return queue.set_progress(connection, report_id, done, of, token, lease)

    def hold(self, report_id: str, token: str, lease: float) -> bool:
        """Whether the holder of `token` may read the entries of a book, for `lease` more seconds, exclusively."""
        with self._writing() as connection:
            return queue.hold(connection, report_id, token, lease)

    def finish(self, report_id: str, result: bytes, token: str | None = None) -> bool:
        """Store the reading; false if the report was deleted, or the lease was given to another."""
        with self._writing() as connection:
            return queue.finish(connection, report_id, result, token)

    def fail(self, report_id: str, message: str, token: str | None = None) -> bool:
        """Store one sentence on why the report cannot be read; false as for `finish`."""
        with self._writing() as connection:
            return queue.fail(connection, report_id, message, token)

    # Links

    def find(self, key: str) -> Access | None:
        """What a key gives access to; None for an unknown key. Counts as use of the report."""
        with self._reading() as connection:
            found = links.find_link(connection, key)
        if found is None:
            return None
        access, is_stale = found
        if is_stale:
            self._note_use(access.report_id)
        return access

    def links(self, report_id: str) -> dict[str, str]:
        """The keys that edit and read, created if they are missing. Raises `ReportGone`."""
        with self._reading() as connection:
            found = links.find_links(connection, report_id)
        if len(found) == len(KINDS):
            return found  # a frequent request needs no writer
        with self._writing() as connection:
            return links.read_links(connection, report_id)

    def edit_keys(self, report_ids: Collection[str]) -> dict[str, str]:
        """The key that edits each report; a missing one is created, a deleted report left out."""
        with self._reading() as connection:
            found = links.find_edit_keys(connection, report_ids)
        for report_id in report_ids:
            if report_id not in found:
                with suppress(ReportGone):
                    found[report_id] = self.links(report_id)["edit"]
        return found

    def revoke(self, report_id: str, kind: str) -> bool:
        """Revoke the key of a kind; `links` creates the next one."""
        with self._writing() as connection:
            return links.revoke(connection, report_id, kind)

    # Corrections

    def append_corrections(
        self, report_id: str, bodies: Sequence[dict[str, Any]], who: str = "", token: str | None = None
    ) -> int:
        """Append entries to the log, all or none; returns the number of the last. Raises `ReportGone`.

        A repeated request with the same `token` is not stored twice.
        """
        with self._writing() as connection:
            return corrections.append_corrections(connection, report_id, bodies, who, token)

    def read_corrections(self, report_id: str, after: int = 0) -> list[dict[str, Any]]:
        """The entries of the log with numbers above `after`, as JSON."""
        with self._reading() as connection:
            return corrections.read_corrections(connection, report_id, after)

    def import_log(self, report_id: str, log: Sequence[dict[str, Any]]) -> bool:
        """Import the log of a project into a report without one; false if it has one. Raises `ReportError`."""
        with self._writing() as connection:
            return corrections.import_log(connection, report_id, log)

    def last_seq(self, report_id: str) -> int:
        """The number of the last entry; 0 for none. Raises `ReportGone`."""
        with self._reading() as connection:
            return corrections.last_seq(connection, report_id)

    # Templates for slides

    def add_template(self, name: str, content: bytes) -> str:
        """Store a template for an hour; returns its key."""
        with self._writing() as connection:
            return templates.add_template(connection, name, content)

    def template(self, key: str) -> File | None:
        """The template of a key; None if there is none any more."""
        with self._reading() as connection:
            return templates.template_of(connection, key)

    def forget_template(self, key: str) -> bool:
        """Delete a template; false for none."""
        with self._writing() as connection:
            found = templates.forget_template(connection, key)
        self._truncate(found)
        return found

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            explained(),
            take_turn(self.engine),
            self.engine.execution_options(write=True).begin() as connection,
        ):
            yield connection

    def _note_use(self, report_id: str) -> None:
        if not self._notes_use:
            return
        with suppress(StoreError), self._writing() as connection:  # a full disk can still be read
            reports.touch(connection, report_id)

    def _truncate(self, deleted: bool) -> None:
        if deleted:
            with suppress(StoreError), explained():
                truncate_journal(self.engine)
