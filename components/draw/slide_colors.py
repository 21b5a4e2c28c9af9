"""The colour of a slide's shape, whether its file gives it by theme or by value."""

import colorsys
from collections.abc import Mapping
from typing import Any

import lxml.etree as etree
from pptx.oxml.ns import qn

_NEAR = 12  # of 255, by which programs round colours differently


def colors_of_theme(slide: Any) -> dict[str, str]:
    """The colours of a slide's theme by their names in shapes ("tx1", "accent1"), as "4268CB"."""
    master = slide.slide_layout.slide_master
    part = next(
        (rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")), None
    )
    if part is None:
        return {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    scheme = root.find(f".//{qn('a:clrScheme')}")
    colors = {
        etree.QName(one).localname: one[0].get("lastClr") or one[0].get("val") or ""
        for one in (() if scheme is None else scheme)
        if len(one)
    }
    mapped = master._element.find(qn("p:clrMap"))
    return {
        **colors,
        **{use: colors.get(name, "") for use, name in (mapped.attrib if mapped is not None else {}).items()},
    }


def color_of(element: Any, theme: Mapping[str, str]) -> str:
    """The colour of a mark as "4268CB": of its line if it has one, otherwise of its fill; "" for none."""
    properties = element.find(qn("p:spPr"))
    if properties is None:
        return ""
    line = properties.find(qn("a:ln"))
    for place in (line, properties):
        fill = None if place is None else place.find(qn("a:solidFill"))
        if fill is not None and len(fill):
            return _resolve(fill[0], theme)
    return ""


def _resolve(color: Any, theme: Mapping[str, str]) -> str:
    name = color.get("val") or ""
    value = (theme.get(name, "") if color.tag == qn("a:schemeClr") else name).upper()
    if len(value) != 6:
        return value
    try:
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return value
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    for kind in ("lumMod", "lumOff"):
        said = color.find(qn(f"a:{kind}"))
        part = int(said.get("val")) / 100_000 if said is not None else 0.0
        light = light * part if said is not None and kind == "lumMod" else light + part
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), full)
    return "".join(f"{round(part * 255):02X}" for part in parts)


def are_alike(one: str, other: str) -> bool:
    """Whether two colours are the same apart from rounding."""
    if len(one) != 6 or len(other) != 6:
        return one.upper() == other.upper()
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= _NEAR for i in (0, 2, 4))
