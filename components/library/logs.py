"""The logs of corrections: the log of a report, its entries, and those that projects contain."""

from components.library.errors import told_as_unknown
from components.library.lazy_store import LazyStore
from components.library.own import OwnReports
from components.library.places import Place
from data import NotNow
from data.events.corrections import Entry
from data.events.parsing import parse_entry
from data.store import identity_of_part


class Logs:
    """The logs in the store."""

    def __init__(self, store: LazyStore, own: OwnReports):
        self._store, self._own = store, own

    def find(self, place: Place) -> tuple[str, int]:
        """The id of a report's log and the number of its last entry; "" and 0 if there is none."""
        store = self._store
        try:
            with told_as_unknown():
                if not place.identity:
                    return place.report_id, store.get().last_seq(place.report_id)
                return store.get().log_of(place.identity) or ("", 0)
        except NotNow as error:
            store.go_on_without(error)
            return "", 0

    def find_together(self, report_id: str) -> list[tuple[str, str, int]]:
        """The logs of reports shown together, those of an opened book or the server's own: the name, the log's id, and its
        last entry.
        """
        prefix = identity_of_part(report_id, "") if report_id else self._own.identity_prefix
        try:
            logs = self._store.get().logs_under(prefix)
        except NotNow as error:
            self._store.go_on_without(error)
            return []
        return sorted(
            (self._own.remove_edition(identity.removeprefix(prefix)), *log) for identity, log in logs.items()
        )

    def read(self, report_id: str, seq: int) -> list[Entry]:
        """The entries of a log up to the number `seq`."""
        entries = map(parse_entry, self._store.get().read_corrections(report_id))
        return [entry for entry in entries if entry.seq <= seq]

    def introduce(self) -> None:
        """Add the server's own reports to the store, so that they have editing links.

        Raises `StoreError`.
        """
        for name in self._own.names:
            self._store.get().report_for(self._own.identity(name), name)
        self._store.get().close()  # a server's workers must not share a connection

    def import_all(self) -> None:
        """Import the logs of projects, unless their reports have one already. Raises `ReportError`."""
        for name, entries in self._own.logs.items():
            name = name or self._own.first_name
            store = self._store.get()
            store.import_log(store.report_for(self._own.identity(name), name), entries)
        if self._own.logs:
            self._store.get().close()
