"""Topics that people rename or merge: in one report, and in all of several."""

import re
from pathlib import Path

import pytest

from data.events.changes import describe
from data.events.corrected import check_corrections, corrected, unmatched
from data.events.corrections import CorrectionError, Entry, Rename, RenameTheme, RenameTopic, Undo
from data.events.parsing import parse_correction
from data.events.together import put_together

ROOT = Path(__file__).parents[3]
NORTH = "Justice system\n\nIn March 2012, a court sentenced Ana Roe.\n\nPrisons\n\nIn May 2012, three men escaped.\n"


@pytest.fixture
def table(events_of):
    return events_of(NORTH)


def log_of(*corrections) -> list[Entry]:
    return [Entry(number, correction) for number, correction in enumerate(corrections, 1)]


def topics(table) -> list[str]:
    return [str(topic) for topic in table["topic"]]


def test_a_topic_is_renamed_and_its_headings_stay(table):
    assert topics(table) == ["Justice system", "Prison conditions"]
    renamed = corrected(table, log_of(RenameTopic("Justice system", "Courts")))
    assert topics(renamed) == ["Courts", "Prison conditions"]
    assert list(renamed["theme"]) == list(table["theme"])
    assert list(renamed["topic"].cat.categories) == ["Courts", "Prison conditions"]
    again = corrected(table, log_of(RenameTopic("Justice system", "A"), RenameTopic("A", "B")))
    assert topics(again)[0] == "B"


def test_an_existing_name_merges_and_undo_parts_them(table):
    merge = RenameTopic("Justice system", "Prison conditions")
    merged = corrected(table, log_of(merge))
    assert topics(merged) == ["Prison conditions"] * 2
    assert list(merged["topic"].cat.categories) == ["Prison conditions"]
    assert topics(corrected(table, log_of(merge, Undo(1)))) == topics(table)
    assert [change.what for change in describe(log_of(merge, Undo(1)), table)] == [
        "topic merged",
        "taken back",
    ]


def test_a_theme_that_is_renamed_takes_the_name_of_its_topic(table):
    log = log_of(RenameTopic("Death penalty", "Executions"), RenameTheme("Prisons", "Death penalty"))
    assert len(unmatched(log, table)) == 1, "there is no such topic yet"
    log = log_of(RenameTheme("Prisons", "Death penalty"), RenameTopic("Death penalty", "Executions"))
    assert topics(corrected(table, log)) == ["Justice system", "Executions"]


def test_one_report_s_topic_keeps_its_name_among_others(table, events_of):
    renamed = corrected(table, log_of(RenameTopic("Justice system", "Courts")))
    together = put_together([("North", renamed), ("South", events_of(NORTH))])
    found = set(zip(together["report"], together["topic"], strict=True))
    assert found == {
        ("North", "Courts"),
        ("North", "Prison conditions"),
        ("South", "Justice system"),
        ("South", "Prison conditions"),
    }
    both = corrected(together, log_of(RenameTopic("Courts", "Justice system")))
    assert set(both["topic"]) == {"Justice system", "Prison conditions"}


def test_what_cannot_be_renamed_is_said(table):
    assert parse_correction({"topic": "A", "rename": "B"}) == RenameTopic("A", "B")
    assert RenameTopic("A", "B").body == {"topic": "A", "rename": "B"}
    with pytest.raises(CorrectionError, match="topic is called"):
        parse_correction({"topic": "A", "rename": "A"})
    with pytest.raises(CorrectionError, match="no topic “Nothing”"):
        check_corrections([RenameTopic("Nothing", "B")], table, [])


def test_filters_on_the_page_follow_all_that_can_be_renamed():
    text = (ROOT / "assets" / "names.mjs").read_text("utf-8")
    table = re.search(r"RENAMABLE = .*?\((\{.*?\})\);", text)
    assert table and set(re.findall(r"(\w+): \[", table[1])) == {row.key for row in Rename.__subclasses__()}
