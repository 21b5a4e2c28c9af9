"""Fit the whole chart into a given size, around the open event.

If all headlines fit at a legible size, it is drawn as on the page. Otherwise each lane gets as many rows as fit, the open
event's first, and headlines are drawn where they overlap nothing.
"""

from dataclasses import dataclass, replace

import pandas as pd

from components.draw.fitting import fit_beside, shrink
from components.draw.fonts import cut, cut_lines, text_width
from components.draw.horizontal_layout import TOP, place_columns, place_in_time, place_lanes
from components.draw.labels import MOST_LINES, label_mark
from components.draw.lanes import MOST_LANES, lanes_of
from components.draw.placement import place, too_many
from components.draw.shapes import LINE, NARROW, RADIUS, SIZE, Lane, Mark, Placed
from data import Axis
from data.events.rows import iter_events
from data.selection.filters import capitalize
from data.selection.lanes import USUAL

_ROW = LINE + 4  # px of a row
_APART = 6  # px above and below a lane's rows together
_NAME = 230  # px of a lane's name at most
_STEPS = (1.0, 0.9, 0.8, 0.72, 0.65)  # of the largest size, down to the smallest


@dataclass(frozen=True)
class Stage:
    """A size in px, and the smallest and largest scale of legible letters."""

    width: float
    height: float
    least: float = 1.0
    largest: float = 1.6


def place_on_stage(
    events: pd.DataFrame, stage: Stage, axis: Axis, lane_by: str = "", event: str = ""
) -> tuple[Placed, float]:
    """Place the in-year `events`; returns the scale as well."""
    lane_by, width, height = lane_by or USUAL, stage.width, stage.height
    scales = [max(stage.least, stage.largest * step) for step in _STEPS]
    scales = sorted({*scales, stage.least}, reverse=True)
    if too_many(len(events), width / stage.least):
        return _place_density(events, stage, axis, lane_by)
    if not len(events):
        fitted = shrink(events, axis, width, height, lane_by, scales)
        return fitted.placed, fitted.scale
    if width / stage.least >= NARROW and (
        fitted := fit_beside(events, axis, width, height, lane_by, [s for s in scales if width / s >= NARROW])
    ):
        return fitted.placed, fitted.scale
    placed = _place_close(events, width / stage.least, height / stage.least, axis, lane_by, event)
    return placed, min(stage.least, height / placed.height)


def _place_density(events: pd.DataFrame, stage: Stage, axis: Axis, lane_by: str) -> tuple[Placed, float]:
    """Place many events in as many lanes as fit, those with most events."""
    width, height = stage.width / stage.least, stage.height / stage.least
    tries = (place(events, width, axis, height, lane_by, most) for most in range(MOST_LANES, 1, -2))
    fitting = (placed for placed in tries if placed.height <= height)
    placed = next(fitting, None) or place(events, width, axis, height, lane_by, 1)
    return placed, min(stage.least, stage.height / placed.height)


def _place_close(
    events: pd.DataFrame, width: float, height: float, axis: Axis, lane_by: str, event: str
) -> Placed:
    """Place as many headlines as fit, the open event's in any case, and a mark for each event."""
    lanes, places, codes = lanes_of(events, lane_by)
    labels = events["label"].where(events["id"] != event, events["headline"])
    there = list(iter_events(events.assign(headline=labels)))
    rows = [there[place] for place in places]
    lit = [lanes.numbers[code] for row, code in zip(rows, codes, strict=True) if row.id == event][:1]
    has_names = width >= NARROW and lanes.names != [""]
    name_room = (
        min(_NAME, width * 0.22, max(text_width(capitalize(name), SIZE) for name in lanes.names)) + 18
        if has_names
        else 10
    )
    # If time takes the whole width, the name of the open event's lane is inside it.
    head = LINE if not has_names and lit and len(lanes.names) > 1 else 0.0
    left, right = name_room, width - 12
    column = (right - left) / max(1, len(axis))
    spans = place_in_time(rows, codes, axis, left, column)
    items: list[list[tuple[int, Mark, tuple[float, float]]]] = [[] for _ in lanes.names]
    for number, (row, lane) in enumerate(zip(rows, lanes.numbers[codes], strict=True)):
        most = MOST_LINES if row.id == event else 1
        mark, reach = label_mark(row, *spans[number], left, right, _widest(row, event, width), most)
        items[lane].append((number, mark, reach))
    counts = [_least_rows(items[lane], event) if lane in lit else 1 for lane in range(len(lanes.names))]
    room = height - TOP - 2
    # Spare rows go to the lanes that lack most.
    wanted = [_rows_wanted(lane) for lane in items]
    while (sum(counts) + 1) * _ROW + len(counts) * _APART + head <= room:
        lacking = [want - has for want, has in zip(wanted, counts, strict=True)]
        if max(lacking) <= 0:
            break
        counts[lacking.index(max(lacking))] += 1
    # Share what is left; if there is not one row for each, all but the open event's lane are lower.
    fixed = sum(counts[lane] * _ROW + _APART + head for lane in lit)
    over = sum(count * _ROW + _APART for lane, count in enumerate(counts) if lane not in lit)
    part = max(0.2, min(1.6, (room - fixed) / over)) if over else 1.0
    placed_lanes, marks, y = [], [], TOP
    for lane, (name, count) in enumerate(zip(lanes.names, counts, strict=True)):
        lines: tuple[str, ...] = ()
        tall, over_it = (count * _ROW + _APART) * (1.0 if lane in lit else part), 0.0
        if lane in lit:
            over_it = head
            lines = (cut(capitalize(name), right - left, SIZE),) if head else ()
        if has_names:
            lines = _name_lines(capitalize(name), name_room - 18, tall)
        placed_lanes.append(Lane(name, lines, y, y + over_it + tall))
        marks += _fill_lane(items[lane], y + over_it, tall, count, event)
        y += over_it + tall
    across = (left, right, place_columns(axis, left, column))
    return place_lanes(width, across, placed_lanes, marks, lanes.others)


