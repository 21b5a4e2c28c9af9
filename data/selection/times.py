"""Months and days in addresses, "2008-03" and "2008-03-05": validation and wording."""

import calendar
import re

import pandas as pd

_TIME = re.compile(r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


def is_time(text: str) -> bool:
    """Whether `text` is a month or a day of the calendar."""
    if not _TIME.fullmatch(text):
        return False
    return not is_day(text) or int(text[8:]) <= calendar.monthrange(int(text[:4]), int(text[5:7]))[1]


def is_day(time: str) -> bool:
    """Whether a time is a day, not a month."""
    return len(time) > len("2008-03")


def month_of(time: str) -> str:
    """The month of a month or day."""
    return time[: len("2008-03")]


def first_day_of(time: str) -> pd.Timestamp:
    """The first day of a month, or the day itself."""
    return pd.Timestamp(time)


def last_day_of(time: str) -> pd.Timestamp:
    """The last day of a month, or the day itself."""
    return pd.Timestamp(time) if is_day(time) else pd.Timestamp(time) + pd.offsets.MonthEnd(0)


def months_in_words(first: str, last: str) -> str:
    """A range of months or days: "March 2008", "March–May 2008", "5–12 March 2008", "from March 2008", "until May 2008"."""
    if not first or not last:
        return f"from {_time_in_words(first)}" if first else f"until {_time_in_words(last)}"
    if first == last:
        return _time_in_words(first)
    if month_of(first) == month_of(last) and is_day(first) and is_day(last):
        return f"{int(first[8:])}–{_time_in_words(last)}"
    left = _time_in_words(first)
    return f"{left.removesuffix(' ' + first[:4]) if first[:4] == last[:4] else left}–{_time_in_words(last)}"


def _time_in_words(time: str) -> str:
    day = f"{int(time[8:])} " if is_day(time) else ""
    return f"{day}{calendar.month_name[int(time[5:7])]} {time[:4]}"
