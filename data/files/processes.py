"""Processes that read beside this one, and end with it however it ends.

Each waits for the end of a pipe that only its parent holds: the system closes it, also where the parent was killed.
Linux could send a signal instead, but would send it as soon as the thread that started the process ends.
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
    """Start `python -m MODULE ARGUMENTS` of this code in a session of its own, with one thread of arithmetic."""
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
    """A pool of processes. What waits in it is given up where the reading is; raises `ReportError` where one was killed."""
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
    """In a process of `multiprocessing`: end it as soon as its parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        end_after(lambda: wait([parent.sentinel]))


def end_after(waiting: Callable[[], object]) -> None:
    """End this process, at once and whatever it is doing, when `waiting` returns."""

    def watch() -> None:
        waiting()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def stop_processes() -> None:
    """Kill the processes that read for this one, as Python would wait at its end for all that they have to do."""
    for process in multiprocessing.active_children():
        process.kill()