def _widest(row, event: str, width: float) -> float:
    """The width in px of a headline's line: the open event's may have two, others have one."""
    if row.id != event:
        return width
    return max(220.0, text_width(row.headline, SIZE, bold=True) * 0.62)


def _rows_wanted(items: list[tuple[int, Mark, tuple[float, float]]]) -> int:
    """The number of rows in which every mark of a lane has its headline."""
    ends: list[float] = []
    for _, _, (start, end) in sorted(items, key=lambda item: item[2][0]):
        for row, reached in enumerate(ends):
            if reached <= start:
                ends[row] = end
                break
        else:
            ends.append(end)
    return max(1, len(ends))


def _least_rows(items: list[tuple[int, Mark, tuple[float, float]]], event: str) -> int:
    """The rows of the open event's headline, and one more if other marks would be under it."""
    lines, (start, end) = next((len(mark.lines), reach) for _, mark, reach in items if mark.id == event)
    under = any(start < b and a < end for _, mark, _ in items if mark.id != event for a, b in [_span(mark)])
    return max(1, lines) + under


def _span(mark: Mark) -> tuple[float, float]:
    """The extent of a mark without its headline."""
    return mark.x - RADIUS - 2, mark.x_end + RADIUS + 2


def _fill_lane(
    items: list[tuple[int, Mark, tuple[float, float]]], top: float, tall: float, count: int, event: str
) -> list[tuple[int, Mark]]:
    """Place a lane's marks in its rows, the open event's headline first; a headline that would cover something is left out."""
    height = tall / count
    taken: list[list[tuple[float, float]]] = [[] for _ in range(count)]  # by headlines with their marks
    placed: dict[int, Mark] = {}

    def is_free(rows: range, start: float, end: float) -> bool:
        return all(end <= a or b <= start for row in rows for a, b in taken[row])

    def put(number: int, mark: Mark, rows: range) -> None:
        placed[number] = mark.at(top + (rows.start + rows.stop) * height / 2)

    def leaves_room(rows: range, reach: tuple[float, float], number: int) -> bool:
        """Whether each mark that is not placed yet still has a free row."""
        waiting = [_span(mark) for other, mark, _ in items if other != number and other not in placed]
        covered = [(a, b) for a, b in waiting if reach[0] < b and a < reach[1]]
        others = [range(i, i + 1) for i in range(count) if i not in rows]
        return all(any(is_free(row, *span) for row in others) for span in covered)

    for number, mark, reach in sorted(items, key=lambda item: (item[1].id != event, item[1].x)):
        deep = len(mark.lines)
        if not deep or (height < LINE and mark.id != event):
            continue
        for start in range(count - deep + 1):
            rows = range(start, start + deep)
            if is_free(rows, *reach) and leaves_room(rows, reach, number):
                for row in rows:
                    taken[row].append(reach)
                put(number, mark, rows)
                break
    crowds = [0.0] * count  # the end of the last mark without a headline in each row
    for number, mark, _ in sorted(items, key=lambda item: item[1].x):
        if number in placed:
            continue
        bare = replace(mark, lines=(), left=False, under=False, label=(0, 0, 0, 0))
        start, end = _span(bare)
        rows = [row for row in range(count) if is_free(range(row, row + 1), start, end)] or [count - 1]
        # Beside the marks before it, or wherever the last of them is furthest away.
        row = next((row for row in rows if crowds[row] <= start), min(rows, key=lambda row: crowds[row]))
        crowds[row] = end
        put(number, bare, range(row, row + 1))
    return list(placed.items())


def _name_lines(name: str, width: float, tall: float) -> tuple[str, ...]:
    """A lane's name in as many lines as fit its height, shortened if it has more."""
    return tuple(cut_lines(name, width, SIZE, int(tall // LINE)))
