"""What looks like a date and dates nothing: names that hold one, citations, what is only compared with."""

from __future__ import annotations

import re

from data.dates.edtf import MONTHS
from data.english.rules import Rule
from data.english.words import any_of

_MONTH = "|".join(MONTHS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("dates", name, does, why, example, gives)


_NAME = _rule(
    "date in a name",
    "takes “April 6 Youth Movement”, “14 February coalition”, “1 May Square” for names",
    "Their date is of another year, or of none.",
    "Members of the April 6 Youth Movement were detained on 4 May.",
    "2012-05-04",
)
_PERSON = _rule(
    "month as a first name",
    "takes “April Jones” for a person",
    "A month leads to a surname only where nothing leads to the month.",
    "April Jones was freed on 7 May.",
    "2012-05-07",
)
_CITED = _rule(
    "date of a citation",
    "takes the date of a cited judgment or paper in brackets for none",
    "It says where something is written.",
    "On 3 May, the court dismissed it (see Roe v. Northland, 27 September 2005, § 16).",
    "2012-05-03",
)
_COMPARED = _rule(
    "only compared with",
    "takes a date behind “compared to”, “than in” for none",
    "Nothing is told of it but a number.",
    "In May, 20 people were killed, compared to the same month in 2011.",
    "2012-05",
)

_NAMES = re.compile(
    rf"\b(?:(?:{_MONTH}) {_DAY}|{_DAY} (?:of )?(?:{_MONTH}))(?:[ -][A-Z][\w-]*){{0,3}} (?:{any_of('dates', 'named_after_days')})\b"
)
_PERSONS = re.compile(
    rf"(?<![\w,] )(?<!\w)(?P<month>April|June|August|May)(?= (?!{_MONTH})[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?(?:,| (?:and\b|was\b|were\b|is\b|has\b|had\b|said\b|[a-z]+ed\b|[a-z]+s\b)))"
)
_TIME_LEAD = re.compile(rf"\b(?:{any_of('dates', 'leads')})[\s-]+(?:the\s+)?$", re.IGNORECASE)
_CITATIONS = re.compile(
    r"[(\[][^()\[\]]*(?:\bsee\b|\bv\.? |§|\bcited\b|\bSeries A\b|\bECHR\b|\bIbid|\bnos?\. ?\d|\bAI Index\b|\bUN Doc\b|\bS/\d{4}|\bA/\d)[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]",
    re.IGNORECASE,
)
_COMPARISONS = re.compile(
    r"\b(?:(?:as )?compared (?:to|with)|in comparison (?:to|with|of)|(?:more|fewer|less|higher|lower|greater) than|(?:up|down) from|relative to|versus)\b[^,;.()]{0,80}",
    re.IGNORECASE,
)


def find_spans(sentence: str) -> list[tuple[int, int]]:
    """The parts of a sentence whose dates date nothing."""
    spans: list[tuple[int, int]] = []
    for found in _NAMES.finditer(sentence):
        before = sentence[: found.start()]
        # "On 3 May coalition forces attacked": there the day is one.
        if re.search(r"\b(?:on|since|by|until|from)\s+$", before, re.IGNORECASE):
            continue
        _NAME.fires(found[0])
        spans.append(found.span())
    for found in _PERSONS.finditer(sentence):
        if not _TIME_LEAD.search(sentence[: found.start()]):
            _PERSON.fires(found[0])
            spans.append(found.span())
    for pattern, rule in ((_CITATIONS, _CITED), (_COMPARISONS, _COMPARED)):
        for found in pattern.finditer(sentence):
            if re.search(rf"\d{{4}}|{_MONTH}", found[0]):
                rule.fires(found[0])
                spans.append(found.span())
    return spans
