"""Answers for unknown addresses and missing reports: a page that lists what there is; for programs one sentence."""

from html import escape
from urllib.parse import urlencode

import flask

from components.library.library import Library
from components.web.headers import read_header
from components.web.index import page_styles
from data import SelectionError

_PAGES = ("/", "/embed", "/embed/")
_ANY = "/<path:path>"  # Dash's catch-all rule
_NOTHING = "There is nothing at this address; check it, or open the page of a report."


def serve_missing(server: flask.Flask, library: Library) -> None:
    """Answer 404 for unknown addresses, and for the page of a missing report."""

    @server.before_request
    def check_address() -> flask.Response | None:
        if flask.request.path in _PAGES or flask.request.endpoint != _ANY:
            return None
        if "text/html" not in read_header(flask.request, "Accept"):
            return flask.Response(f"{_NOTHING}\n", 404, mimetype="text/plain")
        page = _render("No such page", _NOTHING, library)
        return flask.Response(page, 404, mimetype="text/html")

    @server.before_request
    def check_report() -> flask.Response | None:
        key = flask.request.args.get("report", "")
        if flask.request.path not in _PAGES or not key:
            return None
        try:
            library.view(key)
        except SelectionError as error:
            page = _render("No such report", str(error), library)
            return flask.Response(page, 404, mimetype="text/html")
        return None


def _render(title: str, message: str, library: Library) -> str:
    """The page with the `title`, the `message` and a link to each report."""
    entries, root = library.entries(), flask.request.script_root + "/"
    links = (
        [(f"{root}?{urlencode({'report': key})}", name) for key, name in entries.items()]
        if entries
        else [(root, library.view().title)]
    )
    items = "\n".join(
        f'<li><a href="{escape(address)}" dir="auto">{escape(name)}</a></li>' for address, name in links
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Yearline</title>
{page_styles()}
</head>
<body>
<main class="missing">
<h1>{title}</h1>
<p>{escape(message)}</p>
<h2>Here {"are" if len(links) > 1 else "is"}</h2>
<ul>
{items}
</ul>
</main>
</body>
</html>"""
