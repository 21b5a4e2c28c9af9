"""The deck that slides are added to, from our template or another, and the room that its layout leaves."""

import io
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import lxml.etree as etree
from pptx import Presentation
from pptx.oxml.ns import qn

from components.draw.fonts import cut, cut_lines, text_width, wrap
from components.draw.slide_file import open_template
from components.draw.slide_template import PX, SMALL, SUBTITLE, TEXT, TITLE, template_file
from data.report import ReportError

_TITLES = ("title", "ctrTitle")
_FEET = ("dt", "ftr", "sldNum")
_SIDE = 48  # px left free where a layout gives no margin
_LEAST = (480.0, 300.0)  # minimum px of the chart under a layout's own title, otherwise the title is moved
# The width of typefaces compared with ours in semibold; others are assumed to be wide.
_WIDE = {
    "arial": 1.15,
    "helvetica": 1.15,
    "liberation sans": 1.15,
    "calibri": 1.03,
    "carlito": 1.03,
    "cambria": 1.07,
    "times new roman": 1.04,
    "garamond": 1.0,
    "gill sans mt": 1.06,
    "aptos": 1.12,
    "aptos display": 1.08,
    "segoe ui": 1.12,
    "source sans pro": 1.0,
    "verdana": 1.36,
    "dejavu sans": 1.36,
    "century gothic": 1.25,
}
_WIDE_OTHER = 1.2


@dataclass(frozen=True)
class Room:
    """The positions on a slide, in px of 1/96 inch: left, top, right and bottom of the chart; and its fonts."""

    left: float
    top: float
    right: float
    bottom: float
    subtitle: float  # the top of the line under the title
    foot: float  # the top of the last line
    foot_right: float  # its bottom
    wide: float = _WIDE["arial"]  # width of its letters compared with our typeface
    title_wide: float = _WIDE["arial"]
    title_points: float = TITLE
    title_lines: int = 1
    title_box: tuple[float, float, float, float] | None = None  # if the layout's own leaves too little
    is_centred: bool = False  # the title, and so the line under it
    is_ours: bool = True

    @property
    def width(self) -> float:
        """px from side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """px from top to bottom."""
        return self.bottom - self.top

    def fits_title(self, title: str) -> bool:
        """Whether a title fits into its lines."""
        wide = self.width / self.title_wide
        lines = wrap(title, wide, self.title_points / 0.75, bold=True)
        return len(lines) <= self.title_lines and all(
            text_width(line, self.title_points / 0.75, bold=True) <= wide for line in lines
        )

    def cut_title(self, title: str) -> str:
        """The title in its lines, shortened with “…”."""
        if self.fits_title(title):
            return title
        wide = self.width / self.title_wide
        return " ".join(cut_lines(title, wide, self.title_points / 0.75, self.title_lines, bold=True))

    @property
    def taller(self) -> "Room":
        """Our own room with a second line for titles; another template's stays as it is."""
        if not self.is_ours or self.title_lines > 1:
            return self
        line = round(TITLE / 0.75 * 1.2)
        box = (self.left, 20.0, self.right, 62.0 + line)
        return replace(self, top=self.top + line, subtitle=self.subtitle + line, title_lines=2, title_box=box)

    def letters_wide(self, text: str, points: float) -> float:
        """The width in px of a text in one line."""
        return text_width(text, points / 0.75, bold=True) * self.wide

    def cut(self, text: str, wide: float, points: float) -> str:
        """A text in one line of this many px, shortened with “…”."""
        return cut(text, wide / self.wide, points / 0.75, bold=True)


OURS = Room(48, 96, 1232, 676, 66, 686, 1168)


@dataclass(frozen=True)
class Deck:
    """A deck, the layout of its slides, and the room that it leaves."""

    deck: Any
    layout: Any
    room: Room

    @cached_property
    def has_subtitle(self) -> bool:
        """Whether the layout has a placeholder of ours for the line under the title."""
        return self.room.is_ours


def open_deck(template: bytes | None = None, name: str = "The template") -> Deck:
    """Open an empty deck from our template or another: a .potx, or a .pptx whose slides are left out.

    Raises `ReportError` if it is not a template, contains macros, or exceeds a limit.
    """
    if template is None:
        deck = Presentation(io.BytesIO(template_file()))
        return Deck(deck, deck.slide_layouts[0], OURS)
    deck = open_template(template, name)
    layout = _find_layout(deck, name)
    return Deck(deck, layout, _measure(deck, layout))


