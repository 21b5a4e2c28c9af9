"""The same query as the page's, answered as a file. A new export is a row of `EXPORTS` and its function."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from urllib.parse import urlsplit

import flask
import pandas as pd

from components.draw import files
from components.draw.clean import clean_report, clean_text
from components.draw.files import Drawing, Look
from components.draw.picture import HEIGHT, WIDTH
from components.draw.slides import BUILDS
from components.library.editing import is_this_machine
from components.library.library import Library
from components.page.view import View
from components.web.making import Call, make_bounded
from components.web.proofs import find_proof, prove
from components.web.templates import CHRONOLOGY, DECK, find_template
from data import (
    Axis,
    NotNow,
    Selection,
    SelectionError,
    annotations_jsonld,
    chronology_docx,
    datapackage,
    to_csv,
    to_json,
    to_timeline_js,
    to_uwazi,
    to_xlsx,
)
from data.events.chronology.headings import HEADINGS
from data.files.proof.contents import MEDIA_TYPE, Proof
from data.files.word_template import is_word_template
from data.store import File

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MISSING = "X-Yearline-Missing"  # what a file lacks that cannot say it itself, as a CSV cannot
_MOST_MISSING = 20  # names of reports that are said
LEAST_SIDE, MOST_SIDE = 200, 4000  # px of a picture
MOST_HERE = (
    20_000  # rows of data that are written here; a drawing, and more rows, in a process that can be stopped
)


@dataclass(frozen=True)
class Link:
    """How the Share dialog offers an export: in which group, under which name, with a note; and with which arguments."""

    group: str
    label: str
    note: str
    query: str = ""


class Arguments(dict[str, str]):
    """What an address says beside its selection; `template` is the file that it names, `proof` what a pack is of, `missing` what
    is not read yet."""

    template: File | None = None
    proof: Proof | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Export:
    """One export: its address, its type and file ending, how Share offers it, and what makes it.

    `make` takes the view, the selection, its events, its axis, and the other arguments of the address, among them the template
    that a deck is made in, and gives what makes the file: a `functools.partial` of values, which may be called in another process.
    An export that `draws` has the selection's events of the year; data has all years where nothing is filtered, and one that
    `is_slow` is made in a process that can be stopped too.
    One that is `templated` is made in a person's template. One that `proves` has the report's file and its log: no other site
    reads it.
    Without an ending it is shown, not saved.
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


def _make_csv(view, selection, events, axis, arguments) -> Call:
    return partial(to_csv, events, arguments.get("csv") != "plain")


def _make_xlsx(view, selection, events, axis, arguments) -> Call:
    words = describe(view, selection, events)
    return partial(to_xlsx, events, view.title, view.report.source, words, say_missing(arguments.missing))


def _make_json(view, selection, events, axis, arguments) -> Call:
    return partial(to_json, events)


def _make_chronology(view, selection, events, axis, arguments) -> Call:
    headings = arguments.get("headings", HEADINGS[0])
    if headings not in HEADINGS:
        raise SelectionError(
            f"“headings” is one of {', '.join(HEADINGS)}; write it as in headings={HEADINGS[1]}."
        )
    template = arguments.template
    if template and not is_word_template(template.name):
        raise SelectionError(f"{template.name} is no Word template; choose a .dotx or .docx.")
    words, missing = describe(view, selection, events), say_missing(arguments.missing)
    report = replace(clean_report(view.report), text="", sections=(), pages=(), entries=())
    report = replace(report, title=view.title, year=0, years="") if view.is_together else report
    about = (words, missing, address_to_print(selection), headings, template.content if template else None)
    return partial(chronology_docx, events, report, *about)


def _make_timeline_js(view, selection, events, axis, arguments) -> Call:
    about = f"{describe(view, selection, events, arguments.missing)} Source: {view.source}."
    return partial(to_timeline_js, events, view.title, about)


def _make_uwazi(view, selection, events, axis, arguments) -> Call:
    return partial(to_uwazi, events)


def _make_datapackage(view, selection, events, axis, arguments) -> Call:
    words = describe(view, selection, events, arguments.missing)
    source, address = view.source, address_of("events.csv", selection)
    about = (events, file_name(view), view.title, source, words, address, arguments.missing)
    return partial(_say, datapackage, *about)


def _make_annotations(view, selection, events, axis, arguments) -> Call:
    address = address_of("", selection)
    return partial(_say, annotations_jsonld, view.report, events, address, say_missing(arguments.missing))


def _make_proof(view, selection, events, axis, arguments) -> Call:
    return prove(arguments.proof, view, events)


def _say(function: Callable[..., dict], *values) -> str:
    """What a function gives, as JSON."""
    return json.dumps(function(*values), ensure_ascii=False, indent=1)


def _drawing(view, selection, events, axis) -> Drawing:
    drawing = Drawing(events, axis, view.report, selection, view.themes, address_to_print(selection))
    return drawing.without_text


