"""Opening reports: upload, reading elsewhere with progress, and deletion."""

import os
import sys
import threading
import time
from typing import Any

import flask

from components.library.library import Library
from components.library.readers import asks_for_year
from components.web.answers import Answer, answers_json, refused
from data import NotNow, ReportError
from data.files.answers import parse_answers
from data.files.formats import open_project
from data.files.table_columns import FIELDS
from data.files.table_reading import TableReading
from data.plurals import pluralize
from data.store import File, ReportGone
from data.store.settings import KEEP_DAYS, UPLOAD_MB

AT_ONCE = 0.6  # s of a request after which it no longer waits for its file to be read
_LOOK = 0.05  # s
_WAITING = threading.BoundedSemaphore(2)  # requests that wait; more would take the threads of all others
_OVERHEAD = 2**16  # bytes of a form besides its file


def takes_uploads() -> bool:
    """Whether visitors may open reports of their own."""
    return os.environ.get("YEARLINE_UPLOADS", "on").lower() not in ("off", "0", "no")


def how_long() -> str:
    """A sentence on how long an opened report is kept."""
    days = KEEP_DAYS.value
    if not days:
        return "It is kept on this server until it is forgotten."
    return f"It is kept on this server until nobody has used it for {days} {pluralize('day', days)}."


def most_bytes() -> int:
    """The maximum size of a request's body."""
    return UPLOAD_MB.value * 2**20 + _OVERHEAD if UPLOAD_MB.value else sys.maxsize


def serve_uploads(server: flask.Flask, library: Library) -> None:
    """Add the addresses that open, watch and delete reports."""
    if UPLOAD_MB.value:
        server.config["MAX_CONTENT_LENGTH"] = most_bytes()
    server.config["MAX_FORM_MEMORY_SIZE"] = 16 * 2**20  # of pasted text; files are stored on disk

    @server.post("/open")
    @answers_json
    def open_report() -> Answer:
        until = time.monotonic() + AT_ONCE
        if not takes_uploads():
            return refused(
                "This server opens no reports of visitors; run Yearline yourself to open your own.", 403
            )
        sent = _sent(flask.request)
        if sent is None:
            return refused("No file came along; choose one, or drop it onto the page.", 400)
        project = open_project(sent)
        file = project.file
        key = library.store().add_report(
            file.name, file.content, file.year, file.media_type, project.log, answers=file.answers
        )
        library.readers.wake()
        return _wait(library, key, until)

    @server.get("/reading/<key>")
    @answers_json
    def reading(key: str) -> Answer:
        return _progress(library, key)[0], 200

    @server.delete("/reports/<key>")
    @answers_json
    def forget(key: str) -> Answer:
        access = library.find(key)
        if access is None:
            raise ReportGone
        if not access.can_edit:
            return refused("This link only reads; ask whoever gave it to you to forget the report.", 403)
        library.forget(access.report_id)
        return {"forgotten": True}, 200

    @server.get("/readyz")
    @answers_json
    def is_ready() -> Answer:
        if not library.store().is_ready():
            raise NotNow("The database does not answer.")
        return {"status": "ok"}, 200


def _sent(request: flask.Request) -> File | None:
    """The file in a request, and its options; None for nothing. Raises `ReportError`."""
    given = request.form.get("year", "").strip()
    if given and not (given.isascii() and given.isdigit() and len(given) == 4 and int(given)):
        raise ReportError("“year” has four digits, as in 2023.")
    year = int(given) if given else None
    answers = parse_answers(request.form.get("columns", ""), request.form.get("order", "")).to_text()
    file = request.files.get("file")
    if file is not None and file.filename:
        return File(file.filename, file.read(), file.mimetype, year, answers)
    text = request.form.get("text", "").strip()
    content = text.encode("utf-8", "replace")
    return File("Pasted text.txt", content, "text/plain", year, answers) if text else None


def _wait(library: Library, key: str, until: float) -> Answer:
    """Whether the report is read within this request, or where its state can be requested."""
    if _WAITING.acquire(blocking=False):
        try:
            while time.monotonic() < until:
                now, before = _progress(library, key)
                if now["state"] == "ready":
                    return {
                        "report": key,
                        **{name: now[name] for name in ("said", "rows", "book") if name in now},
                    }, 200
                if now["state"] == "failed":
                    asks = {"asks": now["asks"]} if "asks" in now else {}
                    return {"error": now["said"], **asks}, 422
                if before:
                    break
                time.sleep(_LOOK)
        finally:
            _WAITING.release()
    return {"report": key, "state": flask.url_for("reading", key=key)}, 202


def _progress(library: Library, key: str) -> tuple[dict[str, Any], int]:
    """The progress of a report, also as a sentence, and how many files are before it. A failure is reported once, and not
    stored.
    """
    store = library.store()
    access = store.find(key)
    if access is None:
        raise ReportGone
    status = store.state(access.report_id)
    sentence, before = status.message, 0
    match status.state:
        case "waiting":
            library.readers.wake()  # in case the reader was stopped
            before = max(0, store.place_in_line(access.report_id) - 1)
            sentence = f"{before} {pluralize('file', before)} before yours." if before else "Yours is next."
        case "reading":
            sentence = f"Page {status.done} of {status.of}." if status.of else "Reading."
        case "failed":
            library.forget(access.report_id)
    progress = {"state": status.state, "done": status.done, "of": status.of, "said": sentence}
    if status.state == "failed" and asks_for_year(sentence):
        progress["asks"] = "year"  # the page has a field for it
    if status.state == "ready" and (rows := library.rows(access.report_id)):
        progress |= {"said": f"{rows.said}.", "rows": to_preview(rows)}
    if status.state == "ready" and library.is_book(access.report_id):
        progress["book"] = True  # whose entries are shown together
    return progress, before


def to_preview(rows: TableReading) -> dict[str, Any]:
    """How a table's rows were read, for the preview dialog."""
    return rows.to_json() | {
        "said": rows.said,
        "sure": rows.is_sure,
        "unlisted": rows.unlisted,
        "fields": FIELDS,
    }
