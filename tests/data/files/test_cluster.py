"""A cluster of real processes, started as `make scheduler` and `make worker` start them, and all that may be wrong with one."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from distributed import Client

from data.files.books import Book, Entry
from data.files.cluster import connect
from data.files.many import extract_all, iter_tables
from data.files.worker import read_bounded
from data.report import ReportError

ROOT = Path(__file__).parents[3]
DASK = str(ROOT / ".venv" / "bin" / "dask")
PATIENCE = 120  # s
TEXT = "Freedonia\n\nIn May 2012, the mayor of the capital resigned.\n"


@contextmanager
def running(*command: str, code: Path | None = None, cwd: Path) -> Iterator[subprocess.Popen]:
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if code:
        settings["PYTHONPATH"] = str(code)
    process = subprocess.Popen([DASK, *command], env=settings, cwd=cwd, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """A scheduler's address, which it writes when it is there, and its process."""
    file = folder / "scheduler.json"
    asked = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with running("scheduler", *asked, code=ROOT, cwd=folder) as process:
        # The client waits for the file.
        with Client(scheduler_file=str(file), timeout=PATIENCE, set_as_default=False):
            address = json.loads(file.read_text())["address"]
        yield address, process


@contextmanager
def worker(address: str, folder: Path, code: Path | None = ROOT) -> Iterator[None]:
    asked = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard")
    with running("worker", address, *asked, code=code, cwd=folder):
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=PATIENCE)
        yield


@pytest.fixture
def book() -> Book:
    entries = tuple(Entry(f"Freedonia {i}", i, TEXT.replace("Freedonia", f"Freedonia {i}")) for i in range(3))
    return Book("Freedonias", 2012, entries)


def test_it_reads_as_this_machine_does_until_it_goes_away(book, tmp_path):
    with scheduler(tmp_path) as (address, process), worker(address, tmp_path):
        pd.testing.assert_frame_equal(extract_all(book, scheduler=address), extract_all(book, workers=1))
        read = read_bounded("a.txt", TEXT.encode(), scheduler=address)
        assert read.table.equals(read_bounded("a.txt", TEXT.encode()).table)
        tables = iter_tables(book, scheduler=address)
        assert next(tables)[0] == "Freedonia 0"
        process.kill()
        with pytest.raises(ReportError, match="went away while it was reading"):
            list(tables)


@pytest.mark.parametrize(
    "what, says", [("nothing", "has no Yearline"), ("another", "has version another of Yearline")]
)
def test_one_of_other_code_is_one_sentence(what, says, tmp_path):
    code = tmp_path / what
    (code / "data").mkdir(parents=True)
    (code / "data" / "__init__.py").write_text("")
    with scheduler(tmp_path) as (address, _), worker(address, tmp_path, code if what == "another" else None):
        with pytest.raises(ReportError, match=says) as raised, connect(address):
            pass
        assert str(raised.value).count(". ") == 0


def test_one_without_a_worker_says_how_to_start_one(book, tmp_path):
    says = "has no worker; start one with: make worker SCHEDULER=tcp://"
    with scheduler(tmp_path) as (address, _), pytest.raises(ReportError, match=says):
        extract_all(book, scheduler=address, patience=1)
