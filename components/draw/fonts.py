"""The two typefaces: their files, and text widths from the fonts' metrics."""

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
# Line and paragraph separators, which cannot be measured as one line.
_BREAKS = {ord(letter): " " for letter in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}


@lru_cache(maxsize=8)
def font_file(name: str) -> Path | None:
    """The installed file served as /fonts/`name`; None for an unknown name."""
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
    # Measured at a large size and scaled down, so that rounding errors do not add up.
    return ImageFont.truetype(str(font_file("sans-semibold.ttf" if bold else "sans-regular.ttf")), 100)


@lru_cache(maxsize=65536)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of `text` in px at `size` px."""
    return _metrics(bold).getlength(text.translate(_BREAKS)) * size / 100


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """Shorten a text to a width in px, with “…” at its end; the only way in which drawings shorten text.

    It ends after a whole word if that loses less than half of it; if not even “…” fits, it is “…”.
    """
    text = " ".join(text.split())
    if text_width(text, size, bold) <= room:
        return text
    # Binary search for the number of letters that fit, which always ends.
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        if text_width(_end(text[:middle]), size, bold) <= room:
            low = middle
        else:
            high = middle
    kept = text[:low]
    if low and not (text[low].isspace() or kept[-1].isspace()):
        whole = kept.rsplit(None, 1)[0] if len(kept.split()) > 1 else ""
        kept = whole if len(whole) * 2 >= low else kept
    return _end(kept)


def _end(text: str) -> str:
    """A shortened text with “…”."""
    return text.rstrip(" \t\n.,;:·–—-…") + "…"


def cut_lines(text: str, width: float, size: float, most: int = 100, bold: bool = False) -> list[str]:
    """Wrap `text` to at most `most` lines of `width` px; the last line, and any word that is too long, is shortened with
    “…”.
    """
    lines = wrap(text, width, size, bold)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if most else []
    return [cut(line, width, size, bold) for line in lines]


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Wrap `text` between words to lines of at most `width` px; a longer word stays whole."""
    space = text_width(" ", size, bold)
    lines: list[list[str]] = []
    reached = 0.0
    for word in text.split():
        wide = text_width(word, size, bold)
        # A sum of widths differs from the width of the whole by rounding.
        if lines and reached + space + wide <= width + 1e-6:
            lines[-1].append(word)
            reached += space + wide
        else:
            lines.append([word])
            reached = wide
    return [" ".join(line) for line in lines]


def in_its_direction(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Isolate each line of a right-to-left text, so that it is displayed in order."""
    strong = (unicodedata.bidirectional(letter) for line in lines for letter in line)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return lines if first == "L" else tuple(f"\u2067{line}\u2069" for line in lines)
