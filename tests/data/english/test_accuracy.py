"""Floors for what is read in a report of our own writing, annotated by hand beside it."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

from data import extract_events, read_report

HERE = Path(__file__).parent
BENCH = HERE.parents[1] / "bench"


def bench(name):
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def freedonia():
    report = read_report(HERE / "reports" / "freedonia-2012.txt")
    table = extract_events(report)
    return table[table["in_year"]]


@pytest.fixture(scope="module")
def counts(freedonia):
    wanted = json.loads((HERE / "reports" / "freedonia-2012.json").read_text("utf-8"))
    assert len(wanted) >= 30
    return bench("accuracy").score(freedonia, wanted)


def test_events_found(counts):
    assert counts["matched"] / counts["found"] >= 0.97
    assert counts["matched"] / counts["wanted"] >= 0.97


def test_themes(counts):
    assert counts["themes"] == counts["matched"]


def test_actors(counts):
    precision = counts["actors matched"] / counts["actors found"]
    recall = counts["actors matched"] / counts["actors wanted"]
    assert 2 * precision * recall / (precision + recall) >= 0.93


def test_no_headline_hangs_in_the_air(freedonia):
    for headline in freedonia["headline"]:
        last = headline.removesuffix("…").split()[-1].lower()
        assert last not in {
            "of",
            "to",
            "in",
            "on",
            "by",
            "for",
            "with",
            "from",
            "and",
            "or",
            "the",
            "aged",
            "including",
        }
        assert not re.search(r"[,;:–—-]…?$", headline)


def test_states_at_the_years_end_are_no_events(freedonia):
    assert not (freedonia["date"] == "2012-12").iloc[:-1].any()


def test_no_headline_of_the_report_has_a_pronoun_for_its_subject(freedonia):
    assert not freedonia["headline"].str.match(r"(?:He|She|It|They)\b").any()


def test_doubts_say_why_a_person_should_look(events_of):
    table = events_of(
        "In March, it was raining. In June, the tribunal of the northern province told the commission of"
        " inquiry that neither the ministry of mines nor the governor of the valley had answered any of"
        " the questions that the lawyers of the miners had put to them about the deaths in the old shaft"
        " and about the money that had been promised to the families."
    )
    assert table["doubt"].tolist()[0] == "subject not named"
    assert table["doubt"].tolist()[1].startswith("headline cut")
    assert table["corrected"].tolist() == [[], []] and not table["reviewed"].any()


def test_accuracy_leaves_out_what_is_optional(freedonia):
    score = bench("accuracy").score
    row = freedonia.iloc[[0]]
    event = {"start": int(row["start"].iloc[0]), "end": int(row["end"].iloc[0]), "date": row["date"].iloc[0]}
    event |= {
        "theme": "Other",
        "theme_ok": str(row["theme"].iloc[0]),
        "actors": [],
        "actors_ok": ["parliament"],
    }
    found = score(row, [event])
    assert (found["matched"], found["themes"], found["actors found"]) == (1, 1, 0)
    optional = score(row, [event | {"optional": True}])
    assert (optional["found"], optional["wanted"], optional["matched"]) == (0, 0, 0)


def test_judgements_are_drawn_by_seed_and_rated():
    judge = bench("judge")
    low, high = judge.interval(70, 150)
    assert (round(low, 2), round(high, 2)) == (0.39, 0.55)
    marks = judge.parse_marks("2 bad cut -actors", ["a", "b"])
    assert [mark["headline"] for mark in marks] == ["good", "bad"] and marks[1]["actors"] == "wrong"
    assert "headline bad           1 of 2" in judge.rates(marks)
