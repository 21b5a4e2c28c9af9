"""Make exports under a time limit, in a process that can be killed: no selection, text or template can use a core for
longer.

One process is kept ready and makes one export after another; at most `PLACES` work at once. They end with their parent: their
input ends then, and the system kills those that are late.
"""

import atexit
import os
import pickle
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import orjson

from data.files.limits import LIMITS, TooMuchError, cores
from data.files.processes import start_module
from data.report import NotNow, ReportError
from data.selection.filters import SelectionError

# Fewer than the answers that a server computes at once, so that pages never wait for exports.
PLACES, MOST_WAITING = min(3, cores()), 3
_LONGEST_LINE = 1_000_000  # bytes of an answer's header
_START = 60  # s that a process may take to start
_LARGE = 50 * 2**20  # bytes of a call above which its process is not reused, as it would keep the memory

Call = Callable[[], str | bytes]


class BusyError(NotNow):
    """All places are taken; retry after `seconds`."""

    def __init__(self, name: str, seconds: int):
        super().__init__(
            f"Other files are being made, so {name} has to wait; try again in a moment.", seconds
        )


def make_bounded(call: Call, name: str) -> bytes:
    """The result of `call`, a `functools.partial` of a function and values that can be pickled; `name` is the file's.

    Raises `TooMuchError` if it exceeds the limits "export" (time) or "export_memory", `BusyError` if there is no place, and
    `ReportError` or `SelectionError` if the call raises it.
    """
    job = pickle.dumps(call, protocol=pickle.HIGHEST_PROTOCOL)
    with _PLACES.held(name):
        process = _SPARE.take()
        try:
            content = _ask(process, job, name)
        except (ReportError, SelectionError) as error:
            if isinstance(error, TooMuchError):
                end_process(process)
            else:
                _SPARE.give_back(process)
            raise
        except BaseException:
            end_process(process)
            raise
        if len(job) > _LARGE:
            end_process(process)
        else:
            _SPARE.give_back(process)
        return content


def _ask(process: subprocess.Popen, job: bytes, name: str) -> bytes:
    seconds = LIMITS["export"].most
    if not getattr(process, "is_ready", False):
        with _ended_after(process, _START):
            _read_line(process)
        process.is_ready = True  # pyright: ignore[reportAttributeAccessIssue]
    with _ended_after(process, seconds) as late:
        content, answer = b"", {}
        with suppress(OSError, orjson.JSONDecodeError):
            _write(process, orjson.dumps({"size": len(job), "seconds": seconds}) + b"\n" + job)
            answer = _read_line(process)
            content = process.stdout.read(answer.get("bytes", 0)) if process.stdout else b""
    match answer:
        case {"bytes": size} if len(content) == size:
            return content
        case {"error": "selection", "message": message}:
            raise SelectionError(message)
        case {"error": "report", "message": message}:
            raise ReportError(message)
        case {"error": "memory"}:
            raise TooMuchError(LIMITS["export_memory"], name)
        case {"error": "broken", "message": message}:
            raise RuntimeError(message)
    code = process.wait()
    if late.is_set() or code == -getattr(signal, "SIGALRM", 14):
        raise TooMuchError(LIMITS["export"], name)
    if code == -signal.SIGABRT:  # native libraries abort when memory runs out
        raise TooMuchError(LIMITS["export_memory"], name)
    raise RuntimeError(f"The process that makes {name} ended with {code}.")


def _write(process: subprocess.Popen, content: bytes) -> None:
    assert process.stdin
    process.stdin.write(content)
    process.stdin.flush()


def _read_line(process: subprocess.Popen) -> dict:
    assert process.stdout
    line = process.stdout.readline(_LONGEST_LINE)
    return orjson.loads(line) if line else {}


@contextmanager
def _ended_after(process: subprocess.Popen, seconds: float) -> Iterator[threading.Event]:
    """Kill the process after this many seconds and set the event, unless it is finished before."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        timer.join()


def end_process(process: subprocess.Popen) -> None:
    """Kill a process and close its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # data not yet written to a process that has ended
                pipe.close()


class _Places:
    """The places for exports, and the queue for them."""

    def __init__(self):
        self._places = threading.BoundedSemaphore(PLACES)
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Hold a place; wait for one as long as an export may take. Raises `BusyError`."""
        seconds = LIMITS["export"].most
        if not self._places.acquire(blocking=False):
            if not self._waiting.acquire(blocking=False):
                raise BusyError(name, seconds)
            try:
                if not self._places.acquire(timeout=seconds):
                    raise BusyError(name, seconds)
            finally:
                self._waiting.release()
        try:
            yield
        finally:
            self._places.release()


class _Spare:
    """One process that is kept ready."""

    def __init__(self):
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._owner = 0

    def take(self) -> subprocess.Popen:
        """Take the process that is ready, or start one."""
        with self._lock:
            process, self._process = self._process, None
            own = self._owner == os.getpid()  # not one inherited by a server's worker
        if process is None or not own:
            return start_module("components.web.maker")
        if process.poll() is not None:
            end_process(process)
            return start_module("components.web.maker")
        return process

    def give_back(self, process: subprocess.Popen) -> None:
        """Keep a process for the next export, unless there is one already."""
        with self._lock:
            if self._process is None or self._owner != os.getpid():
                self._process, self._owner = process, os.getpid()
                return
        end_process(process)

    def stop(self) -> None:
        """Kill the process that is kept ready."""
        with self._lock:
            if self._process is not None and self._owner == os.getpid():
                end_process(self._process)
            self._process = None


_PLACES, _SPARE = _Places(), _Spare()
atexit.register(_SPARE.stop)
