"""Reports that people open: taken in, read elsewhere while the page shows how far, and forgotten when they say so."""

import os
import time
from typing import Any

import flask

from components.web.library import Library
from data import ReportError
from data.files.table_columns import FIELDS
from data.files.table_reading import TableReading, parse_answers
from data.store import ReportGone, StoreUnavailable
from data.store.settings import KEEP_DAYS, UPLOAD_MB

AT_ONCE = 0.6  # s that a request waits for its file to be read
_LOOK = 0.05  # s
_OVERHEAD = 2**16  # bytes of a form around its file

Answer = tuple[dict[str, Any], int]


def takes_uploads() -> bool:
    """Whether visitors may open reports of their own."""
    return os.environ.get("YEARLINE_UPLOADS", "on").lower() not in ("off", "0", "no")


def how_long() -> str:
    """What a visitor is told of how long an opened report is kept."""
    days = KEEP_DAYS.value
    if not days:
        return "It is kept on this server until it is forgotten."
    return f"It is kept on this server until nobody has used it for {days} day{'' if days == 1 else 's'}."


def serve_uploads(server: flask.Flask, library: Library) -> None:
    """Add the addresses that open, watch and forget reports."""
    if UPLOAD_MB.value:
        server.config["MAX_CONTENT_LENGTH"] = UPLOAD_MB.value * 2**20 + _OVERHEAD
    server.config["MAX_FORM_MEMORY_SIZE"] = 16 * 2**20  # of pasted text; a file goes to the disk

    @server.post("/open")
    def open_report() -> Answer:
        if not takes_uploads():
            return _refused(
                "This server opens no reports of visitors; run Yearline yourself to open your own.", 403
            )
        try:
            sent = _sent(flask.request)
            if sent is None:
                return _refused("No file came along; choose one, or drop it onto the page.", 400)
            form = flask.request.form
            answers = parse_answers(form.get("columns", ""), form.get("order", ""))
            name, content, year, media_type = sent
            key = library.store().add_report(name, content, year, media_type, answers=answers.to_text())
            library.readers.wake()
            return _wait(library, key)
        except ReportError as error:
            return _refused(str(error), _status(error))

    @server.get("/reading/<key>")
    def reading(key: str) -> Answer:
        try:
            return _progress(library, key), 200
        except ReportError as error:
            return _refused(str(error), _status(error))

    @server.delete("/reports/<key>")
    def forget(key: str) -> Answer:
        try:
            access = library.find(key)
            if access is None:
                raise ReportGone
            if not access.can_edit:
                return _refused("This link only reads; ask whoever gave it to you to forget the report.", 403)
            library.store().forget(access.report_id)
            return {"forgotten": True}, 200
        except ReportError as error:
            return _refused(str(error), _status(error))

    @server.get("/readyz")
    def is_ready() -> Answer:
        try:
            if library.store().is_ready():
                return {"status": "ok"}, 200
        except ReportError as error:
            return _refused(str(error), 503)
        return _refused("The database does not answer.", 503)

    @server.errorhandler(413)
    def too_large(_error: Exception) -> Answer:
        return _refused(
            f"That is larger than {UPLOAD_MB.value} MB; open a part of it, or run python app.py FILE.", 413
        )


def _sent(request: flask.Request) -> tuple[str, bytes, int | None, str] | None:
    """Name, content, year and type of what came with a request; None for nothing."""
    given = request.form.get("year", "").strip()
    if given and not (given.isascii() and given.isdigit() and len(given) == 4 and int(given)):
        raise ReportError("“year” has four digits, as in 2023.")
    year = int(given) if given else None
    file = request.files.get("file")
    if file is not None and file.filename:
        return file.filename, file.read(), year, file.mimetype
    text = request.form.get("text", "").strip()
    return ("Pasted text.txt", text.encode("utf-8", "replace"), year, "text/plain") if text else None


def _wait(library: Library, key: str) -> Answer:
    """Whether the report is read at once, or where its state is to be asked for."""
    until = time.monotonic() + AT_ONCE
    while time.monotonic() < until:
        now = _progress(library, key)
        if now["state"] == "ready":
            return {"report": key, **{name: now[name] for name in ("said", "rows") if name in now}}, 200
        if now["state"] == "failed":
            return _refused(now["said"], 422)
        time.sleep(_LOOK)
    return {"report": key, "state": flask.url_for("reading", key=key)}, 202


def _progress(library: Library, key: str) -> dict[str, Any]:
    """How far a report is, in a sentence too. What cannot be read is said once, and not kept."""
    store = library.store()
    access = store.find(key)
    if access is None:
        raise ReportGone
    status = store.state(access.report_id)
    sentence = status.message
    match status.state:
        case "waiting":
            library.readers.wake()  # should whoever was to read it have been stopped
            before = store.place_in_line(access.report_id) - 1
            sentence = (
                f"{before} file{'' if before == 1 else 's'} before yours." if before > 0 else "Yours is next."
            )
        case "reading":
            sentence = f"Page {status.done} of {status.of}." if status.of else "Reading."
        case "failed":
            store.forget(access.report_id)
    progress = {"state": status.state, "done": status.done, "of": status.of, "said": sentence}
    if status.state == "ready" and (rows := library.rows(access.report_id)):
        progress |= {"said": f"{rows.said}.", "rows": to_preview(rows)}
    return progress


def _refused(sentence: str, status: int) -> Answer:
    return {"error": sentence}, status


def _status(error: ReportError) -> int:
    if isinstance(error, StoreUnavailable):
        return 503
    return 404 if isinstance(error, ReportGone) else 422


def to_preview(rows: TableReading) -> dict[str, Any]:
    """How a table's rows were read, as the page's dialog shows it."""
    return rows.to_json() | {
        "said": rows.said,
        "sure": rows.is_sure,
        "unlisted": rows.unlisted,
        "fields": FIELDS,
    }