def _make_deck(view, selection, events, axis, arguments) -> Call:
    slides = arguments.get("slides", BUILDS[0])
    if slides == "themes":  # as addresses said it before
        slides = BUILDS[0]
    if slides not in BUILDS:
        raise SelectionError(f"“slides” is one of {', '.join(BUILDS)}; write it as in slides=overview.")
    template = arguments.template
    named = (template.content, template.name) if template else (None, "")
    return partial(files.make_deck, _drawing(view, selection, events, axis), slides, *named)


def _make_page(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_page, _drawing(view, selection, events, axis))


def _make_svg(view, selection, events, axis, arguments) -> Call:
    drawing, outlines = _drawing(view, selection, events, axis), arguments.get("outlines") == "1"
    return partial(files.make_svg, drawing, _look(arguments), outlines)


def _make_sheet(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_sheet, _drawing(view, selection, events, axis))


def _make_png(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_png, _drawing(view, selection, events, axis), _look(arguments))


def _make_pdf(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_pdf, _drawing(view, selection, events, axis), _look(arguments))


def _make_film(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_film, _drawing(view, selection, events, axis))


def _look(arguments: Arguments) -> Look:
    """How a picture is to look that an address asks for. Raises `SelectionError`."""
    return Look(
        width=_parse_side("width", arguments, WIDTH),
        height=_parse_side("height", arguments, HEIGHT) if arguments.get("height") else None,
        transparent=arguments.get("paper", "white") == "none",
        dark=arguments.get("scheme", "light") == "dark",
    )


EXPORTS = (
    Export(
        DECK,
        POWERPOINT,
        "pptx",
        _make_deck,
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
        _make_svg,
        draws=True,
        links=(
            Link("Picture", "SVG", "real text, any size"),
            Link("Picture", "SVG, letters as shapes", "looks alike in any program", "outlines=1"),
        ),
    ),
    # What the page prints.
    Export("/sheet.svg", "image/svg+xml", "", _make_sheet, draws=True),
    # The page makes its own PNG; this one is for other sites and programs.
    Export("/timeline.png", "image/png", "png", _make_png, draws=True),
    Export(
        "/timeline.pdf",
        "application/pdf",
        "pdf",
        _make_pdf,
        draws=True,
        links=(Link("Picture", "PDF", "one page, real text"),),
    ),
    Export(
        "/timeline.gif",
        "image/gif",
        "gif",
        _make_film,
        draws=True,
        links=(Link("Picture", "Film", "GIF of 10 s, month by month"),),
    ),
    Export(
        "/timeline.html",
        "text/html",
        "html",
        _make_page,
        draws=True,
        links=(Link("Document", "HTML file", "works offline, from a USB stick"),),
    ),
    Export(
        CHRONOLOGY,
        WORD,
        "docx",
        _make_chronology,
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
        _make_xlsx,
        is_slow=True,
        links=(Link("Data", "Excel", "days as dates, and what each column holds"),),
    ),
    Export(
        "/proof.zip",
        MEDIA_TYPE,
        "proof.zip",
        _make_proof,
        is_slow=True,
        proves=True,
        links=(Link("Document", "Proof pack", "the file, its events and changes, for anybody to verify"),),
    ),
    Export(
        "/events.csv",
        "text/csv",
        "csv",
        _make_csv,
        links=(Link("Data", "CSV", "every column, with its source"),),
    ),
    Export(
        "/events.json", "application/json", "json", _make_json, links=(Link("Data", "JSON", "for programs"),)
    ),
    Export(
        "/timelinejs.csv",
        "text/csv",
        "timelinejs.csv",
        _make_timeline_js,
        links=(Link("Data", "TimelineJS", "its spreadsheet's columns"),),
    ),
    Export(
        "/uwazi.csv",
        "text/csv",
        "uwazi.csv",
        _make_uwazi,
        links=(Link("Data", "Uwazi", "an entity each, with HURIDOCS codes of acts"),),
    ),
    Export(
        "/datapackage.json",
        "application/json",
        "",
        _make_datapackage,
        links=(Link("Data", "Data package", "what the CSV holds, after Frictionless"),),
    ),
    Export(
        "/annotations.jsonld",
        "application/ld+json",
        "jsonld",
        _make_annotations,
        links=(Link("Data", "Annotations", "places in the report, after W3C"),),
    ),
)


def serve_exports(server: flask.Flask, library: Library) -> None:
    """Add the address of each export to `server`."""
    for export in EXPORTS:
        server.add_url_rule(
            export.path, f"export {export.path}", lambda export=export: _answer(export, library)
        )


