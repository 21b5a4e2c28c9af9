"""Delete on a full disk: deleting a report must need almost no space, which a reserve file provides.

SQLite writes changes to its journal first, and overwriting deleted data changes all of it. If there is no space for that, large
values are overwritten piece by piece, each checkpointed before the next.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, event

from data.store.engine import path_of, take_turn
from data.store.errors import explained

# Bytes of the reserve: for what SQLite's journal may contain beyond its file (4 MB), and pieces.
_HELD = 6 * 2**20
_PIECE = 2**17  # bytes that are overwritten at once
_LARGE = (("files", "content"), ("readings", "result"))


def hold_room(engine: Engine) -> None:
    """Create a reserve file beside SQLite's, to be removed when the disk is full; skipped without space for it."""
    held = _held_by(engine)
    if held is None or held.exists():
        return
    try:
        held.write_bytes(bytes(_HELD))
    except OSError:
        with suppress(OSError):
            held.unlink(missing_ok=True)


def is_full(error: BaseException) -> bool:
    """Whether SQLite failed for lack of space."""
    cause = error.__cause__
    original = getattr(cause, "orig", cause)
    return getattr(original, "sqlite_errorname", "") == "SQLITE_FULL"


def erase(engine: Engine, report_id: str, parts: str, delete: Callable[[], bool]) -> bool:
    """Overwrite a report's large values, and those of entries whose identity starts with `parts`; then `delete` it without
    secure deletion of the rest. Raises `StoreUnavailable`.
    """
    held = _held_by(engine)
    if held:
        with suppress(OSError):
            held.unlink(missing_ok=True)
    with explained(), take_turn(engine), _opened(engine) as connection:
        for table, column in _LARGE:
            for row in _rows_of(connection, table, report_id, parts):
                _overwrite(connection, table, column, row)
    with _little_overwritten(engine):
        found = delete()
    with explained(), _opened(engine) as connection:
        _empty_journal(connection)
    hold_room(engine)
    return found


def _held_by(engine: Engine) -> Path | None:
    path = path_of(engine)
    return path.with_name(f"{path.stem}-room") if path and not str(path).startswith("file:") else None


@contextmanager
def _opened(engine: Engine) -> Iterator[sqlite3.Connection]:
    with closing(engine.raw_connection()) as pooled:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        yield connection


@contextmanager
def _little_overwritten(engine: Engine) -> Iterator[None]:
    """Connections that overwrite only what needs no more space, closed afterwards."""

    def set_fast(connection, *_) -> None:
        connection.execute("PRAGMA secure_delete = FAST")
        connection.execute("PRAGMA temp_store = MEMORY")

    engine.dispose()
    event.listen(engine, "connect", set_fast)
    try:
        yield
    finally:
        event.remove(engine, "connect", set_fast)
        engine.dispose()


def _rows_of(connection: sqlite3.Connection, table: str, report_id: str, parts: str) -> list[int]:
    query = (
        f"SELECT {table}.rowid FROM {table} JOIN reports ON reports.id = report_id"
        " WHERE reports.id = ? OR substr(identity, 1, ?) = ?"
    )
    return [row for (row,) in connection.execute(query, (report_id, len(parts), parts))]


def _overwrite(connection: sqlite3.Connection, table: str, column: str, row: int) -> None:
    _empty_journal(connection)
    at, size = 0, 1
    while at < size:
        connection.execute("BEGIN IMMEDIATE")
        try:
            with connection.blobopen(table, column, row) as blob:
                size = len(blob)
                blob.seek(at)
                blob.write(bytes(min(_PIECE, size - at)))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        at += _PIECE
        _empty_journal(connection)


def _empty_journal(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
