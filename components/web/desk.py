"""The desk: a person's own reports, those of the server, and ways to open one.

Only the browser knows which reports are a person's own. Keys are secrets, so they are sent in the body, never in an address.
"""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import flask

from components.library.desk import MOST_KEYS, Row, find_kept, find_rows, own_rows, to_json
from components.library.editing import Editing, is_this_machine, who_may_edit
from components.library.library import Library
from components.web.address import public_address, public_prefix
from components.web.answers import Answer, answers_json, refused
from components.web.hosts import parse_host
from components.web.index import DESK, boot_script, page_styles
from components.web.static import ASSETS, static_address
from components.web.uploads import takes_uploads
from data.files.formats import accepted
from data.plurals import pluralize
from data.store.settings import KEEP_DAYS

_MOST_BYTES = 20_000  # of keys sent at once
_STYLES = (ASSETS / "desk.css").read_text("utf-8")
_PAGE = (ASSETS / "desk.html").read_text("utf-8")
# The dialogs used here: the preview of a table, and the one that asks for the year.
_DIALOGS = "".join(
    re.findall(
        r'<dialog id="(?:preview|ask-year)".*?</dialog>',
        (ASSETS / "dialogs.html").read_text("utf-8"),
        re.DOTALL,
    )
)
_PROXIED = ("X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP")


def serve_desk(server: flask.Flask, library: Library) -> None:
    """Add the desk, and the address of its script's requests."""

    @server.get("/desk")
    def desk() -> flask.Response:
        lists_all = is_own_machine(flask.request)
        page = render_desk(own_rows(library), flask.request.script_root + "/", lists_all)
        answer = flask.Response(page, mimetype="text/html")
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    @server.post("/desk")
    @answers_json
    def find() -> Answer:
        flask.request.max_content_length = _MOST_BYTES
        given = flask.request.get_json(silent=True)
        given = given if isinstance(given, dict) else {}
        keys = given.get("keys")
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            return refused("The keys of reports are sent as JSON, as in {“keys”: [“…”]}.", 400)
        if len(keys) > MOST_KEYS:
            return refused(f"{len(keys)} keys are too many at once; send {MOST_KEYS} at a time.", 400)
        kept = find_kept(library) if given.get("all") and is_own_machine(flask.request) else []
        rows = find_rows(library, list(dict.fromkeys(keys)))
        return {"reports": list(map(to_json, rows)), "kept": list(map(to_json, kept))}, 200


def is_own_machine(request: flask.Request) -> bool:
    """Whether a request can only come from this machine, and its user may edit everything: then they may see the store's
    list.
    """
    host = parse_host(request.host)
    return (
        who_may_edit() is Editing.EVERYONE
        and public_address() is None
        and is_this_machine(request.environ.get("SERVER_NAME", ""))
        and is_this_machine(host)
        and is_this_machine(request.remote_addr or "")
        and not any(name in request.headers for name in _PROXIED)
    )


def say_kept() -> str:
    """How long reports are kept, in a few words."""
    days = KEEP_DAYS.value
    return (
        f"kept on this server for you, {days} {pluralize('day', days)} after their last use"
        if days
        else "kept on this server until you forget them"
    )


def render_desk(own: Sequence[Row], root: str, lists_all: bool) -> str:
    """The whole document. Its script adds what this browser opened, and the store's whole list if `lists_all`."""
    prefix = public_prefix()
    opening = "" if takes_uploads() else " hidden"
    body = (
        _PAGE.replace("<!-- kept -->", escape(say_kept()))
        .replace("<!-- own -->", "\n".join(_render_own(row, root) for row in own))
        .replace("<!-- opening -->", opening)
        .replace("<!-- all -->", " data-all" if lists_all else "")
        .replace("<!-- accept -->", escape(accepted(), quote=True))
        .replace("<!-- root -->", escape(root, quote=True))
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Your reports · Yearline</title>
{page_styles(dialogs=True)}<style>{_STYLES}</style>
{boot_script(prefix)}
</head>
<body>
{body}
{_DIALOGS}
<script type="module" src="{static_address(DESK)}"></script>
</body>
</html>"""


def _render_own(row: Row, root: str) -> str:
    address = escape(f"{root}?{urlencode({'report': row.key})}", quote=True)
    highest = max(row.bars, default=0) or 1
    bars = "".join(f'<i style="height:{max(4, round(100 * bar / highest))}%"></i>' for bar in row.bars)
    events = "" if row.events is None else f"{row.events:,}"
    changes = f"{row.changes} {pluralize('change', row.changes)}" if row.changes else "–"
    return (
        f'<tr><th scope="row"><a href="{address}" dir="auto">{escape(row.title)}</a>'
        f'<span class="muted" dir="auto">{escape(row.about)}</span></th>'
        f'<td class="bars-cell"><span class="bars-small" aria-hidden="true">{bars}</span></td>'
        f'<td class="number" data-label="events">{events}</td><td class="muted number">{changes}</td>'
        '<td class="muted number">always here</td><td></td></tr>'
    )
