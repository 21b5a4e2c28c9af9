"""What every answer tells a browser: closed, but for what is made for other sites. Other sites change nothing here."""

import os
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

import flask

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
        is_embed = path.rstrip("/") == "/embed"
        is_page = answer.mimetype == "text/html" and not answer.headers.get("Content-Disposition")
        ancestors = frame_ancestors() if is_embed else "'none'"
        answer.headers["Content-Security-Policy"] = (
            page_policy(hashes(), ancestors) if is_page else DATA_POLICY
        )
        if not is_embed:
            answer.headers["X-Frame-Options"] = "DENY"
        if path.startswith(SHARED) and flask.request.method in READS:
            answer.headers["Access-Control-Allow-Origin"] = "*"
            answer.headers["Access-Control-Allow-Headers"] = "*"  # Dash asks for its page with some
        return answer
