"""Charts of many events: lanes with the number of events over time, which name those with the most actors, or the first."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.draw.fonts import cut, cut_lines, text_width
from components.draw.horizontal_layout import TOP, place_columns
from components.draw.lanes import MOST_LANES, Lanes, lanes_of
from components.draw.shapes import (
    FIRST,
    GAP,
    LINE,
    MOST_ACTORS,
    NARROW,
    RADIUS,
    SIZE,
    Density,
    Lane,
    Mark,
    Placed,
    even,
)
from data import Axis
from data.plurals import pluralize
from data.selection.filters import capitalize

BIN = 4  # px of a bin, or more in a wide chart
MOST_BINS = 280
MOST_NAMED = 30  # events with a headline
MONTHLY = 0.25  # share of events dated to the middle of their month, above which they are counted by month
NAMED = 24.0  # px of the row above a lane's density for the headlines of its first events


@dataclass(frozen=True)
class Crowd:
    """Many events as arrays, with functions that look up a single one."""

    positions: np.ndarray  # in columns of the axis
    codes: np.ndarray  # the value that the lane stands for
    name_of: Callable[[int], tuple[str, str]]  # maps an event's index to its id and label
    theme_of: Callable[[int], str]  # maps an event's index to its theme
    actors: np.ndarray  # number of actors

    @classmethod
    def of_table(cls, events: pd.DataFrame, codes: np.ndarray, axis: Axis) -> "Crowd":
        """Build a crowd from the rows of an events table."""
        ids, labels = (events[name].to_numpy(dtype=object) for name in ("id", "label"))
        themes = events["theme"].array
        actors = np.fromiter(map(len, events["actors"]), np.int64, len(events))
        return cls(
            axis.positions(events),
            codes,
            lambda n: (ids[n], labels[n]),
            lambda n: str(themes[n]),
            actors,
        )


@dataclass(frozen=True)
class Frame:
    """The edges of the plot, the width of a column in px, and the bins in which events are counted."""

    narrow: bool
    left: float
    right: float
    column: float
    step: float

    @classmethod
    def of(cls, width: float, axis: Axis, lanes: Lanes, positions: np.ndarray) -> "Frame":
        """The frame of a chart `width` wide, with room for the lanes' names if there are any."""
        narrow = width < NARROW
        left, right = (8.0 if narrow else 168.0 if any(lanes.names) else 18.0), width - 12
        column = (right - left) / max(1, len(axis))
        day = column / axis.unit.days
        step = max(BIN, (right - left) / MOST_BINS, day)
        if not axis.is_days and len(positions) and np.mean(positions % 1 == 0.5) > MONTHLY:
            step = max(step, column)
        return cls(narrow, left, right, column, step)

    @property
    def bins(self) -> int:
        """The number of bins."""
        return max(1, math.ceil((self.right - self.left) / self.step - 1e-6))


def place_table(
    events: pd.DataFrame,
    width: float,
    axis: Axis,
    tall: float,
    lane_by: str,
    most: int = MOST_LANES,
    both_sides: bool = False,
) -> Placed:
    """Place the rows of an events table as densities, in at most `most` lanes by a key of `LANES`, plus one for the rest.

    With `both_sides`, a headline without room to the right of its mark stands to the left.
    """
    lanes, places, codes = lanes_of(events, lane_by, most)
    crowd = Crowd.of_table(events.iloc[places], codes, axis)
    placed = place_crowd(
        crowd, lanes, width, axis, tall, by_theme=lane_by in ("theme", "topic"), both_sides=both_sides
    )
    return replace(placed, numbers=tuple(int(places[number]) for number in placed.numbers))


