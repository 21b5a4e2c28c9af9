"""Dates as EDTF (ISO 8601-2): their first and last days, and how a person writes them."""

import calendar
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)[1:]


def interval(edtf: str) -> tuple[date, date]:
    """The first and last day of an EDTF date, month, year or range."""
    first, _, last = edtf.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(edtf: str) -> tuple[date, date]:
    numbers = [int(part) for part in edtf.rstrip("~?").split("-")]
    if len(numbers) == 3:
        day = date(numbers[0], numbers[1], numbers[2])
        return day, day
    if len(numbers) == 2:
        year, month = numbers
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(numbers[0], 1, 1), date(numbers[0], 12, 31)


def in_words(edtf: str) -> str:
    """An EDTF date as a person writes it: "12 March 2008", "March–May 2008"."""
    first, _, last = edtf.partition("/")
    if not last:
        return _words(first)
    left, right = _words(first), _words(last)
    if first[:4] == last[:4] and len(first) > 4:
        left = left.rsplit(" ", 1)[0]
    return f"{left}–{right}"


def _words(edtf: str) -> str:
    numbers = [int(part) for part in edtf.rstrip("~?").split("-")]
    names = (
        [str(numbers[0])]
        + ([MONTHS[numbers[1] - 1]] if len(numbers) > 1 else [])
        + ([str(numbers[2])] if len(numbers) > 2 else [])
    )
    return " ".join(reversed(names))


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
