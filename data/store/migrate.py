"""Migrate the tables when the store is opened: once, by one process, all or nothing."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, exists, func, select

from data.store.engine import path_of
from data.store.errors import StoreError
from data.store.schema import reports

_LOCK = 1_985_229_328  # the number of PostgreSQL's advisory lock; arbitrary but fixed
_alembic = threading.Lock()  # Alembic keeps the current migration in a global


def migrate(engine: Engine, revision: str = "head") -> None:
    """Create the tables, or migrate them to `revision`. Raises `StoreError` for those of a newer Yearline.

    All in one transaction, which holds SQLite's write lock or PostgreSQL's advisory lock. If there are reports, SQLite's file
    is first copied to `yearline-before-REVISION.db`.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    target = scripts.get_current_head() if revision == "head" else revision
    if current_revision(engine) == target:
        return
    with _alembic, engine.execution_options(write=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        current = MigrationContext.configure(connection).get_current_revision()
        if current == target:  # another process was first
            return
        if current and current not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreError("The database is of a newer Yearline; upgrade this one to open it.")
        path = path_of(engine)
        if path and current and connection.scalar(select(exists().select_from(reports))):
            _copy_beside(path, f"before-{target}")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def current_revision(engine: Engine) -> str | None:
    """The revision of the tables; None if there are none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _copy_beside(path: Path, suffix: str) -> None:
    copy = path.with_name(f"{path.stem}-{suffix}{path.suffix}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    os.replace(part, copy)
