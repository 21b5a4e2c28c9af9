"""An events table prepared for filtering and counting, at any number of events.

`Selection.apply` defines the meaning of filters; `EventIndex` returns the same rows from arrays, as a test checks.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np
import pandas as pd

from data.attrs import Shared
from data.selection.axis import UNITS, Axis, Unit
from data.selection.columns import EventColumns, FacetColumn
from data.selection.filters import BY_NAME
from data.selection.selection import Selection

_MOST_MASKS = 24  # cached masks of recent selections, one byte per event


class EventIndex:
    """The rows of one events table that are on the axis, prepared for filtering and counting."""

    def __init__(self, table: pd.DataFrame):
        self._columns = EventColumns(table)
        self.themes: list[str] = self.facet("theme").names
        self.theme_codes = self.facet("theme").codes
        self.facet("actor")
        self.facet("report")
        self.table = table.copy(deep=False)
        self.table.attrs = {
            name: Shared(table.attrs.get(name, {})) for name in ("kinds", "as_read", "rules", "same")
        }
        # In single precision, relative to a nearby start.
        first = str(np.datetime64(int(self._columns.first[0]) if len(table) else 0, "D"))
        self._starts: dict[Unit, int] = {unit: unit.number(first) - 1 for unit in UNITS}
        self._positions: dict[Unit, np.ndarray] = {
            unit: (unit.positions(table) - self._starts[unit]).astype(np.float32) for unit in UNITS
        }
        self._ids, self._labels = table["id"].array, table["label"].array
        self._hashes = np.fromiter(map(hash, self._ids), np.int64, len(table))
        self._orders: dict[tuple[str, bool], np.ndarray] = {}
        self._masks: OrderedDict[Selection, np.ndarray] = OrderedDict()
        self._actor_counts: np.ndarray | None = None
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.table)

    def rows(self, selection: Selection) -> pd.DataFrame:
        """The events of `selection`, in the table's order."""
        mask = self.mask(selection)
        return self.table if mask.all() else self.table[mask]

    def mask(self, selection: Selection) -> np.ndarray:
        """Which rows are in `selection`, as booleans; must not be changed."""
        key = replace(selection, event="", report="", lanes="")
        with self._lock:
            if key in self._masks:
                self._masks.move_to_end(key)
                return self._masks[key]
        mask = np.ones(len(self), dtype=bool)
        for row, values in key.filters:
            mask &= row.fast_mask(self._columns, *values)
        with self._lock:
            self._masks[key] = mask
            while len(self._masks) > _MOST_MASKS:
                self._masks.popitem(last=False)
        return mask

    def prepare_words(self) -> None:
        """Build the index of words, which the first search would wait for."""
        _ = self._columns.words

    def facet(self, name: str) -> FacetColumn:
        """The column of a facet."""
        return self._columns.facet(name, BY_NAME[name].facet_of)

    def column(self, name: str, values: Callable[[pd.DataFrame], pd.Series]) -> FacetColumn:
        """A column of each row's value, or its list of values, computed once under its name."""
        return self._columns.facet(name, values)

    def count(self, selection: Selection) -> int:
        """The number of events in `selection`."""
        return int(np.count_nonzero(self.mask(selection)))

    def positions_and_themes(
        self, selection: Selection, axis: Axis
    ) -> tuple[np.ndarray, np.ndarray, Callable[[int], tuple[str, str]]]:
        """The positions, in columns of `axis`, and the themes' indexes of the events in `selection`.

        Also a function from an event's index among them to its id and label.
        """
        mask = self.mask(selection)
        positions = self._positions[axis.unit]
        ahead = np.float32(self._starts[axis.unit] - axis.start)
        if mask.all():
            return (
                positions + ahead,
                self.theme_codes,
                lambda number: (self._ids[number], self._labels[number]),
            )
        rows = np.flatnonzero(mask)
        return (
            positions[rows] + ahead,
            self.theme_codes[rows],
            lambda number: (self._ids[rows[number]], self._labels[rows[number]]),
        )

    def actor_counts(self, selection: Selection) -> np.ndarray:
        """The number of actors of each event in `selection`."""
        if self._actor_counts is None:
            rows = self.facet("actor").rows
            self._actor_counts = np.bincount(
                np.zeros(0, np.int64) if rows is None else rows, minlength=len(self)
            ).astype(np.int32)
        mask = self.mask(selection)
        return self._actor_counts if mask.all() else self._actor_counts[mask]

    def beyond(self, selection: Selection, axis: Axis) -> tuple[int, int]:
        """How many of the events in `selection` are before `axis`, and how many after it."""
        if not len(axis):
            return 0, 0
        mask = self.mask(selection)
        before, after = self._beyond(axis)
        return int(np.count_nonzero(before & mask)), int(np.count_nonzero(after & mask))

    def extent(self) -> tuple[str, str]:
        """The first and the last month of all events; of a range that starts before others its last. "" for none."""
        if not len(self):
            return "", ""
        days = self._columns.last.min(), self._columns.first.max()
        first, last = (str(np.datetime64(int(day), "D"))[:7] for day in days)
        return first, last

    def _beyond(self, axis: Axis) -> tuple[np.ndarray, np.ndarray]:
        """Which events end before `axis` starts, and which start after its end."""
        first, last = (int(np.datetime64(day.isoformat()[:10], "D").astype(int)) for day in axis.days)
        return self._columns.last < first, self._columns.first > last

    def row_of(self, event: str) -> int | None:
        """The row of the event with this id."""
        return next(
            (int(row) for row in np.flatnonzero(self._hashes == hash(event)) if self._ids[row] == event), None
        )

    def place_of(self, selection: Selection, event: str) -> tuple[int, int, tuple[str, str]]:
        """The position of the event `event` in `selection`, from 1 (0 if it is not in it), the number of events, and the ids
        before and after it, cyclically.
        """
        rows = np.flatnonzero(self.mask(selection))
        if not len(rows):
            return 0, 0, ("", "")
        row = self.row_of(event)
        place = len(rows) if row is None else int(np.searchsorted(rows, row))
        among = place < len(rows) and rows[place] == row
        before, after = (rows[place - 1], rows[(place + 1) % len(rows)]) if among else (rows[-1], rows[0])
        return place + 1 if among else 0, len(rows), (str(self._ids[before]), str(self._ids[after]))

    def take(self, selection: Selection, numbers: Sequence[int]) -> pd.DataFrame:
        """The events of `selection` with these indexes, in the same order."""
        return self.table.iloc[np.flatnonzero(self.mask(selection))[list(numbers)]]

    def in_order(self, selection: Selection, column: str, down: bool, most: int) -> pd.DataFrame:
        """The first `most` events of `selection`, sorted by a column, descending if `down`; the table itself is sorted by
        date.
        """
        mask = self.mask(selection)
        if column == "date":
            rows = np.flatnonzero(mask)
            return self.table.iloc[rows[: -most - 1 : -1] if down else rows[:most]]
        order = self._order(column, down)
        return self.table.iloc[order[mask[order]][:most]]

    def _order(self, column: str, down: bool) -> np.ndarray:
        if (column, down) not in self._orders:
            values = self.table[column].map("; ".join) if column == "actors" else self.table[column]
            ranks = (
                self.theme_codes.astype(np.int32)
                if column == "theme"
                else pd.factorize(values, sort=True)[0].astype(np.int32)
            )
            self._orders[column, down] = np.argsort(-ranks if down else ranks, kind="stable").astype(np.int32)
        return self._orders[column, down]

    def facet_counts(self, name: str, selection: Selection) -> dict[str, int]:
        """The number of events of each value of a facet under the other filters, in order of first mention."""
        return self.facet(name).counts(self.mask(selection.without(name)))

    def facet_month_counts(self, name: str, selection: Selection, months: Axis) -> dict[str, list[int]]:
        """For each value of a facet with one value per row, the number of events of `selection` in each of the `months`."""
        facet = self.facet(name)
        if facet.rows is not None:
            raise TypeError(f"An event may have several values of {name}.")
        mask = self._on(months, self.mask(selection))
        size = max(1, len(months))
        places = self._months_of(self._columns.first[mask], months)
        counts = np.bincount(
            facet.codes[mask].astype(np.int64) * size + places, minlength=len(facet.names) * size
        )
        rows = counts.reshape(len(facet.names), size).tolist()
        return dict(zip(facet.names, rows, strict=True))

    def month_counts(self, selection: Selection, months: Axis) -> list[int]:
        """The number of events in each month of `months` under the other filters; a range counts where it starts, and only
        within the axis.
        """
        if not len(months):
            return []
        mask = self._on(months, self.mask(selection.without("months")))
        first = self._columns.first if mask.all() else self._columns.first[mask]
        return [int(n) for n in np.bincount(self._months_of(first, months), minlength=len(months))]

    def _on(self, months: Axis, mask: np.ndarray) -> np.ndarray:
        """The rows in `mask` that are within `months`."""
        if not len(months):
            return mask
        before, after = self._beyond(months)
        return mask & ~before & ~after if before.any() or after.any() else mask

    @staticmethod
    def _months_of(first: np.ndarray, months: Axis) -> np.ndarray:
        """In which of the `months` each first day is; a range that starts earlier counts in the first."""
        edges = np.array([np.datetime64(month, "D") for month in months.columns]).astype(np.int32)
        return np.clip(np.searchsorted(edges, first, side="right") - 1, 0, max(0, len(months) - 1))
