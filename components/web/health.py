"""Whether the server lives."""

import flask

from components.library.library import Library


def serve_health(server: flask.Flask, library: Library) -> None:
    """Add `/healthz`, which answers while the process lives and asks nothing of the store; `/readyz` does (uploads.py)."""

    @server.route("/healthz")
    def healthz() -> dict:
        return {"status": "ok", "events": len(library.first.index)}
