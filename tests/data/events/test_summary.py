import pytest

from data import parse_report
from data.events.summary import LONGEST_OPENING, find_opening, summarize_year
from data.events.together import put_together


def test_the_default_report_in_brief(table, report):
    lines = {line.text: line.query for line in summarize_year(table)}
    assert lines == {
        "3 of 11 events are about Torture and other ill-treatment, the most of any theme": {
            "theme": ["Torture and other ill-treatment"]
        },
        "February is the busiest month, with 3 events": {"from": ["2008-02"], "to": ["2008-02"]},
        "Rakhat Aliev is named twice": {"actor": ["Rakhat Aliev"]},
        "Nothing is dated in April, July, September and October": {},
        "2 statements about other years are kept apart": {},
    }
    assert find_opening(report).startswith(
        "Torture and other ill-treatment by members of the security forces"
    )


def test_a_book_in_brief_says_which_report_and_topic_has_most(events_of):
    north = events_of(
        "Background\n\nIn May, it rained. In June, it rained.\n\nExecutions\n\nIn March, Bob Low was hanged."
    )
    south = events_of("Background\n\nIn July, it rained.\n\nDeath penalty\n\nIn August, Ann Roe was hanged.")
    lines = {
        line.text: line.query for line in summarize_year(put_together([("North", north), ("South", south)]))
    }
    assert lines["North has the most events of 2 reports, 3 of 5"] == {"report": ["North"]}
    east = events_of("Floods\n\nIn August, the harbour closed.")
    several = put_together([("North", north), ("South", south), ("East", east)])
    told = "2 events in 2 reports are about Death penalty, the most of any topic"
    assert {line.text: line.query for line in summarize_year(several)}[told] == {"topic": ["Death penalty"]}


def test_a_person_s_reviews_are_counted(table):
    reviewed = table.assign(reviewed=[True] * 4 + [False] * (len(table) - 4))
    count = int(reviewed[reviewed["in_year"]]["reviewed"].sum())
    assert summarize_year(reviewed)[-1].text == f"{count} of 11 events reviewed by a person"


def test_the_one_named_most(events_of):
    table = events_of(
        "Justice\n\nIn March, Ann Roe sued the mayor. In May, Ann Roe sued Bob Low. In June, Bob Low sued Ann Roe."
    )
    assert "Ann Roe is named most, three times" in [line.text for line in summarize_year(table)]


def test_a_range_fills_its_months(events_of):
    table = events_of("Work\n\nFrom March to May, the dockers struck. In July, the harbour opened again.")
    assert [line.text for line in summarize_year(table)] == ["Nothing is dated in January, February and June"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_shared_first_place_names_two_at_most(events_of, count):
    towns = ["Justice", "Prisons", "Elections"][:count]
    months = ["January", "March", "May"]
    text = "\n\n".join(
        f"{town}\n\nIn {month}, the mayor resigned. In {month}, the council met."
        for town, month in zip(towns, months, strict=False)
    )
    said = [line.query.get("theme") for line in summarize_year(events_of(text)) if "theme" in line.query]
    assert said == ([["Justice", "Prisons"]] if count == 2 else [])


def test_nothing_on_the_axis_says_nothing(table):
    assert summarize_year(table[~table["in_year"]]) == []


def test_the_block_of_facts_is_no_opening():
    facts = "Head of state: Ann Roe. Head of government: Bob Low. Death penalty: abolitionist for all crimes. Population: 2 million."
    opening = "The new government promised reforms, but journalists were still tried for what they wrote."
    report = parse_report(
        f"{facts}\n\n{opening}\n\nJustice\n\nIn March, a court met.", year=2012, title="Freedonia"
    )
    assert find_opening(report) == opening


def test_a_long_opening_is_its_first_whole_sentences():
    first = "Reforms were promised by Dr. Roe in the spring, and few of them came. "
    report = parse_report(f"{first * 12}\n\nJustice\n\nIn March, a court met.", year=2012, title="Freedonia")
    opening = find_opening(report)
    assert opening.startswith("Reforms") and opening.endswith("came.") and len(opening) <= LONGEST_OPENING
