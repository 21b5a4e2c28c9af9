"""The corrections of a report: the list of changes, and the button in the header that opens it."""

from dataclasses import asdict

from dash import html

from components.page import ids
from components.page.attributes import aria, data
from components.page.view import View
from data import Selection
from data.events.about import about_as_read
from data.events.changes import describe

MOST_CHANGES = 500
MOST_NAMES = 2000  # actors that are suggested for a new name


def list_changes(view: View) -> dict:
    """List the newest changes first, each in words (`Change` in data/events/changes.py), and how many there are.

    `there` says whether the change's event is in the current table, so that it can be opened.
    """
    changes = describe(view.log, view.as_read, about_as_read(view.report_read))
    newest = changes[: -MOST_CHANGES - 1 : -1]
    named = {change.event for change in newest}
    there = set(view.table["id"][view.table["id"].isin(named)])
    return {
        "changes": [asdict(change) | {"there": change.event in there} for change in newest],
        "count": len(changes),
    }


def list_names(view: View) -> dict[str, dict[str, int]]:
    """The themes, topics and most frequent actors with their number of events, for renaming."""
    themes = view.index.facet_counts("theme", Selection())
    topics = view.index.facet_counts("topic", Selection())
    return {"theme": themes, "topic": topics, "actor": dict(list(view.actors.items())[:MOST_NAMES])}


def render_changes_bar(view: View, can_edit: bool) -> html.Div:
    """The number of changes, and undo: "Changes 3 · Undo"; the script updates it (assets/page/changes.mjs)."""
    return html.Div(
        [
            html.Button(
                ["Changes ", html.Span(f"{view.changes}", className="changes-count")],
                id="open-changes",
                type="button",
                className="link",
                **aria(expanded="false", controls=ids.CHANGES),
                **data(does="changes"),
            ),
            html.Span(
                [
                    html.Span("·", **aria(hidden="true")),
                    html.Button("Undo", type="button", className="link", **data(does="undo")),
                ],
                id="undo",
                hidden=True,
            ),
        ],
        id="changes-bar",
        className="changes-bar muted",
        hidden=not (can_edit or view.changes),
    )


def render_changes() -> html.Div:
    """The container of the list, which the script fills."""
    close = html.Button(
        "✕", type="button", className="icon", **aria(label="Close the changes"), **data(does="changes")
    )
    return html.Div(
        [
            html.Div([html.H2("Changes", id="changes-title", tabIndex=-1), close], className="details-bar"),
            html.Div(
                [
                    html.Label("Your name", htmlFor="who"),
                    html.Div(id="who-place"),
                    html.P("Optional; others see it beside your changes.", className="muted"),
                ],
                className="who",
                hidden=True,
            ),
            html.P(className="said muted", role="status"),
            html.Ol(id="changes-list", **aria(labelledby="changes-title")),
        ],
        id=ids.CHANGES,
        hidden=True,
    )
