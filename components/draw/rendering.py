"""Convert our SVG pictures to PNG and PDF with Typst and our own typefaces, so that they look the same on every machine."""

import re
import struct
import zlib
from dataclasses import asdict, dataclass
from typing import Literal

import typst

from components.draw.fonts import font_file

_PX = 0.75  # points
_FACE = re.compile(r"<style>.*?</style>", re.S)  # the picture's embedded fonts; Typst has the font files
_DOCUMENT = b"""#let about = sys.inputs
#set document(title: about.title, description: about.description + " " + about.source + " " + about.address)
#set page(width: float(about.width) * 1pt, height: float(about.height) * 1pt, margin: 0pt, fill: none)
#image(bytes(about.svg), format: "svg", width: 100%, alt: about.title + ": " + about.description)"""
_HEAD = 33  # bytes of a PNG's signature and header, after which text chunks may follow


@dataclass(frozen=True)
class About:
    """The metadata of a picture's file."""

    title: str = ""
    description: str = ""
    source: str = ""
    address: str = ""


def picture_png(svg: str, about: About | None = None) -> bytes:
    """Render the picture as PNG in its own size in px."""
    made = _render(svg, "png", about or About())
    chunks = b"".join(
        _text_chunk(key.capitalize(), text) for key, text in asdict(about or About()).items() if text
    )
    return made[:_HEAD] + chunks + made[_HEAD:]


def picture_pdf(svg: str, about: About | None = None) -> bytes:
    """Render the picture as a PDF of one page, with searchable text."""
    return _render(svg, "pdf", about or About())


def _text_chunk(key: str, text: str) -> bytes:
    """A text chunk of a PNG, in UTF-8 (iTXt)."""
    content = b"iTXt" + key.encode() + bytes(5) + text.encode()
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))


def _render(svg: str, form: Literal["png", "pdf"], about: About) -> bytes:
    regular = font_file("sans-regular.ttf")
    size = re.match(r'<svg [^>]*?width="(\d+)" height="(\d+)"', svg)
    assert size and regular, "a picture says its size, and our typefaces are installed"
    width, height = (str(int(side) * _PX) for side in size.groups())
    made = typst.compile(
        _DOCUMENT,
        format=form,
        ppi=72 / _PX,
        # The library's type hints have one type for document and fonts; it accepts bytes and paths.
        font_paths=[regular.parent],  # pyright: ignore[reportArgumentType]
        ignore_system_fonts=True,
        sys_inputs={"svg": _FACE.sub("", svg), "width": width, "height": height, **asdict(about)},
    )
    return made if isinstance(made, bytes) else made[0]
