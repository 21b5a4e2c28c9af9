"""Serving on this machine, and a line in the log for what goes wrong."""

import errno
import logging
import secrets
import socket
import sys

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from data import ReportError

log = logging.getLogger("yearline")


class RequestHandler(WSGIRequestHandler):
    """Keeps connections, which spares each filter a new one, and logs requests for those who debug."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        log.debug("%s %s %s", self.command, self.path, code)


def configure_log(debug: bool) -> None:
    """Errors on standard error, with `debug` each request and each error's traceback too."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    log.setLevel(logging.DEBUG if debug else logging.INFO)


def log_errors(server: flask.Flask) -> None:
    """Log what goes wrong under a short id, and answer with one sentence that has it."""

    @server.errorhandler(Exception)
    def answer_error(error: Exception):
        if isinstance(error, HTTPException):
            return error
        number = secrets.token_hex(3)
        request = flask.request
        log.error(
            "%s: %s %s: %s: %s",
            number,
            request.method,
            request.full_path.rstrip("?"),
            type(error).__name__,
            error,
            exc_info=error if log.isEnabledFor(logging.DEBUG) else None,
        )
        sentence = f"Something went wrong here; try again, or tell who runs this page the number {number}.\n"
        return flask.Response(sentence, 500, mimetype="text/plain")


def check_port(host: str, port: int) -> None:
    """Raises `ReportError` with one sentence where nothing can be served."""
    if not 0 < port < 65536:
        raise ReportError(f"{port} is no port; choose one from 1 to 65535, as in --port 8051.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise ReportError(
                    f"Port {port} is in use or not allowed; choose another, as in --port {port + 1}."
                ) from None
            raise ReportError(f"{host} is no address of this machine; use --host 127.0.0.1.") from None


def serve_forever(server: flask.Flask, host: str, port: int) -> None:
    """Serve until somebody stops it."""
    with make_server(host, port, server, threaded=True, request_handler=RequestHandler) as running:
        print(f"Yearline is at http://{host}:{port} (Ctrl+C stops it)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
