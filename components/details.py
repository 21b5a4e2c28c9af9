"""The details of the open event, beside the chart: what, when, who, and its sentence in the report."""

import re

import dash_mantine_components as dmc
import pandas as pd
from dash import ALL, Input, Output, State, ctx, html, no_update

from components import ids, palette
from data import Report, Selection, date_in_words


def details(
    event: pd.Series, report: Report, themes: list[str], position: int, count: int, kept: bool = True
) -> list:
    """The parts of the details pane for one row of the events table, the `position`-th of `count`."""
    theme = event["theme"]
    color = {
        "--theme-light": palette.theme_colors(themes)[theme],
        "--theme-dark": palette.theme_colors(themes, dark=True)[theme],
    }
    return [
        html.Div(
            [
                html.Span(f"{position} of {count}" if kept else "Outside the filters", className="muted"),
                html.Span(
                    [
                        _step("←", "Previous event", "previous"),
                        _step("→", "Next event", "next"),
                        _step("✕", "Close details", "close"),
                    ]
                ),
            ],
            className="details-bar",
        ),
        html.P(theme, className="details-theme", style=color),
        html.H2(event["headline"], id="details-title", tabIndex=-1),
        html.P(date_in_words(event["date"]), className="muted details-date"),
        html.Div(
            [
                dmc.Button(
                    name[:1].upper() + name[1:], id={"type": "actor-chip", "index": name}, size="compact-sm",
                    variant="default", radius="xl", className="chip", **{"aria-label": f"Show only {name}"},
                )
                for name in event["actors"]
            ],
            className="chips",
        ),
        html.H3("In the report"),
        html.Div(_in_report(event, report, color), className="in-report", style=color),
    ]  # fmt: skip


def _step(sign: str, name: str, kind: str) -> html.Button:
    return html.Button(
        sign, id={"type": "step", "index": kind}, className="icon", **{"aria-label": name}, title=name
    )


def _in_report(event: pd.Series, report: Report, color: dict) -> html.P:
    paragraph = next((p for p in report.paragraphs if p.start <= event["start"] < p.end), None)
    if paragraph is None:
        return html.P(html.Mark(event["text"]))
    start, end = int(event["start"]), int(event["end"])
    before, after = report.text[paragraph.start : start], report.text[end : paragraph.end]
    if len(before) > 700:
        cut = re.search(r"[.!?][”\"]?\s+(?=\S)", before[-600:])
        before = "… " + before[-600:][cut.end() if cut else 0 :]
    if len(after) > 1200:
        cut = after[:1100].rfind(". ")
        after = after[: cut + 1 if cut > 0 else 1100] + " …"
    return html.P([before, html.Mark(report.text[start:end]), after])


def register(app, report: Report, table: pd.DataFrame) -> None:
    """The callbacks inside the details pane; its events are those the filters keep."""
    themes = list(table["theme"].cat.categories)

    @app.callback(
        Output(ids.DETAILS_BODY, "children"),
        Output(ids.DETAILS, "hidden"),
        Input(ids.CHOSEN, "data"),
        Input(ids.QUERY, "data"),
    )
    def show(chosen: str, query: str):
        events = Selection.from_query(query or "").apply(table)
        events = events[events["in_year"]]
        found = table[table["id"] == chosen]
        if found.empty:
            return None, True
        shown = list(events["id"])
        kept = chosen in shown
        position = shown.index(chosen) + 1 if kept else 0
        return details(found.iloc[0], report, themes, position, len(shown), kept), False

    @app.callback(
        Output(ids.CHOSEN, "data", allow_duplicate=True),
        Input({"type": "step", "index": ALL}, "n_clicks"),
        State(ids.CHOSEN, "data"),
        State(ids.QUERY, "data"),
        prevent_initial_call=True,
    )
    def step(clicks: list, chosen: str, query: str):
        if not any(clicks):
            return no_update
        kind = ctx.triggered_id["index"]
        events = Selection.from_query(query or "").apply(table)
        shown = list(events[events["in_year"]]["id"])
        if kind == "close":
            return ""
        if chosen not in shown:
            return shown[0] if shown else ""
        return shown[(shown.index(chosen) + (1 if kind == "next" else -1)) % len(shown)]

    @app.callback(
        Output(ids.ACTORS, "value", allow_duplicate=True),
        Input({"type": "actor-chip", "index": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def only_actor(clicks: list):
        return [ctx.triggered_id["index"]] if any(clicks) else no_update
