"""The events of a slide as rows in lanes, and the result of placing them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.draw.lanes import lanes_of
from components.draw.shapes import Placed
from data.events.rows import Event, iter_events
from data.selection.lanes import LANES, USUAL


@dataclass(frozen=True)
class Slide:
    """The placed events of a slide, in px; `points` is the size of its letters, `count` the number of events."""

    placed: Placed
    points: float
    count: int
    totals: float = 0.0  # px under the chart for the row of totals; 0 for none

    @property
    def ids(self) -> set[str]:
        """The events with a headline."""
        return {mark.id for mark in self.placed.marks}

    @property
    def named(self) -> int:
        """How many events have a headline, in whatever lanes."""
        return len(self.ids)

    @property
    def is_whole(self) -> bool:
        """Whether all events have a headline."""
        return self.named == self.count


@dataclass(frozen=True)
class LaneRows:
    """Events as rows, one for each lane of an event, with the lane's index; prepared once, as layouts are tried many times.

    `numbers` are the events' indexes. `others` is the name of the lane for the rest.
    """

    rows: list[Event]
    codes: np.ndarray
    lanes: list[str]
    numbers: np.ndarray
    others: str

    @classmethod
    def of_table(cls, events: pd.DataFrame, lane_by: str = "") -> "LaneRows":
        """The rows of an events table, in the lanes of a key of `LANES`."""
        lane_by = lane_by or USUAL
        lanes, numbers, codes = lanes_of(events, lane_by, most=len(events) * 50 + 1)
        there = list(iter_events(events))
        rows = [there[number] for number in numbers]
        return cls(rows, lanes.numbers[codes], lanes.names, numbers, LANES[lane_by].others)

    def take(self, numbers: Sequence[int]) -> "LaneRows":
        """The rows of some events, with new indexes."""
        anew = {number: i for i, number in enumerate(numbers)}
        kept = [place for place, number in enumerate(self.numbers) if number in anew]
        return self._keep(kept, np.array([anew[self.numbers[place]] for place in kept], dtype=int))

    def once_in(self, lane_of: np.ndarray) -> tuple["LaneRows", np.ndarray]:
        """Keep each event once in each lane, after lanes were merged; with the lane of each remaining row."""
        _, first = np.unique(np.stack([self.numbers, lane_of]), axis=1, return_index=True)
        kept = np.sort(first)
        return self._keep(list(kept), self.numbers[kept]), lane_of[kept]

    def _keep(self, places: Sequence[int], numbers: np.ndarray) -> "LaneRows":
        rows = [self.rows[place] for place in places]
        return LaneRows(rows, self.codes[list(places)], self.lanes, numbers, self.others)
