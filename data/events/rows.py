"""The rows of the events table as typed tuples."""

from collections.abc import Iterator
from typing import Protocol, cast

import pandas as pd


class Event(Protocol):
    """One row of the events table; data/events/schema.py documents its columns."""

    id: str
    date: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    precision: str
    in_year: bool
    theme: str
    actors: list[str]
    headline: str
    label: str
    text: str
    page: str
    pdf_page: int
    start: int
    end: int
    corrected: list[str]
    starred: bool
    note: str
    report: str  # of a table of several


def iter_events(table: pd.DataFrame) -> Iterator[Event]:
    """The events of `table` in its order."""
    return cast("Iterator[Event]", table.itertuples())
