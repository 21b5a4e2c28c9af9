"""The timeline as PowerPoint: native shapes from the same placement as the page, on 16:9 slides."""

import io
from dataclasses import replace

import pandas as pd
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components.draw import palette
from components.draw.placement import marked, place
from components.draw.shapes import LINE, RADIUS, Placed
from data import Axis, Report, Selection, date_in_words, month_of

BUILDS = ("overview", "themes", "build")
WIDTH, HEIGHT = Emu(12192000), Emu(6858000)  # 13.333 by 7.5 inches
PX = 9525  # EMU in one px at 96 dpi
LEFT, TOP, FOOT = 48, 118, 686  # px on a slide of 1280 by 720
CHART_WIDTH = 1280 - 2 * LEFT
TONES = palette.LIGHT
FONT = "Arial"  # on every machine, or a font of the same widths
POINTS = 11
# Arial at 11 pt against the page's font at 14 px, as measured: so much wider is everything placed. A few
# events stand larger, in the largest of these that leaves room for all of them.
SCALES = (1.8, 1.5, 1.2)
MOST_NOTES = 200  # events whose sentences stand in a slide's notes
_ACCENTS = [getattr(MSO_THEME_COLOR, f"ACCENT_{i}") for i in range(1, 7)]
# Beyond six themes a lighter or darker shade of the deck's six colours, so that all of them follow the palette.
_SHADES = (0.0, -0.35, 0.35, -0.6)
# What each of the deck's colours is called in its theme, and what it is here.
_SCHEME = {
    "dk1": TONES["ink"],
    "lt1": TONES["paper"],
    "dk2": TONES["muted"],
    "lt2": TONES["band"],
    "hlink": TONES["muted"],
    "folHlink": TONES["muted"],
}


def timeline_deck(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    slides: str = "overview",
    address: str = "",
) -> bytes:
    """A deck of the in-year `events` as .pptx bytes.

    `slides` is "overview" (one slide, or as many as the lanes need), "themes" (also one for each theme)
    or "build" (events appear month by month). Every slide has the title, the selection in words and the
    source with a link to `address`; its notes hold each event's date, sentence and offsets in the report.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _paint(deck)
    title = report.named
    words = selection.in_words() or (axis.in_words() or "none")
    said = f"{len(events)} event{'' if len(events) == 1 else 's'}: {words}"
    made = _Deck(deck, title, report.source or title, themes, address)
    if slides == "build" and len(events):
        _build(made, events, axis, said)
    else:
        made.spread(events, axis, said)
    if slides == "themes" and len(events):
        for theme in [t for t in events["theme"].cat.categories if (events["theme"] == t).any()]:
            own = events[events["theme"] == theme]
            made.spread(own, axis, f"{theme}: {len(own)} event{'' if len(own) == 1 else 's'}")
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _build(made: "_Deck", events: pd.DataFrame, axis: Axis, said: str) -> None:
    """One placement for all, shown up to the end of each month that has an event."""
    for shown, placed, scale in _pages(events, axis):
        first = shown["first_day"].dt.strftime("%Y-%m").clip(lower=month_of(axis.first))
        steps = sorted(first.unique())
        for number, month in enumerate(steps, 1):
            until = set(shown[first <= month]["id"])
            part = replace(placed, marks=tuple(m for m in placed.marks if m.id in until))
            made.slide(shown[shown["id"].isin(until)], part, scale, f"{said} · {number} of {len(steps)}")


class _Deck:
    """A deck being made: what all its slides share, and the drawing of one."""

    def __init__(self, deck, title: str, source: str, themes: list[str], address: str):
        self.deck, self.title, self.source, self.address = deck, title, source, address
        self.colors = {t: (_ACCENTS[i % 6], _SHADES[i // 6 % len(_SHADES)]) for i, t in enumerate(themes)}

    def spread(self, events: pd.DataFrame, axis: Axis, said: str) -> None:
        """The events on as many slides as they need."""
        pages = _pages(events, axis)
        for number, (shown, placed, scale) in enumerate(pages, 1):
            self.slide(
                shown, placed, scale, said + (f" · {number} of {len(pages)}" if len(pages) > 1 else "")
            )

    def slide(self, events: pd.DataFrame, placed: Placed | None, scale: float, said: str) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        _title(slide, self.title, said)
        if placed is None:
            _text(slide, 0, 340, 1280, 40, "No event matches this selection.", 18, PP_ALIGN.CENTER)
        else:
            _draw(slide, events, placed, scale, self.colors)
        foot = _text(
            slide, LEFT, FOOT, CHART_WIDTH, 22, f"Source: {self.source}", POINTS, color=MSO_THEME_COLOR.TEXT_2
        )
        foot.name = "Source"
        if self.address:
            run = foot.text_frame.paragraphs[0].runs[0]
            run.hyperlink.address = self.address
        told = [
            f"{date_in_words(e.date)}: {e.text} [characters {e.start}–{e.end}]"
            for e in events.head(MOST_NOTES).itertuples()
        ]
        slide.notes_slide.notes_text_frame.text = "\n\n".join(told)


def _paint(deck) -> None:
    """The page's colours as the deck's own: a change of the deck's colours changes every mark."""
    part = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    colors = _SCHEME | {f"accent{i}": color for i, color in enumerate(palette.LIGHT_THEMES[:6], 1)}
    for name, color in colors.items():
        entry = theme.find(f".//a:clrScheme/a:{name}", space)
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, qn("a:srgbClr")).set("val", color[1:])
    for font in theme.findall(".//a:fontScheme/*/a:latin", space):
        font.set("typeface", FONT)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _pages(events: pd.DataFrame, axis: Axis) -> list[tuple[pd.DataFrame, Placed | None, float]]:
    """The events of each slide with their placement and scale, split so that each fits between title and source."""
    if events.empty:
        return [(events, None, 1.0)]
    for scale in SCALES:
        placed = _scaled(place(events, CHART_WIDTH / scale, axis, (FOOT - TOP) / scale), scale)
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
    return _pages(events[first], axis) + _pages(events[~first], axis)


