"""A date as a person types it into a field: "12 March 2008", "March-May 2008", "2008-03"."""

import re

from data.english.dates import find_dates
from data.english.edtf import MONTHS, interval

_POINT = r"[1-9]\d{3}(?:-\d\d(?:-\d\d)?)?~?"
_EDTF = re.compile(rf"({_POINT})(?:/({_POINT}))?")
_BETWEEN = re.compile(r"\s*(?:/|\bto\b)\s*|\s+[-–—]\s+|(?<=\d)[–—](?=\d)|(?<=^\d{4})-(?=\d{4}$)")
_WORD = re.compile(r"\b([a-z]{3,9})\b\.?", re.IGNORECASE)
_HOW = "write it as in 12 March 2008, March 2008, March–May 2008 or 2008-03-12"


class DateError(ValueError):
    """A date that cannot be told; its message is one sentence for the person who typed it."""


def parse_date(text: str, year: int | None = None) -> str:
    """EDTF for a typed date; `year` stands in where the text prints none.

    Raises `DateError` for what names no date, two dates, or a day that there is not.
    """
    shown = f"“{text[:60]}”"
    typed = " ".join(text.split())
    if len(typed) > 80:
        raise DateError(f"{shown}… is too long for a date; {_HOW}.")
    edtf = _BETWEEN.sub("/", typed)
    if not _EDTF.fullmatch(edtf):
        edtf = _find(typed, shown, year)
    try:
        first, last = interval(edtf)
    except ValueError:
        raise DateError(f"{shown} is no day of the calendar; {_HOW}.") from None
    if first > last or _ends_before(edtf):
        raise DateError(f"{shown} ends before it begins; swap the two.")
    return edtf


def precision_of(edtf: str) -> str:
    """day, month, range or year."""
    if "/" in edtf:
        return "range"
    return {4: "year", 7: "month"}.get(len(edtf.rstrip("~")), "day")


def _find(typed: str, shown: str, year: int | None) -> str:
    typed = _WORD.sub(_month_in_full, typed)
    # A bare "May" is a date only behind a preposition.
    for lead in ("", "in "):
        sentence = lead + typed
        mentions = find_dates(sentence, year or 1)
        if len(mentions) > 1:
            raise DateError(f"{shown} names {len(mentions)} dates; an event has one, or a range.")
        if mentions and not re.search(r"\w", _outside(sentence, mentions[0], len(lead))):
            if year is None and mentions[0].edtf.startswith("0001"):
                raise DateError(f"{shown} has no year; {_HOW}.")
            return mentions[0].edtf
    raise DateError(f"{shown} is no date that can be read; {_HOW}.")


def _month_in_full(word: re.Match) -> str:
    name = word[1].title()
    return next((month for month in MONTHS if month.startswith(name) or name == "Sept" == month[:4]), word[0])


def _outside(sentence: str, mention, skipped: int) -> str:
    return sentence[skipped : max(skipped, mention.start)] + sentence[mention.end :]


def _ends_before(edtf: str) -> bool:
    first, _, last = edtf.partition("/")
    return bool(last) and interval(last)[1] < interval(first)[1]
