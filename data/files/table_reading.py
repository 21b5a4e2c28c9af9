"""What came of reading a table, row by row, and what a person may answer to it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from data.events.date_forms import DAY_FIRST, MONTH_FIRST
from data.files.table_columns import FIELDS
from data.files.text import clean
from data.report import ReportError

MOST_LISTED = 200  # rows that are listed one by one
_LONGEST_NAME = 200
_LONGEST_ANSWER = 4000  # characters of JSON


@dataclass(frozen=True)
class TableAnswers:
    """What a person said of a table: the column of a field by its name ("" for none), the order, the year."""

    columns: tuple[tuple[str, str], ...] = ()
    order: str = ""
    year: int | None = None

    def to_text(self) -> str:
        """Columns and order as JSON; "" where nothing was said of them."""
        if not (self.columns or self.order):
            return ""
        return json.dumps({"columns": dict(self.columns), "order": self.order}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str, year: int | None = None) -> "TableAnswers":
        """The answers that `to_text` wrote."""
        content = json.loads(text) if text else {}
        return cls(tuple(content.get("columns", {}).items()), content.get("order", ""), year)


def parse_answers(columns: str, order: str, year: int | None = None) -> TableAnswers:
    """The answers in a form that anybody may have filled in. Raises `ReportError` with one sentence."""
    if order not in ("", DAY_FIRST, MONTH_FIRST):
        raise ReportError(f"“order” is {DAY_FIRST} or {MONTH_FIRST}, whichever number is first.")
    if len(columns) > _LONGEST_ANSWER:
        raise ReportError("“columns” is too long; name one column for each field.")
    try:
        given = json.loads(columns) if columns.strip() else {}
    except (ValueError, RecursionError):
        raise ReportError("“columns” is no JSON; write it as in {“date”: “When”}.") from None
    if not isinstance(given, dict):
        raise ReportError("“columns” is a JSON object, as in {“date”: “When”}.")
    return TableAnswers(tuple(_checked(given).items()), order, year)


def _checked(given: Mapping[object, object]) -> dict[str, str]:
    known = {}
    for field, name in given.items():
        if field not in FIELDS:
            shown = clean(str(field))[:40]
            raise ReportError(f"There is no field “{shown}” of a table; the fields are {', '.join(FIELDS)}.")
        if not isinstance(name, str) or len(name) > _LONGEST_NAME:
            raise ReportError(f"The column for {field} is a name of at most {_LONGEST_NAME} characters.")
        known[str(field)] = clean(name).strip()
    return known


@dataclass(frozen=True)
class UnreadRow:
    """A row that is no event, with the reason in plain words, and how it begins."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class TableReading:
    """How a table was read. `read` and the unread rows, listed or not, are all its `rows`.

    `columns` are the names of its columns, `mapping` says which of them is which field. `asks_order` and
    `asks_year` are dates that cannot be told without an answer. `aside` counts rows that are no events by
    what they say: a timeline's title, the header once more.
    """

    name: str
    unit: str  # what a line is called: line, row, item
    columns: tuple[str, ...]
    mapping: dict[str, str]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    read: int
    unread: tuple[UnreadRow, ...] = ()
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    order: str = ""
    order_told_by: str = ""
    asks_order: tuple[str, ...] = ()
    asks_year: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # columns that make the date together: year, month, day
    aside: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether every row was read, and nothing was guessed."""
        return self.read == self.rows and not (self.doubts or self.asks_order or self.asks_year)

    @property
    def said(self) -> str:
        """How many rows were read, as a sentence without its full stop."""
        return f"{self.read:,} of {self.rows:,} row{'' if self.rows == 1 else 's'} read"

    @property
    def unlisted(self) -> int:
        """How many unread rows are not in the list, which has an end."""
        return self.rows - self.read - len(self.unread)

    def to_json(self) -> dict[str, Any]:
        """The reading as JSON can carry it."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "TableReading":
        """The reading that `to_json` wrote. Raises `KeyError` or `TypeError` for what is none."""
        fields: dict[str, Any] = {}
        for key, value in content.items():
            fields[key] = tuple(value) if isinstance(value, list) else value
        fields["sample"] = tuple(map(tuple, content["sample"]))
        fields["unread"] = tuple(UnreadRow(**row) for row in content["unread"])
        return cls(**fields)

    @property
    def lines(self) -> list[str]:
        """The unread rows as lines of text."""
        listed = [f"{self.unit} {row.line}: {row.reason}" for row in self.unread]
        return [*listed, *([f"and {self.unlisted:,} more"] if self.unlisted else [])]


class TableUnclear(ReportError):
    """A table of which no row can be drawn yet. `reading` says why, and what a person may answer."""

    def __init__(self, message: str, reading: TableReading):
        super().__init__(message)
        self.reading = reading
