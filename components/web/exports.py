"""The same query as the page's, answered as a file: table, slide, picture, one HTML page; and what other sites ask."""

import json
import re
import unicodedata
from urllib.parse import urlsplit

import flask

from components.draw.fonts import font_file
from components.draw.picture import timeline_svg
from components.draw.slides import BUILDS, timeline_deck
from components.draw.standalone import timeline_html
from components.page.page import embed_code
from components.web.library import Library
from data import Selection, SelectionError, datapackage, to_csv, to_json, to_timeline_js

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EMBED_HEIGHT = 640  # px until the frame tells its height


def serve(server: flask.Flask, library: Library) -> None:
    """Add the addresses of all files to `server`."""

    def asked():
        """The view and selection of the request's query; `SelectionError` for what it does not have."""
        query = flask.request.query_string.decode("utf-8", "replace")
        selection = Selection.from_query(query)
        view = library.view(selection.report)
        return view, Selection.from_query(query, view.table)

    def selected():
        # A selection is of the report's year; everything is everything, other years included.
        view, selection = asked()
        return view, selection, view.table if selection.whole else view.index.rows(selection)

    def drawn():
        """A selection with the months it asks for, for what draws it."""
        view, selection = asked()
        return view, selection, view.index.rows(selection), view.axis(selection)

    @server.route("/events.csv")
    def csv():
        view, selection, events = selected()
        return attachment(view, to_csv(events), "text/csv", "csv", said=_said(view, selection, len(events)))

    @server.route("/events.json")
    def records():
        view, selection, events = selected()
        return attachment(
            view, to_json(events), "application/json", "json", said=_said(view, selection, len(events))
        )

    @server.route("/timelinejs.csv")
    def timeline_js():
        view, selection, events = selected()
        source = view.report.source or view.title
        return attachment(
            view,
            to_timeline_js(events, view.title, f"{_said(view, selection, len(events))} Source: {source}."),
            "text/csv",
            "timelinejs.csv",
        )

    @server.route("/datapackage.json")
    def package():
        view, selection, events = selected()
        about = datapackage(
            events,
            _name(view),
            view.title,
            view.report.source or view.title,
            _said(view, selection, len(events)),
            _address("events.csv", selection),
        )
        return flask.Response(json.dumps(about, ensure_ascii=False, indent=1), mimetype="application/json")

    @server.route("/timeline.pptx")
    def pptx():
        slides = flask.request.args.get("slides", BUILDS[0])
        if slides not in BUILDS:
            raise SelectionError(f"“slides” is one of {', '.join(BUILDS)}; write it as in slides=themes.")
        view, selection, events, axis = drawn()
        return attachment(
            view,
            timeline_deck(events, axis, view.report, selection, view.themes, slides, _address("", selection)),
            POWERPOINT,
            "pptx",
        )

    @server.route("/timeline.html")
    def page():
        view, selection, events, axis = drawn()
        return attachment(
            view, timeline_html(events, axis, view.report, selection, view.themes), "text/html", "html"
        )

    @server.route("/timeline.svg")
    def svg():
        view, selection, events, axis = drawn()
        paper = flask.request.args.get("paper", "white")
        body = timeline_svg(
            events,
            axis,
            view.report,
            selection,
            view.themes,
            transparent=paper == "none",
            address=_address("", selection),
        )
        return attachment(view, body, "image/svg+xml", "svg")

    @server.route("/healthz")
    def healthz():
        return {"status": "ok", "events": len(library.view().index)}

    @server.route("/oembed")
    def oembed():
        return _oembed(library)

    @server.route("/fonts/<file>")
    def fonts(file: str):
        path = font_file(file)
        return (
            flask.send_file(path, mimetype="font/ttf", max_age=31536000) if path else ("No such font.", 404)
        )

    @server.errorhandler(SelectionError)
    def bad_query(error: SelectionError):
        return flask.Response(str(error) + "\n", 400, mimetype="text/plain")


def attachment(view, body: str | bytes, kind: str, ending: str, said: str = "") -> flask.Response:
    """`body` as a file to keep, named after the report; `said` goes into a header that says what it holds."""
    answer = flask.Response(body, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(view)}.{ending}"'
    if said:
        answer.headers["X-Selection"] = " ".join(said.encode("ascii", "ignore").decode().split())
        answer.headers["Link"] = (
            f'<{_address("datapackage.json", None)}>; rel="describedby"; type="application/json"'
        )
    return answer


def _name(view) -> str:
    plain = unicodedata.normalize("NFKD", view.title or "timeline").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "timeline"


def _said(view, selection: Selection, count: int) -> str:
    return f"{count} of {len(view.index)} events" + (
        f": {words}." if (words := selection.in_words()) else "."
    )


def _address(path: str, selection: Selection | None) -> str:
    query = selection.to_query() if selection else flask.request.query_string.decode("latin-1")
    return flask.request.url_root + path + (f"?{query}" if query else "")


def _oembed(library: Library):
    """What WordPress, Notion and others ask to expand a pasted address (oembed.com)."""
    if flask.request.args.get("format", "json") != "json":
        return {"error": "Only format=json is answered."}, 501
    parts = urlsplit(flask.request.args.get("url", "/"))
    own = urlsplit(flask.request.url_root)
    if parts.netloc and parts.netloc != own.netloc:
        return {"error": f"That address is not of {own.netloc}; give one of a Yearline page here."}, 404
    selection = Selection.from_query(parts.query)
    view = library.view(selection.report)
    selection = selection.known_to(view.table)
    width = _bounded(flask.request.args.get("maxwidth"), 1100)
    height = _bounded(flask.request.args.get("maxheight"), EMBED_HEIGHT)
    return {
        "type": "rich",
        "version": "1.0",
        "provider_name": "Yearline",
        "provider_url": flask.request.url_root,
        "title": view.title,
        "author_name": view.report.publisher or view.report.edition,
        "width": width,
        "height": height,
        "cache_age": 3600,
        "html": embed_code(flask.request.url_root.rstrip("/"), selection.to_query(), view.title, height),
    }


def _bounded(given: str | None, usual: int) -> int:
    return max(200, min(int(given), usual)) if given and given.isdigit() and len(given) < 7 else usual
