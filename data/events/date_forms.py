"""The formats of a single date in a field or cell, one row each, tried in order.

A format is a regular expression; `Told` supplies what the text does not say: the year, and whether the day or the month comes
first in "03/04/2023".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from data.dates.edtf import MONTHS, SEASONS, YEAR, week_of_month
from data.english.date.holidays import NAMES as HOLIDAYS
from data.english.date.holidays import find_holiday

DAY_FIRST, MONTH_FIRST = "day", "month"
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of a spreadsheet
_EPOCH = date(1970, 1, 1)  # day 0 of Unix time
# Units of Unix time by its number of digits: seconds, milliseconds, microseconds.
_SECONDS = {10: 1, 12: 10**3, 13: 10**3, 16: 10**6}


@dataclass(frozen=True)
class Told:
    """What is known of a date besides its text."""

    order: str = ""  # DAY_FIRST, MONTH_FIRST or unknown
    year: int | None = None


class YearMissing(Exception):  # noqa: N818 - it asks, nothing is wrong
    """A date without a year, if nothing else tells it."""


class OrderMissing(Exception):  # noqa: N818
    """A numeric date in which either number may be the month."""


Form = tuple[re.Pattern[str], Callable[[re.Match[str], Told], str]]

_NAMES = "|".join(
    [rf"{name[:3]}(?:{name[3:]})?" if name != "September" else "Sept?(?:ember)?" for name in MONTHS]
)
_MON = rf"(?P<mon>{_NAMES})\b\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>\d{4})"
_SHORT = r"(?P<y>\d{4}|\d\d)"
_PART = r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)[\s-]+"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_COUNTED = rf"(?:the )?(?P<nth>{'|'.join(_NTH)})"


def _form(pattern: str, make: Callable[[re.Match[str], Told], str]) -> Form:
    return re.compile(pattern, re.IGNORECASE), make


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its beginning; 0 for another word."""
    return next((number for number, full in enumerate(MONTHS, 1) if full[:3].lower() == name[:3].lower()), 0)


def _year_of(found: re.Match[str], told: Told) -> int:
    given = found.groupdict().get("y")
    if given is None:
        if told.year is None:
            raise YearMissing
        return told.year
    year = int(given)
    # A two-digit year is never in the future.
    return year if len(given) > 2 else year + (2000 if 2000 + year <= date.today().year else 1900)


