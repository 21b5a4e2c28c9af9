"""Where everything of a timeline stands: a pure function of events and a width, for page and slide alike.

All lengths are in px (or any other unit: the caller's font size sets the scale), x to the right and
y down from the top left corner. No two labels overlap, and none covers a mark: where there is no room
for a label it is left out (`lines` is empty), and the mark stays.
"""

import calendar
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from components.draw.fonts import text_width, wrap
from data import axis_start, positions_on

SIZE = 14  # px of a label's text
LINE = 1.3 * SIZE  # px from line to line: plotly's own spacing
RADIUS = 7
GAP = 8  # px between a mark's edge and its label
TALLEST = 24  # rows in a lane; what does not fit stands in the last row, without labels
NARROW = 620  # px below which time runs down the chart
MOST_MARKS = 120  # events in view above which lanes show how many there are over time, not each
MOST_DOWN = 100  # the same for a narrow chart, where an event takes lines of its own
MOST_LANES = 20  # lanes of a chart; the themes with fewest events share one more
MOST_NAMES = 30  # names of days, months or years on the axis
BIN = 4  # px over which a lane that shows density counts, or more where the chart is wider than
MOST_BINS = 280
MOST_NAMED = 30  # events that are named where lanes show density
OTHERS = "Other themes"


@dataclass(frozen=True)
class Month:
    """A column (or, in a narrow chart, a band) of one month."""

    name: str
    start: float
    end: float


@dataclass(frozen=True)
class Lane:
    """A theme's lane from `top` to `bottom`, its name in lines."""

    theme: str
    lines: tuple[str, ...]
    top: float
    bottom: float


@dataclass(frozen=True)
class Name:
    """The name of a column, a band or a lane: its lines stand around `y`, and start, end or have their middle at `x`."""

    lines: tuple[str, ...]
    x: float
    y: float
    side: str  # "start", "middle" or "end"
    of_lane: bool


@dataclass(frozen=True)
class Mark:
    """One event's mark at (x, y), `x_end` further right for a range; its label beside it."""

    id: str
    theme: str
    x: float
    y: float
    x_end: float
    lines: tuple[str, ...]
    left: bool = False  # the label stands to the left of the mark
    label: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom
    below: tuple[str, ...] = ()  # the theme under the headline, where no lane has its name

    @property
    def middles(self) -> tuple[float, float]:
        """The y around which the headline's lines stand, and the theme's below it."""
        return self.y - len(self.below) * LINE / 2, self.y + len(self.lines) * LINE / 2


@dataclass(frozen=True)
class Density:
    """A lane's events over time: how many begin in each bin of `step` px from the plot's left edge on.

    Heights go as the square root of the counts, so that one event still shows beside hundreds.
    """

    theme: str
    base: float  # the y its area stands on
    counts: np.ndarray
    heights: np.ndarray  # px
    step: float


