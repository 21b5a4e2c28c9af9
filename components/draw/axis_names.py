"""The labels of the time axis, as many as fit."""

import math
from collections.abc import Iterator

from components.draw.fonts import text_width
from components.draw.shapes import SIZE
from data import Axis

MOST_NAMES = 30  # names of days, months or years on the axis


def axis_names(axis: Axis, column: float = math.inf) -> list[tuple[str, int, int]]:
    """Label the axis: each name with the columns it spans (from, to): days, weeks, months, or years.

    As many as fit where a column is `column` px wide; the name of a shorter span that does not fit is empty.
    """
    names: list[tuple[str, int, int]] = []
    for names in _namings(axis):
        apart = _standing_apart(names, column)
        if len(names) <= MOST_NAMES + 1 and sum(name != "" for name, _, _ in apart) >= len(names) - 1:
            return apart
    return names


def _namings(axis: Axis) -> Iterator[list[tuple[str, int, int]]]:
    """Sets of names for the same columns, each with fewer names."""
    if axis.is_days:
        steps = (1, 2, 7, 14, 28)
    else:
        steps = (1, 2, 3) if len(axis) < 14 else (1,) if len(axis) <= MOST_NAMES else ()
    for step in steps:
        starts = range(0, len(axis), step)
        yield [(n, i, min(i + step, len(axis))) for n, i in zip(axis.names(step), starts, strict=True)]
    if not axis.is_days:
        yield from _year_namings([month[:4] for month in axis.columns])


def _year_namings(year_of: list[str]) -> Iterator[list[tuple[str, int, int]]]:
    """The years of an axis of months, then every second, fifth, tenth and so on."""
    years = list(dict.fromkeys(year_of))
    begins = {year: i for i, year in reversed(list(enumerate(year_of)))}
    for step in (10**k * n for k in range(4) for n in (1, 2, 5)):
        starts = [begins[year] for year in years if int(year) % step == 0 or year == years[0]]
        yield [(year_of[i], i, j) for i, j in zip(starts, [*starts[1:], len(year_of)], strict=True)]


def _standing_apart(names: list[tuple[str, int, int]], column: float) -> list[tuple[str, int, int]]:
    """The names centred in their spans, without those that would overlap the one before, or that one if its span is shorter."""
    apart: list[tuple[str, int, int]] = []
    for name, i, j in names:
        if apart and column < math.inf:
            before, h, end = apart[-1]
            room = (i + j - h - end) / 2 * column
            near = room < (text_width(before, SIZE) + text_width(name, SIZE)) / 2 + 6
            if before and near and end - h < j - i:
                apart[-1] = ("", h, end)
            elif before and near:
                name = ""
        apart.append((name, i, j))
    return apart
