"""Processes that read one file each (`reader`): forks of one that has loaded the language model, so that they start at once.

If a system cannot fork (Windows), each is started from scratch.
"""

import atexit
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import BinaryIO

from data.files.processes import start_module

_READER = "data.files.reader"


class ReaderProcess:
    """A process that reads one file: its pipes, and its end."""

    def __init__(self, pid: int, stdin: BinaryIO, stdout: BinaryIO, exit_code: Callable[[int], int]):
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._exit_code = exit_code
        self._code: int | None = None
        self._lock = threading.Lock()

    def kill(self) -> None:
        """Kill it wherever it is. Nothing happens after `wait`, as its id may be another's by now."""
        with self._lock:
            if self._code is None:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def wait(self) -> int:
        """Its exit code once it has ended; the negative signal number if a signal ended it."""
        with self._lock:
            if self._code is None:
                self._code = self._exit_code(self.pid)
            return self._code


class ReaderProcesses:
    """Starts reader processes. The one that is forked starts with the first, and ends with this process."""

    def __init__(self):
        self._lock = threading.Lock()
        self._loaded: subprocess.Popen | None = None
        self._door: socket.socket | None = None
        self._owner = 0

    @contextmanager
    def start(self) -> Iterator[ReaderProcess]:
        """Start a process that reads one file. It is killed on exit, wherever it is."""
        with ExitStack() as pipes:
            process = self._copy(pipes) if hasattr(socket, "send_fds") else _start_anew(pipes)
            try:
                yield process
            finally:
                process.kill()
                process.wait()

    def stop(self) -> None:
        """Stop the process that is forked."""
        with self._lock:
            self._stop()

    def _copy(self, pipes: ExitStack) -> ReaderProcess:
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        stdin = pipes.enter_context(_closing(os.fdopen(ours_in, "wb")))
        stdout = pipes.enter_context(_closing(os.fdopen(ours_out, "rb")))
        try:
            pid = int(self._ask(b"!", [theirs_in, theirs_out]))
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return ReaderProcess(pid, stdin, stdout, self._exit_code)

    def _exit_code(self, pid: int) -> int:
        try:
            with self._lock:
                return int(self._say(b"?%d" % pid, []))
        except OSError:
            return -9  # the forked process has ended, and its children's exit codes are lost

    def _ask(self, words: bytes, pipes: list[int]) -> bytes:
        """Ask the process that is forked. If it has ended, for example for lack of memory, it is restarted once."""
        with self._lock:
            try:
                if self._owner == os.getpid():  # not one inherited by a server's worker
                    return self._say(words, pipes)
            except OSError:
                pass
            self._stop()
            self._start()
            return self._say(words, pipes)

    def _say(self, words: bytes, pipes: list[int]) -> bytes:
        if self._door is None:
            raise OSError("No process is there to be copied.")
        socket.send_fds(self._door, [words], pipes)
        answer = self._door.recv(32)
        if not answer:
            raise OSError("The process that is copied has ended.")
        return answer

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._loaded = start_module(_READER, "--copies", stdin=theirs, stdout=subprocess.DEVNULL)
        self._door, self._owner = ours, os.getpid()

    def _stop(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._loaded is not None and self._owner == os.getpid():
            self._loaded.kill()
            self._loaded.wait()
        self._loaded = self._door = None


def _start_anew(pipes: ExitStack) -> ReaderProcess:
    process = start_module(_READER)
    stdin = pipes.enter_context(_closing(process.stdin))
    stdout = pipes.enter_context(_closing(process.stdout))
    return ReaderProcess(process.pid, stdin, stdout, lambda _: process.wait())


@contextmanager
def _closing(pipe) -> Iterator[BinaryIO]:
    """Close a pipe in the end, also if data was not yet written to a process that has ended."""
    try:
        yield pipe
    finally:
        with suppress(OSError):
            pipe.close()


READERS = ReaderProcesses()
atexit.register(READERS.stop)