def place_crowd(
    crowd: Crowd,
    lanes: Lanes,
    width: float,
    axis: Axis,
    tall: float,
    by_theme: bool = True,
    both_sides: bool = False,
) -> Placed:
    """Place lanes of density; lower ones if they have to fit into `tall` px."""
    frame = Frame.of(width, axis, lanes, crowd.positions)
    counts, telling = _count(crowd, lanes, frame)
    most = int(counts.max(initial=0)) or 1
    most_tall = 66.0 if len(lanes.names) <= 12 else 58.0
    least = max(NAMED + 18, min(most_tall, (tall - TOP - 2) / len(lanes.names)))
    name_tall = 18 if frame.narrow else 0
    most_named = max(1, MOST_NAMED // len(lanes.names))
    placed_lanes, densities, marks, y = [], [], [], TOP
    for i, name in enumerate(lanes.names):
        lines = _name_lines(name, width, frame)
        height = even(max(least, len(lines) * LINE + 14)) + name_tall
        heights = np.sqrt(counts[i] / most) * (height - name_tall - NAMED - 8)
        heights = np.where(counts[i] > 0, np.maximum(heights, 2.0), 0.0)
        placed_lanes.append(Lane(name, lines, y, y + height))
        # A topic keeps the colour of its themes when it is renamed.
        first = (
            telling[i][counts[i] > 0][:1] if by_theme and name not in (lanes.shared, "") else telling[i][:0]
        )
        theme = crowd.theme_of(int(first[0])) if len(first) else ""
        densities.append(Density(name, theme, y + height - 1, counts[i], heights, frame.step))
        middle = y + name_tall + NAMED / 2 + 2
        marks += [
            (number, mark.at(middle))
            for number, mark in _name_telling(telling[i][counts[i] > 0], crowd, frame, most_named, both_sides)
        ]
        y += height
    numbers = [number for number, _ in marks]
    order = np.argsort(crowd.positions[numbers], kind="stable") if numbers else []
    return Placed(
        width,
        y + 2,
        (frame.left, TOP, frame.right, y),
        place_columns(axis, frame.left, frame.column),
        tuple(placed_lanes),
        tuple(marks[i][1] for i in order),
        densities=tuple(densities),
        others=lanes.others,
        numbers=tuple(numbers[i] for i in order),
        named_by=MOST_ACTORS if crowd.actors.any() else FIRST,
        scale=format_scale(most, frame.step / frame.column * axis.unit.days),
    )


def format_scale(most: int, days: float) -> str:
    """Describe the scale of a density over `days`: "highest: 45 events a month"."""
    count = f"highest: {most:,} {pluralize('event', most)}"
    for name, length in (("day", 1.0), ("week", 7.0), ("month", 30.4), ("year", 365.0)):
        if abs(days - length) < 0.05 * length:
            return f"{count} a {name}"
    units = (("month", 30.4), ("week", 7.0), ("day", 1.0), ("hour", 1 / 24))
    name, length = next((unit for unit in units if days >= 2 * unit[1]), units[-1])
    return f"{count} in {days / length:.0f} {name}s"


def _name_lines(name: str, width: float, frame: Frame) -> tuple[str, ...]:
    """A lane's name in lines: over the lane in a narrow chart, otherwise beside it."""
    name = capitalize(name)
    if frame.narrow:
        return tuple(cut_lines(name, width - 20, SIZE, 1))
    return tuple(cut_lines(name, frame.left - 18, SIZE, 3))


def _count(crowd: Crowd, lanes: Lanes, frame: Frame) -> tuple[np.ndarray, np.ndarray]:
    """For each lane and bin the number of events, and the event with most actors (the earliest of equals)."""
    bins, shape = frame.bins, (len(lanes.names), frame.bins)
    bin_of = (crowd.positions * (frame.column / frame.step)).astype(np.int32).clip(0, bins - 1)
    place = lanes.numbers[crowd.codes] * bins + bin_of
    counts = np.bincount(place, minlength=shape[0] * shape[1])
    ranks = crowd.actors.astype(np.int64) * len(place) + np.arange(len(place) - 1, -1, -1)
    best = np.zeros(counts.size, dtype=np.int64)
    np.maximum.at(best, place, ranks)
    telling = (len(place) - 1 - best % max(1, len(place))).astype(np.int32)
    return counts.reshape(shape), telling.reshape(shape)


def _name_telling(
    numbers: np.ndarray, crowd: Crowd, frame: Frame, most: int, both_sides: bool
) -> Iterator[tuple[int, Mark]]:
    """Up to `most` events of a lane that fit beside each other, those with most actors first."""
    taken: list[tuple[float, float]] = []
    for number in sorted(map(int, numbers), key=lambda number: (-crowd.actors[number], number)):
        x = frame.left + float(crowd.positions[number]) * frame.column
        x = min(max(x, frame.left), frame.right)
        if any(start < x + RADIUS and x - RADIUS < end for start, end in taken):
            continue
        id_, headline = crowd.name_of(number)
        start = x + RADIUS + GAP
        end = start + text_width(headline, SIZE, bold=True)
        reach = (x - RADIUS - GAP, end + GAP)
        left = both_sides and end > frame.right
        if left:
            start, end = x - RADIUS - GAP - (end - start), x - RADIUS - GAP
            reach = (start - GAP, x + RADIUS + GAP)
        if (
            end > frame.right
            or start < frame.left
            or any(first < reach[1] and reach[0] < last for first, last in taken)
        ):
            continue
        taken.append(reach)
        yield number, Mark(id_, crowd.theme_of(number), x, 0, x, (headline,), left, (start, 0, end, 0))
        if len(taken) == most:
            return
    if both_sides and not taken and len(numbers):
        yield _name_cut(int(min(numbers, key=lambda n: (-crowd.actors[n], n))), crowd, frame)


def _name_cut(number: int, crowd: Crowd, frame: Frame) -> tuple[int, Mark]:
    """The event with its headline cut, on the side with more room, so that every lane names one."""
    x = min(max(frame.left + float(crowd.positions[number]) * frame.column, frame.left), frame.right)
    id_, headline = crowd.name_of(number)
    offset = RADIUS + GAP
    left = x - frame.left > frame.right - x
    room = max(0.0, (x - frame.left if left else frame.right - x) - offset)
    words = cut(headline, room, SIZE, bold=True)
    start = x - offset - text_width(words, SIZE, bold=True) if left else x + offset
    label = (start, 0.0, start + text_width(words, SIZE, bold=True), 0.0)
    return number, Mark(id_, crowd.theme_of(number), x, 0, x, (words,), left, label)
