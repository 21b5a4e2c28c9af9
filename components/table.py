"""The selection as a table: the same events as the chart, sorted by a column, and the chart's alternative."""

import pandas as pd
from dash import html

from data import date_in_words

MOST_ROWS = 500
COLUMNS = {"date": "Date", "theme": "Theme", "headline": "Event", "actors": "Actors"}
FIRST = {"column": "date", "down": False}


def event_table(events: pd.DataFrame, sort: dict | None = None, count: int | None = None) -> list:
    """The rows of `events` (at most `MOST_ROWS`), sorted as `sort` says; a row's button opens its event."""
    sort, count = sort or FIRST, len(events) if count is None else count
    rows = _sorted(events, sort).head(MOST_ROWS)
    heads = [
        html.Th(
            html.Button([name, html.Span(_arrow(key, sort), className="arrow", **{"aria-hidden": "true"})],
                        type="button", className="sort", **{"data-does": "sort", "data-value": _next(key, sort)}),
            scope="col", **{"aria-sort": ("descending" if sort["down"] else "ascending") if sort["column"] == key else "none"},
        )
        for key, name in COLUMNS.items()
    ]  # fmt: skip
    body = [
        html.Tr([
            html.Td(date_in_words(row.date), className="when"), html.Td(str(row.theme)),
            html.Td(html.Button(row.headline, type="button", className="open-event", **{"data-does": "event", "data-value": row.id})),
            html.Td("; ".join(row.actors)),
        ])
        for row in rows.itertuples()
    ]  # fmt: skip
    note = f"The first {MOST_ROWS} of {count} events; the CSV has all." if count > MOST_ROWS else ""
    return [
        html.Div(
            [html.Button("Copy table", type="button", className="button", **{"data-does": "copy-table"}),
             html.A("Download CSV", href="/events.csv", className="button", download="", **{"data-path": "/events.csv"}),
             html.Span("", className="muted copied", role="status")],
            className="table-actions",
        ),
        html.Table([html.Caption("Events of the selection", className="hidden"), html.Thead(html.Tr(heads)), html.Tbody(body)]),
        html.P(note, className="muted") if note else None,
    ]  # fmt: skip


def _next(key: str, sort: dict) -> str:
    """The order that a press on a column's heading asks for."""
    return f"{key}-down" if sort["column"] == key and not sort["down"] else key


def _arrow(key: str, sort: dict) -> str:
    return (" ↓" if sort["down"] else " ↑") if sort["column"] == key else ""


def _sorted(events: pd.DataFrame, sort: dict) -> pd.DataFrame:
    column = sort["column"]
    if column == "date":
        return events[::-1] if sort["down"] else events
    if column == "actors":
        return events.sort_values("actors", key=lambda lists: lists.map("; ".join), ascending=not sort["down"], kind="stable")
    return events.sort_values(column, ascending=not sort["down"], kind="stable")
