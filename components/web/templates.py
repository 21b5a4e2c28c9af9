"""Templates that visitors upload for slides or a chronology: checked as untrusted files, and kept for an hour."""

import threading
from contextlib import closing

import flask

from components.draw.slide_file import clean_template
from components.library.library import Library
from components.web.answers import Answer, answers_json, refused
from components.web.uploads import takes_uploads
from data import NotNow, SelectionError
from data.files.limits import LIMITS, check
from data.files.word_template import clean_word_template, is_word_template
from data.store import File

DECK, CHRONOLOGY = "/timeline.pptx", "/chronology.docx"  # the exports that take a template
_GONE = "The template is not here any more; choose it again."
_ONE = threading.Lock()  # one is unpacked at a time, to limit the memory
_MOST_WAITING = threading.BoundedSemaphore(3)


def serve_templates(server: flask.Flask, library: Library) -> None:
    """Add the addresses that upload and delete a template."""

    @server.post("/templates")
    @answers_json
    def take_template() -> Answer:
        if not takes_uploads():
            return refused(
                "This server takes no templates of visitors; run Yearline yourself to use your own.", 403
            )
        file = flask.request.files.get("file")
        if file is None or not file.filename:
            return refused("No template came along; choose a .potx, .pptx, .dotx or .docx.", 400)
        name = file.filename.replace("\0", "")[:200]
        with closing(file):
            content = file.read(LIMITS["template"].most + 1)
        check("template", len(content), name)
        if not _MOST_WAITING.acquire(blocking=False):
            raise NotNow("Other templates are being looked at; try again in a moment.")
        try:
            with _ONE:
                content = (clean_word_template if is_word_template(name) else clean_template)(content, name)
        finally:
            _MOST_WAITING.release()
        made = CHRONOLOGY if is_word_template(name) else DECK
        return {"template": library.store().add_template(name, content), "name": name, "path": made}, 200

    @server.delete("/templates/<key>")
    @answers_json
    def forget_template(key: str) -> Answer:
        return {"forgotten": library.store().forget_template(key)}, 200


def find_template(library: Library, key: str) -> File | None:
    """The template that an address names; None for none. Raises `SelectionError` if it is gone."""
    if not key:
        return None
    if found := library.store().template(key):
        return found
    raise SelectionError(_GONE)
