"""The numbers of a sentence: figures and words, "at least", "dozens", "all", and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.check.lexicon import words
from data.english.check.reading import MONTHS, SCALES, number_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNITS = number_words()
_SCALES = SCALES | {"billion": 1_000_000_000}
_LOOSE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000, "tens": 20}
_ORDINAL = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_BOUNDS = (
    (r"(?:at least|no fewer than|no less than|not less than|a minimum of)$", "at least"),
    (r"(?:more than|over|upwards of|in excess of|above)$", "more than"),
    (r"(?:up to|at most|no more than|not more than|as many as)$", "up to"),
    (r"(?:fewer than|less than|under|below)$", "less than"),
    (r"(?:nearly|almost|close to)$", "nearly"),
    (r"(?:about|around|approximately|roughly|some|an estimated|estimated|circa|or so)$", "about"),
)


@dataclass(frozen=True)
class Quantity:
    """A number: its value (None for "dozens"), its words, what it counts, and "at least" and the like."""

    value: float | None
    words: str
    first: int
    last: int
    noun: Token | None
    bound: str = ""
    loose: str = ""
    ordinal: bool = False
    at: Token | None = None  # its last word


def _value(text: str) -> float | None:
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return None


def find_quantities(doc: Doc, dated: set[int]) -> list[Quantity]:
    """The numbers of a sentence in their order; `dated` are the words of its dates, which are none."""
    found, i = [], 0
    while i < len(doc):
        end, value = _run(doc, i) if i not in dated else (i, None)
        loose = ""
        if value is None and doc[i].lower_ in _LOOSE and i not in dated:
            end, loose = i + 1, doc[i].lower_
            while end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in _LOOSE:
                end, loose = end + 2, f"{loose} of {doc[end + 1].lower_}"
        if value is None and not loose:
            i += 1
            continue
        bound = _bound(doc, i, end)
        found.append(
            Quantity(value, doc[i:end].text, i, end - 1, _counted(doc, i, end), bound, loose, at=doc[end - 1])
        )
        i = end
    return found


def _run(doc: Doc, start: int) -> tuple[int, float | None]:
    """Where a number that begins at `start` ends, and its value; None where none begins."""
    total, part, i, any_ = 0.0, 0.0, start, False
    if (
        doc[start].lower_ in ("a", "an")
        and start + 1 < len(doc)
        and doc[start + 1].lower_ in (*_SCALES, "dozen")
    ):
        i, part, any_ = start + 1, 1, True
    while i < len(doc):
        low = doc[i].lower_
        figure = _value(low)
        if figure is not None and (not any_):
            part, any_ = figure, True
        elif low in _UNITS and low != "zero":
            part, any_ = part + _UNITS[low], True
        elif any_ and low in _SCALES:
            scale = _SCALES[low]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0
        elif any_ and low == "dozen":
            part = (part or 1) * 12
        elif low == "both" and not any_:
            return i + 1, 2.0
        elif (
            any_
            and low == "-"
            and i + 1 < len(doc)
            and doc[i + 1].lower_ in _UNITS
            and doc[i - 1].lower_ in _UNITS
        ) or (
            any_
            and low == "and"
            and i + 1 < len(doc)
            and doc[i - 1].lower_ in _SCALES
            and (doc[i + 1].lower_ in _UNITS)
        ):
            pass
        else:
            break
        i += 1
    if not any_ or (i == start + 1 and doc[start].lower_ == "one" and not _is_number_one(doc[start])):
        return start, None
    return i, total + part


def _is_number_one(token: Token) -> bool:
    """Whether "one" counts: "one man", not "the one who" or "one of the men"."""
    return token.dep_ in ("nummod", "quantmod", "compound") or token.head.pos_ in ("NOUN", "PROPN")


def _bound(doc: Doc, first: int, end: int) -> str:
    ahead = " ".join(t.lower_ for t in doc[max(0, first - 4) : first])
    for pattern, name in _BOUNDS:
        if re.search(r"\b" + pattern, ahead):
            return name
    behind = " ".join(t.lower_ for t in doc[end : end + 3])
    if re.match(r"or more\b", behind):
        return "at least"
    return "about" if re.match(r"or so\b", behind) else ""


def _counted(doc: Doc, first: int, end: int) -> Token | None:
    """The noun that a number counts: "three senior officers", "dozens of people", "a 14-year term" → year."""
    last = doc[end - 1]
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].pos_ in ("NOUN", "ADJ", "PROPN"):
        return doc[end + 1]
    if end < len(doc) and doc[end].text in ("%", "percent") or last.text in ("%",):
        return doc[min(end, len(doc) - 1)]
    head = last.head
    if last.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "nmod", "predet") and head.i >= end:
        for _ in range(3):
            if head.dep_ in ("nummod", "quantmod", "compound") and (head.like_num or head.lower_ in _SCALES):
                head = head.head
        if head.i >= end and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
            return head
    if end < len(doc) and doc[end].lower_ == "of":
        for token in doc[end + 1 : end + 7]:
            if (token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound") or token.lower_ in (
                "them",
                "those",
                "these",
            ):
                return token
    for token in doc[end : end + 4]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod"):
            return token
        if token.pos_ in ("VERB", "ADP", "PUNCT", "AUX", "CCONJ") and token.text != "-":
            break
    return None


def is_time(token: Token | None) -> bool:
    """Whether a noun measures time: a number of years is no number of people."""
    return token is not None and token.lemma_.lower() in (
        "year",
        "month",
        "day",
        "week",
        "hour",
        "minute",
        "decade",
    )


def quantifier(token: Token) -> str:
    """What part of something a word says: "whole", "part", "only", "none", or ""."""
    low = token.lower_
    for name in ("whole", "only", "none", "part"):
        if low in words("quantifiers", name):
            return name
    return ""


def is_ordinal(word: str) -> bool:
    """Whether a word is "first", "second" and so on."""
    return word.lower() in _ORDINAL


def is_month(word: str) -> bool:
    """Whether a word names a month."""
    return word in MONTHS
