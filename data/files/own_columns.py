"""Columns that only tables written by Yearline have: the parts of claims, and a person's marks on an event."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from data.events.cells import AS_GIVEN
from data.events.corrections import SET
from data.events.table import LISTS, PARTS
from data.files.table_dates import as_written
from data.report import ReportError
from data.selection.acts import BY_CODE

_MOST_OTHER = 40  # columns
_LONGEST_OTHER = 500  # characters of a cell
_MOST_SPANS = 100  # ranges of words for one part


def is_own(names: Sequence[str]) -> bool:
    """Whether the columns have the names of a table that Yearline wrote."""
    return {"first_day", "last_day", "in_year", "precision"} <= set(names)


def read_own_columns(
    name: str, unit: str, names: Sequence[str], rows: Sequence[Sequence[object]], lines: Sequence[int]
) -> dict[str, list[Any]]:
    """The values of the rows by column. Raises `ReportError` for an unknown act."""
    found: dict[str, list[Any]] = {}
    for column, read in _READ.items():
        if column not in names:
            continue
        at = names.index(column)
        cells = [row[at] if at < len(row) else None for row in rows]
        known: dict[str, Any] = {}  # rows that say the same share one value
        values = []
        for cell, line in zip(cells, lines, strict=True):
            key = "\n".join(map(str, cell)) if isinstance(cell, list) else as_written(cell)
            if key not in known:
                known[key] = read(key)
                if column == "acts":
                    _check_acts(name, f"{unit} {line}", known[key])
            values.append(known[key])
        found[column] = values
    return found


def _check_acts(name: str, where: str, acts: list[str]) -> None:
    unknown = next((act for act in acts if act not in BY_CODE), None)
    if unknown is not None:
        raise ReportError(
            f"{name} has the act “{unknown[:80]}” ({where}), which there is not; the acts are {', '.join(BY_CODE)}."
        )


def _read_list(text: str) -> list[str]:
    return list(
        dict.fromkeys(
            part for piece in text.replace("\n", ";").split(";") if (part := " ".join(piece.split()))
        )
    )


def _read_flag(text: str) -> bool:
    return text.strip().lower() in ("true", "1", "yes")


def _read_number(text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    return int(plain) if plain.isdecimal() and len(plain) < 10 else None


def _read_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _read_evidence(text: str) -> dict[str, list[list[int]]]:
    """The offsets of the words for each part; invalid ones are left out."""
    found = {}
    for part, spans in _read_object(text).items():
        if part in PARTS and isinstance(spans, list):
            found[part] = [list(span) for span in spans[:_MOST_SPANS] if _is_span(span)]
    return {part: spans for part, spans in found.items() if spans}


def _is_span(span: object) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(type(n) is int for n in span)
        and 0 <= span[0] < span[1]
    )


def _read_other(text: str) -> dict[str, str]:
    pairs = list(_read_object(text).items())[:_MOST_OTHER]
    return {str(name)[:200]: str(value)[:_LONGEST_OTHER] for name, value in pairs}


def _read_as_read(text: str) -> dict[str, Any]:
    """The original values of corrected fields, by field."""
    found = {}
    for name, value in _read_object(text).items():
        is_list = name in (*LISTS, "actors")
        if name in SET and (_is_names(value) if is_list else value is None or isinstance(value, str | int)):
            found[name] = value
    return found


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def merge_others(
    names: Sequence[str], written: Sequence[dict[str, str]], kept: Sequence[dict[str, str]]
) -> list[dict[str, str]]:
    """The cells of `other` by row: those of separate columns (`kept`), by original name, over those `written` in JSON."""
    ours = {name: name.removesuffix(AS_GIVEN) for name in names}
    return [
        {**before, **{ours[name]: cell for name, cell in cells.items()}} if cells else before
        for before, cells in zip(written or [{}] * len(kept), kept, strict=True)
    ]


_READ: dict[str, Callable[[str], Any]] = {
    "acts": _read_list,
    "by": _read_list,
    "to": _read_list,
    "where": _read_list,
    "count": _read_number,
    "count_least": _read_flag,
    "alleged": _read_flag,
    "negated": _read_flag,
    "evidence": _read_evidence,
    "other": _read_other,
    "page": str.strip,
    "pdf_page": _read_number,
    "label": lambda text: text or None,
    "doubt": str.strip,
    "corrected": lambda text: [name for name in _read_list(text) if name in SET],
    "reviewed": _read_flag,
    "starred": _read_flag,
    "note": str,
    "place": lambda text: _read_number(text) or 0,
    "as_read": _read_as_read,
}
