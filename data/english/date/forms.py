"""Dates in a sentence that are no month with its day: numbers, parts and spans of years, decades, holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.dates.edtf import MONTHS, SEASONS, days_of, week_of_month
from data.english.date.holidays import NAMES, find_holiday
from data.english.rules import Rule

DAY_FIRST, MONTH_FIRST = "day", "month"
_LEAD = r"(?:\b(?P<lead>on|in|during|since|by|from|until|between|of|before|after|around|about|as of)\s+(?:the\s+)?)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_SHORT = "|".join(month[:3] for month in MONTHS)
_WEEKS = ("last", "first", "second", "third", "fourth")
_PARTS = {"early": ("01", "03"), "mid": ("05", "08"), "late": ("10", "12"), "beginning": ("01", "03"), "start": ("01", "03"), "middle": ("05", "08")}  # fmt: skip


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("dates", name, does, why, example, gives)


_NUMBERS = _rule(
    "date in numbers",
    "reads 2012-05-12, 14/05/2012, 12.5.2012 and 12-May-12",
    "So logs and letters print days; which number is the month, the report tells elsewhere where it can.",
    "On 14/05/2012, the mayor resigned.",
    "2012-05-14",
)
_SPAN_OF_YEARS = _rule(
    "span of years",
    "reads “1992-94”, “FY2018/19”, “the 1970s”, “the 2010-11 school year” as spans",
    "They last for years.",
    "In 1992-94, the army closed the border.",
    "1992/1994",
)
_PART_OF_A_YEAR = _rule(
    "early or late in a year",
    "reads “in early 2010”, “Q1 2012” as the months that they are",
    "They are months, though not named.",
    "In late 2010, police closed the school.",
    "2010-10/2010-12",
)
_ABOUT_A_YEAR = _rule(
    "about a year",
    "reads “c. 1998” as that year, approximately",
    "EDTF can say it.",
    "In c. 1998, the mine was closed.",
    "1998~",
)
_HOLIDAY = _rule(
    "holiday of a fixed date",
    "reads “on New Year’s Day” as 1 January",
    "Its day is the same each year.",
    "On Christmas Eve, the mayor was freed.",
    "2012-12-24",
)


@dataclass(frozen=True)
class Found:
    """A date at `[start:end]` of a sentence, with the word that leads to it."""

    start: int
    end: int
    edtf: str
    precision: str
    lead: str


Make = Callable[[re.Match[str], int, str], str]


def _iso(found: re.Match[str], year: int, order: str) -> str:
    return "-".join(part.zfill(2) for part in (found["y"], found["m"], found["d"]) if part)


def _numbers(found: re.Match[str], year: int, order: str) -> str:
    first, second = int(found["a"]), int(found["b"])
    if first == second or first > 12:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    elif order or found["mark"] == ".":
        day, month = (second, first) if order == MONTH_FIRST else (first, second)
    else:
        return ""
    return f"{found['y']}-{month:02}-{day:02}"


def _named(found: re.Match[str], year: int, order: str) -> str:
    month = _month_of(found["mon"])
    own = int(found["y"])
    own += 0 if own > 99 else 1900 if own > year % 100 + 1 else 2000
    return f"{own:04}-{month:02}-{int(found['d']):02}"


def _years(found: re.Match[str], year: int, order: str) -> str:
    first, last = found["y"], found["y2"]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else ""


def _quarter(found: re.Match[str], year: int, order: str) -> str:
    nth, length = int(found["nth"]), 3 if found["what"].upper() == "Q" else 6
    own = found["y"] or f"{year}"
    return f"{own}-{length * (nth - 1) + 1:02}/{own}-{length * nth:02}"


def _part(found: re.Match[str], year: int, order: str) -> str:
    first, last = _PARTS[found["part"].lower()]
    return f"{found['y']}-{first}/{found['y']}-{last}"


def _month_of(name: str) -> int:
    return next(i for i, full in enumerate(MONTHS, 1) if full[:3].lower() == name[:3].lower())


def _season(found: re.Match[str], year: int, order: str) -> str:
    name = found["season"].title().replace("Fall", "Autumn")
    return f"{found['y']}-{next(number for number, season in SEASONS.items() if season == name)}"


def _week(found: re.Match[str], year: int, order: str) -> str:
    return week_of_month(int(found["y"] or year), _month_of(found["mon"]), _WEEKS.index(found["nth"].lower()))


def _first_day(found: re.Match[str], year: int, order: str) -> str:
    return f"{found['y'] or year}-{_month_of(found['mon']):02}-01"


def _holiday(found: re.Match[str], year: int, order: str) -> str:
    return find_holiday(found["name"], int(found["y"] or year))


def _form(pattern: str, make: Make, rule: Rule) -> tuple[re.Pattern[str], Make, Rule]:
    return re.compile(_LEAD + pattern, re.IGNORECASE), make, rule


# fmt: off
_FORMS = (
    _form(rf"(?<![\w/.-])(?P<y>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<d>\d\d)(?:T[\d:.]+Z?)?(?![\w/-])", _iso, _NUMBERS),
    _form(rf"(?<![\w/.-])(?P<y>{_YEAR})[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}})(?![\w/-])", _iso, _NUMBERS),
    _form(rf"(?<![\w/.-])(?P<a>\d{{1,2}})(?P<mark>[/.-])(?P<b>\d{{1,2}})(?P=mark)(?P<y>{_YEAR})(?![\w/-])", _numbers, _NUMBERS),
    _form(rf"(?<![\w/.-])(?P<d>\d{{1,2}})[-./](?P<mon>{_SHORT})[a-z]*[-./](?P<y>\d{{4}}|\d\d)(?![\w/-])", _named, _NUMBERS),
    _form(rf"(?:FY ?|fiscal year |financial year )?(?<![\w/.-])(?<!\bno\. )(?P<y>{_YEAR})[-–‑/](?P<y2>{_YEAR}|\d\d)(?: (?:school|academic|fiscal|financial) year)?(?![\w/-])", _years, _SPAN_OF_YEARS),
    _form(rf"(?:FY ?)(?P<y>{_YEAR})[-–‑/](?P<y2>{_YEAR}|\d\d)(?![\w/-])", _years, _SPAN_OF_YEARS),
    _form(r"(?:early |mid-?|late )?(?P<y>(?:1[5-9]|20)\d)0[’']?s\b", lambda found, year, order: f"{found['y']}0/{found['y']}9", _SPAN_OF_YEARS),
    _form(rf"(?P<what>[QH])(?P<nth>[1-4])(?:[ ,/-]*(?:of )?(?P<y>{_YEAR}))\b", _quarter, _PART_OF_A_YEAR),
    _form(rf"(?:the )?(?P<part>early|mid|late|beginning|start|middle)(?: of)?[\s-]+(?P<y>{_YEAR})\b(?![/\d-])", _part, _PART_OF_A_YEAR),
    _form(rf"(?:(?:early|mid|late)[\s-])?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? (?P<y>{_YEAR})\b(?!-\d)", _season, _PART_OF_A_YEAR),
    _form(rf"(?P<nth>{'|'.join(_WEEKS)}) week (?:of|in) (?P<mon>{'|'.join(MONTHS)})\b(?:,? (?:of )?(?P<y>{_YEAR}))?\b", _week, _PART_OF_A_YEAR),
    _form(rf"first (?:day )?of (?P<mon>{'|'.join(MONTHS)})\b(?:,? (?P<y>{_YEAR}))?\b", _first_day, _NUMBERS),
    _form(rf"(?:c\.|ca\.|circa|approx\.?) ?(?P<y>{_YEAR})\b", lambda found, year, order: f"{found['y']}~", _ABOUT_A_YEAR),
    _form(rf"(?:(?<=\bon )|(?<=\bat ))(?P<name>{NAMES})(?:,? (?:of )?(?P<y>{_YEAR}))?\b(?!(?-i:\s+[A-Z]))", _holiday, _HOLIDAY),
    _form(rf"(?<!\bthe )\b(?P<name>{NAMES})(?:,? (?:of )?(?P<y>{_YEAR}))\b", _holiday, _HOLIDAY),
)
# fmt: on
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<lead>in|since|by|during|until|from|of)\s+(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\w/-])",
    re.IGNORECASE,
)


def find_forms(sentence: str, year: int, order: str = "") -> Iterator[Found]:
    """The dates of `sentence` in these forms; `order` says whether the day or the month is first in 03/04/2012."""
    taken: list[tuple[int, int]] = []
    if not re.search(
        r"\d{2}|[’']s\b|eve\b|day\b|halloween|christmas|easter|whitsun|pentecost|week|first",
        sentence,
        re.IGNORECASE,
    ):
        return
    forms = ((_MONTH_OF_YEAR, _iso_month, _NUMBERS), *_FORMS)
    for pattern, make, rule in forms:
        for found in pattern.finditer(sentence):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            edtf = make(found, year, order)
            if not edtf or not _is_real(edtf):
                continue
            lead = (found["lead"] or "").lower()
            if pattern is not _MONTH_OF_YEAR and not lead and rule in (_SPAN_OF_YEARS, _ABOUT_A_YEAR):
                continue  # a number alone may count anything
            rule.fires(found[0])
            taken.append(found.span())
            yield Found(found.start(), found.end(), edtf, _precision(edtf), lead)


def _iso_month(found: re.Match[str], year: int, order: str) -> str:
    return f"{found['y']}-{found['m']}"


def _is_real(edtf: str) -> bool:
    try:
        days_of(edtf)
    except ValueError:
        return False
    return True


def _precision(edtf: str) -> str:
    return (
        "range"
        if "/" in edtf or edtf[5:7] > "12"
        else {4: "year", 7: "month"}.get(len(edtf.rstrip("~")), "day")
    )