def _find_layout(deck: Any, name: str) -> Any:
    """The layout with only a title, or the one with a title and the least else."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise ReportError(f"{name} has no layouts; choose another template.")

    def rank(layout: Any) -> tuple:
        kinds = [_kind(shape) for shape in layout.placeholders]
        has_title = any(kind in _TITLES for kind in kinds)
        more = sum(kind not in (*_TITLES, *_FEET) for kind in kinds)
        return (
            not has_title,
            layout._element.get("type") != "titleOnly",
            more,
            "ctrTitle" in kinds,
            len(list(layout.shapes)),
        )

    return min(layouts, key=rank)


def _kind(placeholder: Any) -> str:
    found = placeholder._element.find(".//" + qn("p:ph"))
    return found.get("type", "obj")


def _box(shape: Any) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom px of a shape, if it or its master gives them."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    x, y, w, h = (side / PX for side in sides)
    return x, y, x + w, y + h


def _measure(deck: Any, layout: Any) -> Room:
    """Measure the room that a layout leaves between title, footer and drawings."""
    wide, tall = deck.slide_width / PX, deck.slide_height / PX
    boxes = {_kind(shape): box for shape in layout.placeholders if (box := _box(shape))}
    title = next((boxes[kind] for kind in _TITLES if kind in boxes), None)
    side = min(_SIDE, wide * 0.05)
    left, right, top, bottom = side, wide - side, 0.0, tall - 24
    for kind in _FEET:
        if kind in boxes and boxes[kind][1] > tall * 0.75:
            bottom = min(bottom, boxes[kind][1])
    for x0, y0, x1, y1 in _drawn(layout):
        if (x1 - x0) > 0.7 * wide and (y1 - y0) > 0.7 * tall:
            continue  # a background
        if y0 > tall * 0.7:
            bottom = min(bottom, y0)
        elif y1 < tall * 0.3 and title is None:
            top = max(top, y1)
        elif x1 < wide * 0.25 and y1 - y0 > tall * 0.5:
            left = max(left, x1 + 16)
        elif x0 > wide * 0.75 and y1 - y0 > tall * 0.5:
            right = min(right, x0 - 16)
    font, title_font = (_WIDE.get(face.lower(), _WIDE_OTHER) for face in _faces(layout))
    points = _title_points(layout)
    moved = None
    if title:
        inset = 9.6  # PowerPoint's own
        left, right = max(left, title[0] + inset), min(right, title[2] - inset)
    line = TEXT / 0.75 * 1.3
    if title is None or right - left < _LEAST[0] or bottom - title[3] - 2 * line < _LEAST[1]:
        left, right = side, wide - side
        moved = (left, top + 20, right, top + 20 + min(points, TITLE) / 0.75 * 1.3)
        title = moved
    lines = max(1, int((title[3] - title[1]) / (min(points, TITLE + 2) / 0.75 * 1.2)))
    under, foot = title[3] + 4, bottom - SMALL / 0.75 * 1.3 - 4
    return Room(
        left=left,
        top=under + line + 8,
        right=right,
        bottom=foot - 8,
        subtitle=under,
        foot=foot,
        foot_right=right,
        wide=font,
        title_wide=title_font,
        title_points=min(points, TITLE + 2),
        title_lines=min(2, lines),
        title_box=moved,
        is_centred=_title_style(layout, "algn") == "ctr",
        is_ours=False,
    )


def _drawn(layout: Any) -> list[tuple[float, float, float, float]]:
    """What a layout and its master contain besides placeholders."""
    shapes = list(layout.shapes)
    if layout._element.get("showMasterSp", "1") not in ("0", "false"):
        shapes += list(layout.slide_master.shapes)
    return [box for shape in shapes if not shape.is_placeholder and (box := _box(shape))]


def _faces(layout: Any) -> tuple[str, str]:
    """The typefaces of text and titles, "" if the theme does not give them."""
    part = next(
        (
            rel.target_part
            for rel in layout.slide_master.part.rels.values()
            if rel.reltype.endswith("/theme") and not rel.is_external
        ),
        None,
    )
    if part is None:
        return "", ""
    theme = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    found = [theme.find(f".//{qn(f'a:{kind}Font')}/{qn('a:latin')}") for kind in ("minor", "major")]
    minor, major = ("" if face is None else face.get("typeface", "") for face in found)
    return minor, major


def _title_points(layout: Any) -> float:
    """The size of the title; PowerPoint's default if nothing gives it."""
    size = _title_style(layout, "sz")
    return int(size) / 100 if size.isdecimal() else 44.0


def _title_style(layout: Any, name: str) -> str:
    """A property of the title's style in the layout or its master: its size ("sz") or alignment ("algn"); "" for none."""
    for place in (
        *(shape._element for shape in layout.placeholders if _kind(shape) in _TITLES),
        layout.slide_master._element.find(".//" + qn("p:titleStyle")),
    ):
        for level in () if place is None else place.findall(f".//{qn('a:lvl1pPr')}"):
            said = level if name == "algn" else level.find(qn("a:defRPr"))
            if said is not None and said.get(name):
                return said.get(name)
    return ""


def subtitle_of(slide: Any) -> Any:
    """The placeholder of the line under the title; None if the layout has none of ours."""
    return next((p for p in slide.placeholders if p.placeholder_format.idx == SUBTITLE), None)
