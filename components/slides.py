"""The timeline as PowerPoint: native shapes from the same placement as the page, on a 16:9 slide."""

import io
from dataclasses import replace

import pandas as pd
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components import palette
from components.placement import LINE, RADIUS, Placed, place
from data import Report, Selection, date_in_words, months_in_words

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)  # 13.333 by 7.5 inches
PX = 9525  # EMU in one px at 96 dpi
LEFT, TOP, FOOT = 48, 118, 686  # px on a slide of 1280 by 720
CHART_WIDTH = 1280 - 2 * LEFT
TONES = palette.LIGHT
FONT = "Arial"  # on every machine, or a font of the same widths
POINTS = 11
# Arial at 11 pt against the page's font at 14 px, as measured: so much wider is everything placed.
SCALE = 1.2


def timeline_deck(
    events: pd.DataFrame, months: list[str], report: Report, chosen: Selection, themes: list[str]
) -> bytes:
    """A deck of the in-year `events`, spread over as many slides as their lanes need, as .pptx bytes.

    Every slide has the title, the selection in words and the source; its notes hold each event's
    date, sentence and offsets in the report.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    title = ", ".join(part for part in (report.title, str(report.year)) if part)
    pages = _pages(events, months)
    for number, (shown, placed) in enumerate(pages, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        words = chosen.in_words() or (months_in_words(months[0], months[-1]) if months else "none")
        of = f" · {number} of {len(pages)}" if len(pages) > 1 else ""
        _title(slide, title, f"{len(events)} event{'' if len(events) == 1 else 's'}: {words}{of}")
        if placed is None:
            _text(slide, 0, 340, 1280, 40, "No event matches this selection.", 18, PP_ALIGN.CENTER)
        else:
            _draw(slide, shown, placed, palette.theme_colors(themes))
        _text(
            slide,
            LEFT,
            FOOT,
            CHART_WIDTH,
            22,
            f"Source: {report.source or title}",
            POINTS,
            color=TONES["muted"],
        )
        notes = slide.notes_slide.notes_text_frame
        notes.text = "\n\n".join(
            f"{date_in_words(e.date)}: {e.text} [characters {e.start}–{e.end}]" for e in shown.itertuples()
        )
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _pages(events: pd.DataFrame, months: list[str]) -> list[tuple[pd.DataFrame, Placed | None]]:
    """The events of each slide, split so that each placement fits between title and source."""
    if events.empty:
        return [(events, None)]
    placed = _scaled(place(events, CHART_WIDTH / SCALE, months))
    if placed.height <= FOOT - TOP or len(events) == 1:
        return [(events, placed)]
    themes = [theme for theme in events["theme"].cat.categories if (events["theme"] == theme).any()]
    if len(themes) > 1:
        first = events["theme"].isin(themes[: len(themes) // 2])
    else:
        first = pd.Series(range(len(events)), index=events.index) < len(events) // 2
    return _pages(events[first], months) + _pages(events[~first], months)


def _scaled(placed: Placed) -> Placed:
    """The same placement, wider by `SCALE` and as much higher as the slide has room for."""
    tall = max(1.0, min(SCALE, (FOOT - TOP - 18) / placed.height))

    def box(edges):
        return (edges[0] * SCALE, edges[1] * tall, edges[2] * SCALE, edges[3] * tall)

    return replace(
        placed,
        height=placed.height * tall,
        plot=box(placed.plot),
        months=tuple(replace(m, start=m.start * SCALE, end=m.end * SCALE) for m in placed.months),
        lanes=tuple(replace(lane, top=lane.top * tall, bottom=lane.bottom * tall) for lane in placed.lanes),
        marks=tuple(
            replace(m, x=m.x * SCALE, x_end=m.x_end * SCALE, y=m.y * tall, label=box(m.label))
            for m in placed.marks
        ),
    )


def _title(slide, title: str, subtitle: str) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Emu(v * PX) for v in (LEFT, 24, CHART_WIDTH, 48))
    _write(shape.text_frame, title, 26, PP_ALIGN.LEFT, TONES["ink"], bold=True)
    _text(slide, LEFT, 70, CHART_WIDTH, 26, subtitle[:180], 14, color=TONES["muted"])


def _draw(slide, events: pd.DataFrame, placed: Placed, colors: dict[str, str]) -> None:
    left, top, _, bottom = placed.plot
    for i, month in enumerate(placed.months):
        if i % 2 == 0:
            band = _shape(
                slide,
                MSO_SHAPE.RECTANGLE,
                LEFT + month.start,
                TOP + top,
                month.end - month.start,
                bottom - top,
            )
            _fill(band, TONES["band"])
            band.name = f"Month {month.name}"
        _text(slide, LEFT + month.start - 10, TOP + top - 27, month.end - month.start + 20, 22, month.name, POINTS,
              PP_ALIGN.CENTER, TONES["muted"])  # fmt: skip
    for lane in placed.lanes:
        _line(slide, TOP + lane.top)
        _text(
            slide,
            LEFT,
            TOP + lane.top,
            left - 14,
            lane.bottom - lane.top,
            "\v".join(lane.lines),
            POINTS,
            PP_ALIGN.RIGHT,
            middle=True,
        )
    _line(slide, TOP + bottom)
    rows = events.set_index("id")
    for mark in placed.marks:
        event = rows.loc[mark.id]
        dot = _shape(
            slide, MSO_SHAPE.OVAL, LEFT + mark.x - RADIUS, TOP + mark.y - RADIUS, 2 * RADIUS, 2 * RADIUS
        )
        if mark.x_end > mark.x:
            dot.width = Emu(int((mark.x_end - mark.x + 2 * RADIUS) * PX))
        _fill(dot, colors[mark.theme])
        dot.name = event["headline"]
        said = f"{event['headline']}, {date_in_words(event['date'])}, {mark.theme}"
        dot._element._nvXxPr.cNvPr.set("descr", said)
        if mark.lines:
            _, y0, _, y1 = mark.label
            # As wide as the chart allows: a box that is too narrow would wrap in another font.
            gap = RADIUS + 8
            x0, x1 = (0, mark.x - gap) if mark.left else (mark.x_end + gap, CHART_WIDTH)
            side = PP_ALIGN.RIGHT if mark.left else PP_ALIGN.LEFT
            lines = "\v".join(mark.lines)
            box = _text(slide, LEFT + x0, TOP + y0, x1 - x0, y1 - y0, lines, POINTS, side, middle=True)
            box.name = event["headline"]
            for paragraph in box.text_frame.paragraphs:
                paragraph.line_spacing = Pt(LINE * 0.75)


def _shape(slide, kind, x: float, y: float, width: float, height: float):
    return slide.shapes.add_shape(kind, *(Emu(int(v * PX)) for v in (x, y, width, height)))


def _fill(shape, color: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(color[1:])
    shape.line.fill.background()
    _plain(shape)


def _plain(shape) -> None:
    """Without the theme's effects: some programs draw its shadow even where it is switched off."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _line(slide, y: float) -> None:
    ends = (Emu(int(v * PX)) for v in (LEFT, y, LEFT + CHART_WIDTH, y))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.line.color.rgb = RGBColor.from_string(TONES["line"][1:])
    line.line.width = Pt(0.75)
    _plain(line)


def _text(slide, x, y, width, height, text, points, side=PP_ALIGN.LEFT, color=TONES["ink"], middle=False):
    box = slide.shapes.add_textbox(*(Emu(int(v * PX)) for v in (x, y, width, height)))
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    box.text_frame.word_wrap = True
    _write(box.text_frame, text, points, side, color)
    return box


def _write(frame, text, points, side, color, bold=False) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = side
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(points), bold, FONT
            run.font.color.rgb = RGBColor.from_string(color[1:])
