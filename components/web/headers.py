"""What every answer tells a browser: closed, but for what is made for other sites. Other sites change nothing here."""

import os
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import unquote, urlsplit

import flask

from data.selection.keys import is_key

READS = ("GET", "HEAD", "OPTIONS")
# What other sites may read: the files, and what an embedded chart asks for from a sandboxed frame.
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
    # Keys are part of addresses; the page's own requests have them.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}


def frame_ancestors() -> str:
    """Who may frame `/embed`, as a Content-Security-Policy lists them; "" for everybody."""
    given = os.environ.get("YEARLINE_FRAME_ANCESTORS", "*")
    if given == "*":
        return ""  # to browsers, * would leave out a page opened from a file
    # It becomes part of a header, and is not to end its directive.
    words = [
        word for word in given.split() if word.isascii() and word.isprintable() and not {*word} & {*",;"}
    ]
    # The page itself shows a preview.
    return " ".join(["'self'", *(word for word in words if word != "'none'")])


def page_policy(scripts: list[str], ancestors: str) -> str:
    """The policy of a page: only our own files, and of the scripts in it those whose hashes are `scripts`."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *scripts]),
            # Plotly and Mantine set styles on elements.
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


# A picture shown by itself has its styles and letters inside.
DATA_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
)

SOURCE = "/source"  # the address of files as strangers sent them, which have no scripts and no origin
SOURCE_POLICY = f"sandbox; {DATA_POLICY}"  # in which browsers still show a PDF at its page


def is_json() -> bool:
    """Whether what is asked answers JSON (`answers_json` in answers.py)."""
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    return getattr(view, "answers_json", False)


def is_from_elsewhere(request: flask.Request) -> bool:
    """Whether another site's page sends this. Programs that are no browser send neither header."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.host
    except ValueError:  # no address, and so not ours
        return True


def read_header(request: flask.Request, name: str) -> str:
    """A header that the answer depends on, which the answer then says in `Vary`."""
    flask.g.setdefault("varies", set()).add(name)
    return request.headers.get(name, "")


def is_keyed(request: flask.Request) -> bool:
    """Whether an answer is of the key of a report: in its address, or in a header that it depends on."""
    said = " ".join(
        [request.full_path, *(request.headers.get(name, "") for name in flask.g.get("varies", ()))]
    )
    return any(map(is_key, re.split(r"[^\w-]+", unquote(said))))


def guard(server: flask.Flask, script_hashes: Callable[[], list[str]]) -> None:
    """Add the headers to all answers of `server`, and refuse what another site's page wants to change."""
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
        # Links have keys in their answer, and what is asked as JSON changes.
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
            answer.headers["Access-Control-Allow-Headers"] = "*"  # Dash asks for its page with some
        return answer
