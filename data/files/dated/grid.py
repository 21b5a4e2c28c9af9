"""A chronology in a table inside a document: rows of cells that tabs part, one of whose columns is the date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.english.words import read_words
from data.events.date_columns import looks_like_date
from data.files.dated.lines import Line
from data.files.table_columns import find_columns, find_header, plain_name

_FEWEST = 0.6  # of the filled cells of a column of dates


@dataclass(frozen=True)
class Row:
    """A row: its date as written ("" for that of the row above), and where its words stand in the text."""

    written: str
    start: int
    end: int
    title: tuple[int, int]
    theme: str
    line: int
    actors: tuple[str, ...] = ()
    until: str = ""  # its last day as written


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    text: str


def read_grid(lines: Sequence[Line]) -> list[Row]:
    """The dated rows of a table; none where no column is one of dates, as in a table of facts."""
    rows = [_cells(line) for line in lines]
    texts = [[cell.text for cell in row] for row in rows]
    header = find_header(texts)
    if header is not None and any(map(looks_like_date, texts[header])):
        header = None
    named = texts[header] if header is not None else []
    body, below = rows[(header or 0) + (header is not None) :], lines[(header or 0) + (header is not None) :]
    if not body:
        return []
    width = max(map(len, body))
    names = [*named, *("" for _ in range(width - len(named)))]
    of = dict(find_columns(names, [[cell.text for cell in row] for row in body]).of)
    date = _date_column(of.get("date"), names, body)
    if date is None:
        return []
    words = next((of[key] for key in ("headline", "text") if of.get(key) not in (None, date)), None)
    if words is None:
        words = _wordiest(body, date)
    if words is None:
        return []
    return [
        row
        for cells, line in zip(body, below, strict=True)
        if (row := _row(cells, line, of | {"date": date, "headline": words}, named))
    ]


def _cells(line: Line) -> list[_Cell]:
    cells, at = [], line.start
    for part in line.text.split("\t"):
        words = part.strip()
        start = at + len(part) - len(part.lstrip()) if words else at
        cells.append(_Cell(start, start + len(words), words))
        at += len(part) + 1
    return cells


def _date_column(named: int | None, names: Sequence[str], body: list[list[_Cell]]) -> int | None:
    """The column of dates: one that is called so, else the first; a column of values may hold dates of other things."""
    for column in dict.fromkeys([named, 0]):
        if column is None:
            continue
        called = bool(names and column < len(names) and _is_called_date(plain_name(names[column])))
        filled = [row[column].text for row in body if column < len(row) and row[column].text]
        dates = sum(map(looks_like_date, filled))
        if filled and dates >= _FEWEST * len(filled) and (called or column == 0):
            return column
    return None


def _is_called_date(name: str) -> bool:
    words = read_words("tables")
    return name in words["names"]["date"] or bool(re.search(r"date|when|year|day|time", name))


def _wordiest(body: list[list[_Cell]], date: int) -> int | None:
    lengths: dict[int, int] = {}
    for row in body:
        for number, cell in enumerate(row):
            if number != date:
                lengths[number] = lengths.get(number, 0) + len(cell.text)
    return max(lengths, key=lambda number: lengths[number], default=None)


def _row(cells: list[_Cell], line: Line, of: dict[str, int], named: Sequence[str]) -> Row | None:
    def cell(field: str) -> _Cell | None:
        column = of.get(field)
        return cells[column] if column is not None and column < len(cells) and cells[column].text else None

    title, text, date = cell("headline") or cell("text"), cell("text"), cell("date")
    if title is None or [each.text for each in cells] == list(named):
        return None
    end = text.end if text and text.start > title.start else title.end
    theme, actors = cell("theme"), cell("actors")
    names = tuple(name.strip() for name in actors.text.split(";")) if actors else ()
    until = cell("end")
    return Row(
        date.text if date else "",
        title.start,
        end,
        (title.start, title.end),
        theme.text if theme else "",
        line.number,
        names,
        until.text if until else "",
    )
