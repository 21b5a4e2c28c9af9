"""Compute where everything of a timeline stands: a pure function of events and a width, for page and slides alike.

No two labels overlap, and none covers a mark: a label without room is left out (`lines` is empty), and its mark stays. Sizes
and placed objects are in shapes.py.
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

MOST_MARKS = 120  # visible events above which lanes show densities instead of marks
MOST_DOWN = 100  # the same for a narrow chart, where each event takes lines of its own


def place(
    events: pd.DataFrame,
    width: float,
    axis: Axis,
    tall: float = math.inf,
    lane_by: str = USUAL,
    most: int = MOST_LANES,
) -> Placed:
    """Place the in-year `events` (rows of the events table) on a chart `width` wide.

    Lanes are by a key of `LANES` ("" for the default). Lanes of many events are lower if all have to fit into `tall` px, and at
    most `most`. A narrow chart has no lanes.
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
    """Place the events of `selection` in their lanes, and return the rows of those with a mark.

    Of many events only dates are read, and the rows of those that are named.
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
    """The placement of a crowd with its marks' signs; only the rows of named events are read."""
    signs = zip(placed.marks, events["precision"].astype(str), strict=True)
    return replace(placed, marks=tuple(known_as(mark, precision) for mark, precision in signs))


def too_many(count: int, width: float) -> bool:
    """Whether a chart `width` wide shows densities instead of `count` marks."""
    return count > (MOST_DOWN if width < NARROW else MOST_MARKS)


def marked(placed: Placed, events: pd.DataFrame) -> pd.DataFrame:
    """The placed events that have a mark."""
    return events.iloc[list(placed.numbers)] if placed.densities else events
