import pandas as pd
import pytest

from data import Axis
from data.events.slide_facts import Facts
from data.events.slide_titles import RULES, Title, choose_title, find_titles, titles_in_order
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


def of_claims(*claims: dict) -> pd.DataFrame:
    """Events of claims, a month and a place each, unless they say another."""
    table = table_of(*[(one.get("date", f"2012-{i:02}"), "Law", []) for i, one in enumerate(claims, 1)])
    for number, one in enumerate(claims):
        own = {"where": [f"Place {number}"], **{name: cell for name, cell in one.items() if name != "date"}}
        for name, cell in own.items():
            table.at[number, name] = cell
    return table.assign(evidence=pd.Series([{"count": [[0, 1]]}] * len(table)))


def killed(count: int, **more) -> dict:
    return {"acts": ["killing"], "to": ["miners"], "count": count, **more}


def arrests(**more) -> dict:
    return {"acts": ["detention"], **more}


EXAMPLES = {
    "people": of_claims(killed(10), killed(12), killed(38, date="2012-05")),
    "people alone": of_claims(killed(10), killed(12), killed(38, date="2012-05")),
    "doer": of_claims(*[arrests(by=["police"])] * 3, arrests(by=["army"])),
    "done to": of_claims(*[arrests(to=["journalists"])] * 3, arrests(to=["people"])),
    "place": of_claims(*[arrests(where=["Talin"])] * 3, arrests()),
    "harm": of_claims(*[{"acts": [code], "by": ["gunmen"]} for code in ("killing", "attack", "torture")], arrests(), killed(1)),
    "act": of_claims(*[{"acts": ["protest"]}] * 3, {"acts": ["law"]}),
    "run": table_of(*at(1, 3, 7, 7, 8, 9, 9, 12)),
    "busiest": table_of(*at(1, 3, 5, 5, 5, 9)),
    "theme": table_of(*at(1, 4), *at(2, 6, 9, theme="Torture")),
    "actor": table_of(*at(1, 5), *at(2, 6, 9, 11, actors=["police"])),
    "silence": table_of(*at(1, 3, 9, 11)),
    "span": table_of(*at(1, 6, 12)),
}  # fmt: skip


