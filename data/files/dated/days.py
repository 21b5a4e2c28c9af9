"""Days that only a number or a weekday tells, as they follow one another in a diary."""

import re
from calendar import monthrange
from datetime import date, timedelta

from data.dates.edtf import add_months
from data.english.words import word_list

_WEEKDAYS = [re.compile(rf"\b(?:{name})\b", re.IGNORECASE) for name in word_list("entries", "weekdays")]


def day_after(written: str, month: str, last: str, weekday: int | None = None) -> str:
    """EDTF of "Tuesday", "Tue 3rd" or "9-11", in `month` or, without one, next after the day `last`; "" where that is not known.

    `weekday` is what is printed beside `last`, which is counted from even where the calendar has another.
    """
    days = [int(number) for number in re.findall(r"\d+", written)]
    if not month and len(last) != 10:
        return ""
    if not days:
        return _next_weekday(written, last, weekday)
    if not month:
        month = last[:7]
        if days[0] < int(last[8:10]):
            month = add_months(month, 1)
    if max(days) > monthrange(int(month[:4]), int(month[5:7]))[1] or not min(days):
        return ""
    if len(days) > 1 and re.search(r"&|and", written) and days[1] != days[0] + 1:
        days = days[:1]  # two days that do not follow one another are no range
    return "/".join(f"{month}-{day:02}" for day in days)


def find_weekday(written: str) -> int | None:
    """The weekday in words, 0 for Monday."""
    return next((i for i, name in enumerate(_WEEKDAYS) if name.search(written)), None)


def _next_weekday(written: str, last: str, before: int | None) -> str:
    """The first day of that name behind `last`, whose weekday is `before`."""
    weekday = find_weekday(written)
    if weekday is None or len(last) != 10:
        return ""
    day = date.fromisoformat(last)
    before = day.weekday() if before is None else before
    return (day + timedelta(days=(weekday - before - 1) % 7 + 1)).isoformat()
