"""What a key refers to: the server's own report, an entry of its shelf, or an opened report."""

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
    """What a key refers to, and whether it may edit; `is_edit_key` if it could, but the server does not allow editing.

    An opened report has a `report_id`, the server's own have none. `entry` is that of a book, or `ALL`. If there is an
    `identity`, corrections are stored under it, otherwise under the id.
    """

    report_id: str
    entry: str
    identity: str
    can_edit: bool
    is_edit_key: bool = False


class Places:
    """Resolves keys to places. Unknown keys raise `SelectionError`."""

    def __init__(self, store: LazyStore, own: OwnReports, readings: Readings):
        self._store, self._own, self._readings = store, own, readings

    def access(self, key: str) -> Access | None:
        """What the key of an opened report gives access to. Looked up each time, as it may just have been deleted."""
        head = key.partition("/")[0]
        return self._store.get().find(head) if is_key(head) else None

    def find(self, key: str) -> Place:
        """What a key refers to."""
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
        """The keys whose reports still exist; all of them if none does, so that an error is shown."""
        return tuple(key for key in keys if self.access(key) is not None) or keys

    def _find_own(self, name: str, can_edit: bool) -> Place:
        """The place of the server's own report `name`; "" for the first, or for all together."""
        own = self._own
        if own.is_all(name):
            return Place("", ALL, own.identity(ALL), can_edit)
        own.check_name(name)
        return Place("", name, own.identity(name or own.first_name), can_edit)


def several_keys(key: str) -> tuple[str, ...]:
    """The keys of several opened reports, none for one report or all of a shelf."""
    keys = split_keys(key)
    return keys if len(keys) > 1 else ()