def texts_of(events: pd.DataFrame, about: str = "", **more) -> list[str]:
    return [title.text for title in find_titles(Facts(events, **more), about)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_what_its_example_says(rule):
    finding = rule.find(Facts(EXAMPLES[rule.name]))
    assert finding and (finding.whole, finding.part) == (rule.example, rule.part)


@pytest.mark.parametrize(
    "change",
    [
        {"alleged": True},  # only said to be so
        {"negated": True},  # did not happen
        {"count": None},  # no number
        {"corrected": ["count"]},  # a number that a person gave
        {"where": ["Place 2"], "date": "2012-03"},  # the same people, perhaps
    ],
)
def test_what_is_no_fact_or_may_be_told_twice_is_not_in_the_sum(change):
    claims = [killed(10), killed(12), killed(38), killed(5)]
    table = of_claims(*claims[:3], {**claims[3], **{k: v for k, v in change.items() if v is not None}})
    if change.get("count", 1) is None:
        table.loc[3, "count"] = pd.NA
    finding = next(title.finding for title in find_titles(Facts(table)))
    assert finding and finding.whole.startswith("at least 60 people killed in three events")
    assert set(finding.ids) == {"0", "1", "2"} and finding.but.startswith("One more")


def test_what_lasts_longer_than_a_month_is_in_no_run():
    table = table_of(("2012-01/2012-12", "Law", []), *at(2, 2, 2, 12))
    finding = next(rule for rule in RULES if rule.name == "run").find(Facts(table))
    assert finding and finding.part == "three of them in February"


def test_names_of_a_report_that_say_its_months_or_not_have_titles_all_the_same():
    events = table_of(*at(1, 3, 5, 8, 12))
    titles = [title.text for title in titles_in_order(Facts(events), ("From January to December", "From…"))]
    assert "From January to December: 5 events" in titles and "From…: 5 events" in titles


@pytest.mark.parametrize("name", ["doer", "done to", "place", "act"])
def test_two_of_three_are_no_finding_and_what_is_alleged_is_not_counted(name):
    rule, events = next(rule for rule in RULES if rule.name == name), EXAMPLES[name]
    assert rule.find(Facts(events))
    assert not rule.find(Facts(events.assign(alleged=[True, False, False, False])))
    assert not rule.find(Facts(events.assign(negated=[False, False, True, False])))


def test_the_reports_own_names_and_its_publishers_visits_are_no_finding():
    events = table_of(*at(1, 5, 9, actors=["Freedonia"]), *at(2, theme="Visits"))
    assert any("name" in text for text in texts_of(events))
    assert not any("name" in text for text in texts_of(events, own=frozenset({"Freedonia"})))
    events = table_of(*at(1, 5, 9, 10, theme="Amnesty International visits/reports"), *at(2, 7))
    assert not any("about" in text for text in texts_of(events))


def test_a_slide_of_some_months_does_not_say_that_its_events_are_in_them():
    events = table_of(("2012-05/2012-06", "Law", []), *at(6, 6, 6, 6))
    titles = find_titles(Facts(events, axis=Axis.of_months("2012-06", "2012-06")), "June", is_time=True)
    assert [title.text for title in titles] == ["June: 5 events"]


def test_a_tie_is_no_finding():
    facts = Facts(table_of(*at(1, 1, 6, 6), *at(2, 5, 8, 9, theme="Torture")))
    found = {rule.name for rule in RULES if rule.find(facts)}
    assert not found & {"run", "busiest", "theme", "actor"}


def test_several_years_are_named_and_a_long_time_goes_by_years():
    events = table_of(("2011-12", "Law", []), *at(1, 1, 1, 12))
    assert "January 2012 is the busiest month: 3 of 5 events" in texts_of(events)
    events = table_of(*[(f"{year}-05", "Law", []) for year in (2001, 2005, 2009, 2009, 2009, 2012)])
    assert texts_of(events)[0] == "3 of 6 events fall in 2009"


def test_one_event_is_its_own_title():
    assert texts_of(table_of(("2012-03-05", "Law", [])))[0] == "5 March 2012: Event 0"
    assert texts_of(table_of(("2012-03-05", "Law", [])), "Law")[0] == "Law: Event 0"


def chosen(events: pd.DataFrame, abouts: list[str], fits, used=()) -> str:
    return choose_title(list(titles_in_order(Facts(events), abouts)), fits, used).text


def test_the_title_fits_and_is_not_said_twice():
    events = EXAMPLES["run"]
    long = chosen(events, ["Law"], lambda title: True)
    assert long == "Law: 8 events, five of them July–September"
    assert chosen(events, ["Law"], lambda title: True, [long]) != long
    assert chosen(events, ["Law"], lambda title: len(title) < 15) == "Law: 8 events"
    assert chosen(events, ["Law and order", "Law"], lambda title: len(title) < 15) == "Law: 8 events"
    shorter = chosen(events, ["Law and order", "Law"], lambda title: len(title) < 45)
    assert shorter == "Law: 8 events, five of them July–September", "a finding comes before a mere count"
    assert chosen(events, ["Law and order of all"], lambda title: len(title) < 15) == "Law and …"
    assert chosen(events, ["Law"], lambda title: False)


def test_two_slides_of_the_same_have_titles_that_differ():
    titles = [Title("Law and order: 3 events")]
    first = choose_title(titles, lambda title: len(title) < 20)
    second = choose_title(titles, lambda title: len(title) < 20, [first.text])
    assert first.text == "Law and order: 3 …" and second.text == "Law and … (2)"


def test_a_general_heading_is_no_finding_and_nothing_is_said_twice():
    events = table_of(*at(1, 4, 8, theme="Background"), *at(2, 6))
    assert not any("about Background" in text for text in texts_of(events))
    assert texts_of(table_of(*at(1, 2, 3)), "January–March") == ["January–March: 3 events"]
