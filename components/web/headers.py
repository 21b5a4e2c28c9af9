"""Security headers: everything is closed, except what is made for other sites. Other sites may change nothing."""

import os
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import unquote, urlsplit

import flask

from data.selection.keys import is_key

READS = ("GET", "HEAD", "OPTIONS")
# What other sites may read: the files, and the requests of an embedded chart in a sandboxed frame.
SHARED = (
    "/embed",
    "/drawing",
    "/healthz",
    "/events.",
    "/timeline.",
    "/timelinejs.",
    "/datapackage.",
    "/annotations.",
    "/oembed",
)
_FEATURES = ("camera", "microphone", "geolocation", "payment", "usb", "midi", "display-capture")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # Addresses contain keys; only the page's own requests send them.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}


def frame_ancestors() -> str:
    """Who may frame `/embed`, as in a Content-Security-Policy; "" for everybody."""
    given = os.environ.get("YEARLINE_FRAME_ANCESTORS", "*")
    if given == "*":
        return ""  # browsers do not match a page opened from a file with *
    # It becomes part of a header, and must not end its directive.
    words = [
        word for word in given.split() if word.isascii() and word.isprintable() and not {*word} & {*",;"}
    ]
    # The page itself shows a preview of the embed.
    return " ".join(["'self'", *(word for word in words if word != "'none'")])


def page_policy(scripts: list[str], ancestors: str) -> str:
    """The Content-Security-Policy of a page: only our own files, and only those inline scripts whose hashes are in
    `scripts`.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *scripts]),
            # Plotly and Mantine set inline styles.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            *([f"frame-ancestors {ancestors}"] if ancestors else []),
        ]
    )


# An SVG opened by itself has inline styles and fonts.
DATA_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
)

SOURCE = "/source"  # untrusted uploaded files, served without scripts and origin
SOURCE_POLICY = f"sandbox; {DATA_POLICY}"  # with which browsers still show a PDF at a page


def is_json() -> bool:
    """Whether the address answers JSON (`answers_json` in answers.py)."""
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    return getattr(view, "answers_json", False)


def is_from_elsewhere(request: flask.Request) -> bool:
    """Whether another site's page sends this. Clients that are not browsers send neither header."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.host
    except ValueError:  # an invalid address, and so not ours
        return True


def read_header(request: flask.Request, name: str) -> str:
    """Read a header that the answer depends on, and name it in `Vary`."""
    flask.g.setdefault("varies", set()).add(name)
    return request.headers.get(name, "")


def is_keyed(request: flask.Request) -> bool:
    """Whether an answer belongs to a report's key: in its address, or in a header that it depends on."""
    said = " ".join(
        [request.full_path, *(request.headers.get(name, "") for name in flask.g.get("varies", ()))]
    )
    return any(map(is_key, re.split(r"[^\w-]+", unquote(said))))


def guard(server: flask.Flask, script_hashes: Callable[[], list[str]]) -> None:
    """Add the headers to all answers of `server`, and refuse changes from other sites' pages."""
    hashes = cache(script_hashes)

    @server.before_request
    def refuse() -> tuple[dict[str, str], int] | None:
        if flask.request.method in READS or not is_from_elsewhere(flask.request):
            return None
        return {"error": "Only Yearline’s own page may do this; open it and do it there."}, 403

    @server.after_request
    def add_headers(answer: flask.Response) -> flask.Response:
        path = flask.request.path
        answer.headers.update(EVERYWHERE)
        answer.vary.update(flask.g.get("varies", ()))
        # Links have keys in their answers, and JSON answers change.
        if is_keyed(flask.request) or is_json() or path == SOURCE:
            answer.headers.setdefault("Cache-Control", "private, no-store")
        is_embed = path.rstrip("/") == "/embed"
        is_page = answer.mimetype == "text/html" and not answer.headers.get("Content-Disposition")
        ancestors = frame_ancestors() if is_embed else "'none'"
        closed = SOURCE_POLICY if path == SOURCE else DATA_POLICY
        answer.headers["Content-Security-Policy"] = page_policy(hashes(), ancestors) if is_page else closed
        if not is_embed:
            answer.headers["X-Frame-Options"] = "DENY"
        if path.startswith(SHARED) and flask.request.method in READS:
            answer.headers["Access-Control-Allow-Origin"] = "*"
            answer.headers["Access-Control-Allow-Headers"] = "*"  # Dash's request for its page has some
        return answer
