"""Headlines beside their marks, in rows: no label covers another or a mark."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple

import numpy as np

from components.draw.fonts import cut_lines, text_width, wrap
from components.draw.shapes import GAP, RADIUS, SIZE, Mark

TALLEST = 24  # rows of labels in a lane; other events share a row below, without labels
LEAST = 90  # minimum px of a label
ROOMY = 330.0  # px of a line with the room to itself: about 50 characters, which is easy to read
MOST_LINES = 4  # of a label
MOST_HEADLINE_LINES = 3  # of a headline shown instead of its label


def stack_marks(
    items: Iterable[tuple], left: float, right: float, widest: float
) -> list[list[tuple[int, Mark]]]:
    """Stack labelled marks in rows, each event in the first row where it covers nothing.

    `items` are an event's index, its row of the table, and the x where it starts and ends; labels are at most `widest` px wide,
    between `left` and `right`. Events that do not fit into `TALLEST` rows share one more, as marks without labels.
    """
    rows: list[list[_Placed]] = []
    bare: list[tuple[int, Mark]] = []
    for number, event, x, x_end in items:
        mark, reach = label_mark(event, x, x_end, left, right, widest)
        placed = _Placed(number, event, mark, reach)
        for row in rows:
            if all(reach[1] <= other.reach[0] or other.reach[1] <= reach[0] for other in row):
                row.append(placed)
                break
        else:
            if len(rows) < TALLEST:
                rows.append([placed])
            else:
                bare.append((number, replace(mark, lines=(), left=False, under=False, label=(0, 0, 0, 0))))
    # Labels that are as wide already cannot become fuller.
    full = [
        _fill_row(row, left, right) if widest < ROOMY else [(one.number, one.mark) for one in row]
        for row in rows
    ]
    return [*full, bare] if bare else full


class _Placed(NamedTuple):
    """An event's index, its row of the table, its mark, and the extent of mark and label."""

    number: int
    event: Any
    mark: Mark
    reach: tuple[float, float]


def _fill_row(row: list[_Placed], left: float, right: float) -> list[tuple[int, Mark]]:
    """Place the marks of a row; shortened headlines use the room that their neighbours leave."""
    in_order = sorted(row, key=lambda placed: placed.reach)
    filled, before = [], left - 5
    for placed, after in zip_longest(in_order, in_order[1:]):
        mark, reach = placed.mark, placed.reach
        if mark.lines and " ".join(mark.lines) != placed.event.headline:
            room = (before + 5, after.reach[0] - 9) if after else (before + 5, right)
            wider, its_reach = label_mark(placed.event, mark.x, mark.x_end, *room, ROOMY)
            if " ".join(wider.lines) == placed.event.headline:
                mark, reach = wider, its_reach
        filled.append((placed.number, mark))
        before = reach[1]
    return filled


def label_mark(
    event, x: float, x_end: float, left: float, right: float, widest: float, most: int = MOST_LINES
) -> tuple[Mark, tuple[float, float]]:
    """An event's mark with its label on the side where it needs fewer lines, in at most `most` lines, and the extent of
    both.

    If neither side has room, the label stands below.
    """
    offset = RADIUS + GAP
    text = fullest(event, min(widest, max(right - x_end, x - left) - offset))
    bare = Mark(event.id, str(event.theme), x, 0, x_end, (), precision=event.precision)
    sides = []
    for room, is_left in ((right - x_end - offset, False), (x - left - offset, True)):
        width = min(widest, room)
        if width < LEAST:
            continue
        lines = wrap(text, width, SIZE, bold=True)
        reached = max((text_width(line, SIZE, bold=True) for line in lines), default=width + 1)
        if reached <= width and len(lines) <= most:
            # To the right, in reading direction, unless that gives a column of short lines at the edge.
            sides.append((len(lines) + 1.5 * is_left, is_left, reached))
    if not sides:
        wide = text_width(event.label, SIZE, bold=True)
        if not wide or wide > x_end - x:
            return bare, (x - RADIUS - 3, x_end + RADIUS + 3)
        mark = replace(bare, lines=(event.label,), under=True, label=(x, 0, x + wide, 0))
        return mark, (x - RADIUS - 5, x_end + RADIUS + 9)
    count, is_left, reached = min(sides)
    lines = _balance(text, int(count - 1.5 * is_left), reached)
    reached = max(text_width(line, SIZE, bold=True) for line in lines)
    start = x - offset - reached if is_left else x_end + offset
    mark = replace(bare, lines=tuple(lines), left=is_left, label=(start, 0, start + reached, 0))
    return mark, (min(start, x - RADIUS) - 5, max(start + reached, x_end + RADIUS) + 9)


def fullest(event, width: float) -> str:
    """The longest version of a headline for lines of `width` px: the headline if it needs no more lines than a label.

    A label of more than `MOST_LINES` lines, as a person's headline may have, ends in “…”.
    """
    if width <= 0:
        return event.label
    if len(wrap(event.headline, width, SIZE, bold=True)) <= MOST_HEADLINE_LINES:
        return event.headline
    return " ".join(cut_lines(event.label, width, SIZE, MOST_LINES, bold=True))


def _balance(text: str, count: int, width: float) -> list[str]:
    """Rewrap to the same number of lines of more equal length."""
    if count < 2:
        return wrap(text, width, SIZE, bold=True)
    for narrow in np.arange(text_width(text, SIZE, bold=True) / count, width, 6):
        lines = wrap(text, float(narrow), SIZE, bold=True)
        if len(lines) <= count:
            return lines
    return wrap(text, width, SIZE, bold=True)
