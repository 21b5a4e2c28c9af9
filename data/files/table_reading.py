"""The result of reading a table, row by row."""

from dataclasses import asdict, dataclass, field
from typing import Any

from data.plurals import pluralize
from data.report import ReportError

MOST_LISTED = 200  # rows that are listed one by one


@dataclass(frozen=True)
class UnreadRow:
    """A row without an event, with the reason in plain words, and its start."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class TableReading:
    """How a table was read. `read` and the unread rows, listed or not, are all its `rows`.

    `columns` are the names of its columns, `mapping` says which field each is, `became` in words what became of the others.
    `asks_order` and `asks_year` are dates that need an answer. `aside` counts rows that are not events by what they say: a
    timeline's title, a repeated header.
    """

    name: str
    unit: str  # the name of a line: line, row, item
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
    became: dict[str, str] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether every row was read, and nothing was guessed."""
        return self.read == self.rows and not (self.doubts or self.asks_order or self.asks_year)

    @property
    def said(self) -> str:
        """How many rows were read, as a sentence without its full stop."""
        return f"{self.read:,} of {self.rows:,} {pluralize('row', self.rows)} read"

    @property
    def unlisted(self) -> int:
        """How many unread rows are not listed."""
        return self.rows - self.read - len(self.unread)

    def to_json(self) -> dict[str, Any]:
        """The reading as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> "TableReading":
        """The reading that `to_json` wrote. Raises `KeyError` or `TypeError` if it is invalid."""
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
    """A table of which no row can be drawn yet. `reading` says why, and which questions are open."""

    def __init__(self, message: str, reading: TableReading):
        super().__init__(message)
        self.reading = reading
