"""An SVG picture of ours as PNG and PDF, by Typst with our own typefaces, so that it looks alike on every machine."""

import re
import tempfile
from pathlib import Path
from typing import Literal

import typst

from components.draw.fonts import font_file

_PX = 0.75  # points
_FACE = re.compile(r"<style>.*?</style>", re.S)  # the letters that the picture carries; Typst has the files


def picture_png(svg: str) -> bytes:
    """The picture as PNG in its own size in px."""
    return _render(svg, "png")


def picture_pdf(svg: str) -> bytes:
    """The picture as a PDF of one page, with text that can be searched."""
    return _render(svg, "pdf")


def _render(svg: str, form: Literal["png", "pdf"]) -> bytes:
    regular = font_file("sans-regular.ttf")
    size = re.match(r'<svg [^>]*?width="(\d+)" height="(\d+)"', svg)
    assert size and regular, "a picture says its size, and our typefaces are installed"
    width, height = (int(side) * _PX for side in size.groups())
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "picture.svg").write_text(_FACE.sub("", svg), "utf-8")
        page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        document = Path(folder) / "picture.typ"
        document.write_text(page + '#image("picture.svg", width: 100%)', "utf-8")
        made = typst.compile(
            document,
            format=form,
            ppi=72 / _PX,
            font_paths=[regular.parent],
            ignore_system_fonts=True,
        )
    return made if isinstance(made, bytes) else made[0]
