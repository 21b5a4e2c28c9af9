"""The development server."""

import errno
import logging
import socket
import sys

import flask
from werkzeug.serving import WSGIRequestHandler, make_server

from components.web.hosts import say_hosts
from components.web.journal import log
from data import ReportError
from data.files.processes import stop_processes

SLOWEST = 30  # s without a byte after which a connection is closed
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"


class RequestHandler(WSGIRequestHandler):
    """Keeps connections open, which saves a new one for each filter. The app logs requests itself."""

    protocol_version = "HTTP/1.1"
    timeout = SLOWEST

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def configure_log(debug: bool) -> None:
    """Log warnings and errors to standard error; with `debug` also each request and each traceback."""
    logging.basicConfig(format=LOG_FORMAT, stream=sys.stderr)
    log.setLevel(logging.DEBUG if debug else logging.INFO)


def check_port(host: str, port: int) -> None:
    """Check that the port can be used. Raises `ReportError`."""
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
    """Serve until interrupted."""
    with make_server(host, port, server, threaded=True, request_handler=RequestHandler) as running:
        say_hosts([str(running.server_address[0])])
        said = f"[{host}]" if ":" in host else host
        print(f"Yearline is at http://{said}:{port} (Ctrl+C stops it)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
    stop_processes()
