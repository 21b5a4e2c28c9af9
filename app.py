"""Yearline's app: `create_app(report)` with the callbacks that span components, and the command line.

`python app.py [REPORT] [--year YYYY] [--host HOST] [--port PORT]`; `server` is for a WSGI server.
"""

import argparse
import errno
import socket
import sys
from dataclasses import replace
from pathlib import Path

import dash
import flask
import pandas as pd
from dash import Input, Output, State, html
from dash.exceptions import PreventUpdate
from flask_compress import Compress

from components import details, ids
from components.fonts import font_file
from components.page import frame, page
from components.sidebar import actor_choices, months_said, selected_months
from components.slides import timeline_deck
from components.standalone import timeline_html
from components.timeline import timeline_figure
from data import (
    Report,
    ReportError,
    Selection,
    SelectionError,
    extract_events,
    months_of,
    read_report,
    to_csv,
    to_json,
)  # fmt: skip

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DEFAULT_REPORT = Path(__file__).parent / "data" / "kazakstan-2008.txt"


def create_app(report: Report) -> dash.Dash:
    """The app for one report. Its table is built here, once, and only read afterwards."""
    table = extract_events(report)
    own = table[table["in_year"]]
    months = months_of(table)
    themes = [theme for theme in table["theme"].cat.categories if (own["theme"] == theme).any()]
    title = ", ".join(part for part in (report.title, str(report.year)) if part)
    app = dash.Dash(
        __name__, title=f"{title} · Yearline", update_title=None, serve_locally=True,
        assets_folder=str(Path(__file__).parent / "assets"),
        meta_tags=[{"name": "description", "content": f"{title}: the year as a timeline. {report.source}"}],
    )  # fmt: skip
    app.index_string = app.index_string.replace("<html>", '<html lang="en">')
    app.layout = frame()
    app.validation_layout = html.Div([frame(), page(report, table, Selection())])

    @app.callback(Output(ids.PAGE, "children"), Input(ids.URL, "pathname"), State(ids.URL, "search"))
    def route(path: str, query: str):
        try:
            chosen = Selection.from_query(query or "").known_to(table)
        except SelectionError:
            chosen = Selection()
        return page(report, table, chosen, embed=(path or "").rstrip("/").endswith("/embed"))

    @app.callback(
        output={
            "figure": Output(ids.TIMELINE, "figure"),
            "style": Output(ids.TIMELINE, "style"),
            "summary": Output(ids.SUMMARY, "children"),
            "more": Output(ids.SUMMARY_MORE, "children"),
            "some": Output(ids.EMPTY, "hidden"),
            "query": Output(ids.QUERY, "data"),
            "actors": Output(ids.ACTORS, "data"),
            "months": Output(ids.MONTHS_SAID, "children"),
            "counts": {theme: Output(ids.theme_count(theme), "children") for theme in themes},
        },
        inputs={
            "words": Input(ids.SEARCH, "value"),
            "of_themes": Input(ids.THEMES, "value"),
            "of_actors": Input(ids.ACTORS, "value"),
            "positions": Input(ids.MONTHS, "value"),
            "event": Input(ids.CHOSEN, "data"),
            "viewport": Input(ids.VIEWPORT, "data"),
        },
    )
    def view(words, of_themes, of_actors, positions, event, viewport):
        if not viewport:
            raise PreventUpdate
        first, last = selected_months(positions, months)
        chosen = Selection(
            tuple(of_themes or ()), tuple(of_actors or ()), first, last, words or "", event or ""
        )
        events = chosen.apply(own)
        width = max(280, min(viewport["width"], 2400))
        axis = [month for month in months if (first or months[0]) <= month <= (last or months[-1])]
        figure = timeline_figure(events, axis, width, viewport["dark"], chosen.event, themes)
        said = (months_said(chosen, months), replace(chosen, first="", last="").in_words())
        return {
            "figure": figure,
            "style": {
                "height": f"{figure.layout.height:.0f}px",
                "display": "block" if len(events) else "none",
            },
            "summary": f"{len(events)} of {len(own)} events",
            "more": " · " + " · ".join(part for part in said if part),
            "some": len(events) > 0,
            "query": chosen.to_query(),
            "actors": actor_choices(table, chosen),
            "months": said[0],
            "counts": {
                theme: str(count) for theme, count in chosen.theme_counts(own).items() if theme in themes
            },
        }

    @app.callback(
        Output(ids.SEARCH, "value"),
        Output(ids.THEMES, "value"),
        Output(ids.ACTORS, "value"),
        Output(ids.MONTHS, "value"),
        Input(ids.RESET, "n_clicks"),
        Input(ids.RESET_EMPTY, "n_clicks"),
        prevent_initial_call=True,
    )
    def reset(*_clicks):
        return "", [], [], [0, max(1, len(months) - 1)]

    # State that lives in the browser: the address, and the mark that was clicked.
    app.clientside_callback(
        "window.yearline.keepAddress",
        Output(ids.QUERY, "id"),
        Input(ids.QUERY, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        "window.yearline.choose",
        Output(ids.CHOSEN, "data"),
        Output(ids.TIMELINE, "clickData"),
        Input(ids.TIMELINE, "clickData"),
        prevent_initial_call=True,
    )
    details.register(app, report, table)
    _serve_files(app.server, report, table)
    Compress(app.server)
    return app


def _serve_files(server: flask.Flask, report: Report, table: pd.DataFrame) -> None:
    """The same query as the page's, answered as a file; fonts; and a sign of life."""
    name = f"{(report.title or 'timeline').lower().replace(' ', '-')}-{report.year}"

    own = table[table["in_year"]]
    themes = [theme for theme in table["theme"].cat.categories if (own["theme"] == theme).any()]

    def asked() -> Selection:
        return Selection.from_query(flask.request.query_string.decode("utf-8", "replace"), table)

    def selected() -> pd.DataFrame:
        chosen = asked()
        # A selection is of the report's year; everything is everything, other years included.
        return (
            chosen.apply(table)
            if replace(chosen, event="") == Selection()
            else chosen.apply(table[table["in_year"]])
        )

    def attachment(body: str | bytes, kind: str, ending: str) -> flask.Response:
        answer = flask.Response(body, mimetype=kind)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
        return answer

    server.add_url_rule("/events.csv", "csv", lambda: attachment(to_csv(selected()), "text/csv", "csv"))
    server.add_url_rule(
        "/events.json", "json", lambda: attachment(to_json(selected()), "application/json", "json")
    )
    server.add_url_rule(
        "/healthz", "healthz", lambda: {"status": "ok", "events": int(table["in_year"].sum())}
    )

    def drawn(draw):
        """A view that draws the selection over the months it asks for."""
        chosen = asked()
        axis = [m for m in months_of(own) if (chosen.first or m) <= m <= (chosen.last or m)]
        return draw(chosen.apply(own), axis, report, chosen, themes)

    server.add_url_rule(
        "/timeline.pptx", "pptx", lambda: attachment(drawn(timeline_deck), POWERPOINT, "pptx")
    )
    server.add_url_rule(
        "/timeline.html", "html", lambda: attachment(drawn(timeline_html), "text/html", "html")
    )

    @server.route("/fonts/<file>")
    def fonts(file: str):
        path = font_file(file)
        return (
            flask.send_file(path, mimetype="font/ttf", max_age=31536000) if path else ("No such font.", 404)
        )

    @server.errorhandler(SelectionError)
    def bad_query(error: SelectionError):
        return flask.Response(str(error) + "\n", 400, mimetype="text/plain")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python app.py", description="Show the year in a report as a timeline."
    )
    parser.add_argument(
        "report", metavar="REPORT", nargs="?", default=DEFAULT_REPORT, help="a report: text, HTML, Word or PDF"
    )
    parser.add_argument("--year", type=int, help="the year the report covers, if its text does not tell")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8050)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Serve a report; 2 with one sentence on standard error for what cannot be served."""
    options = _options(arguments)
    try:
        app = create_app(read_report(options.report, options.year))
        _check_port(options.host, options.port)
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Yearline is at http://{options.host}:{options.port} (Ctrl+C stops it)", flush=True)
    flask.cli.show_server_banner = lambda *_: None
    app.run(host=options.host, port=options.port, debug=False)
    return 0


def _check_port(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise ReportError(f"{port} is no port; choose one from 1 to 65535, as in --port 8051.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise ReportError(
                    f"Port {port} is in use or not allowed; choose another, as in --port {port + 1}."
                ) from None
            raise ReportError(f"{host} is no address of this machine; use --host 127.0.0.1.") from None


if __name__ == "__main__":
    sys.exit(main())


def __getattr__(name: str):
    # `gunicorn app:server` serves the default report; importing this file for anything else builds nothing.
    if name == "server":
        globals()["server"] = create_app(read_report(DEFAULT_REPORT)).server
        return globals()["server"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
