"""Where the events of a slide stand: all of them where they fit, else those that tell most, over bars of how many there are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.draw.fonts import cut, cut_lines, text_width
from components.draw.horizontal_layout import place_columns, place_in_time
from components.draw.labels import LEAST, MOST_HEADLINE_LINES, MOST_LINES, label_mark
from components.draw.lanes import choose_lanes, lanes_of
from components.draw.shapes import GAP, LINE, RADIUS, SIZE, Density, Lane, Mark, Placed
from components.draw.slide_words import day_in_words
from data import Axis
from data.events.rows import Event, iter_events
from data.selection.filters import capitalize
from data.selection.lanes import LANES, USUAL

HEAD = 30.0  # over the lanes, for the names of the months
_NAME = 138.0  # the widest line of a lane's name
_LABELS = (
    230.0,
    310.0,
    420.0,
    560.0,
)  # the widest line of a headline: that which leaves room for the most is taken
_ROW = 7.0  # between two rows
_LANE = 6.0  # above and below a lane's rows together
_STRIP = 10.0  # the bars under a lane's rows
_MOST_TRIED = 60  # events that are tried where not all have room, or 14 of each lane
_LEAST_LANE = 42.0
FULL, LABEL, CUT = "full", "label", "cut"  # how an event is told
_FEWER_LANES = (5, 3)  # where more, in letters that can be read, would have room for a row each
_MOST_WHOLE = 48  # events above which it is not tried to name all on one slide


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
class Label:
    """An event's mark with its label, and from where to where both reach."""

    number: int  # of its place in a lane, in the order of time
    mark: Mark
    reach: tuple[float, float]


@dataclass(frozen=True)
class Dated:
    """An event's row whose headline has its day before it, as it is measured."""

    id: str
    theme: str
    precision: str
    headline: str
    label: str


@dataclass(frozen=True)
class Rows:
    """Events as rows, one for each lane that an event stands in, with the lane's number; looked at in many ways, so made once.

    `numbers` are those of the events. `others` is what lanes are called that share one.
    """

    rows: list[Event]
    codes: np.ndarray
    lanes: list[str]
    numbers: np.ndarray
    others: str

    @classmethod
    def of_table(cls, events: pd.DataFrame, lane_by: str = "") -> "Rows":
        """The rows of an events table, in the lanes of a key of `LANES`."""
        lane_by = lane_by or USUAL
        lanes, numbers, codes = lanes_of(events, lane_by, most=len(events) * 50 + 1)
        there = list(iter_events(events))
        rows = [there[number] for number in numbers]
        return cls(rows, lanes.numbers[codes], lanes.names, numbers, LANES[lane_by].others)

    def take(self, numbers: Sequence[int]) -> "Rows":
        """Those of some events, numbered anew."""
        anew = {number: i for i, number in enumerate(numbers)}
        kept = [place for place, number in enumerate(self.numbers) if number in anew]
        return self._keep(kept, np.array([anew[self.numbers[place]] for place in kept], dtype=int))

    def once_in(self, lane_of: np.ndarray) -> tuple["Rows", np.ndarray]:
        """An event once in each lane, where its lanes have become one; with the lane of each row that is left."""
        _, first = np.unique(np.stack([self.numbers, lane_of]), axis=1, return_index=True)
        kept = np.sort(first)
        return self._keep(list(kept), self.numbers[kept]), lane_of[kept]

    def _keep(self, places: Sequence[int], numbers: np.ndarray) -> "Rows":
        rows = [self.rows[place] for place in places]
        return Rows(rows, self.codes[list(places)], self.lanes, numbers, self.others)


