"""The tables of the store. `migrations/` creates them; a test checks that both agree.

Times are seconds since 1970 in UTC, except `corrections.at`, which people read. Large values are in tables of their own, as
SQLite rewrites a whole row when one of its values changes.
"""

import time
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    case,
)

metadata = MetaData()
_HOUR = 3_600  # s
KINDS = ("edit", "read")


def _of_report(primary: bool = True) -> Column:
    reference = ForeignKey("reports.id", ondelete="CASCADE")
    return Column("report_id", String(22), reference, primary_key=primary, nullable=False)


reports = Table(
    "reports",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("name", Text, nullable=False),  # the file's, for people
    Column("media_type", Text, nullable=False),
    Column("identity", Text, unique=True),  # of the server's own reports
    Column("year", Integer),
    Column("answers", Text),  # JSON: a person's answers on a table's columns and dates
    Column("created_at", Float(53), nullable=False),
    Column("used_at", Float(53), nullable=False),
    Column("due_at", Float(53)),  # when it was marked for deletion, as it had expired
    Column("state", String(8), nullable=False),
    Column("done", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("lease_until", Float(53)),
    Column("lease_token", Text),
    Column("tries", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("file_size", Integer, nullable=False),  # bytes, summed up for the quota
    Column("reading_size", Integer, nullable=False),
    Column("log_size", Integer, nullable=False),
    CheckConstraint("state IN ('waiting', 'reading', 'ready', 'failed')", name="known_state"),
    Index("reports_in_line", "state", "created_at"),
    Index("reports_by_use", "used_at"),
)

files = Table("files", metadata, _of_report(), Column("content", LargeBinary, nullable=False))

readings = Table("readings", metadata, _of_report(), Column("result", LargeBinary, nullable=False))

links = Table(
    "links",
    metadata,
    Column("key", String(22), primary_key=True),
    _of_report(primary=False),
    Column("kind", String(4), nullable=False),
    Column("created_at", Float(53), nullable=False),
    Column("revoked_at", Float(53)),
    CheckConstraint("kind IN ('edit', 'read')", name="known_kind"),
)
Index(
    "links_in_force",
    links.c.report_id,
    links.c.kind,
    unique=True,
    sqlite_where=links.c.revoked_at.is_(None),
    postgresql_where=links.c.revoked_at.is_(None),
)

corrections = Table(
    "corrections",
    metadata,
    _of_report(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON
    Column("token", String(64)),  # of one request, on its last entry
    Index("corrections_by_token", "report_id", "token", unique=True),
)

# Belongs to no report, is kept for a short time, and is in no backup.
templates = Table(
    "templates",
    metadata,
    Column("key", String(22), primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Float(53), nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("content", LargeBinary, nullable=False),
)


def now() -> float:
    """The current time in the unit of the tables."""
    return time.time()


def used() -> dict[str, Any]:
    """The values of a report that is used just now; a slow clock never sets them back."""
    time = now()
    return {"used_at": case((reports.c.used_at < time, time), else_=reports.c.used_at), "due_at": None}


def is_stale(used_at: float, due_at: float | None) -> bool:
    """Whether the use of a report has to be recorded: its last was long ago, or it is marked for deletion."""
    return due_at is not None or used_at < now() - _HOUR
