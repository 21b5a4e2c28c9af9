"""Parse a date as people type it into a field or cell: "12 March 2008", "March-May 2008", "12.07.2023", "Spring 2023"."""

import re

from data.dates.edtf import MONTHS, add_days, days_of
from data.english.date.holidays import NAMES
from data.english.date.mentions import find_dates
from data.english.words import any_of
from data.events.date_forms import OrderMissing, Told, YearMissing, read_form

_HOW = "write it as in 12 March 2008, March 2008, March–May 2008 or 2008-03-12"
_LONGEST = 80  # characters
_LEAST_YEAR = 1
_WORD = re.compile(r"\b([a-z]{3,9})\b\.?", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:{any_of('entries', 'weekdays')})\b[.,]?\s*", re.IGNORECASE)
_HOLIDAY = re.compile(rf"(?:{NAMES})\b", re.IGNORECASE)
_WEEK = re.compile(
    r"(?:in |during )?(?:the )?week (?:of|from|beginning|commencing|starting|to) ", re.IGNORECASE
)
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
# A time of day, after or before the date, which is ignored.
_TIME = re.compile(
    rf"(?:(?<=\d)T|[\s,]+(?:at\s+|um\s+)?)(?:{_CLOCK})(?:\s*(?:Z|UTC|GMT|hrs?|h|[+-]\d\d:?\d\d))?(?=$|\s|/)"
    rf"|(?<=\d)T\d\d:\d\d\S*?(?=$|/)|^(?:{_CLOCK})(?:\s*,\s*|\s+)(?:on\s+)?(?=\S)",
    re.IGNORECASE,
)
# A part of a day after its date, which is ignored: "3 March 2009, evening", "at dawn".
_PART_OF_DAY = re.compile(
    rf"(?<=[\w.])(?:\s*[,;(]\s*|\s+)(?:{any_of('dates', 'parts_of_day')})\)?$", re.IGNORECASE
)
_ABOUT = re.compile(r"^(?:c\.|ca\.|circa|ca|around|about|approximately|approx\.?|~)\s*(?=\w)", re.IGNORECASE)
_ABOUT_BEHIND = re.compile(
    r"(?<=\w)\s*(?:\((?:c\.?|ca\.?|circa|approx\.?|approximately|about|est\.?|estimated)\)|,?\s+approx(?:\.|imately)?)$",
    re.IGNORECASE,
)
_BC = re.compile(r"^(?:(.*?)\s+)?(\d{1,4})\s*(?:BCE?|B\.\s?C\.(?:\s?E\.)?)$", re.IGNORECASE)
_AD = re.compile(
    r"^(?:(?:A\.?D\.?|C\.?E\.?)\s*(\d{1,4})|(.*?\b)(\d{1,4})\s*(?:A\.?D\.?|C\.?E\.?))$", re.IGNORECASE
)
_OUTER = re.compile(r"^(?:from|on|in)\s+(?=\S)", re.IGNORECASE)
_BETWEEN_AND = re.compile(r"^between\s+(.+?)\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*[/|]\s*|(?<=\d):(?=\d{4}\b)|\s+(?:to|until|till|through)\s+|\s+[-–—]+\s+|\s*[–—]\s*|(?<=^\d{4})-(?=\d{4}$)|(?<=[\d.])-(?=\d)",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"\d\d(\d\d)-(2[1-4])")  # "2022-23", which in EDTF is autumn
_DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")


class DateError(ValueError):
    """A date that cannot be parsed. Its message is one sentence for the person who typed it; `reason` is its first half."""

    def __init__(self, reason: str, advice: str = _HOW):
        super().__init__(f"{reason}; {advice}.")
        self.reason = reason


class YearUntold(DateError):
    """A date without a year."""


class OrderUntold(DateError):
    """A numeric date in which either number may be the month."""


def parse_date(text: str, year: int | None = None, order: str = "", ancient: bool = False) -> str:
    """EDTF for a typed date; `year` is the default year.

    `order` says what comes first in "03/04/2023": "day" or "month". Years before 1 are accepted if `ancient`. Raises
    `DateError` for no date, two dates, or a day that does not exist; `YearUntold` and `OrderUntold` if that has to be given.
    """
    shown = f"“{text[:60]}”"
    typed = " ".join(text.split())
    if len(typed) > _LONGEST:
        raise DateError(f"{shown}… is too long for a date")
    try:
        edtf = _read(typed, Told(order, year), shown)
        first, last = days_of(edtf)
    except YearMissing:
        raise YearUntold(f"{shown} has no year") from None
    except OrderMissing:
        raise OrderUntold(f"{shown} does not say which number is the month") from None
    except DateError:
        raise
    except (ValueError, OverflowError):
        raise DateError(f"{shown} is no day of the calendar") from None
    if year_of(edtf) < _LEAST_YEAR and not ancient:
        raise DateError(f"{shown} is before the year 1")
    if _later(first, last) or _ends_before(edtf):
        raise DateError(f"{shown} ends before it begins", "swap the two")
    return edtf


