"""The chart on a slide: months, lanes, and each event as a group of its mark and headline."""

import lxml.etree as etree
import pandas as pd
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.draw.fonts import in_its_direction, text_width
from components.draw.placement import marked
from components.draw.shapes import BAR, DOT, LINE, RADIUS, RING, STROKE, Placed
from components.draw.signs import SIGNS
from components.draw.slide_pages import SCALES
from components.draw.slide_shapes import (
    CHART_WIDTH,
    FOOT,
    LEFT,
    POINTS,
    PX,
    TOP,
    add_line,
    add_shape,
    add_text,
    fill_shape,
    hide_from_readers,
)
from data import date_in_words
from data.events.rows import iter_events

_ACCENTS = [getattr(MSO_THEME_COLOR, f"ACCENT_{i}") for i in range(1, 7)]
# Beyond six themes a lighter or darker shade of the deck's six colours, so that all of them follow the palette.
_SHADES = (0.0, -0.35, 0.35, -0.6)


def theme_colors(themes: list[str]) -> dict[str, tuple]:
    """For each theme a colour of the deck's own six, and how much lighter or darker it is."""
    return {t: (_ACCENTS[i % 6], _SHADES[i // 6 % len(_SHADES)]) for i, t in enumerate(themes)}


def draw_chart(slide, events: pd.DataFrame, placed: Placed, scale: float, colors: dict) -> None:
    """Draw `placed` on a slide; `events` has the rows of its marks, `scale` is that of its placement."""
    larger = scale / SCALES[-1]
    _draw_columns(slide, placed, POINTS * larger)
    _draw_lanes(slide, placed, POINTS * larger)
    for density in placed.densities:
        _draw_density(slide, density, placed, colors.get(density.theme, (_ACCENTS[0], -0.6)))
    rows = {row.id: row for row in iter_events(marked(placed, events))}
    # Added in the order of time, which is the order a screen reader goes by.
    for mark in placed.marks:
        _draw_event(slide, rows[mark.id], mark, larger, colors[mark.theme])


def _draw_columns(slide, placed: Placed, points: float) -> None:
    """A band for every other month, and the months' names."""
    _, top, _, bottom = placed.plot
    for i, column in enumerate(placed.columns):
        x, width = LEFT + column.start, column.end - column.start
        if i % 2 == 0:
            band = add_shape(slide.shapes, MSO_SHAPE.RECTANGLE, x, TOP + top, width, bottom - top)
            fill_shape(band, MSO_THEME_COLOR.BACKGROUND_2)
            band.name = f"Month {column.name}"
            hide_from_readers(band)
        if column.name:
            add_text(
                slide,
                x - 10,
                TOP + top - 27,
                width + 20,
                22,
                column.name,
                points,
                PP_ALIGN.CENTER,
                MSO_THEME_COLOR.TEXT_2,
            )


def _draw_lanes(slide, placed: Placed, points: float) -> None:
    """A hairline above each lane and one under the last, and the lanes' names."""
    left, _, _, bottom = placed.plot
    for lane in placed.lanes:
        add_line(slide, TOP + lane.top)
        add_text(
            slide,
            LEFT,
            TOP + lane.top,
            left - 14,
            lane.bottom - lane.top,
            "\v".join(lane.lines),
            points,
            PP_ALIGN.RIGHT,
            middle=True,
        )
    add_line(slide, TOP + bottom)


def draw_key(slide, signs: list[str]) -> float:
    """The key of the `signs` at the right end of the slide's last line, and the px that it takes."""
    color, right, middle = (MSO_THEME_COLOR.TEXT_2, 0.0), LEFT + CHART_WIDTH, FOOT + 9
    for sign in reversed(signs):
        words, long = SIGNS[sign], 16 if sign in ("range", "within") else 0
        wide = text_width(words, POINTS / 0.75) * 1.2 + 4  # Arial is wider than our own face
        right -= wide
        box = add_text(slide, right, FOOT, wide, 18, words, POINTS, color=MSO_THEME_COLOR.TEXT_2, middle=True)
        right -= 14 + long
        mark = _draw_sign(slide.shapes, sign, right, right + long, middle, 1.0, color)
        right -= 26
        box.name = mark.name = "Key"
        hide_from_readers(mark)
    return LEFT + CHART_WIDTH - right


def _draw_event(slide, event, mark, larger: float, color: tuple) -> None:
    """A mark and its headline, grouped and named by the headline; `larger` than the least size."""
    group = slide.shapes.add_group_shape()
    radius = RADIUS * larger
    dot = _draw_sign(group.shapes, mark.sign, LEFT + mark.x, LEFT + mark.x_end, TOP + mark.y, larger, color)
    dot.name = "Mark"
    words = f"{event.headline}, {date_in_words(event.date)}, {mark.theme}"
    dot._element._nvXxPr.cNvPr.set("descr", words)
    if mark.lines:
        _, y0, _, y1 = mark.label
        # As wide as the chart allows: a box that is too narrow would wrap in another font.
        gap = radius + 8 * larger
        x0, x1 = (0, mark.x - gap) if mark.left else (mark.x_end + gap, CHART_WIDTH)
        if mark.under:
            x0, x1 = mark.x, CHART_WIDTH
        side = PP_ALIGN.RIGHT if mark.left else PP_ALIGN.LEFT
        box = add_text(
            group,
            LEFT + x0,
            TOP + y0,
            x1 - x0,
            y1 - y0,
            "\v".join(in_its_direction(mark.lines)),
            POINTS * larger,
            side,
            middle=True,
        )
        box.name = "Headline"
        for paragraph in box.text_frame.paragraphs:
            paragraph.line_spacing = Pt(LINE * 0.75 * larger)
    group.name = event.headline
    group._element._nvXxPr.cNvPr.set("descr", words)


def _draw_sign(shapes, sign: str, x: float, x_end: float, y: float, larger: float, color: tuple):
    """The sign of how exactly a date is known, as on the page (components/draw/signs.py)."""
    is_bar, is_hollow = sign in ("range", "within"), sign in ("month", "within")
    radius = {"month": RING, "day": DOT}.get(sign, BAR - (STROKE / 2 if is_hollow else 0)) * larger
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if is_bar else MSO_SHAPE.OVAL
    shape = add_shape(shapes, kind, x - radius, y - radius, x_end - x + 2 * radius, 2 * radius)
    if is_bar:
        shape.adjustments[0] = 0.5
    if not is_hollow:
        fill_shape(shape, *color)
        return shape
    fill_shape(shape, MSO_THEME_COLOR.BACKGROUND_1)
    shape.line.width = Pt(STROKE * larger * 0.75)
    shape.line.color.theme_color, brightness = color
    if brightness:
        shape.line.color.brightness = brightness
    return shape


def _draw_density(slide, density, placed: Placed, color: tuple) -> None:
    """A lane's events over time as one freeform."""
    points = [(LEFT + placed.plot[0], TOP + density.base)]
    for i, height in enumerate(density.heights):
        x, y = LEFT + placed.plot[0] + i * density.step, TOP + density.base - height
        points += [(x, y), (x + density.step, y)]
    points.append((points[-1][0], TOP + density.base))
    maker = slide.shapes.build_freeform(int(points[0][0] * PX), int(points[0][1] * PX), scale=1.0)
    maker.add_line_segments([(int(x * PX), int(y * PX)) for x, y in points[1:]])
    shape = maker.convert_to_shape()
    fill_shape(shape, *color)
    etree.SubElement(shape._element.spPr.find(".//" + qn("a:schemeClr")), qn("a:alpha")).set(
        "val", "50000"
    )  # as on the page
    shape.name = density.lane or "Events"
    shape._element._nvXxPr.cNvPr.set("descr", f"{density.words} over time")
