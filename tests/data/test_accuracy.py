"""What is found in reports annotated by hand does not get worse: floors a little under what was measured."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import extract_events, read_report
from tests.bench.accuracy import score

FOLDER = Path(__file__).parent / "accuracy"


@dataclass(frozen=True)
class Accuracy:
    """Shares from 0 to 1: of events found that are right, of events that are found, of themes right, actors' F1."""

    precision: float
    recall: float
    themes: float
    actors: float


# Raise a floor when the reading gets better; never lower one.
FLOORS = {
    "brenland-2009": Accuracy(precision=0.80, recall=0.75, themes=0.75, actors=0.85),
    "marovia-2012": Accuracy(precision=0.90, recall=0.98, themes=0.98, actors=0.83),
}


def measure(name: str) -> Accuracy:
    """How well the report of that name is read."""
    table = extract_events(read_report(FOLDER / f"{name}.txt"))
    wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    counts = score(table[table["in_year"]], [event for event in wanted if event.get("in_year", True)])
    actors = 2 * counts["actors matched"] / (counts["actors found"] + counts["actors wanted"])
    return Accuracy(
        counts["matched"] / counts["found"],
        counts["matched"] / counts["wanted"],
        counts["themes"] / counts["matched"],
        actors,
    )


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_does_not_fall(name):
    measured, floor = measure(name), FLOORS[name]
    worse = {
        key: (value, least)
        for key, least in vars(floor).items()
        if (value := round(getattr(measured, key), 3)) < least
    }
    assert not worse, f"{name}: measured and floor of {worse}"


def test_every_annotated_report_has_floors():
    assert {file.stem for file in FOLDER.glob("*.json")} == FLOORS.keys()


@pytest.mark.parametrize("name", FLOORS)
def test_annotations_are_of_sentences(name):
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    for event in json.loads((FOLDER / f"{name}.json").read_text("utf-8")):
        sentence = text[event["start"] : event["end"]]
        assert sentence[0].isupper() and sentence[-1] == "." and event["theme"] in text


def event(**given) -> dict:
    return {"start": 0, "end": 27, "date": "2012-05", "theme": "Background", "actors": ["mayor"]} | given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"found": 1, "wanted": 1, "matched": 1, "themes": 1, "actors matched": 1}),
        ({"date": "2012-06"}, {"found": 1, "wanted": 1, "matched": 0}),
        ({"start": 400, "end": 420}, {"found": 1, "wanted": 1, "matched": 0}),
        ({"optional": True}, {"found": 0, "wanted": 0, "matched": 0}),
        ({"optional": True, "date": "2012-06"}, {"found": 1, "wanted": 0, "matched": 0}),
        ({"theme": "Justice"}, {"matched": 1, "themes": 0}),
        ({"theme": "Justice", "theme_ok": "Background"}, {"matched": 1, "themes": 1}),
        ({"actors": ["court"]}, {"actors found": 1, "actors wanted": 1, "actors matched": 0}),
        ({"actors": [], "actors_ok": ["mayor"]}, {"actors found": 0, "actors wanted": 0}),
    ],
)
def test_how_an_event_counts(events_of, given, expected):
    table = events_of("Background\n\nIn May, the mayor resigned.\n")
    counts = score(table, [event(start=12, end=39) | given])
    assert {key: counts[key] for key in expected} == expected


def test_the_older_form_of_annotations_counts_too(events_of):
    table = events_of("Background\n\nIn May, the mayor resigned.\n")
    older = {"at": 15, "date": "2012-05", "theme": "Background", "actors": ["mayor"]}
    assert score(table, [older])["matched"] == 1
    assert score(table, [older | {"at": 900}])["matched"] == 0
