"""PowerPoint templates of another look than ours, made in code."""

import io
from typing import Any

import lxml.etree as etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from tests.packages import rewrite

_MAIN = b"presentationml.presentation.main+xml"
_TEMPLATE = b"presentationml.template.main+xml"


def firm_template(wide: bool = True) -> bytes:
    """A .potx of a firm: dark with a bar at its side (16:9), or light with a bar on top and below (4:3).

    It has a slide of its own, which is no part of what is made from it.
    """
    deck: Any = Presentation()
    master = deck.slide_master
    if wide:
        factor = 12192000 / deck.slide_width
        deck.slide_width = Emu(12192000)
        for place in (master, *deck.slide_layouts):
            for shape in place.placeholders:
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    shape.left, shape.width = Emu(int(shape.left * factor)), Emu(int(shape.width * factor))
    tall, across = int(deck.slide_height), int(deck.slide_width)
    bars = (
        [(0, 0, across // 40, tall)] if wide else [(0, 0, across, 180000), (0, tall - 320000, across, 320000)]
    )
    for box in bars:
        bar = master.shapes._spTree  # a master's shapes have no add_shape of their own
        number = 900 + len(bar)
        bar.append(
            etree.fromstring(
                f'<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
                f'<p:nvSpPr><p:cNvPr id="{number}" name="Bar"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{box[0]}" y="{box[1]}"/>'
                f'<a:ext cx="{box[2]}" cy="{box[3]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill></p:spPr></p:sp>'
            )
        )
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    colors = (
        {"dk1": "101820", "lt1": "F4F1EA", "dk2": "2A3A4A", "lt2": "C9D3DC"}
        if wide
        else {"dk1": "222222", "lt1": "FFFFFF", "dk2": "7A1F3D", "lt2": "F3E6EA"}
    )
    accents = (
        ("FFB000", "E4572E", "76B041", "5FA8D3", "C792EA", "F2E86D")
        if wide
        else (
            "7A1F3D",
            "C77D0A",
            "2E5E4E",
            "3D5A80",
            "6B4E71",
            "8C6A5D",
        )
    )
    colors |= {f"accent{i}": color for i, color in enumerate(accents, 1)}
    colors |= {"hlink": accents[0], "folHlink": accents[0]}
    for name, color in colors.items():
        entry = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, qn("a:srgbClr")).set("val", color)
    for kind, face in (("major", "Georgia"), ("minor", "Verdana" if wide else "Times New Roman")):
        theme.find(f".//{qn(f'a:{kind}Font')}/{qn('a:latin')}").set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    if wide:  # dark: text and background change places
        mapped = master._element.find(qn("p:clrMap"))
        for one, other in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            mapped.set(one, other)
        master.background.fill.solid()
        master.background.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Internal: how to use this template"
    slide.shapes.add_shape(MSO_SHAPE.OVAL, 0, 0, 100000, 100000)
    buffer = io.BytesIO()
    deck.save(buffer)
    return retyped(buffer.getvalue(), _TEMPLATE)


def retyped(content: bytes, kind: bytes) -> bytes:
    """The same package as another kind of file."""
    return rewrite(
        content,
        lambda name, part: (
            part.replace(_TEMPLATE, _MAIN).replace(_MAIN, kind) if name == "[Content_Types].xml" else part
        ),
    )


def shaped_template(width: int, height: int, dark: bool = False, has_title: bool = True) -> bytes:
    """A plain .pptx of a size in px, its text light on dark where it is `dark`; without a title its layouts are blank."""
    deck: Any = Presentation()
    across, down = width * 9525 / deck.slide_width, height * 9525 / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(width * 9525), Emu(height * 9525)
    master = deck.slide_master
    for place in (master, *deck.slide_layouts):
        for shape in list(place.placeholders):
            if not has_title and place is not master:
                shape._element.getparent().remove(shape._element)
            elif shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
                shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))
    if dark:
        mapped = master._element.find(qn("p:clrMap"))
        for one, other in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            mapped.set(one, other)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
