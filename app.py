"""Yearline's app: `create_app(report)` puts it together, `main` is the command line, `server` is for a WSGI server.

`python app.py [FILE…] [--year YYYY] [--entry NAME] [--host HOST] [--port PORT] [--debug]`, or for slides instead of a page
`python app.py [FILE] --slides OUT.pptx [--template FIRM.potx | --update OLD.pptx]`
"""

import argparse
import gc
import os
import sys
from pathlib import Path

import dash
import pandas as pd
from dash import ClientsideFunction, Input

from components.library.editing import Editing, is_this_machine, who_may_edit
from components.library.folder import FileShelf, find_files
from components.library.library import Library
from components.library.original import FilePlace
from components.library.shelf import BookShelf
from components.page import ids, report_pane
from components.page.drawing import Room
from components.page.page import render_frame, render_page
from components.page.view import View
from components.web.address import public_prefix, serve_publicly
from components.web.answers import handle_errors
from components.web.callbacks import check_callbacks
from components.web.corrections import serve_corrections
from components.web.desk import serve_desk
from components.web.embedding import serve_oembed
from components.web.export_answers import serve_exports
from components.web.headers import guard
from components.web.health import serve_health
from components.web.hosts import check_hosts
from components.web.index import YearlineDash, script_hashes
from components.web.journal import log, log_requests
from components.web.missing import serve_missing
from components.web.pages import render_layout, serve_drawings, serve_embed, serve_first
from components.web.projects import serve_projects
from components.web.robots import serve_robots
from components.web.serving import check_port, configure_log, serve_forever
from components.web.slides import save_slides
from components.web.source import serve_source
from components.web.static import serve_static
from components.web.templates import serve_templates
from components.web.typed import serve_typed
from components.web.uploads import serve_uploads
from data import Report, ReportError, Selection, extract_events
from data.files.answers import Answers
from data.files.command_line import advised, say_rows, show_progress
from data.files.source import open_source
from data.version import VERSION

_MANY = 20_000  # index the words of this many events before the first request
DEFAULT_REPORT = Path(__file__).parent / "data" / "kazakstan-2008.txt"


def create_app(
    report: Report | None = None, table: pd.DataFrame | None = None, library: Library | None = None
) -> dash.Dash:
    """Create the Dash app for one report, or for the reports of a `library`. Tables are built once and then only read."""
    if library is None:
        assert report is not None
        library = Library(View(report, extract_events(report) if table is None else table))
    first = library.first
    if len(first.index) > _MANY:
        first.index.prepare_words()  # otherwise the first search would wait for it, and every worker would build its own
    app = YearlineDash(
        __name__,
        title=f"{first.title} · Yearline",
        update_title="",
        requests_pathname_prefix=public_prefix(),
        routes_pathname_prefix="/",
        serve_locally=True,
        include_assets_files=False,
    )
    app.validation_layout = render_frame(render_page(first, Selection(), Room()).html)
    app.layout = lambda: render_layout(library)
    tell_script(app)
    report_pane.register(app, library.view)
    app.find_page = serve_first(app.server, library)
    serve_missing(app.server, library)
    serve_drawings(app.server, library)
    serve_embed(app)
    serve_exports(app.server, library)
    serve_oembed(app.server, library)
    serve_robots(app.server)
    serve_projects(app.server, library)
    serve_source(app.server, library)
    serve_uploads(app.server, library)
    serve_desk(app.server, library)
    serve_templates(app.server, library)
    serve_corrections(app.server, library)
    serve_typed(app.server, library)
    serve_health(app.server, library)
    check_callbacks(app)
    guard(app.server, lambda: script_hashes(app))
    handle_errors(app.server)
    serve_static(app.server)
    serve_publicly(app.server)
    check_hosts(app.server)
    log_requests(app.server)
    return app


def tell_script(app: dash.Dash) -> None:
    """Register the clientside callbacks that pass changes of Dash's controls to the script (assets/dash.mjs); they update
    nothing.
    """
    controls = [Input(part, "value") for part in (ids.SEARCH, ids.THEMES, ids.MONTHS)]
    for name, parts in {
        "controls": controls,
        "entry": [Input(ids.ENTRY, "value")],
        "report": [Input(ids.READING, "children")],
    }.items():
        app.clientside_callback(ClientsideFunction("yearline", name), *parts, prevent_initial_call=True)


