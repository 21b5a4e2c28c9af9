"""The layout of a slide's chart: its size in the page's units, and the positions of lanes and labels."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from components.draw.fonts import cut, cut_lines, text_width
from components.draw.horizontal_layout import place_columns, place_in_time
from components.draw.labels import LEAST, MOST_HEADLINE_LINES, MOST_LINES, label_mark
from components.draw.lanes import choose_lanes
from components.draw.shapes import GAP, LINE, RADIUS, SIZE, Density, Lane, Placed
from components.draw.slide_labels import CUT, FULL, LABEL, Dated, Label, place_rows, row_height, spread, stack
from components.draw.slide_rows import LaneRows, Slide
from components.draw.slide_words import day_in_words
from data import Axis
from data.selection.filters import capitalize

HEAD = 30.0  # px above the lanes, for the names of the months
STRIP = 10.0  # the bars under a lane's rows
# Maximum widths of a headline's line; the one at which most fits is used.
WIDEST = (230.0, 310.0, 420.0, 560.0)
_NAME = 138.0  # maximum width of a lane's name
_LANE = 6.0  # above and below a lane's rows together
_LEAST_LANE = 42.0
_MOST_WHOLE = 48  # events above which naming all on one slide is not tried


class SlideLayout:
    """The chart area of a slide for some events at one letter size, in units of the page's own typeface."""

    def __init__(
        self,
        events: LaneRows,
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
        self.first = first
        self.totals = LINE + 4 if with_totals and len(axis) > 1 else 0.0  # the height of the row of totals
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
        self.labels: dict[tuple[int, float, str], Label] = {}

    def label(self, number: int, widest: float, telling: str = LABEL) -> Label:
        """The label of an event, at most `widest` wide: its headline, its label, or its label in one line, shortened with
        “…”.
        """
        found = self.labels.get((number, widest, telling))
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
            found = self.labels[number, widest, telling] = Label(number, mark, reach)
        return found

    def place_all(self, full: bool = False) -> Placed | None:
        """Place all events with their labels, or with their headlines in `full`; None if they do not fit."""
        stacked = self._stack_all(set(range(len(self.rows))) if full else set())
        return self.arrange(stacked, strip=0) if stacked else None

    def place_fullest(self) -> Placed | None:
        """Place all events, as many as possible with their headlines, the others with their labels; None if they do not fit."""
        stacked = self._stack_all(set())
        return self.arrange(self.tell_more(stacked, 0.0), strip=0) if stacked else None

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
        tall = sum(map(self.lane_height, found, self.names))
        return found if tall <= self.height - HEAD else None

    def tell_more(self, stacked: list[list[list[Label]]], strip: float) -> list[list[list[Label]]]:
        """Replace labels by full headlines where the room allows, shortened labels first."""
        heights = [
            self.lane_height(rows, name, strip) for rows, name in zip(stacked, self.names, strict=True)
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
            height = self.lane_height(rows, self.names[lane], strip)
            if sum(heights) - heights[lane] + height <= self.height - HEAD:
                full.add(number)
                heights[lane], stacked[lane] = height, rows
        return stacked

    def _stack_lowest(self, numbers: Sequence[int], full: set[int]) -> list[list[Label]] | None:
        """The rows of a lane's events, at the label width that needs least height; None if an event does not fit."""
        best: tuple[float, list[list[Label]]] | None = None
        for widest in WIDEST:
            labels = [self.label(number, widest, FULL if number in full else LABEL) for number in numbers]
            if all(label.mark.lines for label in labels):
                rows = stack(labels)
                tall = sum(map(row_height, rows))
                if best is None or tall < best[0] * 0.97:
                    best = (tall, rows)
        return best[1] if best else None

    def lane_height(self, rows: Sequence[Sequence[Label]], name: Sequence[str], strip: float = 0.0) -> float:
        """The height of a lane with rows of labels, over a `strip` of bars, beside the lines of its name."""
        return max(sum(map(row_height, rows)) + _LANE + strip, len(name) * LINE + 4, LINE + 8 + strip)

    def arrange(self, stacked: list[list[list[Label]]], strip: float) -> Placed:
        """Position everything, spread over the available room."""
        needs = [self.lane_height(rows, name, strip) for rows, name in zip(stacked, self.names, strict=True)]
        heights = spread(needs, self.height - HEAD - 1)
        lanes, marks, densities, y = [], [], [], HEAD
        counts = self._counts() if strip else None
        for lane, (rows, height) in enumerate(zip(stacked, heights, strict=True)):
            name = self.lanes.names[lane]
            lanes.append(Lane(name, self.names[lane], y, y + height))
            bars = strip + max(0.0, min(14.0, (height - needs[lane]) * 0.3)) if strip else 0.0
            if counts is not None:
                densities.append(self._density(lane, y + height, counts, bars))
            marks += place_rows(rows, y, height - bars)
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
        """The slide of a placement, with room for the row of totals under it."""
        return Slide(placed, self.points, count, self.totals * self.down)

    def _counts(self) -> np.ndarray:
        """The number of events that start in each lane and column (or group of narrow columns)."""
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


def _scale(placed: Placed, across: float, down: float) -> Placed:
    """Convert units of the page's typeface to px of a slide."""

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
