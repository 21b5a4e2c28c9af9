"""Claims in the cells of a table: who did it, to whom, how many, where, which acts; and cells that say more than that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.english.words import word_set
from data.files.field_tables import FieldTable
from data.files.table_columns import Columns, plain_names
from data.files.table_dates import as_written

NAMED = ("actors", "by", "to", "where")  # fields with several names in a cell
_BETWEEN = re.compile(r"[;\n|]")
_GROUP = "::"  # between a group and its term, as Uwazi has it
_COUNT = re.compile(
    r"(at least|more than|over|>=?|≥)?\s*(\d{1,3}(?:[, ]\d{3})+|\d{1,9})(?:\.0+)?\s*(\+)?", re.I
)
_LETTER = re.compile(r"[^\W\d_]")
_KILLED = "killing"


@dataclass
class TableClaims:
    """The columns of claims, a value for each row; by column index the cells that say more than was used of them.

    Equal rows share one list.
    """

    columns: dict[str, list[Any]] = field(default_factory=dict)
    left: dict[int, list[object]] = field(default_factory=dict)


def read_claims(columns: Columns, names: Sequence[str], cells: Mapping[int, Sequence[object]]) -> TableClaims:
    """Read the claims of a table's rows; `names` are its columns' names, `cells` the cells of each column by index."""
    found = TableClaims()
    for part in NAMED:
        numbers = [columns.of[part], *columns.more.get(part, ())] if part in columns.of else []
        if numbers:
            found.columns[part] = _read_names(part, numbers, cells, found.left)
    if columns.table is not None and (sides := columns.table.sides(plain_names(names), cells)):
        for part, said in zip(("by", "to"), zip(*sides, strict=True), strict=True):
            found.columns[part] = [_names_in(as_written(cell), part)[0] for cell in said]
    killed = False
    if "count" in columns.of:
        number = columns.of["count"]
        read = [_count_of(as_written(cell)) for cell in cells[number]]
        found.columns["count"] = [count or None for count, _ in read]
        found.columns["count_least"] = [bool(count) and least for count, least in read]
        found.left[number] = [
            None if count else cell for (count, _), cell in zip(read, cells[number], strict=True)
        ]
        killed = plain_names(names)[number] in word_set("tables", "killed")
        killed = killed or columns.table is not None and bool(columns.table.killed)
    if columns.table is not None or killed:
        rows = max(map(len, cells.values()), default=0)
        none: list[int | None] = [None] * rows
        counts: list[int | None] = found.columns.get("count", none) if killed else none
        found.columns["acts"] = _acts(columns.table, names, cells, counts)
    _join_actors(found.columns)
    return found


def is_bare(name: str) -> bool:
    """Whether a name is only a common noun for people, such as "men"."""
    return name.lower() in word_set("tables", "bare")


def _read_names(
    part: str, numbers: list[int], cells: Mapping[int, Sequence[object]], left: dict[int, list[object]]
) -> list[list[str]]:
    known: dict[str, tuple[list[str], bool]] = {}
    lists: list[list[list[str]]] = []
    for number in numbers:
        rest: list[object] = []
        of_column = []
        for cell in cells[number]:
            key = "\n".join(map(str, cell)) if isinstance(cell, list) else as_written(cell)
            if key not in known:
                known[key] = _names_in(key, part)
            read, whole = known[key]
            of_column.append(read)
            rest.append(None if whole else cell)
        lists.append(of_column)
        left[number] = rest
    if len(lists) == 1:
        return lists[0]
    joined: dict[tuple[str, ...], list[str]] = {}
    rows = []
    for row in zip(*lists, strict=True):
        key = tuple(dict.fromkeys(name for read in row for name in read))
        rows.append(joined.setdefault(key, list(key)))
    return rows


def _names_in(text: str, part: str) -> tuple[list[str], bool]:
    """The names in a cell, and whether it says no more than that."""
    pieces = [text] if part == "where" and "|" not in text and "\n" not in text else _BETWEEN.split(text)
    names, whole = [], True
    for piece in pieces:
        name = " ".join(piece.rpartition(_GROUP)[2].split())
        whole &= _GROUP not in piece
        if not name:
            continue
        if name.lower() in word_set("tables", "nobody") or part == "where" and not _LETTER.search(name):
            whole = False
        else:
            names.append(name)
    return list(dict.fromkeys(names)), whole


def _count_of(text: str) -> tuple[int, bool]:
    """The number of people in a cell, 0 for none, and whether it is "at least"."""
    match = _COUNT.fullmatch(text)
    if not match:
        return 0, False
    return int(re.sub(r"\D", "", match[2])), bool(match[1] or match[3])


def _acts(
    table: FieldTable | None,
    names: Sequence[str],
    cells: Mapping[int, Sequence[object]],
    counts: Sequence[int | None],
) -> list[list[str]]:
    plain = plain_names(names)
    said: Sequence[object] = [None] * len(counts)
    if table is not None and table.acts_column in plain:
        said = cells[plain.index(table.acts_column)]
    known: dict[tuple[str, bool], list[str]] = {}
    rows = []
    for cell, count in zip(said, counts, strict=True):
        key = as_written(cell).lower(), bool(count)
        if key not in known:
            acts = table.acts.get(key[0], []) if table is not None else []
            known[key] = [_KILLED, *(act for act in acts if act != _KILLED)] if count else list(acts)
        rows.append(known[key])
    return rows


def _join_actors(columns: dict[str, list[Any]]) -> None:
    """Those who acted or were acted upon are actors too, except "men" and the like."""
    sides = [columns[part] for part in ("actors", "by", "to") if part in columns]
    if not sides or len(sides) == 1 and "actors" in columns:
        return
    known: dict[tuple[str, ...], list[str]] = {}
    joined = []
    for row in zip(*sides, strict=True):
        key = tuple(dict.fromkeys(name for names in row for name in names))
        if key not in known:
            known[key] = [name for name in key if not is_bare(name)]
        joined.append(known[key])
    columns["actors"] = joined
