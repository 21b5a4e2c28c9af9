"""Opening a file that a person chose or dropped onto the page."""

import flask

from components.web.library import LARGEST, Library
from data import ReportError


def serve_uploads(server: flask.Flask, library: Library) -> None:
    """Add `POST /open`: the key of the report, or one sentence that says why it cannot be shown."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST

    @server.route("/open", methods=["POST"])
    def open_file():
        file = flask.request.files.get("file")
        if file is None or not file.filename:
            return {"error": "No file came along; choose one, or drop it onto the page."}, 400
        try:
            return {"report": library.drop(file.filename, file.read())}
        except ReportError as error:
            return {"error": str(error)}, 422

    @server.errorhandler(413)
    def answer_too_large(_error):
        most = LARGEST // 2**20
        return {"error": f"The file is larger than {most} MB; open it with python app.py FILE instead."}, 413
