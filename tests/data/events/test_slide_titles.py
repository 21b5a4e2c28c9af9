import pandas as pd
import pytest

from data.events.slide_titles import RULES, Facts, choose_title, find_titles
from data.events.table import as_table


def table_of(*events: tuple[str, str, list[str]]) -> pd.DataFrame:
    """Events of (date, theme, actors)."""
    rows = []
    for number, (date, theme, actors) in enumerate(events):
        first, _, last = date.partition("/")
        last = last or first
        ends = [pd.Period(part, "D" if len(part) > 7 else "M") for part in (first, last)]
        rows.append(
            {
                "id": str(number),
                "date": date,
                "first_day": ends[0].start_time.normalize(),
                "last_day": ends[1].end_time.normalize(),
                "precision": "range" if "/" in date else "day" if len(date) > 7 else "month",
                "in_year": True,
                "theme": theme,
                "actors": actors,
                "headline": f"Event {number}",
                "text": "",
                "start": 0,
                "end": 0,
            }
        )
    return as_table(rows, list(dict.fromkeys(row["theme"] for row in rows)))


def at(*months: int, theme: str = "Law", actors: list[str] | None = None) -> list[tuple[str, str, list[str]]]:
    return [(f"2012-{month:02}", theme, actors or []) for month in months]


EXAMPLES = {
    "run": at(1, 3, 7, 7, 8, 9, 9, 12),
    "busiest": at(1, 3, 5, 5, 5, 9),
    "theme": at(1, 4) + at(2, 6, 9, theme="Torture"),
    "actor": at(1, 5) + at(2, 6, 9, 11, actors=["police"]),
    "silence": at(1, 3, 9, 11),
    "span": at(1, 6, 12),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_its_example_says(rule):
    finding = rule.find(Facts(table_of(*EXAMPLES[rule.name])))
    assert finding and (finding.whole, finding.part) == (rule.example, rule.part)


def test_what_lasts_longer_than_a_month_is_in_none():
    events = table_of(("2012-01/2012-12", "Law", []), *at(2, 2, 2, 12))
    finding = next(rule for rule in RULES if rule.name == "run").find(Facts(events))
    assert finding and finding.part == "three of them in February"


def test_a_tie_is_no_finding():
    facts = Facts(table_of(*at(1, 1, 6, 6), *at(2, 5, 8, 9, theme="Torture")))
    found = {rule.name for rule in RULES if rule.find(facts)}
    assert not found & {"run", "busiest", "theme", "actor"}


def test_several_years_are_named_and_a_long_time_goes_by_years():
    events = table_of(("2011-12", "Law", []), *at(1, 1, 1, 12))
    assert "January 2012 is the busiest month: 3 of 5 events" in find_titles(events)
    events = table_of(*[(f"{year}-05", "Law", []) for year in (2001, 2005, 2009, 2009, 2009, 2012)])
    assert find_titles(events)[0] == "3 of 6 events fall in 2009"


def test_one_event_is_its_own_title():
    assert find_titles(table_of(("2012-03-05", "Law", [])), "Law")[0] == "5 March 2012: Event 0"


def test_the_title_fits_and_is_not_said_twice():
    events = table_of(*EXAMPLES["run"])
    long = choose_title(events, ["Law"], lambda title: True)
    assert long == "Law: 8 events, five of them July–September"
    assert choose_title(events, ["Law"], lambda title: True, [long]) != long
    assert choose_title(events, ["Law"], lambda title: len(title) < 15) == "Law: 8 events"
    assert choose_title(events, ["Law and order", "Law"], lambda title: len(title) < 15) == "Law: 8 events"
    shorter = choose_title(events, ["Law and order", "Law"], lambda title: len(title) < 45)
    assert shorter == "Law: 8 events, five of them July–September", "a finding comes before a mere count"
    assert choose_title(events, ["Law and order of all"], lambda title: len(title) < 15) == "Law and …"
    assert choose_title(events, ["Law"], lambda title: False)


def test_a_general_heading_is_no_finding_and_nothing_is_said_twice():
    events = table_of(*at(1, 4, 8, theme="Background"), *at(2, 6))
    assert not any("about Background" in title for title in find_titles(events))
    assert find_titles(table_of(*at(1, 2, 3)), "January–March") == ["January–March: 3 events"]
