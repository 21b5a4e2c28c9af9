"""Highlight what a slide's title says: the months, the lane or the events that it is about, and how many each month has."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from components.draw.shapes import RADIUS, Column
from components.draw.slide_room import Room
from components.draw.slide_rows import Slide
from components.draw.slide_shapes import (
    INK,
    MUTED,
    add_shape,
    add_text,
    describe,
    fill_shape,
    hide_from_readers,
    set_color,
)
from components.draw.slide_template import SMALL
from data import Axis
from data.events.slide_facts import Finding

COUNTED_IN_WORDS = "in the title"
_GROUND = 6  # opacity in per cent of the shading behind the months or lane of the title
_RING = 2.0  # px between a mark and its ring


@dataclass(frozen=True)
class Marked:
    """What is highlighted: an interval in px of the chart, a lane by its name, or events."""

    span: tuple[float, float] | None = None
    lane: str = ""
    ids: frozenset[str] = frozenset()


def mark_finding(slide, axis: Axis, placed: Slide, room: Room, finding: Finding | None) -> Marked:
    """Shade the months or the lane of the title; its events are highlighted where they are drawn."""
    if finding is None:
        return Marked()
    chart = placed.placed
    left, top, right, bottom = chart.plot
    if finding.span:
        column = (right - left) / max(1, len(axis))
        first, last = (
            min(max(axis.position(day, over), 0.0), len(axis))
            for day, over in zip(finding.span, (0, 1), strict=True)
        )
        span = left + first * column, left + last * column
        _ground(slide, room, (span[0], top - 26, span[1], bottom + placed.totals), "Marked months")
        return Marked(span)
    lane = next((lane for lane in chart.lanes if lane.name == finding.lane), None) if finding.lane else None
    if lane:
        _ground(slide, room, (0.0, lane.top, room.width, lane.bottom), "Marked lane")
        return Marked(lane=lane.name)
    return Marked(ids=frozenset(finding.ids))


def draw_ring(shapes, x: float, x_end: float, y: float, larger: float, color: tuple):
    """Draw a ring around the mark of an event that the title counts."""
    radius = (RADIUS + _RING) * larger
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if x_end > x else MSO_SHAPE.OVAL
    ring = add_shape(shapes, kind, x - radius, y - radius, x_end - x + 2 * radius, 2 * radius)
    if x_end > x:
        ring.adjustments[0] = 0.5
    ring.fill.background()
    ring.line.width = Pt(1.25 * larger)
    set_color(ring.line.color, color)
    ring.name = "Counted"
    hide_from_readers(ring)
    return ring


def _ground(slide, room: Room, box: tuple[float, float, float, float], name: str) -> None:
    x0, y0, x1, y1 = box
    ground = add_shape(slide.shapes, MSO_SHAPE.RECTANGLE, room.left + x0, room.top + y0, x1 - x0, y1 - y0)
    fill_shape(ground, INK, _GROUND)
    ground.name = name
    hide_from_readers(ground)


def is_within(column: Column, marked: tuple[float, float] | None) -> bool:
    """Whether the middle of a column lies in the highlighted px."""
    return marked is not None and marked[0] <= (column.start + column.end) / 2 <= marked[1]


def count_columns(events: pd.DataFrame, axis: Axis, columns: Sequence[tuple[float, float]]) -> list[int]:
    """Count the events that lie within each of some columns between two positions of the axis; longer ones are in none."""
    ends = [
        (axis.position(first, 0), axis.position(last, 1))
        for first, last in events[["first_day", "last_day"]].itertuples(index=False)
    ]
    near = 1e-6
    return [sum(x0 - near <= a and b <= x1 + near for a, b in ends) for x0, x1 in columns]


def draw_totals(
    slide, events: pd.DataFrame, axis: Axis, placed: Slide, room: Room, marked: tuple[float, float] | None
) -> None:
    """Draw a row under the lanes: the number of events within each named column."""
    chart = placed.placed
    left, _, right, bottom = chart.plot
    wide = (right - left) / len(axis)
    places = [((c.start - left) / wide, (c.end - left) / wide) for c in chart.columns]
    top, tall = room.top + bottom + 2, placed.totals - 2
    step = {round(end - start) for start, end in places[:-1]}
    name = f"Events a {axis.unit.name}" if step <= {1} else "Events a year" if step <= {12} else "Events"
    label = add_text(
        slide, (room.left, top, left - 14, tall), [(name, MUTED)], SMALL, PP_ALIGN.RIGHT, middle=True
    )
    label.name = "Totals"
    for column, count in zip(chart.columns, count_columns(events, axis, places), strict=True):
        is_marked = is_within(column, marked)
        box = (room.left + column.start - 12, top, column.end - column.start + 24, tall)
        text = add_text(
            slide, box, [(f"{count:,}", INK if is_marked else MUTED)], SMALL, PP_ALIGN.CENTER, middle=True
        )
        text.text_frame.paragraphs[0].runs[0].font.bold = is_marked or None
        text.name = "Total"
        describe(text, f"{column.name}: {count} within it")
