"""Subset our typefaces to the characters of a text, for embedding."""

import base64
from functools import lru_cache
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont

from components.draw.fonts import font_file

# The characters of nearly all pictures, subset once: subsetting that further takes a tenth of the time.
_COMMON = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x17F), *range(0x2010, 0x2040)]))


def subset_font(name: str, text: str, hinting: bool = True) -> str:
    """Subset a typeface to the characters of `text`, as WOFF2 in base64; without `hinting` it is a fifth smaller."""
    letters = "".join(sorted({*text, *" 0123456789"}))
    return _subset(name, letters, hinting)


@lru_cache(maxsize=64)
def _subset(name: str, letters: str, hinting: bool) -> str:
    source = BytesIO(_common(name)) if {*letters} <= {*_COMMON} else font_file(name)
    buffer = BytesIO()
    _take(source, letters, buffer, flavor="woff2", hinting=hinting)
    return base64.b64encode(buffer.getvalue()).decode()


@lru_cache(maxsize=4)
def _common(name: str) -> bytes:
    buffer = BytesIO()
    _take(font_file(name), _COMMON, buffer)
    return buffer.getvalue()


def _take(source, letters: str, to: BytesIO, flavor: str | None = None, hinting: bool = True) -> None:
    options = subset.Options(
        flavor=flavor, layout_features=["kern", "liga"], notdef_outline=True, hinting=hinting
    )
    with TTFont(source, lazy=True) as font:
        maker = subset.Subsetter(options)
        maker.populate(text=letters)
        maker.subset(font)
        font.flavor = flavor
        font.save(to)
