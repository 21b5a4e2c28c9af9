"""Serialise a reading: JSON by columns, so that data from another process is never code."""

from dataclasses import asdict, replace
from sys import intern

import orjson
import pandas as pd

from data.attrs import Shared
from data.english.headline.opening import shorten
from data.events.table import COLUMNS, NUMBERS, fill_claims, topics_of
from data.files.books import Book, Entry
from data.files.source import Reading
from data.files.table_reading import TableReading, TableUnclear
from data.report import Page, Paragraph, Report, Section, UnreadDate

_DAYS = ("first_day", "last_day")
_KEPT = tuple(name for name in COLUMNS if name != "topic")  # which follows from the theme


def pack(reading: Reading) -> bytes:
    """The reading as JSON in UTF-8."""
    table = reading.table
    columns = {name: table[name].to_list() for name in _KEPT if name not in (*_DAYS, *NUMBERS)}
    for name in NUMBERS:
        columns[name] = table[name].astype(object).where(table[name].notna(), None).to_list()
    columns |= {name: table[name].astype("int64").to_list() for name in _DAYS}
    packed = {
        "report": asdict(replace(reading.report, entries=())),
        "columns": columns,
        "themes": list(table["theme"].cat.categories),
        "kinds": table.attrs.get("kinds", {}),
        "as_read": table.attrs.get("as_read", {}),
        "rules": table.attrs.get("rules", {}),
        "rows": reading.rows.to_json() if reading.rows else None,
        "book": asdict(reading.book) if reading.book else None,
    }
    return orjson.dumps(packed, default=str)


def unpack(packed: bytes) -> Reading:
    """Restore the reading in `packed`. Raises `ValueError`, `KeyError` or `TypeError` if it is invalid.

    For a table that cannot be drawn yet it raises the `TableUnclear` that was packed.
    """
    content = orjson.loads(packed)
    if "unclear" in content:
        raise TableUnclear(content["unclear"], TableReading.from_json(content["rows"]))
    about = content["report"]
    report = Report(
        **{key: about[key] for key in ("text", "year", "title", "publisher", "edition", "years")},
        sections=tuple(Section(**section) for section in about["sections"]),
        paragraphs=tuple(Paragraph(**paragraph) for paragraph in about["paragraphs"]),
        kind=about.get("kind", "narrative"),  # missing in older versions
        unread=tuple(UnreadDate(**date) for date in about.get("unread", ())),
        pages=tuple(Page(**page) for page in about.get("pages", ())),
    )
    columns = content["columns"]
    for name, nothing in (("starred", False), ("note", ""), ("place", 0)):  # missing in older versions
        columns.setdefault(name, [nothing] * len(columns["id"]))
    columns.setdefault("label", list(map(shorten, columns["headline"])))
    # Readings of older versions have no claims, and open without.
    table = pd.DataFrame({name: columns[name] for name in _KEPT if name in columns})
    fill_claims(table)
    table = table[list(_KEPT)]
    for name in _DAYS:
        table[name] = pd.to_datetime(table[name], unit="us").astype("datetime64[us]")
    table["theme"] = pd.Categorical(table["theme"], categories=content["themes"], ordered=True)
    table.insert(COLUMNS.index("topic"), "topic", topics_of(table["theme"]))
    table.attrs["kinds"] = content["kinds"]
    table.attrs["as_read"] = content.get("as_read", {})
    rules = content.get("rules", {})
    table.attrs["rules"] = Shared((event, list(map(intern, names))) for event, names in rules.items())
    rows = content["rows"] and TableReading.from_json(content["rows"])
    return Reading(report, table, _book(content["book"]), rows)


def pack_unclear(error: TableUnclear) -> bytes:
    """A table that cannot be drawn yet, as JSON in UTF-8."""
    return orjson.dumps({"unclear": str(error), "rows": error.reading.to_json()})


def _book(about: dict | None) -> Book | None:
    if about is None:
        return None
    entries = tuple(map(Entry.from_json, about["entries"]))
    return Book(about["title"], about["year"], entries, tuple(about["listed"]))
