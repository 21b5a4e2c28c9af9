"""Summaries of stored reports for lists; reading them does not count as use."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.store.keys import is_key
from data.store.schema import links, now, reports
from data.store.settings import KEEP_DAYS

_DAY = 86_400  # s


@dataclass(frozen=True)
class Kept:
    """An opened report: `used_at` in seconds since 1970, `size` in bytes, `days_left` None if it does not expire."""

    report_id: str
    name: str
    state: str
    used_at: float
    days_left: int | None
    size: int


_COLUMNS = (
    reports.c.id,
    reports.c.name,
    reports.c.state,
    reports.c.used_at,
    reports.c.file_size + reports.c.reading_size + reports.c.log_size,
)


def kept_of(connection: Connection, keys: Collection[str]) -> dict[str, tuple[Kept, bool]]:
    """For each key that opens a report: its summary, and whether the key edits."""
    known = [key for key in keys if is_key(key)]
    query = select(links.c.key, links.c.kind, *_COLUMNS).join(reports, reports.c.id == links.c.report_id)
    query = query.where(links.c.key.in_(known), links.c.revoked_at.is_(None), reports.c.identity.is_(None))
    return {row[0]: (_kept(*row[2:]), row[1] == "edit") for row in connection.execute(query)}


def newest_kept(connection: Connection, most: int) -> list[Kept]:
    """All opened reports, most recently used first."""
    query = select(*_COLUMNS).where(reports.c.identity.is_(None), reports.c.state == "ready")
    rows = connection.execute(query.order_by(reports.c.used_at.desc()).limit(most))
    return [_kept(*row) for row in rows]


def _kept(report_id: str, name: str, state: str, used_at: float, size: int) -> Kept:
    days = KEEP_DAYS.value
    left = max(0, round(days - (now() - used_at) / _DAY)) if days else None
    return Kept(report_id, name, state, used_at, left, size)
