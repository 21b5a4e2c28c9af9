"""Columns of dates: what their values share tells how each one is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from data.dates.edtf import days_of
from data.events.date_forms import DAY_FIRST, MONTH_FIRST
from data.events.typed_dates import DateError, OrderUntold, YearUntold, parse_date

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\2\s?(?:\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?~?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?~?)?")
_UWAZI_RANGE = re.compile(r"^(\d{4}-\d\d-\d\d)~(\d{4}-\d\d-\d\d)$")  # as Uwazi writes one
_SEASONAL = re.compile(r"-2[1-4]\b(?!-)")
_SHOWN = 3  # examples of what is asked
_LONGEST = 200  # characters of a cell that are looked at


@dataclass(frozen=True)
class DateCell:
    """What a cell says: EDTF, or "" and the reason in plain words; `asks` what a person has to tell: order or year."""

    edtf: str
    reason: str = ""
    asks: str = ""


@dataclass(frozen=True)
class NumberOrder:
    """Whether the day or the month is first in dates of numbers: "day", "month", "" where nothing tells.

    `told_by` is a value that tells it.
    """

    order: str
    told_by: str = ""


def find_order(values: Iterable[str]) -> NumberOrder:
    """The order of day and month, as far as the values tell: "25/03/2023" has the day first.

    Where some have the day first and some the month, nothing is told.
    """
    told: dict[str, str] = {}
    for value in values:
        for found in _NUMBERS.finditer(value[:_LONGEST]):
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second > 0:
                told.setdefault(DAY_FIRST, found[0])
            elif second > 12 >= first > 0:
                told.setdefault(MONTH_FIRST, found[0])
            elif found[2] == "." and first != second:  # who writes points writes the day first
                told.setdefault(f"{DAY_FIRST} by its points", found[0])
    sure = {order: value for order, value in told.items() if order in (DAY_FIRST, MONTH_FIRST)}
    if len(sure) == 2:
        return NumberOrder("")
    if sure:
        return NumberOrder(*next(iter(sure.items())))
    points = next(iter(told.values()), "")
    return NumberOrder(DAY_FIRST if points else "", points)


def read_date(value: str, order: str = "", year: int | None = None, edtf: bool = False) -> DateCell:
    """What a cell's text says; `edtf` takes "2022-23" for the season that it is in EDTF."""
    value = _UWAZI_RANGE.sub(r"\1/\2", value.strip())
    if not value:
        return DateCell("", "has no date")
    if _ISO.fullmatch(value) and (edtf or not _SEASONAL.search(value)):
        first, _, last = value.partition("/")
        try:
            if days_of(first) <= days_of(last or first) and days_of(first)[1] <= days_of(last or first)[1]:
                return DateCell(value)
        except ValueError:
            pass
    try:
        return DateCell(parse_date(value, year, order, ancient=True))
    except DateError as error:
        asks = "order" if isinstance(error, OrderUntold) else "year" if isinstance(error, YearUntold) else ""
        return DateCell("", error.reason, asks)


def read_dates(
    values: list[str], order: str = "", year: int | None = None, edtf: bool = False
) -> list[DateCell]:
    """What each cell says; as many columns of one table have the same values, each is read once."""
    read = partial(read_date, order=order, year=year, edtf=edtf)
    known = {value: read(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def looks_like_date(value: str) -> bool:
    """Whether a cell's text is a date, perhaps one that lacks its year or order."""
    cell = read_date(value)
    return bool(cell.edtf or cell.asks)
