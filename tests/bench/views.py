"""What a worker's memory is while tables are opened one after another: `python tests/bench/views.py --tables 40 --mb 4`.

Each table is put into the store as it is read, and its page's drawing is asked for, as a visitor does. With `YEARLINE_VIEWS_MB`
other limits can be tried.
"""

import argparse
import os
import tempfile
import time

import psutil

from app import DEFAULT_REPORT, library_for
from app import create_app as create
from components.library.cache import VIEWS_MB
from data.files.load import read
from data.files.packing import pack

MB = 2**20


def make_table(number: int, size: int) -> bytes:
    """A table as CSV of about `size` bytes, other words in each."""
    rows = ["date,theme,headline,actors"]
    length = 0
    while length < size:
        at = len(rows)
        rows.append(
            f"2012-{at % 12 + 1:02}-{at % 28 + 1:02},Theme {at % 7},Report {number} says that something happened in town {at},Actor {at % 300}"
        )
        length += len(rows[-1]) + 1
    return "\n".join(rows).encode()


def main() -> None:
    """Print the memory after each table, and after all are forgotten."""
    parser = argparse.ArgumentParser(description="Open tables, and show the memory that it takes.")
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--mb", type=float, default=4, help="MB of each table")
    options = parser.parse_args()
    process = psutil.Process()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"YEARLINE_DATA": folder, "YEARLINE_QUOTA_MB": "0", "YEARLINE_EDITING": "link"}
        library = library_for(DEFAULT_REPORT)
        client, store = create(library=library).server.test_client(), library.store()
        client.get("/drawing?width=1100")
        content = pack(read("table.csv", make_table(0, round(options.mb * MB)), 2012))
        print(f"at most {VIEWS_MB.value} MB of views; before: {process.memory_info().rss / MB:.0f} MB")
        ids = []
        for number in range(options.tables):
            key = store.add_report(f"table-{number}.csv", b"-")
            access, job = store.find(key), store.claim_waiting("bench", 600)
            assert access and job
            store.finish(job.report_id, content, "bench")
            begin = time.perf_counter()
            assert client.get(f"/drawing?report={key}&width=1100&q=town+7").status_code == 200
            took, held = time.perf_counter() - begin, library.cache.size / MB
            print(
                f"{number + 1:3} tables: {process.memory_info().rss / MB:5.0f} MB, of which {held:5.0f} MB are counted for {len(library.cache)} views; {took:.1f} s",
                flush=True,
            )
            ids.append(access.report_id)
        for report_id in ids:
            library.forget(report_id)
        print(f"all forgotten: {process.memory_info().rss / MB:.0f} MB")


if __name__ == "__main__":
    main()
