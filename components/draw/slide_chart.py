"""Draw the chart on a slide: months, lanes, and each event as a group of its mark and headline."""

import re

import pandas as pd
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from components.draw import palette
from components.draw.markers import SIGNS
from components.draw.shapes import BAR, DOT, RADIUS, RING, SIZE, STROKE, Placed
from components.draw.slide_marking import COUNTED_IN_WORDS, draw_ring, draw_totals, is_within, mark_finding
from components.draw.slide_room import Room
from components.draw.slide_rows import Slide
from components.draw.slide_shapes import (
    BAND,
    BARS,
    INK,
    MUTED,
    PAPER,
    add_bars,
    add_line,
    add_shape,
    add_text,
    describe,
    fill_shape,
    hide_from_readers,
    set_color,
)
from components.draw.slide_template import SMALL
from components.draw.slide_words import day_in_words
from data import Axis, date_in_words
from data.events.rows import Event, iter_events
from data.events.slide_facts import Finding

_COLOR = MSO_THEME_COLOR
# The deck's own colours for those of the page (palette.LIGHT_THEMES), in the same order: six accents, then the nearest variants
# of a text colour and of darker accents, so that all follow the deck's palette.
_DECK_COLORS = (
    *((getattr(_COLOR, f"ACCENT_{i}"), 0.0) for i in range(1, 7)),
    (_COLOR.TEXT_2, 0.2),
    (_COLOR.ACCENT_1, -0.5),
    (_COLOR.ACCENT_2, -0.4),
    (_COLOR.ACCENT_5, -0.35),
)
BARS_IN_WORDS = "events a month"
_SLACK, _SLACK_LEFT = 7.5, 4.0  # px of the page's typeface


def theme_colors(themes: list[str], lane_by: str = "") -> dict[str, tuple]:
    """For each theme its colour on the page as a colour of the deck, with how much lighter or darker it is.

    The same for all if the lanes, by a key of `LANES`, do not explain the colours.
    """
    on_page = palette.theme_colors(themes)
    if lane_by not in palette.COLORED and len(themes) > 1:
        return dict.fromkeys(on_page, MUTED)
    return {name: _DECK_COLORS[palette.LIGHT_THEMES.index(color)] for name, color in on_page.items()}


def draw_chart(
    slide,
    events: pd.DataFrame,
    axis: Axis,
    placed: Slide,
    room: Room,
    colors: dict[str, tuple],
    finding: Finding | None = None,
) -> tuple[dict[str, list[int]], bool]:
    """Draw the placed `events`; returns the ids of the shapes of each event with a headline, and whether any are ringed.

    The months, lane or events that the title's `finding` is about are highlighted.
    """
    chart = placed.placed
    marked = mark_finding(slide, axis, placed, room, finding)
    _draw_columns(slide, chart, room, marked.span)
    _draw_lanes(slide, chart, room, placed.points, marked.lane)
    if placed.totals:
        draw_totals(slide, events, axis, placed, room, marked.span)
    for density in chart.densities:
        _draw_bars(slide, density, chart, room, colors.get(density.theme, MUTED))
    rows: list[Event] = list(iter_events(events))
    several_years = axis.several_years
    # Shapes are added in the order of time, in which screen readers read them.
    shapes: dict[str, list[int]] = {}
    for number, mark in zip(chart.numbers, chart.marks, strict=True):
        color, is_marked = colors[mark.theme], mark.id in marked.ids
        group = _draw_event(slide, rows[number], mark, room, placed.points, color, several_years, is_marked)
        shapes.setdefault(mark.id, []).append(group.shape_id)
    return shapes, not marked.ids.isdisjoint(shapes)


def draw_months(slide, columns, room: Room) -> None:
    """Draw the months of a slide without events."""
    bottom = room.bottom - room.top
    _draw_columns(slide, Placed(room.width, bottom, (0, 34, room.width, bottom), columns, (), ()), room)


def _draw_columns(slide, placed: Placed, room: Room, marked: tuple[float, float] | None = None) -> None:
    """Shade every other month, and draw the months' names; those within the `marked` px are emphasised."""
    _, top, _, bottom = placed.plot
    for i, column in enumerate(placed.columns):
        x, width = room.left + column.start, column.end - column.start
        if i % 2 == 0:
            band = add_shape(slide.shapes, MSO_SHAPE.RECTANGLE, x, room.top + top, width, bottom - top)
            fill_shape(band, INK, BAND)
            band.name = f"Month {column.name}".strip()
            hide_from_readers(band)
        if column.name:
            box = (x - 12, room.top + top - 24, width + 24, 20)
            is_marked = is_within(column, marked)
            name = [(column.name, INK if is_marked else MUTED)]
            text = add_text(slide, box, name, SMALL, PP_ALIGN.CENTER, middle=True)
            text.text_frame.paragraphs[0].runs[0].font.bold = is_marked or None
            text.name = "Month"


def _draw_lanes(slide, placed: Placed, room: Room, points: float, marked: str = "") -> None:
    """Draw a hairline above each lane and one under the last, and the lanes' names; that of the `marked` lane is emphasised."""
    left, _, _, bottom = placed.plot
    for lane in placed.lanes:
        add_line(slide, room.left, room.right, room.top + lane.top)
        if not lane.lines:
            continue
        box = (room.left, room.top + lane.top, left - 14 * points / SMALL, lane.bottom - lane.top)
        text = add_text(slide, box, [(_keep_whole(lane.lines), INK)], points, PP_ALIGN.RIGHT, middle=True)
        text.name = "Theme"
    add_line(slide, room.left, room.right, room.top + bottom)


