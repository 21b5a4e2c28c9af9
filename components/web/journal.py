"""The log: a line for each request, under an id that its answer carries too. Keys of reports are cut short in it."""

import errno
import logging
import re
import secrets
import time
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask
from werkzeug.exceptions import HTTPException

from data import SelectionError

log = logging.getLogger("yearline")
HEADER = "X-Request-ID"
_ID = "yearline.request"
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS}
_KEY = re.compile(r"(?<![\w-])([\w-]{4})[\w-]{18,}(?![\w-])")


def log_requests(server: flask.Flask) -> None:
    """Give each request an id, and write what came of it: at debug, of refusals and failures always."""
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
    """What was asked for, in one line that gives no key away: who has a key has the report."""
    path = quote(environ.get("PATH_INFO", "").encode("latin-1", "replace"))
    query = quote(environ.get("QUERY_STRING", ""), safe="=&%+/.,;:@!*()'-_~?")
    return _KEY.sub(r"\1…", path + (f"?{query}" if query else ""))[:500]


def log_errors(server: flask.Flask) -> None:
    """Log what goes wrong, and answer with one sentence that has the request's id."""

    @server.errorhandler(SelectionError)
    def answer_bad_query(error: SelectionError) -> flask.Response:
        return flask.Response(f"{error}\n", 400, mimetype="text/plain")

    @server.errorhandler(Exception)
    def answer_error(error: Exception):
        if isinstance(error, HTTPException):
            return error
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
        if isinstance(error, OSError) and error.errno in _FULL:
            return {"error": "The disk of this server is full, so nothing was kept; try again later."}, 503
        sentence = f"Something went wrong here; try again, or tell who runs this page the number {number}.\n"
        return flask.Response(sentence, 500, mimetype="text/plain")
