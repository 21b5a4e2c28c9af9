"""The function that makes each exported file, as a `functools.partial` for another process.

Each takes the view, the selection, its events, its axis and the other arguments of the address, as `Export.make` says.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from components.draw import files
from components.draw.clean import clean_report
from components.draw.files import Drawing, Look
from components.draw.picture import HEIGHT, WIDTH
from components.draw.slides import BUILDS
from components.web.export_words import address_of, address_to_print, describe, file_name, say_missing
from components.web.making import Call
from components.web.proofs import prove
from data import (
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
from data.files.proof.contents import Proof
from data.files.word_template import is_word_template
from data.store import File

LEAST_SIDE, MOST_SIDE = 200, 4000  # px of a picture


class Arguments(dict[str, str]):
    """The arguments of an address besides its selection; `template` is the file that it names, `proof` what a proof pack is
    of, `missing` what is not read yet.
    """

    template: File | None = None
    proof: Proof | None = None
    missing: tuple[str, ...] = ()


def make_csv(view, selection, events, axis, arguments) -> Call:
    return partial(to_csv, events, arguments.get("csv") != "plain")


def make_xlsx(view, selection, events, axis, arguments) -> Call:
    words = describe(view, selection, events)
    return partial(to_xlsx, events, view.title, view.report.source, words, say_missing(arguments.missing))


def make_json(view, selection, events, axis, arguments) -> Call:
    return partial(to_json, events)


def make_chronology(view, selection, events, axis, arguments) -> Call:
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


def make_timeline_js(view, selection, events, axis, arguments) -> Call:
    about = f"{describe(view, selection, events, arguments.missing)} Source: {view.source}."
    return partial(to_timeline_js, events, view.title, about)


def make_uwazi(view, selection, events, axis, arguments) -> Call:
    return partial(to_uwazi, events)


def make_datapackage(view, selection, events, axis, arguments) -> Call:
    words = describe(view, selection, events, arguments.missing)
    source, address = view.source, address_of("events.csv", selection)
    about = (events, file_name(view), view.title, source, words, address, arguments.missing)
    return partial(_say, datapackage, *about)


def make_annotations(view, selection, events, axis, arguments) -> Call:
    address = address_of("", selection)
    return partial(_say, annotations_jsonld, view.report, events, address, say_missing(arguments.missing))


def make_proof(view, selection, events, axis, arguments) -> Call:
    return prove(arguments.proof, view, events)


def _say(function: Callable[..., dict], *values) -> str:
    """The result of a function as JSON."""
    return json.dumps(function(*values), ensure_ascii=False, indent=1)


def _drawing(view, selection, events, axis) -> Drawing:
    drawing = Drawing(events, axis, view.report, selection, view.themes, address_to_print(selection))
    return drawing.without_text


def make_deck(view, selection, events, axis, arguments) -> Call:
    slides = arguments.get("slides", BUILDS[0])
    if slides == "themes":  # an older spelling in addresses
        slides = BUILDS[0]
    if slides not in BUILDS:
        raise SelectionError(f"“slides” is one of {', '.join(BUILDS)}; write it as in slides=overview.")
    template = arguments.template
    named = (template.content, template.name) if template else (None, "")
    return partial(files.make_deck, _drawing(view, selection, events, axis), slides, *named)


def make_page(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_page, _drawing(view, selection, events, axis))


def make_svg(view, selection, events, axis, arguments) -> Call:
    drawing, outlines = _drawing(view, selection, events, axis), arguments.get("outlines") == "1"
    return partial(files.make_svg, drawing, _look(arguments), outlines)


def make_sheet(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_sheet, _drawing(view, selection, events, axis))


def make_png(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_png, _drawing(view, selection, events, axis), _look(arguments))


def make_pdf(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_pdf, _drawing(view, selection, events, axis), _look(arguments))


def make_film(view, selection, events, axis, arguments) -> Call:
    return partial(files.make_film, _drawing(view, selection, events, axis))


def _look(arguments: Arguments) -> Look:
    """The picture options in an address. Raises `SelectionError`."""
    return Look(
        width=_parse_side("width", arguments, WIDTH),
        height=_parse_side("height", arguments, HEIGHT) if arguments.get("height") else None,
        transparent=arguments.get("paper", "white") == "none",
        dark=arguments.get("scheme", "light") == "dark",
    )


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
