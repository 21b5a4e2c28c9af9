"""What a headline that a person typed says and its text does not."""

import pytest

from components.page.editing import unsaid_of
from components.page.view import View
from data import extract_events, parse_report
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


def test_a_headline_is_compared_with_its_own_event():
    report = parse_report(TEXT, year=2012)
    table = extract_events(report)
    event = str(table["id"].iat[0])
    view = View(report, table)
    assert unsaid_of(view, event, "Soldiers kill 22 people") == ["22: the report says *two*"]
    assert (
        unsaid_of(view, event, "Soldiers kill two people")
        == unsaid_of(view, "another", "Soldiers kill 22")
        == []
    )