def year_of(edtf: str) -> int:
    """The year in which a date starts; 0 is 1 BC."""
    return int(edtf[:5] if edtf.startswith("-") else edtf[:4])


def precision_of(edtf: str) -> str:
    """day, month, range or year."""
    month = edtf.removeprefix("-")[5:7]
    if "/" in edtf or (month and int(month) > 12):
        return "range"
    return {4: "year", 7: "month"}.get(len(edtf.removeprefix("-").rstrip("~?%")), "day")


def _read(typed: str, told: Told, shown: str) -> str:
    plain = _PART_OF_DAY.sub("", typed).strip(" ,;")
    plain = _TIME.sub("", plain).strip(" ,;")
    plain = plain if _HOLIDAY.match(plain) else _WEEKDAY.sub("", plain).strip(" ,;")
    if week := _WEEK.match(plain):
        first = read_form(plain[week.end() :], told) or ""
        return f"{first}/{add_days(first, 6)}" if len(first) == 10 else first
    plain = _OUTER.sub("", _BETWEEN_AND.sub(r"\1 to ", plain))
    roughly = bool(_ABOUT.search(plain) or _ABOUT_BEHIND.search(plain))
    plain = _ABOUT_BEHIND.sub("", _ABOUT.sub("", plain))
    doubtful = plain.endswith("?") and len(plain) > 5
    plain = plain[:-1].rstrip() if doubtful else plain
    if (found := _TWO_YEARS.fullmatch(plain)) and int(found[1]) + 1 == int(found[2]):
        raise DateError(f"{shown} may be two years or a season")
    edtf = _read_era(plain, told) or read_form(plain, told) or _read_range(plain, told)
    if edtf is None:
        edtf = _find(plain, shown, told.year)
    mark = "?" if doubtful else "~" if roughly else ""
    return edtf + mark if mark and edtf[-1].isdigit() and "/" not in edtf else edtf


def _read_era(plain: str, told: Told) -> str | None:
    """A year with BC or AD, with its day and month if given."""
    if found := _BC.fullmatch(plain):
        year = 1 - int(found[2])
        if found[1] is None:
            return f"-{-year:04}" if year else "0000"
        rest = read_form(f"{found[1]} 2000", told)  # a leap year; days are checked when everything is known
        return (
            None
            if rest is None or "/" in rest
            else rest.replace("2000", f"-{-year:04}" if year else "0000", 1)
        )
    if found := _AD.fullmatch(plain):
        year = f"{int(found[1] or found[3]):04}"
        return read_form(f"{found[2] or ''}{year}", told)
    return None


def _read_range(plain: str, told: Told) -> str | None:
    """A range, in which the first date may omit what the second says."""
    for cut in _BETWEEN.finditer(plain):
        left, right = plain[: cut.start()].strip(" ,"), plain[cut.end() :].strip(" ,")
        last = read_form(right, told) if left else None
        if last is None or "/" in last:
            continue
        try:
            days_of(last)
            first = _first_of(left, last, told)
        except ValueError:
            continue
        if first is not None and "/" not in first:
            return f"{first}/{last}" if first != last else first
    return None


def _first_of(left: str, last: str, told: Told) -> str | None:
    year = year_of(last)
    if (alone := _DAY_ALONE.fullmatch(left)) and precision_of(last) == "day":
        return f"{last[: len(last) - 2]}{int(alone[1]):02}"
    try:
        return read_form(left, Told(told.order))
    except YearMissing:
        first = read_form(left, Told(told.order, year))
        # From December to January.
        return first if first is None or first <= last else read_form(left, Told(told.order, year - 1))


def _find(typed: str, shown: str, year: int | None) -> str:
    typed = _WORD.sub(_month_in_full, typed)
    # A bare "May" is a date only behind a preposition.
    for lead in ("", "in "):
        sentence = lead + typed
        mentions = find_dates(sentence, year or 1)
        if len(mentions) > 1:
            raise DateError(f"{shown} names {len(mentions)} dates", "an event has one, or a range")
        if mentions and not re.search(r"\w", _outside(sentence, mentions[0], len(lead))):
            if year is None and mentions[0].edtf.startswith("0001"):
                raise YearMissing
            return mentions[0].edtf
    raise DateError(f"{shown} is no date that can be read")


def _month_in_full(word: re.Match) -> str:
    name = word[1].title()
    return next((month for month in MONTHS if month.startswith(name) or name == "Sept" == month[:4]), word[0])


def _outside(sentence: str, mention, skipped: int) -> str:
    return sentence[skipped : max(skipped, mention.start)] + sentence[mention.end :]


def _ends_before(edtf: str) -> bool:
    first, _, last = edtf.partition("/")
    return bool(last) and _later(days_of(first)[1], days_of(last)[1])


def _later(first: str, last: str) -> bool:
    """Whether the ISO day `first` is after `last`; texts of years before 1 sort in reverse."""
    return _sortable(first) > _sortable(last)


def _sortable(day: str) -> tuple[int, str]:
    year = year_of(day)
    return year, day[len(f"{year:04}") if year >= 0 else 5 :]
