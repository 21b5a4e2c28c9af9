"""The tags of a deck: a description of its shapes, stored in its properties so that the deck can be updated. Programs keep
these when they save it.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import lxml.etree as etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from components.draw.slide_colors import color_of, colors_of_theme
from components.draw.slide_template import PX

VERSION = 1
TAG = "Yearline slide "  # prefix of the name of a slide's last line, before its number
_PROPERTY = "Yearline "  # prefix of the names of the properties, before their numbers
_LONGEST = 240  # characters of a property, which programs cut after 255
_MOST_BYTES = 4_000_000  # shared by the tags of one deck
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class TagsTorn(Exception):
    """The tags exist but are incomplete."""


@dataclass(frozen=True)
class Shape:
    """A shape as it was drawn: its name, its centre in px, its text, its colour, and its event, "" for none."""

    name: str
    x: int
    y: int
    text: str
    color: str
    event: str = ""


@dataclass
class Tags:
    """The tags of a deck as it was made: each slide's shapes, the text of its notes, and each event's text."""

    slides: list[list[Shape]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)
    version: int = VERSION
    build: str = ""  # how the deck was divided, as in `timeline_deck`
    is_ours: bool = True  # whether its template is ours


def describe_slide(slide: Any, events: Mapping[str, list[int]]) -> list[Shape]:
    """Describe the current shapes of a slide; `events` maps each event to the ids of its shapes."""
    event_of = {number: name for name, numbers in events.items() for number in numbers}
    theme = colors_of_theme(slide)
    return [describe_shape(shape, theme, event_of.get(shape.shape_id, "")) for shape in slide.shapes]


def describe_shape(shape: Any, theme: Mapping[str, str], event: str = "") -> Shape:
    """Describe a shape; a group by its mark."""
    inner = {one.name: one for one in shape.shapes} if hasattr(shape, "shapes") else {}
    mark = inner.get("Mark", shape)
    told = inner.get("Headline", shape)
    # Reading the text of a shape without one would add an empty one.
    has_text = told._element.find(qn("p:txBody")) is not None
    text = " ".join(told.text_frame.text.split()) if has_text else ""
    x, y = ((a or 0) + (b or 0) / 2 for a, b in ((mark.left, mark.width), (mark.top, mark.height)))
    if inner:
        x, y = _place_in_group(shape._element, x, y)
    text = "".join(letter for letter in text if letter not in "\u200e\u200f")
    return Shape(shape.name, round(x / PX), round(y / PX), text, color_of(mark._element, theme), event)


def _place_in_group(group: Any, x: float, y: float) -> tuple[float, float]:
    """Convert a position within a group to one on the slide: moving a group does not change its shapes' own positions."""
    box = group.find(f"{qn('p:grpSpPr')}/{qn('a:xfrm')}")
    parts = [] if box is None else [box.find(qn(f"a:{name}")) for name in ("off", "ext", "chOff", "chExt")]
    if len(parts) < 4 or any(part is None for part in parts):
        return x, y
    off, ext, inner, whole = parts
    placed = []
    for at, side, size in ((x, "x", "cx"), (y, "y", "cy")):
        wide = int(whole.get(size)) or 1
        placed.append(int(off.get(side)) + (at - int(inner.get(side))) * int(ext.get(size)) / wide)
    return placed[0], placed[1]


def write_tags(deck: Any, tags: Tags) -> None:
    """Store the tags in the deck's properties, replacing old ones; other properties stay."""
    said = {
        "version": tags.version,
        "slides": [[list(vars(shape).values()) for shape in slide] for slide in tags.slides],
        "notes": tags.notes,
        "events": tags.events,
        "build": tags.build,
        "is_ours": tags.is_ours,
    }
    packed = base64.b64encode(zlib.compress(json.dumps(said, ensure_ascii=False).encode(), 9)).decode()
    pieces = [packed[at : at + _LONGEST] for at in range(0, len(packed), _LONGEST)]
    part = _find_part(deck)
    root = etree.Element(f"{{{_SPACE}}}Properties", nsmap={None: _SPACE, "vt": _VALUES})
    if part is not None:
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        for one in [one for one in root if (one.get("name") or "").startswith(_PROPERTY)]:
            root.remove(one)
    taken = [int(one.get("pid") or 1) for one in root]
    for number, piece in enumerate(pieces, 1):
        name = f"{_PROPERTY}{number} of {len(pieces)}"
        number_of = str(max([1, *taken]) + number)
        one = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT, pid=number_of, name=name)
        etree.SubElement(one, f"{{{_VALUES}}}lpwstr").text = piece
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if part is None:
        part = Part(PackURI("/docProps/custom.xml"), _TYPE, deck.part.package, blob)
        deck.part.package.relate_to(part, _RELATION)
    part._blob = blob


def read_tags(deck: Any) -> Tags | None:
    """Read the tags of a deck; None if it has none. Raises `TagsTorn`."""
    pieces = dict(_pieces(deck))
    if not pieces:
        return None
    try:
        most = int(next(iter(pieces)).split(" of ")[1])
        packed = "".join(pieces[f"{_PROPERTY}{number} of {most}"] for number in range(1, most + 1))
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(base64.b64decode(packed, validate=True), _MOST_BYTES)
        said = json.loads(text)
        version = int(said["version"])
        if version > VERSION:
            return Tags(version=version)
        slides = [[Shape(*shape) for shape in slide] for slide in said["slides"]]
        notes, events = list(map(str, said["notes"])), dict(said["events"])
        if len(notes) != len(slides):
            raise TagsTorn
        return Tags(slides, notes, events, version, str(said["build"]), bool(said["is_ours"]))
    except (ValueError, KeyError, IndexError, TypeError, binascii.Error, zlib.error):
        raise TagsTorn from None


def _pieces(deck: Any) -> Iterator[tuple[str, str]]:
    part = _find_part(deck)
    if part is None:
        return
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    for one in root:
        if (one.get("name") or "").startswith(_PROPERTY):
            yield one.get("name") or "", "".join(one.itertext()).strip()


def _find_part(deck: Any) -> Any:
    relations = deck.part.package._rels.values()
    return next(
        (rel.target_part for rel in relations if rel.reltype == _RELATION and not rel.is_external), None
    )
