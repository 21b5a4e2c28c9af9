"""The shapes that a slide is made of, measured in px of a slide of 1280 by 720."""

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from components.draw import palette

PX = 9525  # EMU in one px at 96 dpi
LEFT, TOP, FOOT = 48, 118, 686  # px of the chart on the slide
CHART_WIDTH = 1280 - 2 * LEFT
FONT = "Arial"  # on every machine, or a font of the same widths
POINTS = 11  # the least size of a letter


def add_shape(shapes, kind, x: float, y: float, width: float, height: float):
    """A shape of a `kind` of MSO_SHAPE."""
    return shapes.add_shape(kind, *(Emu(int(v * PX)) for v in (x, y, width, height)))


def fill_shape(shape, color, brightness: float = 0.0) -> None:
    """Fill a shape with a colour of the deck, lighter or darker by `brightness`, without an outline."""
    shape.fill.solid()
    shape.fill.fore_color.theme_color = color
    if brightness:
        shape.fill.fore_color.brightness = brightness
    shape.line.fill.background()
    _remove_style(shape)


def _remove_style(shape) -> None:
    """Without the theme's effects: some programs draw its shadow even where it is switched off."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def hide_from_readers(shape) -> None:
    """An empty description: a screen reader passes it over."""
    shape._element._nvXxPr.cNvPr.set("descr", "")


def add_line(slide, y: float) -> None:
    """A hairline across the chart."""
    ends = (Emu(int(v * PX)) for v in (LEFT, y, LEFT + CHART_WIDTH, y))
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    line.line.color.rgb = RGBColor.from_string(palette.LIGHT["line"][1:])
    line.line.width = Pt(0.75)
    line.name = "Lane"
    _remove_style(line)


def add_text(
    place_on,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str,
    points: float,
    side=PP_ALIGN.LEFT,
    color=MSO_THEME_COLOR.TEXT_1,
    middle: bool = False,
):
    """A box of text on a slide or in a group."""
    box = place_on.shapes.add_textbox(*(Emu(int(v * PX)) for v in (x, y, width, height)))
    box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    box.text_frame.word_wrap = True
    write_text(box.text_frame, text, points, side, color)
    return box


def write_text(frame, text: str, points: float, side, color, bold: bool = False) -> None:
    """Write into a text frame without margins."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = side
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(points), bold, FONT
            run.font.color.theme_color = color
