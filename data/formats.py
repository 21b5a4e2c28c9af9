"""A file's bytes as plain text: text and Markdown as they are; HTML, Word and PDF by a library each."""

import io
import re
import zipfile
from pathlib import Path


class FormatError(Exception):
    """A file that cannot be read as text. Its message is one sentence for the person who opened it."""


def text_of(path: Path, raw: bytes) -> str:
    """The text of the file `path` whose content is `raw`; what it is, its first bytes tell.

    Paragraphs are separated by blank lines in what comes from HTML, Word and PDF; plain text stays as
    it is, line ends included. Raises `FormatError`.
    """
    if raw.startswith(b"%PDF"):
        return _pdf(path, raw)
    if raw.startswith(b"PK\x03\x04"):
        return _docx(path, raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatError(f"{path} is an old Word or Office file; save it as .docx or plain text.")
    # Newlines stay as they are in the file, so that offsets hold for the file as given.
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{path} is not text in UTF-8 (byte {error.start} is not); save it as plain text in UTF-8."
        ) from None
    if "\x00" in text:
        raise FormatError(f"{path} is not a text file; save the report as plain text in UTF-8.")
    if re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", text, re.I | re.S
    ):
        return _html(text)
    return (
        re.sub(r"(?m)^#{1,6}[ \t]+(.*?)[ \t#]*$", r"\1", text)
        if path.suffix.lower() in (".md", ".markdown")
        else text
    )


def _html(page: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "html.parser")
    for furniture in soup(
        ["script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "svg"]
    ):
        furniture.decompose()
    body = soup.find("main") or soup.find("article") or soup.body or soup
    blocks = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "dd", "td"]
    parts = []
    for block in body.find_all(blocks):
        if block.find(blocks):
            continue
        text = " ".join(block.get_text().split())
        if text:
            parts.append(("    " if block.name in ("li", "blockquote") else "") + text)
    return "\n\n".join(parts) or body.get_text("\n")


def _docx(path: Path, raw: bytes) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        raise FormatError(
            f"{path} is not a Word document that can be read; save it again as .docx or plain text."
        ) from None
    parts = []
    for paragraph in document.paragraphs:
        text = " ".join(paragraph.text.split())
        if text:
            parts.append(
                ("    " if paragraph.style is not None and "List" in paragraph.style.name else "") + text
            )
    return "\n\n".join(parts)


def _pdf(path: Path, raw: bytes) -> str:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(raw)) as pdf:
            pages = [_columns(page) for page in pdf.pages]
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise FormatError(f"{path} is locked with a password; save a copy without one.") from None
        raise FormatError(
            f"{path} is a PDF that cannot be read; it may be cut off, so fetch it again."
        ) from None
    text = "\n".join(pages)
    if not text.strip():
        raise FormatError(
            f"{path} is a PDF of pictures without text; run it through text recognition (OCR) first."
        )
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)


def _columns(page) -> str:
    """A page's text in reading order: two columns, where next to no word crosses the middle."""
    words = page.extract_words()
    if not words:
        return ""
    middle = (min(w["x0"] for w in words) + max(w["x1"] for w in words)) / 2
    crossing = sum(w["x0"] < middle < w["x1"] for w in words)
    sides = [sum(w["x1"] <= middle for w in words), sum(w["x0"] >= middle for w in words)]
    if crossing > 0.015 * len(words) or min(sides) < 0.2 * len(words):
        return page.extract_text() or ""
    left = page.crop((page.bbox[0], page.bbox[1], middle, page.bbox[3]))
    right = page.crop((middle, page.bbox[1], page.bbox[2], page.bbox[3]))
    return f"{left.extract_text() or ''}\n{right.extract_text() or ''}"
