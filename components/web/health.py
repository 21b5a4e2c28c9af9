"""Whether the server lives, and whether it can answer."""

import flask

from components.web.library import Library


def serve_health(server: flask.Flask, library: Library) -> None:
    """Add `/healthz`, which answers while the process lives, and `/readyz`, which needs the first report."""

    @server.route("/healthz")
    def healthz() -> dict:
        return {"status": "ok", "events": len(library.view().index)}

    @server.route("/readyz")
    def readyz() -> dict:
        return {"status": "ready", "events": len(library.view().index)}
