"""An events table made ready once for filtering and counting many times, at any number of events.

`Selection.apply` says what a filter means; `Prepared` gives the same rows by whole columns: codes,
days, and for actors and words the rows each stands in. A test holds the two to each other.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np
import pandas as pd

from data.selection.selection import Selection, last_day_of

_KEPT = 24  # masks of recent selections, each a byte an event


def axis_start(axis: list[str]) -> int:
    """Where an axis of months or days ("2008-03", "2008-03-05") begins: months since the year 0, or days since 1970."""
    return (
        int(axis[0][:4]) * 12 + int(axis[0][5:]) - 1
        if len(axis[0]) == 7
        else np.datetime64(axis[0], "D").astype(int)
    )


def positions_on(axis: list[str], table: pd.DataFrame) -> np.ndarray:
    """When each event begins, in columns of `axis` from its start: the middle of the month, or day, where no more is claimed."""
    return (_day_positions(table) if len(axis[0]) > 7 else _month_positions(table)) - axis_start(axis)


def _month_positions(table: pd.DataFrame) -> np.ndarray:
    first = table["first_day"].to_numpy().astype("datetime64[D]")
    month = first.astype("datetime64[M]")
    day = (first - month.astype("datetime64[D]")).astype(np.float32)
    long = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.float32)
    part = np.where(table["precision"].to_numpy() == "month", np.float32(0.5), (day + 0.5) / long)
    return (month.astype(np.int64) + 1970 * 12 + part).astype(np.float64)


def _day_positions(table: pd.DataFrame) -> np.ndarray:
    first, last = (
        table[name].to_numpy().astype("datetime64[D]").astype(np.float64)
        for name in ("first_day", "last_day")
    )
    return np.where(table["precision"].to_numpy() == "month", (first + last) / 2, first) + 0.5


class Prepared:
    """The rows of one events table that lie on the axis, with what filtering and counting needs.

    `table` is only read. Memory beside the table: about 40 bytes an event and 4 for each word of it,
    the words' part when the first search comes.
    """

    def __init__(self, table: pd.DataFrame):
        # Pandas copies a frame's attributes with every piece of it, the actors' kinds among them.
        self.table = table.copy(deep=False)
        self.table.attrs = {}
        self.themes: list[str] = list(table["theme"].cat.categories)
        self.theme_codes = table["theme"].cat.codes.to_numpy()
        self.first = table["first_day"].to_numpy().astype("datetime64[D]").astype(np.int32)
        self.last = table["last_day"].to_numpy().astype("datetime64[D]").astype(np.int32)
        # By how long a column's name is, as in `positions_on`; single precision, from a start near by.
        self._starts = (
            {7: int(self.first[0] / 30.44) + 1970 * 12, 10: int(self.first[0])}
            if len(table)
            else {7: 0, 10: 0}
        )
        self._positions = {
            7: (_month_positions(table) - self._starts[7]).astype(np.float32),
            10: (_day_positions(table) - self._starts[10]).astype(np.float32),
        }
        self._ids, self._headlines = table["id"].array, table["headline"].array
        self._hashes = np.fromiter(map(hash, self._ids), np.int64, len(table))
        counts = table["actors"].map(len).to_numpy(dtype=np.int64)
        self._row_of = np.repeat(np.arange(len(table), dtype=np.int32), counts)
        codes, names = pd.factorize(np.array([a for actors in table["actors"] for a in actors], dtype=object))
        self._actor_of, self.actors = codes.astype(np.int32), [str(name) for name in names]
        self._actor_number = {name: i for i, name in enumerate(self.actors)}
        self._words: tuple[list[str], np.ndarray, np.ndarray] | None = None
        self._orders: dict[tuple[str, bool], np.ndarray] = {}
        self._masks: OrderedDict[Selection, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self.table)

    def rows(self, chosen: Selection) -> pd.DataFrame:
        """The events that `chosen` keeps, in the table's order."""
        mask = self.mask(chosen)
        return self.table if mask.all() else self.table[mask]

    def mask(self, chosen: Selection) -> np.ndarray:
        """Which rows `chosen` keeps, a bool for each; not to be written to."""
        key = replace(chosen, event="", report="")
        with self._lock:
            if key in self._masks:
                self._masks.move_to_end(key)
                return self._masks[key]
        mask = self._computed(key)
        with self._lock:
            self._masks[key] = mask
            while len(self._masks) > _KEPT:
                self._masks.popitem(last=False)
        return mask

    def _computed(self, chosen: Selection) -> np.ndarray:
        keep = np.ones(len(self.table), dtype=bool)
        if chosen.themes:
            wanted = np.isin(self.themes, chosen.themes)
            keep &= wanted[self.theme_codes]
        if chosen.actors:
            numbers = [self._actor_number[a] for a in chosen.actors if a in self._actor_number]
            hit = np.zeros(len(self.table), dtype=bool)
            hit[self._row_of[np.isin(self._actor_of, numbers)]] = True
            keep &= hit
        if chosen.first:
            keep &= self.last >= np.datetime64(chosen.first, "D").astype(np.int32)
        if chosen.last:
            keep &= self.first <= np.datetime64(last_day_of(chosen.last), "D").astype(np.int32)
        for word in chosen.words.lower().split():
            keep &= self._with_word(word)
        return keep

    def _with_word(self, word: str) -> np.ndarray:
        vocabulary, starts, rows = self.index()
        hit = np.zeros(len(self.table), dtype=bool)
        for number, known in enumerate(vocabulary):
            if word in known:
                hit[rows[starts[number] : starts[number + 1]]] = True
        return hit

    def index(self) -> tuple[list[str], np.ndarray, np.ndarray]:
        """The words of headlines, texts and actors, and the rows each stands in."""
        if self._words is None:
            numbers: dict[str, int] = {}
            word_of, row_of = [], []
            texts = zip(self.table["headline"], self.table["text"], self.table["actors"], strict=True)
            for row, (headline, text, actors) in enumerate(texts):
                said = headline if text == headline else f"{headline} {text}"
                for word in {*said.lower().split(), *" ".join(actors).lower().split()}:
                    word_of.append(numbers.setdefault(word, len(numbers)))
                    row_of.append(row)
            words, rows = np.array(word_of, dtype=np.int32), np.array(row_of, dtype=np.int32)
            order = np.argsort(words, kind="stable")
            starts = np.searchsorted(words[order], np.arange(len(numbers) + 1))
            self._words = (list(numbers), starts, rows[order])
        return self._words

    def count(self, chosen: Selection) -> int:
        """How many events `chosen` keeps."""
        return int(np.count_nonzero(self.mask(chosen)))

    def where_and_what(
        self, chosen: Selection, axis: list[str]
    ) -> tuple[np.ndarray, np.ndarray, Callable[[int], tuple[str, str]]]:
        """Of the events that `chosen` keeps: their positions in columns of `axis`, their themes' numbers, and a function
        from an event's place among them to its id and headline."""
        mask = self.mask(chosen)
        unit = len(axis[0])
        positions, ahead = self._positions[unit], np.float32(self._starts[unit] - axis_start(axis))
        if mask.all():
            return (
                positions + ahead,
                self.theme_codes,
                lambda number: (self._ids[number], self._headlines[number]),
            )
        rows = np.flatnonzero(mask)
        return (
            positions[rows] + ahead,
            self.theme_codes[rows],
            lambda number: (self._ids[rows[number]], self._headlines[rows[number]]),
        )

    def row_of(self, event: str) -> int | None:
        """The row of the event with this id."""
        return next(
            (int(row) for row in np.flatnonzero(self._hashes == hash(event)) if self._ids[row] == event), None
        )

    def place_of(self, chosen: Selection, event: str) -> tuple[int, int, tuple[str, str]]:
        """Of the events that `chosen` keeps: the place of the one with the id `event`, from 1 (0 where it is not among them),
        how many there are, and the ids before and after it, in a circle."""
        rows = np.flatnonzero(self.mask(chosen))
        if not len(rows):
            return 0, 0, ("", "")
        row = self.row_of(event)
        place = len(rows) if row is None else int(np.searchsorted(rows, row))
        among = place < len(rows) and rows[place] == row
        before, after = (rows[place - 1], rows[(place + 1) % len(rows)]) if among else (rows[-1], rows[0])
        return place + 1 if among else 0, len(rows), (str(self._ids[before]), str(self._ids[after]))

    def take(self, chosen: Selection, numbers: Sequence[int]) -> pd.DataFrame:
        """Of the events that `chosen` keeps those with these numbers, in the same order."""
        return self.table.iloc[np.flatnonzero(self.mask(chosen))[list(numbers)]]

    def in_order(self, chosen: Selection, column: str, down: bool, most: int) -> pd.DataFrame:
        """The first `most` events that `chosen` keeps, in the order of a column, `down` from its end; by date is the table's own."""
        mask = self.mask(chosen)
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

    def theme_counts(self, chosen: Selection) -> dict[str, int]:
        """How many events each theme would show under the other filters."""
        mask = self.mask(replace(chosen, themes=()))
        counts = np.bincount(
            self.theme_codes[mask] if not mask.all() else self.theme_codes, minlength=len(self.themes)
        )
        return dict(zip(self.themes, map(int, counts), strict=True))

    def actor_counts(self, chosen: Selection) -> dict[str, int]:
        """How many events each actor would show under the other filters, in order of first mention."""
        mask = self.mask(replace(chosen, actors=()))
        shown = self._actor_of if mask.all() else self._actor_of[mask[self._row_of]]
        counts = np.bincount(shown, minlength=len(self.actors))
        return dict(zip(self.actors, map(int, counts), strict=True))

    def month_counts(self, chosen: Selection, months: list[str]) -> list[int]:
        """How many events of each month of `months` the other filters keep; a range counts where it begins."""
        if not months:
            return []
        mask = self.mask(replace(chosen, first="", last=""))
        first = self.first if mask.all() else self.first[mask]
        edges = np.array([np.datetime64(month, "D") for month in months]).astype(np.int32)
        places = np.clip(np.searchsorted(edges, first, side="right") - 1, 0, len(months) - 1)
        return [int(n) for n in np.bincount(places, minlength=len(months))]
