"""Search in the texts of several reports."""

import pytest

from components.library.shelf import join_views
from components.page.texts import count_texts, list_texts
from components.page.view import View
from data import Selection, extract_events
from data.files.reports import parse_report

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
    assert count_texts(view, Selection(q="forced EVICTIONS")) == found["count"] == 2, "East has them apart"
    north, south = found["reports"]
    assert (north["name"], north["key"], north["hit"]) == ("North", "key", "forced evictions")
    assert north["before"] == "Nobody was told of the " and north["after"] == " in the port."
    assert NORTH[north["start"] :].startswith("forced evictions")
    assert south["hit"] == "Evictions", "where it is no phrase, its longest word"


def test_only_the_chosen_reports_are_searched(view):
    assert count_texts(view, Selection(q="homes", reports=("East",))) == 0, "a heading is no paragraph"
    assert count_texts(view, Selection(q="labour", reports=("East",))) == 1
    assert count_texts(view, Selection(q="a")) == count_texts(view, Selection(q=" ")) == 0


def test_a_search_is_bounded(view):
    assert count_texts(view, Selection(q="in " * 1000)) == 3, "it is one word"
    many = " ".join(f"word{number}" for number in range(1000))
    assert count_texts(view, Selection(q=many)) == 0
