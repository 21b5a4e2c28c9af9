"""What the script needs of an event to have a person put it right (assets/page/edit.mjs)."""

from typing import Any

from components.page.view import View
from data import date_in_words
from data.events.corrections import FIELDS


def event_facts(view: View, event: str) -> dict[str, Any] | None:
    """The fields of the event with this id as they stand and as they were read; None where there is none.

    The script's side is `EventFacts` in assets/store.mjs.
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
        "text": row["text"],
        "doubt": [reason for reason in row["doubt"].split("; ") if reason],
        "read": {name: _plain(as_read[name]) for name in FIELDS if name in as_read},
        "reviewed": bool(row["reviewed"]),
        "added": event in view.table.attrs.get("added", ()),
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else str(value)
