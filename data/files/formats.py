"""The formats, one row each: how a file is recognised, and what reads it or why it is refused.

`source.py` decides what becomes of a file, and reads each file once.

To add a format, add a row here and, if it is read, one small file with its reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from data.files.calendars import looks_like_calendar, read_calendar
from data.files.file import File
from data.files.html import looks_like_html, read_html
from data.files.markdown import read_markdown
from data.files.markwhen import read_markwhen
from data.files.pdf import Block, pdf_blocks
from data.files.projects import ENDING, MEDIA_TYPE, Project, is_project, read_project
from data.files.spreadsheets import Sheet, read_csv, read_json, read_workbook
from data.files.text import looks_like_text, read_text
from data.files.word import read_word
from data.report import ENTRIES, ReportError

Progress = Callable[[int, int], None]  # is called with pages done and total


@dataclass(frozen=True)
class Format:
    """A format. It is recognised by `starts` or `looks` (its content), otherwise by `endings` (its name).

    One of five is set: `read` returns a report's text, `pages` the blocks of what may be a book of reports, `rows` the sheets
    of a table, `opens` the file and the log in a project; `refusal` completes the sentence "FILE is ..." with what to do.
    """

    label: str
    endings: tuple[str, ...] = ()
    media: str = ""
    starts: tuple[bytes, ...] = ()
    looks: Callable[[bytes], bool] | None = None
    read: Callable[[str, bytes], str] | None = None
    pages: Callable[[str, bytes, Progress | None], list[Block]] | None = None
    rows: Callable[[str, bytes], list[Sheet]] | None = None
    opens: Callable[[str, bytes], Project] | None = None
    refusal: str = ""
    kind: str = ""  # of the text that `read` returns, if the format defines it: "entries"


_PICTURE = "a picture; run it through text recognition (OCR) and save the text."
_PACKED = "a compressed file; unpack it and open what is inside."
_OPEN_DOCUMENT = "an OpenDocument file; save it as .docx, .xlsx or plain text."
_ZIP = b"PK\x03\x04"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _is_workbook(raw: bytes) -> bool:
    return raw.startswith(_ZIP) and b"xl/workbook.xml" in raw


def _is_opendocument(raw: bytes) -> bool:
    return raw.startswith(_ZIP) and b"mimetypeapplication/vnd.oasis.opendocument" in raw[:120]


def _is_epub(raw: bytes) -> bool:
    return raw.startswith(_ZIP) and b"mimetypeapplication/epub+zip" in raw[:120]


# fmt: off
FORMATS = (
    # Recognised by content, in this order
    Format("PDF", (".pdf",), "application/pdf", (b"%PDF",), pages=pdf_blocks),
    Format("project", (ENDING,), MEDIA_TYPE, looks=is_project, opens=read_project),
    Format("OpenDocument", (".odt", ".ods"), looks=_is_opendocument, refusal=_OPEN_DOCUMENT),
    Format("EPUB", (".epub",), looks=_is_epub, refusal="an EPUB book; open it in a browser and save the chapter as HTML or text."),
    Format("Word", (".docx",), _WORD_TYPE, (_ZIP,), read=read_word),
    Format("Excel", (".xlsx", ".xlsm"), _EXCEL_TYPE, (_ZIP,), _is_workbook, rows=read_workbook),
    Format("old Office", (".doc", ".xls", ".ppt"), starts=(b"\xd0\xcf\x11\xe0",), refusal="an old Word or Office file, or one locked with a password; save it as .docx without a password."),
    Format("Rich Text", (".rtf",), starts=(b"{\\rtf",), refusal="in Rich Text Format; save it as .docx or plain text."),
    Format("picture", (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic"), starts=(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), refusal=_PICTURE),
    Format("archive", (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar"), starts=(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!"), refusal=_PACKED),
    Format("PostScript", (".ps", ".eps"), starts=(b"%!PS",), refusal="a PostScript file; save it as PDF."),
    Format("calendar", (".ics", ".ical"), "text/calendar", looks=looks_like_calendar, read=read_calendar, kind=ENTRIES),
    # Recognised by name, as the content could be any text
    Format("CSV", (".csv", ".tsv"), "text/csv", rows=read_csv),
    Format("JSON", (".json",), "application/json", rows=read_json),
    Format("Markdown", (".md", ".markdown"), "text/markdown", read=read_markdown),
    Format("markwhen", (".mw", ".markwhen"), read=read_markwhen, kind=ENTRIES),
    Format("HTML", (".html", ".htm", ".xhtml"), "text/html", looks=looks_like_html, read=read_html),
    Format("text", (".txt", ".text"), "text/plain", read=read_text),
)
# fmt: on
TEXT = FORMATS[-1]


def find_format(name: str, raw: bytes) -> Format:
    """The format of the file `name` with content `raw`; plain text if nothing else matches.

    Raises `ReportError` for a refused format, and for content that contradicts the name.
    """
    ending = PurePath(name).suffix.lower()
    named = next((row for row in FORMATS if ending in row.endings), TEXT)
    begun = [row for row in FORMATS if row.starts and raw[:1024].lstrip().startswith(row.starts)]
    found = next((row for row in FORMATS if row.looks and row.looks(raw)), None)
    found = found or (named if named in begun else next(iter(begun), None))
    if found is None and (named.label == "PDF" or (named.starts and not looks_like_text(raw))):
        raise ReportError(
            f"{name} is named {ending} but is none; fetch it again, or rename it after what it is."
        )
    # A text file named .rtf or .docx is read as plain text.
    found = found or (TEXT if named.refusal or named.starts or named.looks else named)
    if found.refusal:
        raise ReportError(f"{name} is {found.refusal}")
    return found


def find_media_type(file: File) -> str:
    """The media type of a file by its format, otherwise as the sender gave it."""
    try:
        known = find_format(file.name, file.content).media
    except ReportError:
        known = ""
    return known or file.media_type or "application/octet-stream"


def open_project(file: File) -> Project:
    """The file and the log in a project; for any other file itself and no log. Raises `ReportError`."""
    opens = next((row.opens for row in FORMATS if row.opens and row.looks and row.looks(file.content)), None)
    return opens(file.name, file.content) if opens else Project(file)


def accepted() -> str:
    """The endings and media types that can be read, for a file dialog's `accept`."""
    readable = [row for row in FORMATS if not row.refusal]
    return ",".join([*(e for row in readable for e in row.endings), *(row.media for row in readable)])
