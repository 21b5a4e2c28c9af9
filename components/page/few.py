"""A few events use the room under their chart for their sentences."""

import pandas as pd

from components.page.view import View
from data import date_in_words
from data.events.provenance import describe_page
from data.events.rows import iter_events

MOST = 6  # events
_LONGEST = 700  # characters of a sentence


def list_few(view: View, events: pd.DataFrame, count: int) -> list[tuple[str, str, str, str]]:
    """List the `count` chosen events if they are few: id, where it is told ("January 2008 · p. 12"), headline and the
    report's words.

    `events` are those with a mark, once in each lane.
    """
    if count > MOST:
        return []
    found = {}
    for event in iter_events(events):
        parts = [
            date_in_words(event.date),
            *([event.report] if view.is_together else []),
            describe_page(event.page, event.pdf_page),
        ]
        text = event.text if len(event.text) <= _LONGEST else f"{event.text[:_LONGEST].rsplit(' ', 1)[0]} …"
        found[event.id] = (event.id, " · ".join(filter(None, parts)), event.headline, text)
    return list(found.values())
