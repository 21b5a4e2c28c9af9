"""The open event as a claim: what happened, who did it, to whom, how many, where; and the words for each part."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from components.page.attributes import aria, data
from data.events.table import PARTS
from data.selection.acts import name_of_act
from data.selection.filters import capitalize

# The parts that hold names: their labels, their filters, and the filter that a press sets.
_NAMES = {
    "by": ("Did it", "by", "Show only what {} did"),
    "to": ("Done to", "upon", "Show only what was done to {}"),
}


def render_claim(event: pd.Series) -> html.Dl:
    """Render the claim of a row of the events table as a short list; filter values are buttons, and unknown parts are left
    out.
    """
    actors = list(event["actors"])
    rows = [_render_what(event)]
    for part, (title, key, shows) in _NAMES.items():
        names = [
            _render_actor(name, key, shows.format(name)) if name in actors else name
            for name in event.get(part, ())
        ]
        rows.append(_render_row(part, title, names))
    rows.append(_render_row("count", "How many", _count_in_words(event)))
    places = [_render_value(name, "where", name, f"Show only {name}") for name in event.get("where", ())]
    rows.append(_render_row("where", "Where", places))
    sides = {*event.get("by", ()), *event.get("to", ())}
    others = [_render_actor(name, "actor", f"Show only {name}") for name in actors if name not in sides]
    rows.append(_render_row("actors", "Named", others))
    return html.Dl([row for row in rows if row is not None], className="chips claim")


def _render_what(event: pd.Series) -> html.Div | None:
    acts = [
        _render_value(name_of_act(code), "act", code, f"Show only {name_of_act(code)}")
        for code in event.get("acts", ())
    ]
    hedges = [html.Span("reportedly", className="hedge")] if event.get("alleged", False) else []
    hedges += [html.Span("did not happen", className="hedge")] if event.get("negated", False) else []
    return _render_row("acts", "What", [*acts, *hedges])


def _render_row(part: str, title: str, values: Sequence[Any]) -> html.Div | None:
    """A row with its `values` side by side; None if there are none."""
    if not values:
        return None
    named = html.Dt([html.I(className="swatch"), title])
    return html.Div([named, *(html.Dd(value) for value in values)], **data(part=part))


def _render_value(words: str, key: str, value: str, said: str) -> html.Button:
    return html.Button(
        words,
        type="button",
        className="filter-chip" if key == "act" else "link",
        dir="auto",
        **aria(label=said),
        **data(does="only", key=key, value=value),
    )


def _render_actor(name: str, key: str, said: str) -> html.Span:
    """An actor, with a button that renames it for editors."""
    rename = html.Button(
        "✎",
        type="button",
        className="rename",
        title="Rename or merge",
        **aria(label=f"Rename {name}"),
        **data(does="rename", kind="actor", value=name),
    )
    return html.Span([_render_value(capitalize(name), key, name, said), rename], className="named")


def _count_in_words(event: pd.Series) -> list[str]:
    count = event.get("count")
    if count is None or pd.isna(count):
        return []
    return [f"{'at least ' if event.get('count_least', False) else ''}{int(count):,}"]


def cut_at_parts(event: pd.Series) -> list[tuple[str, tuple[str, ...]]]:
    """The event's text in pieces, each with the parts of the claim that its words express; corrected parts have none."""
    evidence = event.get("evidence") or {}
    spans = [
        (part, start, end)
        for part in PARTS
        if part not in event["corrected"]
        for start, end in evidence.get(part, ())
    ]
    text = event["text"]
    edges = sorted({0, len(text), *(edge for _, *span in spans for edge in span if edge < len(text))})
    return [
        (text[a:b], tuple(dict.fromkeys(part for part, start, end in spans if start <= a and b <= end)))
        for a, b in zip(edges, edges[1:], strict=False)
    ]
