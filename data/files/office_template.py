"""Open a person's Office template as an untrusted file: its size is limited, and nothing in it runs or is fetched."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import lxml.etree as etree

from data.files.archives import ArchiveError, check_markup, open_archive, read_part
from data.files.limits import check
from data.report import ReportError

# What would run on the machine of whoever opens the file.
_ACTIVE = {b"macroenabled": "macros", b"vbaproject": "macros", b"activex": "controls that run"}
_WEB = ("http", "https", "mailto")


def open_template_package(
    content: bytes,
    name: str,
    kinds: tuple[bytes, bytes],
    ending: str,
    open_document: Callable[[bytes], Any],
    refusal: str,
    may_link: bool = False,
) -> Any:
    """Open a template with `open_document`, after changing its media type to that of a document; `kinds` are both.

    Raises `ReportError`: with the sentence `refusal` if it is not a template, with another if it contains macros, or external
    files unless it `may_link`. `ending` is the ending to save it with.
    """
    check("template", len(content), name)
    try:
        package = open_archive(name, content)
        check_markup(name, package)
        types = read_part(package, "[Content_Types].xml")
        for sign, what in _ACTIVE.items():
            if sign in types.lower():
                raise ReportError(f"{name} holds {what}; save it as {ending} without them.")
        if _hides_markup(types):
            raise ReportError(refusal)
        template, document = kinds
        if template in types:
            content = _with_types(package, types.replace(template, document))
    except (ArchiveError, ValueError, SyntaxError):
        raise ReportError(refusal) from None
    try:
        opened = open_document(content)
        links = [
            relation
            for relation in opened.part.package.iter_rels()
            if relation.is_external and not _is_web_link(relation.reltype, relation.target_ref)
        ]
    except Exception:  # the library trusts its input: whatever it raises, this is not a template
        raise ReportError(refusal) from None
    if links and not may_link:
        raise ReportError(f"{name} shows a file from elsewhere; put it into the template, and save it again.")
    return opened


def save_template(document: Any, name: str, refusal: str) -> bytes:
    """The bytes of an opened template, as they are stored. Raises `ReportError`."""
    buffer = io.BytesIO()
    try:
        document.save(buffer)
        with zipfile.ZipFile(buffer) as package:
            check("template", sum(info.file_size for info in package.infolist()), name)
            elements = sum(
                package.read(part).count(b"<") for part in package.namelist() if part.lower().endswith(".xml")
            )
    except ReportError:
        raise
    except Exception:
        raise ReportError(refusal) from None
    check("template_elements", elements, name)
    return buffer.getvalue()


def _hides_markup(types: bytes) -> bool:
    """Whether a part is declared as XML whose name does not say so: its elements were not counted."""
    for entry in etree.fromstring(types, etree.XMLParser(resolve_entities=False)):
        kind, name = (
            entry.get("ContentType", "").lower(),
            entry.get("PartName", entry.get("Extension", "")).lower(),
        )
        is_markup = kind.startswith("application/") and kind.endswith("xml")
        if is_markup and not f".{name}".endswith((".xml", ".rels")):
            return True
    return False


def _with_types(package: zipfile.ZipFile, types: bytes) -> bytes:
    """The package with other content types."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
        for info in package.infolist():
            is_types = info.filename == "[Content_Types].xml"
            copy.writestr(info.filename, types if is_types else read_part(package, info))
    return buffer.getvalue()


def _is_web_link(kind: str, target: str) -> bool:
    """Whether a link does nothing until somebody clicks it, and then opens a web page or a mail."""
    return kind.endswith("/hyperlink") and urlsplit(target).scheme.lower() in _WEB
