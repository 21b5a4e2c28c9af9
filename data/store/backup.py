"""Backups, and copies of a store into another, while both are in use; all or nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import Connection, Engine, delete, func, insert, select

from data.store.engine import open_engine, path_of
from data.store.errors import StoreError, explained
from data.store.migrate import migrate
from data.store.schema import files, metadata, readings, reports, templates

_TABLES = [table for table in metadata.sorted_tables if table is not templates]  # which are temporary
_AT_ONCE = 500  # rows; those with files one by one, as they are large


def back_up(engine: Engine, path: Path) -> None:
    """Write all of the store into the new SQLite file `path`. Raises `StoreError`."""
    if path.exists():
        raise StoreError(f"There is a file {path} already; name another.")
    with in_folder_of(path) as part:
        if engine.dialect.name == "sqlite":
            with explained(), closing(engine.raw_connection()) as source:
                _copy_pages(cast(sqlite3.Connection, source.driver_connection), part)
            _leave_out_templates(part)
            _sync(part)
        else:
            make_file(engine, part)
        os.replace(part, path)


def make_file(source: Engine, path: Path) -> dict[str, int]:
    """Copy all of a store into the new SQLite file `path`; returns the number of rows by table. Raises `StoreError`."""
    with _opened(path) as target:
        counts = copy_all(source, target)
    _close_journal(path)
    _sync(path)
    return counts


@contextmanager
def open_backup(path: Path) -> Iterator[Engine]:
    """Open the store in a backup, also of an older Yearline; the file is not changed. Raises `StoreError`."""
    if not path.is_file():
        raise StoreError(f"There is no file {path}; check the name and the folder.")
    with TemporaryDirectory(prefix="yearline-") as folder:
        part = Path(folder) / "backup.db"
        try:
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
                revision = source.execute("SELECT version_num FROM alembic_version").fetchone()
                is_whole = source.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                _copy_pages(source, part)
        except sqlite3.Error:
            revision, is_whole = None, True
        if not revision:
            raise StoreError(f"{path} is no backup of Yearline; name one that “backup” has written.")
        if not is_whole:
            raise StoreError(f"{path} is damaged, so nothing was restored; take another backup.")
        with _opened(part) as source:
            yield source


def copy_all(source: Engine, target: Engine, replace: bool = False) -> dict[str, int]:
    """Copy every table of a store into another; returns the number of rows by table.

    Raises `StoreError` if the other has reports, unless they are to be replaced.
    """
    if path_of(source) == path_of(target) and source.url == target.url:
        raise StoreError("A database cannot be copied into itself; name another.")
    counts = dict.fromkeys((table.name for table in _TABLES), 0)
    with explained(), _snapshot(source) as old, target.execution_options(write=True).begin() as new:
        found = new.scalar(select(func.count()).select_from(reports)) or 0
        if found and not replace:
            raise StoreError(
                f"The database has {found} reports already; say --replace to put these in their place."
            )
        new.execute(delete(reports))
        for table in _TABLES:
            at_once = 1 if table in (files, readings) else _AT_ONCE
            with old.execute(select(table), execution_options={"yield_per": at_once}) as rows:
                for part in rows.mappings().partitions():
                    new.execute(insert(table), [dict(row) for row in part])
                    counts[table.name] += len(part)
    return counts


@contextmanager
def _opened(path: Path) -> Iterator[Engine]:
    """The store in a file, migrated, closed afterwards."""
    engine = open_engine(f"sqlite:///{path}")
    try:
        with explained():
            migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees a snapshot of the store, whatever is written meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        yield connection


@contextmanager
def in_folder_of(path: Path) -> Iterator[Path]:
    """A name for a temporary file that becomes `path` when it is complete."""
    try:
        with TemporaryDirectory(prefix=".yearline-", dir=path.absolute().parent) as folder:
            yield Path(folder) / "backup.db"
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}); name another folder.") from None


def _copy_pages(source: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)  # in one transaction, for a consistent snapshot
    _close_journal(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _leave_out_templates(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute(f"DELETE FROM {templates.name}").rowcount:
            connection.commit()
            connection.execute("VACUUM")  # or the file still contains them


def _close_journal(path: Path) -> None:
    """Leave a single file, without a journal beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
