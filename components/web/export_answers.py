"""Answer the addresses of `EXPORTS` with files."""

from dataclasses import replace

import flask

from components.library.library import Library
from components.page.view import View
from components.web.export_makers import Arguments
from components.web.export_words import (
    address_of,
    describe,
    file_name,
    say_missing,
    say_missing_in_short,
    to_header,
)
from components.web.exports import EXPORTS, Export
from components.web.making import make_bounded
from components.web.proofs import find_proof
from components.web.templates import find_template
from data import NotNow, Selection

MISSING = "X-Yearline-Missing"  # lists missing reports for files that cannot say so themselves, such as CSV
MOST_HERE = 20_000  # rows of data that are written in this process; drawings and more rows are made in one that can be stopped


def serve_exports(server: flask.Flask, library: Library) -> None:
    """Add the address of each export to `server`."""
    for export in EXPORTS:
        server.add_url_rule(
            export.path, f"export {export.path}", lambda export=export: _answer(export, library)
        )


def _answer(export: Export, library: Library) -> flask.Response:
    """The file of a request. Raises `SelectionError` for a query that does not fit the report, and `NotNow` while reports
    are read, unless a partial file is asked for.
    """
    query = flask.request.query_string.decode("utf-8", "replace")
    view, selection, missing = _find_read(library, query)
    proof = find_proof(library, view, selection) if export.proves else None
    # The address in a file is passed on with it.
    selection = replace(selection, report=library.key_to_share(selection.report))
    whole = selection.whole and not export.draws
    drawn = view.on_axis(selection) if export.draws else selection
    events = view.table if whole else view.index.rows(drawn)
    if export.draws:
        selection = view.in_usual_lanes(selection)
    arguments = Arguments(flask.request.args.items())
    arguments.missing, arguments.proof = missing, proof
    if export.templated:
        arguments.template = find_template(library, arguments.get("template", ""))
    axis = replace(view.axis(selection), missing=say_missing_in_short(missing))
    call = export.make(view, selection, events, axis, arguments)
    stem = file_name(view) + ("-partial" if missing else "")
    name = f"{stem}.{export.ending}" if export.ending else ""
    # A limited number of rows takes a limited time.
    is_here = not (export.draws or export.is_slow) and len(events) <= MOST_HERE
    body = call() if is_here else make_bounded(call, name or stem)
    answer = attached(body, export.media_type, name)
    if not export.proves:
        answer.headers["Access-Control-Allow-Origin"] = "*"
    if missing:
        answer.headers[MISSING] = to_header(say_missing(missing))
    if not export.draws:
        answer.headers["X-Selection"] = to_header(describe(view, selection, events, missing))
        package = address_of("datapackage.json", selection)
        answer.headers["Link"] = f'<{package}>; rel="describedby"; type="application/json"'
    return answer


def _find_read(library: Library, query: str) -> tuple[View, Selection, tuple[str, ...]]:
    """The view and selection of a query, and the names of requested reports that are not read yet.

    Raises `NotNow` if there are any, unless `partial=1`.
    """
    asked = Selection.from_query(query)
    view = library.find_view(asked)
    missing = tuple(view.unread_of(asked))
    if not missing:
        return view, Selection.from_query(query, view.table), ()
    later = NotNow(f"{say_missing(missing)} Try again in a moment, or add partial=1 for what is there.")
    if flask.request.args.get("partial") != "1" or set(asked.reports) == set(missing):
        raise later
    read = replace(asked, reports=tuple(name for name in asked.reports if name not in missing))
    if read.unknown_to(view.table):  # an unread report may have it
        raise later
    return view, read, missing


def attached(content: str | bytes, media_type: str, name: str) -> flask.Response:
    """An answer that is saved under `name`; "" for one that is shown."""
    answer = flask.Response(content, mimetype=media_type)
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