def _keep_whole(lines: tuple[str, ...]) -> str:
    """A lane's name with non-breaking hyphens: each word fits in one line."""
    return re.sub(r"(?<=\w)-(?=\w)", "\N{NON-BREAKING HYPHEN}", " ".join(lines))


def draw_key(slide, signs: list[str], bars: str, room: Room, is_counted: bool = False) -> float:
    """Draw the legend of the signs, of the `bars` if any, and of the rings, at the right end of the last line; returns its
    width in px.
    """
    right, middle = room.foot_right, room.foot + 9
    more = {"bars": bars, "counted": COUNTED_IN_WORDS if is_counted else ""}
    for sign in (*reversed(signs), *(sign for sign, words in more.items() if words)):
        words, long = SIGNS.get(sign) or more[sign], 14 if sign in ("range", "within") else 0
        wide = room.letters_wide(words, SMALL) + 4
        right -= wide
        box = add_text(slide, (right, room.foot, wide, 18), [(words, MUTED)], SMALL, middle=True)
        right -= 13 + long
        if sign == "bars":
            mark = add_shape(slide.shapes, MSO_SHAPE.RECTANGLE, right - 4, middle - 5, 10, 11)
            fill_shape(mark, MUTED, BARS)
        elif sign == "counted":
            mark = draw_ring(slide.shapes, right, right, middle, 0.72, MUTED)
        else:
            mark = _draw_sign(slide.shapes, sign, right, right + long, middle, 1.0, MUTED)
        right -= 24
        box.name = mark.name = "Key"
        hide_from_readers(mark)
    return room.foot_right - right


def _draw_event(
    slide, event: Event, mark, room: Room, points: float, color: tuple, several_years: bool, is_marked: bool
):
    """Draw a mark and its headline, grouped and named by the headline; an event that the title counts has a ring."""
    group = slide.shapes.add_group_shape()
    larger = points / 0.75 / SIZE
    x, x_end, y = room.left + mark.x, room.left + mark.x_end, room.top + mark.y
    dot = _draw_sign(group.shapes, mark.sign, x, x_end, y, larger, color)
    dot.name = "Mark"
    if is_marked:
        draw_ring(group.shapes, x, x_end, y, larger, color)
    words = f"{event.headline}, {date_in_words(event.date)}, {mark.theme}"
    describe(dot, words)
    if mark.lines:
        x0, y0, x1, y1 = mark.label
        gap, unit = (RADIUS + 7) * larger, larger * room.wide
        # Fonts differ in width between machines: a box is wider than its text.
        wide = x1 - x0 + (_SLACK_LEFT if mark.left else _SLACK) * unit
        if mark.under:
            start, side = x, PP_ALIGN.LEFT
        elif mark.left:
            start, side = max(room.left, x - gap - wide), PP_ALIGN.RIGHT
            wide = x - gap - start
        else:
            start, side = x_end + gap, PP_ALIGN.LEFT
            wide = min(wide, room.right + 8 - start)
        day = day_in_words(event, several_years)
        texts = [(f"{day}  ", MUTED)] if day else []
        # Keep the measured line breaks, so that the text fits its place.
        told = " ".join(mark.lines).removeprefix(day).lstrip()
        box = add_text(
            group,
            (start, room.top + y0, wide, y1 - y0),
            [*texts, (told, INK)],
            points,
            side,
            middle=True,
        )
        box.name = "Headline"
    group.name = event.headline
    describe(group, words)
    return group


def _draw_sign(shapes, sign: str, x: float, x_end: float, y: float, larger: float, color: tuple):
    """Draw the sign for the precision of a date, as on the page (components/draw/markers.py)."""
    is_bar, is_hollow = sign in ("range", "within"), sign in ("month", "within")
    radius = {"month": RING, "day": DOT}.get(sign, BAR - (STROKE / 2 if is_hollow else 0)) * larger
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if is_bar else MSO_SHAPE.OVAL
    shape = add_shape(shapes, kind, x - radius, y - radius, x_end - x + 2 * radius, 2 * radius)
    if is_bar:
        shape.adjustments[0] = 0.5  # its ends are round, whatever its length
    if not is_hollow:
        fill_shape(shape, color)
        return shape
    shape.fill.solid()
    set_color(shape.fill.fore_color, PAPER)
    shape.line.width = Pt(STROKE * larger * 0.75)
    set_color(shape.line.color, color)
    return shape


def _draw_bars(slide, density, placed: Placed, room: Room, color: tuple) -> None:
    """Draw a lane's number of events as bars, one for each month, in one freeform."""
    step = density.step
    inset, left, right = min(3.0, step * 0.15), placed.plot[0], placed.plot[2]
    bars = [
        (left + i * step + inset, min(left + (i + 1) * step - inset, right), height)
        for i, height in enumerate(density.heights)
        if height
    ]
    if not bars:
        return
    start, end, tall = bars[0][0], bars[-1][1], max(height for *_, height in bars)
    boxes = [(x0 - start, tall - height, x1 - start, tall) for x0, x1, height in bars]
    shape = add_bars(
        slide.shapes, room.left + start, room.top + density.base - tall, end - start, tall, boxes
    )
    fill_shape(shape, color, BARS)
    shape.name = density.lane or "Events"
    describe(shape, f"{density.words} over time")
