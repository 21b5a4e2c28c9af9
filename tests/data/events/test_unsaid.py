"""What a headline that a person typed says and its text does not."""

import pytest

from components.page.editing import event_facts
from components.page.view import View
from data import extract_events, parse_report
from data.events.corrected import corrected
from data.events.corrections import Entry, Set
from data.events.review import find_unsaid

TEXT = "In May 2012, soldiers killed two people in Orlo."


@pytest.mark.parametrize(
    "headline, unsaid",
    [
        ("Soldiers kill two people in Orlo", ()),
        ("Soldiers kill 22 people in Orlo", ("22: the report says *two*",)),
        ("Soldiers kill two people in Talin", None),
        ("Two people kill soldiers", None),
    ],
)
def test_what_the_report_says_otherwise_is_said(headline, unsaid):
    found = find_unsaid(headline, TEXT)
    assert found == unsaid if unsaid is not None else found


def test_of_an_event_without_a_text_nothing_is_said():
    assert find_unsaid("Soldiers kill 22 people", " ") == ()


def test_only_typed_headlines_are_compared():
    report = parse_report(TEXT, year=2012)
    table = extract_events(report)
    event = str(table["id"].iat[0])
    read = event_facts(View(report, table), event)
    typed = corrected(table, [Entry(1, Set(event, {"headline": "Soldiers kill 22 people"}))])
    put_right = event_facts(View(report, typed), event)
    assert read and read["unsaid"] == []
    assert put_right and put_right["unsaid"] == ["22: the report says *two*"]
