"""gunicorn's threads, changed so that slow connections block nobody and are closed in time.

A thread that waits for bytes costs little; computing an answer takes memory and a processor. So there are many threads, each of
which reads one request and sends its answer within deadlines, and few of them at once compute an answer: only for requests that
were received completely. gunicorn.conf.py configures this worker.
"""

import errno
import math
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import Any
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

import orjson
from gunicorn.glogging import Logger
from gunicorn.http.wsgi import FileWrapper
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import TConn, ThreadWorker

from components.web.headers import EVERYWHERE
from components.web.journal import log
from components.web.serving import LOG_FORMAT, configure_log
from components.web.uploads import most_bytes

PLACES = 8  # answers that one process computes at once
READING = 15  # s for the head of a request, and for each piece of its body
PIECE = 2**16  # bytes of a body; a longer one is stored on disk until it is complete
MOST_KEPT = 2**30  # bytes of bodies that one process stores on disk
SLOWEST = 2**13  # minimum bytes of an answer that a client reads in a second


class Log(Logger):
    """gunicorn's log in our format. `--log-level debug` logs each request."""

    error_fmt, datefmt = LOG_FORMAT, ""

    def setup(self, cfg) -> None:
        """Called by gunicorn, also for a new configuration."""
        super().setup(cfg)
        configure_log(cfg.loglevel == "debug")


class Worker(ThreadWorker):
    """A process of gunicorn."""

    def init_process(self) -> None:
        """Called by gunicorn in the new process."""
        self._deadlines: dict[socket.socket, float] = {}
        self._bodies = Bodies()
        super().init_process()

    def load_wsgi(self) -> None:
        """Called by gunicorn."""
        super().load_wsgi()
        inner: Any = self.wsgi  # gunicorn's and Python's WSGI types differ
        self.wsgi: Any = self._in_places(inner)

    def handle(self, conn: TConn):
        """Called by gunicorn in a thread, to read a request and answer it."""
        sock = conn.sock
        self._extend(sock, READING)
        try:
            stays = super().handle(conn)
        finally:
            self._deadlines.pop(sock, None)
        if not stays:
            # Here, as a client may read slowly, and gunicorn's loop would wait for it.
            close_graceful(conn.sock)
        return stays

    def finish_request(self, conn: TConn, fs: Future) -> None:
        """Called by gunicorn in its loop, after `handle`."""
        if conn.sock.fileno() < 0:
            self.nr_conns -= 1
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Called by gunicorn at least once a second, to close connections that are too slow."""
        super().murder_pending()
        now = time.monotonic()
        for sock, deadline in self._deadlines.copy().items():
            if deadline < now:
                with suppress(OSError):  # closed a moment ago
                    sock.shutdown(socket.SHUT_RDWR)  # wake the thread that waits for it

    def _extend(self, sock: socket.socket, seconds: float) -> None:
        self._deadlines[sock] = time.monotonic() + seconds

    def _in_places(self, inner: WSGIApplication) -> WSGIApplication:
        """`inner`, called when a request is complete and a place is free."""
        places = threading.BoundedSemaphore(PLACES)

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            sock, size = environ["gunicorn.socket"], 0

            def begin(status: str, headers: list[tuple[str, str]], exc_info=None):
                nonlocal size
                size = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
                return start_response(status, headers, exc_info)

            with ExitStack() as stack:
                try:
                    stack.enter_context(self._bodies.received(environ, lambda: self._extend(sock, READING)))
                except ConnectionError:
                    raise
                except OSError as error:
                    log.error("The body of a request cannot be kept: %s", error)
                    return _refuse(begin)
                self._extend(sock, math.inf)
                with places:
                    parts = _collect(inner(environ, begin))
            self._extend(sock, READING + size / SLOWEST)
            return parts

        return answer


class Bodies:
    """The bodies of incoming requests, large ones on disk, within `MOST_KEPT` bytes."""

    def __init__(self):
        self._lock = threading.Lock()
        self._kept = 0

    @contextmanager
    def received(self, environ: WSGIEnvironment, tell: Callable[[], None]) -> Iterator[None]:
        """Put a complete body in the request's place; `tell` is called after each piece.

        Of a body that is too large only as much is read as the app needs to refuse it. Raises `OSError` if there is no space,
        and `ConnectionResetError` if it ends early.
        """
        length, most = int(environ.get("CONTENT_LENGTH") or 0), most_bytes()
        if "HTTP_TRANSFER_ENCODING" not in environ and not 0 < length <= most:
            yield
            return
        size = 0
        try:
            with SpooledTemporaryFile(PIECE) as body:
                while size <= most and (piece := _read(environ["wsgi.input"])):
                    size += len(piece)
                    self._take(len(piece))
                    body.write(piece)
                    tell()
                if size < length:
                    raise ConnectionResetError(errno.ECONNRESET, "The body of a request ended early.")
                body.seek(0)
                environ["wsgi.input"] = body
                yield
        finally:
            self._take(-size)

    def _take(self, size: int) -> None:
        with self._lock:
            self._kept += size
            if size > 0 and self._kept > MOST_KEPT:
                raise OSError(errno.ENOSPC, f"{MOST_KEPT} bytes are kept already")


def _read(body: InputStream) -> bytes:
    try:
        return body.read(PIECE)
    except OSError as error:  # gunicorn's own exceptions too, for an invalid chunked body
        raise ConnectionResetError(errno.ECONNRESET, str(error)) from None


def _collect(parts: Iterable[bytes]) -> Iterable[bytes]:
    """Read all of an answer; a file is sent from where it is."""
    if isinstance(parts, FileWrapper):
        return parts
    try:
        return list(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


def _refuse(start_response: StartResponse) -> Iterable[bytes]:
    answer = orjson.dumps({"error": "There is no room for a file on this server just now; try again later."})
    headers = {"Content-Type": "application/json", "Content-Length": str(len(answer)), "Connection": "close"}
    headers["Retry-After"] = "30"
    start_response("503 Service Unavailable", [*(headers | EVERYWHERE).items()])
    return [answer]