@dataclass(frozen=True)
class Placed:
    """A placed timeline of `width` by `height`; many events are `densities`, with the first of them as marks."""

    width: float
    height: float
    plot: tuple[float, float, float, float]
    months: tuple[Month, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    down: bool = field(default=False)  # time runs down the page
    densities: tuple[Density, ...] = ()
    others: int = 0  # themes that share the last lane
    numbers: tuple[int, ...] = ()  # with densities: which of the events given each mark is

    @property
    def bands(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of what stands behind every second column, or month of a narrow chart."""
        _, top, _, bottom = self.plot
        return [
            (0, m.start, self.width, m.end) if self.down else (round(m.start), top, round(m.end), bottom)
            for m in self.months[::2]
        ]

    @property
    def hairlines(self) -> list[float]:
        """The y of the lines over the lanes and under the last, in the middle of a px."""
        return [*(lane.top + 0.5 for lane in self.lanes), self.plot[3] + 0.5] if self.lanes else []

    @property
    def names(self) -> list[Name]:
        """What is written at the columns (or bands) and lanes."""
        left, top, _, _ = self.plot
        if self.down:
            return [Name((month.name,), 8, month.start + 15, "start", False) for month in self.months]
        months = [
            Name((month.name,), (month.start + month.end) / 2, top - 16, "middle", False)
            for month in self.months
            if month.name
        ]
        if left < 60:  # no room beside the plot: a name stands in its lane
            return months + [Name(lane.lines, left, lane.top + 12, "start", True) for lane in self.lanes]
        return months + [
            Name(lane.lines, left - 16, (lane.top + lane.bottom) / 2, "end", True) for lane in self.lanes
        ]


def place(events: pd.DataFrame, width: float, axis: list[str], tall: float = math.inf) -> Placed:
    """Place the in-year `events` (rows of the events table) on a chart `width` wide.

    `axis` are its months ("2008-01") or days ("2008-01-05") from first to last, empty ones included. Lanes are the themes
    that `events` has, in the report's order. Lanes of many events are lower where only `tall` px are there for all.
    """
    if too_many(len(events), width):
        themes = list(events["theme"].cat.categories)
        ids, headlines = (events[name].to_numpy(dtype=object) for name in ("id", "headline"))
        return place_many(
            positions_on(axis, events),
            events["theme"].cat.codes.to_numpy(),
            lambda number: (ids[number], headlines[number]),
            themes,
            width,
            axis,
            tall,
        )
    if width < NARROW:
        return _place_down(events, width, axis)
    return _place_across(events, width, axis)


def too_many(count: int, width: float) -> bool:
    """Whether a chart `width` wide shows density instead of `count` marks."""
    return count > (MOST_DOWN if width < NARROW else MOST_MARKS)


def marked(placed: Placed, events: pd.DataFrame) -> pd.DataFrame:
    """Of the events that were placed those with a mark."""
    return events.iloc[list(placed.numbers)] if placed.densities else events


def axis_names(axis: list[str], column: float = math.inf) -> list[tuple[str, int, int]]:
    """The names along the axis, each with the columns it spans (from, to): days, weeks, months, or years.

    As many as stand apart where a column is `column` px wide; one of a shorter span that does not is empty.
    """
    named: list[tuple[str, int, int]] = []
    for named in _namings(axis):
        apart = _standing_apart(named, column)
        if len(named) <= MOST_NAMES + 1 and sum(name != "" for name, _, _ in apart) >= len(named) - 1:
            return apart
    return named


def _namings(axis: list[str]) -> Iterator[list[tuple[str, int, int]]]:
    """Ever fewer names for the same columns."""
    if axis and len(axis[0]) > 7:
        for step in (1, 2, 7, 14, 28):
            starts = range(0, len(axis), step)
            yield [
                (name, i, min(i + step, len(axis)))
                for name, i in zip(_day_names(axis[::step]), starts, strict=True)
            ]
        return
    by_months = (1, 2, 3) if len(axis) < 14 else (1,) if len(axis) <= MOST_NAMES else ()
    for step in by_months:
        starts = range(0, len(axis), step)
        yield [
            (name, i, min(i + step, len(axis)))
            for name, i in zip(_month_names(axis[::step]), starts, strict=True)
        ]
    years = list(dict.fromkeys(month[:4] for month in axis))
    begins = {year: i for i, year in reversed(list(enumerate(month[:4] for month in axis)))}
    for step in (10**k * n for k in range(4) for n in (1, 2, 5)):
        starts = [begins[year] for year in years if int(year) % step == 0 or year == years[0]]
        yield [(axis[i][:4], i, j) for i, j in zip(starts, [*starts[1:], len(axis)], strict=True)]


def _standing_apart(named: list[tuple[str, int, int]], column: float) -> list[tuple[str, int, int]]:
    """The names in the middles of their spans, without those that would touch the one before, or it where its span is shorter."""
    kept: list[tuple[str, int, int]] = []
    for name, i, j in named:
        if kept and column < math.inf:
            before, h, _ = kept[-1]
            near = (i + j - h - kept[-1][2]) / 2 * column < (
                text_width(before, SIZE) + text_width(name, SIZE)
            ) / 2 + 6
            if before and near and kept[-1][2] - h < j - i:
                kept[-1] = ("", h, kept[-1][2])
            elif before and near:
                name = ""
        kept.append((name, i, j))
    return kept


def _month_names(months: list[str]) -> list[str]:
    """Short names, with the year where it changes."""
    named = []
    for i, month in enumerate(months):
        name = calendar.month_abbr[int(month[5:])]
        new_year = i > 0 and month[:4] != months[i - 1][:4]
        named.append(f"{name} {month[:4]}" if new_year else name)
    return named


def _day_names(days: list[str]) -> list[str]:
    """The days' numbers, with the month where it changes: "30 Mar", "31", "1 Apr"."""
    return [
        f"{int(day[8:])} {calendar.month_abbr[int(day[5:7])]}"
        if i == 0 or day[:7] != days[i - 1][:7]
        else f"{int(day[8:])}"
        for i, day in enumerate(days)
    ]


def _position(day: pd.Timestamp, axis: list[str], ended: float) -> float:
    """Columns from the axis' start to a moment of `day`, of which the part `ended` is over."""
    if len(axis[0]) > 7:
        return (day - pd.Timestamp(axis[0])).days + ended
    return day.year * 12 + day.month - 1 - axis_start(axis) + (day.day - 1 + ended) / day.days_in_month


def lanes_of(events: pd.DataFrame) -> tuple[list[str], dict[str, str]]:
    """The lanes of `events` in the report's order, and the lane of each theme.

    Beyond `MOST_LANES` themes, those with the fewest events share the lane `OTHERS`.
    """
    themes = list(events["theme"].cat.categories)
    return _lanes(themes, np.bincount(events["theme"].cat.codes.to_numpy(), minlength=len(themes)))


def _lanes(themes: list[str], counts: np.ndarray) -> tuple[list[str], dict[str, str]]:
    used = [theme for theme, count in zip(themes, counts, strict=True) if count]
    if len(used) <= MOST_LANES:
        return used, {theme: theme for theme in used}
    biggest = {themes[i] for i in np.argsort(-counts, kind="stable")[:MOST_LANES]}
    lanes = [theme for theme in used if theme in biggest]
    return [*lanes, OTHERS], {theme: theme if theme in biggest else OTHERS for theme in used}


def _place_across(events: pd.DataFrame, width: float, axis: list[str]) -> Placed:
    lane_names, lane_of = lanes_of(events)
    others = sum(lane == OTHERS for lane in lane_of.values())
    longest = max((max(text_width(w, SIZE) for w in name.split()) for name in lane_names), default=0)
    names_width = min(max(longest, 126.0 if width > 700 else 96.0), width * 0.25)
    left, right, top = names_width + 18, width - 12, 34.0
    column = (right - left) / max(1, len(axis))
    rows = list(events.itertuples())
    spans = _spans(rows, axis, left, column)
    lanes, marks = [], []
    by_lane: dict[str, list] = {}
    for row in rows:
        by_lane.setdefault(lane_of[row.theme], []).append(row)
    y = top
    wide = min(230.0, max(190.0, column * 3.2))
    for theme in lane_names:
        lines = tuple(wrap(theme, names_width, SIZE))
        stacked = _stack(
            [(row, *spans[row.id]) for row in by_lane.get(theme, ())],
            left,
            right,
            wide,
        )
        heights = [_even(max(max(len(m.lines) for m in row) * LINE, 2 * RADIUS) + 8) for row in stacked]
        lane_height = _even(max(sum(heights) + 14, len(lines) * LINE + 20, 58))
        row_top = y + (lane_height - sum(heights)) / 2
        for row, height in zip(stacked, heights, strict=True):
            middle = row_top + height / 2
            marks += [_shift(mark, middle) for mark in row]
            row_top += height
        lanes.append(Lane(theme, lines, y, y + lane_height))
        y += lane_height
    columns = tuple(
        Month(name, left + i * column, left + j * column) for name, i, j in axis_names(axis, column)
    )
    order = {row.id: i for i, row in enumerate(rows)}
    marks.sort(key=lambda mark: order[mark.id])
    return Placed(width, y + 2, (left, top, right, y), columns, tuple(lanes), tuple(marks), others=others)


def place_many(
    positions: np.ndarray,
    codes: np.ndarray,
    named: Callable[[int], tuple[str, str]],
    themes: list[str],
    width: float,
    axis: list[str],
    tall: float = math.inf,
) -> Placed:
    """Lanes that show how many events there are over time, for more events than there is room for, and name the first.

    Of each event: its position in columns of `axis` (`positions_on`), and its theme's number in `themes`; `named` gives the
    id and the headline of an event by its place among those.
    """
    lane_names, lane_of = _lanes(themes, np.bincount(codes, minlength=len(themes)))
    narrow = width < NARROW
    names_width = 0.0 if narrow else 150.0
    left, right, top = (8.0 if narrow else names_width + 18), width - 12, 34.0
    column = (right - left) / max(1, len(axis))
    day = column if axis and len(axis[0]) > 7 else column / 30.4
    step = max(BIN, (right - left) / MOST_BINS, day)
    bins = int((right - left) // step) + 1
    at = (positions * (column / step)).astype(np.int32).clip(0, bins - 1)
    lane = np.array(
        [lane_names.index(lane_of[theme]) if theme in lane_of else 0 for theme in themes], dtype=np.int32
    )
    where = lane[codes] * bins + at
    counts = np.bincount(where, minlength=bins * len(lane_names)).reshape(len(lane_names), bins)
    first = np.zeros(counts.size, dtype=np.int32)
    first[where[::-1]] = np.arange(
        len(where) - 1, -1, -1, dtype=np.int32
    )  # of events in one bin the last written is the earliest
    most = int(counts.max(initial=0)) or 1
    name_tall = 18 if narrow else 0
    each = max(_NAMED + 18, min(66.0 if len(lane_names) <= 12 else 58.0, (tall - top - 2) / len(lane_names)))
    lanes, densities, marks, numbers = [], [], [], []
    y = top
    for i, theme in enumerate(lane_names):
        lines = tuple(wrap(theme, width - 20 if narrow else names_width, SIZE))[: 1 if narrow else 3]
        height = _even(max(each, len(lines) * LINE + 14)) + name_tall
        heights = np.where(
            counts[i] > 0, np.maximum(np.sqrt(counts[i] / most) * (height - name_tall - _NAMED - 8), 2.0), 0.0
        )
        lanes.append(Lane(theme, lines, y, y + height))
        densities.append(Density(theme, y + height - 1, counts[i], heights, step))
        firsts = first.reshape(counts.shape)[i][counts[i] > 0]
        spots = (left + float(positions[n]) * column for n in firsts)
        room = (right - left) / max(
            1, MOST_NAMED // len(lane_names)
        )  # px, so that the named are spread over the time
        for number, mark in _first_named(
            zip(firsts, spots, strict=True), named, themes, codes, left, right, room
        ):
            marks.append(_shift(mark, y + name_tall + _NAMED / 2 + 2))
            numbers.append(number)
        y += height
    order = np.argsort(positions[numbers], kind="stable") if numbers else []
    return Placed(
        width,
        y + 2,
        (left, top, right, y),
        tuple(Month(name, left + a * column, left + b * column) for name, a, b in axis_names(axis, column)),
        tuple(lanes),
        tuple(marks[i] for i in order),
        densities=tuple(densities),
        others=sum(v == OTHERS for v in lane_of.values()),
        numbers=tuple(numbers[i] for i in order),
    )


_NAMED = 24.0  # px of the row over a lane's density where its first events stand with their headlines


def _first_named(
    candidates, named, themes, codes, left: float, right: float, room: float
) -> Iterator[tuple[int, Mark]]:
    """From left to right those of a lane's events, as (number, x), that have room behind the one before: at least `room` px each."""
    free = left - RADIUS
    for number, x in candidates:
        if x - RADIUS < free:
            continue
        x = min(max(x, left), right)
        name, headline = named(number)
        begins = x + RADIUS + GAP
        ends = begins + text_width(headline, SIZE, bold=True)
        if ends > right:
            continue
        free = max(ends + 2 * GAP, left + ((x - left) // room + 1) * room)
        yield (
            int(number),
            Mark(name, themes[codes[number]], x, 0, x, (headline,), False, (begins, 0, ends, 0)),
        )


def _spans(rows: list, axis: list[str], left: float, column: float) -> dict[str, tuple[float, float]]:
    """The x of each event, and the x where it ends; month precision spreads inside its column of months."""
    spans = {}
    crowd: dict[tuple, list[str]] = {}
    for row in rows:
        if row.precision == "month":
            crowd.setdefault((row.theme, row.date), []).append(row.id)
    for row in rows:
        long = row.precision in ("range", "year")
        if row.precision == "month" and len(axis[0]) == 7:
            mates = crowd[row.theme, row.date]
            start = end = _position(row.first_day.replace(day=1), axis, 0) + (mates.index(row.id) + 1) / (
                len(mates) + 1
            )
        elif row.precision == "day":
            start = end = _position(row.first_day, axis, 0.5)
        else:
            long = True  # among days a month is one too
            start, end = _position(row.first_day, axis, 0), _position(row.last_day, axis, 1)
        start, end = (min(max(p, 0.0), float(len(axis))) for p in (start, end))
        inset = RADIUS if long else 0
        spans[row.id] = (
            left + start * column + inset,
            max(left + end * column - inset, left + start * column + inset),
        )
    return spans


def _stack(items, left: float, right: float, wide: float) -> list[list[Mark]]:
    """Rows of marks with labels, each event in the first row where it covers nothing."""
    rows: list[list[Mark]] = []
    taken: list[list[tuple[float, float]]] = []
    for event, x, x_end in items:
        mark, reach = _labelled(event, x, x_end, left, right, wide)
        for row, spans in zip(rows, taken, strict=True):
            if all(reach[1] <= start or end <= reach[0] for start, end in spans):
                row.append(mark)
                spans.append(reach)
                break
        else:
            if len(rows) < TALLEST:
                rows.append([mark])
                taken.append([reach])
            else:
                rows[-1].append(Mark(mark.id, mark.theme, mark.x, 0, mark.x_end, ()))
    return rows


def _labelled(event, x, x_end, left, right, wide) -> tuple[Mark, tuple[float, float]]:
    offset = RADIUS + GAP
    sides = []
    for room, is_left in ((right - x_end - offset, False), (x - left - offset, True)):
        width = min(wide, room)
        if width < 90:
            continue
        lines = wrap(event.headline, width, SIZE, bold=True)
        reached = max(text_width(line, SIZE, bold=True) for line in lines)
        if reached <= width and len(lines) <= 4:
            # To the right, where reading goes on, but for a column of short lines before the edge.
            sides.append((len(lines) + 1.5 * is_left, is_left, reached))
    if not sides:
        return Mark(event.id, str(event.theme), x, 0, x_end, ()), (x - RADIUS - 3, x_end + RADIUS + 3)
    count, is_left, reached = min(sides)
    lines = _balanced(event.headline, int(count - 1.5 * is_left), reached)
    reached = max(text_width(line, SIZE, bold=True) for line in lines)
    start, end = (x - offset - reached, x - offset) if is_left else (x_end + offset, x_end + offset + reached)
    mark = Mark(event.id, str(event.theme), x, 0, x_end, tuple(lines), is_left, (start, 0, end, 0))
    return mark, (min(start, x - RADIUS) - 5, max(end, x_end + RADIUS) + 9)


def _balanced(text: str, count: int, width: float) -> list[str]:
    """The same number of lines, but as even as words allow."""
    narrow = text_width(text, SIZE, bold=True) / count
    while count > 1 and narrow < width:
        lines = wrap(text, narrow, SIZE, bold=True)
        if len(lines) <= count:
            return lines
        narrow += 6
    return wrap(text, width, SIZE, bold=True)


def _even(length: float) -> int:
    """Up to the next even number of px, so that lines and middles fall on whole ones."""
    return 2 * math.ceil(length / 2)


def _shift(mark: Mark, middle: float) -> Mark:
    start, _, end, _ = mark.label
    half = len(mark.lines) * LINE / 2
    return replace(mark, y=middle, label=(start, middle - half, end, middle + half))


def _place_down(events: pd.DataFrame, width: float, axis: list[str]) -> Placed:
    """Time down the page: a band for each month or day, its events one under the other."""
    left, right = 52.0, width - 4
    y, bands, marks = 6.0, [], []
    days = bool(axis) and len(axis[0]) > 7
    several = events["theme"].nunique() > 1
    own = (
        events["first_day"].dt.strftime("%Y-%m-%d" if days else "%Y-%m").clip(lower=axis[0] if axis else "")
    )  # what began before stands first
    for month, name in zip(axis, _day_names(axis) if days else _month_names(axis), strict=True):
        top = y
        y += 6
        for event in events[own == month].itertuples():
            x = left + RADIUS + 6
            start = x + RADIUS + GAP
            theme = str(event.theme)
            lines = wrap(event.headline, right - start, SIZE, bold=True)
            below = wrap(theme, right - start, SIZE, bold=True) if several else []
            half = (len(lines) + len(below)) * LINE / 2
            height = _even(max(44, 2 * half + 14))
            middle = y + height / 2
            reached = max(text_width(line, SIZE, bold=True) for line in lines + below)
            fits = start + reached <= width
            label = (start, middle - half, start + reached, middle + half)
            marks.append(
                Mark(
                    event.id,
                    theme,
                    x,
                    middle,
                    x,
                    tuple(lines) if fits else (),
                    False,
                    label,
                    tuple(below) if fits else (),
                )
            )
            y += height
        y = max(y + 6, top + 26)
        bands.append(Month(name, top, y))
    return Placed(width, y + 4, (left, 6.0, right, y), tuple(bands), (), tuple(marks), down=True)
