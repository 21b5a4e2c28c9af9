"""Days that have a name instead of a date: those of a fixed day, and those that move with Easter."""

from __future__ import annotations

import re
from datetime import date, timedelta

from data.english.words import read_words

_DAYS: dict[str, str | int] = read_words("dates")["holidays"]
NAMES = "|".join(sorted((name.replace("'", "[’']") for name in _DAYS), key=len, reverse=True))
_EARLIEST = 1583  # the first Easter of today's calendar


def find_holiday(name: str, year: int) -> str:
    """The EDTF day of a holiday in a year; "" where its Easter is not known."""
    day = _DAYS[" ".join(name.lower().replace("’", "'").split())]
    if isinstance(day, str):
        return f"{year:04}-{day}"
    return (find_easter(year) + timedelta(days=day)).isoformat() if _EARLIEST <= year <= 9999 else ""


def find_easter(year: int) -> date:
    """Easter Sunday of the West: the Sunday behind the first full moon of spring, as Gauss counts it."""
    century, golden = year // 100, year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    behind = moon - weekday
    month = 3 + (behind + 40) // 44
    return date(year, month, behind + 28 - 31 * (month // 4))


def is_holiday(words: str) -> bool:
    """Whether words are the name of such a day, without a year."""
    return bool(re.fullmatch(NAMES, words, re.IGNORECASE))
