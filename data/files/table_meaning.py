"""Interpret a table's columns besides dates and texts: claims, named codes, and columns that are kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.events.table import COLUMNS
from data.files.field_tables import FieldTable, date_as_exact
from data.files.other_columns import OtherColumns, keep_others
from data.files.own_columns import is_own
from data.files.table_claims import TableClaims, read_claims
from data.files.table_columns import FIELDS, Columns, plain_names
from data.files.table_dates import RowDates, as_written
from data.plurals import pluralize

_DATES = ("date", "end", "year", "month", "day", "end_year", "end_month", "end_day")
_OWN = (*COLUMNS, "as_read")
_ALSO = {"date": "the date", "actors": "actors", "by": "who did it", "to": "to whom", "where": "where"}
_DATE_FIRST = re.compile(r"(?:On \d{1,2} [A-Z][a-z]+,? \d{4},?|\d\d?/\d\d?/\d{4}:)\s+(?=\S)")


@dataclass(frozen=True)
class Meaning:
    """The rows of a table: the claims, the unused cells, and what became of each column in words."""

    claims: TableClaims
    others: OtherColumns
    became: dict[str, str]
    notes: tuple[str, ...]


def named_codes(
    columns: Columns, names: Sequence[str], cells: Mapping[str, Sequence[object]]
) -> dict[str, Sequence[object]]:
    """The cells of each field, with the codes of a published table replaced by names."""
    if columns.table is None or "theme" not in cells:
        return dict(cells)
    column = plain_names(names)[columns.of["theme"]]
    return {**cells, "theme": columns.table.name_codes(column, cells["theme"])}


def exact_dates(
    table: FieldTable | None, names: Sequence[str], every: Mapping[int, Sequence[object]], dates: RowDates
) -> tuple[RowDates, set[int]]:
    """The dates with the precision that a published table gives, and the rows whose date is less exact than written."""
    plain = plain_names(names)
    if table is None or table.precision_column not in plain:
        return dates, set()
    codes = every[plain.index(table.precision_column)]
    cells, widened = list(dates.cells), set()
    for row, (cell, code) in enumerate(zip(dates.cells, codes, strict=True)):
        exact = table.precision.get(as_written(code).removesuffix(".0"), "")
        if cell.edtf and exact and (edtf := date_as_exact(cell.edtf, exact)) != cell.edtf:
            cells[row] = replace(cell, edtf=edtf)
            widened.add(row)
    return replace(dates, cells=cells), widened


def without_date(line: str) -> str:
    """A line without its leading date, which the event's mark shows: "On 12 March 2008, police …"."""
    match = _DATE_FIRST.match(line)
    rest = line[match.end() :] if match else ""
    return rest[0].upper() + rest[1:] if len(rest) > 20 else line


def why_broken(table: FieldTable | None, unit: str, cells: int, width: int) -> str:
    """Why a row of a published table is broken, such as by a wrong number of cells; "" if it is complete."""
    if table is None or unit != "line" or cells == width:
        return ""
    return f"has {cells} {pluralize('cell', cells)} where the header has {width}"


def find_meaning(
    columns: Columns,
    names: Sequence[str],
    every: Mapping[int, Sequence[object]],
    keep: Sequence[int],
    raw_dates: set[int],
    composed: set[int],
) -> Meaning:
    """The claims of all rows, and the other cells of those to `keep`.

    For the rows `raw_dates` the date cells are kept as well; those `composed` have a headline composed of other cells.
    """
    own = is_own(names)
    plain = plain_names(names)
    table = columns.table
    claims = TableClaims() if own else read_claims(columns, names, every)
    used = {*columns.of.values(), *(number for more in columns.more.values() for number in more)}
    if table is not None and table.precision_column in plain:
        used.add(plain.index(table.precision_column))
    if own:
        used |= {number for number, name in enumerate(names) if name in _OWN}
    left: dict[int, Sequence[object]] = {n: cells for n, cells in every.items() if n not in used}
    left |= claims.left
    if "theme" in columns.of and not own:
        left[columns.of["theme"]] = [cell if _has_more(cell) else None for cell in every[columns.of["theme"]]]
    if raw_dates:
        for part in ("date", "end") if "date" in columns.of else _DATES:
            if part in columns.of:
                cells = every[columns.of[part]]
                left[columns.of[part]] = [
                    cell if row in raw_dates else None for row, cell in enumerate(cells)
                ]
    others = keep_others(names, left, keep, used)
    notes = others.said
    if table is not None:
        notes = [f"Read as a table of {table.name}.", *notes]
        if count := len(composed.intersection(keep)):
            made = ", ".join(f"“{names[plain.index(name)]}”" for name in table.says if name in plain)
            one = "1 row has no text: its" if count == 1 else f"{count:,} rows have no text: their"
            notes.append(f"{one} headline is made of {made}.")
    return Meaning(claims, others, _became(columns, names, others, used), tuple(notes))


def has_several(cell: object) -> bool:
    """Whether a theme's cell has several."""
    return len(cell) > 1 if isinstance(cell, list) else isinstance(cell, str) and "|" in cell


def _has_more(cell: object) -> bool:
    """Whether a theme's cell says more than the one name that is used."""
    return has_several(cell) or isinstance(cell, str) and "::" in cell


def _became(columns: Columns, names: Sequence[str], others: OtherColumns, used: set[int]) -> dict[str, str]:
    """What became of columns that are not fields, in words."""
    fields = {columns.of[field] for field in FIELDS if field in columns.of}
    became = {}
    for number, name in enumerate(names):
        if number in fields:
            continue
        also = next((field for field, more in columns.more.items() if number in more), "")
        if also:
            became[name] = f"also {_ALSO[also]}"
        elif number in used:
            is_id = number in (columns.of.get("id"), columns.of.get("in_year"))
            became[name] = "id" if is_id else "part of the date"
        elif name in others.kept:
            became[name] = "kept with the event"
        else:
            became[name] = "not kept" if name in others.beyond else "empty"
    return became
