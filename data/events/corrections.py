"""Corrections: what people change in the table of events, as a log that is never overwritten.

Each entry of the log has a number, a time, a name somebody gave, and one correction:

| object | what it does |
|---|---|
| `{"event": ID, "set": {"headline", "date", "theme", "actors"}}` | changes one or more fields |
| `{"event": ID, "hide": true}` | takes the event out of the table, false brings it back |
| `{"event": ID, "reviewed": true}` | says that a person looked at it |
| `{"add": {"headline", "date", "theme", "actors", "text"?, "start"?, "end"?}}` | adds an event |
| `{"theme": NAME, "rename": NAME}` | renames a theme everywhere; an existing name merges the two |
| `{"actor": NAME, "rename": NAME}` | renames an actor everywhere; an existing name merges the two |
| `{"undo": NUMBER}` | takes back an entry, also another undo |

An actor in `actors` is a name, or `{"name", "kind"}` to say its kind too.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeGuard

from data.english.edtf import interval
from data.english.parts import KINDS
from data.events.typed_dates import DateError, parse_date

FIELDS = ("date", "theme", "actors", "headline")  # in the table's order
LONGEST_HEADLINE = 70
LONGEST_NAME = 200
LONGEST_TEXT = 20_000
MOST_ACTORS = 50
MOST_AT_ONCE = 1000
MOST_ENTRIES = 50_000
_LARGEST_NUMBER = 2**31 - 1


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
        return {"event": self.event, "set": fields}


@dataclass(frozen=True)
class Hide:
    """Takes an event out of the table, or brings it back."""

    event: str
    hide: bool
    sentence: str = ""
    date: str = ""

    @property
    def body(self) -> dict:
        return {"event": self.event, "hide": self.hide}


@dataclass(frozen=True)
class Review:
    """Says whether a person looked at an event."""

    event: str
    reviewed: bool
    sentence: str = ""
    date: str = ""

    @property
    def body(self) -> dict:
        return {"event": self.event, "reviewed": self.reviewed}


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


@dataclass(frozen=True)
class RenameTheme:
    """One name for another, everywhere."""

    theme: str
    rename: str

    @property
    def body(self) -> dict:
        return {"theme": self.theme, "rename": self.rename}


@dataclass(frozen=True)
class RenameActor:
    """One name for another, everywhere."""

    actor: str
    rename: str

    @property
    def body(self) -> dict:
        return {"actor": self.actor, "rename": self.rename}


@dataclass(frozen=True)
class Undo:
    """Takes back the entry with that number."""

    undo: int

    @property
    def body(self) -> dict:
        return {"undo": self.undo}


OfEvent = Set | Hide | Review
Correction = Set | Hide | Review | Add | RenameTheme | RenameActor | Undo


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


def parse_entry(given: object) -> Entry:
    """An entry of a log from its JSON; `CorrectionError` says in one sentence what is wrong with it."""
    if not isinstance(given, dict):
        raise CorrectionError("An entry of the log is a JSON object.")
    given = dict(given)
    seq = given.pop("seq", None)
    if not _is_number(seq) or not 1 <= seq <= _LARGEST_NUMBER:
        raise CorrectionError("An entry of the log needs its number “seq”, counted from 1.")
    at = _line(given.pop("at", ""), "time", 40, empty=True)
    who = _line(given.pop("who", ""), "name", LONGEST_NAME, empty=True)
    on = given.pop("on", None)
    correction = parse_correction(given)
    if isinstance(on, dict) and isinstance(correction, OfEvent):
        sentence = _passage(on.get("sentence", ""))
        correction = replace(correction, sentence=sentence, date=_line(on.get("date", ""), "date", 40, True))
    return Entry(seq, correction, at, who)


def parse_corrections(given: object, year: int | None = None) -> list[Correction]:
    """One correction or a list of them, from JSON, in their order.

    Dates may be typed as people write them; `year` stands in where they print none.
    `CorrectionError` says in one sentence what is wrong. Whether there is such an event in the
    table is a question for `check_corrections`.
    """
    items = given if isinstance(given, list) else [given]
    if not items:
        raise CorrectionError("The list of corrections is empty; send at least one.")
    if len(items) > MOST_AT_ONCE:
        raise CorrectionError(
            f"{len(items)} corrections are too many at once; send {MOST_AT_ONCE} at a time."
        )
    return [parse_correction(item, year) for item in items]


def parse_correction(given: object, year: int | None = None) -> Correction:
    """One correction from its JSON object; see `parse_corrections`."""
    if not isinstance(given, dict):
        raise CorrectionError("A correction is a JSON object, as in {“event”: “a1b2c3d4”, “hide”: true}.")
    for keys, read in _SHAPES.items():
        if set(given) == set(keys):
            return read(given, year)
    known = "; ".join(" and ".join(keys) for keys in _SHAPES)
    named = ", ".join(_shown(key) for key in list(given)[:5]) or "nothing"
    raise CorrectionError(f"A correction cannot have {named} together; it has one of: {known}.")


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


def check_undo(undo: Undo, log: Sequence[Entry]) -> None:
    """Raises `CorrectionError` when the log has no such entry, or it is taken back already."""
    if all(entry.seq != undo.undo for entry in log):
        raise CorrectionError(f"There is no change {undo.undo} to take back.")
    if undo.undo in undone_by(log):
        raise CorrectionError(f"Change {undo.undo} is taken back already.")


def _set(given: dict, year: int | None) -> Set:
    event, fields = _existing(given["event"], "event"), given["set"]
    if not isinstance(fields, dict) or not fields:
        raise CorrectionError(f"“set” needs at least one field: {', '.join(FIELDS)}.")
    _check_names(fields, FIELDS)
    known, kinds = _read_fields(fields, year)
    return Set(event, known, kinds)


def _add(given: dict, year: int | None) -> Add:
    fields = given["add"]
    if not isinstance(fields, dict):
        raise CorrectionError("“add” needs an object with headline, date and theme.")
    _check_names(fields, (*FIELDS, "text", "start", "end"))
    for name in ("headline", "date", "theme"):
        if name not in fields:
            raise CorrectionError(f"A new event needs a {name}.")
    known, kinds = _read_fields(fields, year)
    if not fields.keys() & {"text", "start", "end"}:
        return Add(**known, kinds=kinds)
    text = _passage(fields.get("text"))
    start, end = fields.get("start"), fields.get("end")
    if not (_is_number(start) and _is_number(end)) or not 0 <= start <= end <= _LARGEST_NUMBER:
        raise CorrectionError("A passage needs “text”, “start” and “end” together, as offsets in the report.")
    if end - start != len(text):
        raise CorrectionError(f"The passage is {len(text)} characters, but its offsets span {end - start}.")
    return Add(**known, kinds=kinds, text=text, start=start, end=end)


def _read_fields(fields: dict, year: int | None) -> tuple[dict[str, Any], dict[str, str]]:
    known: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    for name, value in fields.items():
        if name == "headline":
            known[name] = _line(value, "headline", LONGEST_HEADLINE)
        elif name == "theme":
            known[name] = _line(value, "theme", LONGEST_NAME)
        elif name == "date":
            known[name] = _date(value, year)
        elif name == "actors":
            known[name], kinds = _actors(value)
    return known, kinds


def _check_names(fields: dict, allowed: tuple[str, ...]) -> None:
    for name in fields:
        if name not in allowed:
            raise CorrectionError(f"There is no field {_shown(name)}; the fields are {', '.join(allowed)}.")


def _actors(value: object) -> tuple[tuple[str, ...], dict[str, str]]:
    if not isinstance(value, list | tuple):
        raise CorrectionError("“actors” is a list of names.")
    if len(value) > MOST_ACTORS:
        raise CorrectionError(f"{len(value)} actors are too many; an event has {MOST_ACTORS} at most.")
    names, kinds = [], {}
    for item in value:
        if isinstance(item, dict):
            _check_names(item, ("name", "kind"))
            name = _line(item.get("name"), "actor", LONGEST_NAME)
            if item.get("kind") not in KINDS:
                raise CorrectionError(f"“{name}” needs a kind that is one of {', '.join(KINDS)}.")
            kinds[name] = item["kind"]
        else:
            name = _line(item, "actor", LONGEST_NAME)
        names.append(name)
    return tuple(dict.fromkeys(names)), kinds


def _actors_body(names: Iterable[str], kinds: dict[str, str]) -> list:
    return [{"name": name, "kind": kinds[name]} if name in kinds else name for name in names]


def _date(value: object, year: int | None) -> str:
    text = _line(value, "date", LONGEST_NAME)
    try:
        edtf = parse_date(text, year)
        interval(edtf)
    except DateError as error:
        raise CorrectionError(str(error)) from None
    return edtf


def _existing(value: object, what: str) -> str:
    """The id or name of something that is in the table, exactly as it stands there."""
    if not isinstance(value, str) or not value:
        raise CorrectionError(f"The {what} must be the text it has in the table.")
    if len(value) > LONGEST_NAME:
        raise CorrectionError(f"The {what} has {len(value)} characters; {LONGEST_NAME} are the most.")
    if any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in value):
        raise CorrectionError(f"The {what} holds a character that cannot be kept.")
    return value


def _line(value: object, what: str, longest: int, empty: bool = False) -> str:
    """A text of one line, its spaces single; `longest` counts characters."""
    if not isinstance(value, str):
        raise CorrectionError(f"The {what} must be text.")
    if len(value) > 4 * longest + 100:
        raise CorrectionError(f"The {what} has {len(value)} characters; {longest} are the most.")
    text = " ".join(value.split())
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise CorrectionError(f"The {what} holds a character that cannot be printed; type it again.")
    if not text and not empty:
        raise CorrectionError(f"The {what} is empty; write one.")
    if len(text) > longest:
        raise CorrectionError(f"The {what} has {len(text)} characters; {longest} are the most.")
    return text


def _passage(value: object) -> str:
    """A passage of the report, as it stands there."""
    if not isinstance(value, str):
        raise CorrectionError("The passage must be text.")
    if len(value) > LONGEST_TEXT:
        raise CorrectionError(f"The passage has {len(value)} characters; {LONGEST_TEXT} are the most.")
    if any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in value):
        raise CorrectionError("The passage holds a character that cannot be kept; mark another.")
    return value


def _rename(given: dict, what: str) -> tuple[str, str]:
    old, new = _existing(given[what], what), _line(given["rename"], "new name", LONGEST_NAME)
    if old == new:
        raise CorrectionError(f"The {what} is called “{old}” already; give another name.")
    return old, new


def _yes_or_no(value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise CorrectionError(f"“{what}” is true or false.")
    return value


def _number(value: object) -> int:
    if not _is_number(value) or not 1 <= value <= _LARGEST_NUMBER:
        raise CorrectionError("“undo” is the number of a change, counted from 1.")
    return value


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(name: object) -> str:
    return f"“{str(name)[:40]}”"


_SHAPES = {
    ("event", "set"): _set,
    ("event", "hide"): lambda given, _: Hide(
        _existing(given["event"], "event"), _yes_or_no(given["hide"], "hide")
    ),
    ("event", "reviewed"): lambda given, _: Review(
        _existing(given["event"], "event"), _yes_or_no(given["reviewed"], "reviewed")
    ),
    ("add",): _add,
    ("theme", "rename"): lambda given, _: RenameTheme(*_rename(given, "theme")),
    ("actor", "rename"): lambda given, _: RenameActor(*_rename(given, "actor")),
    ("undo",): lambda given, _: Undo(_number(given["undo"])),
}
