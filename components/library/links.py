"""The keys of a report that are shared: one edits, one only reads."""

from collections.abc import Sequence

from components.library.errors import told_as_unknown
from components.library.lazy_store import LazyStore
from components.library.places import Place, Places, several_keys
from data.selection.keys import BETWEEN


class Links:
    """The links of a library's reports."""

    def __init__(self, store: LazyStore, places: Places):
        self._store, self._places = store, places

    def find(self, place: Place, report_id: str, renew: Sequence[str]) -> dict[str, str]:
        """The keys by kind of the report stored under `report_id`; those of the kinds in `renew` are replaced. Raises
        `StoreError`.
        """
        for kind in renew:
            self._store.get().revoke(report_id, kind)
        return _add_entry(self._store.get().links(report_id), place)

    def key_to_share(self, key: str) -> str:
        """The key for links that are shared: a read-only key for one that edits.

        The server's own reports have plain names.
        """
        if keys := several_keys(key):
            return BETWEEN.join(map(self.key_to_share, self._places.left_of(keys)))
        place = self._places.find(key)
        if not place.report_id:
            return place.entry
        if not place.is_edit_key:
            return key
        with told_as_unknown():
            return _add_entry(self._store.get().links(place.report_id), place)["read"]


def _add_entry(links: dict[str, str], place: Place) -> dict[str, str]:
    """The links of an opened book, with the entry of a place."""
    entry = f"/{place.entry}" if place.report_id and place.entry else ""
    return {kind: link + entry for kind, link in links.items()}
