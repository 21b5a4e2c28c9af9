"""The shapes of slides, measured in px of 1/96 inch; all colours are the deck's own."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import lxml.etree as etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from components.draw.fonts import in_its_direction
from components.draw.slide_template import PX

INK = (MSO_THEME_COLOR.TEXT_1, 0.0)
MUTED = (MSO_THEME_COLOR.TEXT_1, 0.35)  # as PowerPoint's own palette offers it, legible on any background
PAPER = (MSO_THEME_COLOR.BACKGROUND_1, 0.0)
_LEFT_TO_RIGHT = "\u200e"  # before a day in a right-to-left text, so that its number does not come last
LANGUAGE = "en-GB"  # the language of headlines, dates and our own text
BAND, HAIRLINE, BARS = 3, 14, 40  # opacity in per cent


def emu(*px: float) -> tuple[Emu, ...]:
    """Convert px to EMU."""
    return tuple(Emu(round(v * PX)) for v in px)


def add_shape(shapes, kind, x: float, y: float, width: float, height: float):
    """Add a shape of a `kind` of MSO_SHAPE, without the theme's effects."""
    shape = shapes.add_shape(kind, *emu(x, y, width, height))
    _remove_style(shape)
    return shape


def add_bars(
    shapes,
    x: float,
    y: float,
    width: float,
    height: float,
    boxes: Sequence[tuple[float, float, float, float]],
):
    """Add several boxes (left, top, right, bottom in px from the shape's corner) as one freeform."""
    shape = add_shape(shapes, MSO_SHAPE.RECTANGLE, x, y, width, height)
    path = "".join(
        f'<a:moveTo><a:pt x="{x0}" y="{y1}"/></a:moveTo><a:lnTo><a:pt x="{x0}" y="{y0}"/></a:lnTo>'
        f'<a:lnTo><a:pt x="{x1}" y="{y0}"/></a:lnTo><a:lnTo><a:pt x="{x1}" y="{y1}"/></a:lnTo><a:close/>'
        for x0, y0, x1, y1 in (emu(*box) for box in boxes)
    )
    geometry = etree.fromstring(
        f'<a:custGeom {nsdecls("a")}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{shape.width}" h="{shape.height}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    old = shape._element.spPr.find(qn("a:prstGeom"))
    old.getparent().replace(old, geometry)
    return shape


def set_color(color_format, color: tuple, seen: int = 100) -> None:
    """Set a colour of the deck, its brightness, and its opacity in per cent."""
    color_format.theme_color, brightness = color
    if brightness:
        color_format.brightness = brightness
    if seen < 100:
        scheme = color_format._color._xClr
        etree.SubElement(scheme, qn("a:alpha")).set("val", str(seen * 1000))


def fill_shape(shape, color: tuple, seen: int = 100) -> None:
    """Fill a shape, without an outline."""
    shape.fill.solid()
    set_color(shape.fill.fore_color, color, seen)
    shape.line.fill.background()


def _remove_style(shape) -> None:
    """Remove the theme's effects: some programs draw its shadow even if it is switched off."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    body = shape._element.find(qn("p:txBody"))
    if body is not None:  # a mark has no text, and needs no empty one
        shape._element.remove(body)


def describe(shape, words: str) -> None:
    """Set a shape's alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", words)


def hide_from_readers(shape) -> None:
    """Mark a shape as decorative, so that screen readers skip it."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("descr", "")
    if properties.find(qn("a:extLst")) is not None:
        return  # a decorative shape is marked so
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extensions = etree.SubElement(properties, qn("a:extLst"))
    extension = etree.SubElement(extensions, qn("a:ext"))
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(extension, f"{{{space}}}decorative", nsmap={"adec": space}).set("val", "1")


def add_line(slide, x: float, x_end: float, y: float) -> None:
    """Add a hairline across the chart."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *emu(x, y, x_end, y))
    _remove_style(line)
    set_color(line.line.color, INK, HAIRLINE)
    line.line.width = Pt(0.75)
    line.name = "Lane"
    hide_from_readers(line)


def add_text(
    place_on,
    box: tuple[float, float, float, float],
    texts: list[tuple[str, tuple]],
    points: float,
    side=PP_ALIGN.LEFT,
    middle: bool = False,
):
    """Add a text box (left, top, width, height in px) to a slide or group; `texts` are its parts with their colours."""
    shape = place_on.shapes.add_textbox(*emu(*box))
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = side
    if in_its_direction((texts[-1][0],)) != (texts[-1][0],):
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        texts = [*((_LEFT_TO_RIGHT + text, color) for text, color in texts[:-1]), texts[-1]]
    for text, color in texts:
        run = paragraph.add_run()
        run.text = text.replace("\n", " ")
        run.font.size = Pt(points)
        set_color(run.font.color, color)
    return shape


def write_line(frame, text: str, points: float | None = None) -> None:
    """Write one paragraph into a placeholder, styled by its layout except for its size."""
    frame.text = " ".join(text.split())
    if points:
        for run in frame.paragraphs[0].runs:
            run.font.size = Pt(points)


def add_placeholder(slide, layout, kind: str) -> Any | None:
    """Add the layout's footer ("ftr") or slide number ("sldNum") to the slide; None if it has none."""
    for shape in layout.placeholders:
        found = shape._element.find(".//" + qn("p:ph"))
        if found.get("type") != kind:
            continue
        element = deepcopy(shape._element)
        properties = element.find(qn("p:spPr"))
        for child in list(properties):
            properties.remove(child)  # its position comes from the layout
        styles = element.find(".//" + qn("a:lstStyle"))
        if styles is not None:
            for child in list(styles):
                styles.remove(child)
        taken = [int(value) for value in slide.shapes._spTree.xpath("//@id") if value.isdigit()]
        element._nvXxPr.cNvPr.set("id", str(max(taken) + 1))
        slide.shapes._spTree.append(element)
        return slide.shapes[-1]
    return None


def mark_language(element: Any) -> None:
    """Set the language of each text, for spelling and speech."""
    for kind in ("a:r", "a:fld"):
        for run in element.iter(qn(kind)):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = run.makeelement(qn("a:rPr"))
                run.insert(0, properties)
            properties.set("lang", LANGUAGE)
