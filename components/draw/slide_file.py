"""A person's PowerPoint template: opened as a file of a stranger, and left without what slides made in it do not need."""

import io
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

from data.files.office_template import open_template_package, save_template
from data.report import ReportError

_KINDS = (b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")


def open_template(content: bytes, name: str) -> Any:
    """The presentation in a .potx or .pptx, without its slides. Raises `ReportError` in a sentence for anything else."""

    def open_deck(content: bytes) -> Any:
        deck = Presentation(io.BytesIO(content))
        _remove_slides(deck)
        return deck

    return open_template_package(content, name, _KINDS, ".potx", open_deck, _refusal(name))


def open_presentation(content: bytes, name: str) -> Any:
    """The presentation in a .potx or .pptx with its slides. Raises `ReportError` in a sentence for anything else."""

    def open_deck(content: bytes) -> Any:
        deck = Presentation(io.BytesIO(content))
        for slide in deck.slides:
            len(slide.shapes)
        return deck

    refusal = f"{name} is no PowerPoint file; save it as .pptx."
    return open_template_package(content, name, _KINDS, ".pptx", open_deck, refusal, may_link=True)


def clean_template(content: bytes, name: str) -> bytes:
    """The template as it is kept for a while: its layouts, and none of its slides. Raises `ReportError`."""
    deck = open_template(content, name)
    try:
        has_layouts = any(master.slide_layouts for master in deck.slide_masters)
    except Exception:  # the library trusts what it reads
        raise ReportError(_refusal(name)) from None
    if not has_layouts:
        raise ReportError(f"{name} has no layouts; choose another template.")
    return save_template(deck, name, _refusal(name))


def _refusal(name: str) -> str:
    return f"{name} is no PowerPoint template; save it as .potx or .pptx."


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
