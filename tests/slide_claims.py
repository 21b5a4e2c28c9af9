"""Whether a deck's titles say what its slides show: for made-up reports, and for each entry of a book."""

import re
from typing import Any

import pandas as pd
from pptx.shapes.group import GroupShape

from components.draw.fonts import wrap
from components.draw.slide_pages import shorten_name
from components.draw.slide_room import Room
from components.draw.slides import name_in_titles
from data import Report
from data.events.slide_facts import spell

_MARKED = ("Marked months", "Marked lane")


def texts_of(deck: Any) -> list[str]:
    """The titles of its slides."""
    return [_named(slide, "Title").text_frame.text for slide in deck.slides]


def _named(slide: Any, name: str) -> Any:
    return next(s for s in slide.shapes if s.name == name or (name == "Title" and s == slide.shapes.title))


def find_faults(deck: Any, events: pd.DataFrame, report: Report, room: Room) -> list[str]:
    """What is wrong with the titles of a deck of `events`, in a sentence each."""
    faults, titles = [], texts_of(deck)
    if len(set(titles)) < len(titles):
        faults.append("two titles are the same")
    start = shorten_name(name_in_titles(report))[:12].rstrip("…")
    if not titles[0].startswith(start):
        faults.append(f"{titles[0]!r} does not name its report")
    by_name = events.groupby("headline")["id"].agg(set)
    for number, (slide, title) in enumerate(zip(deck.slides, titles, strict=True)):
        wide = room.width / room.title_wide
        if len(wrap(title, wide, room.title_points / 0.75, bold=True)) > 2:
            faults.append(f"{title!r} has more than two lines")
        faults += [f"{title!r}: {fault}" for fault in _faults(slide, title, events, by_name, number)]
    return faults


def _faults(slide: Any, title: str, events: pd.DataFrame, by_name: pd.Series, number: int) -> list[str]:
    notes = slide.notes_slide.notes_text_frame.text
    found = re.match(r"The title counts the (?:(\d+) events|event) with \*", notes)
    marked = [shape.name for shape in slide.shapes if shape.name in _MARKED]
    rings = [
        inner
        for group in slide.shapes
        if isinstance(group, GroupShape)
        for inner in group.shapes
        if inner.name == "Counted"
    ]
    if not found:
        return ["rings without a count"] if rings else []
    count = int(found[1] or 1)
    faults = []
    starred = [line[2:] for line in notes.splitlines() if line.startswith("* ")]
    if len(starred) != count:
        faults.append(f"{len(starred)} sentences for {count} events")
    if count < min(3, len(events)) and "(" not in title:
        faults.append(f"a finding of {count}")
    if not re.search(rf"\b(?:{count:,}|{spell(count)}|all)\b", title):
        faults.append(f"does not say {count}")
    if not marked and not rings:
        faults.append("nothing is marked")
    if rings:
        named = {
            group.name
            for group in slide.shapes
            if isinstance(group, GroupShape) and any(inner.name == "Counted" for inner in group.shapes)
        }
        if sum(len(by_name[name]) for name in named) < count:
            faults.append(f"{len(named)} of {count} events are on the slide")
    return faults
