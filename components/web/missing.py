"""What answers an address whose report is not here: a page that says so, with what there is."""

from html import escape
from urllib.parse import urlencode

import flask

from components.library.library import Library
from components.web.index import page_styles
from data import SelectionError

_PAGES = ("/", "/embed", "/embed/")


def serve_missing(server: flask.Flask, library: Library) -> None:
    """Answer 404 for a page of a report that is not here."""

    @server.before_request
    def check_report() -> flask.Response | None:
        key = flask.request.args.get("report", "")
        if flask.request.path not in _PAGES or not key:
            return None
        try:
            library.view(key)
        except SelectionError as error:
            page = _render(str(error), library)
            return flask.Response(page, 404, mimetype="text/html")
        return None


def _render(message: str, library: Library) -> str:
    """The page with the `message` and a link to each report that there is."""
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
<title>No such report · Yearline</title>
{page_styles()}
</head>
<body>
<main class="missing">
<h1>No such report</h1>
<p>{escape(message)}</p>
<h2>Here {"are" if len(links) > 1 else "is"}</h2>
<ul>
{items}
</ul>
</main>
</body>
</html>"""
