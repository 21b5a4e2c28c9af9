"""Threads that have waiting files read by processes, as many at once on this machine as it has cores."""

import logging
import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data import ReportError, YearUnknown
from data.files.limits import cores
from data.files.worker import CancelledError, read_packed
from data.store import Job, Store, StoreError

log = logging.getLogger("yearline")
LEASE = 30.0  # s without progress after which another reader takes a file
BEAT = 0.5  # s between two progress reports, and until an unwanted reading is stopped


_YEAR_ADVICE = "write it in its name or text, as in report-2008.txt"


def asks_for_year(sentence: str) -> bool:
    """Whether a report was refused with this sentence because its year is unknown."""
    return sentence.endswith(f"{_YEAR_ADVICE}.")


class Readers:
    """The reader threads of one process. They end when nothing waits; `wake` starts them."""

    def __init__(self, store: Callable[[], Store]):
        self._store = store
        self._lock = threading.Lock()
        self._running = 0

    def wake(self) -> None:
        """Start reading what waits, unless enough threads run."""
        with self._lock:
            if self._running >= cores():
                return
            self._running += 1
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            with hold_core() as is_free:
                while is_free and (job := self._store().claim_waiting(secrets.token_hex(8), LEASE)):
                    read_job(self._store(), job)
        except (StoreError, OSError) as error:  # also if the slots of `hold_core` cannot be created
            log.error("Nothing is read now: %s", error)
        finally:
            with self._lock:
                self._running -= 1


@contextmanager
def hold_core() -> Iterator[bool]:
    """Hold one of as many slots as there are cores, shared by all processes of this machine; false if none is free."""
    try:
        import fcntl
    except ImportError:  # on Windows there is only one process
        yield True
        return
    folder = Path(tempfile.gettempdir()) / f"yearline-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    for place in range(cores()):
        with (folder / f"core-{place}").open("w") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
            return
    yield False


def read_job(store: Store, job: Job) -> None:
    """Read one file, report the progress to the store, and store the result."""
    cancelled, over = threading.Event(), threading.Event()
    pages = [0, 0]

    def tell(done: int, of: int) -> None:
        pages[:] = [done, of]

    def beat() -> None:
        while not over.wait(BEAT):
            with suppress(StoreError):  # busy: the next heartbeat may succeed
                if not store.set_progress(job.report_id, *pages, token=job.token, lease=LEASE):
                    cancelled.set()

    beating = threading.Thread(target=beat, daemon=True)
    beating.start()
    file = job.file
    try:
        # A table with open questions is stored as such: the person answers, and it is read again.
        packed = read_packed(
            file.name, file.content, file.year, progress=tell, cancelled=cancelled, answers=file.answers
        )
        store.finish(job.report_id, packed, job.token)
    except CancelledError:
        pass  # it was deleted
    except YearUnknown as error:
        store.fail(job.report_id, error.advised(_YEAR_ADVICE), job.token)
    except ReportError as error:
        store.fail(job.report_id, str(error), job.token)
    finally:
        over.set()
        beating.join()
