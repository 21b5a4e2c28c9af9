"""Error answers: one sentence, and the status for the kind of error.

Views raise; exceptions become answers here, in one place for pages, files and saving.
"""

import errno
from collections.abc import Callable
from typing import Any, TypeVar

import flask
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from components.web.headers import READS, is_json
from components.web.journal import log_failure
from data import NotNow, ReportError, SelectionError
from data.store import ReportGone

ONLY_READS = "This link only reads; ask whoever gave it to you for one that edits."
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS}
_LATER = 30  # s until a full disk may have space again

V = TypeVar("V", bound=Callable[..., Any])
Answer = tuple[Any, int]  # the JSON content, and the status


def refused(sentence: str, status: int) -> Answer:
    """The answer to a refused request."""
    return {"error": sentence}, status


def answers_json(view: V) -> V:
    """Mark a `view` as answering JSON, with errors as `{"error": sentence}`."""
    view.answers_json = True  # type: ignore[attr-defined]
    return view


def handle_errors(server: flask.Flask) -> None:
    """Answer exceptions with one sentence; unexpected ones are logged, and their answer has the request's id."""

    @server.errorhandler(Exception)
    def answer_error(error: Exception):
        found = _find_refusal(error)
        if found:
            sentence, status = found
            return _say(sentence, status, error.wait if isinstance(error, NotNow) else 0)
        if isinstance(error, HTTPException):
            said = str(error.description or error.name)
            return _say(said, error.code or 500) if is_json() and not error.response else error
        number = log_failure(error)
        if isinstance(error, OSError) and error.errno in _FULL:
            sentence = "The disk of this server is full, so nothing was kept; try again later."
            return _say(sentence, 503, _LATER, as_json=True)
        sentence = f"Something went wrong here; try again, or tell who runs this page the number {number}."
        return _say(sentence, 500)


def _find_refusal(error: Exception) -> Answer | None:
    """The sentence and status of an expected exception."""
    match error:
        case NotNow():
            return str(error), 503
        case ReportGone():
            return str(error), 404
        case SelectionError():  # for JSON requests it means an unknown report
            return str(error), 404 if is_json() else 400
        case ReportError():
            return str(error), 422
        case RecursionError() if flask.request.method not in READS:
            return "What was sent is nested too deep; send it with fewer lists in each other.", 400
        case RequestEntityTooLarge():
            return _say_too_large(flask.request), 413
        case _:
            return None


def _say_too_large(request: flask.Request) -> str:
    """The limit that a body exceeds: that of its address, or of the text in a form."""
    most, length = request.max_content_length, request.content_length
    if most is not None and length is not None and length <= most:
        most = request.max_form_memory_size
    if most is None:
        return "That is too large; send a part of it."
    if most == flask.current_app.config["MAX_CONTENT_LENGTH"]:
        return f"That is larger than {most >> 20} MB; open a part of it, or run python app.py FILE."
    size = f"{most >> 20} MB" if most >> 20 else f"{most // 1000} kB"
    return f"That is larger than {size}; send less at once."


def _say(sentence: str, status: int, wait: int = 0, as_json: bool = False) -> flask.Response:
    answer = (
        flask.jsonify(error=sentence)
        if as_json or is_json()
        else flask.Response(f"{sentence}\n", mimetype="text/plain")
    )
    answer.status_code = status
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer
