"""The page: header, sidebar, chart and details; `/embed` is the same page without its controls."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

import dash_mantine_components as dmc
import orjson
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from components.draw.markers import SIGNS
from components.draw.shapes import Placed
from components.draw.svg import chart_svg
from components.page import ids
from components.page.attributes import aria, data
from components.page.changes import render_changes
from components.page.details import render_details
from components.page.drawing import Room, axis_facts, render_drawing
from components.page.header import render_header
from components.page.sidebar import render_sidebar
from components.page.summary import render_brief
from components.page.view import View
from data import Selection, date_in_words
from data.events.rows import iter_events
from data.plurals import pluralize
from data.selection.filters import FILTERS, field_of
from data.selection.lanes import LANES
from data.selection.selection import MORE_KEYS

MOST_OTHERS = 200  # statements about other years that are listed
_CHART_NAME = "Timeline. Arrow keys walk the events, Enter opens one; the table has them too."


def render_frame(children: Component, scheme: Literal["light", "dark"] | None = None) -> dmc.MantineProvider:
    """The provider around the page: typeface and colour scheme, which is fixed if `scheme` is given."""
    frame = dmc.MantineProvider(
        children,
        defaultColorScheme="auto",
        theme={
            "fontFamily": "'Source Sans Pro', sans-serif",
            "headings": {"fontFamily": "'Source Sans Pro', sans-serif"},
            "primaryColor": "dark",
            "primaryShade": {"light": 8, "dark": 1},
            "defaultRadius": "md",
        },
    )
    if scheme:
        frame.forceColorScheme = scheme  # pyright: ignore[reportAttributeAccessIssue]
    return frame


class Page(NamedTuple):
    """A page's Dash components, with its drawing, the placement, and the events that have a mark."""

    html: html.Div
    drawing: dict
    placed: Placed
    events: pd.DataFrame


def render_page(
    view: View,
    selection: Selection,
    room: Room,
    *,
    embed: bool = False,
    bare: bool = False,
    fit: bool = False,
    table: bool = False,
    sort: str = "",
    review: bool = False,
    notes: list[str] | None = None,
    entries: dict[str, str] | None = None,
    shared: str = "",
    code: Callable[[float], str] = lambda height: "",
    base: str = "/",
    uploads: bool = True,
    kept: str = "",
    can_edit: bool = False,
    opened: bool = False,
    find_source: Callable[[str], str] = lambda key: "",
) -> Page:
    """Render the whole page for one report, drawn for `selection` and the browser's `room`.

    Embedded, it may be `bare`, without its source, and `fit` into its frame. `notes` say which parts of the address do not
    apply. `uploads` says whether visitors may open reports, `kept` how long this one is stored if they may delete it;
    `can_edit` whether they may correct its table, `opened` whether it is an opened one. `shared` is the key in shared links.
    `code` returns the embed code of a chart of a height in px; `entries` are those of a book, their names by their keys;
    addresses start with `base`. `find_source` returns the address of the PDF that contains the report of a key.
    """
    drawing, placed, events = render_drawing(
        view, selection, room, table, sort, review and can_edit and not embed and not view.is_together
    )
    details = render_details(view, selection.event, selection, find_source)
    picture = chart_svg(placed, events, view.themes, room.dark)
    start = _start(
        view,
        selection,
        room,
        drawing | {"embed": code(placed.height), "shared": shared},
        can_edit and not embed,
        opened,
    )
    main = [
        _summary(drawing, render_lanes(view)),
        *([html.P(" ".join(notes), id="unknown", className="muted", dir="auto")] if notes else []),
        html.Div(drawing["chips"], id=ids.CHIPS, className="filter-chips"),
        html.Div(id=ids.TEXTS, hidden="found" not in drawing),
        render_beyond(view, selection),
        _chart(picture, placed.height if drawing["some"] else 0),
        html.Div(id="heat", className="heat"),
        html.Div(id=ids.OVERVIEW, className="overview"),
        html.Ul(
            id="few", className="few", hidden=True, **aria(label="The chosen events and their sentences")
        ),
        html.Div(id=ids.TABLE, className="table"),
        _empty(drawing["some"], drawing["none"]),
        _foot(view, embed, selection, base, kept),
    ]
    columns = [
        render_sidebar(view.index, len(view.actors), view.months, selection, view.is_together),
        html.Main(main, className="main", id="main"),
        html.Div(
            [
                *([] if embed else [render_brief(*view.brief_of(selection), selection.report, base)]),
                _aside(details),
            ],
            className="beside",
        ),
    ]
    looks = {
        "embed": embed,
        "bare": embed and bare,
        "fit": embed and fit,
        "as-table": table,
        "as-heat": drawing["heat"] is not None and not table,
        "with-details": details is not None,
        "can-edit": can_edit and not embed and not view.is_together,
        "can-name": can_edit and not embed,
    }
    page = html.Div(
        [
            html.A("Skip to the timeline", href="#" + ids.CHART, className="skip"),
            render_header(view, None if embed else entries, selection.report, uploads, can_edit, base),
            html.Div(columns, className="columns"),
            html.Div(id="spoken", role="status", className="hidden", **aria(live="assertive")),
            html.Div(id="notice", role="status", hidden=True),
            dcc.Store(id=ids.REPORT, data=selection.report),
            dcc.Store(id=ids.READING_OPEN, data=False),
        ],
        id="page",
        className=" ".join(["page", *(name for name, on in looks.items() if on)]),
        **data(start=start),
    )
    return Page(page, drawing, placed, events)


