"""Word documents."""

import io

from data.files.archives import ArchiveError, check_markup, open_archive
from data.report import ReportError


def read_word(name: str, raw: bytes) -> str:
    """The paragraphs and cells of a document, items of lists indented."""
    import docx

    try:
        with open_archive(name, raw) as archive:
            check_markup(name, archive)
        document = docx.Document(io.BytesIO(raw))
        return "\n\n".join(_paragraphs(document))
    except (ReportError, MemoryError):
        raise
    except (ArchiveError, Exception):  # the library raises many kinds for what is no document
        raise ReportError(
            f"{name} is not a Word document that can be read; save it again as .docx or plain text."
        ) from None


def _paragraphs(document) -> list[str]:
    parts = []
    listed = {}  # whether a style is a list's, looked up once each
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            parts += [words for cell in block._tbl.iter_tcs() if (words := _words(cell))]
        elif words := " ".join(block.text.split()):
            style = block._p.style
            if style not in listed:
                listed[style] = block.style is not None and "List" in (block.style.name or "")
            parts.append(("    " if listed[style] else "") + words)
    return parts


def _words(cell) -> str:
    """The text of a table's cell."""
    return " ".join(" ".join(paragraph.text for paragraph in cell.xpath("./w:p")).split())
