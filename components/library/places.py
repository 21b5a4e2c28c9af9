"""Where a key leads: to the server's own report, an entry of its shelf, or what somebody opened."""

from dataclasses import dataclass

from components.library.editing import Editing, who_may_edit
from components.library.lazy_store import LazyStore
from components.library.own import OwnReports
from components.library.readings import Readings
from data.selection.keys import split_keys
from data.selection.selection import ALL
from data.store import Access, identity_of_part, is_key


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


class Places:
    """The places of all keys. Unknown keys raise `SelectionError`."""

    def __init__(self, store: LazyStore, own: OwnReports, readings: Readings):
        self._store, self._own, self._readings = store, own, readings

    def access(self, key: str) -> Access | None:
        """What the key of an opened report opens, asked each time: it may have been forgotten a moment ago."""
        head = key.partition("/")[0]
        return self._store.get().find(head) if is_key(head) else None

    def find(self, key: str) -> Place:
        """Where a key leads."""
        if several_keys(key):
            return Place("", ALL, "", False)
        entry, access, may = key.partition("/")[2], self.access(key), who_may_edit()
        if access is None:
            return self._find_own(key, may is Editing.EVERYONE)
        can_edit = access.can_edit and may is not Editing.OFF
        if access.identity:
            return self._find_own(self._own.find_name(access.identity), can_edit)
        report_id = access.report_id
        if self._readings.book(report_id) is None:
            return Place(report_id, "", "", can_edit, access.can_edit)
        name = entry or self._readings.reading(report_id).report.title
        return Place(report_id, entry, identity_of_part(report_id, name), can_edit, access.can_edit)

    def left_of(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Of several keys those whose reports are not forgotten; all where none is left, so that it is said."""
        return tuple(key for key in keys if self.access(key) is not None) or keys

    def _find_own(self, name: str, can_edit: bool) -> Place:
        """Where the report `name` of the server's own is; "" for the first, or for all together."""
        own = self._own
        if own.is_all(name):
            return Place("", ALL, own.identity(ALL), can_edit)
        own.check_name(name)
        return Place("", name, own.identity(name or own.first_name), can_edit)


def several_keys(key: str) -> tuple[str, ...]:
    """The keys of several opened reports, none for one report or all of a shelf."""
    keys = split_keys(key)
    return keys if len(keys) > 1 else ()
