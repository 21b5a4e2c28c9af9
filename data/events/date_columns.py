"""Columns of dates: their values together tell how each one is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from data.dates.edtf import days_of
from data.events.date_forms import DAY_FIRST, MONTH_FIRST
from data.events.typed_dates import DateError, OrderUntold, YearUntold, parse_date

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\2\s?(?:\d{4}|\d\d)(?!\d)")
_ISO = re.compile(r"(?!0000)\d{4}(?:-\d\d(?:-\d\d)?)?~?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?~?)?")
_UWAZI_RANGE = re.compile(r"^(\d{4}-\d\d-\d\d)~(\d{4}-\d\d-\d\d)$")  # as Uwazi writes a range
_SEASONAL = re.compile(r"-2[1-4]\b(?!-)")
_SHOWN = 3  # examples of open questions
_LONGEST = 200  # characters of a cell that are parsed


@dataclass(frozen=True)
class DateCell:
    """The content of a cell: EDTF, or "" and the reason in plain words; `asks` for the order or the year, which a person has
    to tell.
    """

    edtf: str
    reason: str = ""
    asks: str = ""


@dataclass(frozen=True)
class NumberOrder:
    """Whether the day or the month comes first in numeric dates: "day", "month", or "" if nothing tells.

    `told_by` is the value that decides it.
    """

    order: str
    told_by: str = ""


def find_order(values: Iterable[str]) -> NumberOrder:
    """Infer the order of day and month from values such as "25/03/2023".

    If values contradict each other, nothing is inferred.
    """
    told: dict[str, str] = {}
    for value in values:
        for found in _NUMBERS.finditer(value[:_LONGEST]):
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second > 0:
                told.setdefault(DAY_FIRST, found[0])
            elif second > 12 >= first > 0:
                told.setdefault(MONTH_FIRST, found[0])
            elif found[2] == "." and first != second:  # with points, the day comes first
                told.setdefault(f"{DAY_FIRST} by its points", found[0])
    sure = {order: value for order, value in told.items() if order in (DAY_FIRST, MONTH_FIRST)}
    if len(sure) == 2:
        return NumberOrder("")
    if sure:
        return NumberOrder(*next(iter(sure.items())))
    points = next(iter(told.values()), "")
    return NumberOrder(DAY_FIRST if points else "", points)


def read_date(value: str, order: str = "", year: int | None = None, edtf: bool = False) -> DateCell:
    """Parse a cell's text; `edtf` reads "2022-23" as the season that it is in EDTF."""
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
    """Parse each cell; as columns repeat values, each is parsed once."""
    read = partial(read_date, order=order, year=year, edtf=edtf)
    known = {value: read(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


def looks_like_date(value: str) -> bool:
    """Whether a cell's text is a date, perhaps without year or order."""
    cell = read_date(value)
    return bool(cell.edtf or cell.asks)
