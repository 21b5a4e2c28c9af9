"""The queue of reports to be read: first come, first served, each by one reader at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, tuple_, update

from data.files.file import File
from data.files.text import to_line
from data.store.reports import file_of
from data.store.schema import now, readings, reports

MOST_TRIES = 3
LONGEST_LEASE = 600  # s; a longer lease comes from a wrong clock
_LONGEST_MESSAGE = 500


@dataclass(frozen=True)
class Job:
    """A report to be read by the holder of `token`, until the lease expires."""

    report_id: str
    file: File
    token: str
    tries: int


def claim_waiting(connection: Connection, token: str, lease: float) -> Job | None:
    """Claim the report that waits longest, for `lease` seconds; None if none waits.

    A report whose lease expired is claimed again, as its reader was stopped; after three tries it has failed.
    """
    while True:
        time = now()
        query = (
            select(reports.c.id, reports.c.name, reports.c.tries)
            .where(
                or_(
                    reports.c.state == "waiting",
                    and_(reports.c.state == "reading", _is_over(time)),
                )
            )
            .order_by(reports.c.created_at, reports.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = connection.execute(query).first()
        if row is None:
            return None
        if row.tries < MOST_TRIES:
            break
        fail(connection, row.id, f"{row.name} could not be read in {MOST_TRIES} tries; open a part of it.")
    values = {"state": "reading", "lease_token": token, "lease_until": time + lease, "done": 0, "of": 0}
    _update(connection, row.id, None, **values, tries=row.tries + 1)
    return Job(row.id, file_of(connection, row.id), token, row.tries + 1)


def place_in_line(connection: Connection, report_id: str) -> int:
    """1 for the report that is read next; 0 for one that is not in the queue."""
    own = select(reports.c.created_at, reports.c.id).where(
        reports.c.id == report_id, reports.c.state == "waiting"
    )
    row = connection.execute(own).first()
    if row is None:
        return 0
    before = tuple_(reports.c.created_at, reports.c.id) <= tuple_(row.created_at, row.id)
    return int(connection.scalar(select(func.count()).where(reports.c.state == "waiting", before)) or 0)


def set_progress(
    connection: Connection, report_id: str, done: int, of: int, token: str | None, lease: float | None
) -> bool:
    """Record `done` of `of`, and extend the lease by `lease` seconds; false if it is no longer held."""
    values: dict[str, Any] = {"done": done, "of": of}
    if lease is not None:
        values["lease_until"] = now() + lease
    return _update(connection, report_id, token, **values)


def hold(connection: Connection, report_id: str, token: str, lease: float) -> bool:
    """Whether the holder of `token` may continue with the entries of a ready report, for `lease` more seconds, exclusively."""
    time, columns = now(), reports.c
    free = or_(columns.lease_until.is_(None), _is_over(time), columns.lease_token == token)
    query = update(reports).where(columns.id == report_id, columns.state == "ready", free)
    return connection.execute(query.values(lease_token=token, lease_until=time + lease)).rowcount > 0


def finish(connection: Connection, report_id: str, result: bytes, token: str | None) -> bool:
    """Store the reading; false if the lease is no longer held, or the report was deleted."""
    if not _update(connection, report_id, token, **_ended("ready", ""), reading_size=len(result)):
        return False
    connection.execute(delete(readings).where(readings.c.report_id == report_id))
    connection.execute(insert(readings).values(report_id=report_id, result=result))
    return True


def fail(connection: Connection, report_id: str, message: str, token: str | None = None) -> bool:
    """Store one sentence on why the report cannot be read; false as for `finish`."""
    return _update(connection, report_id, token, **_ended("failed", to_line(message, _LONGEST_MESSAGE)))


def _is_over(time: float) -> ColumnElement[bool]:
    """Whether a lease has expired."""
    return or_(reports.c.lease_until <= time, reports.c.lease_until > time + LONGEST_LEASE)


def _ended(state: str, message: str) -> dict[str, Any]:
    return {"state": state, "message": message, "lease_until": None, "lease_token": None}


def _update(connection: Connection, report_id: str, token: str | None, **values: Any) -> bool:
    query = update(reports).where(reports.c.id == report_id).values(**values)
    if token is not None:
        query = query.where(reports.c.state == "reading", reports.c.lease_token == token)
    return connection.execute(query).rowcount > 0
