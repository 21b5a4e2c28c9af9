"""Slow connections to a server as gunicorn.conf.py has it: nobody waits for them, and they are closed."""

import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from components.web import connections
from components.web.connections import PIECE, Bodies
from components.web.uploads import most_bytes

ROOT = Path(__file__).parents[3]
READING = 3  # s in place of 15, so that this is quick
CONF = f"""
import components.web.connections
components.web.connections.READING, components.web.connections.SLOWEST = {READING}, 2**20
exec(open("gunicorn.conf.py").read())
"""
POST = b"POST /open HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
SLOW = {
    "a byte at a time": b"G",
    "half a head": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half:",
    "half a body": POST + b"Content-Length: 20\r\n\r\nhalf of it",
    "half a file": POST + b"Content-Length: 200000\r\n\r\n" + bytes(100_000),
    "half a piece": POST + b"Transfer-Encoding: chunked\r\n\r\nfff\r\nhalf",
    "stays after its answer": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "stays after its refusal": b"This is no request.\r\n\r\n",
    "takes no answer": b"GET /fonts/serif-regular.ttf HTTP/1.1\r\nHost: localhost\r\n\r\n" * 60,
}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A gunicorn's port and process; its log must stay without tracebacks."""
    folder = tmp_path_factory.mktemp("gunicorn")
    (folder / "conf.py").write_text(CONF)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", folder / "conf.py", "--bind", f"127.0.0.1:{port}"]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=ROOT, env=os.environ | {"WEB_CONCURRENCY": "1"}, stderr=log) as server,
    ):
        try:
            wait_until_served(port, server)
            yield port, psutil.Process(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(30) == 0
    log = (folder / "log").read_text()
    assert "Booting worker" in log and "Traceback" not in log


def wait_until_served(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            ask(port, "/healthz")
            return
        except OSError:
            assert time.monotonic() < until and server.poll() is None
            time.sleep(0.05)


def ask(port: int, path: str, **more) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST" if more else "GET", path, **more)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def held(server: psutil.Process) -> set[int]:
    """The other ends' ports of the connections that the server holds."""
    found = [one for worker in server.children() for one in worker.net_connections("tcp")]
    return {one.raddr.port for one in found if one.raddr}


def test_slow_connections_stop_nobody_and_are_closed(running):
    port, server = running
    hanging = {}
    for number in range(200):
        name = list(SLOW)[number % len(SLOW)]
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.connect(("127.0.0.1", port))
        sock.sendall(SLOW[name])
        hanging[sock] = name
    over = threading.Event()

    def trickle() -> None:
        while not over.wait(0.2):
            for sock, name in hanging.items():
                if name == "a byte at a time":
                    with suppress(OSError):
                        sock.send(b"E")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        # Were they waited for, 200 of them on a few threads would take longer than `ask` waits.
        for _ in range(3):
            assert ask(port, "/healthz").status == 200
        assert ask(port, "/drawing?theme=Background&width=1100").status == 200
        form = b"text=In+May+2012%2C+the+mayor+resigned."
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert ask(port, "/open", body=form, headers=headers).status in (200, 202)

        ports = {sock.getsockname()[1]: name for sock, name in hanging.items()}
        until = time.monotonic() + 5 * READING
        while left := held(server) & ports.keys():
            assert time.monotonic() < until, {ports[port] for port in left}
            over.wait(0.05)
    finally:
        over.set()
        thread.join()
        for sock in hanging:
            sock.close()


def receive(bodies: Bodies, body: bytes, **more) -> bytes:
    """What the app gets of a `body`."""
    environ = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))} | more
    with bodies.received(environ, lambda: None):
        return environ["wsgi.input"].read()


def test_a_body_comes_whole_or_not_at_all():
    bodies = Bodies()
    for body in (b"", b"short", bytes(3 * PIECE + 1)):
        assert receive(bodies, body) == body
    with pytest.raises(ConnectionResetError):
        receive(bodies, bytes(PIECE), CONTENT_LENGTH=str(PIECE + 1))
    assert receive(bodies, b"after that") == b"after that"


def test_bodies_have_so_much_room_and_no_more(monkeypatch):
    monkeypatch.setattr(connections, "MOST_KEPT", 3 * PIECE)
    bodies = Bodies()
    environ = {"wsgi.input": io.BytesIO(bytes(2 * PIECE)), "CONTENT_LENGTH": str(2 * PIECE)}
    with bodies.received(environ, lambda: None), pytest.raises(OSError):
        receive(bodies, bytes(2 * PIECE))
    assert receive(bodies, bytes(2 * PIECE)), "there is room again"


def test_of_a_body_that_is_too_large_little_is_taken(monkeypatch):
    monkeypatch.setenv("YEARLINE_UPLOAD_MB", "1")
    body = bytes(2 * most_bytes())
    taken = receive(Bodies(), body, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert most_bytes() < len(taken) <= most_bytes() + PIECE, "enough to be refused"
    environ = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    with Bodies().received(environ, lambda: None):
        assert environ["wsgi.input"].tell() == 0, "its length says it"
