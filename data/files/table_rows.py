"""The rows of a sheet with named columns; sheets with the same columns are one table."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from data.files.answers import Answers
from data.files.spreadsheets import Sheet
from data.files.table_columns import PARTS, Columns, find_columns, find_header, plain_name
from data.files.table_dates import as_written
from data.report import ReportError

SAMPLE_COLUMNS = 40
_SAMPLE_ROWS, _SAMPLE_LETTERS = 6, 90
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class Rows:
    """The rows of one sheet with named columns."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        header = None if sheet.header is not None else find_header(sheet.rows)
        begin = 0 if header is None else header + 1
        self.rows, self.lines = sheet.rows[begin:], sheet.lines[begin:]
        self.above = sheet.rows[: header or 0]
        width = max(map(len, self.rows), default=0)
        named = sheet.header or (sheet.rows[header] if header is not None else ())
        self.width = len(named) or width
        self.names = _unique([as_written(value) for value in named] + [""] * (width - len(named)))
        self.is_named = sheet.header is not None or header is not None
        self.columns = find_columns(self.names, self.rows)
        self.parts = [(sheet, len(self.rows), self.above)]  # the sheets of these rows, in order

    def has_names_of(self, other: "Rows") -> bool:
        """Whether it has rows with the same column names, in whatever order."""
        if not (self.is_drawable and self.is_named and other.is_named):
            return False
        return sorted(map(plain_name, self.names)) == sorted(map(plain_name, other.names))

    @property
    def is_drawable(self) -> bool:
        """Whether it has dates, and headlines or texts."""
        of = self.columns.of
        has_words = of.keys() & {"headline", "text"} or self.columns.table is not None
        return bool(self.rows) and bool(of.keys() & {"date", "year"}) and bool(has_words)

    def cells(self, column: int) -> list[object]:
        """The cells of a column, None if a row is shorter."""
        return [row[column] if column < len(row) else None for row in self.rows]

    def answered(self, answers: Answers) -> Columns:
        """The columns with a person's answers. Raises `ReportError` for an unknown name."""
        if not answers.columns:
            return self.columns
        of = dict(self.columns.of)
        plain = [plain_name(name) for name in self.names]
        for field, name in answers.columns:
            of.pop(field, None)
            if field in ("date", "end"):
                of = {
                    key: column for key, column in of.items() if key not in PARTS or (key == "year" and name)
                }
            if not name:
                continue
            if name in self.names:
                of[field] = self.names.index(name)
            elif plain_name(name) in plain:
                of[field] = plain.index(plain_name(name))
            else:
                shown = ", ".join(self.names[:12])
                raise ReportError(f"There is no column “{name[:80]}”; the columns are {shown}.")
        more = {
            field: columns
            for field, columns in self.columns.more.items()
            if of.get(field) == self.columns.of[field] and not set(columns) & set(of.values())
        }
        return Columns(of, more=more, table=self.columns.table)

    def years_told(self, name: str) -> dict[int, int]:
        """The year in a sheet's name or title, otherwise in the file's, by the index of the sheet."""
        told = {}
        for number, (sheet, _, above) in enumerate(self.parts):
            words = [sheet.title, sheet.name, *(as_written(v) for row in above for v in row)]
            own, whole = (
                set(_YEAR.findall(" ".join(said))) for said in (words, [PurePath(name).name, *words])
            )
            years = own if self.parts[1:] and len(own) == 1 else whole
            if len(years) == 1:
                told[number] = int(years.pop())
        return told

    def find_aside(self) -> dict[int, str]:
        """The rows that are not events by what they say, with what they are."""
        aside: dict[int, str] = {}
        plain = [plain_name(column) for column in self.names]
        if "type" in plain and ("year" in plain or "start date" in plain):
            for row, value in enumerate(self.cells(plain.index("type"))):
                if isinstance(value, str) and value.strip().lower() in ("title", "era"):
                    aside[row] = f"the timeline's {value.strip().lower()}"
        header = [name.lower() for name in self.names[: self.width]]
        for row, values in enumerate(self.rows):
            if (
                values
                and as_written(values[0]).lower() == header[0]
                and [as_written(v).lower() for v in values] == header
            ):
                aside[row] = "the header once more"
        return aside

    def opening(self, row: int) -> str:
        """The start of a row, for a list of rows."""
        words = " · ".join(filter(None, (" ".join(as_written(value).split()) for value in self.rows[row])))
        return cut(words, _SAMPLE_LETTERS)

    def place_of(self, row: int) -> str:
        """The sheet of a row, if there are several."""
        for sheet, count, _ in self.parts if self.parts[1:] else ():
            if row < count:
                return f" (sheet “{sheet.name}”)"
            row -= count
        return ""

    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first rows, for the dialog that asks what the columns mean."""
        shown = min(len(self.names), SAMPLE_COLUMNS)
        return tuple(
            tuple(
                cut(" ".join(as_written(value).split()), _SAMPLE_LETTERS)
                for value in [*row, *[None] * len(self.names)][:shown]
            )
            for row in self.rows[:_SAMPLE_ROWS]
        )


def join_rows(tables: Sequence[Rows]) -> Rows:
    """Sheets with the same column names as one table, with the first one's order of columns."""
    first = tables[0]
    plain = [plain_name(name) for name in first.names]
    rows, lines = [], []
    for table in tables:
        own = [plain_name(name) for name in table.names]
        places = [own.index(name) for name in plain]
        rows += [[row[place] if place < len(row) else None for place in places] for row in table.rows]
        lines += table.lines
    together = {table.sheet.name for table in tables}
    others = tuple(other for other in first.sheet.others if other not in together)
    joined = Rows(replace(first.sheet, rows=rows, lines=lines, header=tuple(first.names), others=others))
    joined.above = [row for table in tables for row in table.above]
    joined.parts = [table.parts[0] for table in tables]
    return joined


def _unique(names: list[str]) -> list[str]:
    """Unique column names: "Column 3" for none, "date (2)" for a second "date"."""
    seen: Counter[str] = Counter()
    unique = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split())[:200] or f"Column {number}"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def cut(text: str, most: int) -> str:
    """Shorten a text to at most `most` characters, with "…" at its end."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
