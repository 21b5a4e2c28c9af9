"""Dates as EDTF (ISO 8601-2): their first and last days, and their wording."""

import calendar
import re
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)[1:]
SEASONS = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}  # as EDTF numbers them
YEAR = r"(?:19|20)\d\d"  # a year that a report may cover, as printed; for use in regular expressions
_POINT = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")


def interval(edtf: str) -> tuple[date, date]:
    """The first and last day of an EDTF date, month, season, year or range; `ValueError` if it has none.

    Years before 1 have none either: use `days_of`.
    """
    first, last = days_of(edtf)
    return date.fromisoformat(first), date.fromisoformat(last)


def days_of(edtf: str) -> tuple[str, str]:
    """The first and last day as ISO 8601 texts, also for years before 1: 44 BC is "-0043"."""
    first, _, last = edtf.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(edtf: str) -> tuple[str, str]:
    year, month, day = _parts(edtf)
    if (
        month and 21 <= month <= 24
    ):  # of the northern hemisphere: spring is March to May, winter ends in the next year
        first, end = 3 * (month - 20), year + (month == 24)
        last = (first + 1) % 12 + 1
        return f"{_year(year)}-{first:02}-01", f"{_year(end)}-{last:02}-{_days_in(end, last)}"
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"{edtf} has no such month")
    if day is not None:
        if not 1 <= day <= _days_in(year, month or 1):
            raise ValueError(f"{edtf} is no day of the calendar")
        same = f"{_year(year)}-{month:02}-{day:02}"
        return same, same
    first, last = month or 1, month or 12
    return f"{_year(year)}-{first:02}-01", f"{_year(year)}-{last:02}-{_days_in(year, last)}"


def _parts(edtf: str) -> tuple[int, int | None, int | None]:
    found = _POINT.fullmatch(edtf)
    if not found:
        raise ValueError(f"{edtf} is no date")
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return year or 0, month, day


def _year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year % 400 + 400, month)[1]  # the calendar repeats every 400 years


def in_words(edtf: str) -> str:
    """An EDTF date in words: "12 March 2008", "March–May 2008", "Spring 2023", "44 BC"."""
    first, _, last = edtf.partition("/")
    if not last:
        return _words(first)
    left, right = _words(first), _words(last)
    year = _year_in_words(_parts(first)[0])
    if right.endswith(f" {year}"):
        left = left.removesuffix(f" {year}")
    return f"{left}–{right}"


def _words(edtf: str) -> str:
    year, month, day = _parts(edtf)
    name = "" if month is None else SEASONS.get(str(month)) or MONTHS[month - 1]
    return " ".join(filter(None, (str(day or ""), name, _year_in_words(year))))


def _year_in_words(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def add_days(day: str, count: int) -> str | None:
    """The EDTF day `count` days after `day`; None outside the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except (OverflowError, ValueError):
        return None


def add_months(month: str, count: int) -> str:
    """The EDTF month `count` months after `month`."""
    whole = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{whole // 12:04}-{whole % 12 + 1:02}"


def week_of_month(year: int, month: int, nth: int) -> str:
    """EDTF of the first to fourth week of a month, seven days each from its first; of its last seven days for 0."""
    last = _days_in(year, month) if nth == 0 else 7 * nth
    return f"{year:04}-{month:02}-{last - 6:02}/{year:04}-{month:02}-{last:02}"
