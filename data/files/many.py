"""Many reports read at once: on all cores of this machine, or on a cluster that is there already."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pandas as pd

from data.events.extraction import extract_events
from data.events.table import as_table
from data.files.books import Book, Entry
from data.report import ReportError


def extract_all(
    book: Book,
    year: int | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    patience: float = 10,
) -> pd.DataFrame:
    """The events of every entry of `book` as one table, with the entry's name in a first column `report`.

    The rows are the same and in the same order however many processes read them. `scheduler` is the
    address of a dask.distributed cluster whose workers have Yearline installed; it has `patience` seconds
    to answer. Entries that name no date are left out. Raises `ReportError` when no entry has an event, or the scheduler cannot be reached.
    """
    jobs = [(book, entry, year) for entry in book.entries]
    if scheduler:
        tables = _on_cluster(jobs, scheduler, progress, patience)
    else:
        tables = _on_cores(jobs, workers, progress)
    found = [
        (entry.name, table) for entry, table in zip(book.entries, tables, strict=True) if table is not None
    ]
    if not found:
        raise ReportError("No entry of the book names a date, so there is nothing to draw.")
    themes = list(dict.fromkeys(theme for _, table in found for theme in table["theme"].cat.categories))
    kinds = {name: kind for _, table in found for name, kind in table.attrs["kinds"].items()}
    rows = pd.concat(
        [table.assign(theme=table["theme"].astype(str), report=name) for name, table in found],
        ignore_index=True,
    )
    together = as_table(rows, themes, ("report",))
    together.attrs["kinds"] = kinds
    return together


def _job(job: tuple[Book, Entry, int | None]) -> pd.DataFrame | None:
    book, entry, year = job
    try:
        return extract_events(book.report(entry, year))
    except ReportError:
        return None


def _light(job: tuple[Book, Entry, int | None]) -> tuple[Book, Entry, int | None]:
    """The job without the other entries' texts, so that only its own travels."""
    book, entry, year = job
    return Book(book.title, book.year, ()), entry, year


def _on_cores(jobs: list, workers: int | None, progress: Callable | None) -> list:
    count = workers or os.cpu_count() or 1
    done = []
    if count == 1:
        results = map(_job, jobs)
        for i, table in enumerate(results, 1):
            done.append(table)
            if progress:
                progress(i, len(jobs))
        return done
    with ProcessPoolExecutor(count) as pool:
        for i, table in enumerate(pool.map(_job, map(_light, jobs), chunksize=2), 1):
            done.append(table)
            if progress:
                progress(i, len(jobs))
    return done


def _on_cluster(jobs: list, scheduler: str, progress: Callable | None, patience: float) -> list:
    from distributed import Client

    try:
        client = Client(scheduler, timeout=patience)
    except (OSError, ValueError):
        raise ReportError(f"No scheduler answers at {scheduler}; start one with: dask scheduler.") from None
    with client:
        futures = client.map(_job, list(map(_light, jobs)), pure=False)
        done = []
        for i, future in enumerate(futures, 1):
            done.append(future.result())
            if progress:
                progress(i, len(jobs))
        return done
