"""Where everything of a timeline stands: a pure function of events and a width, for page and slide alike.

No two labels overlap, and none covers a mark: where there is no room for a label it is left out (`lines` is
empty), and the mark stays. The sizes and what is placed are in shapes.py.
"""

import math
from dataclasses import replace

import pandas as pd

from components.draw.density import Crowd, place_crowd, place_table
from components.draw.horizontal_layout import place_across
from components.draw.lanes import MOST_LANES, lanes_of_selection
from components.draw.shapes import NARROW, Placed, known_as
from components.draw.vertical_layout import place_down
from data import Axis, EventIndex, Selection
from data.selection.lanes import USUAL

MOST_MARKS = 120  # events in view above which lanes show how many there are over time, not each
MOST_DOWN = 100  # the same for a narrow chart, where an event takes lines of its own


def place(
    events: pd.DataFrame,
    width: float,
    axis: Axis,
    tall: float = math.inf,
    lane_by: str = USUAL,
    most: int = MOST_LANES,
) -> Placed:
    """Place the in-year `events` (rows of the events table) on a chart `width` wide.

    Lanes are by a key of `LANES` ("" for the usual one), those that `events` has. Lanes of many events are lower where only `tall` px
    are there for all, and no more than `most`. A narrow chart has no lanes.
    """
    lane_by = lane_by or USUAL
    if too_many(len(events), width):
        placed = place_table(events, width, axis, tall, lane_by, most)
        return _with_precision(placed, marked(placed, events))
    if width < NARROW:
        return place_down(events, width, axis)
    return place_across(events, width, axis, lane_by)


def place_selection(
    index: EventIndex, selection: Selection, width: float, axis: Axis
) -> tuple[Placed, pd.DataFrame]:
    """Place what `selection` keeps, in its lanes, and give the rows of the events with a mark.

    Of many events nothing is looked up but when they are, and those that are named.
    """
    lane_by = selection.lanes or USUAL
    if not too_many(index.count(selection), width):
        events = index.rows(selection)
        placed = place(events, width, axis, lane_by=lane_by)
        return placed, marked(placed, events)
    lanes, rows, codes = lanes_of_selection(index, selection, lane_by)
    positions, themes, name_of = index.positions_and_themes(selection, axis)
    crowd = Crowd(
        positions[rows],
        codes,
        lambda number: name_of(rows[number]),
        lambda number: index.themes[themes[rows[number]]],
        index.actor_counts(selection)[rows],
    )
    placed = place_crowd(crowd, lanes, width, axis, math.inf, by_theme=lane_by in ("theme", "topic"))
    placed = replace(placed, numbers=tuple(int(rows[number]) for number in placed.numbers))
    named = index.take(selection, placed.numbers)
    return _with_precision(placed, named), named


def _with_precision(placed: Placed, events: pd.DataFrame) -> Placed:
    """The placement of a crowd with its marks' signs; only of those that are named the rows are looked up."""
    signs = zip(placed.marks, events["precision"].astype(str), strict=True)
    return replace(placed, marks=tuple(known_as(mark, precision) for mark, precision in signs))


def too_many(count: int, width: float) -> bool:
    """Whether a chart `width` wide shows density instead of `count` marks."""
    return count > (MOST_DOWN if width < NARROW else MOST_MARKS)


def marked(placed: Placed, events: pd.DataFrame) -> pd.DataFrame:
    """Of the events that were placed those with a mark."""
    return events.iloc[list(placed.numbers)] if placed.densities else events
