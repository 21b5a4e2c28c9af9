"""The events of a document of dated entries: one row for each entry, in the entry's own words."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from data.dates.edtf import days_of
from data.english.actor.finder import ActorFinder, without_repeats
from data.english.actor.known import Actor
from data.english.claim.antecedents import find_meant
from data.english.claim.reading import OTHER, read_claim, told_on
from data.english.grammar import parse_all, readable, sentence_spans
from data.english.headline.opening import shorten
from data.english.pronouns import Antecedents
from data.english.rules import fired_rules, names_fired
from data.events.claim_columns import claim_columns
from data.report import DatedEntry, Paragraph, Report

NO_THEME = "Events"  # for entries without a heading
LONGEST = 240  # characters of a headline
_AT_ONCE = 200  # entries whose sentences are parsed in one batch
_MOST_SENTENCES = 12  # of an entry that is searched for actors
_MOST_CLAIMS = 3  # sentences of an entry that are searched for its claim

Inner = Callable[[Paragraph, int], list[dict]]


def entry_rows(report: Report, finder: ActorFinder, read_inner: Inner) -> tuple[list[dict], dict[str, str]]:
    """The rows of the entries, and of other dates inside them; and the kinds of their actors.

    `read_inner` reads the events of a paragraph, with a default year.
    """
    rows: list[dict] = []
    kinds: dict[str, str] = {}
    for first in range(0, len(report.entries), _AT_ONCE):
        part = report.entries[first : first + _AT_ONCE]
        told = [_sentences(report, entry) for entry in part]
        parse_all([readable(report.text[a:b]) for spans in told for a, b in spans])
        for entry, spans in zip(part, told, strict=True):
            with fired_rules():
                actors = _actors(report, entry, spans, finder)
                claim = _claim(report, entry, spans, finder) | {"rules": names_fired()}
            kinds |= {actor.name: actor.kind for actor in actors}
            rows.append(_row(report, entry, actors) | claim)
            rows += _inner_rows(entry, spans, read_inner)
    return rows, kinds


def _sentences(report: Report, entry: DatedEntry) -> list[tuple[int, int]]:
    """The sentences of an entry: of its title, and of each paragraph after it."""
    spans = []
    parts = [entry.title] if entry.title[0] < entry.title[1] else []
    if entry.end > entry.title[1]:
        parts.append((entry.title[1], entry.end))
    for start, end in parts:
        for piece in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", report.text[start:end]):
            for a, b in sentence_spans(piece[0]):
                at = start + piece.start()
                spans.append((at + a, at + b))
    return spans[:_MOST_SENTENCES]


def _actors(
    report: Report, entry: DatedEntry, spans: list[tuple[int, int]], finder: ActorFinder
) -> list[Actor]:
    found = [actor for a, b in spans for actor in finder.find(readable(report.text[a:b]))]
    return without_repeats(found)


def _claim(
    report: Report, entry: DatedEntry, spans: list[tuple[int, int]], finder: ActorFinder
) -> dict[str, Any]:
    """The claim columns of an entry: from its first sentence with an act, with the place of the next one."""
    text = report.text[entry.start : entry.end]
    known = Antecedents()
    claims: list[dict[str, Any]] = []
    for i, (a, b) in enumerate(spans[:_MOST_CLAIMS]):
        sentence = readable(report.text[a:b])
        claim = read_claim(sentence, None, finder, find_meant(known.means, known.sentences_before, finder))
        read = sentence
        if i + 1 < len(spans):
            further = readable(report.text[slice(*spans[i + 1])])
            claim, read = told_on(claim, further, finder, len(sentence) + 1), f"{sentence} {further}"
        claims.append(claim_columns(claim, read, text, a - entry.start))
        if claim.acts[0] != OTHER:
            return claims[-1]
        known = known.after(sentence, partial(finder.find, sentence))
    return claims[0] if claims else {}


def tell_headline(words: str, longest: int = LONGEST) -> str:
    """An entry's headline: its first sentence as printed, shortened if it is long."""
    line = readable(words).strip(" \t|–—-:;,*_")
    spans = sentence_spans(line)
    line = line[slice(*spans[0])] if spans else line
    line = re.sub(r"(?<=[\w)”\"’'])[.;:]$", "", line.strip())
    line = line[:1].upper() + line[1:]
    return shorten(line, longest)


def _row(report: Report, entry: DatedEntry, actors: list[Actor]) -> dict:
    first, last = days_of(entry.date)
    title = report.text[slice(*entry.title)]
    return {
        "id": "",
        "date": entry.date,
        "first_day": pd.Timestamp(first),
        "last_day": pd.Timestamp(last),
        "precision": _precision(entry.date),
        "in_year": True,
        "theme": entry.theme or NO_THEME,
        "actors": list(dict.fromkeys([*entry.actors, *(actor.name for actor in actors)])),
        "headline": tell_headline(title) or "…",
        "text": report.text[entry.start : entry.end],
        "start": entry.start,
        "end": entry.end,
        "doubt": "actor only by capitals" if any(not actor.sure for actor in actors) else "",
    }


def _precision(edtf: str) -> str:
    month = edtf[5:7]
    if "/" in edtf or (month.isdigit() and int(month) > 12):
        return "range"
    return {4: "year", 7: "month"}.get(len(edtf.rstrip("~?%")), "day")


def _inner_rows(entry: DatedEntry, spans: list[tuple[int, int]], read_inner: Inner) -> list[dict]:
    """Events of other days and months in the later sentences of an entry."""
    if len(spans) < 2:
        return []
    first, last = days_of(entry.date)
    inner = read_inner(Paragraph(spans[1][0], spans[-1][1], entry.theme or NO_THEME), int(entry.date[:4]))
    rows = []
    for row in inner:
        begin, end = days_of(row["date"])
        if row["precision"] in ("day", "month", "range") and not (begin <= last and first <= end):
            rows.append(row | {"in_year": True})
    return rows
