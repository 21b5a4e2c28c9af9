"""Stray dates: the axis is that of the years, and what lies beyond is counted at its ends."""

import io
import re

import pandas as pd
import pytest
from pptx import Presentation

from app import create_app
from components.page.view import View
from data import Selection, load

STRAYS = (
    "1910-03-05,An old slip,Justice",
    "1911-05,A further one,Justice",
    "2031-01-02,A slip ahead,Prisons",
)


@pytest.fixture
def view(tmp_path):
    rows = [f"2010-{i % 12 + 1:02}-05,Event {i},Justice" for i in range(150)]
    file = tmp_path / "slips.csv"
    file.write_text("date,headline,theme\n" + "\n".join([*rows, *STRAYS]))
    return View(*load(file))


@pytest.fixture
def client(view):
    return create_app(view.report, view.table).server.test_client()


def test_the_axis_is_that_of_the_years(view):
    assert (view.months.first, view.months.last) == ("2010-01", "2010-12")
    assert view.months.beyond == ("2 before 2010", "1 after 2010")
    assert sum(view.index.month_counts(Selection(), view.months)) == 150
    assert view.axis(Selection(from_="2010-03")).beyond == ("", "1 after 2010")
    assert view.axis(Selection(theme=("Prisons",))).beyond == ("", "1 after 2010")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        (Selection(from_="1910-03", to="2009-12"), "1910-03", "2009-12"),
        (Selection(to="1950-01"), "1910-03", "1950-01"),
        (Selection(from_="1800-01"), "1910-03", "2010-12"),
        (Selection(from_="2020-01"), "2020-01", "2031-01"),
        (Selection(from_="2010-03", to="2010-04"), "2010-03", "2010-04"),
    ],
)
def test_it_goes_where_strays_are_asked_for(view, asked, first, last):
    axis = view.axis(asked)
    assert (axis.first, axis.last) == (first, last)


def test_the_page_counts_them_at_its_ends_and_a_press_shows_them(client):
    drawn = client.get("/drawing?width=1000").json
    assert drawn["summary"] == "153 of 153 events"
    assert [words for words, _, _ in drawn["beyond"]] == ["2 before 2010", "1 after 2010"]
    _, first, last = drawn["beyond"][0]
    shown = client.get(f"/drawing?from={first}&to={last}&width=1000").json
    assert shown["count"] == 2 and shown["beyond"] == []
    xs = next(trace["x"] for trace in shown["figure"]["data"] if trace["name"] == "events")
    assert xs[0] < xs[1], "each stands at its own date"
    assert "2 before 2010" in client.get("/").text


def test_picture_and_slides_count_them_too(client):
    assert "January–December 2010, 2 before 2010, 1 after 2010" in client.get("/timeline.svg").text
    assert re.search("theme is Prisons, 1 after 2010", client.get("/timeline.svg?theme=Prisons").text)
    deck = Presentation(io.BytesIO(client.get("/timeline.pptx").data))
    words = [getattr(shape, "text", "") for shape in deck.slides[0].shapes]
    assert any("2 before 2010" in text for text in words)
    rows = pd.read_csv(io.StringIO(client.get("/events.csv").text))
    assert len(rows) == 153, "data leaves nothing out"


def test_few_events_far_apart_are_no_strays(tmp_path):
    file = tmp_path / "history.csv"
    file.write_text(
        "date,headline,theme\n1066-10-14,A battle,War\n1492-10-12,A landing,Travel\n1969-07-20,Another,Travel\n"
    )
    view = View(*load(file))
    assert view.months.first == "1066-01" and view.months.beyond == ("", "")


def test_months_of_another_year_are_left_out_and_said_where_the_report_is_switched(client):
    page = client.get("/?from=2015-03&to=2015-05&kept=1").text
    assert "This report is of other months than March–May 2015." in page and "153 of 153 events" in page
    assert "other months" not in client.get("/?from=2010-03&to=2010-05&kept=1").text
    assert "0 of 153 events" in client.get("/?from=2015-03&to=2015-05").text, "an address stays as it is"
