"""Which of a table's columns says what: told by their names, in many wordings, else by what is in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from data.english.words import read_words
from data.events.date_columns import looks_like_date

FIELDS = ("date", "end", "headline", "text", "theme", "actors")  # what a person may say the column of
OWN = ("id", "in_year")
PARTS = ("year", "month", "day", "end_year", "end_month", "end_day")
_HEADER_WITHIN = 30  # rows, of which one is the header
_LOOKED_AT = 200  # cells of a column
_MOSTLY, _SOME = 0.6, 0.3  # of the cells of a column
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Columns:
    """The number of the column for each field, where there is one, and sentences on what was only guessed."""

    of: dict[str, int]
    doubts: tuple[str, ...] = ()


def plain_name(name: object) -> str:
    """A column's name as the word list has it: lower case, its words with one space between."""
    return " ".join(_WORD.findall(_CAMEL.sub(" ", str(name)))).lower()[:200]


def numbered_like(called: Sequence[str], column: int) -> list[int]:
    """The columns that go on what `column` begins: "actor2" after "actor1"."""
    plain = [plain_name(name) for name in called]
    stem = plain[column].removesuffix("1")
    if stem == plain[column]:
        return []
    wanted = [f"{stem}{number}" for number in range(2, 10)]
    return [plain.index(name) for name in wanted if name in plain]


def find_header(rows: Sequence[Sequence[object]]) -> int | None:
    """The row that names the columns, below any title lines; None where all rows are events."""
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
    """The columns by field, of those that are `called` so; `rows` are their first cells."""
    plain = [plain_name(name) for name in called]
    words = read_words("tables")
    has_year = any(word in plain for word in words["names"]["year"])
    skipped = {*words["parts"]["no_date"]} if has_year else set()
    if "first day" in plain:  # one of our own tables: its dates are whole, and "end" is an offset
        skipped.update(words["names"]["end"])
    of: dict[str, int] = {}
    samples = {number: _sample(rows, number) for number in range(len(called))}
    filled = {number: len(sample) for number, sample in samples.items()}
    for field in (*OWN, *(PARTS if has_year else ()), *FIELDS):
        names = [word for word in words["names"][field] if field in PARTS or word not in skipped]
        found = _first_filled([plain.index(word) for word in names if word in plain], filled)
        if found is not None and found not in of.values():
            of[field] = found
    doubts: list[str] = []
    for field in FIELDS:
        if field in of or field == "end" or (field == "date" and has_year):
            continue
        held = [
            n for n in samples if n not in of.values() and set(plain[n].split()) & set(words["words"][field])
        ]
        if field == "date":
            held = [n for n in held if _share_of_dates(samples[n]) >= _SOME]
        if field == "headline":  # "sub event type" says of what kind it is
            held = [n for n in held if not set(plain[n].split()) & set(words["words"]["theme"])]
        if (best := _first_filled(held, filled)) is not None:
            of[field] = best
            if field in ("date", "headline"):
                doubts.append(f"“{called[best]}” is taken for the {field}.")
    if has_year and "date" in of and _share_of_dates(samples[of["date"]]) < _SOME:
        del of["date"]  # its parts say it
    _guess_by_content(called, samples, of, doubts)
    return Columns(of, tuple(doubts))


def _guess_by_content(
    names: Sequence[str], samples: dict[int, list[str]], of: dict[str, int], doubts: list[str]
) -> None:
    """Find the date, and what happened, where no name says it."""

    def free() -> list[int]:
        return [n for n in samples if n not in of.values() and samples[n]]

    named = of.get("date")
    if "year" not in of and (named is None or not _share_of_dates(samples[named])):
        best = max(free(), key=lambda n: _share_of_dates(samples[n]), default=None)
        if best is not None and _share_of_dates(samples[best]) >= _MOSTLY:
            of["date"] = best
            doubts.append(f"“{names[best]}” is taken for the date, because of what is in it.")
    if "headline" in of or "text" in of:
        return  # a row's text can give its headline
    most = max(map(len, samples.values()), default=0)
    full = [n for n in free() if len(samples[n]) >= _MOSTLY * most]
    wordy = [n for n in full if mean(map(len, samples[n])) >= 8 and _share_of_dates(samples[n]) < _SOME]
    wordy = [n for n in wordy if len(set(samples[n])) > len(samples[n]) / 2]
    if wordy:
        best = max(wordy, key=lambda n: mean(map(len, samples[n])))
        of["headline"] = best
        doubts.append(f"“{names[best]}” is taken for the headline, because of what is in it.")


def _first_filled(columns: list[int], filled: dict[int, int]) -> int | None:
    """The first of the columns that is filled about as often as the fullest of them: a column with few cells says little."""
    most = max((filled[column] for column in columns), default=0)
    return next((column for column in columns if filled[column] >= _SOME * most), None)


def _sample(rows: Sequence[Sequence[object]], column: int) -> list[str]:
    cells = (_text(row[column]) for row in rows[:_LOOKED_AT] if column < len(row))
    return [cell for cell in cells if cell]


def _share_of_dates(cells: list[str]) -> float:
    return sum(map(looks_like_date, cells)) / len(cells) if cells else 0.0
