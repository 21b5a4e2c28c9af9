"""Read in a separate process, which can be killed at any time without harm.

Each file gets a process of its own, so that nothing of one file reaches another (`reader_processes`). As many run at once as
there are cores; the others wait in a queue, and know their position. `YEARLINE_SCHEDULER`, or `scheduler`, names a dask cluster
to use instead.
"""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import contextmanager

import orjson

from data.files.cluster import connect
from data.files.limits import LIMITS, TooMuchError, check, cores
from data.files.packing import unpack
from data.files.reader_processes import READERS, ReaderProcess
from data.files.source import Reading
from data.report import EntryUnknown, ReportError, YearUnknown

_LONGEST_LINE = 1_000_000  # bytes of an answer's header
_MOST_PACKED = 2**30
EVERY = "*"  # in place of an entry's name: the file is a few entries of a book (entries.py), all of which are read


ANEW = "="  # in place of an entry's name: the file is a report that is read for another year or as another kind (anew.py)


class CancelledError(ReportError):
    """A reading that was cancelled."""


class Line:
    """The queue: who reads and who waits. As many run at once as there are cores."""

    def __init__(self, places: int | None = None):
        self._places = places or cores()
        self._changed = threading.Condition()
        self._tickets: list[object] = []

    @contextmanager
    def place(self, name: str, cancelled: threading.Event, waiting: Callable[[int], None] | None = None):
        """Wait for a place in the queue and hold it. `waiting` is called with the number before it; raises `CancelledError`."""
        ticket = object()
        with self._changed:
            check("waiting", len(self._tickets) - self._places + 1, name)
            self._tickets.append(ticket)
        try:
            self._wait(name, ticket, cancelled, waiting)
            yield
        finally:
            with self._changed:
                self._tickets.remove(ticket)
                self._changed.notify_all()

    def _wait(self, name: str, ticket: object, cancelled: threading.Event, waiting) -> None:
        told = 0
        while True:
            with self._changed:
                before = self._tickets.index(ticket) - self._places + 1
                if before > 0 and before == told:
                    self._changed.wait(0.1)
            if cancelled.is_set():
                raise CancelledError(f"Reading {name} was stopped.")
            if before <= 0:
                return
            if waiting and before != told:
                waiting(before)
            told = before


LINE = Line()


def read_bounded(
    name: str,
    raw: bytes,
    year: int | None = None,
    entry: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    waiting: Callable[[int], None] | None = None,
    cancelled: threading.Event | None = None,
    scheduler: str | None = None,
    answers: str = "",
) -> Reading:
    """Read the content `raw` of the file `name` under `limits.LIMITS`.

    It blocks until all is read, so call it in a thread. `progress` is called with pages done and total, `waiting` with the
    number of files before this one. Setting `cancelled` stops it. `answers` is what `Answers.to_text` wrote. Raises
    `ReportError` with one sentence, also if a limit is exceeded, `TableUnclear` and `CancelledError`.
    """
    packed = read_packed(name, raw, year, entry, progress, waiting, cancelled, scheduler, answers)
    try:
        return unpack(packed)
    except (ValueError, KeyError, TypeError):
        raise _broken(name) from None


def read_packed(
    name: str,
    raw: bytes,
    year: int | None = None,
    entry: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    waiting: Callable[[int], None] | None = None,
    cancelled: threading.Event | None = None,
    scheduler: str | None = None,
    answers: str = "",
) -> bytes:
    """The result of `read_bounded`, still packed, as unpacking would block all threads."""
    check("bytes", len(raw), name)
    cancelled = cancelled or threading.Event()
    if scheduler := scheduler or os.environ.get("YEARLINE_SCHEDULER"):
        return _read_on_cluster(scheduler, (name, raw, year, entry, answers), cancelled)
    with LINE.place(name, cancelled, waiting), READERS.start() as process:
        return _converse(process, name, raw, (year, entry, answers), progress, cancelled)


def _converse(
    process: ReaderProcess, name: str, raw: bytes, asked: tuple, progress, cancelled: threading.Event
) -> bytes:
    """Send a process its file, pass on its progress, and receive the result."""
    late = threading.Event()
    over = threading.Event()

    def watch() -> None:
        # One thread that kills the process if it is late or cancelled; the pipe then ends, too.
        for _ in range(LIMITS["wall"].most * 20):
            if over.wait(0.05):
                return
            if cancelled.is_set():
                process.kill()
                return
        late.set()
        process.kill()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    job = {"name": name, "size": len(raw), **dict(zip(("year", "entry", "answers"), asked, strict=True))}
    job |= {key: LIMITS[key].most for key in ("memory", "cpu")}
    try:
        answer = _ask(process, orjson.dumps(job) + b"\n", raw, progress)
    finally:
        over.set()
        watcher.join()
    if cancelled.is_set():
        raise CancelledError(f"Reading {name} was stopped.")
    if late.is_set():
        raise TooMuchError(LIMITS["wall"], name)
    if isinstance(answer, bytes):
        return answer
    raise _error(answer, process, name)


def _ask(process: ReaderProcess, job: bytes, raw: bytes, progress) -> dict | bytes:
    """The packed reading, the error that the process answers, or {} if it ended without an answer."""
    try:
        process.stdout.readline(_LONGEST_LINE)  # ready
        process.stdin.write(job)
        process.stdin.write(raw)
        process.stdin.flush()
        while line := process.stdout.readline(_LONGEST_LINE):
            answer = orjson.loads(line)
            if "done" in answer:
                if progress:
                    progress(answer["done"], answer["of"])
            elif "bytes" in answer:
                size = min(answer["bytes"], _MOST_PACKED)
                packed = process.stdout.read(size)
                return packed if len(packed) == size else {}
            else:
                return answer
    except orjson.JSONDecodeError:
        return {"error": "broken"}
    except OSError:
        pass
    return {}


def _error(answer: dict, process: ReaderProcess, name: str) -> ReportError:
    """The exception for an answer without a reading."""
    match answer.get("error"):
        case "year":
            return YearUnknown(name)
        case "entry":
            return EntryUnknown(str(answer["message"]), name, tuple(map(str, answer["entries"])))
        case "memory":
            return TooMuchError(LIMITS["memory"], name)
        case "report":
            return ReportError(str(answer["message"])[:1000])
    if not answer:
        code = process.wait()
        if code in (-getattr(signal, "SIGXCPU", 24), -9):
            return TooMuchError(LIMITS["cpu"], name)
        return TooMuchError(LIMITS["memory"], name)  # C libraries abort when memory runs out
    return _broken(name)


def _broken(name: str) -> ReportError:
    return ReportError(f"{name} is broken in a way that stops its reading; save it again in another format.")


def _read_there(name: str, raw: bytes, year: int | None, entry: str | None, answers: str = "") -> bytes:
    """Read on a worker of a cluster, in a process of its own there as here."""
    os.environ.pop("YEARLINE_SCHEDULER", None)
    return read_packed(name, raw, year, entry, answers=answers)


def _read_on_cluster(scheduler: str, job: tuple, cancelled: threading.Event) -> bytes:
    from distributed import TimeoutError as Late

    with connect(scheduler) as client:
        future = client.submit(_read_there, *job, pure=False)
        for _ in range(LIMITS["wall"].most * 10):
            if cancelled.is_set():
                future.cancel()
                raise CancelledError(f"Reading {job[0]} was stopped.")
            try:
                return future.result(timeout=0.1)
            except Late:
                continue
        future.cancel()
        raise TooMuchError(LIMITS["wall"], job[0])
