"""Open a person's PowerPoint template as an untrusted file, and remove what new slides do not need."""

import io
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from data.files.office_template import open_template_package, save_template
from data.report import ReportError

_KINDS = (b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")


def open_template(content: bytes, name: str) -> Any:
    """Open a .potx or .pptx without its slides. Raises `ReportError`, with one sentence, for anything else."""

    def open_deck(content: bytes) -> Any:
        deck = Presentation(io.BytesIO(content))
        _remove_slides(deck)
        return deck

    return open_template_package(content, name, _KINDS, ".potx", open_deck, _refusal(name))


def open_presentation(content: bytes, name: str) -> Any:
    """Open a .potx or .pptx with its slides. Raises `ReportError`, with one sentence, for anything else."""

    def open_deck(content: bytes) -> Any:
        deck = Presentation(io.BytesIO(content))
        for slide in deck.slides:
            len(slide.shapes)
        return deck

    refusal = f"{name} is no PowerPoint file; save it as .pptx."
    return open_template_package(content, name, _KINDS, ".pptx", open_deck, refusal, may_link=True)


def clean_template(content: bytes, name: str) -> bytes:
    """The template with its layouts and without its slides, as it is stored. Raises `ReportError`."""
    deck = open_template(content, name)
    try:
        has_layouts = any(master.slide_layouts for master in deck.slide_masters)
    except Exception:  # the library trusts its input
        raise ReportError(_refusal(name)) from None
    if not has_layouts:
        raise ReportError(f"{name} has no layouts; choose another template.")
    return save_template(deck, name, _refusal(name))


def _refusal(name: str) -> str:
    return f"{name} is no PowerPoint template; save it as .potx or .pptx."


def _remove_slides(deck: Any) -> None:
    """Remove the slides, custom shows and sections."""
    root = deck.part._element
    slides = root.sldIdLst
    if slides is not None:
        for slide in list(slides):
            deck.part.drop_rel(slide.rId)
            slides.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        for element in root.findall(qn(name)):
            root.remove(element)
