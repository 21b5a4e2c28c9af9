"""The claim in the details: its rows, and its words in the passage."""

import json

import pandas as pd
import pytest

from components.page.claim import cut_at_parts, render_claim
from components.page.details import date_as_known
from components.page.editing import event_facts
from components.page.markup import to_html
from components.page.view import View
from data import extract_events, parse_report

TOLD = """Prison

In March 2012, at least 2,000 miners were reportedly arrested by soldiers in Salt River. In June 2012, the authorities
refused to release Ana Roe.
"""


@pytest.fixture(scope="module")
def told() -> pd.DataFrame:
    return extract_events(parse_report(TOLD, year=2012))


def test_each_part_is_a_row_and_what_can_be_filtered_by_a_button(told):
    page = to_html(render_claim(told.iloc[0]), {})
    assert page.index("Arrested or detained") < page.index("reportedly") < page.index("Soldiers")
    assert "at least 2,000" in page
    assert 'data-key="by"' in page and 'data-key="upon"' in page and 'data-key="where"' in page
    assert "did not happen" in to_html(render_claim(told.iloc[1]), {})
    assert "How many" not in to_html(render_claim(told.iloc[1]), {})


def test_bare_people_are_no_button(told):
    event = told.iloc[0].copy()
    event["to"] = ["men"]
    page = to_html(render_claim(event), {})
    assert "men" in page and 'data-key="upon"' not in page


def test_the_words_of_a_part_are_marked_where_they_stand(told):
    event = told.iloc[0]
    pieces = cut_at_parts(event)
    assert "".join(text for text, _ in pieces) == event["text"]
    bears = {part: "".join(t for t, parts in pieces if part in parts) for part in ("by", "count", "where")}
    assert bears == {"by": "soldiers", "count": "2,000", "where": "Salt River"}


def test_a_part_that_a_person_put_right_has_no_words(told):
    event = told.iloc[0].copy()
    event["corrected"] = ["by"]
    assert not any("by" in parts for _, parts in cut_at_parts(event))


def test_the_form_has_the_parts_as_json_has_them(told):
    facts = event_facts(View(parse_report(TOLD, year=2012), told), told.iloc[0]["id"])
    parts = ("acts", "by", "count", "count_least", "where", "alleged", "negated")
    known = {name: facts[name] for name in parts} if facts else {}
    assert json.loads(json.dumps(known)) == {
        "acts": ["detention"],
        "by": ["soldiers"],
        "count": 2000,
        "count_least": True,
        "where": ["Salt River"],
        "alleged": True,
        "negated": False,
    }


def test_a_date_known_about_says_so():
    assert date_as_known("2019-05-14~", "day") == "about 14 May 2019"
    assert date_as_known("2019-05-14", "day") == "on 14 May 2019"
    assert date_as_known("1998~", "year") == "about 1998"
