"""Slow connections to a server as gunicorn.conf.py has it: nobody waits for them, and they are closed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from components.draw.fonts import font_file

ROOT = Path(__file__).parents[2]
FONT = len(font_file("serif-regular.ttf").read_bytes())
READING = 3  # s in place of 15, so that this is quick
CONF = f"""
import components.web.connections
components.web.connections.READING, components.web.connections.SLOWEST = {READING}, 2**20
exec(open("gunicorn.conf.py").read())
"""
POST = b"POST /open HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
SLOW = {
    "a byte at a time": b"G",
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\nX-Half:",
    "half a body": POST + b"Content-Length: 20\r\n\r\nhalf of it",
    "half a file": POST + b"Content-Length: 200000\r\n\r\n" + bytes(100_000),
    "half a piece": POST + b"Transfer-Encoding: chunked\r\n\r\nfff\r\nhalf",
    "takes no answer": b"GET /fonts/serif-regular.ttf HTTP/1.1\r\nHost: x\r\n\r\n" * 60,
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a running gunicorn, whose log must stay without tracebacks."""
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
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(30) == 0
    log = (folder / "log").read_text()
    assert "Booting worker" in log and "Traceback" not in log


def wait_until_served(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            return ask(port, "/healthz")
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


def take(sock: socket.socket) -> int | None:
    """How many bytes have come; None when the server has closed the connection."""
    try:
        return len(sock.recv(2**20, socket.MSG_DONTWAIT)) or None
    except BlockingIOError:
        return 0
    except ConnectionError:
        return None


def test_slow_connections_stop_nobody_and_are_closed(port):
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
        for _ in range(3):
            start = time.monotonic()
            assert ask(port, "/healthz").status == 200
            assert time.monotonic() - start < 1
        assert ask(port, "/drawing?theme=Background&width=1100").status == 200
        form = b"text=In+May+2012%2C+the+mayor+resigned."
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert ask(port, "/open", body=form, headers=headers).status in (200, 202)

        until = time.monotonic() + 5 * READING
        takers = [sock for sock, name in hanging.items() if name == "takes no answer"]
        waits = hanging.keys() - set(takers)
        while waits and time.monotonic() < until:
            waits = {sock for sock in waits if take(sock) is not None}
            over.wait(0.05)
        assert [hanging[sock] for sock in waits] == []
        for sock in takers:
            taken = 0
            while (count := take(sock)) is not None:
                taken += count
                assert time.monotonic() < until
            assert taken < 60 * FONT
    finally:
        over.set()
        thread.join()
        for sock in hanging:
            sock.close()
