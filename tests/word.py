"""What is in a Word document, for the tests of its makers, and a template of a firm."""

import io
import zipfile
from typing import Any

import lxml.etree as etree
from docx import Document
from docx.shared import Mm, RGBColor

from tests.packages import rewrite

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _TEMPLATE = b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"


def opened(content: bytes) -> Any:
    """The document."""
    return Document(io.BytesIO(content))


def footnotes(content: bytes) -> dict[int, str]:
    """The words of each footnote by its number."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return {
        int(note.get(f"{W}id", "")): "".join(text.text or "" for text in note.iter(f"{W}t")).strip()
        for note in root
        if note.get(f"{W}type") is None
    }


def firm_word_template(kind: bytes = _TEMPLATE) -> bytes:
    """A .dotx of portrait pages with a red Heading 1, a head of its own, a footnote-less body with words, and a picture's link."""
    document: Any = Document()
    document.add_paragraph("Internal: how to use this template")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "Miller & Partners"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    buffer = io.BytesIO()
    document.save(buffer)
    return rewrite(
        buffer.getvalue(),
        lambda name, part: part.replace(_DOCUMENT, kind) if name == "[Content_Types].xml" else part,
    )
