"""What looks like a date and dates nothing: names that hold one, citations, what is only compared with."""

from __future__ import annotations

import re

from data.dates.edtf import MONTHS
from data.english.rules import Rule
from data.english.words import any_of

_MONTH = "|".join(MONTHS)
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
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

_ORDINAL = (
    "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Fifteenth|Twentieth"
)
_DATE = rf"(?:(?:{_MONTH}) {_DAY}|(?:{_DAY}|{_ORDINAL}) (?:of )?(?:{_MONTH}))"
_NAMES = re.compile(rf"\b{_DATE}(?:[ -][A-Z][\w-]*){{0,3}} (?:{any_of('dates', 'named_after_days')})\b")
# "The 11 May Agreement", "near 6 May Station": a day before a capital, to which no "on" leads.
_NAMED = re.compile(
    rf"\b(?:[Tt]he|[Nn]ear|[Oo]utside|[Aa]t) {_DATE}(?: (?!(?:{_MONTH}|{_WEEKDAY})\b)[A-Z][\w’'-]+)+"
)
_SQUARES = re.compile(
    rf"\b(?:[Pp]lace (?:du|de la)|[Pp]laza(?: del)?|[Aa]v(?:enue|enida)(?: du| del)?|[Rr]ue du) {_DAY} (?:de )?(?:{_MONTH}|M[ai][ijy]o?)\b(?: \d{{4}})?"
)
_PERSONS = re.compile(
    rf"(?<!\w)(?P<month>April|June|August|May)(?= (?!(?:{_MONTH}|{_WEEKDAY})\b)[A-Z][a-z]+)|(?<=\b[DM][rs] )(?:{_MONTH})\b(?! \d)|(?<=\bMrs )(?:{_MONTH})\b(?! \d)"
)
_A_TIME = re.compile(
    rf"(?:\b(?:{any_of('dates', 'leads')})[\s-]+(?:the\s+)?|\b(?:an?|the|his|her|its|their|that|each|every|\d{{1,2}}(?:st|nd|rd|th)?)\s+|[’']s\s+|[/–-])$",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"(?:{any_of('dates', 'leads')}|{_WEEKDAY}|That|Each|Every)", re.IGNORECASE)
_SURNAMES = re.compile(
    r"\b(?P<first>[A-Z][a-z]+) (?:April|June|August|May|March)\b(?! \d| and \w+ \d)(?= (?:and|was|were|had|has|said|[a-z]+ed)\b|,)"
)
_LISTED = re.compile(r"\b(?:and|or|to|of)\s+$")
_LISTS_DATES = re.compile(rf"(?:{_MONTH}|\d)(?:,? \d{{4}})?,? (?:and|or|to|of)\s+$")
_CITATIONS = re.compile(
    r"[(\[][^()\[\]]*(?:\[\w{1,6}\][^()\[\]]*)?(?:\bsee\b|\bv\.? |§|\bcited\b|\bSeries A\b|\bECHR\b|\bIbid|\bnos?\. ?\d|\bAI Index\b|\bUN Doc\b|\bS/\d{4}|\bA/\d)[^()\[\]]*(?:(?:\([^()]*\)|\[\w{1,6}\])[^()\[\]]*)*[)\]]",
    re.IGNORECASE,
)
_COMPARISONS = re.compile(
    r"\b(?:(?:as )?compared (?:to|with)|in comparison (?:to|with|of)|(?:[a-z]+er|more|less) than(?= (?:in|during|at|for|any|those|that|last|the|it|they|he|she|had|were|was|all)\b)"
    r"|as (?!well|soon|far|long|such)[a-z]+ (?:[a-z]+ )?as(?= (?:in|during|at|for|those|that|last|the|all|any|it|they)\b)|the level of|(?:up|down|a rise|a fall|an increase|a decrease|a drop|rising|falling) from|relative to|versus|against(?= [\d,.]+ (?:[a-z]+ )?in\b)"
    r"|(?:half|twice|double|times) (?:the (?:number|rate|level|amount|total|figure|size)|that|those|as)\b|(?:the )?(?:first|worst|largest|biggest|longest|highest|lowest|fewest|most|greatest|heaviest|deadliest|second|third)(?: [a-z]+){0,5} since|not seen since|for the first time since"
    rf"|similar to|the same (?:as|number)|unlike)\b[^,;.()]{{0,80}}?(?:\d{{4}}|(?:{_MONTH})(?:,? \d{{4}})?)\b",  # up to its date
    re.IGNORECASE,
)
_CONTRASTS = re.compile(r"^(?:By|In) (?:contrast|comparison),[^;.()]*")
_STAMPS = re.compile(
    r"[(\[](?:Entered|Filed|Docketed|Received|Response due|Due|Updated|Last updated|Posted|Accessed|Retrieved|Archived|Published|Printed|Signed|Served)\b:?[^()\[\]]{0,60}[)\]]"
)
_MADE_THINGS = re.compile(
    rf"\b[Mm]inutes of (?:the )?[^,;.]{{0,30}}?(?:{_DAY} (?:{_MONTH})|(?:{_MONTH}) {_DAY})\b|"
    rf"\b(?:{any_of('dates', 'dated_things')}) (?:first )?(?:published|printed|written|posted|dated|aired|broadcast)\b(?: in [A-Z][^,;]{{1,60}}?)? (?:in|on) [^,;.()]{{0,40}}"
)
# "Under the Public Order Act of 2 May 1997": which law is meant.
_LAWS = re.compile(
    rf"\b(?:(?:[A-Z][\w’'-]+ )+(?:Act|Law|Code|Ordinance|Statute)|(?:[Uu]nder|[Pp]ursuant to|[Bb]y virtue of|[Ii]n accordance with|(?:[Ss]ections?|[Aa]rticles?|§) [\w-]+(?: and \w+)? of) (?:the )?[^,;.()]{{0,40}}?\b(?:[Aa]ct|[Ll]aw|[Dd]ecree|[Oo]rder|[Oo]rdinance|[Cc]ode|[Rr]egulation|[Cc]onvention|[Aa]greement))"
    rf"(?: (?:no|No|nr|Nr)\.? ?[\w/-]+)? of (?:{_DAY} (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) {_DAY},? \d{{4}}|\d{{4}})\b"
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
    for found in _SURNAMES.finditer(sentence):
        if not _LEAD.fullmatch(found["first"]) and found["first"] not in MONTHS:
            _PERSON.fires(found[0])
            spans.append(found.span())
    for found in _PERSONS.finditer(sentence):
        before = sentence[: found.start()]
        listed = _LISTED.search(before)
        if not _A_TIME.search(before) or (listed and not _LISTS_DATES.search(before)):
            _PERSON.fires(found[0])
            spans.append(found.span())
    for pattern, rule in (
        (_NAMED, _NAME),
        (_SQUARES, _NAME),
        (_CITATIONS, _CITED),
        (_STAMPS, _CITED),
        (_LAWS, _CITED),
        (_COMPARISONS, _COMPARED),
        (_CONTRASTS, _COMPARED),
        (_MADE_THINGS, _MADE),
        (_FORMULAS, _FORMULA),
    ):
        for found in pattern.finditer(sentence):
            if re.search(rf"\d{{4}}|{_MONTH}|\d/\d|M[ai][ijy]o?", found[0]):
                rule.fires(found[0])
                spans.append(found.span())
    return spans
