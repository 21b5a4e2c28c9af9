"""The parts of a placed timeline, and its sizes.

All lengths are in px (or any other unit: the caller's font size sets the scale), x to the right and y down from the top left
corner.
"""

import math
from dataclasses import dataclass, field, replace

import numpy as np

SIZE = 14  # px of a label's text
LINE = 1.3 * SIZE  # px of a line, which is plotly's own spacing
RADIUS = 7  # px of a mark to each side
DOT = 6.0  # px, the radius of a date known to the day
STROKE = 2.5  # px of a hollow sign's line
RING = RADIUS - STROKE / 2  # px, the radius of the ring of a date known to the month
BAR = 4.5  # px, half the height of a range
GAP = 8  # px between a mark's edge and its label
MOST_ACTORS, FIRST = "those with most actors", "the first"  # why events are named
NARROW = 620  # px of width below which time runs down


@dataclass(frozen=True)
class Column:
    """A column (or, in a narrow chart, a band) of one or more columns of the axis."""

    name: str
    start: float
    end: float


@dataclass(frozen=True)
class Lane:
    """A lane from `top` to `bottom`, its name also in lines."""

    name: str
    lines: tuple[str, ...]
    top: float
    bottom: float


@dataclass(frozen=True)
class Name:
    """The name of a column, band or lane: its lines are centred vertically on `y`, and start, end or are centred at `x`."""

    lines: tuple[str, ...]
    x: float
    y: float
    side: str  # "start", "middle" or "end"
    of_lane: bool


@dataclass(frozen=True)
class Mark:
    """One event's mark at (x, y), with `x_end` further right for a range, and its label beside it."""

    id: str
    theme: str
    x: float
    y: float
    x_end: float
    lines: tuple[str, ...]
    left: bool = False  # the label is to the left of the mark
    label: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom
    below: tuple[str, ...] = ()  # the theme under the headline, if no lane has its name
    precision: str = "day"  # of the event's date, as in the events table
    under: bool = False  # the label is under the mark, as neither side has room

    @property
    def sign(self) -> str:
        """The precision of the date: "day", "month" (some time in it), "range" (all of it) or "within" (some time in it)."""
        if self.precision in ("month", "year"):
            return "within" if self.x_end > self.x else "month"
        return "range" if self.x_end > self.x else "day"

    @property
    def is_long(self) -> bool:
        """Whether the sign extends from `x` to `x_end`."""
        return self.x_end > self.x

    @property
    def middles(self) -> tuple[float, float]:
        """The y on which the headline's lines are centred, and that of the theme below."""
        headline = self.y + (BAR + LINE / 2 + 1 if self.under else 0)
        return headline - len(self.below) * LINE / 2, headline + len(self.lines) * LINE / 2

    def at(self, middle: float) -> "Mark":
        """The mark with its label, both centred on the y `middle`."""
        start, _, end, _ = self.label
        moved = replace(self, y=middle - (LINE / 2 if self.under else 0))
        half, headline = len(self.lines) * LINE / 2, moved.middles[0]
        return replace(moved, label=(start, headline - half, end, headline + half))

    @property
    def tall(self) -> float:
        """The height in px of mark and label together."""
        letters = max(0, len(self.lines) - 1) * LINE + SIZE
        return letters + 2 * BAR + 3 if self.under else max(letters, 2 * RADIUS)


@dataclass(frozen=True)
class Density:
    """A lane's events over time: how many start in each bin of `step` px from the plot's left edge.

    Heights are the square root of the counts, so that one event is still visible beside hundreds.
    """

    lane: str
    theme: str  # that determines the colour; "" if the lane has several
    base: float  # the y of the area's base
    counts: np.ndarray
    heights: np.ndarray  # px
    step: float

    @property
    def words(self) -> str:
        """The lane's name and number of events: "Background: 120 events"."""
        count = f"{int(self.counts.sum())} events"
        return f"{self.lane}: {count}" if self.lane else count


@dataclass(frozen=True)
class Placed:
    """A placed timeline of `width` by `height`; many events are `densities`, with the first of them as marks."""

    width: float
    height: float
    plot: tuple[float, float, float, float]
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    down: bool = field(default=False)  # time runs down the page
    densities: tuple[Density, ...] = ()
    others: int = 0  # lanes that share the last one
    numbers: tuple[int, ...] = ()  # with densities: which of the given events each mark is
    named_by: str = ""  # with densities: why events are named
    scale: str = ""  # with densities: what the highest one means

    @property
    def bands(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom of the shading of every second column, or month of a narrow chart."""
        _, top, _, bottom = self.plot
        return [
            (0, c.start, self.width, c.end) if self.down else (round(c.start), top, round(c.end), bottom)
            for c in self.columns[::2]
        ]

    @property
    def hairlines(self) -> list[float]:
        """The y of the lines above the lanes and under the last, at the middle of a px."""
        return [*(lane.top + 0.5 for lane in self.lanes), self.plot[3] + 0.5] if self.lanes else []

    @property
    def names(self) -> list[Name]:
        """The names of columns (or bands) and lanes."""
        left, top, _, _ = self.plot
        if self.down:
            return [Name((c.name,), 8, c.start + 15, "start", False) for c in self.columns]
        names = [
            Name((c.name,), (c.start + c.end) / 2, top - 16, "middle", False) for c in self.columns if c.name
        ]
        lanes = [lane for lane in self.lanes if lane.lines]
        if left < 60:  # no room beside the plot: names are inside the lanes
            return names + [Name(lane.lines, left, lane.top + 12, "start", True) for lane in lanes]
        return names + [
            Name(lane.lines, left - 16, (lane.top + lane.bottom) / 2, "end", True) for lane in lanes
        ]


def known_as(mark: Mark, precision: str) -> Mark:
    """A point mark with the sign for this precision; a range is drawn as a short bar."""
    half = BAR if precision == "range" else 0
    return replace(mark, precision=precision, x=mark.x - half, x_end=mark.x_end + half)


def even(length: float) -> int:
    """Round up to an even number of px, so that lines and centres fall on whole px."""
    return 2 * math.ceil(length / 2)
