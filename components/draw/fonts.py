"""The two typefaces: where their files are, and how wide their text is, from the fonts' own metrics."""

import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"

_FILES = {
    "sans-regular.ttf": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "sans-semibold.ttf": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    "serif-regular.ttf": ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
}


@lru_cache(maxsize=8)
def font_file(name: str) -> Path | None:
    """The installed file served as /fonts/`name`, or None for a name that is not ours."""
    if name not in _FILES:
        return None
    package, file = _FILES[name]
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        for found in Path(folder).rglob("*.[to]tf"):
            if found.name.lower() == file.lower():
                return found
    raise FileNotFoundError(
        f"The package {package} has no {file}; run pip install -r requirements.txt again."
    )


@lru_cache(maxsize=4)
def _metrics(bold: bool) -> ImageFont.FreeTypeFont:
    # Measured large and scaled down, so that rounding to whole pixels does not add up.
    return ImageFont.truetype(str(font_file("sans-semibold.ttf" if bold else "sans-regular.ttf")), 100)


@lru_cache(maxsize=65536)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in px at `size` px."""
    return _metrics(bold).getlength(text) * size / 100


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text in so many px, its end as “…” where it has more."""
    if text_width(text, size, bold) <= room:
        return text
    while text and text_width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """`text` in lines at most `width` px wide, broken between words; a single longer word stays whole."""
    space = text_width(" ", size, bold)
    lines: list[list[str]] = []
    reached = 0.0
    for word in text.split():
        wide = text_width(word, size, bold)
        if lines and reached + space + wide <= width:
            lines[-1].append(word)
            reached += space + wide
        else:
            lines.append([word])
            reached = wide
    return [" ".join(line) for line in lines]


def in_its_direction(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of one text as they are drawn: those of a text that begins from right to left each isolated so."""
    strong = (unicodedata.bidirectional(letter) for line in lines for letter in line)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return lines if first == "L" else tuple(f"\u2067{line}\u2069" for line in lines)
