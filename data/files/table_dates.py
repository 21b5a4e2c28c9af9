"""Dates of table rows: from one column, from two, or from columns for year, month and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from data.dates.edtf import days_of
from data.events.date_columns import DateCell, NumberOrder, find_order, read_date
from data.events.date_forms import month_number
from data.events.typed_dates import precision_of, year_of

_NO_DATE = DateCell("", "has no date")
_EARLIEST, _LATEST = -9999, 9999


@dataclass(frozen=True)
class RowDates:
    """The rows' dates, those without a valid end, and how the order of day and month was found."""

    cells: list[DateCell]
    endless: dict[int, str]  # for each row, the end that cannot be parsed
    order: NumberOrder


def as_written(value: object) -> str:
    """A cell as a person would have typed it: a spreadsheet's day as 2008-03-12."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)[:300]


def read_row_dates(
    cells: Mapping[str, Sequence[object]],
    count: int,
    order: str = "",
    year: int | None | Sequence[int | None] = None,
    edtf: bool = False,
) -> RowDates:
    """The dates of `count` rows, from the cells of each field; `order` and `year` are a person's answers.

    `year` may be one for each row.
    """
    starts = [as_written(value) for value in cells["date"]] if "date" in cells else []
    ends = [as_written(value) for value in cells["end"]] if "end" in cells else []
    found = NumberOrder(order) if order else find_order(dict.fromkeys([*starts, *ends]))
    years = _years(cells, count, year)
    if not starts and "year" in cells:
        return RowDates(*_with_ends(_of_parts(cells, ""), _of_parts(cells, "end_"), count), found)
    first = _read(starts, years, found.order, edtf) or [_NO_DATE] * count
    if "year" in cells:  # for a row without a date, its year is better than nothing
        parts = _of_parts(cells, "")
        first = [part if cell == _NO_DATE else cell for cell, part in zip(first, parts, strict=True)]
    own = [
        year_of(cell.edtf) if cell.edtf and known is None else known
        for cell, known in zip(first, years, strict=True)
    ]
    last = _read(ends, own, found.order, edtf)
    return RowDates(*_with_ends(first, last, count), found)


def _years(
    cells: Mapping[str, Sequence[object]], count: int, year: int | None | Sequence[int | None]
) -> list[int | None]:
    given = list(year) if isinstance(year, Sequence) else [year] * count
    if "year" not in cells:
        return given
    read = {value: _number(value) for value in dict.fromkeys(map(as_written, cells["year"]))}
    known = (read[as_written(value)] for value in cells["year"])
    return [
        own if own is not None and 0 < own <= _LATEST else year
        for own, year in zip(known, given, strict=True)
    ]


def _read(values: list[str], years: list[int | None], order: str, edtf: bool) -> list[DateCell]:
    known: dict[tuple[str, int | None], DateCell] = {}
    cells = []
    for pair in zip(values, years, strict=False):
        if pair not in known:
            known[pair] = read_date(pair[0], order, pair[1], edtf)
        cells.append(known[pair])
    return cells


def _of_parts(cells: Mapping[str, Sequence[object]], prefix: str) -> list[DateCell]:
    """Dates from columns for year, month and day; an empty list if there is none for the year."""
    columns = [cells.get(prefix + part) for part in ("year", "month", "day")]
    if columns[0] is None:
        return []
    texts = [[as_written(v) for v in column] if column else [""] * len(columns[0]) for column in columns]
    rows = list(zip(*texts, strict=True))
    known = {row: _joined(*row) for row in dict.fromkeys(rows)}
    return [known[row] for row in rows]


def _joined(year: str, month: str, day: str) -> DateCell:
    shown = " ".join(filter(None, (year, month, day)))[:60]
    if not year:
        return DateCell("", f"“{shown}” has no year", "year") if shown else _NO_DATE
    number = _number(year)
    if number is None:
        return read_date(year) if not (month or day) else DateCell("", f"“{year[:60]}” is no year")
    if not _EARLIEST <= number <= _LATEST:
        return DateCell("", f"the year {year[:30]} is beyond what a chart can show")
    if number < 0:
        number += 1  # the year before 1 is 0 in EDTF and -1 for TimelineJS
    edtf = f"-{-number:04}" if number < 0 else f"{number:04}"
    for is_month, part in ((True, month), (False, day)):
        if not part or part == "0":
            break
        value = _number(part)
        if value is None and is_month:
            value = month_number(part)
        if value is None or not 0 < value < 100:
            return DateCell("", f"“{shown}” is no day of the calendar")
        edtf += f"-{value:02}"
    try:
        days_of(edtf)
    except ValueError:
        return DateCell("", f"“{shown}” is no day of the calendar")
    if precision_of(edtf) == "range":  # a month of 21 is a season in EDTF
        return DateCell("", f"“{shown}” is no day of the calendar")
    return DateCell(edtf)


def _number(text: str) -> int | None:
    whole = text.strip().removesuffix(".0")
    digits = whole.removeprefix("-")
    return int(whole) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None


def _with_ends(
    first: list[DateCell], last: list[DateCell], count: int
) -> tuple[list[DateCell], dict[int, str]]:
    """Each row's date from its start to its end."""
    if not last:
        return first, {}
    cells, endless = [], {}
    for row in range(count):
        start, end = first[row], last[row]
        cells.append(start)
        if not start.edtf or end.reason == _NO_DATE.reason or end.edtf == start.edtf:
            continue
        if end.asks and not start.asks:
            cells[row] = replace(end, edtf="")
        elif end.edtf and "/" not in start.edtf and not _is_before(end.edtf, start.edtf):
            cells[row] = DateCell(f"{start.edtf}/{end.edtf.rpartition('/')[2]}")
        elif end.edtf != start.edtf:
            endless[row] = end.reason or "its end is before its start"
    return cells, endless


def _is_before(end: str, start: str) -> bool:
    (first, first_end), (last, last_end) = days_of(start), days_of(end)
    before = [(year_of(a), a) > (year_of(b), b) for a, b in ((first, last), (first_end, last_end))]
    return any(before)
