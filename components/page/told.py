"""The other reports that tell the open event, and how they differ; a person can confirm or deny that it is the same."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from dash import html

from components.page.attributes import aria, data
from components.page.view import View
from data.events.provenance import describe_page, field_in_words, value_in_words
from data.selection.same_events import differences


def render_told(view: View, event: pd.Series) -> list[html.Section]:
    """A section with a line for each event of another report that is the same; nothing if there is none."""
    partners = [view.index.table.iloc[row] for row in view.partners_of(event["id"])]
    if not partners:
        return []
    said = view.index.table.attrs["same"]
    lines = [
        html.Li(list(_render_partner(event, other, said.get(frozenset((event["id"], other["id"]))))))
        for other in partners
    ]
    return [html.Section([html.H3("Also told by"), html.Ul(lines)], className="also-told")]


def _render_partner(event: pd.Series, other: pd.Series, said: bool | None) -> Iterator[Any]:
    page = describe_page(other["page"], other["pdf_page"])
    yield html.Button(
        ", ".join(filter(None, (str(other["report"]), page))),
        type="button",
        className="link",
        dir="auto",
        **data(does="event", value=other["id"]),
    )
    yield html.P(other["headline"], dir="auto")
    for field in differences(event, other):
        here, there = (value_in_words(field, one[field]) for one in (event, other))
        yield html.P(
            f"{field_in_words(field).capitalize()}: {there}; here {here}", className="muted", dir="auto"
        )
    yield html.Span(
        [
            html.Button(
                words,
                type="button",
                className="link",
                **aria(
                    label=f"{words} as in {other['report']}", pressed=str(said is (key == "true")).lower()
                ),
                **data(does="same", value=f"{event['id']} {other['id']}", key=key),
            )
            for words, key in (("The same event", "true"), ("Not the same", "false"))
        ],
        className="only-name same",
    )
