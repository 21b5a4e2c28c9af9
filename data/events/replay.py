"""The state of a table while a log of corrections is replayed, entry by entry."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from data.english.topics import topic_of
from data.events.corrections import (
    NAMES,
    Add,
    Correction,
    Entry,
    Flag,
    Hide,
    Move,
    Note,
    OfEvent,
    RenameActor,
    RenameTheme,
    RenameTopic,
    Review,
    Same,
    Set,
    SetReport,
    Star,
)
from data.events.table import FLAGS


def _marked(table: pd.DataFrame, rows: Mapping[str, int]) -> dict[str, Any]:
    """Marks and notes that the events of `rows` already have in a table of ours that was read from a file."""
    found: dict[str, Any] = {}
    for column in ("reviewed", "starred"):
        if column in table:
            found[column] = {event for event, row in rows.items() if table[column].iat[row]}
    if "note" in table:
        found["notes"] = {event: note for event, row in rows.items() if (note := table["note"].iat[row])}
    return found


@dataclass(frozen=True)
class Effect:
    """One effect of a correction: the field of an event ("" for all), its old and its new value."""

    event: str
    field: str
    was: Any
    now: Any


@dataclass
class State:
    """The current values over an original table, which is never changed.

    `values` holds fields by event, `themes`, `topics` and `actors` the current names for the original ones.
    """

    table: pd.DataFrame
    ids: dict[int, str]  # of each event that the log adds, by the number of its entry
    rows: dict[str, int]  # the row of each event that the log names
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    reviewed: set[str] = field(default_factory=set)
    starred: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    moves: list[tuple[str, str]] = field(
        default_factory=list
    )  # maps an event to the one before which it is presented
    same: dict[str, Same] = field(default_factory=dict)  # by both ids
    added: dict[str, Add] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # as people gave them
    inherited: dict[str, str] = field(default_factory=dict)  # of new names, from those they replace
    about: dict[str, Any] = field(default_factory=dict)  # fields of the report itself
    read_actors: set[str] | None = None

    @classmethod
    def before(cls, table: pd.DataFrame, log: Sequence[Entry]) -> "State":
        """The state before the first entry of `log`."""
        named = {entry.correction.event for entry in log if isinstance(entry.correction, OfEvent)}
        named |= {entry.correction.before for entry in log if isinstance(entry.correction, Move)}
        named |= {one for entry in log if isinstance(entry.correction, Same) for one in entry.correction.same}
        found = np.flatnonzero(table["id"].isin(named))
        rows = {str(table["id"].iat[int(row)]): int(row) for row in found}
        return cls(table, added_ids(table, log), rows, **_marked(table, rows))

    def fresh(self) -> "State":
        """A new state of the same table, before the first entry."""
        marked = _marked(self.table, self.rows)
        return State(self.table, self.ids, self.rows, read_actors=self.read_actors, **marked)

    def value(self, event: str, field: str) -> Any:
        """The current value of an event's field; actors as a tuple."""
        known = self.values.get(event, {})
        if event in self.added and event not in self.rows and field not in known:
            return None if field == "count" else False if field in FLAGS else ()
        return known[field] if field in known else self.renamed(field, self.read(event, field))

    def read(self, event: str, field: str) -> Any:
        """The original value of an event's field."""
        value = self.table[field].iat[self.rows[event]]
        return tuple(value) if isinstance(value, list) else value

    def renamed(self, field: str, value: Any) -> Any:
        """An original value with its current names."""
        if field == "theme":
            return self.themes.get(value, value)
        if field in NAMES and self.actors:
            return tuple(dict.fromkeys(self.actors.get(name, name) for name in value))
        return value

    def has_event(self, event: str) -> bool:
        return event in self.rows or event in self.added

    def apply(self, correction: Correction, seq: int) -> list[Effect] | None:
        """Apply one correction and return its effects; None if it matches no event, theme or actor."""
        if isinstance(correction, Add):
            return self._add(self.ids[seq], correction)
        if isinstance(correction, RenameTheme):
            return self._rename("theme", correction.theme, correction.rename)
        if isinstance(correction, RenameTopic):
            return self._rename_topic(correction.topic, correction.rename)
        if isinstance(correction, RenameActor):
            return self._rename("actors", correction.actor, correction.rename)
        if isinstance(correction, SetReport):
            return self._set_report(correction)
        if isinstance(correction, Same):
            return self._tell_same(correction)
        if not isinstance(correction, OfEvent) or not self.has_event(correction.event):
            return None
        if isinstance(correction, Set):
            return self._set(correction)
        if isinstance(correction, Note):
            return self._write_note(correction)
        if isinstance(correction, Move):
            return self._move(correction)
        return self._mark(correction)

    def _tell_same(self, correction: Same) -> list[Effect] | None:
        if not all(map(self.has_event, correction.same)):
            return None
        was = self.same.get(correction.key)
        self.same[correction.key] = correction
        return [Effect(correction.same[0], "same", was is not None and was.on, correction.on)]

    def _set(self, correction: Set) -> list[Effect]:
        event = correction.event
        effects = [
            Effect(event, name, self.value(event, name), now) for name, now in correction.fields.items()
        ]
        self.values.setdefault(event, {}).update(correction.fields)
        self.kinds.update(correction.kinds)
        return effects

    def _set_report(self, correction: SetReport) -> list[Effect]:
        effects = [Effect("", name, self.about.get(name), now) for name, now in correction.fields.items()]
        self.about.update(correction.fields)
        return effects

    def _mark(self, correction: Flag) -> list[Effect]:
        marked = {Hide: self.hidden, Review: self.reviewed, Star: self.starred}[type(correction)]
        effect = Effect(correction.event, correction.key, correction.event in marked, correction.on)
        (marked.add if correction.on else marked.discard)(correction.event)
        return [effect]

    def _write_note(self, correction: Note) -> list[Effect]:
        was = self.notes.get(correction.event, "")
        self.notes[correction.event] = correction.note
        return [Effect(correction.event, "note", was, correction.note)]

    def _move(self, correction: Move) -> list[Effect] | None:
        event, before = correction.event, correction.before
        if before and not self.has_event(before):
            return None
        was = next((other for moved, other in reversed(self.moves) if moved == event), None)
        self.moves.append((event, before))
        return [Effect(event, "before", self._place_in_words(was), self._place_in_words(before))]

    def _place_in_words(self, before: str | None) -> str:
        return place_in_words(before, self.value(before, "headline") if before else "")

    def _add(self, event: str, correction: Add) -> list[Effect]:
        self.added[event] = correction
        self.values[event] = {
            "date": correction.date,
            "theme": correction.theme,
            "actors": correction.actors,
            "headline": correction.headline,
        }
        self.kinds.update(correction.kinds)
        return [Effect(event, "add", None, correction.headline)]

    def _rename(self, field: str, old: str, new: str) -> list[Effect] | None:
        names, read = (
            (self.themes, set(self.table["theme"].cat.categories))
            if field == "theme"
            else (self.actors, self.actors_as_read())
        )
        present = self._names(field, names, read)
        if old not in present:
            return None
        for name in read:
            if names.get(name, name) == old:
                names[name] = new
        for values in self.values.values():
            for one in NAMES if field == "actors" else (field,):
                if one in values:
                    values[one] = _swapped(values[one], old, new)
        if field == "actors":
            self._inherit_kind(old, new)
        return [Effect("", "merge" if new in present else "rename", old, new)]

    def _rename_topic(self, old: str, new: str) -> list[Effect] | None:
        """Topics depend on themes, so the topic of each current theme is renamed."""
        themes = self._names("theme", self.themes, set(self.table["theme"].cat.categories))
        read = {str(name) for name in self.table["topic"].cat.categories} | set(map(topic_of, themes))
        present = {self.topics.get(name, name) for name in read}
        if old not in present:
            return None
        for name in read:
            if self.topics.get(name, name) == old:
                self.topics[name] = new
        return [Effect("", "merge" if new in present else "rename", old, new)]

    def _names(self, field: str, names: dict[str, str], read: set[str]) -> set[str]:
        present = {names.get(name, name) for name in read}
        for values in self.values.values():
            value = values.get(field, ())
            present |= {value} if isinstance(value, str) else set(value)
        return present

    def actor_names(self) -> set[str]:
        """The current names of actors."""
        return self._names("actors", self.actors, self.actors_as_read())

    def actors_as_read(self) -> set[str]:
        """The original actors of all events."""
        if self.read_actors is None:
            columns = [self.table[column] for column in NAMES if column in self.table]
            self.read_actors = {name for column in columns for names in column for name in names}
        return self.read_actors

    def _inherit_kind(self, old: str, new: str) -> None:
        kind = self.kinds.get(old) or self.table.attrs.get("kinds", {}).get(old) or self.inherited.get(old)
        if kind:
            self.inherited.setdefault(new, kind)


def place_in_words(before: str | None, headline: str) -> str:
    """The place of an event in a presentation: before which other, of that headline, at the end, or by its date."""
    if before is None:
        return "by its date"
    return f"before “{headline}”" if before else "after all others"


def _swapped(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return new if value == old else value
    return tuple(dict.fromkeys(new if name == old else name for name in value))


def added_ids(table: pd.DataFrame, log: Iterable[Entry]) -> dict[int, str]:
    """The id of each event that a log adds, by the number of its entry: a hash of its content.

    An entry keeps its id if others are undone, or if the same is added in another order.
    """
    added = {entry.seq: entry.correction for entry in log if isinstance(entry.correction, Add)}
    if not added:
        return {}
    taken = set(table["id"])
    ids: dict[int, str] = {}
    for seq, add in sorted(added.items(), key=lambda pair: pair[0]):
        content = f"added|{add.headline}|{add.date}|{add.text}|{add.start}"
        short = hashlib.sha256(content.encode()).hexdigest()[:8]
        again = 1
        while (name := short if again == 1 else f"{short}-{again}") in taken:
            again += 1
        taken.add(name)
        ids[seq] = name
    return ids
