"""Replace a database by another: the old one is kept aside and never opened, as it may be damaged."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine

from data.store.backup import copy_all, in_folder_of, make_file, open_backup
from data.store.engine import path_of, path_of_url
from data.store.settings import database_url
from data.store.store import open_store

_PARTS = ("-wal", "-shm", "-journal")  # SQLite's side files
# A connection holds this lock on SQLite's file while it is open. Another process checks it: closing a file releases all locks
# that a process has on it, including those of its own connections.
_ASK = """
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except BlockingIOError:
        sys.exit(1)
"""


class Replaced(NamedTuple):
    """The rows that are there now, by table, and where the old database is kept, if there was one."""

    counts: dict[str, int]
    kept: Path | None


def restore(backup: Path, replace: bool = False, url: str | None = None) -> Replaced:
    """Restore a backup, also of an older Yearline, into the store at `url`. Raises `StoreError`."""
    with open_backup(backup) as source:
        return put(source, url, replace)


def put(source: Engine, url: str | None = None, replace: bool = False) -> Replaced:
    """Put all of the store `source` into the one at `url`, by default that of the settings. Raises `StoreError`.

    With `replace` SQLite's file is replaced by a new one, unless it is in use: then the data is copied into it.
    """
    url = url or database_url()
    path = path_of_url(url)
    if replace and path and path.exists() and not _is_same(path, path_of(source)) and not _is_open(path):
        return _put_file(path.resolve(), lambda part: make_file(source, part))
    with closing(open_store(url)) as store:
        return Replaced(copy_all(source, store.engine, replace), None)


def _put_file(path: Path, write: Callable[[Path], dict[str, int]]) -> Replaced:
    """Replace `path` by a file that `write` makes."""
    with in_folder_of(path) as part:
        counts = write(part)
        _own_as(part, path)
        kept = _keep_aside(path)
        os.replace(part, path)
    return Replaced(counts, kept)


def _is_same(path: Path, other: Path | None) -> bool:
    return other is not None and path.resolve() == other.resolve()


def _keep_aside(path: Path) -> Path:
    """Rename a database with its side files; returns its new name."""
    says = "replaced" if _is_whole(path) else "damaged"
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    names = [path.with_name(f"{path.stem}-{says}-{stamp}{again}{path.suffix}") for again in ("", *"bcdefgh")]
    kept = next((name for name in names if not name.exists()), names[-1])
    # Side files first: a new database must never find the old one's journal.
    for part in (*_PARTS, ""):
        with suppress(FileNotFoundError):
            os.replace(f"{path}{part}", f"{kept}{part}")
    return kept


def _is_whole(path: Path) -> bool:
    """Whether SQLite finds a file valid; it is opened so that nothing can change."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchall()
            return connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.Error:
        return False


def _is_open(path: Path) -> bool:
    """Whether a process has SQLite's file open. On Windows renaming an open file fails, which tells it."""
    if sys.platform == "win32" or not path.is_file():
        return False
    asked = subprocess.run([sys.executable, "-ISc", _ASK, str(path)], capture_output=True, check=False)
    return asked.returncode == 1 and not asked.stderr


def _own_as(part: Path, path: Path) -> None:
    """Give a new file the permissions of the one it replaces, so that the server can still write it."""
    with suppress(OSError):
        shutil.copymode(path, part)
        if hasattr(os, "chown"):
            about = path.stat()
            os.chown(part, about.st_uid, about.st_gid)
