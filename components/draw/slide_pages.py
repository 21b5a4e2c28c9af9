"""Which events stand on which slide, and how large: as large as the slide has room for."""

from dataclasses import replace

import pandas as pd

from components.draw.placement import place
from components.draw.shapes import Placed
from components.draw.slide_shapes import CHART_WIDTH, FOOT, TOP
from data import Axis

# Arial at 11 pt against the page's font at 14 px, as measured: so much wider is everything placed. A few
# events stand larger, in the largest of these that leaves room for all of them.
SCALES = (1.8, 1.5, 1.2)


def find_pages(events: pd.DataFrame, axis: Axis) -> list[tuple[pd.DataFrame, Placed | None, float]]:
    """The events of each slide with their placement and scale, split so that each fits between title and source."""
    if events.empty:
        return [(events, None, 1.0)]
    placed, scale = None, SCALES[-1]
    for scale in SCALES:
        placed = _scale(place(events, CHART_WIDTH / scale, axis, (FOOT - TOP) / scale), scale)
        named = all(mark.lines for mark in placed.marks) and len(placed.columns) * 44 * scale < CHART_WIDTH
        if placed.height <= FOOT - TOP and (named or scale == SCALES[-1]):
            return [(events, placed, scale)]
    if len(events) == 1:
        return [(events, placed, scale)]
    themes = [theme for theme in events["theme"].cat.categories if (events["theme"] == theme).any()]
    if len(themes) > 1:
        first = events["theme"].isin(themes[: len(themes) // 2])
    else:
        first = pd.Series(range(len(events)), index=events.index) < len(events) // 2
    return find_pages(events[first], axis) + find_pages(events[~first], axis)


def _scale(placed: Placed, scale: float) -> Placed:
    """The same placement, wider by `scale` and as much higher as the slide has room for."""
    room = (FOOT - TOP - 18) / placed.height
    least = scale / SCALES[-1]
    tall = max(least, min(scale, room))

    def box(edges):
        return (edges[0] * scale, edges[1] * tall, edges[2] * scale, edges[3] * tall)

    return replace(
        placed,
        height=placed.height * tall,
        plot=box(placed.plot),
        columns=tuple(replace(c, start=c.start * scale, end=c.end * scale) for c in placed.columns),
        lanes=tuple(replace(lane, top=lane.top * tall, bottom=lane.bottom * tall) for lane in placed.lanes),
        marks=tuple(
            replace(m, x=m.x * scale, x_end=m.x_end * scale, y=m.y * tall, label=box(m.label))
            for m in placed.marks
        ),
        densities=tuple(
            replace(d, base=d.base * tall, heights=d.heights * tall, step=d.step * scale)
            for d in placed.densities
        ),
    )
