"""A file's bytes as plain text: text and Markdown as they are; HTML, Word and PDF by a library each."""

import io
import re
import zipfile
from pathlib import Path

from data.files.pdf import PdfError, blocks_text, pdf_blocks


class FormatError(Exception):
    """A file that cannot be read as text. Its message is one sentence for the person who opened it."""


# What a file begins with that is no report, and what to do about it.
_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Word or Office file, or one locked with a password; save it as .docx without a password.",
    ),
    (b"{\\rtf", "is in Rich Text Format; save it as .docx or plain text."),
    (b"\x89PNG", "is a picture; run it through text recognition (OCR) and save the text."),
    (b"\xff\xd8\xff", "is a picture; run it through text recognition (OCR) and save the text."),
    (b"GIF8", "is a picture; run it through text recognition (OCR) and save the text."),
    (b"\x1f\x8b", "is a compressed file; unpack it and open what is inside."),
    (b"%!PS", "is a PostScript file; save it as PDF."),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|h1|p)\b",
    re.I | re.S,
)


def text_of(path: Path, raw: bytes) -> str:
    """The text of the file `path` whose content is `raw`; what it is, its first bytes tell.

    Paragraphs are separated by blank lines in what comes from HTML, Word and PDF; plain text stays as
    it is, line ends included. Raises `FormatError`.
    """
    for start, said in _FOREIGN:
        if raw.startswith(start):
            raise FormatError(f"{path} {said}")
    if raw.lstrip()[:5].startswith(b"%PDF"):
        return _pdf(path, raw)
    if raw.startswith(b"PK\x03\x04"):
        return _docx(path, raw)
    text = _decoded(path, raw)
    if path.suffix.lower() == ".pdf":
        raise FormatError(f"{path} is named .pdf but is none; fetch it again, or rename it after what it is.")
    if _HTML.match(text):
        return _html(raw, text)
    return _markdown(text) if path.suffix.lower() in (".md", ".markdown") else text


def _decoded(path: Path, raw: bytes) -> str:
    """The bytes as text, newlines kept as they are so that offsets hold for the file as given."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = raw.decode("utf-16")
            if any(char.isalpha() for char in text.replace("\x00", "")[:2000]) and "\x00" not in text:
                return text
            raise FormatError(f"{path} is not a text file; save the report as plain text in UTF-8.")
        except UnicodeDecodeError:
            raise FormatError(
                f"{path} is cut off in the middle of a character; save it again as UTF-8."
            ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _guessed(raw)
        if text is None:
            raise FormatError(
                f"{path} is not text in an encoding that can be told (byte {error.start} is not UTF-8); save it as plain text in UTF-8."
            ) from None
    if "\x00" in text:
        raise FormatError(f"{path} is not a text file; save the report as plain text in UTF-8.")
    return text


def _guessed(raw: bytes) -> str | None:
    """Text in another encoding, where the library is sure and the text has words in it."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None or best.encoding.startswith(
        ("utf_16", "utf_32", "big5", "gb", "euc", "shift", "johab", "cp949")
    ):
        return None
    try:
        text = raw.decode(
            "cp1252" if best.encoding in ("latin_1", "cp1252", "cp1250", "iso8859_15") else best.encoding
        )
    except UnicodeDecodeError:
        text = str(best)
    letters = sum(char.isalpha() or char.isspace() for char in text)
    return text if letters > 0.7 * len(text) else None


def _markdown(text: str) -> str:
    text = re.sub(r"(?m)^#{1,6}[ \t]+(.*?)[ \t#]*$", r"\1", text)
    text = re.sub(r"(?m)^(.+)\n(?:=+|-{3,})[ \t]*$", r"\1\n", text)  # headings underlined
    text = re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)", r"\1", text)
    return re.sub(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])", r"\2", text)


def _html(raw: bytes, text: str) -> str:
    from bs4 import BeautifulSoup

    named = re.search(rb"charset=[\"']?([\w-]+)", raw[:2048])
    soup = BeautifulSoup(text if not named or named[1].lower() in (b"utf-8", b"utf8") else raw, "html.parser")
    for furniture in soup(
        [
            "script",
            "style",
            "nav",
            "header",
            "footer",
            "aside",
            "form",
            "noscript",
            "template",
            "svg",
            "button",
            "figure",
            "sup",
        ]
    ):
        # A header inside an article is its title's, not the site's.
        if furniture.name == "header" and furniture.find_parent(["article", "main"]):
            continue
        furniture.decompose()
    body = soup.find("main") or soup.find("article") or soup.body or soup
    blocks = [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "blockquote",
        "dd",
        "dt",
        "td",
        "div",
        "section",
        "pre",
    ]
    parts = []
    for block in body.find_all(blocks):
        if block.find(blocks):
            # Text that stands beside inner blocks is a paragraph too.
            loose = " ".join("".join(str(s) for s in block.find_all(string=True, recursive=False)).split())
            if loose and block.name in ("div", "section", "li", "td", "blockquote"):
                parts.append(loose)
            continue
        for line in re.split(r"\n\s*\n", block.get_text()) if block.name == "pre" else [_with_breaks(block)]:
            for piece in line.split("\0"):
                if words := " ".join(piece.split()):
                    parts.append(("    " if block.name in ("li", "blockquote") else "") + words)
    return "\n\n".join(parts) or body.get_text("\n")


def _with_breaks(block) -> str:
    """The block's text; two line breaks in a row part it in two."""
    for br in block.find_all("br"):
        br.replace_with("\n")
    return re.sub(r"\n\s*\n", "\0", block.get_text())


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
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            parts += [
                " ".join(cell.text.split()) for row in block.rows for cell in row.cells if cell.text.strip()
            ]
        elif text := " ".join(block.text.split()):
            listed = block.style is not None and "List" in block.style.name
            parts.append(("    " if listed else "") + text)
    return "\n\n".join(parts)


def _pdf(path: Path, raw: bytes) -> str:
    try:
        text = blocks_text(pdf_blocks(raw))
    except PdfError as error:
        raise FormatError(f"{path} is {error}") from None
    if not text.strip():
        raise FormatError(
            f"{path} is a PDF of pictures without text; run it through text recognition (OCR) first."
        )
    return text
