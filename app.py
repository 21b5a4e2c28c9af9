"""Yearline's app: `create_app(report)` with the callbacks that span components, and the command line.

`python app.py [REPORT] [--year YYYY] [--entry NAME] [--host HOST] [--port PORT]`; `server` is for a WSGI server.
"""

import argparse
import errno
import gc
import os
import socket
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

import dash
import dash_mantine_components as dmc
import flask
import orjson
import pandas as pd
import werkzeug.serving
from dash import Input, Output, State
from werkzeug.datastructures import MultiDict

from components.page import ids, report_pane
from components.page.details import details_of
from components.page.page import drawn, frame, page
from components.page.sidebar import actor_choices
from components.page.view import View
from components.web import exports
from components.web.library import Library
from components.web.transport import index_page, serve_compressed
from data import Report, ReportError, Selection, SelectionError, extract_events, load, read_book
from data.__main__ import progress

_MANY = 20_000  # events whose words are indexed before the first page is asked for
DEFAULT_REPORT = Path(__file__).parent / "data" / "kazakstan-2008.txt"


def create_app(
    report: Report, table: pd.DataFrame | None = None, library: Library | None = None
) -> dash.Dash:
    """The app for one report, or for the reports of a `library`. Tables are built once, and only read afterwards."""
    first = View(report, extract_events(report) if table is None else table)
    library = library or Library(first)
    if len(first.index) > _MANY:
        first.index.prepare_words()  # a first search would wait for it, and every worker would make its own
    app = dash.Dash(
        __name__,
        title=f"{first.title} · Yearline",
        update_title=None,
        serve_locally=True,
        assets_folder=str(Path(__file__).parent / "assets"),
        assets_path_ignore=["^page$"],  # modules that the script imports itself
        meta_tags=[
            {"name": "description", "content": f"{first.title}: the year as a timeline. {report.source}"}
        ],
    )
    app.index_string = index_page(app)
    app.validation_layout = frame(page(first, Selection(), {}))

    # route: path and query of the page's address, which the script sends along, become the page, in one answer.
    def route() -> dmc.MantineProvider:
        asked = flask.request.args if flask.has_request_context() else {}
        view, selection = _understood(library, asked.get("search", ""))
        viewport = _viewport(asked)
        embed = asked.get("path", "").rstrip("/").endswith("/embed")
        entries = library.entries(selection.report)
        mode = "table" if asked.get("mode") == "table" and not embed else "chart"
        return frame(page(view, selection, viewport, embed, mode, entries))

    app.layout = route

    # view: the controls' values become the figure, the words and the counts. The script asks for them by address,
    # draws the figure and then sets the rest: Dash's own way round takes three times as long to the repaint.
    @app.server.route("/view")
    def view():
        return flask.Response(
            answer(flask.request.query_string.decode("utf-8", "replace")), mimetype="application/json"
        )

    @lru_cache(maxsize=256)  # what many look at is drawn once
    def answer(query: str) -> bytes:
        asked = MultiDict(parse_qsl(query))
        shown, selection = library.view(asked.get("report", "")), Selection.from_query(query)
        now = drawn(shown, selection, _viewport(asked), asked.get("mode", "chart"), asked.get("sort", ""))
        del now["placed"], now["events"]
        now["details"] = details_of(shown, selection.event, selection)
        return orjson.dumps(
            now, default=lambda part: part.to_plotly_json(), option=orjson.OPT_SERIALIZE_NUMPY
        )

    # The actors' counts, which nobody sees until they open the list.
    @app.server.route("/actors")
    def actors():
        selection = Selection.from_query(flask.request.query_string.decode("utf-8", "replace"))
        shown = library.view(selection.report)
        return flask.jsonify(actor_choices(shown.index, shown.kinds, selection))

    # The script hears of the page, of Dash's own controls, of another entry, and of the report's text; it answers none.
    def in_browser(function: str, component: str, *parts, at_once: bool = False) -> None:
        app.clientside_callback(
            f"(...given) => window.yearline.{function}(...given)",
            Output(component, "id"),
            *parts,
            prevent_initial_call=not at_once,
        )

    in_browser("start", ids.START, Input(ids.START, "data"), State(ids.TIMELINE, "figure"), at_once=True)
    in_browser(
        "controlsSay",
        ids.CHIPS,
        *(Input(part, "value") for part in (ids.SEARCH, ids.THEMES, ids.ACTORS, ids.MONTHS)),
    )
    in_browser("openReport", ids.ENTRY, Input(ids.ENTRY, "value"))
    in_browser("showReport", ids.READING, Input(ids.READING, "children"))

    report_pane.register(app, library.view)
    exports.serve(app.server, library)
    serve_compressed(app)
    return app


def _understood(library: Library, query: str) -> tuple[View, Selection]:
    """The report and selection of an address; what it asks for and is not there is left out, so that old links open."""
    try:
        selection = Selection.from_query(query)
    except SelectionError:
        selection = Selection()
    try:
        view = library.view(selection.report)
    except SelectionError:
        selection = replace(selection, report="")
        view = library.view()
    return view, selection.known_to(view.table)


def _viewport(asked) -> dict:
    return {"width": _whole(asked.get("width")), "dark": asked.get("dark") == "1", "present": False}


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and len(text) < 6 else None


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python app.py", description="Show the year in a report as a timeline."
    )
    parser.add_argument(
        "report",
        metavar="REPORT",
        nargs="?",
        default=DEFAULT_REPORT,
        help="a report (text, Markdown, HTML, Word, PDF), a book of them, or a table of events (CSV, JSON, Excel)",
    )
    parser.add_argument("--year", type=int, help="the year the report covers, if its text does not tell")
    parser.add_argument("--entry", metavar="NAME", help="the entry of a book to show first")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8050)
    return parser.parse_args(arguments)


def app_for(path: str | Path, year: int | None = None, entry: str | None = None) -> dash.Dash:
    """The app for a file of any kind: a report, a table, or a book with all its entries. Raises `ReportError`."""
    book = read_book(path, progress("Reading pages"))
    if book is None:
        return create_app(*load(path, year, entry))
    found = book.entry(entry) if entry else book.entries[0]
    report, table = book.report(found, year), book.table(found, year)
    return create_app(report, table, Library(View(report, table), book, year))


def main(arguments: list[str] | None = None) -> int:
    """Serve a report; 2 with one sentence on standard error for what cannot be served."""
    options = _options(arguments)
    try:
        app = app_for(options.report, options.year, options.entry)
        _check_port(options.host, options.port)
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Yearline is at http://{options.host}:{options.port} (Ctrl+C stops it)", flush=True)
    flask.cli.show_server_banner = lambda *_: None
    # Kept connections spare each filter a new one.
    werkzeug.serving.WSGIRequestHandler.protocol_version = "HTTP/1.1"
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
    # `gunicorn app:server` serves the default report, or the file that YEARLINE_REPORT names;
    # importing this file for anything else builds nothing.
    if name == "server":
        globals()["server"] = app_for(os.environ.get("YEARLINE_REPORT", DEFAULT_REPORT)).server
        # With `--preload` workers share what is here: the collector is not to touch, and so copy, every page of it.
        gc.collect()
        gc.freeze()
        return globals()["server"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
