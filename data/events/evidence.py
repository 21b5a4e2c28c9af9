"""The words of an event's sentence for its date, its actors and its headline."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from data.dates.edtf import interval
from data.english.actor.known import known_actors
from data.english.date.mentions import DateMention, find_dates
from data.english.grammar import readable, sentence_spans
from data.events.rows import Event
from data.report import Report

KINDS = ("date", "actor", "headline")
_LONGEST = 4000  # characters of a text that are searched
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_ENDING = re.compile(r"(?:ies|ied|ing|ed|es|s|d|e|y)$")
_BEFORE = 280  # characters of the sentences before an event's own
_SMALL = 3  # letters of a word that means nothing alone


@dataclass(frozen=True)
class Evidence:
    """Words at `[start:end]` of an event's text; `kind` is date, actor or headline."""

    start: int
    end: int
    kind: str


def find_evidence(event: Event, report: Report) -> list[Evidence]:
    """Find the date, actors and headline of `event` in its text, in order of the text.

    Offsets count characters of `event.text`. What is not in the text in the same or similar words is left out.
    """
    text = event.text[:_LONGEST]
    found = [Evidence(*place, "date") for place in _date_places(text, event.date, report.year)]
    for name in event.actors:
        found += [Evidence(*place, "actor") for place in find_name(name, text)]
    found += [Evidence(*place, "headline") for place in _headline_places(text, event.headline)]
    return sorted(set(found), key=lambda one: (one.start, one.end, KINDS.index(one.kind)))


def sentences_before(report: Report, start: int) -> str:
    """The text just before the offset `start` in its paragraph, which says who "the 29" or "they" are.

    One or more whole sentences in one line, short enough to be read at a glance; "" at the start of a paragraph.
    """
    paragraph = next((one for one in report.paragraphs if one.start <= start < one.end), None)
    if paragraph is None:
        return ""
    text = report.text[max(paragraph.start, start - _LONGEST) : start]
    said = ""
    for first, last in reversed(sentence_spans(text)):
        sentence = readable(text[first:last])
        if said and len(sentence) + len(said) > _BEFORE:
            break
        said = f"{sentence} {said}".strip()
    return said


def cut_at(evidence: Iterable[Evidence], text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Split `text` into pieces, each with its kinds of evidence."""
    evidence = list(evidence)
    edges = sorted({0, len(text), *(edge for one in evidence for edge in (one.start, one.end))})
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        kinds = {one.kind for one in evidence if one.start <= start and end <= one.end}
        pieces.append((text[start:end], tuple(kind for kind in KINDS if kind in kinds)))
    return pieces


def find_name(name: str, text: str) -> list[tuple[int, int]]:
    """Find an actor in `text`, including "the": by name, or by the shorter name of a later mention."""
    for form in _forms(name):
        exact = form.isupper() or form != form.lower()
        pattern = r"\s+".join(map(re.escape, form.split()))
        looked = re.compile(rf"(?:\b[Tt]he\s+)?(?<!\w){pattern}(?!\w)", 0 if exact else re.IGNORECASE)
        if places := [match.span() for match in looked.finditer(text)]:
            return places
    return []


def _forms(name: str) -> Iterator[str]:
    """The forms of a name: itself, its other names, its initials, and its last words."""
    plain = name.replace("'", "’")
    yield from dict.fromkeys((plain, name))
    yield from _other_names().get(name, ())
    words = plain.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(words) > 1 and len(initials) > 1:
        yield initials
    for start in range(1, len(words)):
        rest = words[start:]
        if len(rest) > 1 or len(rest[0]) > _SMALL:
            yield " ".join(rest)


@lru_cache(maxsize=1)
def _other_names() -> dict[str, list[str]]:
    others: dict[str, list[str]] = {}
    for said, actor in known_actors().items():
        others.setdefault(actor.name, []).append(said)
    return others


def _date_places(text: str, date: str, year: int) -> list[tuple[int, int]]:
    """The words for `date`: those that mean it exactly, otherwise the first that overlap with it."""
    plain, places = _in_one_line(text)
    mentions = find_dates(plain, year, date)
    exact = [one for one in mentions if one.edtf.rstrip("~") == date.rstrip("~")]
    near = exact[:1] or [one for one in mentions if _touches(one, date)][:1]
    return [(places[one.start], places[one.end - 1] + 1) for one in near if one.end > one.start]


def _touches(mention: DateMention, date: str) -> bool:
    (first, last), (begin, end) = interval(mention.edtf), interval(date)
    return first <= end and begin <= last


def _in_one_line(text: str) -> tuple[str, list[int]]:
    """`text` with single spaces, and the offset in `text` of each of its characters."""
    plain, places = [], []
    for match in re.finditer(r"\S+|\s+", text):
        is_space = match[0].isspace()
        plain.append(" " if is_space else match[0])
        places += [match.start()] if is_space else range(match.start(), match.end())
    return "".join(plain), places


def _headline_places(text: str, headline: str) -> list[tuple[int, int]]:
    """The parts of `text` whose words are in the headline, in the same order."""
    words, wanted = list(_WORD.finditer(text)), [_stem(word) for word in _WORD.findall(headline)]
    same = SequenceMatcher(None, [_stem(word[0]) for word in words], wanted, autojunk=False)
    places: list[tuple[int, int]] = []
    for block in same.get_matching_blocks():
        if not block.size or (block.size == 1 and len(words[block.a][0]) <= _SMALL):
            continue
        places.append((words[block.a].start(), words[block.a + block.size - 1].end()))
    return places


def _stem(word: str) -> str:
    """The common stem of "urged" and "urges"."""
    word = re.sub(r"[’']s?$", "", word.lower())
    return _ENDING.sub("", word) if len(word) > _SMALL + 1 else word
