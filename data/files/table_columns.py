"""Find the meaning of a table's columns: by their names, in many wordings, otherwise by their content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as default
from statistics import mean

from data.english.words import read_words
from data.events.date_columns import looks_like_date
from data.files.field_tables import FieldTable, find_field_table
from data.files.own_columns import is_own

# The fields that a person may assign columns to.
FIELDS = ("date", "end", "headline", "text", "theme", "actors", "by", "to", "count", "where")
OWN = ("id", "in_year")
PARTS = ("year", "month", "day", "end_year", "end_month", "end_day")
_HEADER_WITHIN = 30  # rows among which the header is looked for
_LOOKED_AT = 200  # cells of a column
_MOSTLY, _SOME = 0.6, 0.3  # of the cells of a column
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LANGUAGE = re.compile(r"(.+?)__([a-z]{2,3})")  # "title__en", as Uwazi has it
_CLAIM = ("by", "to", "count", "where")
_COUNT = re.compile(r"\D{0,12}\d[\d, .]*\+?")
_LETTER = re.compile(r"[^\W\d_]")
_SEVERAL = ("actors", "by", "to", "where")  # that several columns may have together


@dataclass(frozen=True)
class Columns:
    """The column index for each field, and sentences on what was only guessed.

    `more` are further columns of a field, such as "actor2"; `table` is the published table that it is.
    """

    of: dict[str, int]
    doubts: tuple[str, ...] = ()
    more: dict[str, tuple[int, ...]] = default(default_factory=dict)
    table: FieldTable | None = None


def plain_name(name: object) -> str:
    """A column's name as in the word list: lower case, with single spaces."""
    return " ".join(_WORD.findall(_CAMEL.sub(" ", str(name)))).lower()[:200]


def plain_names(called: Sequence[str]) -> list[str]:
    """The plain names of columns; of one in several languages ("title__en", "title__es") English, otherwise the first, has
    no suffix.
    """
    found = [_LANGUAGE.fullmatch(name.strip()) for name in called]
    best: dict[str, str] = {}
    for match in filter(None, found):
        if match[1] not in called and (match[2] == "en" or match[1] not in best):
            best[match[1]] = match[0]
    return [
        plain_name(match[1] if match and best.get(match[1]) == match[0] else name)
        for match, name in zip(found, called, strict=True)
    ]


def numbered_like(called: Sequence[str], column: int) -> list[int]:
    """The columns that continue `column`: "actor2" after "actor1"."""
    plain = [plain_name(name) for name in called]
    stem = plain[column].removesuffix("1")
    if stem == plain[column]:
        return []
    wanted = [f"{stem}{number}" for number in range(2, 10)]
    return [plain.index(name) for name in wanted if name in plain]


def find_header(rows: Sequence[Sequence[object]]) -> int | None:
    """The header row, below any title lines; None if all rows are events."""
    first = rows[:_HEADER_WITHIN]
    known = [_known_names(row) for row in first]
    if known and max(known) >= 2:
        return known.index(max(known))
    usual = max((_filled(row) for row in first), default=0)
    for number, row in enumerate(first):
        if any(looks_like_date(_text(cell)) for cell in row):
            return (
                None
                if number == 0 or known[number - 1] == 0 and _filled(first[number - 1]) < 2
                else number - 1
            )
        if _filled(row) >= max(2, usual - 1):
            return number
    return 0 if rows else None


def _known_names(row: Sequence[object]) -> int:
    """How many fields the cells of a row name."""
    names = read_words("tables")["names"]
    cells = {plain_name(cell) for cell in row if isinstance(cell, str) and len(cell) < 60}
    return sum(bool(cells.intersection(words)) for words in names.values())


def _filled(row: Sequence[object]) -> int:
    return sum(_text(cell) != "" for cell in row)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()[:300]


def find_columns(called: Sequence[str], rows: Sequence[Sequence[object]]) -> Columns:
    """Find the columns of fields by name; `rows` are their first cells."""
    if is_own(called):  # by its exact name; other columns may have similar ones
        own = (*OWN, "date", "headline", "text", "theme", "actors")
        return Columns({field: list(called).index(field) for field in own if field in called})
    plain = plain_names(called)
    if (table := find_field_table(plain)) is not None:
        return _columns_of(table, plain, rows)
    words = read_words("tables")
    has_year = any(word in plain for word in words["names"]["year"])
    skipped = {*words["parts"]["no_date"]} if has_year else set()
    of: dict[str, int] = {}
    samples = {number: _sample(rows, number) for number in range(len(called))}
    filled = {number: len(sample) for number, sample in samples.items()}
    more: dict[str, tuple[int, ...]] = {}
    for field in (*OWN, *(PARTS if has_year else ()), *FIELDS):
        names = [word for word in words["names"][field] if field in PARTS or word not in skipped]
        named = [plain.index(word) for word in names if word in plain]
        named = [n for n in named if _may_be(field, samples[n])]
        found = _first_filled([n for n in named if n not in of.values()], filled)
        if found is not None:
            of[field] = found
            rest = numbered_like(called, found) if field == "actors" else named if field in _SEVERAL else ()
            more[field] = tuple(n for n in rest if filled[n] and n not in of.values())
    doubts: list[str] = []
    for field in FIELDS:
        if field in of or field == "end" or (field == "date" and has_year):
            continue
        held = [
            n
            for n in samples
            if n not in of.values() and set(plain[n].split()) & set(words["words"].get(field, ()))
        ]
        if field == "date":
            held = [n for n in held if _share_of_dates(samples[n]) >= _SOME]
            held.sort(key=lambda n: bool(set(plain[n].split()) & set(words["parts"]["kept"])))
        if field == "headline":  # "sub event type" says of what kind it is
            held = [n for n in held if not set(plain[n].split()) & set(words["words"]["theme"])]
        if (best := _first_filled(held, filled)) is not None:
            of[field] = best
            if field in ("date", "headline"):
                doubts.append(f"“{called[best]}” is taken for the {field}.")
    if has_year and "date" in of and _share_of_dates(samples[of["date"]]) < _SOME:
        del of["date"]  # its parts give the date
    _guess_by_content(called, samples, of, doubts)
    taken = set(of.values())
    more["date"] = _other_dates(plain, rows, of, samples)
    more = {field: tuple(n for n in found if n not in taken) for field, found in more.items()}
    return Columns(of, tuple(doubts), {field: found for field, found in more.items() if found})