def app_for(path: str | Path, year: int | None = None, entry: str | None = None) -> dash.Dash:
    """Create the app for a file of any kind: a report, a table, a project, or a book with all its entries. Raises
    `ReportError`.
    """
    library = library_for(path, year, entry)
    if who_may_edit() is Editing.LINK:
        try:
            library.introduce()  # `python -m data.store links` names them
        except ReportError as error:
            log.error("Nobody can correct: %s", error)
    return create_app(library=library)


def library_of(
    paths: list[Path], year: int | None = None, entry: str | None = None, name: str = ""
) -> Library:
    """Load several files into one library; files that cannot be read are reported on standard error. Raises `ReportError` if
    none can.
    """
    if entry is not None:
        raise ReportError("--entry names an entry of one book; name that book alone.")
    shelf = FileShelf(paths, year, name)
    for sentence in shelf.refused:
        print(sentence, file=sys.stderr)
    library = Library(shelf=shelf, name=name or " ".join(path.name for path in paths)[:200], logs=shelf.logs)
    library.import_logs()
    return library


def library_for(path: str | Path, year: int | None = None, entry: str | None = None) -> Library:
    """Load a file of any kind, or a folder. Raises `ReportError`."""
    if Path(path).is_dir():
        return library_of(find_files(Path(path)), year, entry, Path(path).resolve().name)
    source = open_source(path, Answers(year=year), show_progress("Reading pages"))
    if source.book:
        shelf = BookShelf(source.book, source.said.year, FilePlace.of(Path(path), source.file))
        return Library(shelf.view(entry) if entry else None, shelf, name=source.opened.name)
    reading = source.read(entry)
    if reading.rows:
        say_rows(reading.rows)
    view = View(reading.report, reading.table, rows=reading.rows)
    place = FilePlace.of(Path(path), source.file)
    library = Library(view, name=source.opened.name, file=source.file, place=place, logs={"": source.log})
    library.import_logs()
    return library


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python app.py", description="Show the year in a report as a timeline."
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a report (text, Markdown, HTML, Word, PDF), a book of them, a table of events (CSV, JSON, Excel), or a project (.yearline); several, or a folder, are shown together",
    )
    parser.add_argument("--year", type=int, help="the year the report covers, if its text does not tell")
    parser.add_argument("--entry", metavar="NAME", help="the entry of a book to show first")
    parser.add_argument("--slides", metavar="OUT.pptx", help="write slides there, and serve nothing")
    parser.add_argument(
        "--template",
        metavar="FIRM.potx",
        help="the PowerPoint template, or presentation, whose look they have",
    )
    parser.add_argument(
        "--update",
        metavar="OLD.pptx",
        help="slides that were made here: they are brought up to date, and what you changed in them stays",
    )
    parser.add_argument("--version", action="version", version=f"Yearline {VERSION}")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8050)
    parser.add_argument(
        "--debug", action="store_true", help="log each request, and errors with their traceback"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line: serve a report. Returns 2 after one sentence on standard error if it cannot be served."""
    options = _options(arguments)
    configure_log(options.debug)
    files = options.files or [DEFAULT_REPORT]
    if is_this_machine(options.host):  # anyone who sees the page is at this machine
        os.environ.setdefault("YEARLINE_EDITING", Editing.EVERYONE.value)
    try:
        if options.slides and len(files) > 1:
            raise ReportError(f"{len(files)} files are named, and slides are made of one; name one of them.")
        if options.slides:
            view = library_for(files[0], options.year, options.entry).first
            changed = save_slides(view, options.slides, options.template, options.update)
            if changed:
                print(f"{options.slides}: {changed}.")
            return 0
        if options.update:
            raise ReportError("Name the file that the updated slides go to, as in --slides year.pptx.")
        if options.template:
            raise ReportError("A template is for slides; say where they go, as in --slides year.pptx.")
        if len(files) > 1:
            app = create_app(library=library_of(list(map(Path, files)), options.year, options.entry))
        else:
            app = app_for(files[0], options.year, options.entry)
        check_port(options.host, options.port)
    except ReportError as error:
        print(advised(error), file=sys.stderr)
        return 2
    serve_forever(app.server, options.host, options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())


def __getattr__(name: str):
    # `gunicorn app:server` serves the default report, or the file that YEARLINE_REPORT names;
    # importing this file for anything else builds nothing.
    if name == "server":
        try:
            globals()["server"] = app_for(os.environ.get("YEARLINE_REPORT", DEFAULT_REPORT)).server
        except ReportError as error:
            sys.exit(advised(error))
        # With `--preload`, workers share this memory: `gc.freeze` keeps the collector from touching, and so copying, its pages.
        gc.collect()
        gc.freeze()
        return globals()["server"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
