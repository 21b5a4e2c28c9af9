"""Read many reports at once: on all cores of this machine, or on an existing cluster."""

import os
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from data.events.extraction import extract_events
from data.events.together import put_together
from data.files.books import Book, Entry
from data.files.cluster import connect, iter_results
from data.files.processes import open_pool
from data.report import Report, ReportError

_LITTLE = 200_000  # characters that are read faster than other processes start
Job = tuple[Book, Entry, int | None]


def extract_all(
    book: Book,
    year: int | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    patience: float = 10,
) -> pd.DataFrame:
    """The events of every entry of `book` as one table, with the entry's name in a first column `report`.

    The result does not depend on the number of processes. Entries without dates are left out. Raises `ReportError` if no entry
    has an event, or the scheduler cannot be reached.
    """
    found = []
    for done, (name, table) in enumerate(iter_tables(book, year, workers, scheduler, patience), 1):
        if table is not None:
            found.append((name, table))
        if progress:
            progress(done, len(book.entries))
    if not found:
        raise ReportError("No entry of the book names a date, so there is nothing to draw.")
    return put_together(found)


def iter_tables(
    book: Book,
    year: int | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    patience: float = 10,
) -> Iterator[tuple[str, pd.DataFrame | None]]:
    """The name of each entry of `book` with its events, in order, as they are read; None for one without a date.

    `workers` is the number of processes, by default that of cores. `scheduler` is the address of a dask.distributed cluster
    whose workers have Yearline installed; it has `patience` seconds to answer. Raises `ReportError` if it does not.
    """
    jobs = [(book, entry, year) for entry in book.entries]
    names = (entry.name for entry in book.entries)
    tables = _on_cluster(jobs, scheduler, patience) if scheduler else _on_cores(jobs, workers or _cores())
    yield from zip(names, tables, strict=True)


def iter_extracted(reports: Sequence[Report], workers: int | None = None) -> Iterator[pd.DataFrame]:
    """The events of each report, in order, as they are found; for few reports no processes are started."""
    workers = workers or _cores()
    if workers == 1 or len(reports) == 1 or sum(len(report.text) for report in reports) < _LITTLE:
        yield from map(extract_events, reports)
        return
    with open_pool(workers) as pool:
        yield from pool.map(extract_events, reports)


def _cores() -> int:
    return os.cpu_count() or 1


def _job(job: Job) -> pd.DataFrame | None:
    book, entry, year = job
    try:
        return book.table(entry, year)
    except ReportError:
        return None


def _light(job: Job) -> Job:
    """The job without the other entries' texts, so that less is sent."""
    book, entry, year = job
    return Book(book.title, book.year, ()), entry, year


def _on_cores(jobs: list[Job], workers: int) -> Iterator[pd.DataFrame | None]:
    if workers == 1:
        yield from map(_job, jobs)
        return
    with open_pool(workers) as pool:
        kept = {i: table for i, job in enumerate(jobs) if (table := _kept(job)) is not None}
        left = [(i, pool.submit(_job, _light(job))) for i, job in enumerate(jobs) if i not in kept]
        asked = dict(left)
        for i in range(len(jobs)):
            yield kept[i] if i in kept else asked[i].result()


def _kept(job: Job) -> pd.DataFrame | None:
    book, entry, year = job
    return book.kept_table(entry, year)


def _on_cluster(jobs: list[Job], scheduler: str, patience: float) -> Iterator[pd.DataFrame | None]:
    with connect(scheduler, patience) as client:
        yield from iter_results(client, client.map(_job, list(map(_light, jobs)), pure=False), scheduler)
