"""The selection as a table: the chart's events, sorted by a column, and the chart's text alternative."""

from collections.abc import Mapping, Sequence

from components.page.view import View
from data import Selection, date_in_words
from data.events.rows import iter_events
from data.selection.search import Sought, cut_at, find_words, names_in, parse_search

MOST_ROWS = 500
REPORT = {"report": "Report"}  # the first column, where there are several
COLUMNS = {"date": "Date", "theme": "Theme", "headline": "Event", "actors": "Actors"}


def event_table(view: View, selection: Selection, sort: str = "") -> dict:
    """The first `MOST_ROWS` events of `selection` for the script; `sort` is "theme" or "theme-down".

    `heads` are the columns: name, order ("ascending", "descending", "none"), and the sort of a press; `rows` are id, date in
    words, theme, headline, actors, whether it is starred, and in a search the headline and actors in pieces, of which every
    second is a hit; for several reports also the report.
    """
    columns = REPORT | COLUMNS if view.is_together else COLUMNS
    column, down = order(sort, columns)
    count = view.index.count(selection)
    heads = [
        (
            name,
            ("descending" if down else "ascending") if key == column else "none",
            f"{key}-down" if key == column and not down else key,
        )
        for key, name in columns.items()
    ]
    words = parse_search(selection.q)
    rows = view.index.in_order(selection, column, down, MOST_ROWS)
    note = f"The first {MOST_ROWS} of {count} events; the CSV has all." if count > MOST_ROWS else ""
    return {
        "heads": heads,
        "rows": [
            (
                row.id,
                date_in_words(row.date),
                str(row.theme),
                row.headline,
                row.actors,
                bool(row.starred),
                _cut(words, row.headline, row.actors) if words else None,
                *([str(row.report)] if view.is_together else []),
            )
            for row in iter_events(rows)
        ],
        "note": note,
    }


def _cut(words: Sequence[Sought], headline: str, actors: Sequence[str]) -> list[list[str]]:
    names = names_in(actors)
    return [cut_at(text, find_words(text, words, names)) for text in (headline, *actors)]


def order(sort: str, columns: Mapping[str, str] = COLUMNS) -> tuple[str, bool]:
    """The column of "theme" or "theme-down", and whether it is descending; by date for anything else."""
    column, _, down = sort.partition("-")
    return (column, down == "down") if column in columns else ("date", False)
