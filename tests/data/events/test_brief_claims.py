"""The year in brief of claims: roles of the one named most, and how many people the numbers tell of."""

import pandas as pd
import pytest

from components.page.markup import to_html
from components.page.summary import render_brief_parts
from data.events.summary import summarize_year

KILLED = (
    "Clashes\n\nIn March, soldiers killed twelve miners in Salt River. "
    "In May, rebels killed at least 19 farmers in Talin. {}"
)


def lines_of(table) -> dict[str, dict]:
    return {line.text: line.query for line in summarize_year(table)}


def test_who_is_named_in_many_events_has_a_number_for_each_role(events_of):
    table = events_of(
        "Unrest\n\nIn March, police arrested Ann Roe. In April, police arrested Bob Low. In May, police beat Carl Poe. "
        "In June, rebels attacked police."
    )
    (line,) = [line for line in summarize_year(table) if "named" in line.text]
    assert line.text == "Police are named in 4 events: in 3 they did it, in 1 it was done to them"
    page = to_html(render_brief_parts("", [line], "KEY", "/"), {})
    for query in ("actor=police", "by=police", "upon=police"):
        assert f"{query}&amp;report=KEY" in page


def test_people_are_added_up_where_every_number_stands_in_the_text(events_of):
    said = lines_of(events_of(KILLED.format("")))
    assert said["At least 31 people killed in 2 events"] == {"act": ["killing"]}
    said = lines_of(events_of(KILLED.format("In June, police killed Ann Roe in Orlo.")))
    assert said["At least 31 people killed in 2 of 3 events"] == {"act": ["killing"]}


@pytest.mark.parametrize(
    "fields",
    [
        {"first_day": pd.Timestamp("2012-03-31")},  # a range that begins in the month of the other
        {"where": ["Salt River"], "to": ["miners"]},  # who may be among the twelve
        {"where": [], "to": []},  # nobody knows
    ],
)
def test_nothing_is_added_up_where_two_events_may_tell_of_the_same_people(events_of, fields):
    table = events_of(KILLED.format(""))
    (row,) = table.index[table["count"] == 19]
    for name, value in fields.items():
        table.at[row, name] = value
    assert not [text for text in lines_of(table) if "people killed" in text]


def test_a_number_that_a_person_gave_does_not_stand_in_the_text(events_of):
    table = events_of(KILLED.format(""))
    table["corrected"] = [["count"], *([] for _ in range(len(table) - 1))]
    assert not [text for text in lines_of(table) if "people killed" in text]


def test_what_is_only_said_or_did_not_happen_is_not_counted(events_of):
    text = "Clashes\n\nIn March, soldiers reportedly killed twelve miners in Salt River. In May, rebels killed 19 farmers in Talin."
    assert not [said for said in lines_of(events_of(text)) if "people killed" in said]
