"""The rows of the desk: reports of a browser's keys, and those that the server has for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.library.library import Library
from components.page.view import View
from data import ReportError, Selection
from data.plurals import pluralize
from data.selection.selection import ALL
from data.store import Kept

MOST_KEYS = 40  # per request
MOST_KEPT = 200  # reports of the store that are listed on a local machine
MOST_BARS = 36
MOST_OWN = 12  # of the server's own files, listed one by one


@dataclass(frozen=True)
class Row:
    """A report on the desk. `about` says what it is part of or how it was read; `events` is None if they are not counted.

    `bars` are the events of each month, or of longer periods if there are many; `used_at` in seconds since 1970.
    """

    key: str
    title: str = ""
    about: str = ""
    events: int | None = None
    changes: int = 0
    bars: tuple[int, ...] = ()
    edits: bool = False
    used_at: float = 0
    days_left: int | None = None
    size: int = 0
    state: str = "ready"  # or waiting, reading, gone


def find_rows(library: Library, keys: Sequence[str]) -> list[Row]:
    """The row of each key, in order; "gone" for one that opens nothing any more. This does not count as use of a report.

    Raises `StoreError`.
    """
    kept = library.store().kept_of(keys)
    return [_row_of(library, key, *kept[key]) if key in kept else Row(key, state="gone") for key in keys]


def find_kept(library: Library) -> list[Row]:
    """All reports in the store of a local machine, with the keys that edit them. Raises `StoreError`."""
    store = library.store()
    newest = store.newest_kept(MOST_KEPT)
    keys = store.edit_keys([kept.report_id for kept in newest])
    return [
        Row(
            keys[kept.report_id],
            kept.name,
            edits=True,
            used_at=kept.used_at,
            days_left=kept.days_left,
            size=kept.size,
        )
        for kept in newest
        if kept.report_id in keys
    ]


def own_rows(library: Library) -> list[Row]:
    """The server's own reports: one, or all of a book or of several files together."""
    entries = library.entries()
    if entries is None:
        return [_row(library.view(), "")]
    first = library.first
    names = [name for name in entries if name != ALL]
    title = first.title if first.is_together else first.subtitle or first.title
    together = Row(ALL, title, f"{len(names)} reports")
    return [together, *(Row(name, entries[name]) for name in names if len(names) <= MOST_OWN)]


def _row_of(library: Library, key: str, kept: Kept, edits: bool) -> Row:
    about = Row(
        key,
        kept.name,
        "",
        edits=edits,
        used_at=kept.used_at,
        days_left=kept.days_left,
        size=kept.size,
        state=kept.state,
    )
    if kept.state != "ready":
        return about
    try:
        with library.without_use():
            if names := library.entries(key):
                count = len(names) - 1
                book = library.book_title(kept.report_id)
                return replace(about, title=book, about=f"A book of {count} reports")
            found = _row(library.view(key), key)
    except ReportError as error:
        return replace(about, about=str(error))
    return replace(found, edits=edits, used_at=kept.used_at, days_left=kept.days_left, size=kept.size)


def _row(view: View, key: str) -> Row:
    return Row(
        key,
        view.title,
        say_reading(view),
        len(view.index),
        view.changes,
        bars_of(view),
    )


def say_reading(view: View) -> str:
    """What a report is part of, and how it was read if that is not obvious: "Union of Journalists · 3 dates not read"."""
    parts = [view.subtitle]
    if view.rows:
        parts.append(f"a table: {view.rows.said}")
    elif view.report.kind == "entries":
        parts.append("dated entries")
        if unread := len(view.report.unread):
            parts.append(f"{unread} {pluralize('date', unread)} not read")
    said = " · ".join(filter(None, parts))
    return said[:1].upper() + said[1:]


def bars_of(view: View) -> tuple[int, ...]:
    """The events of each month, or of several months together so that there are at most `MOST_BARS` bars."""
    counts = view.index.month_counts(Selection(), view.months)
    each = -(-len(counts) // MOST_BARS) or 1
    return tuple(int(sum(counts[i : i + each])) for i in range(0, len(counts), each))


def to_json(row: Row) -> dict[str, Any]:
    """A row as JSON for the desk's script."""
    return dict(vars(row))
