"""The connection to the database: SQLite in a file, or PostgreSQL by its address."""

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, TimeoutError

from data.store.errors import RESTORE, StoreError, StoreUnavailable

BUSY_SECONDS = 30  # how long a writer waits for another
_PRAGMAS = f"""
PRAGMA busy_timeout = {BUSY_SECONDS * 1000};
PRAGMA foreign_keys = ON;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = {64 * 2**20};
"""
_turns: weakref.WeakKeyDictionary[Engine, threading.Lock] = weakref.WeakKeyDictionary()


def open_engine(address: str) -> Engine:
    """The engine for a URL of SQLite or PostgreSQL. Raises `StoreError`.

    A missing file or folder is created. Writers use `execution_options(write=True)`, so that SQLite locks when they begin and
    never fails halfway.
    """
    url = _parse(address)
    if url.get_backend_name() == "sqlite":
        engine = _open_sqlite(url)
    else:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=5,
            pool_timeout=BUSY_SECONDS,
            connect_args={"connect_timeout": 10, "application_name": "yearline"},
        )
        event.listen(engine, "connect", _set_lock_timeout)
    _turns[engine] = threading.Lock()
    return engine


def path_of(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def path_of_url(address: str) -> Path | None:
    """The file of an SQLite URL, which is not opened; None for any other. Raises `StoreError`."""
    url = _parse(address)
    is_file = url.get_backend_name() == "sqlite" and not str(url.database).startswith("file:")
    return Path(str(url.database)) if is_file else None


@contextmanager
def take_turn(engine: Engine) -> Iterator[None]:
    """Wait until no other thread of this process writes to SQLite. Raises `TimeoutError`.

    SQLite's own waiting retries after ever longer pauses: of many concurrent writers, some wait for long.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    turn = _turns[engine]
    if not turn.acquire(timeout=BUSY_SECONDS):
        raise TimeoutError
    try:
        yield
    finally:
        turn.release()


def truncate_journal(engine: Engine) -> None:
    """Remove deleted data from SQLite's journal too, unless somebody is reading just now."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA busy_timeout = 0")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.cursor().execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


def _parse(address: str) -> URL:
    advice = "name one as in sqlite:////folder/yearline.db or postgresql://user:password@host/name"
    try:
        # Some providers use the short scheme.
        url = make_url("postgresql" + address[8:] if address.startswith("postgres:") else address)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise StoreError(f"The address of the database cannot be read; {advice}.") from None
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f"Reports are kept in SQLite or PostgreSQL, not in {backend[:40]}; {advice}.")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError(f"SQLite needs a file to keep reports in; {advice}.")
    return url


def _open_sqlite(url: URL) -> Engine:
    path = str(url.database)
    if not path.startswith("file:"):
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _use_journal(path)
        except (OSError, sqlite3.OperationalError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            folder = Path(path).parent
            raise StoreUnavailable(
                f"Reports cannot be kept in {folder} ({reason}); check its rights, or set YEARLINE_DATA to another folder."
            ) from None
        except sqlite3.DatabaseError:
            raise StoreError(f"{path} is no database, or damaged; {RESTORE}.") from None
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), pool_size=5, max_overflow=-1, pool_timeout=BUSY_SECONDS
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _use_journal(path: str) -> None:
    """Turn on write-ahead logging, which is persistent. SQLite does not wait for others here, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _set_pragmas(connection: Any, _: object) -> None:
    connection.isolation_level = None  # `_begin` begins the transaction, not the driver
    for pragma in filter(None, _PRAGMAS.splitlines()):
        connection.execute(pragma)


def _set_lock_timeout(connection: Any, _: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _forget_connections() -> None:
    """After a fork: the connections belong to the parent, and the threads that held the lock are gone."""
    for engine in list(_turns):
        engine.dispose(close=False)
        _turns[engine] = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_connections)