def _answer(export: Export, library: Library) -> flask.Response:
    """The file that the request asks for. Raises `SelectionError` for a query that the report does not have, and `NotNow` while
    what it asks for is not read, unless it asks for what is there."""
    query = flask.request.query_string.decode("utf-8", "replace")
    view, selection, missing = _find_read(library, query)
    proof = find_proof(library, view, selection) if export.proves else None
    # What a file says of its address is passed on with it.
    selection = replace(selection, report=library.key_to_share(selection.report))
    whole = selection.whole and not export.draws
    drawn = view.on_axis(selection) if export.draws else selection
    events = view.table if whole else view.index.rows(drawn)
    if export.draws:
        selection = view.in_usual_lanes(selection)
    arguments = Arguments(flask.request.args.items())
    arguments.missing, arguments.proof = missing, proof
    if export.templated:
        arguments.template = find_template(library, arguments.get("template", ""))
    axis = replace(view.axis(selection), missing=_in_short(missing))
    call = export.make(view, selection, events, axis, arguments)
    stem = file_name(view) + ("-partial" if missing else "")
    name = f"{stem}.{export.ending}" if export.ending else ""
    # Data of a bounded number of rows is written in a bounded time, and at once.
    is_here = not (export.draws or export.is_slow) and len(events) <= MOST_HERE
    body = call() if is_here else make_bounded(call, name or stem)
    answer = attached(body, export.media_type, name)
    if not export.proves:
        answer.headers["Access-Control-Allow-Origin"] = "*"
    if missing:
        answer.headers[MISSING] = _to_header(say_missing(missing))
    if not export.draws:
        answer.headers["X-Selection"] = _to_header(describe(view, selection, events, missing))
        package = f"{flask.request.url_root}datapackage.json"
        sent = selection.to_query()
        answer.headers["Link"] = (
            f'<{package}{f"?{sent}" if sent else ""}>; rel="describedby"; type="application/json"'
        )
    return answer


def _find_read(library: Library, query: str) -> tuple[View, Selection, tuple[str, ...]]:
    """The view and the selection of a query, and the names of the reports that it asks for and that are not read yet.

    Raises `NotNow` where some are not, unless `partial=1` asks for the others.
    """
    asked = Selection.from_query(query)
    view = library.find_view(asked)
    missing = tuple(view.unread_of(asked))
    if not missing:
        return view, Selection.from_query(query, view.table), ()
    later = NotNow(f"{say_missing(missing)} Try again in a moment, or add partial=1 for what is there.")
    if flask.request.args.get("partial") != "1" or set(asked.reports) == set(missing):
        raise later
    read = replace(asked, reports=tuple(name for name in asked.reports if name not in missing))
    if read.unknown_to(view.table):  # what is not read may have it
        raise later
    return view, read, missing


def _in_short(missing: Sequence[str]) -> str:
    """What a drawing lacks: "without 2 reports that are not read yet"; "" for nothing."""
    if not missing:
        return ""
    said = f"{len(missing)} reports that are" if len(missing) > 1 else "a report that is"
    return f"without {said} not read yet"


def say_missing(missing: Sequence[str]) -> str:
    """What a file lacks, as a sentence: "Not read yet: Ghana, Malawi, and 3 more."; "" for nothing."""
    more = len(missing) - _MOST_MISSING
    names = ", ".join(missing[:_MOST_MISSING]) + (f", and {more} more" if more > 0 else "")
    return f"Not read yet: {names}." if missing else ""


def attached(content: str | bytes, media_type: str, name: str) -> flask.Response:
    """An answer that is saved under `name`; "" for one that is shown."""
    answer = flask.Response(content, mimetype=media_type)
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


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


def file_name(view: View) -> str:
    """The name of a view's files without their ending: "kazakstan-2008"."""
    letters = unicodedata.normalize("NFKD", view.title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "timeline"


def describe(view: View, selection: Selection, events: pd.DataFrame, missing: Sequence[str] = ()) -> str:
    """What a file holds: "2 of 11 events: theme is Background.", "11 of 11 events, and 2 of other years.", and what it lacks."""
    own = int(events["in_year"].sum())
    others = len(events) - own
    words = selection.in_words()
    said = f"{own} of {len(view.index)} events" + (f", and {others} of other years" if others else "")
    return " ".join(filter(None, (said + (f": {words}." if words else "."), say_missing(missing))))


def address_of(path: str, selection: Selection) -> str:
    """The address of a selection on this server: the page's for the path ""."""
    query = selection.to_query()
    return flask.request.url_root + path + (f"?{query}" if query else "")


def address_to_print(selection: Selection) -> str:
    """The page's address for what leaves this machine; "" where nobody else reaches it there."""
    try:
        host = (urlsplit(flask.request.url_root).hostname or "").rstrip(".")
    except ValueError:  # a host that is none
        return ""
    nowhere = host in ("", "0.0.0.0", "::") or host.endswith(".localhost") or is_this_machine(host)
    return "" if nowhere else address_of("", selection)


def _to_header(text: str) -> str:
    return " ".join(clean_text(text).encode("ascii", "ignore").decode().split())


def _parse_side(key: str, arguments: Mapping[str, str], usual: int) -> int:
    """The width or height of a picture in px. Raises `SelectionError`."""
    given = arguments.get(key, "")
    if not given:
        return usual
    if not (given.isdecimal() and len(given) < 6 and LEAST_SIDE <= int(given) <= MOST_SIDE):
        raise SelectionError(
            f"“{key}” is a number of pixels from {LEAST_SIDE} to {MOST_SIDE}; write it as in {key}={usual}."
        )
    return int(given)
