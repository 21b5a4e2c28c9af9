"""Make a picture independent of installed fonts: fix the width of its texts, or convert them to shapes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from components.draw.fonts import font_file, text_width

# Each of our texts is one element in one typeface.
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_EM = 1000  # font units in a letter's height
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def hold_widths(svg: str) -> str:
    """Set each text's length, so that it is as wide in any typeface."""

    def hold(found: re.Match) -> str:
        about, words = dict(_ATTRIBUTE.findall(found[1])), unescape(found[2])
        if not words or not _has(words, _is_bold(about)):  # fonts of other scripts have a width of their own
            return found[0]
        wide = text_width(words, float(about["font-size"]), _is_bold(about))
        return f'<text {found[1]} textLength="{wide:.1f}">{found[2]}</text>'

    return _TEXT.sub(hold, svg)


def outline_texts(svg: str) -> str:
    """Convert texts to shapes, labelled with the text. Characters that our typefaces lack stay text.

    Each glyph is defined once and used by reference.
    """
    letters: dict[tuple[str, bool], str] = {}

    def outline(found: re.Match) -> str:
        about, words = dict(_ATTRIBUTE.findall(found[1])), unescape(found[2])
        is_bold, size = _is_bold(about), float(about["font-size"])
        if not words.strip() or not _has(words, is_bold):
            return found[0]
        part = {"start": 0.0, "middle": 0.5, "end": 1.0}[about.get("text-anchor", "start")]
        x = float(about["x"]) - part * text_width(words, size, is_bold)
        scale = size / _EM
        used = "".join(
            f'<use xlink:href="#{letters.setdefault((letter, is_bold), f"l{len(letters)}")}" x="{at:.0f}"/>'
            for letter, at in _places(words, is_bold)
        )
        place = f"matrix({scale:.4g} 0 0 {-scale:.4g} {x:.1f} {float(about['y']):.1f})"
        return f'<g role="img" aria-label="{escape(words)}" fill="{about["fill"]}" transform="{place}">{used}</g>'

    outlined = _TEXT.sub(outline, svg)
    shapes = "".join(f'<path id="{id_}" d="{_shape(*letter)}"/>' for letter, id_ in letters.items())
    start = outlined.index(">") + 1
    head = outlined[:start].replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
    return f"{head}\n<defs>{shapes}</defs>{outlined[start:]}"


def _is_bold(about: dict[str, str]) -> bool:
    return about.get("font-weight") == "600"


@lru_cache(maxsize=2)
def _glyphs(is_bold: bool) -> tuple[dict[int, str], Any]:
    """The names of glyph shapes by character, and the shapes by name."""
    font = TTFont(font_file("sans-semibold.ttf" if is_bold else "sans-regular.ttf"))
    return font.getBestCmap() or {}, font.getGlyphSet()


def _has(words: str, is_bold: bool) -> bool:
    names, _ = _glyphs(is_bold)
    return all(ord(letter) in names for letter in words)


def _places(words: str, is_bold: bool) -> Iterator[tuple[str, float]]:
    """The visible characters and their positions in font units, with kerning."""
    for number, letter in enumerate(words):
        if letter.strip():
            yield letter, text_width(words[: number + 1], _EM, is_bold) - text_width(letter, _EM, is_bold)


@lru_cache(maxsize=512)
def _shape(letter: str, is_bold: bool) -> str:
    names, shapes = _glyphs(is_bold)
    pen = SVGPathPen(shapes)
    shapes[names[ord(letter)]].draw(pen)
    return pen.getCommands()