def _edtf(year: int, month: int | None = None, day: int | None = None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _named(found: re.Match[str], told: Told) -> str:
    day = found.groupdict().get("d")
    return _edtf(_year_of(found, told), month_number(found["mon"]), int(day) if day else None)


def _days(found: re.Match[str], told: Told) -> str:
    year, month = _year_of(found, told), month_number(found["mon"])
    return f"{_edtf(year, month, int(found['d']))}/{_edtf(year, month, int(found['d2']))}"


def _first_day(found: re.Match[str], told: Told) -> str:
    return _edtf(_year_of(found, told), month_number(found["mon"]), 1)


def _months(found: re.Match[str], told: Told) -> str:
    year, first, last = _year_of(found, told), month_number(found["from"]), month_number(found["mon"])
    return f"{_edtf(year - (first > last), first)}/{_edtf(year, last)}"


def day_and_month(first: int, second: int, told: Told, mark: str = "/") -> tuple[int, int]:
    """The day and the month of two numbers. Raises `OrderMissing` if either may be the month."""
    if first > 12 or first == second:
        return first, second
    if second > 12:
        return second, first
    order = told.order or (DAY_FIRST if mark == "." else "")  # with points, the day comes first
    if not order:
        raise OrderMissing
    return (first, second) if order == DAY_FIRST else (second, first)


def _numbers(found: re.Match[str], told: Told) -> str:
    day, month = day_and_month(int(found["a"]), int(found["b"]), told, found["mark"])
    return _edtf(_year_of(found, told), month, day)


def _numbered_days(found: re.Match[str], told: Told) -> str:
    year, month = _year_of(found, told), int(found["b"])
    return f"{_edtf(year, month, int(found['d']))}/{_edtf(year, month, int(found['a']))}"


def _year_first(found: re.Match[str], told: Told) -> str:
    return _edtf(int(found["y"]), int(found["b"]), int(found["a"]) if found["a"] else None)


def _serial(found: re.Match[str], told: Told) -> str:
    return (_SERIAL_ZERO + timedelta(days=int(found["n"]))).isoformat()


def _clock(found: re.Match[str], told: Told) -> str:
    day = _EPOCH + timedelta(seconds=int(found[0]) // _SECONDS[len(found[0].removeprefix("-"))])
    if not 1900 <= day.year <= 2100:
        raise ValueError("a number of another kind")
    return day.isoformat()


def _week(found: re.Match[str], told: Told) -> str:
    first, last = (date.fromisocalendar(int(found["y"]), int(found["n"]), day) for day in (1, 7))
    return f"{first.isoformat()}/{last.isoformat()}"


def _fiscal(found: re.Match[str], told: Told) -> str:
    year = _year_of(found, told)
    return f"{_edtf(year)}/{_edtf(year + 1)}" if found["next"] else f"{_edtf(year - 1)}/{_edtf(year)}"


def _season(found: re.Match[str], told: Told) -> str:
    name = found["season"].title().replace("Fall", "Autumn")
    return _edtf(_year_of(found, told), int(next(number for number, own in SEASONS.items() if own == name)))


def _holiday(found: re.Match[str], told: Told) -> str:
    return find_holiday(found["name"], _year_of(found, told))


def _week_of_month(found: re.Match[str], told: Told) -> str:
    nth = 0 if found["nth"].lower() == "last" else _NTH.get(found["nth"].lower()) or int(found["nth"])
    return week_of_month(_year_of(found, told), month_number(found["mon"]), nth)


def _part_of_year(months: int) -> Callable[[re.Match[str], Told], str]:
    def make(found: re.Match[str], told: Told) -> str:
        nth = _NTH.get(found["nth"].lower()) or int(found["nth"])
        nth = min(nth, 12 // months)  # "last half"
        year = _year_of(found, told)
        return f"{_edtf(year, months * (nth - 1) + 1)}/{_edtf(year, months * nth)}"

    return make


def _century(found: re.Match[str], told: Told) -> str:
    number = int(found["n"])
    if not number:
        raise ValueError("no century 0")
    return f"{_edtf(100 * number - 99)}/{_edtf(100 * number)}"


# fmt: off
FORMS: tuple[Form, ...] = (
    # Numbers
    _form(r"(?P<y>\d{4})(?:-(?P<z>00|1[3-9]|20|2[5-9]|[3-9]\d)|[/–](?P<z2>00|1[3-9]|[2-9]\d))", lambda found, told: _two_years(found)),
    _form(rf"(?P<y>{YEAR})(?P<b>0[1-9]|1[0-2])(?P<a>0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", _year_first),
    _form(r"1\d{9}|-?\d{12,13}|\d{16}", _clock),
    _form(r"(?P<y>\d{4})-?W(?P<n>\d\d)", _week),
    _form(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?", lambda found, told: found[0]),
    _form(r"(?P<y>\d{4})(?P<mark>[/., ]) ?(?P<b>\d{1,2})(?:(?P=mark) ?(?P<a>\d{1,2}))?\.?", _year_first),
    _form(r"(?P<y>\d{4})-(?P<b>\d{1,2})-(?P<a>\d{1,2})", _year_first),
    _form(r"(?P<y>(?:1[5-9]|20)\d\d)(?P<b>\d\d)(?P<a>\d\d)", _year_first),
    _form(r"(?P<n>[1-6]\d{4})(?:\.\d+)?", _serial),
    _form(rf"(?P<a>\d{{1,2}})(?P<mark>[./-]) ?(?P<b>\d{{1,2}})(?P=mark) ?{_SHORT}\.?", _numbers),
    _form(r"(?P<a>\d{1,2})(?P<mark>[./]) ?(?P<b>\d{1,2})\.?", _numbers),
    _form(rf"(?P<b>\d{{1,2}})[./-]{_YEAR}", lambda found, told: _edtf(int(found["y"]), int(found["b"]))),
    _form(rf"(?P<d>\d{{1,2}})\.? ?[-–—] ?(?P<a>\d{{1,2}})(?P<mark>[./]) ?(?P<b>\d{{1,2}})(?P=mark) ?{_SHORT}", _numbered_days),
    # Months by their names
    _form(rf"(?:{_PART})?{_MON}[\s,/-]*(?:of )?[’']?{_YEAR}", _named),
    _form(rf"{_MON}(?:[-/]|\s*(?=[’']))[’']?(?P<y>\d\d)", _named),
    _form(rf"{_DAY}[\s./-]*(?:of )?{_MON}[\s,/-]*[’']?{_SHORT}", _named),
    _form(rf"{_YEAR}[\s./-]+{_MON}(?:[\s./-]*{_DAY})?", _named),
    _form(rf"{_MON}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}", _named),
    _form(rf"{_DAY} ?[-–—/] ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MON}(?:[\s,]*{_YEAR})?", _days),
    _form(rf"(?P<from>{_NAMES})\.? ?[-–—/] ?{_MON}(?:[\s,]*{_YEAR})?", _months),
    _form(rf"{_DAY}[\s./-]*(?:of )?{_MON}|(?:{_PART})?{_MON.replace('<mon>', '<mon2>')}", lambda found, told: _bare(found, told)),
    _form(rf"{_MON}\s*{_DAY}", _named),
    _form(rf"{_YEAR},?\s+{_DAY}\.?\s+{_MON}", _named),
    _form(rf"{_YEAR}[\s,]+{_MON}(?:\s+{_DAY})?", _named),
    _form(rf"(?:the )?first of {_MON}(?:[\s,]*{_YEAR})?", _first_day),
    _form(rf"{_COUNTED} week (?:of|in) {_MON}(?:[\s,]*{_YEAR})?", _week_of_month),
    _form(rf"(?P<name>{HOLIDAYS})(?:,?\s+(?:of )?{_YEAR})?", _holiday),
    _form(rf"{_YEAR},?\s+(?P<name>{HOLIDAYS})", _holiday),
    _form(rf"(?:the )?years?\s+(?:of\s+)?{_YEAR}\.?", lambda found, told: found["y"]),
    # Parts of a year, and more than a year
    _form(rf"(?:the )?{_SEASON}(?: of)?[\s,-]*[’']?{_YEAR}(?:\s*[/–-]\s*(?:\d\d|\d{{4}}))?", _season),
    _form(rf"{_YEAR}[\s,/-]*{_SEASON}", _season),
    _form(rf"(?:the )?{_SEASON}", _season),
    _form(rf"Q(?P<nth>[1-4])[\s/,-]*(?:of )?[’']?(?:{_SHORT})?", _part_of_year(3)),
    _form(rf"{_YEAR}[\s/,-]*Q(?P<nth>[1-4])", _part_of_year(3)),
    _form(rf"{_COUNTED} quarter(?:[\s,]+(?:of )?{_YEAR})?", _part_of_year(3)),
    _form(rf"H(?P<nth>[12])[\s/,-]*(?:of )?{_YEAR}|{_YEAR.replace('<y>', '<y2>')}[\s/,-]*H(?P<nth2>[12])", lambda found, told: _half(found, told)),
    _form(rf"{_COUNTED} half(?:[\s,]+(?:of )?{_YEAR})?", _part_of_year(6)),
    _form(rf"(?:FY|fiscal year|financial year)[\s-]*(?:{_SHORT})(?P<next>\s*[/–-]\s*(?:\d{{4}}|\d\d))?", _fiscal),
    _form(r"(?:the )?(?P<n>\d{3})0[’']?s", lambda found, told: f"{found['n']}0/{found['n']}9"),
    _form(r"(?:the )?(?P<n>\d{1,2})(?:st|nd|rd|th) century", _century),
)
# fmt: on


def _bare(found: re.Match[str], told: Told) -> str:
    """A month, or a day of one, without a year."""
    return _edtf(
        _year_of(found, told),
        month_number(found["mon"] or found["mon2"]),
        int(found["d"]) if found["d"] else None,
    )


def _two_years(found: re.Match[str]) -> str:
    """1992/94, and 1999/00 across a century."""
    first, last = int(found["y"]), int(found["z"] or found["z2"])
    last += first // 100 * 100 + (100 if last == 0 else 0)
    if "-" in found[0] and last % 100 <= 31:
        raise ValueError("a month or day that there is not, as likely as two years")
    return f"{_edtf(first)}/{_edtf(last)}"


def _half(found: re.Match[str], told: Told) -> str:
    year, nth = int(found["y"] or found["y2"]), int(found["nth"] or found["nth2"])
    return f"{_edtf(year, 6 * nth - 5)}/{_edtf(year, 6 * nth)}"


def read_form(text: str, told: Told) -> str | None:
    """EDTF of a text in one of the formats, not yet checked against the calendar; None if none matches.

    Raises `YearMissing`, `OrderMissing`, or `ValueError` for numbers that cannot be a date.
    """
    for pattern, make in FORMS:
        if found := pattern.fullmatch(text):
            return make(found, told)
    return None
