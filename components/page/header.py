"""The page's header: title, the entries of a book, and actions."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from components.page import ids
from components.page.attributes import aria, data
from components.page.changes import render_changes_bar
from components.page.view import View
from data.files.formats import accepted


def render_header(
    view: View,
    entries: dict[str, str] | None,
    report: str,
    uploads: bool = True,
    can_edit: bool = False,
    base: str = "/",
) -> html.Header:
    """Render the header. `entries` are those of a book, their names by their keys, `report` the current key; `uploads` adds
    a button that opens others.

    `can_edit` says whether the table may be corrected; addresses start with `base`.
    """
    return html.Header(
        [
            html.Button(
                "Filters",
                id="open-filters",
                type="button",
                className="button only-small",
                **aria(controls="filters", expanded="false"),
            ),
            html.Div(
                [
                    html.H1(view.title),
                    html.Span(view.subtitle, className="muted edition"),
                    html.Span(
                        [
                            *([] if view.is_together else [_card_button()]),
                            html.A("Your reports", href=f"{base}desk", id="open-desk", className="link"),
                        ],
                        className="title-links",
                    ),
                ],
                className="title",
            ),
            _entry_picker(view, entries, report),
            render_changes_bar(view, can_edit),
            html.Div(_actions(uploads, not view.is_together), id="actions", className="actions"),
            html.Button(
                "⋯",
                id="open-menu",
                type="button",
                className="icon only-phone",
                **aria(label="More", expanded="false", controls="actions"),
            ),
        ],
        className="header",
    )


def _card_button() -> html.Button:
    """The button that opens the report's card."""
    return html.Button(
        "About",
        type="button",
        id="open-card",
        className="link",
        title="Title, publisher, year and source of the report, and how it was read",
        **data(does="card"),
    )


def _entry_picker(view: View, entries: dict[str, str] | None, report: str) -> dmc.Select | html.Div:
    if not entries:
        # Dash's callbacks need it even if there is nothing to choose.
        nothing = dmc.Select(id=ids.ENTRY, data=[], value=None, **aria(label="Entry of the book"))
        return html.Div(nothing, hidden=True)
    return dmc.Select(
        id=ids.ENTRY,
        data=[{"value": key, "label": name} for key, name in entries.items()],
        placeholder="Choose a report",
        value=report
        if report in entries
        else next((key for key, name in entries.items() if name == view.report_read.title), None),
        searchable=True,
        w=220,
        size="sm",
        nothingFoundMessage="No such entry",
        **aria(label="Entry of the book"),
        maxDropdownHeight=420,
        allowDeselect=False,
    )


def _actions(uploads: bool, reading: bool) -> list[html.Button]:
    """The buttons; `reading` adds the one that opens the report's text."""
    opening = html.Button(
        "Open…",
        type="button",
        className="button quiet",
        title="Open a report of your own, drop it onto the page, or paste its text",
        **data(does="open", accept=accepted()),
    )
    return [
        *([opening] if uploads else []),
        _button("Report", "read", id="open-reading", hidden=not reading, **aria(pressed="false")),
        _button("Table", "table", id="open-table", **aria(pressed="false")),
        _button("Review", "review", "button quiet only-edit", id="open-review", **aria(pressed="false")),
        _button("Present", "present"),
        _button("Share", "share", "button strong"),
        _button("?", "keys", "icon", title="Help: words and keys", **aria(label="Help")),
        _button(
            "◐",
            "scheme",
            "icon",
            title="Light or dark",
            **aria(label="Switch between light and dark"),
        ),
    ]


def _button(words: str, does: str, looks: str = "button quiet", **more: Any) -> html.Button:
    return html.Button(words, type="button", className=looks, **data(does=does), **more)
