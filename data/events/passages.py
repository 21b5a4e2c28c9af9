"""Draft an event from words that a person selected in the report: their offsets, and what they seem to say."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from data.english.date.mentions import DateMention, find_dates
from data.english.grammar import readable
from data.english.headline.headline import make_headline
from data.events.corrections import LONGEST_TEXT
from data.events.evidence import find_name
from data.events.table import NO_THEME
from data.report import Report

_MOST_PLACES = 1000  # occurrences of the same words that are compared
_LONGEST_READ = 1500  # characters of a passage that are parsed
_MOST_NAMES = 2000  # actors that are searched for


class PassageError(ValueError):
    """A passage that cannot be found; its message is one sentence for the person who selected it."""


def find_passage(text: str, said: str, near: int = 0) -> tuple[int, int]:
    """Find `said` in `text`, whatever white space is between its words: `text[start:end]`.

    If it occurs more than once, the one nearest to the offset `near`. Raises `PassageError`.
    """
    words = said.split()
    if not words:
        raise PassageError("No words are marked; mark a sentence in the report.")
    if len(said) > LONGEST_TEXT:
        raise PassageError(f"At most {LONGEST_TEXT} characters make an event; mark fewer.")
    looked = re.compile(r"\s+".join(map(re.escape, words)))
    places: list[tuple[int, int]] = []
    for match in looked.finditer(text):
        places.append(match.span())
        if len(places) == _MOST_PLACES:
            break
    if not places:
        raise PassageError("The marked words are not in the report as they stand; mark them again.")
    return min(places, key=lambda place: abs(place[0] - near))


def draft_event(report: Report, start: int, end: int, actors: Iterable[str] = ()) -> dict[str, Any]:
    """Draft an event from `report.text[start:end]`: headline, date (EDTF, "" for none), theme, and those of `actors` it
    names.
    """
    sentence = readable(report.text[start:end][:_LONGEST_READ])
    mentions = find_dates(sentence, report.year)
    paragraph = next((p for p in report.paragraphs if p.start <= start < p.end), None)
    return {
        "headline": make_headline(sentence, mentions).text,
        "date": _date(mentions, report.year),
        "theme": (paragraph.theme if paragraph else "") or NO_THEME,
        "actors": _named(list(actors)[:_MOST_NAMES], sentence),
    }


def _date(mentions: Sequence[DateMention], year: int) -> str:
    """The first date of the report's year, otherwise the first; "" for none."""
    own = [mention for mention in mentions if mention.year == year]
    return next((mention.edtf for mention in (*own, *mentions)), "")


def _named(names: Sequence[str], sentence: str) -> list[str]:
    """The names that occur whole in a sentence, in order, without those that are only part of another."""
    plain, places = sentence.lower(), {}
    for name in names:
        # Do not cut a name in two.
        if name.split()[-1].lower().rstrip("’'s") not in plain:
            continue
        found = [
            span
            for span in find_name(name, sentence)
            if len(sentence[slice(*span)].split()) >= len(name.split())
        ]
        if found:
            places[name] = found[0]
    return [
        name
        for name, (start, end) in sorted(places.items(), key=lambda item: item[1])
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in places.values())
    ]
