"""Make text safe for drawings: files are cleaned when they are read, but a title or a person's correction may not be."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from data import Report
from data.characters import clean_for_xml
from data.events.table import topics_of
from data.files.text import clean


def clean_text(text: str) -> str:
    """Replace the characters that XML, JSON and slides cannot carry; the length stays."""
    return clean_for_xml(clean(text))


def clean_events(events: pd.DataFrame) -> pd.DataFrame:
    """Clean the texts of an events table; returns the same table if they are clean. Offsets stay right."""
    changed: dict[str, pd.Series] = {}
    for name in ("id", "headline", "label", "text"):
        if name in events and not _is_clean(events[name]):
            changed[name] = events[name].map(clean_text)
    for column in ("actors", "by", "to", "where"):
        lists: list[list[str]] = list(events[column]) if column in events else []
        if not _is_clean(name for names in lists for name in names):
            cleaned = [[clean_text(name) for name in names] for names in lists]
            changed[column] = pd.Series(cleaned, index=events.index, dtype=object)
    themes = events["theme"].cat.categories
    if not _is_clean(themes):
        order = list(dict.fromkeys(map(clean_text, themes)))
        values = pd.Categorical(events["theme"].astype(object).map(clean_text), order, ordered=True)
        changed["theme"] = pd.Series(values, events.index)
        if "topic" in events:
            changed["topic"] = topics_of(changed["theme"])
    if not changed:
        return events
    cleaned = events.assign(**changed)
    kinds = events.attrs.get("kinds", {})
    cleaned.attrs = events.attrs | {"kinds": {clean_text(name): kind for name, kind in kinds.items()}}
    return cleaned


def clean_report(report: Report) -> Report:
    """Clean a report's title and other fields, but not its text, which drawings do not show."""
    fields = ("title", "publisher", "edition", "source_line")
    changed = {name: clean_text(getattr(report, name)) for name in fields}
    return report if _is_clean(getattr(report, name) for name in fields) else replace(report, **changed)


def _is_clean(texts: Iterable[str]) -> bool:
    return all(clean_text(text) == text for text in texts)
