"""Save a drawing as a file: one function for each format, with plain values as arguments, so that it can run in another
process.
"""

from dataclasses import dataclass, field, replace

import pandas as pd

from components.draw import film
from components.draw.clean import clean_report, clean_text
from components.draw.outlines import hold_widths, outline_texts
from components.draw.picture import WIDTH, timeline_svg
from components.draw.print_page import sheet_svg
from components.draw.rendering import About, picture_pdf, picture_png
from components.draw.slide_update import open_old_deck, update_deck
from components.draw.slides import BUILDS, timeline_deck
from components.draw.standalone import timeline_html
from data import Axis, Report, Selection


@dataclass(frozen=True)
class Drawing:
    """What is drawn: the in-year `events` of a selection, their axis, their report, all its themes in order, and the address
    to print.
    """

    events: pd.DataFrame
    axis: Axis
    report: Report
    selection: Selection
    themes: list[str] = field(default_factory=list)
    address: str = ""

    @property
    def without_text(self) -> "Drawing":
        """A copy without the report's text, except what a drawing shows."""
        return replace(self, report=replace(self.report, text="", sections=(), paragraphs=()))


@dataclass(frozen=True)
class Look:
    """The options of a picture: size in px (a height of None fits its events), transparent background, and dark colours."""

    width: int = WIDTH
    height: int | None = None
    transparent: bool = False
    dark: bool = False


def make_svg(drawing: Drawing, look: Look, outlines: bool = False) -> str:
    """Render the picture as SVG; with `outlines` its text is converted to shapes."""
    return outline_texts(_svg(drawing, look)) if outlines else hold_widths(_svg(drawing, look, letters=True))


def make_png(drawing: Drawing, look: Look) -> bytes:
    """Render the picture as PNG."""
    return picture_png(_svg(drawing, look), about=_about(drawing))


def make_pdf(drawing: Drawing, look: Look) -> bytes:
    """Render the picture as PDF."""
    return picture_pdf(_svg(drawing, look), _about(drawing))


def make_film(drawing: Drawing) -> bytes:
    """Render the year as an animated GIF."""
    svg = _svg(drawing, Look(film.WIDTH, film.HEIGHT))
    return film.film_gif(svg, drawing.events, drawing.axis)


def make_sheet(drawing: Drawing) -> str:
    """Render the print page as SVG."""
    return sheet_svg(*_parts(drawing), drawing.address)


def make_page(drawing: Drawing) -> str:
    """Render the standalone HTML page."""
    return timeline_html(*_parts(drawing))


def make_deck(
    drawing: Drawing, slides: str = BUILDS[0], template: bytes | None = None, template_name: str = ""
) -> bytes:
    """Make the slides, one of `BUILDS`. Raises `ReportError` for an invalid template."""
    return timeline_deck(*_parts(drawing), slides, drawing.address, template, template_name)


def make_update(drawing: Drawing, old: bytes, name: str) -> bytes:
    """Update an `old` deck: one line that says what changed, followed by the .pptx. Raises `ReportError` if we did not make
    it.
    """
    before = open_old_deck(old, name)
    deck, changes = update_deck(before, make_deck(drawing, before.build or BUILDS[0], before.template, name))
    return changes.in_words().encode() + b"\n" + deck


def _parts(drawing: Drawing) -> tuple[pd.DataFrame, Axis, Report, Selection, list[str]]:
    return drawing.events, drawing.axis, drawing.report, drawing.selection, drawing.themes


def _about(drawing: Drawing) -> About:
    """The metadata of a picture's file."""
    report, words = clean_report(drawing.report), clean_text(drawing.selection.in_words())
    return About(
        report.named, drawing.axis.describe(words), report.source or report.named, clean_text(drawing.address)
    )


def _svg(drawing: Drawing, look: Look, letters: bool = False) -> str:
    return timeline_svg(
        *_parts(drawing),
        transparent=look.transparent,
        dark=look.dark,
        address=drawing.address,
        width=look.width,
        height=look.height,
        letters=letters,
    )
