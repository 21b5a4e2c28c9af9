"""The data of an event for the form that corrects it (assets/page/edit.mjs)."""

from numbers import Integral
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd

from components.page.view import View
from data import Report, Selection, date_in_words
from data.events.corrections import CLAIM, SET
from data.events.evidence import cut_at, find_evidence, sentences_before
from data.events.review import doubts_of, find_unsaid, review_order
from data.events.rows import Event

MOST_REVIEWED = 1000  # events in one batch of a review


def event_facts(view: View, event: str) -> dict[str, Any] | None:
    """The current and original fields of the event with this id; None if there is none.

    The script's type is `EventFacts` in assets/store.mjs.
    """
    found = view.table[view.table["id"] == event]
    if found.empty:
        return None
    row = found.iloc[0]
    as_read = view.table.attrs.get("as_read", {}).get(event, {})
    return {
        "id": event,
        "headline": row["headline"],
        "date": row["date"],
        "words": date_in_words(row["date"]),
        "theme": str(row["theme"]),
        "actors": [{"name": name, "kind": view.kinds.get(name, "organisation")} for name in row["actors"]],
        **{name: _plain(row[name]) for name in CLAIM},
        "text": row["text"],
        "pieces": _pieces(row, as_read, view.report),
        "before": _before(view, row),
        "doubt": doubts_of(row["doubt"]),
        "read": _as_read(as_read),
        "reviewed": bool(row["reviewed"]),
        "note": row["note"],
        "added": event in view.table.attrs.get("added", ()),
    }


def unsaid_of(view: View, event: str, headline: str) -> list[str]:
    """The parts of a typed headline that the event's text does not support; none if there is no such event."""
    found = view.table[view.table["id"] == event]
    if found.empty:
        return []
    row = found.iloc[0]
    return list(find_unsaid(headline, row["text"], _before(view, row)))


def _before(view: View, row: pd.Series) -> str:
    """The report's text just before an event's."""
    return "" if pd.isna(row["start"]) else sentences_before(view.report, int(row["start"]))


def _as_read(as_read: dict[str, Any]) -> dict[str, Any]:
    """The original values of corrected fields, a date in words as well."""
    read = {name: _plain(as_read[name]) for name in SET if name in as_read}
    return read | ({"words": date_in_words(read["date"])} if "date" in read else {})


def _pieces(row: pd.Series, as_read: dict[str, Any], report: Report) -> list[tuple[str, str]]:
    """The event's text, divided where the words for its original fields start and end; each piece with its fields."""
    read = {name: as_read.get(name, row[name]) for name in ("date", "headline")}
    actors = dict.fromkeys([*row["actors"], *as_read.get("actors", ())])
    event = cast("Event", SimpleNamespace(text=row["text"], actors=list(actors), **read))
    return [(text, " ".join(kinds)) for text, kinds in cut_at(find_evidence(event, report), row["text"])]


def review_state(view: View, selection: Selection) -> dict[str, Any]:
    """The events of `selection` in the order of a review, each with whether it is reviewed; how many are, and of how many."""
    events = view.index.table[view.index.mask(selection)]
    order = review_order(events)
    return {
        "order": order[:MOST_REVIEWED],
        "reviewed": sum(done for _, done in order),
        "count": len(order),
    }


def _plain(value: Any) -> Any:
    """A field as JSON: lists, booleans, numbers or None, and anything else as text."""
    if isinstance(value, list | tuple):
        return list(value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    return int(value) if isinstance(value, Integral) else str(value)
