"""The months and days that a sentence prints, one by one, with the words that lead to them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from data.dates.edtf import MONTHS
from data.english.rules import Rule
from data.english.words import any_of

_SHORT = "|".join(month for month in any_of("dates", "short_months").split("|"))
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{_SHORT})\b\.?)"
YEAR = r"(?:1[6-9]|20)\d\d"
DASH = r"\s*[-‑–—/]\s*"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"

# The days of one month: "15", "15 and 16", "4, 7 and 9", "15-18", "15 to 20".
_DAY_JOIN = rf"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+(?:the\s+)?|{DASH})"
_DAYS_BEFORE = rf"(?<![\d,.]){_DAY}(?:{_DAY_JOIN}{_DAY})*"
# After the month a further number is a day only where it cannot count something else.
_DAYS_AFTER = rf"{_DAY}(?:{DASH}{_DAY}|(?:,\s*{_DAY})*,?\s+(?:and|to|or)\s+{_DAY}(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|the|to|when|after|by|on)\b))?"
# One month or its days, with its year where printed.
_POINT = re.compile(
    rf"(?:(?P<d1>{_DAYS_BEFORE})(?:\s+day)?(?:\s+of)?\s+(?P<m1>{MONTH})(?![a-z])(?:,?\s+(?P<y1>{YEAR})\b)?"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>{_DAYS_AFTER})(?![\d,.]*\d|\s+(?:people|men|women|per|years?))\b(?:,?\s*(?P<y2>{YEAR})\b)?"
    rf"|\b(?P<m3>{'|'.join(MONTHS)})\b(?:,?\s+(?:of\s+)?(?P<y3>{YEAR})\b)?)"
)
_LEAD = re.compile(
    rf"(?:\b(?P<prep>{any_of('dates', 'leads')})[\s-]+(?:the\s+)?|(?P<sep>[,/–-]\s*)|(?P<open>\())$",
    re.IGNORECASE,
)
_BEFORE_ITS_NOUN = re.compile(r"(?:\b(?:his|her|their|its|the|an?|this|that)|[’']s)\s+$", re.IGNORECASE)
_ITS_NOUN = re.compile(rf"\s+(?:[a-z-]+ )?(?:{any_of('dates', 'happening_nouns')})\b")
_OTHER_YEAR = re.compile(
    r"^,?\s+(?:(?:of|in)\s+)?(?:the\s+)?(?P<which>last|previous|preceding|following|next|same|that)\s+year\b",
    re.I,
)


def _rule(name: str, does: str, why: str, example: str, gives: str, before: str | None = None) -> Rule:
    return Rule("dates", name, does, why, example, gives, before=before)


_DAY_BEFORE_MONTH = _rule(
    "day before the month",
    "reads “12 March”, with all days of a list and the year behind",
    "So British reports print days.",
    "On 12 March, the mayor resigned.",
    "2012-03-12",
)
_DAY_AFTER_MONTH = _rule(
    "day behind the month",
    "reads “March 12”, where the number cannot count something else",
    "So American reports print days.",
    "On March 12, the mayor resigned.",
    "2012-03-12",
)
_BARE_MONTH = _rule(
    "month",
    "reads a month's name alone, or with its year",
    "Most events of a yearly report are dated by the month.",
    "In March, the mayor resigned.",
    "2012-03",
)
_OWNER = _rule(
    "month's",
    "takes “April’s” for no date where nothing leads to it",
    "“April’s elections” names the elections.",
    "April’s elections were lost by the mayor, who resigned in May.",
    "2012-05",
)
_MAY_OR_MARCH = _rule(
    "May and March",
    "takes them for dates only behind a word that leads to one",
    "A verb, a first name or a march is none.",
    "It may march on, and May Thura left in June.",
    "2012-06",
)
_NO_SUCH_DAY = _rule(
    "no such day",
    "takes 31 February for no date",
    "The calendar has none.",
    "On 31 February nothing happened, and in May prices fell.",
    "2012-05",
)
_WHICH_YEAR = _rule(
    "of which year",
    "reads “May last year”, “March of the following year”",
    "The year is told in words.",
    "In May last year the mayor resigned.",
    "2011-05",
)


@dataclass(frozen=True)
class Point:
    """One month or day at `[start:end]`, the words that lead to it from `lead_start` on."""

    start: int
    end: int
    lead_start: int
    lead: str
    month: int
    day: int | None
    year: int | None
    joint: str = ""  # how it hangs on the point before, in one group of days: "list" or "range"

    def edtf(self, year: int) -> str:
        """The point as EDTF; `year` stands in where none is printed."""
        own = self.year or year
        return f"{own:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def find_points(sentence: str, year: int, told: int) -> list[Point]:
    """The points of `sentence`; `told` is the year of the date before, `year` the report's."""
    return [point for found in _POINT.finditer(sentence) for point in _points_of(sentence, found, year, told)]


