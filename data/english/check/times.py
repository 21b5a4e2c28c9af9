"""The dates of a sentence, and what each dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.check.reading import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SHORT = {m[:3].lower(): i for i, m in enumerate(MONTHS, 1)} | {"sept": 9}
_WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True)
class When:
    """A date as far as it is said: year, month, day, weekday or a part of the year; its words and the word it hangs on."""

    words: str
    first: int
    last: int
    head: Token
    year: int | None = None
    month: int | None = None
    day: int | None = None
    other: str = ""

    def agrees(self, passage: When) -> bool | None:
        """Whether the passage's date bears this one: True, False (another), or None (it does not say so much)."""
        said = False
        for name in ("year", "month", "day", "other"):
            mine, theirs = getattr(self, name), getattr(passage, name)
            if mine and theirs and mine != theirs:
                return False
            if mine and not theirs:
                said = True
        return None if said else True


def _month(token: Token) -> int | None:
    text = token.text.rstrip(".")
    if text in MONTHS:
        return None if text == "May" and token.tag_ == "MD" else MONTHS.index(text) + 1
    return _SHORT.get(text.lower()) if text[:1].isupper() and token.pos_ == "PROPN" else None


def _year(token: Token) -> int | None:
    return int(token.text) if re.fullmatch(r"(?:1[5-9]|20)\d\d", token.text) else None


def _day(token: Token) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", token.text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def find_times(doc: Doc) -> list[When]:
    """The dates of a sentence in their order."""
    found: list[When] = []
    i = 0
    while i < len(doc):
        month, year = _month(doc[i]), _year(doc[i])
        low = doc[i].lower_
        if month:
            first, last, day, whole = i, i, None, None
            if i and _day(doc[i - 1]):
                day, first = _day(doc[i - 1]), i - 1
            elif i + 1 < len(doc) and _day(doc[i + 1]):
                day, last = _day(doc[i + 1]), i + 1
            k = last + 1 + (last + 1 < len(doc) and doc[last + 1].text == ",")
            if k < len(doc) and _year(doc[k]):
                whole, last = _year(doc[k]), k
            elif last + 2 < len(doc) and doc[last + 1].lower_ == "of" and _year(doc[last + 2]):
                whole, last = _year(doc[last + 2]), last + 2
            found.append(_make(doc, first, last, i, year=whole, month=month, day=day))
            i = last + 1
        elif year and _is_year(doc[i]):
            found.append(_make(doc, i, i, i, year=year))
            i += 1
        elif low in _WEEK and doc[i].text[0].isupper():
            found.append(_make(doc, i, i, i, other=low))
            i += 1
        elif low in ("end", "beginning", "start", "middle") and [t.lower_ for t in doc[i + 1 : i + 4]] == [
            "of",
            "the",
            "year",
        ]:
            found.append(_make(doc, i, i + 3, i, other=f"{low} of year"))
            i += 4
        elif low in ("yesterday", "tomorrow", "today"):
            found.append(_make(doc, i, i, i, other=low))
            i += 1
        else:
            i += 1
    return found


def _is_year(token: Token) -> bool:
    following = token.nbor(1).pos_ if token.i + 1 < len(token.doc) else ""
    return not (
        token.dep_ == "nummod"
        and token.head.i > token.i
        and following == "NOUN"
        and token.head.lemma_ in ("people", "person", "man", "woman", "case")
    )


def _make(
    doc: Doc,
    first: int,
    last: int,
    at: int,
    *,
    year: int | None = None,
    month: int | None = None,
    day: int | None = None,
    other: str = "",
) -> When:
    token = doc[at]
    if (
        first
        and doc[first - 1].dep_ == "prep"
        and doc[first - 1].lower_ in ("in", "on", "since", "until", "by")
    ):
        token = doc[
            first - 1
        ]  # "adopted in May and elections were held": the parser may hang May on the elections
    for _ in range(8):
        if token.head.i == token.i or not (
            first <= token.i <= last
            or token.pos_ in ("ADP", "SCONJ")
            or token.dep_ == "prep"
            or token.lemma_ in ("incident", "case", "occasion")  # "in one incident in May rebels attacked"
        ):
            break
        token = token.head
    return When(doc[first : last + 1].text, first, last, token, year, month, day, other)
