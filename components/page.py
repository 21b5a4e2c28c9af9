"""The page: header, sidebar, chart and details; `/embed` is the same page without its controls."""

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html

from components import ids
from components.placement import place
from components.sidebar import sidebar
from data import Report, Selection, date_in_words, months_of


def frame() -> dmc.MantineProvider:
    """What every address shows first; the route fills the page in."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.VIEWPORT),
            html.Div(html.Div(className="loading", **{"aria-label": "Loading the timeline", "role": "status"}), id=ids.PAGE),
        ],
        defaultColorScheme="auto",
        theme={
            "fontFamily": "'Source Sans Pro', sans-serif",
            "headings": {"fontFamily": "'Source Sans Pro', sans-serif"},
            "primaryColor": "dark", "primaryShade": {"light": 8, "dark": 1}, "defaultRadius": "md",
        },
    )  # fmt: skip


def page(report: Report, table: pd.DataFrame, chosen: Selection, embed: bool = False) -> html.Div:
    """The whole page for one report, its controls set to `chosen`."""
    title = ", ".join(part for part in (report.title, str(report.year)) if part)
    return html.Div(
        [
            html.A("Skip to the timeline", href="#" + ids.CHART, className="skip"),
            _header(report, title),
            html.Div(
                [
                    sidebar(table, chosen),
                    html.Main(
                        [
                            html.Div(
                                [
                                    html.H2(id=ids.SUMMARY, className="summary", **{"aria-live": "polite"}),
                                    html.Span(id=ids.SUMMARY_MORE, className="muted"),
                                    dmc.Button("Reset", id=ids.RESET, variant="default", size="compact-sm", className="reset"),
                                ],
                                className="summary-row",
                            ),
                            html.Div(_chart(table), id=ids.CHART, className="chart", tabIndex=-1),
                            html.Div(
                                [
                                    html.P("No event matches these filters."),
                                    dmc.Button("Show all events", id=ids.RESET_EMPTY, variant="default"),
                                ],
                                id=ids.EMPTY, className="empty", hidden=True,
                            ),
                            _foot(report, table, title, embed),
                        ],
                        className="main",
                    ),
                    html.Aside(
                        html.Div(id=ids.DETAILS_BODY), id=ids.DETAILS, className="details", hidden=not chosen.event,
                        **{"aria-label": "Event details"},
                    ),
                ],
                className="columns",
            ),
            dcc.Store(id=ids.CHOSEN, data=chosen.event),
            dcc.Store(id=ids.QUERY, data=None),
        ],
        className="page embed" if embed else "page",
    )  # fmt: skip


def _header(report: Report, title: str) -> html.Header:
    return html.Header(
        [
            html.Button("Filters", id="open-filters", className="button only-small", **{"aria-controls": "filters", "aria-expanded": "false"}),
            html.Div([html.H1(title), html.Span(report.edition or report.publisher, className="muted")], className="title"),
            html.Div(
                [
                    html.Button("◐", id="scheme", className="icon", title="Light or dark", **{"aria-label": "Switch between light and dark"}),
                    html.A("PowerPoint", id=ids.DOWNLOADS[2], href="/timeline.pptx", className="button", download=""),
                    html.A("HTML", id=ids.DOWNLOADS[3], href="/timeline.html", className="button", download=""),
                    html.A("CSV", id=ids.DOWNLOADS[0], href="/events.csv", className="button", download=""),
                    html.A("JSON", id=ids.DOWNLOADS[1], href="/events.json", className="button", download=""),
                ],
                className="actions",
            ),
        ],
        className="header",
    )  # fmt: skip


def _chart(table: pd.DataFrame) -> dcc.Graph:
    # The room the chart will need at a usual width, so that nothing below it jumps when it comes.
    events = table[table["in_year"]]
    height = place(events, 1100, months_of(table)).height if len(events) else 300
    return dcc.Graph(
        id=ids.TIMELINE, config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        style={"minHeight": f"{height:.0f}px"}, figure={"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "height": height}},
    )  # fmt: skip


def _foot(report: Report, table: pd.DataFrame, title: str, embed: bool) -> html.Footer:
    other = table[~table["in_year"]]
    count = len(other)
    said = f"{count} statement{'' if count == 1 else 's'} about other years {'is' if count == 1 else 'are'} kept apart."
    parts: list = [html.P(f"Source: {report.source or title}.")]
    if embed:
        parts.append(html.A("Open in Yearline", href="/", target="_blank", rel="noopener", id="embed-link"))
    elif count:
        parts.append(
            html.Details(
                [
                    html.Summary(said),
                    html.Ul(
                        [
                            html.Li([html.Strong(date_in_words(row.date)), " · ", row.text])
                            for row in other.itertuples()
                        ]
                    ),
                ],
                className="other-years",
            )
        )
    return html.Footer(parts, className="foot muted")
