"""The address of project files: a report with its log of corrections, to be opened elsewhere."""

import flask

from components.library.errors import told_as_unknown
from components.library.library import Library
from components.web.export_answers import attached
from components.web.export_words import file_name
from data.files.projects import ENDING, MEDIA_TYPE, write_project

PATH = f"/project{ENDING}"


def serve_projects(server: flask.Flask, library: Library) -> None:
    """Add `/project.yearline?report=KEY`, for everybody who may read the report."""

    @server.get(PATH)
    def project() -> flask.Response:
        key = flask.request.args.get("report", "")
        view = library.view(key)
        with told_as_unknown():
            content = write_project(library.file(key), library.log(key))
        return attached(content, MEDIA_TYPE, file_name(view) + ENDING)