def _start(view: View, selection: Selection, room: Room, drawing: dict, can_edit: bool, opened: bool) -> str:
    """The script's initial data (assets/yearline.mjs) as JSON: the drawing, the query, the axis, and the values of Dash's
    controls.
    """
    keys = [*(key for row in FILTERS for key in row.keys), *MORE_KEYS]
    return _json(
        {
            # Chips and themes are rendered in the page.
            "drawing": {key: value for key, value in drawing.items() if key not in ("chips", "themes")},
            "query": {key: getattr(selection, field_of(key)) for key in keys},
            "axis": axis_facts(view),
            "room": {"width": room.width, "dark": room.dark},
            "canEdit": can_edit,
            "isOpened": opened,
            "controls": {
                ids.SEARCH: selection.q,
                ids.THEMES: selection.theme,
                ids.MONTHS: drawing["slider"],
            },
        }
    )


def _json(value) -> str:
    return orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY).decode()


def render_lanes(view: View) -> html.Label:
    """The select for the lanes; the script updates it (assets/page/lanes.mjs)."""
    keys = [key for key in LANES if view.is_together or key not in ("report", "topic")]
    options = [html.Option(LANES[key].label, value=key) for key in keys]
    if view.is_together:
        options = [html.Option("Report and month", value=""), *options]
    return html.Label(["Lanes ", html.Select(options, id="lanes")], className="lanes-by muted")


def render_beyond(view: View, selection: Selection) -> html.Div:
    """The events beyond the ends of the axis, each with a button that shows them; the script updates it
    (assets/page/beyond.mjs).
    """
    found = view.beyond(selection)
    return html.Div(
        [
            html.Button(
                words, type="button", className="link", **data(does="beyond", value=f"{first} {last}")
            )
            for words, first, last in found
        ],
        id="beyond",
        className="beyond muted",
        hidden=not found,
    )


def _summary(drawing: dict, lanes: html.Label) -> html.Div:
    return html.Div(
        [
            html.H2(drawing["summary"], id=ids.SUMMARY, className="summary", **aria(live="polite")),
            html.Span(drawing["more"], id=ids.SUMMARY_MORE, className="muted"),
            html.Button(
                drawing["texts"],
                id="in-texts",
                type="button",
                className="link",
                hidden=not drawing["texts"],
                **aria(expanded=str("found" in drawing).lower(), controls="texts"),
            ),
            html.Ul(
                [
                    html.Li(
                        [html.Span(className=f"sign sign-{sign}"), words],
                        hidden=sign not in drawing["signs"],
                        **data(sign=sign),
                    )
                    for sign, words in (SIGNS | {"area": drawing["highest"]}).items()
                ],
                id=ids.SIGNS,
                className="signs",
                **aria(label="Signs of the dates"),
            ),
            html.Button(
                "Reset",
                id="reset",
                type="button",
                className="button reset",
                hidden=drawing["whole"],
                **data(does="reset"),
            ),
            lanes,
        ],
        className="summary-row",
    )