def _other_dates(
    plain: Sequence[str], rows: Sequence[Sequence[object]], of: dict[str, int], samples: dict[int, list[str]]
) -> tuple[int, ...]:
    """Date columns that are filled only where the main one is not: "date range" beside "date"."""
    words = read_words("tables")
    dated = {*words["words"]["date"], *words["parts"]["also_date"]}
    kept = set(words["parts"]["kept"])
    if "date" not in of:
        return ()

    def filled(column: int) -> set[int]:
        return {n for n, row in enumerate(rows[:_LOOKED_AT]) if column < len(row) and _text(row[column])}

    found: list[int] = []
    there = filled(of["date"])
    for n, cells in samples.items():
        named = set(plain[n].split())
        if n in of.values() or not named & dated or named & kept or _share_of_dates(cells) < _MOSTLY:
            continue
        if not filled(n) & there:
            found.append(n)
            there |= filled(n)
    return tuple(found)


def _columns_of(table: FieldTable, plain: list[str], rows: Sequence[Sequence[object]]) -> Columns:
    """The columns of a published table: the first filled one of each field, and the others of fields with several."""
    of: dict[str, int] = {}
    more: dict[str, tuple[int, ...]] = {}
    for field, names in table.fields.items():
        there = [plain.index(name) for name in names if name in plain]
        there = [n for n in there if _sample(rows, n)] or there[:1]
        if there:
            of[field] = there[0]
            if field in _SEVERAL and there[1:]:
                more[field] = tuple(there[1:])
    if table.killed in plain:
        of["count"] = plain.index(table.killed)
    return Columns(of, (), more, table)


def _guess_by_content(
    names: Sequence[str], samples: dict[int, list[str]], of: dict[str, int], doubts: list[str]
) -> None:
    """Guess the columns of the date and of what happened by content, if no name tells."""

    def free() -> list[int]:
        return [n for n in samples if n not in of.values() and samples[n]]

    named = of.get("date")
    if "year" not in of and (named is None or not _share_of_dates(samples[named])):
        best = max(free(), key=lambda n: _share_of_dates(samples[n]), default=None)
        if best is not None and _share_of_dates(samples[best]) >= _MOSTLY:
            of["date"] = best
            doubts.append(f"“{names[best]}” is taken for the date, because of what is in it.")
    if "headline" in of or "text" in of:
        return  # a row's text can provide its headline
    most = max(map(len, samples.values()), default=0)
    full = [n for n in free() if len(samples[n]) >= _MOSTLY * most]
    wordy = [n for n in full if mean(map(len, samples[n])) >= 8 and _share_of_dates(samples[n]) < _SOME]
    wordy = [n for n in wordy if len(set(samples[n])) > len(samples[n]) / 2]
    if wordy:
        best = max(wordy, key=lambda n: mean(map(len, samples[n])))
        of["headline"] = best
        doubts.append(f"“{names[best]}” is taken for the headline, because of what is in it.")


def _may_be(field: str, cells: list[str]) -> bool:
    """Whether most cells fit a field: numbers for a count, letters for a name."""
    if field not in _CLAIM:
        return True
    told = _COUNT.fullmatch if field == "count" else _LETTER.search
    return bool(cells) and sum(bool(told(cell)) for cell in cells) >= _MOSTLY * len(cells)


def _first_filled(columns: list[int], filled: dict[int, int]) -> int | None:
    """The first column that is filled about as often as the fullest of them, as a sparse column says little."""
    most = max((filled[column] for column in columns), default=0)
    return next((column for column in columns if filled[column] >= _SOME * most), None)


def _sample(rows: Sequence[Sequence[object]], column: int) -> list[str]:
    cells = (_text(row[column]) for row in rows[:_LOOKED_AT] if column < len(row))
    return [cell for cell in cells if cell]


def _share_of_dates(cells: list[str]) -> float:
    return sum(map(looks_like_date, cells)) / len(cells) if cells else 0.0
