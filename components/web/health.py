"""The health check."""

import flask

from components.library.library import Library


def serve_health(server: flask.Flask, library: Library) -> None:
    """Add `/healthz`, which answers while the process runs, without the store; `/readyz` asks the store (uploads.py)."""

    @server.route("/healthz")
    def healthz() -> dict:
        return {"status": "ok", "events": len(library.first.index)}
