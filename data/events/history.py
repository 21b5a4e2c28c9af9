"""The state before each entry of a log, found in one pass: undo replays nothing."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from data.events.corrections import (
    AS_READ_IF_EMPTY,
    FIELDS,
    Add,
    Correction,
    Entry,
    Flag,
    Move,
    Note,
    OfEvent,
    RenameActor,
    RenameTheme,
    RenameTopic,
    Same,
    Set,
    SetReport,
    Undo,
)
from data.events.renaming import AS_READ, Names
from data.events.replay import Effect, State, place_in_words
from data.events.undos import find_undo_times

_NAMED = ("theme", "actors")


class History:
    """The entries in force, by event and field: the newest entry of a slot determines its value, in whatever order entries
    come and go.
    """

    def __init__(self, table: pd.DataFrame, log: Sequence[Entry], about: Mapping[str, Any] | None = None):
        self._about = about or {}  # the original fields of the report itself
        self._state = State.before(table, log)  # only for original values, and for topics
        self._entries = {entry.seq: entry for entry in log}
        self._turned = find_undo_times(log).turned
        self._added_at = {event: seq for seq, event in self._state.ids.items()}
        self._added: set[str] = set()
        self._standing: set[int] = set()
        self._read: dict[tuple[str, str], Any] = {}
        self._slots: dict[tuple[str, str], list[int]] = {}
        read = {"theme": lambda: set(table["theme"].cat.categories), "actors": self._state.actors_as_read}
        self._names = {name: Names(_once(read[name])) for name in _NAMED}
        self._topics = _Topics(self._state) if any(map(_renames_topic, log)) else None

    def walk(self) -> Iterator[tuple[Entry, str, list[Effect] | None]]:
        """Iterate over the entries, each with the headline of its event before it, and its effects; None if it matches
        nothing.
        """
        for seq, entry in self._entries.items():
            correction = entry.correction
            if isinstance(correction, Undo):
                yield entry, "", [Effect("", "undo", None, correction.undo)]
                if base := self._turned.get(seq):
                    self._put(self._entries[base], base not in self._standing)
            else:
                yield entry, self._headline(correction), self._effects(entry)
                self._put(entry, True)

    def _effects(self, entry: Entry) -> list[Effect] | None:
        correction = entry.correction
        match correction:
            case Add():
                return [Effect(self._state.ids[entry.seq], "add", None, correction.headline)]
            case RenameTheme():
                return self._renamed(self._names["theme"], correction.theme, correction.rename)
            case RenameActor():
                return self._renamed(self._names["actors"], correction.actor, correction.rename)
            case SetReport():
                return [
                    Effect("", name, self._said_of_report(name), now)
                    for name, now in correction.fields.items()
                ]
            case RenameTopic():
                return self._topics.rename(entry) if self._topics else None
            case Same():
                if not all(map(self._has, correction.same)):
                    return None
                was = self._top(correction.key, "same")
                return [Effect(correction.same[0], "same", isinstance(was, Same) and was.on, correction.on)]
        if not isinstance(correction, OfEvent) or not self._has(correction.event):
            return None
        event = correction.event
        match correction:
            case Set():
                return [
                    Effect(event, name, self._value(event, name), now)
                    for name, now in correction.fields.items()
                ]
            case Flag():
                was = self._top(event, correction.key)
                return [Effect(event, correction.key, isinstance(was, Flag) and was.on, correction.on)]
            case Note():
                was = self._top(event, "note")
                return [Effect(event, "note", was.note if isinstance(was, Note) else "", correction.note)]
            case Move():
                return self._moved(correction)

    def _renamed(self, names: Names, old: str, new: str) -> list[Effect] | None:
        return [Effect("", "merge" if names.has(new) else "rename", old, new)] if names.has(old) else None

    def _said_of_report(self, name: str) -> Any:
        """The corrected fields of the report itself."""
        top = self._top("", name)
        if isinstance(top, SetReport) and (top.fields[name] or name not in AS_READ_IF_EMPTY):
            return top.fields[name]
        return self._about.get(name, "")

    def _moved(self, move: Move) -> list[Effect] | None:
        if move.before and not self._has(move.before):
            return None
        was = None
        for seq in reversed(self._slots.get((move.event, "before"), [])):
            before = getattr(self._entries[seq].correction, "before", "")
            if not before or self._has(before):
                was = before
                break
        return [Effect(move.event, "before", self._place_in_words(was), self._place_in_words(move.before))]

    def _place_in_words(self, before: str | None) -> str:
        return place_in_words(before, self._value(before, "headline") if before else "")

    def _headline(self, correction: Correction) -> str:
        event = event_of(correction)
        if event and self._has(event):
            return self._value(event, "headline")
        return correction.headline if isinstance(correction, Add) else ""

    def _has(self, event: str) -> bool:
        return event in self._state.rows or event in self._added

    def _top(self, event: str, name: str) -> Correction | None:
        """The entry that determines a field of an event now."""
        slot = self._slots.get((event, name))
        return self._entries[slot[-1]].correction if slot else None

    def _value(self, event: str, name: str) -> Any:
        """The current value of a field of an existing event."""
        top, slot = self._top(event, name), self._slots.get((event, name))
        value, place = (said(top, name), slot[-1]) if top and slot else (self._as_read(event, name), AS_READ)
        if name == "theme":
            return self._names[name].now(value, place)
        if name == "actors":
            return tuple(dict.fromkeys(self._names[name].now(actor, place) for actor in value))
        return value

    def _as_read(self, event: str, name: str) -> Any:
        if (
            event,
            name,
        ) not in self._read:  # reading a cell is slow in pandas, and many entries are of one event
            self._read[event, name] = self._state.read(event, name)
        return self._read[event, name]

    def _put(self, entry: Entry, on: bool) -> None:
        """Put an entry in force, or out of force."""
        (self._standing.add if on else self._standing.discard)(entry.seq)
        correction = entry.correction
        if isinstance(correction, Add):
            event, fields = self._state.ids[entry.seq], FIELDS
        elif isinstance(correction, OfEvent):
            event, fields = correction.event, fields_of(correction)
            if not self._can_be_there(event, entry.seq):
                return
            before = correction.before if isinstance(correction, Move) else ""
            if before and not self._can_be_there(before, entry.seq):
                return
        elif isinstance(correction, SetReport):
            self._put_slots("", list(correction.fields), entry.seq, on)
            return
        elif isinstance(correction, Same):
            if not all(self._can_be_there(one, entry.seq) for one in correction.same):
                return
            event, fields = correction.key, ("same",)
        else:
            if isinstance(correction, RenameTheme | RenameActor):
                names = self._names["theme" if isinstance(correction, RenameTheme) else "actors"]
                names.rename(correction.name, correction.rename, entry.seq, on)
            if self._topics:
                self._topics.put(entry, on)
            return
        named = [name for name in _NAMED if name in fields]
        self._note_names(event, named, False)
        self._put_slots(event, fields, entry.seq, on)
        if isinstance(correction, Add):
            (self._added.add if on else self._added.discard)(event)
        self._note_names(event, named, True)
        if self._topics and named:
            self._topics.put(entry, on)

    def _put_slots(self, event: str, fields: Sequence[str], seq: int, on: bool) -> None:
        """Add an entry to, or remove it from, the slots of its event, "" for the report itself."""
        for name in fields:
            slot = self._slots.setdefault((event, name), [])
            if on:
                insort(slot, seq)
            else:
                del slot[bisect_left(slot, seq)]

    def _can_be_there(self, event: str, seq: int) -> bool:
        """Whether an entry may match an event: an original one, or one that an earlier entry adds."""
        return event in self._state.rows or self._added_at.get(event, seq) < seq

    def _note_names(self, event: str, fields: Sequence[str], on: bool) -> None:
        """Add the names of an event to the existing names, or remove them."""
        for name in fields if self._has(event) else ():
            if top := self._top(event, name):
                value = said(top, name)
                for each in {value} if name == "theme" else set(value):
                    self._names[name].put(each, self._slots[event, name][-1], on)


class _Topics:
    """Topics depend on the current themes, so topic renames are replayed together with theme changes."""

    def __init__(self, state: State):
        self._state = state
        self._standing: dict[int, Entry] = {}
        self._done = 0  # the newest entry that is applied
        self._left: set[int] = set()  # entries in force, and not

    def put(self, entry: Entry, on: bool) -> None:
        """Put an entry in force, or out of force."""
        if entry.seq < self._done or not on:
            self._state, self._done, self._left = self._state.fresh(), 0, set(self._standing)
        if on:
            self._standing[entry.seq] = entry
            self._left |= {entry.seq} if entry.seq > self._done else set()
        else:
            del self._standing[entry.seq]
            self._left.discard(entry.seq)

    def rename(self, entry: Entry) -> list[Effect] | None:
        """The effects of the newest entry."""
        for seq in sorted(self._left):
            self._state.apply(self._standing[seq].correction, seq)
        self._left, self._done = set(), entry.seq
        return self._state.apply(entry.correction, entry.seq)


def event_of(correction: Correction) -> str:
    """The event of a correction, the first of two; "" for none, or for one that it adds."""
    if isinstance(correction, Same):
        return correction.same[0]
    return correction.event if isinstance(correction, OfEvent) else ""


def fields_of(correction: OfEvent) -> Sequence[str]:
    """The fields of its event that a correction sets."""
    if isinstance(correction, Set):
        return list(correction.fields)
    if isinstance(correction, Flag):
        return (correction.key,)
    return ("note",) if isinstance(correction, Note) else ("before",)


def said(correction: Correction, name: str) -> Any:
    """The value that a correction sets for a field of its event."""
    return correction.fields[name] if isinstance(correction, Set) else getattr(correction, name)


def _renames_topic(entry: Entry) -> bool:
    return isinstance(entry.correction, RenameTopic)


def _once(make):
    made = []

    def get():
        if not made:
            made.append(make())
        return made[0]

    return get
