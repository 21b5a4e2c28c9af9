"""Parse what a person types or selects while correcting a table: dates, headlines, and passages of the report."""

import flask

from components.library.library import Library
from components.page.editing import unsaid_of
from components.web.answers import ONLY_READS, Answer, answers_json, refused
from data import date_in_words
from data.events.corrections import LONGEST_HEADLINE
from data.events.passages import PassageError, draft_event, find_passage
from data.events.typed_dates import DateError, parse_date

_LONGEST = 500  # characters of a typed date that are parsed
_MOST_BYTES = 200_000  # of a selected passage


def serve_typed(server: flask.Flask, library: Library) -> None:
    """Add the addresses that parse a typed date, check a typed headline, and draft an event from a passage."""

    @server.get("/date")
    @answers_json
    def understand_date() -> Answer:
        text = flask.request.args.get("text", "")[:_LONGEST]
        try:
            year = library.view(flask.request.args.get("report", "")).report.year
            date = parse_date(text, year)
        except DateError as error:
            return {"error": str(error)}, 200  # an incomplete date while one types is no error
        return {"date": date, "words": date_in_words(date)}, 200

    # Separate from the drawing, which is shared and needs no grammar.
    @server.get("/unsaid")
    @answers_json
    def compare_headline() -> Answer:
        key, event = flask.request.args.get("report", ""), flask.request.args.get("event", "")
        if not library.can_edit(key):
            return refused(ONLY_READS, 403)
        headline = flask.request.args.get("headline", "")[:LONGEST_HEADLINE]
        return {"unsaid": unsaid_of(library.view(key), event, headline)}, 200

    # Sent by POST, as a passage may be longer than an address.
    @server.post("/passage")
    @answers_json
    def read_passage() -> Answer:
        key = flask.request.args.get("report", "")
        flask.request.max_content_length = _MOST_BYTES
        near = flask.request.form.get("near", "0")
        if not library.can_edit(key):
            return refused(ONLY_READS, 403)
        view = library.view(key)
        try:
            start, end = find_passage(
                view.report.text, flask.request.form.get("text", ""), int(near) if _is_number(near) else 0
            )
        except PassageError as error:
            return refused(str(error), 422)
        draft = draft_event(view.report, start, end, view.actors)
        words = date_in_words(draft["date"]) if draft["date"] else ""
        actors = [{"name": name, "kind": view.kinds.get(name, "organisation")} for name in draft["actors"]]
        place = {"text": view.report.text[start:end], "start": start, "end": end}
        return {**draft, "actors": actors, "words": words, **place}, 200


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