def _scaled(placed: Placed, scale: float) -> Placed:
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


def _title(slide, title: str, subtitle: str) -> None:
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Emu(v * PX) for v in (LEFT, 24, CHART_WIDTH, 48))
    _write(shape.text_frame, title, 26, PP_ALIGN.LEFT, MSO_THEME_COLOR.TEXT_1, bold=True)
    _text(
        slide, LEFT, 70, CHART_WIDTH, 26, subtitle[:180], 14, color=MSO_THEME_COLOR.TEXT_2
    ).name = "Selection"


def _draw(slide, events: pd.DataFrame, placed: Placed, scale: float, colors: dict) -> None:
    points = POINTS * scale / SCALES[-1]
    left, top, right, bottom = placed.plot
    shapes = slide.shapes
    for i, column in enumerate(placed.columns):
        if i % 2 == 0:
            band = _shape(
                shapes,
                MSO_SHAPE.RECTANGLE,
                LEFT + column.start,
                TOP + top,
                column.end - column.start,
                bottom - top,
            )
            _fill(band, MSO_THEME_COLOR.BACKGROUND_2)
            band.name = f"Month {column.name}"
            _decorative(band)
        if column.name:
            _text(
                slide,
                LEFT + column.start - 10,
                TOP + top - 27,
                column.end - column.start + 20,
                22,
                column.name,
                points,
                PP_ALIGN.CENTER,
                MSO_THEME_COLOR.TEXT_2,
            )
    for lane in placed.lanes:
        _line(slide, TOP + lane.top)
        _text(
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
    _line(slide, TOP + bottom)
    for density in placed.densities:
        _area(slide, density, placed, colors.get(density.theme, (_ACCENTS[0], -0.6)))
    rows = {row.id: row for row in marked(placed, events).itertuples()}
    # Added in the order of time, which is the order a screen reader goes by.
    for mark in placed.marks:
        _event(slide, rows[mark.id], mark, scale / SCALES[-1], colors[mark.theme])


def _event(slide, event, mark, larger: float, color: tuple) -> None:
    """A mark and its headline, grouped and named by the headline; `larger` than the least size."""
    group = slide.shapes.add_group_shape()
    radius = RADIUS * larger
    dot = _shape(
        group.shapes, MSO_SHAPE.OVAL, LEFT + mark.x - radius, TOP + mark.y - radius, 2 * radius, 2 * radius
    )
    if mark.x_end > mark.x:
        dot.width = Emu(int((mark.x_end - mark.x + 2 * radius) * PX))
    _fill(dot, *color)
    dot.name = "Mark"
    said = f"{event.headline}, {date_in_words(event.date)}, {mark.theme}"
    dot._element._nvXxPr.cNvPr.set("descr", said)
    if mark.lines:
        _, y0, _, y1 = mark.label
        # As wide as the chart allows: a box that is too narrow would wrap in another font.
        gap = radius + 8 * larger
        x0, x1 = (0, mark.x - gap) if mark.left else (mark.x_end + gap, CHART_WIDTH)
        side = PP_ALIGN.RIGHT if mark.left else PP_ALIGN.LEFT
        box = _text(
            group,
            LEFT + x0,
            TOP + y0,
            x1 - x0,
            y1 - y0,
            "\v".join(mark.lines),
            POINTS * larger,
            side,
            middle=True,
        )
        box.name = "Headline"
        for paragraph in box.text_frame.paragraphs:
            paragraph.line_spacing = Pt(LINE * 0.75 * larger)
    group.name = event.headline
    group._element._nvXxPr.cNvPr.set("descr", said)


def _area(slide, density, placed: Placed, color: tuple) -> None:
    """A lane's events over time as one freeform."""
    points = [(LEFT + placed.plot[0], TOP + density.base)]
    for i, height in enumerate(density.heights):
        x, y = LEFT + placed.plot[0] + i * density.step, TOP + density.base - height
        points += [(x, y), (x + density.step, y)]
    points.append((points[-1][0], TOP + density.base))
    maker = slide.shapes.build_freeform(int(points[0][0] * PX), int(points[0][1] * PX), scale=1.0)
    maker.add_line_segments([(int(x * PX), int(y * PX)) for x, y in points[1:]])
    shape = maker.convert_to_shape()
    _fill(shape, *color)
    etree.SubElement(shape._element.spPr.find(".//" + qn("a:schemeClr")), qn("a:alpha")).set(
        "val", "50000"
    )  # as on the page
    shape.name = density.lane or "Events"
    shape._element._nvXxPr.cNvPr.set("descr", f"{density.words} over time")


def _shape(shapes, kind, x: float, y: float, width: float, height: float):
    return shapes.add_shape(kind, *(Emu(int(v * PX)) for v in (x, y, width, height)))


def _fill(shape, color, brightness: float = 0.0) -> None:
    shape.fill.solid()
    shape.fill.fore_color.theme_color = color
    if brightness:
        shape.fill.fore_color.brightness = brightness
    shape.line.fill.background()
    _plain(shape)


def _plain(shape) -> None:
    """Without the theme's effects: some programs draw its shadow even where it is switched off."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def _decorative(shape) -> None:
    """An empty description: a screen reader passes it over."""
    shape._element._nvXxPr.cNvPr.set("descr", "")


def _line(slide, y: float) -> None:
    ends = (Emu(int(v * PX)) for v in (LEFT, y, LEFT + CHART_WIDTH, y))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.line.color.rgb = RGBColor.from_string(TONES["line"][1:])
    line.line.width = Pt(0.75)
    line.name = "Lane"
    _plain(line)


def _text(
    place_on,
    x,
    y,
    width,
    height,
    text,
    points,
    side=PP_ALIGN.LEFT,
    color=MSO_THEME_COLOR.TEXT_1,
    middle=False,
):
    box = place_on.shapes.add_textbox(*(Emu(int(v * PX)) for v in (x, y, width, height)))
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
            run.font.color.theme_color = color