def _points_of(sentence: str, found: re.Match, year: int, told: int) -> list[Point]:
    """The points of one match: a month, or each of the days named before or after it."""
    name = found["m1"] or found["m2"] or found["m3"]
    days = found["d1"] or found["d2"]
    printed = found["y1"] or found["y2"] or found["y3"]
    before, after = sentence[: found.start()], sentence[found.end() :]
    lead = _LEAD.search(before)
    if re.match(r"[’']s\b", after) and not lead and _OWNER.fires(name):
        return []
    if name in ("May", "March") and not (days or printed) and not _is_month(name, lead, before, after):
        _MAY_OR_MARCH.fires(name)
        return []
    month = next(i for i, full in enumerate(MONTHS, 1) if full[:3] == name[:3])
    own = int(printed) if printed else _year_in_words(after, year, told)
    words = re.sub(r"[\s-]+(?:the[\s-]+)?$", "", lead["prep"] or "").lower() if lead else ""
    lead_start = lead.start("prep") if lead and lead["prep"] else found.start()
    if not days:
        _BARE_MONTH.fires(found[0])
        return [Point(found.start(), found.end(), lead_start, words, month, None, own)]
    points = _days_of(found, days, month, own, year, words)
    if not points and _NO_SUCH_DAY.fires(found[0]):
        return []
    (_DAY_BEFORE_MONTH if found["d1"] else _DAY_AFTER_MONTH).fires(found[0])
    # The first carries what introduces the group, the last the month and year around it.
    points[0] = replace(points[0], start=found.start(), lead_start=lead_start)
    points[-1] = replace(points[-1], end=found.end())
    return points


def _is_month(name: str, lead: re.Match | None, before: str, after: str) -> bool:
    """Whether "May" or "March" is a month: not a verb, a first name ("May Thura") or a march."""
    if _BEFORE_ITS_NOUN.search(before) and _ITS_NOUN.match(after):
        return True  # "his May visit", "the March election"
    if not lead:
        return False
    prep = (lead["prep"] or "").lower()
    follows_name = re.match(r"\s+[A-Z][a-z]+", after) and not re.match(rf"\s+{MONTH}\b", after)
    if follows_name and name == "May" and not prep.startswith("in"):
        return False
    joins = re.match(r"(?:to|and|or|this|last|next)$", prep.strip())
    return not joins or bool(re.search(rf"{MONTH}\s*(?:{YEAR})?\s*(?:,|and|or|to)\s*$", before))


def _year_in_words(after: str, year: int, told: int) -> int | None:
    other = _OTHER_YEAR.match(after)
    if not other:
        return None
    _WHICH_YEAR.fires(other[0].strip())
    which = other["which"].lower()
    if which in ("last", "previous", "preceding"):
        return year - 1
    return told + (which in ("following", "next"))


def _days_of(found: re.Match, days: str, month: int, own: int | None, year: int, words: str) -> list[Point]:
    """A point for each day of one month; none where the month has no such day."""
    points: list[Point] = []
    at = found.start("d1") if found["d1"] else found.start("d2")
    last_end = 0
    for day in re.finditer(_DAY, days):
        number = int(day[0].rstrip("strndh"))
        if number > calendar.monthrange(own or year, month)[1]:
            return []
        between = days[last_end : day.start()]
        spans = bool(
            re.fullmatch(DASH, between)
            or between.strip() == "to"
            or (words == "between" and "and" in between)
        )
        joint = ("range" if spans else "list") if points else ""
        start = at + day.start()
        points.append(Point(start, at + day.end(), start, words, month, number, own, joint))
        last_end = day.end()
    return points
