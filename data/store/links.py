"""The links of a report: one key that edits and one that reads, until they are revoked."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from data.store.errors import ReportGone, StoreError
from data.store.keys import is_key, make_key
from data.store.schema import KINDS, is_stale, links, now, reports


@dataclass(frozen=True)
class Access:
    """What a key gives access to: a report, to edit or only to read; `identity` if it is the server's own."""

    report_id: str
    kind: str
    identity: str = ""

    @property
    def can_edit(self) -> bool:
        return self.kind == "edit"


def find_link(connection: Connection, key: str) -> tuple[Access, bool] | None:
    """What `key` gives access to, and whether this use has to be recorded; None for an unknown or revoked key."""
    if not is_key(key):
        return None
    columns = links.c.report_id, links.c.kind, reports.c.identity, reports.c.used_at, reports.c.due_at
    query = select(*columns).join(reports, reports.c.id == links.c.report_id)
    row = connection.execute(query.where(links.c.key == key, links.c.revoked_at.is_(None))).first()
    if row is None:
        return None
    return Access(row.report_id, row.kind, row.identity or ""), is_stale(row.used_at, row.due_at)


def find_links(connection: Connection, report_id: str) -> dict[str, str]:
    """The existing keys, by kind."""
    query = select(links.c.kind, links.c.key)
    query = query.where(links.c.report_id == report_id, links.c.revoked_at.is_(None))
    return {row.kind: row.key for row in connection.execute(query)}


def find_edit_keys(connection: Connection, report_ids: Collection[str]) -> dict[str, str]:
    """The key that edits each report, if it exists."""
    query = select(links.c.report_id, links.c.key)
    query = query.where(
        links.c.report_id.in_(report_ids), links.c.kind == "edit", links.c.revoked_at.is_(None)
    )
    return {row.report_id: row.key for row in connection.execute(query)}


def read_links(connection: Connection, report_id: str) -> dict[str, str]:
    """Both keys, by kind; missing ones are created. Raises `ReportGone`."""
    # The report's row is locked, so that concurrent requests get the same keys.
    report = select(reports.c.id).where(reports.c.id == report_id).with_for_update()
    if connection.scalar(report) is None:
        raise ReportGone
    found = find_links(connection, report_id)
    return {kind: found.get(kind) or make_link(connection, report_id, kind) for kind in KINDS}


def make_link(connection: Connection, report_id: str, kind: str) -> str:
    """Create a key for a report that has none of its kind."""
    key = make_key()
    connection.execute(insert(links).values(report_id=report_id, key=key, kind=kind, created_at=now()))
    return key


def revoke(connection: Connection, report_id: str, kind: str) -> bool:
    """Revoke the key of a kind; false if there is none. `read_links` creates the next."""
    if kind not in KINDS:
        raise StoreError(f"A link is one of {' and '.join(KINDS)}.")
    query = update(links).where(
        links.c.report_id == report_id, links.c.kind == kind, links.c.revoked_at.is_(None)
    )
    return connection.execute(query.values(revoked_at=now())).rowcount > 0
