"""Time across the page: lanes of marks with their headlines."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from components.draw.axis_names import axis_names
from components.draw.fonts import cut_lines, text_width
from components.draw.labels import stack_marks
from components.draw.lanes import lanes_of
from components.draw.shapes import BAR, LINE, RADIUS, SIZE, Column, Lane, Mark, Placed, even
from data import Axis
from data.events.rows import iter_events
from data.selection.filters import capitalize

_TOGETHER = 2.0 * RADIUS + 4  # px between the centres of rings in one month
TOP = 34.0  # px above the lanes for the names of the columns


@dataclass(frozen=True)
class Spacing:
    """The distances between events, in px."""

    label: float = 0  # maximum width of a headline's line; 0 to follow the columns
    name: float = 126  # maximum width of a lane's name, if all its words are shorter
    row: float = 8 + LINE - SIZE  # between two rows
    lane: float = 14  # above and below a lane's rows together
    lane_name: float = 20  # above and below a lane's name together
    least_lane: float = 58


def place_across(
    events: pd.DataFrame, width: float, axis: Axis, lane_by: str = "theme", spacing: Spacing | None = None
) -> Placed:
    """Place a mark for each event in each of its lanes, by a key of `LANES`; the page's distances are the default `spacing`."""
    lanes, places, codes = lanes_of(events, lane_by)
    spacing = spacing or Spacing(name=126 if width > 700 else 96)
    names_width = _names_width(lanes.names, width, spacing.name)
    left, right = names_width + 18, width - 12
    column = (right - left) / max(1, len(axis))
    events_there = list(iter_events(events))
    rows = [events_there[place] for place in places]
    spans = place_in_time(rows, codes, axis, left, column)
    by_lane: list[list] = [[] for _ in lanes.names]
    for number, (event, lane) in enumerate(zip(rows, lanes.numbers[codes], strict=True)):
        by_lane[lane].append((number, event, *spans[number]))
    widest = spacing.label or min(230.0, max(214.0, column * 3.2))
    placed_lanes, marks, y = [], [], TOP
    for name, items in zip(lanes.names, by_lane, strict=True):
        lines = tuple(cut_lines(capitalize(name), names_width, SIZE))
        bottom, in_lane = _place_lane(stack_marks(items, left, right, widest), y, len(lines), spacing)
        placed_lanes.append(Lane(name, lines, y, bottom))
        marks += in_lane
        y = bottom
    across = (left, right, place_columns(axis, left, column))
    return place_lanes(width, across, placed_lanes, marks, lanes.others)


def place_lanes(
    width: float,
    across: tuple[float, float, tuple[Column, ...]],
    lanes: list[Lane],
    marks: list[tuple[int, Mark]],
    others: int,
) -> Placed:
    """Place lanes under one another between the px left and right of `across`, with the columns of the time axis; returns
    `marks` with their indexes.

    `others` is the number of values that share the last lane.
    """
    left, right, columns = across
    bottom = lanes[-1].bottom if lanes else TOP
    in_order = tuple(mark for _, mark in sorted(marks, key=lambda pair: pair[0]))
    return Placed(
        width, bottom + 2, (left, TOP, right, bottom), columns, tuple(lanes), in_order, others=others
    )


def _names_width(names: list[str], width: float, usual: float) -> float:
    """The width in px of the lanes' names: `usual`, or that of the longest word."""
    if names == [""]:
        return 0.0
    longest = max((text_width(word, SIZE) for word in chain.from_iterable(map(str.split, names))), default=0)
    return min(max(longest, usual), width * 0.25)


def _place_lane(
    stacked: list, top: float, name_lines: int, spacing: Spacing
) -> tuple[float, list[tuple[int, Mark]]]:
    """The bottom of a lane, and its marks centred in their rows."""
    heights = [even(max(mark.tall for _, mark in row) + spacing.row) for row in stacked]
    height = even(max(sum(heights) + spacing.lane, name_lines * LINE + spacing.lane_name, spacing.least_lane))
    y, marks = top + (height - sum(heights)) / 2, []
    for row, row_height in zip(stacked, heights, strict=True):
        marks += [(number, mark.at(y + row_height / 2)) for number, mark in row]
        y += row_height
    return top + height, marks


def place_columns(axis: Axis, left: float, column: float) -> tuple[Column, ...]:
    """The named columns of a chart whose axis starts at `left` and has columns of `column` px."""
    return tuple(
        Column(name, left + i * column, left + j * column) for name, i, j in axis_names(axis, column)
    )


def place_in_time(
    rows: list, codes: np.ndarray, axis: Axis, left: float, column: float
) -> list[tuple[float, float]]:
    """The x where each event starts and ends. Events of one month and lane are grouped in its middle, as their day is not
    known.

    `codes` are the indexes of the lanes' values.
    """
    month_of = {
        number: (code, event.date)
        for number, (event, code) in enumerate(zip(rows, codes, strict=True))
        if event.precision == "month"
    }
    crowds: dict[tuple, list[int]] = {}
    for number, key in month_of.items():
        crowds.setdefault(key, []).append(number)
    spans = []
    for number, event in enumerate(rows):
        inset = 0
        if event.precision == "month" and not axis.is_days:
            crowd = crowds[month_of[number]]
            apart = min(1 / (len(crowd) + 1), _TOGETHER / column)
            part = 0.5 + (crowd.index(number) - (len(crowd) - 1) / 2) * apart
            start = end = axis.position(event.first_day.replace(day=1), 0) + part
        elif event.precision == "day":
            start = end = axis.position(event.first_day, 0.5)
        else:  # on an axis of days a month is a range too
            start, end, inset = axis.position(event.first_day, 0), axis.position(event.last_day, 1), RADIUS
        start, end = (min(max(at, 0.0), float(len(axis))) for at in (start, end))
        # A range is at least this wide, so that it does not look like a point.
        least = 2 * BAR if inset else 0
        x = min(left + start * column + inset, left + len(axis) * column - inset - least)
        spans.append((x, max(left + end * column - inset, x + least)))
    return spans
