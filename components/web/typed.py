"""What a person types or marks while putting a table right, as it is understood: dates, and passages of the report."""

import flask

from components.web.library import Library
from data import ReportError, SelectionError, date_in_words
from data.events.passages import PassageError, draft_event, find_passage
from data.events.typed_dates import DateError, parse_date
from data.store import ReportGone, StoreUnavailable

_LONGEST = 500  # characters of a typed date that are looked at
_MOST_BYTES = 200_000  # of a marked passage as it is sent
Answer = tuple[dict, int]


def serve_typed(server: flask.Flask, library: Library) -> None:
    """Add the addresses that say what a typed date means, and what a marked passage of the report tells."""

    @server.get("/date")
    def understand_date() -> Answer:
        text = flask.request.args.get("text", "")[:_LONGEST]
        try:
            year = library.view(flask.request.args.get("report", "")).report.year
            date = parse_date(text, year)
        except DateError as error:
            return {"error": str(error)}, 200  # half a date, as one types, is nothing to complain of
        except (SelectionError, ReportError) as error:
            return _refused(error)
        return {"date": date, "words": date_in_words(date)}, 200

    # Posted, for a passage may be longer than an address.
    @server.post("/passage")
    def read_passage() -> Answer:
        key = flask.request.args.get("report", "")
        flask.request.max_content_length = _MOST_BYTES
        near = flask.request.form.get("near", "0")
        try:
            if not library.can_edit(key):
                return {"error": "This link only reads; ask whoever gave it to you for one that edits."}, 403
            view = library.view(key)
            start, end = find_passage(
                view.report.text, flask.request.form.get("text", ""), int(near) if _is_number(near) else 0
            )
        except (PassageError, SelectionError, ReportError) as error:
            return _refused(error)
        draft = draft_event(view.report, start, end, view.actors)
        words = date_in_words(draft["date"]) if draft["date"] else ""
        actors = [{"name": name, "kind": view.kinds.get(name, "organisation")} for name in draft["actors"]]
        place = {"text": view.report.text[start:end], "start": start, "end": end}
        return {**draft, "actors": actors, "words": words, **place}, 200


def _refused(error: Exception) -> Answer:
    """With its one sentence."""
    gone = isinstance(error, SelectionError | ReportGone)
    return {"error": str(error)}, 404 if gone else 503 if isinstance(error, StoreUnavailable) else 422


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
