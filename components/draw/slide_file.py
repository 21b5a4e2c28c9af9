"""A person's PowerPoint template: opened as a file of a stranger, and left without what slides made in it do not need."""

import io
import zipfile
from typing import Any
from urllib.parse import urlsplit

import lxml.etree as etree
from pptx import Presentation
from pptx.oxml.ns import qn

from data.files.archives import ArchiveError, check_markup, open_archive
from data.files.limits import check
from data.report import ReportError

_MAIN = b"presentationml.presentation.main+xml"
_TEMPLATE = b"presentationml.template.main+xml"
# What would run on the machine of whoever opens the slides.
_ACTIVE = {b"macroenabled": "macros", b"vbaproject": "macros", b"activex": "controls that run"}
_WEB = ("http", "https", "mailto")


def open_template(content: bytes, name: str) -> Any:
    """The presentation in a .potx or .pptx, without its slides. Raises `ReportError` in a sentence for anything else."""
    deck = open_presentation(content, name, "template")
    try:
        _remove_slides(deck)
        links = [link for link in _links_of(deck) if not _is_web_link(*link)]
    except Exception:
        raise ReportError(f"{name} is no PowerPoint template; save it as .potx or .pptx.") from None
    if links:
        raise ReportError(f"{name} shows a file from elsewhere; put it into the template, and save it again.")
    return deck


def open_presentation(content: bytes, name: str, kind: str = "file") -> Any:
    """The presentation in a .potx or .pptx with its slides. Raises `ReportError` in a sentence for anything else."""
    refusal = ReportError(f"{name} is no PowerPoint {kind}; save it as .potx or .pptx.")
    check("template", len(content), name)
    try:
        package = open_archive(name, content)
        check_markup(name, package)
        types = package.read("[Content_Types].xml")
        for sign, what in _ACTIVE.items():
            if sign in types.lower():
                raise ReportError(f"{name} holds {what}; save it as .potx without them.")
        if _hides_markup(types):
            raise refusal
        if _TEMPLATE in types:
            content = _as_presentation(package, types)
    except (
        ArchiveError,
        KeyError,
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        SyntaxError,
    ):
        raise refusal from None
    try:
        deck = Presentation(io.BytesIO(content))
        for slide in deck.slides:
            len(slide.shapes)
    except Exception:  # python-pptx trusts what it reads: whatever is amiss there, it is none
        raise refusal from None
    return deck


def clean_template(content: bytes, name: str) -> bytes:
    """The template as it is kept for a while: its layouts, and none of its slides. Raises `ReportError`."""
    deck = open_template(content, name)
    buffer = io.BytesIO()
    try:
        if not any(master.slide_layouts for master in deck.slide_masters):
            raise ReportError(f"{name} has no layouts; choose another template.")
        deck.save(buffer)
        with zipfile.ZipFile(buffer) as package:
            check("template", sum(info.file_size for info in package.infolist()), name)
            elements = sum(
                package.read(part).count(b"<") for part in package.namelist() if part.lower().endswith(".xml")
            )
    except ReportError:
        raise
    except Exception:
        raise ReportError(f"{name} is no PowerPoint template; save it as .potx or .pptx.") from None
    check("template_elements", elements, name)
    return buffer.getvalue()


def _hides_markup(types: bytes) -> bool:
    """Whether a part is said to be markup whose name does not say so: its elements were not counted."""
    for entry in etree.fromstring(types, etree.XMLParser(resolve_entities=False)):
        kind, name = (
            entry.get("ContentType", "").lower(),
            entry.get("PartName", entry.get("Extension", "")).lower(),
        )
        is_markup = kind.startswith("application/") and kind.endswith("xml")
        if is_markup and not f".{name}".endswith((".xml", ".rels")):
            return True
    return False


def _as_presentation(package: zipfile.ZipFile, types: bytes) -> bytes:
    """A template's content as that of a presentation, which differ in their type."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
        for info in package.infolist():
            is_types = info.filename == "[Content_Types].xml"
            copy.writestr(info.filename, types.replace(_TEMPLATE, _MAIN) if is_types else package.read(info))
    return buffer.getvalue()


def _remove_slides(deck: Any) -> None:
    """Take out the slides, what shows some of them alone, and sections of them."""
    root = deck.part._element
    slides = root.sldIdLst
    if slides is not None:
        for slide in list(slides):
            deck.part.drop_rel(slide.rId)
            slides.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        for element in root.findall(qn(name)):
            root.remove(element)


def _links_of(deck: Any) -> list[tuple[str, str]]:
    """The kind and the target of each link that leads out of the file."""
    return [
        (relation.reltype, relation.target_ref)
        for relation in deck.part.package.iter_rels()
        if relation.is_external
    ]


def _is_web_link(kind: str, target: str) -> bool:
    """Whether it does nothing until somebody presses it, and then opens a page or a letter."""
    return kind.endswith("/hyperlink") and urlsplit(target).scheme.lower() in _WEB