class Sheet:
    """The room of a slide for some events at one size of letters, in units of the page's own typeface."""

    def __init__(
        self,
        events: Rows,
        axis: Axis,
        size: tuple[float, float],
        points: float,
        wide: float,
        first: frozenset[str] = frozenset(),
        with_totals: bool = False,
        most_lanes: int = 99,
    ):
        self.across, self.down = points / 0.75 / SIZE * wide, points / 0.75 / SIZE
        self.points, self.axis = points, axis
        self.first, self.cuts = first, 0  # labels that were cut for their room, once some are placed
        self.totals = LINE + 4 if with_totals and len(axis) > 1 else 0.0  # the height of the row of them
        self.width, self.height = size[0] / self.across, size[1] / self.down - self.totals
        most = max(1, min(most_lanes, int((self.height - HEAD) / _LEAST_LANE) - 1))
        counts = np.bincount(events.codes, minlength=len(events.lanes))
        self.lanes = choose_lanes(events.lanes, counts, events.others, most)
        events, self.lane_of = events.once_in(self.lanes.numbers[events.codes])
        self.rows, self.numbers = events.rows, events.numbers
        most_lines = max(1, int(((self.height - HEAD) / len(self.lanes.names) - 2) / LINE))
        names = self.lanes.names if len(self.lanes.names) > 1 else []  # a single lane's name is in the title
        longest = max([_NAME, *(text_width(w, SIZE) for name in names for w in name.split())])
        wide = min(longest, self.width * 0.22) if names or self.totals else 0.0
        self.names = [tuple(cut_lines(capitalize(name), wide, SIZE, most_lines)) for name in names] or [()]
        self.left, self.right = (wide + 16 if wide else 0.0), self.width - 2
        self.column = (self.right - self.left) / max(1, len(axis))
        self.spans = place_in_time(self.rows, self.lane_of, axis, self.left, self.column)
        self.several_years = axis.several_years
        self._labels: dict[tuple[int, float, str], Label] = {}

    def label(self, number: int, widest: float, telling: str = LABEL) -> Label:
        """The label of an event, `widest` at most: its headline in full, its label, or this in one line, its end as “…”."""
        found = self._labels.get((number, widest, telling))
        if found is None:
            event, (x, x_end) = self.rows[number], self.spans[number]
            day = day_in_words(event, self.several_years)
            words = event.headline if telling == FULL else event.label
            words = f"{day}  {words}" if day else words
            if telling == CUT:
                widest = min(widest, max(self.right - x_end, x - self.left) - RADIUS - GAP - 1)
                words = cut(words, widest, SIZE, bold=True) if widest > 2 * LEAST else words
            dated = Dated(event.id, str(event.theme), event.precision, words, words)
            most = MOST_HEADLINE_LINES if telling == FULL else MOST_LINES
            mark, reach = label_mark(dated, x, x_end, self.left, self.right, widest, most)
            found = self._labels[number, widest, telling] = Label(number, mark, reach)
        return found

    def place_all(self, full: bool = False) -> Placed | None:
        """All events with their labels, or with their headlines in `full`; None where they have no room."""
        stacked = self._stack_all(set(range(len(self.rows))) if full else set())
        return self._set(stacked, strip=0) if stacked else None

    def place_fullest(self) -> Placed | None:
        """All events, as many as have room with their headlines in full, the others with their labels; None where none fits so."""
        stacked = self._stack_all(set())
        return self._set(self._tell_more(stacked, 0.0), strip=0) if stacked else None

    def _stack_all(self, full: set[int]) -> list[list[list[Label]]] | None:
        if len(self.rows) > _MOST_WHOLE:
            return None
        by_lane: list[list[int]] = [[] for _ in self.names]
        for number, lane in enumerate(self.lane_of):
            by_lane[lane].append(number)
        stacked = [self._stack_lowest(numbers, full) for numbers in by_lane]
        if any(rows is None for rows in stacked):
            return None
        found = [rows for rows in stacked if rows is not None]
        tall = sum(map(self._lane_height, found, self.names))
        return found if tall <= self.height - HEAD else None

    def _tell_more(self, stacked: list[list[list[Label]]], strip: float) -> list[list[list[Label]]]:
        """The same events, each in turn with its headline in full where the room allows it, those first whose label is cut."""
        heights = [
            self._lane_height(rows, name, strip) for rows, name in zip(stacked, self.names, strict=True)
        ]
        numbers = [(lane, label.number) for lane, rows in enumerate(stacked) for row in rows for label in row]
        full: set[int] = set()
        for lane, number in sorted(
            numbers, key=lambda one: (not self.rows[one[1]].label.endswith("…"), one[1])
        ):
            if self.rows[number].label == self.rows[number].headline:
                continue
            in_lane = sorted(label.number for row in stacked[lane] for label in row)
            rows = self._stack_lowest(in_lane, full | {number})
            if rows is None:
                continue
            height = self._lane_height(rows, self.names[lane], strip)
            if sum(heights) - heights[lane] + height <= self.height - HEAD:
                full.add(number)
                heights[lane], stacked[lane] = height, rows
        return stacked

    def _stack_lowest(self, numbers: Sequence[int], full: set[int]) -> list[list[Label]] | None:
        """The rows of a lane's events with labels as wide as takes least height; None where one has no room."""
        best: tuple[float, list[list[Label]]] | None = None
        for widest in _LABELS:
            labels = [self.label(number, widest, FULL if number in full else LABEL) for number in numbers]
            if all(label.mark.lines for label in labels):
                rows = stack(labels)
                tall = sum(map(_row_height, rows))
                if best is None or tall < best[0] * 0.97:
                    best = (tall, rows)
        return best[1] if best else None

    def place_some(self) -> Placed:
        """Those events with headlines that tell most in each lane, as many as have room, over bars of all."""
        order = self._by_importance()
        best: list[list[list[Label]]] = [[] for _ in self.names]
        for widths in (_LABELS[:1], _LABELS[1:2], _LABELS):
            chosen = self._choose(order, widths)
            if self._worth(chosen) > self._worth(best):
                best = chosen
        told = self._tell_more(best, _STRIP)
        cut = {id(label) for (_, _, telling), label in self._labels.items() if telling == CUT}
        self.cuts = sum(id(label) in cut for rows in told for row in rows for label in row)
        return self._set(told, strip=_STRIP)

    def _by_importance(self) -> list[list[int]]:
        """Of each lane the events that tell most: starred by a person, most actors, date known best.

        Each month has its turn, and of several years each year; of as many each next one is far from those before.
        """

        def key(number: int) -> tuple:
            event = self.rows[number]
            known = ("day", "month", "range", "year").index(event.precision)
            return self._rank(number), -len(event.actors), known

        ranked = []
        for lane in range(len(self.names)):
            numbers = np.flatnonzero(self.lane_of == lane)
            alike: dict[tuple, list[int]] = {}
            for number in numbers:
                alike.setdefault(key(int(number)), []).append(int(number))
            order = [number for _, group in sorted(alike.items()) for number in _far_apart(group)]
            order = _in_turn(order, lambda n: (self._rank(n), self._turn(n)))
            ranked.append(order[: max(14, _MOST_TRIED // len(self.names))])
        return ranked

    def _choose(self, ranked: list[list[int]], widths: Sequence[float]) -> list[list[list[Label]]]:
        """The lanes' rows of those events that have room, lanes in turn; labels are as wide as takes least height.

        The first of a lane takes no more than the lane's share of the room, where one does: others are to have theirs.
        """
        lanes: list[list[Label]] = [[] for _ in self.names]
        stacked: list[list[list[Label]]] = [[] for _ in self.names]
        heights = [self._lane_height([], name, _STRIP) for name in self.names]
        waiting = [list(numbers) for numbers in ranked]
        named: set[str] = set()
        room = self.height - HEAD
        shares = [max(room / len(self.names), height) for height in heights]

        def try_one(lane: int, number: int, most: float) -> bool:
            found: tuple[float, list[Label], list[list[Label]]] | None = None
            # A lane that names nothing yet may end its label as “…”.
            more_labels = [] if lanes[lane] else [self.label(number, widths[-1], CUT)]
            for label in [*(self.label(number, widest) for widest in widths), *more_labels]:
                if not label.mark.lines:
                    continue
                more = sorted([*lanes[lane], label], key=lambda label: label.number)
                rows = stack(more)
                height = self._lane_height(rows, self.names[lane], _STRIP)
                if height <= most and (found is None or height < found[0]):
                    found = (height, more, rows)
            if found:
                heights[lane], lanes[lane], stacked[lane] = found
                named.add(self.rows[number].id)
            return found is not None

        def take(lane: int, most: float) -> bool:
            # What another lane names already comes last.
            for number in sorted(waiting[lane], key=lambda number: self.rows[number].id in named):
                if try_one(lane, number, most):
                    waiting[lane].remove(number)
                    return True
            return False

        before = [(self._rank(n), lane, n) for lane, numbers in enumerate(waiting) for n in numbers]
        for rank, lane, number in sorted(before, key=lambda one: one[0]):
            if rank < 2 and (not rank or self.rows[number].id not in named):  # they have room before others
                waiting[lane].remove(number)
                try_one(lane, number, room - sum(heights) + heights[lane])
        for lane, share in enumerate(shares):
            if not lanes[lane]:
                take(lane, min(share, room - sum(heights) + heights[lane]))
        open_lanes = [lane for lane, numbers in enumerate(waiting) if numbers]
        while open_lanes:
            open_lanes.sort(key=lambda lane: len(lanes[lane]))
            open_lanes = [
                lane
                for lane in open_lanes
                if take(lane, room - sum(heights) + heights[lane]) and waiting[lane]
            ]
        return stacked

    def _worth(self, stacked: list[list[list[Label]]]) -> tuple[int, int, int]:
        """How many events of the title are named, how many lanes name one, and how many are named."""
        named = [label.number for rows in stacked for row in rows for label in row]
        told = {self.rows[number].id for number in named} & self.first
        return len(told), sum(map(bool, stacked)), len(named)

    def _turn(self, number: int) -> int:
        """The year of an event, where there are several, else its month."""
        day = self.rows[number].first_day
        return day.year if self.several_years else day.month

    def _rank(self, number: int) -> int:
        """0 for what a person starred, 1 for what the title tells of, else 2."""
        event = self.rows[number]
        return 0 if event.starred else 1 if event.id in self.first else 2

    def _lane_height(self, rows: Sequence[Sequence[Label]], name: Sequence[str], strip: float = 0.0) -> float:
        return max(sum(map(_row_height, rows)) + _LANE + strip, len(name) * LINE + 4, LINE + 8 + strip)

    def _set(self, stacked: list[list[list[Label]]], strip: float) -> Placed:
        """Everything in its place, spread over the room there is."""
        needs = [self._lane_height(rows, name, strip) for rows, name in zip(stacked, self.names, strict=True)]
        heights = _spread(needs, self.height - HEAD - 1)
        lanes, marks, densities, y = [], [], [], HEAD
        counts = self._counts() if strip else None
        for lane, (rows, height) in enumerate(zip(stacked, heights, strict=True)):
            name = self.lanes.names[lane]
            lanes.append(Lane(name, self.names[lane], y, y + height))
            bars = strip + max(0.0, min(14.0, (height - needs[lane]) * 0.3)) if strip else 0.0
            if counts is not None:
                densities.append(self._density(lane, y + height, counts, bars))
            marks += _place_rows(rows, y, height - bars)
            y += height
        marks.sort(key=lambda pair: pair[0])
        placed = Placed(
            self.width,
            y,
            (self.left, HEAD, self.right, y),
            place_columns(self.axis, self.left, self.column),
            tuple(lanes),
            tuple(mark for _, mark in marks),
            densities=tuple(densities),
            others=self.lanes.others,
            numbers=tuple(int(self.numbers[place]) for place, _ in marks),
        )
        return _scale(placed, self.across, self.down)

    def slide(self, placed: Placed, count: int) -> Slide:
        """The slide of what was placed, with the room of the row of totals under it."""
        return Slide(placed, self.points, count, self.totals * self.down)

    def _counts(self) -> np.ndarray:
        """By lane and column, or several where they are narrow: how many events begin there."""
        wide = max(1, int(np.ceil(8 / self.column)))
        bins = -(-len(self.axis) // wide)
        at = np.array([(x - self.left) / (self.column * wide) for x, _ in self.spans]).astype(int)
        counts = np.zeros((len(self.names), bins), dtype=int)
        np.add.at(counts, (self.lane_of, at.clip(0, bins - 1)), 1)
        return counts

    def _density(self, lane: int, bottom: float, counts: np.ndarray, tall: float) -> Density:
        most = int(counts.max()) or 1
        heights = np.where(counts[lane] > 0, np.maximum(counts[lane] / most * (tall - 2), 2.0), 0.0)
        wide = max(1, int(np.ceil(8 / self.column)))
        name = self.lanes.names[lane]
        theme = "" if self.lanes.others and lane == len(self.names) - 1 else name
        return Density(name, theme, bottom, counts[lane], heights, self.column * wide)


def place_slide(
    events: Rows,
    axis: Axis,
    size: tuple[float, float],
    wide: float,
    sizes: Iterable[float],
    first: frozenset[str] = frozenset(),
    with_totals: bool = False,
) -> Slide:
    """`events` in a room of `size` px, in the largest of `sizes` (points, largest first) that has room for all.

    Where none has, as many as fit in the smallest, and of these the events `first` before others.
    """
    count, sheets = len(set(events.numbers.tolist())), []
    for points in sizes:
        sheet = Sheet(events, axis, size, points, wide, first, with_totals)
        if placed := sheet.place_all(full=True):
            return sheet.slide(placed, count)
        sheets.append(sheet)
    sheet = sheets[-1]
    if placed := sheet.place_fullest():
        return sheet.slide(placed, count)
    slide, cuts = sheet.slide(sheet.place_some(), count), sheet.cuts
    for most in _FEWER_LANES:  # which have more rows each
        if len(sheet.names) <= most + 1 or (most < _FEWER_LANES[0] and len(slide.ids & first) == len(first)):
            continue
        fewer = Sheet(events, axis, size, sheet.points, wide, first, with_totals, most)
        other = fewer.slide(fewer.place_some(), count)
        told, more = (len(one.ids & first) for one in (slide, other))
        is_usual, whole = most == _FEWER_LANES[0], other.named - fewer.cuts
        if more > told or (is_usual and more == told and whole >= 1.3 * (slide.named - cuts)):
            slide, cuts = other, fewer.cuts
    return slide


def stack(labels: Sequence[Label]) -> list[list[Label]]:
    """Rows of labels in the order of time, each in the first row where it covers nothing."""
    rows: list[list[Label]] = []
    for label in labels:
        start, end = label.reach
        for row in rows:
            for other in row:
                if start < other.reach[1] and other.reach[0] < end:
                    break
            else:
                row.append(label)
                break
        else:
            rows.append([label])
    return rows


def _far_apart(numbers: Sequence[int]) -> list[int]:
    """The same numbers: the middle one, then those in the middles of what is left on both sides, and so on."""
    ordered, parts = [], [list(numbers)]
    while parts:
        part = parts.pop(0)
        if part:
            middle = len(part) // 2
            ordered.append(part[middle])
            parts += [part[:middle], part[middle + 1 :]]
    return ordered


def _in_turn(numbers: Sequence[int], group_of: Callable[[int], tuple]) -> list[int]:
    """The same numbers: the first of each group, then the second of each, and so on; starred ones, whose groups say so, first."""
    turns: dict[tuple, int] = {}
    ranked = []
    for place, number in enumerate(numbers):
        group = group_of(number)
        turns[group] = turns.get(group, 0) + 1
        ranked.append(((group[0], turns[group], place), number))
    return [number for _, number in sorted(ranked)]


def _row_height(row: Sequence[Label]) -> float:
    return max(label.mark.tall for label in row) + _ROW


def _spread(needs: Sequence[float], room: float) -> list[float]:
    """Heights that fill the room, each as many times what it needs."""
    total = sum(needs)
    return [need * max(1.0, room / total) for need in needs] if total else list(needs)


def _place_rows(rows: Sequence[Sequence[Label]], top: float, height: float) -> list[tuple[int, Mark]]:
    needs = list(map(_row_height, rows))
    heights = _spread(needs, height - 6)
    y, marks = top + (height - sum(heights)) / 2, []
    for row, tall in zip(rows, heights, strict=True):
        marks += [(label.number, label.mark.at(y + tall / 2)) for label in row]
        y += tall
    return marks


def _scale(placed: Placed, across: float, down: float) -> Placed:
    """From units of the page's typeface to px of a slide."""

    def box(edges):
        return (edges[0] * across, edges[1] * down, edges[2] * across, edges[3] * down)

    return replace(
        placed,
        width=placed.width * across,
        height=placed.height * down,
        plot=box(placed.plot),
        columns=tuple(replace(c, start=c.start * across, end=c.end * across) for c in placed.columns),
        lanes=tuple(replace(lane, top=lane.top * down, bottom=lane.bottom * down) for lane in placed.lanes),
        marks=tuple(
            replace(m, x=m.x * across, x_end=m.x_end * across, y=m.y * down, label=box(m.label))
            for m in placed.marks
        ),
        densities=tuple(
            replace(d, base=d.base * down, heights=d.heights * down, step=d.step * across)
            for d in placed.densities
        ),
    )