def _chart(picture: str, height: float) -> html.Div:
    """The chart's container. It shows the `picture` until Plotly has drawn into #timeline."""
    return html.Div(
        html.Div(id=ids.TIMELINE),
        id=ids.CHART,
        className="chart",
        tabIndex=0,
        role="application",
        style={"minHeight": f"{height:.0f}px"} if height else {},  # until it is drawn
        **aria(label=_CHART_NAME, roledescription="timeline"),
        **data(early=picture),
    )


def _empty(some: bool, none: str) -> html.Div:
    reset = html.Button("Show all events", type="button", className="button", **data(does="reset"))
    return html.Div([html.P(none), reset], id=ids.EMPTY, className="empty", hidden=some)


def _aside(details: list | None) -> html.Aside:
    """The open event, or the form that corrects it, and under it the report's text."""
    close = html.Button(
        "✕", type="button", className="icon", **aria(label="Close the report"), **data(does="read")
    )
    reading = [
        html.Div([html.H2("The report"), close], className="details-bar"),
        html.Div(id=ids.READING, className="report-text"),
    ]
    return html.Aside(
        [
            html.Div(details, id=ids.DETAILS_BODY),
            html.Div(id="edit-pane", hidden=True),  # the script fills it (assets/page/edit.mjs)
            html.Div(reading, id="reading-pane", hidden=True),
            render_changes(),
        ],
        id=ids.DETAILS,
        className="details",
        hidden=details is None,
        tabIndex=-1,
        **aria(label="Event and report"),
    )


def _foot(view: View, embed: bool, selection: Selection, base: str, kept: str) -> html.Footer:
    """The source, and the statements about other years; in an embed also the link to the page."""
    parts: list = [html.P(f"Source: {view.source}.", id="source-line")]
    if not embed:
        parts.append(
            html.P(
                [
                    "Is an event missing? Mark its words in the report, or ",
                    html.Button("add one", type="button", className="link", **data(does="add-event")),
                    ".",
                ],
                className="only-edit",
            )
        )
    if kept and not embed:
        forget = html.Button(
            "Forget this report",
            type="button",
            className="button",
            **data(does="forget", value=selection.report),
        )
        parts.append(html.P([f"{kept} ", forget], className="kept"))
    if embed:
        parts.append(
            html.A(
                "Open in Yearline",
                href=f"{base}?{selection.to_query()}",
                target="_blank",
                rel="noopener",
                id="embed-link",
            )
        )
    else:
        parts.append(html.Div(render_other_years(view), id=ids.OTHER_YEARS))
    return html.Footer(parts, className="foot muted")


@lru_cache(maxsize=4)  # of each drawing while more reports are read
def render_other_years(view: View) -> list[html.Details]:
    """The report's statements about other years; each opens as an event does."""
    count = len(view.other)
    if not count:
        return []
    summary = f"{count} {pluralize('statement', count)} about other years {'is' if count == 1 else 'are'} kept apart."
    rows = [
        html.Li(
            [
                html.Button(
                    date_in_words(row.date),
                    type="button",
                    className="open-event",
                    **aria(label=f"{date_in_words(row.date)}: {row.headline}"),
                    **data(does="event", value=row.id),
                ),
                " · ",
                row.text or row.headline,
            ]
        )
        for row in iter_events(view.other.head(MOST_OTHERS))
    ]
    return [html.Details([html.Summary(summary), html.Ul(rows)], className="other-years")]
