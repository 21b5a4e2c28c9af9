"""The log of corrections for people: who changed what, and whether it is still in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.events.corrected import match_corrections
from data.events.corrections import (
    Correction,
    Entry,
    Flag,
    Move,
    Note,
    Rename,
    Same,
    Set,
    SetReport,
    standing,
    undone_by,
)
from data.events.history import History, event_of
from data.events.provenance import field_in_words, value_in_words
from data.events.replay import Effect

_READ_AS = {"": "as counted", "narrative": "sentences", "entries": "dated entries"}
_WORDS = {
    "hide": ("shown", "hidden"),
    "reviewed": ("not reviewed", "reviewed"),
    "star": ("not starred", "starred"),
    "same": ("not the same event", "the same event"),
}


@dataclass(frozen=True)
class Change:
    """One entry in words. `state` is stands, superseded, undone or unmatched; `by` the entry that caused it."""

    seq: int
    at: str
    who: str
    event: str  # "" if it is not about a single event
    headline: str  # of that event, before the change
    what: str
    was: str
    now: str
    state: str
    by: int | None = None


@dataclass(frozen=True)
class Override:
    """The change `first` that the later `by` replaced: the same field of the same event."""

    first: Entry
    by: Entry
    event: str
    field: str


def describe(
    log: Sequence[Entry], table: pd.DataFrame, about: Mapping[str, Any] | None = None
) -> list[Change]:
    """Describe each entry of the log, in order; `table` is the one without corrections, and so is `about` for the report's
    own fields.
    """
    log = sorted(match_corrections(table, log), key=lambda entry: entry.seq)
    undone, superseded = undone_by(log), _superseded(log)
    changes = []
    for entry, headline, effects in History(table, log, about).walk():
        by = undone.get(entry.seq) or superseded.get(entry.seq)
        stands = "undone" if entry.seq in undone else "superseded" if by else "stands"
        changes.append(_change(entry, effects, headline, stands, by))
    return changes


def overridden(log: Sequence[Entry]) -> list[Override]:
    """Changes in force that somebody else's later one replaced with another value.

    Two changes without a name count as by different people.
    """
    last: dict[tuple[str, str], tuple[Entry, Any]] = {}
    found = []
    for entry in standing(log):
        for (event, name), value in _slots(entry.correction).items():
            before = last.get((event, name))
            if before and before[1] != value and (before[0].who != entry.who or not entry.who):
                found.append(Override(before[0], entry, event, name))
            last[event, name] = (entry, value)
    return found


def _slots(correction: Correction) -> dict[tuple[str, str], Any]:
    """The fields of an event that a correction sets, with their values."""
    if isinstance(correction, Set):
        return {(correction.event, name): value for name, value in correction.fields.items()}
    if isinstance(correction, SetReport):
        return {("", name): value for name, value in correction.fields.items()}
    if isinstance(correction, Flag):
        return {(correction.event, correction.key): correction.on}
    if isinstance(correction, Note):
        return {(correction.event, "note"): correction.note}
    if isinstance(correction, Move):
        return {(correction.event, "before"): correction.before}
    if isinstance(correction, Same):
        return {(correction.key, "same"): correction.on}
    return {}


def _superseded(log: Sequence[Entry]) -> dict[int, int]:
    """Entries that have no effect any more, each with the last of those that replaced it."""
    owner: dict[tuple[str, str], int] = {}
    # An event that moves again has changed the order of others: part of its first move remains.
    entries = [entry for entry in standing(log) if not isinstance(entry.correction, Move)]
    for entry in entries:
        owner |= dict.fromkeys(_slots(entry.correction), entry.seq)
    found = {}
    for entry in entries:
        owners = {owner[slot] for slot in _slots(entry.correction)}
        if owners and entry.seq not in owners:
            found[entry.seq] = max(owners)
    return found


def _change(entry: Entry, effects: list[Effect] | None, headline: str, state: str, by: int | None) -> Change:
    if effects is None:
        event = event_of(entry.correction)
        what, was, now = _of_nothing(entry.correction)
        state = "unmatched" if state == "stands" else state
    else:
        event = effects[0].event
        what = " and ".join(_what(effect, entry.correction) for effect in effects)
        was = "; ".join(_in_words(effect.field, effect.was) for effect in effects)
        now = "; ".join(_in_words(effect.field, effect.now) for effect in effects)
    return Change(entry.seq, entry.at, entry.who, event, headline, what, was, now, state, by)


def _of_nothing(correction: Correction) -> tuple[str, str, str]:
    """What an unmatched entry was about."""
    if isinstance(correction, Rename):
        return f"{correction.key} renamed", correction.name, correction.rename
    slots = _slots(correction)
    now = "; ".join(_in_words(name, value) for (_, name), value in slots.items())
    return " and ".join(name for _, name in slots), "", now


def _what(effect: Effect, correction: Correction) -> str:
    if effect.field in ("rename", "merge"):
        named = correction.key if isinstance(correction, Rename) else "actor"
        return f"{named} {'renamed' if effect.field == 'rename' else 'merged'}"
    if isinstance(correction, SetReport):
        return {"source": "source line", "as": "report read as"}.get(
            effect.field, f"{effect.field} of the report"
        )
    return {
        "add": "event added",
        "undo": "taken back",
        "hide": "event",
        "reviewed": "review",
        "before": "order",
        "same": "told by two reports",
    }.get(effect.field, field_in_words(effect.field))


def _in_words(name: str, value: Any) -> str:
    if name in _WORDS:
        return _WORDS[name][bool(value)]
    if name == "as":
        return _READ_AS.get(value, "")
    if name == "undo":
        return f"change {value}" if value else ""
    return value_in_words(name, value)
