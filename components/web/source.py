"""The address of a report's original file: an untrusted file under our address, so browsers must not run anything in it."""

import unicodedata
from pathlib import PurePath
from urllib.parse import quote, urlencode

import flask

from components.library.library import Library
from components.web.headers import SOURCE
from data import NotNow, ReportError, SelectionError
from data.files.file import name_for_disk
from data.files.formats import find_format
from data.store import File, ReportGone

_PDF = "application/pdf"
_TEXT = "text/plain; charset=utf-8"
_BYTES = "application/octet-stream"
_PLAIN = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".csv",
    ".tsv",
    ".json",
    ".mw",
    ".ics",
)  # endings of texts that are kept


def serve_source(server: flask.Flask, library: Library) -> None:
    """Add `/source?report=KEY`, for everybody who may read the report; browsers open a page of a PDF by `#page=`."""

    @server.get(SOURCE)
    def source() -> flask.Response:
        try:
            original = library.original(flask.request.args.get("report", ""))
        except NotNow:
            raise
        except SelectionError as error:
            raise ReportGone(str(error)) from None
        media_type, shows, name = choose_answer(original.file)
        answer = flask.Response(original.file.content, content_type=media_type)
        answer.headers["Content-Disposition"] = (
            f"{'inline' if shows else 'attachment'}; {name_in_header(name)}"
        )
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


def source_address(library: Library, base: str, key: str) -> str:
    """The address of the PDF that contains a key's report, read-only; "" if no page can be opened.

    It starts with `base`, the path of the server's pages.
    """
    try:
        if not library.has_pdf(key):
            return ""
        shared = library.key_to_share(key)
    except ReportError:  # details are shown all the same
        return ""
    return base.rstrip("/") + SOURCE + (f"?{urlencode({'report': shared})}" if shared else "")


def choose_answer(file: File) -> tuple[str, bool, str]:
    """Choose the media type, whether a browser shows the file, and the name under which it is saved.

    A PDF is shown. Any text, including HTML and SVG, is shown as plain text and saved under a name that no program opens as a
    page. Anything else is only saved.
    """
    name = file.name or "report"
    ending = PurePath(name).suffix.lower()
    try:
        found = find_format(name, file.content)
    except ReportError:
        found = None
    if found and found.media == _PDF:
        return _PDF, True, name if ending == ".pdf" else f"{name}.pdf"
    if found and found.media and found.starts and ending in found.endings:
        return found.media, False, name  # Word and Excel files, with their media types
    is_plain = ending in _PLAIN
    if not _is_utf8(file.content):
        return _BYTES, False, name if is_plain else f"{name}.bin"
    return _TEXT, True, name if is_plain else f"{name}.txt"


def _is_utf8(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def name_in_header(name: str) -> str:
    """A file's name for `Content-Disposition`, in ASCII and in full."""
    name = name_for_disk(name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or "report"
    plain = "".join(one if one.isalnum() or one in " ._-()" else "_" for one in plain)
    return f'filename="{plain}"' + (f"; filename*=UTF-8''{quote(name, safe='')}" if plain != name else "")
