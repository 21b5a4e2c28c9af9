"""WordprocessingML: markup of paragraphs, tables and footnotes, in the order of elements that Word requires."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from data.characters import clean_for_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RIGHT_TO_LEFT = re.compile(r"[^\W\d_]")
_SCRIPTS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def is_right_to_left(text: str) -> bool:
    """Whether its first letter is of a right-to-left script."""
    letter = _RIGHT_TO_LEFT.search(text)
    return letter is not None and _SCRIPTS.match(letter[0]) is not None


def run(text: str, style: str = "") -> str:
    """A run with a character style."""
    if not text:
        return ""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:rtl/>" if is_right_to_left(text) else ""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(clean_for_xml(text))}</w:t></w:r>'


def paragraph(runs: str, style: str = "", right_to_left: bool = False) -> str:
    """A paragraph with a style."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:bidi/>" if right_to_left else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def note_mark(number: int, style: str) -> str:
    """A footnote reference."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def note(number: int, runs: str, style: str, mark: str) -> str:
    """A footnote, which starts with its mark."""
    own = f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>{run(" ")}'
    return f'<w:footnote w:id="{number}">{paragraph(own + runs, style)}</w:footnote>'


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], look: str, title: str
) -> str:
    """A table of cells that are paragraphs; the header row is repeated on each page, and rows are not split.

    `widths` are those of its columns in twentieths of a point; `title` is its alternative text.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = (
        f'<w:tblPr><w:tblStyle w:val="{look}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean_for_xml(title))}/></w:tblPr>"
    )
    lines = [
        _row(head, widths, "<w:cantSplit/><w:tblHeader/>"),
        *(_row(row, widths, "<w:cantSplit/>") for row in rows),
    ]
    return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(cells: Sequence[str], widths: Sequence[int], about: str) -> str:
    drawn = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(drawn)}</w:tr>"


def field(code: str, style: str = "") -> str:
    """A field that Word fills in, such as the page number."""
    return f'<w:fldSimple w:instr=" {code} ">{run("1", style)}</w:fldSimple>'
