"""The page: header, sidebar, chart and details; `/embed` is the same page without its controls."""

import json
from urllib.parse import quote

import dash_mantine_components as dmc
from dash import dcc, html

from components.draw.figure import timeline_figure
from components.draw.picture import chart_svg
from components.draw.placement import place, place_many, too_many
from components.page import ids
from components.page.details import details_of
from components.page.overview import overview_bars, overview_state
from components.page.sidebar import months_said, sidebar
from components.page.table import event_table
from components.page.view import View
from data import Selection, date_in_words, months_in_words


def frame(children) -> dmc.MantineProvider:
    """What holds the page: typeface and the switch between light and dark."""
    return dmc.MantineProvider(
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


def drawn(view: View, selection: Selection, viewport: dict, mode: str = "chart", sort: str = "") -> dict:
    """All that follows from a selection: figure, words, counts, overview, table. Pure; the page and its callback share it.

    `viewport` has the chart's `width` in px and whether it is `dark`.
    """
    count = view.index.count(selection)
    width = max(280, min(int(viewport.get("width") or 1080), 3200))
    axis = view.axis(selection)
    if too_many(count, width):
        # Of many events nothing is asked for but where they lie; only those that are named are looked up.
        placed = place_many(*view.index.where_and_what(selection, axis), view.themes, width, axis)
        events = view.index.take(selection, placed.numbers)
    else:
        events = view.index.rows(selection)
        placed = place(events, width, axis)
    figure = timeline_figure(
        events, axis, width, bool(viewport.get("dark")), selection.event, view.themes, placed
    )
    said = selection_said(view, selection)
    counts = view.index.facet_counts("theme", selection)
    return {
        "figure": figure,
        "placed": placed,
        "events": events,
        "summary": f"{count} of {len(view.index)} events",
        "more": said,
        "some": count > 0,
        "query": selection.to_query(),
        "months": months_said(selection, view.months),
        "counts": counts,
        "chips": chips(selection),
        "overview": overview_state(
            view.index.month_counts(selection, view.months), view.months, selection, placed
        ),
        "table": event_table(view, selection, sort) if mode == "table" else None,
        "count": count,
        "whole": selection.whole,
    }


def selection_said(view: View, selection: Selection) -> str:
    """What follows "2 of 11 events": the filters in words, or the months shown."""
    if words := selection.in_words():
        return f": {words}"
    return f" · {months_in_words(view.months[0], view.months[-1])}" if view.months else ""


def chips(selection: Selection) -> list:
    """What is filtered, each with a button that takes it back."""
    return [
        html.Button(
            [name, html.Span("✕", **{"aria-hidden": "true"})],
            type="button",
            className="filter-chip",
            **{
                "aria-label": f"Remove filter: {name}",
                "data-does": "unfilter",
                "data-kind": kind,
                "data-value": value,
            },
        )
        for kind, value, name in selection.parts()
    ]


def page(
    view: View,
    selection: Selection,
    viewport: dict,
    embed: bool = False,
    mode: str = "chart",
    entries: list[str] | None = None,
) -> html.Div:
    """The whole page for one report, drawn for `selection` and the browser's `viewport`."""
    now = drawn(view, selection, viewport, mode)
    details = details_of(view, selection.event, selection)
    start = {
        "count": now["count"],
        "months": view.months,
        "query": now["query"],
        "mode": mode,
        "width": viewport.get("width"),
        "dark": bool(viewport.get("dark")),
    }
    return html.Div(
        [
            html.A("Skip to the timeline", href="#" + ids.CHART, className="skip"),
            _header(view, entries, selection.report),
            html.Div(
                [
                    sidebar(view.index, view.kinds, view.months, selection),
                    html.Main(
                        [
                            html.Div(
                                [
                                    html.H2(
                                        now["summary"],
                                        id=ids.SUMMARY,
                                        className="summary",
                                        **{"aria-live": "polite"},
                                    ),
                                    html.Span(now["more"], id=ids.SUMMARY_MORE, className="muted"),
                                    html.Button(
                                        "Reset",
                                        id="reset",
                                        type="button",
                                        className="button reset",
                                        hidden=now["whole"],
                                        **{"data-does": "reset"},
                                    ),
                                ],
                                className="summary-row",
                            ),
                            html.Div(now["chips"], id=ids.CHIPS, className="filter-chips"),
                            html.Div(
                                _chart(now),
                                id=ids.CHART,
                                className="chart",
                                tabIndex=0,
                                role="application",
                                style={"minHeight": f"{now['placed'].height:.0f}px"}
                                if now["some"]
                                else {},  # until the graph is there
                                **{
                                    "aria-label": "Timeline. Arrow keys walk the events, Enter opens one; the table has them too.",
                                    "aria-roledescription": "timeline",
                                    "data-early": chart_svg(
                                        now["placed"], now["events"], view.themes, bool(viewport.get("dark"))
                                    ),
                                },
                            ),
                            html.Div(
                                id=ids.OVERVIEW,
                                className="overview",
                                **{
                                    "data-bars": json.dumps(overview_bars(view.months)),
                                    "data-state": json.dumps(now["overview"]),
                                },
                            ),
                            html.Div(
                                id=ids.TABLE, className="table", **{"data-table": json.dumps(now["table"])}
                            ),
                            html.Div(
                                [
                                    html.P("No event matches these filters."),
                                    html.Button(
                                        "Show all events",
                                        type="button",
                                        className="button",
                                        **{"data-does": "reset"},
                                    ),
                                ],
                                id=ids.EMPTY,
                                className="empty",
                                hidden=now["some"],
                            ),
                            _foot(view, embed, selection),
                        ],
                        className="main",
                        id="main",
                    ),
                    html.Aside(
                        [
                            html.Div(details, id=ids.DETAILS_BODY),
                            html.Div(
                                [
                                    html.Div(
                                        [
                                            html.H2("The report"),
                                            html.Button(
                                                "✕",
                                                type="button",
                                                className="icon",
                                                **{"aria-label": "Close the report", "data-does": "read"},
                                            ),
                                        ],
                                        className="details-bar",
                                    ),
                                    html.Div(id=ids.READING, className="report-text"),
                                ],
                                id="reading-pane",
                                hidden=True,
                            ),
                        ],
                        id=ids.DETAILS,
                        className="details",
                        hidden=details is None,
                        tabIndex=-1,
                        **{"aria-label": "Event and report"},
                    ),
                ],
                className="columns",
            ),
            html.Div(id="spoken", role="status", className="hidden", **{"aria-live": "assertive"}),
            html.Div(
                "The server does not answer; your view stays, and goes on when it is back.",
                id="offline",
                role="status",
                hidden=True,
            ),
            dcc.Store(id=ids.START, data=start),
            dcc.Store(id=ids.REPORT, data=selection.report),
            dcc.Store(id=ids.READING_OPEN, data=False),
        ],
        className=" ".join(
            [
                "page",
                *(["embed"] if embed else []),
                *(["as-table"] if mode == "table" else []),
                *(["with-details"] if details else []),
            ]
        ),
        id="page",
    )


def _header(view: View, entries: list[str] | None, key: str) -> html.Header:
    picker = (
        dmc.Select(
            id=ids.ENTRY,
            data=entries,
            value=key or (view.report.title if view.report.title in entries else None),
            searchable=True,
            w=220,
            size="sm",
            nothingFoundMessage="No such entry",
            **{"aria-label": "Entry of the book"},
            maxDropdownHeight=420,
            allowDeselect=False,
        )
        if entries
        else html.Div(
            dmc.Select(id=ids.ENTRY, data=[], value=None, **{"aria-label": "Entry of the book"}), hidden=True
        )
    )
    return html.Header(
        [
            html.Button(
                "Filters",
                id="open-filters",
                type="button",
                className="button only-small",
                **{"aria-controls": "filters", "aria-expanded": "false"},
            ),
            html.Div(
                [
                    html.H1(view.title),
                    html.Span(view.report.edition or view.report.publisher, className="muted edition"),
                ],
                className="title",
            ),
            picker,
            html.Div(
                [
                    html.Button(
                        "Open…",
                        type="button",
                        className="button quiet",
                        title="Open a report of your own, or drop it onto the page",
                        **{"data-does": "open"},
                    ),
                    html.Button(
                        "Report",
                        type="button",
                        className="button quiet",
                        id="open-reading",
                        **{"data-does": "read", "aria-pressed": "false"},
                    ),
                    html.Button(
                        "Table",
                        type="button",
                        className="button quiet",
                        id="open-table",
                        **{"data-does": "table", "aria-pressed": "false"},
                    ),
                    html.Button(
                        "Present", type="button", className="button quiet", **{"data-does": "present"}
                    ),
                    html.Button("Share", type="button", className="button strong", **{"data-does": "share"}),
                    html.Button(
                        "?",
                        type="button",
                        className="icon",
                        title="Keys",
                        **{"data-does": "keys", "aria-label": "Keys"},
                    ),
                    html.Button(
                        "◐",
                        type="button",
                        className="icon",
                        title="Light or dark",
                        **{"data-does": "scheme", "aria-label": "Switch between light and dark"},
                    ),
                ],
                className="actions",
            ),
        ],
        className="header",
    )


def _chart(now: dict) -> dcc.Graph:
    return dcc.Graph(
        id=ids.TIMELINE,
        figure=now["figure"],
        responsive=False,
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False},
    )


def _foot(view: View, embed: bool, selection: Selection) -> html.Footer:
    count = len(view.other)
    said = f"{count} statement{'' if count == 1 else 's'} about other years {'is' if count == 1 else 'are'} kept apart."
    parts: list = [html.P(f"Source: {view.report.source or view.title}.")]
    if embed:
        parts.append(
            html.A(
                "Open in Yearline",
                href="/?" + selection.to_query(),
                target="_blank",
                rel="noopener",
                id="embed-link",
            )
        )
    elif count:
        parts.append(
            html.Details(
                [
                    html.Summary(said),
                    html.Ul(
                        [
                            html.Li([html.Strong(date_in_words(row.date)), " · ", row.text])
                            for row in view.other.head(200).itertuples()
                        ]
                    ),
                ],
                className="other-years",
            )
        )
    return html.Footer(parts, className="foot muted")


def embed_code(address: str, query: str, title: str, height: int) -> str:
    """The iframe that shows this selection on another page."""
    source = f"{address}/embed" + (f"?{query}" if query else "")
    return f'<iframe src="{source}" title="{quote(title, safe=" ,")}" width="100%" height="{height}" style="border:0" loading="lazy"></iframe>'
