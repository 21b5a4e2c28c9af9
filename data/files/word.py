"""Extract text from Word documents with all changes accepted: paragraphs, tables in their place, text boxes."""

import io
from collections.abc import Iterator

from data.files.archives import ArchiveError, check_markup, open_archive
from data.report import ReportError

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset(_MAIN + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr"))
_SKIPPED = _GONE | {_COMPATIBLE + "Fallback"}  # duplicate content
_BOX = _MAIN + "txbxContent"
_LONGEST_CELL = 2_000  # characters; longer ones are a page's layout


def read_word(name: str, raw: bytes) -> str:
    """The paragraphs of a document, a blank line between them, list items indented, table cells separated by tabs."""
    import docx

    try:
        with open_archive(name, raw) as archive:
            check_markup(name, archive)
        document = docx.Document(io.BytesIO(raw))
        listed = {style.style_id for style in document.styles if "List" in (style.name or "")}
        return "\n\n".join(_blocks(document.element.body, listed))
    except (ReportError, MemoryError):
        raise
    except (ArchiveError, Exception):  # the library raises many exceptions if it is not a document
        raise ReportError(
            f"{name} is not a Word document that can be read; save it again as .docx or plain text."
        ) from None


def _blocks(parent, listed: set[str]) -> Iterator[str]:
    """The paragraphs and rows under an element, and those of what is anchored in them."""
    for element in parent:
        if element.tag == _MAIN + "p":
            if words := _words(element):
                yield ("    " if _is_listed(element, listed) else "") + words
            for box in _boxes(element):
                yield from _blocks(box, listed)
        elif element.tag == _MAIN + "tbl":
            yield from _rows(element, listed)
        elif element.tag not in _SKIPPED:
            yield from _blocks(element, listed)


def _is_listed(paragraph, listed: set[str]) -> bool:
    about = paragraph.find(_MAIN + "pPr")
    if about is None:
        return False
    style = about.find(_MAIN + "pStyle")
    return (
        about.find(_MAIN + "numPr") is not None
        and (style is None or not style.get(_MAIN + "val", "").startswith("Heading"))
        or (style is not None and style.get(_MAIN + "val") in listed)
    )


def _words(paragraph) -> str:
    """A paragraph's text without deletions, in one line."""
    parts: list[str] = []

    def collect(element) -> None:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _BOX:
                continue
            if child.tag == _MAIN + "t":
                parts.append(child.text or "")
            elif child.tag in (_MAIN + "tab", _MAIN + "br", _MAIN + "cr"):
                parts.append(" ")
            elif child.tag == _MAIN + "noBreakHyphen":
                parts.append("-")
            else:
                collect(child)

    collect(paragraph)
    return " ".join("".join(parts).split())


def _boxes(paragraph) -> Iterator:
    """The contents of text boxes anchored in a paragraph."""
    for box in paragraph.iter(_BOX):
        if not any(parent.tag in _SKIPPED for parent in box.iterancestors()):
            yield box


def _rows(table, listed: set[str]) -> Iterator[str]:
    rows = []
    for row in table.iter(_MAIN + "tr"):
        deleted = row.find(f"{_MAIN}trPr/{_MAIN}del") is not None
        if not deleted and next(row.iterancestors(_MAIN + "tbl")) is table:
            rows.append(
                [cell for cell in row.iter(_MAIN + "tc") if next(cell.iterancestors(_MAIN + "tr")) is row]
            )
    nested = any(next(cell.iter(_MAIN + "tbl"), None) is not None for row in rows for cell in row)
    # Cells that contain tables are read once, as their content: reading both would double with every level.
    texts = [] if nested else [[_text_of(cell) for cell in row] for row in rows]
    laid_out = nested or any(len(text) > _LONGEST_CELL for row in texts for text in row)
    if laid_out or max(map(len, rows), default=0) < 2:
        for row in rows:
            for cell in row:
                yield from _blocks(cell, listed)
        return
    for row in texts:
        if any(row):
            yield "\t".join(row)


def _text_of(cell) -> str:
    return " ".join(" ".join(_blocks(cell, set())).split())
