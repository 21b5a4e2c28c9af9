"""Lanes by each key of `LANES`, with marks and with density."""

import numpy as np
import pandas as pd
import pytest

from components.draw.placement import MOST_MARKS, place, place_selection
from data import Axis, EventIndex, Selection
from data.selection.lanes import LANES, NO_ACTOR, LaneKey

ACTORS = [["court", "NSS"], ["NSS"], [], ["UNHCR", "court"], ["court"], ["Mr Ivanov"]]
ACTS = [["killing", "attack"], ["killing"], [], ["ruling"], ["other"], []]
KINDS = {"court": "court", "NSS": "security forces", "UNHCR": "international body", "Mr Ivanov": "person"}
# The lanes and how many events of each six stand in them; an event stands in the lane of each of its actors.
EXPECTED = {
    "theme": {"A": 3, "B": 3},
    "topic": {"T": 6},
    "act": {"Killed": 2, "Court ruling": 1, "Other": 3},
    "actor": {"court": 3, "NSS": 2, "UNHCR": 1, "Mr Ivanov": 1, NO_ACTOR: 1},
    "kind": {"Security forces": 2, "Courts": 3, "International": 1, "People": 1, NO_ACTOR: 1},
    "report": {"North": 4, "South": 2},
    "none": {"": 6},
}


def make_events(count: int) -> pd.DataFrame:
    days = pd.date_range("2012-01-01", "2012-12-31", periods=count).normalize()
    numbers = np.arange(count)
    events = pd.DataFrame(
        {
            "id": [f"e{i}" for i in numbers],
            "report": np.where(numbers % 6 < 4, "North", "South"),
            "date": days.strftime("%Y-%m-%d"),
            "first_day": days,
            "last_day": days,
            "precision": "day",
            "in_year": True,
            "theme": pd.Categorical(np.where(numbers % 2, "B", "A"), ["A", "B"], ordered=True),
            "topic": pd.Categorical(["T"] * count),
            "actors": [ACTORS[i % 6] for i in numbers],
            "acts": [ACTS[i % 6] for i in numbers],
            "headline": "Something happens",
            "label": "Something happens",
            "text": "Something happens.",
        }
    )
    events.attrs["kinds"] = KINDS
    return events


def lanes_by_height(placed) -> dict[str, int]:
    """How many events stand in each lane: its marks, or what its density counts."""
    if placed.densities:
        return {density.lane: int(density.counts.sum()) for density in placed.densities}
    return {lane.name: sum(lane.top < mark.y < lane.bottom for mark in placed.marks) for lane in placed.lanes}


@pytest.mark.parametrize("times", [3, MOST_MARKS])
@pytest.mark.parametrize("key", LANES)
def test_each_event_stands_in_its_lanes(key, times):
    events = make_events(6 * times)
    expected = {name: count * times for name, count in EXPECTED[key].items()}
    axis = Axis.of_table(events)
    assert lanes_by_height(place(events, 1100, axis, lane_by=key)) == expected
    placed, shown = place_selection(EventIndex(events), Selection(lanes=key), 1100, axis)
    assert lanes_by_height(placed) == expected
    assert {mark.id for mark in placed.marks} == set(shown["id"])


def test_lanes_of_topics_have_the_largest_first_and_reports_keep_their_order():
    events = make_events(12)
    events["topic"] = pd.Categorical(["A", "B", "B"] * 4, ["A", "B"])
    events["report"] = pd.Categorical(events["report"], ["South", "North"])
    axis = Axis.of_table(events)
    for key, names in {"topic": ["B", "A"], "report": ["South", "North"]}.items():
        assert [lane.name for lane in place(events, 1100, axis, lane_by=key).lanes] == names


def test_of_many_events_those_with_most_actors_are_named():
    events = make_events(6 * MOST_MARKS)
    named = place(events, 1100, Axis.of_table(events), lane_by="none")
    actors = events.set_index("id")["actors"]
    assert named.named_by == "those with most actors"
    assert [len(actors[mark.id]) for mark in named.marks] == [2] * len(named.marks)
    events["actors"] = [[]] * len(events)
    assert place(events, 1100, Axis.of_table(events), lane_by="none").named_by == "the first"


def test_months_are_counted_where_dates_are_months():
    events = make_events(6 * MOST_MARKS)
    days = place(events, 1100, Axis.of_table(events)).densities[0]
    events["precision"] = "month"
    months = place(events, 1100, Axis.of_table(events)).densities[0]
    assert len(months.counts) == 12 < len(days.counts) and months.counts.sum() == days.counts.sum()


def test_an_event_whose_lanes_are_shared_stands_there_once():
    events = make_events(60)
    events["actors"] = [[f"a{i % 30}", f"b{i % 30}"] for i in range(60)]
    placed = place(events, 1100, Axis.of_table(events), lane_by="actor")
    others = [mark.id for mark in placed.marks if mark.y > placed.lanes[-1].top]
    assert placed.lanes[-1].name == "Other actors" and placed.others == 40
    assert len(others) == len(set(others)) == 40


@pytest.mark.parametrize("key", LANES)
def test_lanes_stand_in_their_order(key):
    placed = place(make_events(12), 1100, Axis.of_table(make_events(12)), lane_by=key)
    assert [lane.name for lane in placed.lanes] == list(EXPECTED[key])
    tops = [lane.top for lane in placed.lanes]
    assert tops == sorted(tops)


@pytest.mark.parametrize("lane_by", LANES)
def test_many_events_have_the_same_lanes_from_the_table_and_from_the_index(lane_by):
    table = make_events(900)
    table["actors"] = [[*(["Ana"] * (i % 3 == 0)), f"Actor {i * i % 53}"] for i in range(900)]
    table["report"] = pd.Categorical(table["report"], ["South", "North"])
    index, selection = EventIndex(table), Selection(from_="2012-03", lanes=lane_by)
    axis = Axis.of_table(table)
    placed, named = place_selection(index, selection, 1000, axis)
    events = index.rows(selection)
    expected = place(events, 1000, axis, lane_by=lane_by)
    assert [lane.name for lane in placed.lanes] == [lane.name for lane in expected.lanes]
    assert placed.numbers == expected.numbers
    assert [(mark.id, mark.y, mark.lines) for mark in placed.marks] == [
        (mark.id, mark.y, mark.lines) for mark in expected.marks
    ]
    assert all(
        (a.counts == b.counts).all() for a, b in zip(placed.densities, expected.densities, strict=True)
    )
    assert list(named["id"]) == [mark.id for mark in placed.marks]


def test_a_new_row_is_all_that_a_new_kind_of_lane_needs(monkeypatch):
    of_precision = LaneKey("How exactly", lambda events: events["precision"].astype("category"), "Others")
    monkeypatch.setitem(LANES, "precision", of_precision)
    events, asked = make_events(6), Selection.from_query("lanes=precision")
    placed = place(events, 1100, Axis.of_table(events), lane_by=asked.lanes)
    assert [lane.name for lane in placed.lanes] == ["day"] and asked.to_query() == "lanes=precision"
