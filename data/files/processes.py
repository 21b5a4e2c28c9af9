"""Reader processes that end with their parent, however it ends.

Each waits for the end of a pipe that only its parent holds: the system closes it, also if the parent was killed. Linux could
send a signal instead, but would send it as soon as the thread that started the process ends.
"""

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from data.report import ReportError

_ROOT = Path(__file__).parents[2]


def start_module(
    *command: str, stdin: Any = subprocess.PIPE, stdout: int = subprocess.PIPE
) -> subprocess.Popen:
    """Start `python -m MODULE ARGUMENTS` of this code in a session of its own, with one thread for arithmetic."""
    settings = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=_ROOT,
        env=settings,
        stdin=stdin,
        stdout=stdout,
        start_new_session=True,
    )


@contextmanager
def open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes. Closing it cancels what waits; raises `ReportError` if a process was killed."""
    # A server with threads cannot be forked safely.
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(workers, context, initializer=end_with_parent) as pool:
            try:
                yield pool
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    except BrokenProcessPool:
        raise ReportError(
            "A process that reads was stopped, perhaps for want of memory, so not all is read; try again."
        ) from None


def end_with_parent() -> None:
    """In a process of `multiprocessing`: exit as soon as its parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        end_after(lambda: wait([parent.sentinel]))


def end_after(waiting: Callable[[], object]) -> None:
    """Exit this process, at once and whatever it is doing, when `waiting` returns."""

    def watch() -> None:
        waiting()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def stop_processes() -> None:
    """Kill the reader processes of this one, as Python would wait for them at exit."""
    for process in multiprocessing.active_children():
        process.kill()
