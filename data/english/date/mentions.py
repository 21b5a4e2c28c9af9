"""Which dates does a sentence name? Each is EDTF (ISO 8601-2) with its place in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.dates.edtf import MONTHS, add_days, add_months
from data.english.date.forms import find_forms
from data.english.date.no_dates import find_spans
from data.english.date.points import DASH, YEAR, Point, find_points
from data.english.date.relative import find_counted
from data.english.rules import Rule
from data.english.words import read_words, word_list, word_set

_ROUGHLY = word_set("dates", "roughly")
_PARTS = read_words("dates")["parts_of_year"]
_NUMBERS = {word: i for i, word in enumerate(word_list("dates", "number_words"), 1)} | {"a": 1}
_JOIN = re.compile(r"^(?:\s*,\s*(?:and\s+)?|\s+and\s+(?:in\s+|on\s+)?|\s*[/–-]\s*|\s+or\s+)$")
_TO = re.compile(rf"^(?:,?\s+(?:to|until|till|through|and until)\s+|{DASH})$")
_PLAIN_YEAR = re.compile(
    rf"\b(?P<part>(?:at|by|towards?) the end of|early|late|mid|the (?:first|second) half of)?[\s-]*"
    rf"(?P<prep>in|since|of|until|from|during|by)?\s*\b(?P<y>{YEAR})\b(?![/\d)]|\s*(?:people|men|women))",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    rf"\b(?:in |during )?the (?P<part>{'|'.join(_PARTS)}) of (?:the year|(?P<y>{YEAR}))\b", re.IGNORECASE
)
_END_OF_YEAR = re.compile(
    r"\b(?:by|at|towards?) (?:the )?(?:end of the year|year[’']s end|year[- ]end|end of (?P<y>\d{4}))\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    r"\b[Oo]n the (?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?!\s+(?:of|day|floor|anniversary|century|birthday|place|[A-Z]))"
)
_AFTER = re.compile(r"(?:after|before|prior to|following)\s+(?:the\s+)?", re.IGNORECASE)
_SHIFT = re.compile(
    rf"\b(?P<n>{'|'.join(word_list('dates', 'number_words'))}|\d{{1,2}}|an?)"
    r" (?P<unit>day|week|month)s? (?P<way>after|before|prior to|following) (?:the )?$",
    re.IGNORECASE,
)
# A title in a list of publications, its date at its end: "Freedonia: Release the editors, 10 May 2012".
DATED_TITLE = re.compile(rf",\s(?:\d{{1,2}}\s)?(?:{'|'.join(MONTHS)})\s\d{{4}}\s*$")


def _rule(name: str, does: str, why: str, example: str, gives: str, before: str | None = None) -> Rule:
    return Rule("dates", name, does, why, example, gives, before=before)


_PART = _rule(
    "part of the year",
    "reads “the first half of the year”, “the last quarter of 2012” as a range of months",
    "The months are known, though not named.",
    "In the first half of the year, 20 people were executed.",
    "2012-01/2012-06",
)
_END = _rule(
    "end of the year",
    "reads “by the end of the year” as December",
    "What happened by then is told at the year's end.",
    "By the end of the year, the law had been adopted.",
    "2012-12",
)
_RELATIVE = _rule(
    "counted from the date before",
    "reads “the same month”, “two days later” from the date before, in the sentence or the one before it",
    "The date is told, though not printed.",
    "Twelve days later, the mayor was freed.",
    "2012-05-15",
    before="2012-05-03",
)
_YEAR_ALONE = _rule(
    "year",
    "reads a year behind “in”, “since”, “of”, … that belongs to no month",
    "A number alone may count anything.",
    "At the end of 2007 they agreed.",
    "2007",
)
_RANGE = _rule(
    "range",
    "makes one date of “from March to May”, “between 3 and 9 June”, “15-18 July”",
    "What lasts is one event.",
    "Protests took place between January and June.",
    "2012-01/2012-06",
)
_SHARED_YEAR = _rule(
    "shared year",
    "gives the months of a list the year printed behind the last",
    "“In May and June 2011” are both of 2011.",
    "In May and June 2011, the mayor was tried.",
    "2011-05; 2011-06",
)
_ABOUT = _rule(
    "about a date",
    "marks a date behind “around”, “about” as approximate (~)",
    "EDTF can say it.",
    "Around 4 April, the mayor was abducted.",
    "2012-04-04~",
)


@dataclass(frozen=True)
class DateMention:
    """A date at `[start:end]` of its sentence, its preposition included; `edtf` says when."""

    start: int
    end: int
    edtf: str
    precision: str  # day, month, range, year
    lead: str = ""  # the words before it that say how it is meant: "in", "since", "as of"
    counted: str = ""  # of a date that is counted: its words, and from which date
    unsure: str = ""  # why such a date may be another

    @property
    def year(self) -> int:
        return int(self.edtf[:4])


def find_dates(sentence: str, year: int, before: str | None = None, order: str = "") -> list[DateMention]:
    """The dates named in `sentence`, in the order printed.

    `year` stands in where none is printed. `before` is the EDTF date of the sentence before, from
    which "the same month" or "two days later" count; without it they are no dates. `order` says whether the
    day or the month is first in 03/04/2012.
    """
    told = int(before[:4]) if before else year
    formed = [
        DateMention(one.start, one.end, one.edtf, one.precision, one.lead)
        for one in find_forms(sentence, year, order)
    ]
    mentions = [
        one for one in _join(sentence, find_points(sentence, year, told), year) if not _overlaps(one, formed)
    ]
    mentions += [one for one in formed if not _overlaps(one, mentions)]
    mentions += _days_of_month(sentence, mentions, before)
    mentions += [one for one in _parts_of_year(sentence, year) if not _overlaps(one, mentions)]
    mentions += _ends_of_year(sentence, year)
    mentions = _after_dates(sentence, mentions)
    mentions += _relative_dates(sentence, mentions, before)
    mentions += _plain_years(sentence, mentions)
    nothing = find_spans(sentence) if mentions else []
    mentions = [one for one in mentions if not any(a < one.end and one.start < b for a, b in nothing)]
    return sorted(mentions, key=lambda mention: mention.start)


def _overlaps(one: DateMention, others: list[DateMention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _days_of_month(sentence: str, known: list[DateMention], before: str | None) -> list[DateMention]:
    """ "On the 21st", of the month that was told before."""
    mentions = []
    for found in _DAY_OF_MONTH.finditer(sentence):
        earlier = [m for m in known if m.end <= found.start() and m.precision in ("day", "month")]
        reference = (earlier[-1].edtf if earlier else before or "").split("/")[-1].rstrip("~")
        edtf = add_days(f"{reference[:7]}-01", int(found["d"]) - 1) if len(reference) >= 7 else None
        if edtf and edtf[:7] == reference[:7]:
            _RELATIVE.fires(found[0])
            mentions.append(DateMention(found.start(), found.end(), edtf, "day", "on"))
    return mentions


def _after_dates(sentence: str, known: list[DateMention]) -> list[DateMention]:
    """ "A week after the 3 May vote" is one date, seven days later."""
    mentions = []
    for mention in known:
        led = _AFTER.match(sentence, mention.start)
        found = _SHIFT.search(sentence[: led.end()] if led else sentence[: mention.start])
        if found and mention.precision == "day":
            number = _NUMBERS.get(found["n"].lower()) or int(found["n"])
            sign = -1 if found["way"].lower() in ("before", "prior to") else 1
            edtf = _shifted(mention.edtf.rstrip("~"), found["unit"].lower(), sign * number)
            if edtf:
                _RELATIVE.fires(found[0])
                mentions.append(
                    DateMention(found.start(), mention.end, edtf, "day" if len(edtf) == 10 else "month")
                )
                continue
        mentions.append(mention)
    return mentions


def _shifted(day: str, unit: str, count: int) -> str | None:
    if unit == "month":
        return add_months(day[:7], count)
    return add_days(day, count * (7 if unit == "week" else 1))


def _parts_of_year(sentence: str, year: int) -> list[DateMention]:
    mentions = []
    for found in _PART_OF_YEAR.finditer(sentence):
        _PART.fires(found[0])
        first, last = _PARTS[found["part"].lower()]
        own = int(found["y"] or year)
        mentions.append(DateMention(found.start(), found.end(), f"{own}-{first:02}/{own}-{last:02}", "range"))
    return mentions


def _ends_of_year(sentence: str, year: int) -> list[DateMention]:
    mentions = []
    for found in _END_OF_YEAR.finditer(sentence):
        if found["y"] and int(found["y"]) != year:
            continue
        _END.fires(found[0])
        mentions.append(DateMention(found.start(), found.end(), f"{year}-12", "month", "by the end of"))
    return mentions


def _relative_dates(sentence: str, known: list[DateMention], before: str | None) -> list[DateMention]:
    printed = [(m.start, m.end, m.edtf) for m in known if m.precision in ("day", "month")]
    mentions = []
    for one in find_counted(sentence, printed, before):
        _RELATIVE.fires(sentence[one.start : one.end])
        precision = "range" if "/" in one.edtf else "day" if len(one.edtf.rstrip("~")) == 10 else "month"
        mentions.append(DateMention(one.start, one.end, one.edtf, precision, "", one.words, one.unsure))
    return mentions


def _plain_years(sentence: str, known: list[DateMention]) -> list[DateMention]:
    mentions: list[DateMention] = []
    for found in _PLAIN_YEAR.finditer(sentence):
        covered = any(m.start < found.end() and found.start("y") < m.end for m in (*known, *mentions))
        if not (found["prep"] or found["part"]) or covered:
            continue
        _YEAR_ALONE.fires(found[0].strip())
        start = found.start() + (len(found[0]) - len(found[0].lstrip(" -")))
        lead = (found["prep"] or "").lower()
        mentions.append(DateMention(start, found.end(), found["y"], "year", lead))
    return mentions


def _join(sentence: str, points: list[Point], year: int) -> list[DateMention]:
    """Ranges ("from March to May", "between January and June") become one mention, lists stay apart."""
    mentions: list[DateMention] = []
    i = 0
    while i < len(points):
        following = points[i + 1] if i + 1 < len(points) else None
        if following and (mention := _range(sentence, points[i], following, year)):
            mentions.append(mention)
            i += 2
            continue
        mentions.append(_single(sentence, points[i], following, mentions, year))
        i += 1
    return mentions


def _range(sentence: str, point: Point, following: Point, year: int) -> DateMention | None:
    """Two points as one range, where the words between say so and the first is the earlier."""
    between = sentence[point.end : following.start]
    to = _TO.match(between) or (point.lead == "between" and re.fullmatch(r"\s+and\s+", between))
    if following.joint != "range" and (following.joint or not to):
        return None
    first = point.edtf(point.year or following.year or year)
    last = following.edtf(year)
    if first >= last:
        return None
    _RANGE.fires(sentence[point.lead_start : following.end])
    return DateMention(point.lead_start, following.end, f"{first}/{last}", "range", point.lead)


def _single(
    sentence: str, point: Point, following: Point | None, mentions: list[DateMention], year: int
) -> DateMention:
    """One point as a mention, with the year of the point it is listed with and the lead of the one before."""
    shared = point.year
    if shared is None and following:
        between = sentence[point.end : following.start]
        if (following.joint or _JOIN.match(between)) and following.year:
            _SHARED_YEAR.fires(sentence[point.start : following.end])
            shared = following.year
    lead = point.lead
    if mentions and (lead in ("and", "to", "or") or not lead):
        listed = point.joint or _JOIN.match(sentence[mentions[-1].end : point.start])
        lead = mentions[-1].lead if listed else lead
    roughly = "~" if lead in _ROUGHLY and _ABOUT.fires(lead) else ""
    precision = "day" if point.day else "month"
    return DateMention(point.lead_start, point.end, point.edtf(shared or year) + roughly, precision, lead)
