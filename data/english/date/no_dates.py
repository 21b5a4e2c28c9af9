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
_MADE = _rule(
    "date of an article",
    "takes “an article published in April” for no date",
    "It says which article is meant.",
    "In June, the mayor answered an article published in April.",
    "2012-06",
)
_FORMULA = _rule(
    "formula at the end",
    "takes “Done in English, and notified in writing on 3 May” for no date",
    "Each judgment ends so, and nothing is told.",
    "Done in English, and notified in writing on 3 May 2012, pursuant to Rule 77; the mine was closed in June.",
    "2012-06",
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
    r"\b(?:(?:as )?compared (?:to|with)|in comparison (?:to|with|of)|(?:more|fewer|less|higher|lower|greater) than(?= (?:in|during|at|for|any|those|that|last|the)\b)|(?:up|down) from|relative to|versus)\b[^,;.()]{0,80}",
    re.IGNORECASE,
)
_MADE_THINGS = re.compile(
    rf"\b(?:{any_of('dates', 'dated_things')}) (?:first )?(?:published|printed|written|posted|dated|aired|broadcast)\b(?: in [A-Z][^,;]{{1,60}}?)? (?:in|on) [^,;.()]{{0,40}}"
)
_FORMULAS = re.compile(r"^(?:Done (?:in|at)\b|[^,;.]{0,60}\bnotified in writing\b)[^;.]{0,160}")


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
    for pattern, rule in (
        (_CITATIONS, _CITED),
        (_COMPARISONS, _COMPARED),
        (_MADE_THINGS, _MADE),
        (_FORMULAS, _FORMULA),
    ):
        for found in pattern.finditer(sentence):
            if re.search(rf"\d{{4}}|{_MONTH}", found[0]):
                rule.fires(found[0])
                spans.append(found.span())
    return spans
