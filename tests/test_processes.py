"""Whoever serves may end in any way: no process that reads stays behind."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from data.files.many import iter_extracted
from data.files.processes import stop_processes
from data.report import Report, ReportError

ROOT = Path(__file__).parent.parent
LONG = "In March 2008, the mayor of the capital resigned. On 5 May, a court sentenced a journalist. " * 12_000
PATIENCE = 120  # s


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[str]:
    """Reports that take minutes to read, on as many processes as there are cores."""
    folder = tmp_path_factory.mktemp("long")
    for name in ("one-2008.txt", "two-2008.txt"):
        (folder / name).write_text(LONG)
    return [str(folder / "one-2008.txt"), str(folder / "two-2008.txt")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(command: list[str], **settings: str) -> Iterator[psutil.Process]:
    """A server that reads; what is left of it and its children is killed in the end."""
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
        preexec_fn=hear_interrupts,
    )
    process = psutil.Process(server.pid)
    try:
        yield process
    finally:
        seen = process.children(recursive=True) if process.is_running() else []
        server.kill()
        server.wait()
        for child in seen:
            if child.is_running():
                child.kill()


def hear_interrupts() -> None:
    """In a server: a shell that starts the tests in the background has what it starts ignore Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(found: Callable[[], list], server: psutil.Process) -> list:
    """What `found` finds as soon as it finds something."""
    for _ in range(PATIENCE * 20):
        assert server.is_running() and server.status() != psutil.STATUS_ZOMBIE
        if children := found():
            return children
        with suppress(psutil.TimeoutExpired):
            server.wait(0.05)
    raise AssertionError("no process reads")


def reading(server: psutil.Process, least: int) -> list[psutil.Process]:
    """All that the server started, when `least` of it reads."""
    children = server.children(recursive=True)
    readers = [child for child in children if child.memory_info().rss > 100 * 2**20 and is_reader(child)]
    return children if len(readers) >= least else []


def is_reader(process: psutil.Process) -> bool:
    try:
        return bool(re.search("spawn_main|data.files.reader", " ".join(process.cmdline())))
    except psutil.Error:
        return False


def ask(port: int, server: psutil.Process) -> None:
    """Ask for the page, so that a worker begins to read."""

    def answered() -> list:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                return [connection.recv(100)]
        except OSError:
            return []

    wait_for(answered, server)


@pytest.mark.parametrize("how", (signal.SIGTERM, signal.SIGKILL, signal.SIGINT), ids=lambda how: how.name)
def test_nothing_stays_behind_of_app_py(files, how):
    port = free_port()
    with serving([sys.executable, "app.py", *files, "--port", str(port)]) as server:
        ask(port, server)
        children = wait_for(lambda: reading(server, 2), server)
        server.send_signal(how)
        assert psutil.wait_procs([server, *children], timeout=PATIENCE)[1] == []


@pytest.mark.parametrize(
    "whom, how",
    (("master", signal.SIGTERM), ("master", signal.SIGKILL), ("worker", signal.SIGKILL)),
    ids=lambda value: getattr(value, "name", value),
)
def test_nothing_stays_behind_of_gunicorn(files, whom, how):
    port = free_port()
    # Its workers have seconds to answer what they were asked; what reads meanwhile takes a core.
    bind = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--graceful-timeout", "3"]
    folder = str(Path(files[0]).parent)
    with serving([sys.executable, "-m", "gunicorn", *bind], YEARLINE_REPORT=folder) as server:
        ask(port, server)
        children = wait_for(lambda: reading(server, 2), server)
        (worker,) = [child for child in server.children() if child.children()]
        readers = worker.children(recursive=True)
        (server if whom == "master" else worker).send_signal(how)
        gone = [server, *children] if whom == "master" else [worker, *readers]
        assert psutil.wait_procs(gone, timeout=PATIENCE)[1] == []


def test_a_reader_ends_while_it_reads(tmp_path):
    """The process for one file, whose parent is killed in the middle of it."""
    code = (
        "import sys, threading; from data.files.worker import read_packed;"
        "read_packed('a.txt', open(sys.argv[1], 'rb').read(), 2008)"
    )
    (tmp_path / "a.txt").write_text(LONG)
    with serving([sys.executable, "-c", code, str(tmp_path / "a.txt")]) as server:
        children = wait_for(lambda: reading(server, 2), server)  # that which reads, and the one that waits
        server.kill()
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []


def test_a_killed_process_of_a_pool_is_one_sentence(monkeypatch):
    reports = [Report(LONG[:200_000], 2008, "A"), Report(LONG[:200_000], 2008, "B")]
    monkeypatch.setattr(ProcessPoolExecutor, "map", map_and_kill)
    with pytest.raises(ReportError, match="A process that reads was stopped"):
        list(iter_extracted(reports, workers=2))


def map_and_kill(pool: ProcessPoolExecutor, function, jobs):
    futures = [pool.submit(function, job) for job in jobs]
    stop_processes()
    return (future.result() for future in futures)
