"""Use a dask.distributed cluster: `make scheduler`, and `make worker` on each machine that reads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from data.report import ReportError
from data.version import VERSION

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 10.0  # s that a scheduler, and then a worker, has to answer


@contextmanager
def connect(scheduler: str, patience: float = PATIENCE) -> "Iterator[Client]":
    """Connect to the cluster whose scheduler is at an address such as "tcp://host:8786".

    Raises `ReportError` with one sentence if none answers, if it has no worker, if workers lack Yearline or have another
    version, or if the connection breaks.
    """
    from distributed import CancelledError, Client, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        client = Client(scheduler, timeout=patience, set_as_default=False)
    except (OSError, ValueError):
        raise ReportError(f"No scheduler answers at {scheduler}; start one with: make scheduler.") from None
    with client:
        try:
            _check_workers(client, scheduler, patience)
            yield client
        except (CancelledError, CommClosedError, KilledWorker, OSError):
            raise ReportError(
                f"The cluster at {scheduler} went away while it was reading, so not all is read; try again."
            ) from None


def iter_results(client: "Client", futures: "list[Future]", scheduler: str) -> Iterator:
    """The results in the order of `futures`. Raises `ReportError` if no worker is left."""
    from distributed import TimeoutError as Late

    for future in futures:
        lonely = 0
        while lonely < PATIENCE:
            try:
                yield future.result(timeout=1)
                break
            except Late:
                lonely = 0 if client.nthreads() else lonely + 1
        else:
            raise _no_worker(scheduler)


def _check_workers(client: "Client", scheduler: str, patience: float) -> None:
    from distributed import TimeoutError as Late

    try:
        client.wait_for_workers(1, timeout=patience)
    except (Late, OSError):
        raise _no_worker(scheduler) from None
    # `find_spec` is in the standard library, so that a worker without Yearline can run it.
    if not all(_run(client, find_spec, "data")):
        raise ReportError(
            f"A worker of the cluster at {scheduler} has no Yearline; start each with: make worker SCHEDULER={scheduler}."
        )
    try:
        versions = set(_run(client, _version))
    except Exception:  # another package of that name, or without that function
        versions = {"another"}
    if versions != {VERSION}:
        raise ReportError(
            f"The cluster at {scheduler} has version {', '.join(sorted(versions))} of Yearline and this is {VERSION}; "
            "start its workers from the same version."
        )


def _run(client: "Client", function: Callable, *arguments: str) -> list:
    """The result of a function on each worker."""
    answers = client.run(function, *arguments)
    assert isinstance(answers, dict)  # of a synchronous client
    return list(answers.values())


def _no_worker(scheduler: str) -> ReportError:
    return ReportError(
        f"The cluster at {scheduler} has no worker; start one with: make worker SCHEDULER={scheduler}."
    )


def _version() -> str:
    return VERSION
