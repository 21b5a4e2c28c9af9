"""The request log: a line for each request, with an id that is also in its answer. Keys of reports are shortened in it."""

import logging
import re
import secrets
import time
from urllib.parse import quote, unquote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask

log = logging.getLogger("yearline")
HEADER = "X-Request-ID"
_ID = "yearline.request"
_MOST_ESCAPES = 5
_KEY = re.compile(r"(?<![\w-])([\w-]{4})[\w-]{18,}(?![\w-])")


def log_requests(server: flask.Flask) -> None:
    """Give each request an id and log its result: all requests at debug level, refusals and failures always."""
    inner: WSGIApplication = server.wsgi_app

    def answer(environ: WSGIEnvironment, start_response: StartResponse):
        number = environ[_ID] = secrets.token_hex(4)
        start = time.perf_counter()

        def begin(status: str, headers: list[tuple[str, str]], exc_info=None):
            level = logging.INFO if status >= "4" else logging.DEBUG
            line = (number, environ["REQUEST_METHOD"], address_of(environ), status.partition(" ")[0])
            log.log(level, "%s %s %s %s %.0f ms", *line, 1000 * (time.perf_counter() - start))
            return start_response(status, [*headers, (HEADER, number)], exc_info)

        return inner(environ, begin)

    server.wsgi_app = answer


def address_of(environ: WSGIEnvironment) -> str:
    """The requested address in one line, with keys shortened however they are escaped, as a key gives access to its report."""
    path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
    query = environ.get("QUERY_STRING", "")
    plain = path + (f"?{query}" if query else "")
    for _ in range(_MOST_ESCAPES):  # an address inside an address is escaped twice
        plain = unquote(plain)
    return quote(_KEY.sub(r"\1\0", plain), safe="=&+/.,;:@!*()'-_~?").replace("%00", "…")[:500]


def log_failure(error: Exception) -> str:
    """Log an unexpected exception, with its traceback at debug level; returns the request's id."""
    environ = flask.request.environ
    number = environ.get(_ID, "")
    log.error(
        "%s: %s %s: %s: %s",
        number,
        flask.request.method,
        address_of(environ),
        type(error).__name__,
        " ".join(str(error).split())[:500],
        exc_info=error if log.isEnabledFor(logging.DEBUG) else None,
    )
    return number
