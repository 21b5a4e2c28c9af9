"""Corrections: what people change in the table of events, as a log that is never overwritten.

Each entry of the log has a number, a time, a name somebody gave, and one correction:

| object | what it does |
|---|---|
| `{"event": ID, "set": {"headline", "date", "theme", "actors", "acts", "by", "to", "count", "count_least", "where", "alleged", "negated"}}` | changes one or more fields |
| `{"event": ID, "hide": true}` | takes the event out of the table, false brings it back |
| `{"event": ID, "reviewed": true}` | says that a person looked at it |
| `{"event": ID, "star": true}` | says that it is to come first where not all have room |
| `{"event": ID, "note": TEXT}` | what to say of it when presenting; "" takes it away |
| `{"event": ID, "before": ID}` | presents it before another event, with "" after all others |
| `{"add": {"headline", "date", "theme", "actors", "text"?, "start"?, "end"?}}` | adds an event |
| `{"theme": NAME, "rename": NAME}` | renames a theme everywhere; an existing name merges the two |
| `{"topic": NAME, "rename": NAME}` | renames a topic everywhere; an existing name merges the two |
| `{"actor": NAME, "rename": NAME}` | renames an actor everywhere; an existing name merges the two |
| `{"report": {"title", "publisher", "edition", "year", "source", "as"}}` | says of the report itself one or more of these; `source` is the whole source line, `as` how its text is read |
| `{"same": [ID, ID], "is": true}` | says that two reports tell one event, false that they do not |
| `{"undo": NUMBER}` | takes back an entry, also another undo |

An actor in `actors` is a name, or `{"name", "kind"}` to say its kind too. `parsing.py` reads them from JSON.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

FIELDS = ("date", "theme", "actors", "headline")  # in the table's order
NAMES = ("actors", "by", "to")  # fields that hold names of actors
LISTS = (*NAMES, "acts", "where")
CLAIM = ("acts", "by", "to", "count", "count_least", "where", "alleged", "negated")
SET = (*FIELDS, *CLAIM)  # what a correction may set
ABOUT = ("title", "publisher", "edition", "year", "source", "as")  # what a correction may say of the report
AS_READ_IF_EMPTY = ("source", "as")  # where "" takes back to what was read
LONGEST_HEADLINE = 240
LONGEST_NAME = 200
LONGEST_SOURCE = 500
LONGEST_NOTE = 2000
LONGEST_TEXT = 20_000
MOST_ACTORS = 50
MOST_ACTS = 3
MOST_AT_ONCE = 1000
MOST_ENTRIES = 50_000
MOST_LOG_BYTES = 16 * 2**20
LARGEST_NUMBER = 2**31 - 1


class CorrectionError(ValueError):
    """A correction that cannot be made; its message is one sentence for the person who sent it."""


@dataclass(frozen=True)
class Set:
    """Changes fields of one event; `sentence` and `date` are those it had as read, to find it again."""

    event: str
    fields: dict[str, Any]
    kinds: dict[str, str] = field(default_factory=dict)
    sentence: str = ""
    date: str = ""

    @property
    def body(self) -> dict:
        fields = dict(self.fields)
        if "actors" in fields:
            fields["actors"] = _actors_body(fields["actors"], self.kinds)
        fields |= {name: list(fields[name]) for name in ("acts", "by", "to", "where") if name in fields}
        return {"event": self.event, "set": fields}


@dataclass(frozen=True)
class Flag:
    """Says yes or no of an event. `key` is what the log calls it."""

    event: str
    on: bool
    sentence: str = ""
    date: str = ""
    key: ClassVar[str]

    @property
    def body(self) -> dict:
        return {"event": self.event, self.key: self.on}


class Hide(Flag):
    """Takes an event out of the table, or brings it back."""

    key = "hide"


class Review(Flag):
    """Says whether a person looked at an event."""

    key = "reviewed"


class Star(Flag):
    """Says whether an event comes first where not all have room, as on a slide."""

    key = "star"


FLAGS = (Hide, Review, Star)


@dataclass(frozen=True)
class Note:
    """What a person wants to say of an event when presenting it; "" for nothing."""

    event: str
    note: str
    sentence: str = ""
    date: str = ""

    @property
    def body(self) -> dict:
        return {"event": self.event, "note": self.note}


@dataclass(frozen=True)
class Move:
    """Presents an event before another, or after all others where `before` is ""."""

    event: str
    before: str
    sentence: str = ""
    date: str = ""

    @property
    def body(self) -> dict:
        return {"event": self.event, "before": self.before}


@dataclass(frozen=True)
class Add:
    """A new event; `text` at `[start:end]` of the report, or nothing at all."""

    headline: str
    date: str
    theme: str
    actors: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    text: str = ""
    start: int = 0
    end: int = 0

    @property
    def body(self) -> dict[str, Any]:
        known: dict[str, Any] = {"headline": self.headline, "date": self.date, "theme": self.theme}
        known["actors"] = _actors_body(self.actors, self.kinds)
        if self.text:
            known |= {"text": self.text, "start": self.start, "end": self.end}
        return {"add": known}


class Rename:
    """One name for another, everywhere; `key` is what it is called in a log."""

    key: ClassVar[str]
    rename: str

    @property
    def name(self) -> str:
        """The name as it was."""
        return getattr(self, self.key)

    @property
    def body(self) -> dict:
        return {self.key: self.name, "rename": self.rename}


@dataclass(frozen=True)
class RenameTheme(Rename):
    """One name of a theme for another."""

    key: ClassVar[str] = "theme"
    theme: str
    rename: str


@dataclass(frozen=True)
class RenameTopic(Rename):
    """One name of a topic for another; the headings stay as they are printed."""

    key: ClassVar[str] = "topic"
    topic: str
    rename: str


@dataclass(frozen=True)
class RenameActor(Rename):
    """One name of an actor for another."""

    key: ClassVar[str] = "actor"
    actor: str
    rename: str


@dataclass(frozen=True)
class SetReport:
    """Says of the report itself one or more of `ABOUT`."""

    fields: dict[str, Any]

    @property
    def body(self) -> dict:
        return {"report": dict(self.fields)}


@dataclass(frozen=True)
class Same:
    """Says whether two events of different reports are one; `same` are their ids."""

    same: tuple[str, str]
    on: bool

    @property
    def key(self) -> str:
        """What stands for the two, whichever is named first."""
        return " ".join(sorted(self.same))

    @property
    def body(self) -> dict:
        return {"same": list(self.same), "is": self.on}


@dataclass(frozen=True)
class Undo:
    """Takes back the entry with that number."""

    undo: int

    @property
    def body(self) -> dict:
        return {"undo": self.undo}


OfEvent = Set | Flag | Note | Move
Correction = Set | Flag | Note | Move | Add | Rename | SetReport | Same | Undo


@dataclass(frozen=True)
class Entry:
    """One line of the log: its number, when (ISO 8601, UTC), who (a name they may give), and what."""

    seq: int
    correction: Correction
    at: str = ""
    who: str = ""

    def to_json(self) -> dict:
        """The entry as JSON carries it; `parse_entry` reads it back."""
        known = {"seq": self.seq, "at": self.at, "who": self.who, **self.correction.body}
        if isinstance(self.correction, OfEvent) and self.correction.sentence:
            known["on"] = {"sentence": self.correction.sentence, "date": self.correction.date}
        return known


def standing(log: Iterable[Entry]) -> list[Entry]:
    """The entries that are not taken back, undos left out, in the order of their numbers."""
    entries = sorted(log, key=lambda entry: entry.seq)
    undone = undone_by(entries)
    return [e for e in entries if e.seq not in undone and not isinstance(e.correction, Undo)]


def undone_by(log: Sequence[Entry]) -> dict[int, int]:
    """The number of each entry that is taken back, with the number of the undo that does it."""
    undone: dict[int, int] = {}
    for entry in sorted(log, key=lambda entry: entry.seq, reverse=True):
        correction = entry.correction
        if isinstance(correction, Undo) and entry.seq not in undone and correction.undo < entry.seq:
            undone.setdefault(correction.undo, entry.seq)
    return undone


def _actors_body(names: Iterable[str], kinds: dict[str, str]) -> list:
    return [{"name": name, "kind": kinds[name]} if name in kinds else name for name in names]
