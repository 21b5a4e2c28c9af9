"""The events of a slide as rows in lanes, and what came of placing them."""

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
    """The events of a slide as placed in its room, in px; `points` is the size of its letters, `count` how many events there are."""

    placed: Placed
    points: float
    count: int
    totals: float = 0.0  # px under the chart for the row of how many events each month has; 0 for none

    @property
    def ids(self) -> set[str]:
        """The events that have their headline."""
        return {mark.id for mark in self.placed.marks}

    @property
    def named(self) -> int:
        """How many events have their headline, be it in several lanes."""
        return len(self.ids)

    @property
    def is_whole(self) -> bool:
        """Whether all events have their headline."""
        return self.named == self.count


@dataclass(frozen=True)
class LaneRows:
    """Events as rows, one for each lane that an event stands in, with the lane's number; looked at in many ways, so made once.

    `numbers` are those of the events. `others` is what lanes are called that share one.
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
        """Those of some events, numbered anew."""
        anew = {number: i for i, number in enumerate(numbers)}
        kept = [place for place, number in enumerate(self.numbers) if number in anew]
        return self._keep(kept, np.array([anew[self.numbers[place]] for place in kept], dtype=int))

    def once_in(self, lane_of: np.ndarray) -> tuple["LaneRows", np.ndarray]:
        """An event once in each lane, where its lanes have become one; with the lane of each row that is left."""
        _, first = np.unique(np.stack([self.numbers, lane_of]), axis=1, return_index=True)
        kept = np.sort(first)
        return self._keep(list(kept), self.numbers[kept]), lane_of[kept]

    def _keep(self, places: Sequence[int], numbers: np.ndarray) -> "LaneRows":
        rows = [self.rows[place] for place in places]
        return LaneRows(rows, self.codes[list(places)], self.lanes, numbers, self.others)
