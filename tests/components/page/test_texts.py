"""Search in the texts of several reports."""

from dataclasses import replace

import pytest

from components.library.shelf import join_views
from components.page.drawing import Room, render_drawing
from components.page.report_pane import render_report
from components.page.texts import describe_texts, list_texts
from components.page.view import View
from data import Selection, extract_events
from data.events.table import set_pages
from data.files.reports import parse_report
from data.report import Page

NORTH = "North\n\nHomes\n\nIn March 2012, the mayor resigned. Nobody was told of the forced evictions in the port.\n"
SOUTH = "South\n\nHomes\n\nEvictions began in May 2012. Families said they were forced out.\n\nForced labour\n\nNothing was done.\n"
EAST = "East\n\nLabour\n\nForced labour went on in June 2012.\n\nHomes\n\nNo evictions were seen.\n"


@pytest.fixture(scope="module")
def view() -> View:
    reports = [
        parse_report(text, name=text[:5].strip(), title=text[:5].strip()) for text in (NORTH, SOUTH, EAST)
    ]
    return join_views({one.title: View(one, extract_events(one)) for one in reports}, {"North": "key"})


def test_a_report_has_the_words_in_one_paragraph_and_is_shown_where(view):
    found = list_texts(view, Selection(q="forced EVICTIONS"))
    assert list_texts(view, Selection(q="forced EVICTIONS"))["count"] == found["count"] == 2, (
        "East has them apart"
    )
    north, south = found["reports"]
    assert (north["name"], north["key"], north["hit"]) == ("North", "key", "forced evictions")
    assert north["before"] == "Nobody was told of the " and north["after"] == " in the port."
    assert NORTH[north["start"] :].startswith("forced evictions")
    assert south["hit"] == "Evictions", "where it is no phrase, its longest word"


def test_only_the_chosen_reports_are_searched(view):
    assert list_texts(view, Selection(q="homes", reports=("East",)))["count"] == 0, (
        "a heading is no paragraph"
    )
    assert list_texts(view, Selection(q="labour", reports=("East",)))["count"] == 1
    assert list_texts(view, Selection(q="a"))["count"] == list_texts(view, Selection(q=" "))["count"] == 0


def test_a_search_is_bounded(view):
    assert list_texts(view, Selection(q="in " * 1000))["count"] == 3, "it is one word"
    many = " ".join(f"word{number}" for number in range(1000))
    assert list_texts(view, Selection(q=many))["count"] == 0


def test_how_many_sentences_of_how_many_reports(view):
    assert describe_texts(view, Selection(q="eviction")) == "3 sentences of 3 reports"
    assert describe_texts(view, Selection(q="forcing", reports=("South",))) == "1 sentence of 1 report"
    assert describe_texts(view, Selection(q="mayors")) == "1 sentence of 1 report"
    assert describe_texts(view, Selection(q="harbours")) == describe_texts(view, Selection()) == ""


HARBOUR = """Harbour

Strikes

On 2 May 2012, dockers struck. Nobody was dismissed; a dismissal 🚢 was
threatened, though.

The port

Ships waited. In June 2012, the port opened.
"""


@pytest.fixture(scope="module")
def alone() -> View:
    report = parse_report(HARBOUR, name="Harbour", title="Harbour")
    report = replace(report, pages=(Page(0, 7, "5"), Page(HARBOUR.index("Ships"), 8, "6")))
    return View(report, set_pages(extract_events(report), report.pages))


def test_of_one_report_each_sentence_with_its_heading_and_page(alone):
    found = list_texts(alone, Selection(q="dismissing"))
    (row,) = found["reports"]
    assert (row["name"], row["page"], row["hit"]) == ("Strikes", "p. 5", "dismissed")
    assert (
        row["before"] + row["hit"] + row["after"]
        == "Nobody was dismissed; a dismissal 🚢 was threatened, though."
    )
    (row,) = list_texts(alone, Selection(q="wait"))["reports"]
    assert (row["name"], row["page"]) == ("The port", "p. 6")


def test_hits_are_where_the_pane_shows_them(alone):
    parts = render_report(alone.report, alone.table)
    properties = [part.to_plotly_json()["props"] for part in parts]
    blocks = {
        named.get("data-start"): part for named, part in zip(properties, parts, strict=True)
    }  # the begin of a page is none
    found = list_texts(alone, Selection(q="threaten dismissal"))["marks"]
    shown = []
    for block, start, end in found:
        text = "".join(map(_text_of, blocks[str(block)].children)).encode("utf-16-le")
        shown.append(text[2 * start : 2 * end].decode("utf-16-le"))
    assert shown == ["dismissed", "dismissal", "threatened"]


def _text_of(part) -> str:
    return part if isinstance(part, str) else "".join(map(_text_of, part.children))


def test_sentences_are_shown_where_no_event_has_the_words(alone):
    none, some = (render_drawing(alone, Selection(q=q), Room())[0] for q in ("dismissals", "striking"))
    assert none["count"] == 0 and none["texts"] == "1 sentence" and none["found"]["sentences"] == 1
    assert some["count"] == 1 and some["texts"] == "1 sentence" and "found" not in some
