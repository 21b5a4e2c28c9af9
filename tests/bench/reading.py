"""How fast a book is read: `PYTHONPATH=. python tests/bench/reading.py BOOK.pdf [--entries N]`.

On one core, on two, and on a local dask cluster of two processes, each with an empty cache: seconds, events a second, and the
SHA-256 of the table as CSV, which has to be the same each time. It gives 1 where it is not.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from data import Book, read_book, to_csv
from data.files.many import extract_all


@contextmanager
def empty_cache() -> Iterator[None]:
    """A cache that nobody wrote to, for the processes that are started meanwhile too."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before


def measure(name: str, book: Book, **how) -> str:
    """Read the book, print how long it took, and give the digest of its table."""
    start = time.perf_counter()
    table = extract_all(book, **how)
    took = time.perf_counter() - start
    digest = hashlib.sha256(to_csv(table).encode()).hexdigest()
    print(
        f"{name:28} {took:7.1f} s {len(table):6} events {len(table) / took:7.1f} a second  {digest}",
        flush=True,
    )
    return digest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument(
        "--entries", type=int, help="how many entries are read, from the first; all by default"
    )
    options = parser.parse_args()
    book = read_book(options.book)
    if book is None:
        print(f"{options.book} is no book of entries.", file=sys.stderr)
        return 2
    book = replace(book, entries=book.entries[: options.entries])
    print(f"{book.title}: {len(book.entries)} entries, {os.cpu_count()} cores")
    digests = set()
    for workers in (1, 2):
        with empty_cache():
            digests.add(measure(f"{workers} core{'s' if workers > 1 else ''}", book, workers=workers))
    with empty_cache():
        from distributed import LocalCluster

        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)  # pyright: ignore[reportArgumentType]
        with cluster:
            digests.add(measure("dask, two processes", book, scheduler=cluster.scheduler_address))
    print("the same table each time" if len(digests) == 1 else "the tables differ")
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
