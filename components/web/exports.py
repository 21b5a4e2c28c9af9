"""The table of exports: the page's query, answered as a file. A new export is a row of `EXPORTS` and its function."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pandas as pd

from components.page.view import View
from components.web.export_makers import (
    Arguments,
    make_annotations,
    make_chronology,
    make_csv,
    make_datapackage,
    make_deck,
    make_film,
    make_json,
    make_page,
    make_pdf,
    make_png,
    make_proof,
    make_sheet,
    make_svg,
    make_timeline_js,
    make_uwazi,
    make_xlsx,
)
from components.web.making import Call
from components.web.templates import CHRONOLOGY, DECK
from data import Axis, Selection
from data.files.proof.contents import MEDIA_TYPE

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Link:
    """A link in the Share dialog: its group, name and note, and the arguments of its address."""

    group: str
    label: str
    note: str
    query: str = ""


@dataclass(frozen=True)
class Export:
    """One export: its address, media type and file ending, its links in Share, and what makes it.

    `make` takes the view, the selection, its events, its axis, and the other arguments of the address, and returns a
    `functools.partial` of plain values, which may run in another process. An export that `draws` gets the selection's events of
    the year; data has all years if nothing is filtered, and if it `is_slow` it is made in a process that can be stopped too. A
    `templated` one is made in a person's template. One that `proves` gets the report's file and its log: other sites must not
    read it. Without an ending it is shown, not saved.
    """

    path: str
    media_type: str
    ending: str
    make: Callable[[View, Selection, pd.DataFrame, Axis, Arguments], Call]
    draws: bool = False
    is_slow: bool = False
    templated: bool = False
    proves: bool = False
    links: tuple[Link, ...] = ()


EXPORTS = (
    Export(
        DECK,
        POWERPOINT,
        "pptx",
        make_deck,
        draws=True,
        templated=True,
        links=(
            Link("PowerPoint", "One slide", "the events with most actors named", "slides=overview"),
            Link("PowerPoint", "Month by month", "events appear at a click", "slides=build"),
        ),
    ),
    Export(
        "/timeline.svg",
        "image/svg+xml",
        "svg",
        make_svg,
        draws=True,
        links=(
            Link("Picture", "SVG", "real text, any size"),
            Link("Picture", "SVG, letters as shapes", "looks alike in any program", "outlines=1"),
        ),
    ),
    # The print page.
    Export("/sheet.svg", "image/svg+xml", "", make_sheet, draws=True),
    # The page makes its own PNG; this one is for other sites and programs.
    Export("/timeline.png", "image/png", "png", make_png, draws=True),
    Export(
        "/timeline.pdf",
        "application/pdf",
        "pdf",
        make_pdf,
        draws=True,
        links=(Link("Picture", "PDF", "one page, real text"),),
    ),
    Export(
        "/timeline.gif",
        "image/gif",
        "gif",
        make_film,
        draws=True,
        links=(Link("Picture", "Film", "GIF of 10 s, month by month"),),
    ),
    Export(
        "/timeline.html",
        "text/html",
        "html",
        make_page,
        draws=True,
        links=(Link("Document", "HTML file", "works offline, from a USB stick"),),
    ),
    Export(
        CHRONOLOGY,
        WORD,
        "docx",
        make_chronology,
        is_slow=True,
        templated=True,
        links=(
            Link("Document", "Chronology", "Word, each event quoted in a footnote"),
            Link("Document", "Chronology by theme", "the same under the report’s headings", "headings=theme"),
        ),
    ),
    Export(
        "/events.xlsx",
        EXCEL,
        "xlsx",
        make_xlsx,
        is_slow=True,
        links=(Link("Data", "Excel", "days as dates, and what each column holds"),),
    ),
    Export(
        "/proof.zip",
        MEDIA_TYPE,
        "proof.zip",
        make_proof,
        is_slow=True,
        proves=True,
        links=(Link("Document", "Proof pack", "the file, its events and changes, for anybody to verify"),),
    ),
    Export(
        "/events.csv",
        "text/csv",
        "csv",
        make_csv,
        links=(Link("Data", "CSV", "every column, with its source"),),
    ),
    Export(
        "/events.json", "application/json", "json", make_json, links=(Link("Data", "JSON", "for programs"),)
    ),
    Export(
        "/timelinejs.csv",
        "text/csv",
        "timelinejs.csv",
        make_timeline_js,
        links=(Link("Data", "TimelineJS", "its spreadsheet's columns"),),
    ),
    Export(
        "/uwazi.csv",
        "text/csv",
        "uwazi.csv",
        make_uwazi,
        links=(Link("Data", "Uwazi", "an entity each, with HURIDOCS codes of acts"),),
    ),
    Export(
        "/datapackage.json",
        "application/json",
        "",
        make_datapackage,
        links=(Link("Data", "Data package", "what the CSV holds, after Frictionless"),),
    ),
    Export(
        "/annotations.jsonld",
        "application/ld+json",
        "jsonld",
        make_annotations,
        links=(Link("Data", "Annotations", "places in the report, after W3C"),),
    ),
)


def share_links(group: str) -> str:
    """The links to a group's exports, as HTML for the Share dialog."""
    return "\n".join(
        f'<a class="share-item" download="" href="{path}" data-path="{path}">'
        f'<strong>{escape(link.label)}</strong><span class="muted">{escape(link.note, quote=False)}</span></a>'
        for export in EXPORTS
        for link in export.links
        if link.group == group
        for path in [export.path + (f"?{link.query}" if link.query else "")]
    )
