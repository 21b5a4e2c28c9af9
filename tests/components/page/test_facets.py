"""What happened, who did it to whom, and where, as the sidebar lists them."""

import pytest

from components.page.actors import SIDES, list_actors, list_roles, role_of
from components.page.drawing import render_chips
from components.page.facets import SHOWN_PLACES, list_acts, list_places
from components.page.view import View
from data import Selection, extract_events, parse_report

TOLD = """Prison

In March 2012, soldiers arrested twelve miners in Salt River. In April 2012, the Farmers Union called on the ministry to
release Ana Roe. In May 2012, police arrested Ana Roe in Talin. In June 2012, Ana Roe visited the Farmers Union.
"""


@pytest.fixture(scope="module")
def view() -> View:
    report = parse_report(TOLD, year=2012)
    return View(report, extract_events(report))


def counts_of(found: dict) -> dict[str, int]:
    return {row[0]: row[2] for _, rows in found["groups"] for row in rows}


def test_acts_stand_in_their_groups_with_counts_that_foresee(view):
    found = list_acts(view, Selection())
    assert [title for title, _ in found["groups"]] == ["Against people", "Said and seen"]
    assert counts_of(found) == {"detention": 2, "statement": 1, "visit": 1}
    assert found["groups"][0][1][0][:2] == ("detention", "Arrested or detained")
    assert counts_of(list_acts(view, Selection(act=("visit",), by=("police",)))) == {
        "detention": 1,
        "statement": 0,
        "visit": 0,
    }


def test_an_actor_has_the_events_of_each_role(view):
    rows = {name: rest for _, rows in list_actors(view, Selection())["groups"] for name, *rest in rows}
    assert rows["Ana Roe"] == [3, 1, 1], "named in three, did it in one, done to her in one"
    did = list_actors(view, Selection(), role="by")
    sides = {side: list_actors(view, Selection(), role=side) for side in SIDES}
    assert list_roles(view, Selection()) == (list_actors(view, Selection()), sides)
    assert {row for _, rows in did["groups"] for row in rows} >= {("soldiers", 1), ("police", 1)}
    done = {name for _, rows in list_actors(view, Selection(), role="upon")["groups"] for name, *_ in rows}
    assert "Ana Roe" in done and "police" not in done


def test_the_role_is_that_which_has_names():
    assert role_of(Selection()) == role_of(Selection(theme=("Prison",))) == "actor"
    assert role_of(Selection(upon=("police",))) == "upon"


def test_places_beyond_the_first_are_there_and_not_listed(view):
    found = list_places(view, Selection(where=("Talin",)))
    assert counts_of(found) == {"Salt River": 1, "Talin": 1}
    table = view.table.copy()
    table["where"] = [[f"Town {row}-{i}" for i in range(9)] for row in range(len(table))]
    many = list_places(View(view.report, table), Selection(where=("Town 1-8",)))
    listed = [value for value, *_, is_listed in many["groups"][0][1] if is_listed]
    assert len(listed) == SHOWN_PLACES + 1 and listed[-1] == "Town 1-8"


def test_chips_name_the_role():
    chips = render_chips(Selection(act=("detention",), by=("police",), upon=("miners",), where=("Talin",)))
    said = [getattr(chip, "aria-label") for chip in chips]
    assert said == [
        "Remove filter: Arrested or detained",
        "Remove filter: Did it: Police",
        "Remove filter: Done to: Miners",
        "Remove filter: Where: Talin",
    ]
