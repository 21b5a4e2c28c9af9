"""Where everything of a timeline stands: a pure function of events and a width, for page and slide alike.

No two labels overlap, and none covers a mark: where there is no room for a label it is left out (`lines` is
empty), and the mark stays. The sizes and what is placed are in shapes.py.
"""

import math

import numpy as np
import pandas as pd

from components.draw.across import place_across
from components.draw.density import Crowd, place_crowd, place_table
from components.draw.down import place_down
from components.draw.lanes import LANES, choose_lanes
from components.draw.shapes import NARROW, Placed
from data import Axis, EventIndex, Selection

MOST_MARKS = 120  # events in view above which lanes show how many there are over time, not each
MOST_DOWN = 100  # the same for a narrow chart, where an event takes lines of its own


def place(
    events: pd.DataFrame, width: float, axis: Axis, tall: float = math.inf, lane_by: str = "theme"
) -> Placed:
    """Place the in-year `events` (rows of the events table) on a chart `width` wide.

    Lanes are by a key of `LANES`, those that `events` has. Lanes of many events are lower where only `tall` px
    are there for all. A narrow chart has no lanes.
    """
    if too_many(len(events), width):
        return place_table(events, width, axis, tall, lane_by)
    if width < NARROW:
        return place_down(events, width, axis)
    return place_across(events, width, axis, lane_by)


def place_selection(
    index: EventIndex, selection: Selection, width: float, axis: Axis, lane_by: str = "theme"
) -> tuple[Placed, pd.DataFrame]:
    """Place what `selection` keeps, and give the rows of the events with a mark.

    Of many events in lanes by theme nothing is looked up but when they are, and those that are named.
    """
    if lane_by != "theme" or not too_many(index.count(selection), width):
        events = index.rows(selection)
        placed = place(events, width, axis, lane_by=lane_by)
        return placed, marked(placed, events)
    positions, codes, name_of = index.positions_and_themes(selection, axis)
    lanes = choose_lanes(index.themes, np.bincount(codes, minlength=len(index.themes)), LANES["theme"].others)
    crowd = Crowd(positions, codes, name_of, lambda number: index.themes[codes[number]])
    placed = place_crowd(crowd, lanes, width, axis, math.inf)
    return placed, index.take(selection, placed.numbers)


def too_many(count: int, width: float) -> bool:
    """Whether a chart `width` wide shows density instead of `count` marks."""
    return count > (MOST_DOWN if width < NARROW else MOST_MARKS)


def marked(placed: Placed, events: pd.DataFrame) -> pd.DataFrame:
    """Of the events that were placed those with a mark."""
    return events.iloc[list(placed.numbers)] if placed.densities else events
