"""The addresses of corrections and links: correct a report's table, and share the right to do so."""

from collections.abc import Sequence
from typing import Any

import flask

from components.library.library import Library
from components.page.about import describe_report
from components.page.changes import list_changes, list_names
from components.web.answers import ONLY_READS, Answer, answers_json, refused
from data import Report
from data.events.corrected import check_corrections
from data.events.corrections import (
    Add,
    Correction,
    CorrectionError,
    Entry,
    RenameTopic,
    Same,
    SetReport,
    Undo,
)
from data.events.parsing import parse_corrections

_MOST_BYTES = 2 * 2**20  # of corrections in one request
_CLOSED = "This address only reads; ask who runs this page for the link that edits."


def serve_corrections(server: flask.Flask, library: Library) -> None:
    """Add the addresses that read and write the log of corrections, and those of a report's links."""

    @server.get("/corrections")
    @answers_json
    def read_log() -> Answer:
        after = flask.request.args.get("after", "0")
        return library.log(_key(), int(after) if after.isascii() and after.isdigit() else 0), 200

    @server.post("/corrections")
    @answers_json
    def correct() -> Answer:
        if not library.can_edit(_key()):
            return _only_reads(library)
        flask.request.max_content_length = _MOST_BYTES
        given = flask.request.get_json(silent=True)
        if given is None:
            return refused("Corrections are sent as JSON: one object, or a list of them.", 400)
        view = library.view(_key())
        try:
            corrections = check_corrections(
                parse_corrections(given, view.report.year), view.as_read, view.log
            )
            check_passages(corrections, view.report)
            check_kind(corrections, is_table=view.rows is not None)
            if view.is_together:
                check_together(corrections)
        except CorrectionError as error:
            return refused(str(error), 422)
        library.try_corrections(_key(), corrections)
        bodies = [_body(correction) for correction in corrections]
        who, token = flask.request.args.get("who", ""), flask.request.headers.get("Idempotency-Key")
        seq = library.store().append_corrections(library.log_id(_key()), bodies, who, token or None)
        return {"seq": seq}, 200

    @server.get("/changes")
    @answers_json
    def changes() -> Answer:
        return list_changes(library.view(_key())), 200

    @server.get("/about")
    @answers_json
    def about() -> Answer:
        view = library.view(_key())
        if view.is_together:
            return refused("Several reports are shown together; open one to see what is said of it.", 422)
        return describe_report(view), 200

    @server.get("/names")
    @answers_json
    def names() -> Answer:
        return list_names(library.view(_key())), 200

    @server.get("/links")
    @answers_json
    def links() -> Answer:
        can_edit = library.can_edit(_key())
        if not can_edit and library.find(_key()) is None:
            return _only_reads(library)
        found = library.links(_key())
        return (found if can_edit else {"read": found["read"]}), 200

    @server.delete("/links")
    @answers_json
    def revoke() -> Answer:
        if not library.can_edit(_key()):
            return _only_reads(library)
        kind = flask.request.args.get("kind", "")
        return library.links(_key(), renew=[kind] if kind else ["edit", "read"]), 200

    def _only_reads(library: Library) -> Answer:
        return refused(ONLY_READS if library.find(_key()) else _CLOSED, 403)


def check_together(corrections: Sequence[Correction]) -> None:
    """Raise `CorrectionError` for a correction that must be made in one report, not in several together."""
    if not all(isinstance(correction, RenameTopic | Same | Undo) for correction in corrections):
        raise CorrectionError(
            "Of several reports topics are renamed here, and told which events are the same; open one report to change its events."
        )


def check_kind(corrections: Sequence[Correction], is_table: bool) -> None:
    """Raise `CorrectionError` if a table is to be read as a text."""
    if is_table and any(isinstance(one, SetReport) and one.fields.get("as") for one in corrections):
        raise CorrectionError("This report is a table, whose rows are its events; leave out “as”.")


def check_passages(corrections: Sequence[Correction], report: Report) -> None:
    """Raise `CorrectionError` for a new event whose text is not at its offsets in the report."""
    for correction in corrections:
        if not isinstance(correction, Add) or not correction.text:
            continue
        if report.text[correction.start : correction.end] != correction.text:
            raise CorrectionError("The passage is not at its place in the report; mark it again.")


def _key() -> str:
    return flask.request.args.get("report", "")


def _body(correction: Correction) -> dict[str, Any]:
    """The correction as the log stores it."""
    entry = Entry(1, correction).to_json()
    return {name: value for name, value in entry.items() if name not in ("seq", "at", "who")}
