"""Reports in the database: add, look up, delete, and expire when nobody has used them for long."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, false, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.files.answers import LONGEST_NAME
from data.files.file import File, shorten_name
from data.files.limits import check
from data.files.text import to_line
from data.store.corrections import import_log
from data.store.errors import ReportGone, StoreError
from data.store.keys import KEY_LENGTH, make_key
from data.store.links import make_link
from data.store.schema import files, is_stale, now, readings, reports, used
from data.store.settings import KEEP_DAYS, QUOTA_MB, UPLOAD_MB

MB = 2**20
_DAY = 86_400  # s
_SWEPT_AT_ONCE = 20
_PART = "part:"
_ADDING = 1_985_229_329  # the number of PostgreSQL's advisory lock


@dataclass(frozen=True)
class Status:
    """The state of a report: waiting, reading (`done` of `of`), ready or failed (`message` says why)."""

    state: str
    done: int
    of: int
    message: str


def add_report(connection: Connection, file: File, log: Sequence[dict[str, Any]] = ()) -> str:
    """Queue a file to be read, with the log of a project; returns its edit key. Raises `ReportError`."""
    name = shorten_name(file.name) or "report"
    _check_room(connection, name, len(file.content))
    report_id = _insert(connection, name, "waiting", file=file)
    connection.execute(insert(files).values(report_id=report_id, content=file.content))
    if log:
        import_log(connection, report_id, log)
    make_link(connection, report_id, "read")
    return make_link(connection, report_id, "edit")


def report_for(connection: Connection, identity: str, name: str) -> str:
    """The id of the server's own report, created on first use.

    `identity` is always the same for a report; `identity_of_part` makes that of an entry of an opened book.
    """
    query = select(reports.c.id).where(reports.c.identity == identity)
    found = connection.scalar(query)
    if found is None:
        _insert(connection, to_line(name, LONGEST_NAME), "ready", identity=identity)
        found = connection.scalar(query)
    return str(found)


def log_of(connection: Connection, identity: str) -> tuple[str, int] | None:
    """The id and the number of the last correction of the report with an identity; None if it has no log."""
    query = select(reports.c.id, reports.c.last_seq).where(reports.c.identity == identity)
    row = connection.execute(query).first()
    return (row.id, row.last_seq) if row else None


def logs_under(connection: Connection, beginning: str) -> dict[str, tuple[str, int]]:
    """The id and the last correction's number of each report whose identity has this prefix, if it has a log."""
    query = select(reports.c.identity, reports.c.id, reports.c.last_seq)
    query = query.where(reports.c.identity.startswith(beginning, autoescape=True), reports.c.last_seq > 0)
    return {row.identity: (row.id, row.last_seq) for row in connection.execute(query)}


def own_reports(connection: Connection) -> list[tuple[str, str]]:
    """The id and the name of each of the server's own reports, without entries of opened books."""
    own = reports.c.identity.is_not(None), reports.c.identity.not_like(f"{_PART}%")
    query = select(reports.c.id, reports.c.name).where(*own).order_by(reports.c.name, reports.c.created_at)
    return [(row.id, row.name) for row in connection.execute(query)]


def identity_of_part(report_id: str, name: str) -> str:
    """The identity of an entry of an opened book, which has a log of its own and is deleted with the book."""
    return f"{_PART}{report_id}/{name}"


def part_of(connection: Connection, report_id: str, name: str) -> bytes | None:
    """The packed reading of one of a book's entries, if it is stored."""
    query = select(readings.c.result).join(reports, readings.c.report_id == reports.c.id)
    result = connection.scalar(query.where(reports.c.identity == identity_of_part(report_id, name)))
    return None if result is None else bytes(result)


def parts_of(connection: Connection, report_id: str, known: Collection[str] = ()) -> dict[str, bytes]:
    """The packed readings of a book's stored entries, by name; without those `known`."""
    beginning = identity_of_part(report_id, "")
    query = select(reports.c.identity, readings.c.result)
    query = query.join(readings, readings.c.report_id == reports.c.id)
    query = query.where(reports.c.identity.startswith(beginning, autoescape=True))
    query = query.where(reports.c.identity.not_in([beginning + name for name in known]))
    found = connection.execute(query)
    return {row.identity.removeprefix(beginning): bytes(row.result) for row in found}


def keep_parts(connection: Connection, report_id: str, results: Mapping[str, bytes]) -> None:
    """Store the readings of some entries with their book. Raises `ReportGone` if it was deleted."""
    status_of(connection, report_id)
    for name, result in results.items():
        part = report_for(connection, identity_of_part(report_id, name), name)
        connection.execute(update(reports).where(reports.c.id == part).values(reading_size=len(result)))
        connection.execute(delete(readings).where(readings.c.report_id == part))
        connection.execute(insert(readings).values(report_id=part, result=result))


def status_of(connection: Connection, report_id: str) -> Status:
    """The state of the report. Raises `ReportGone`."""
    columns = reports.c
    query = select(columns.state, columns.done, columns.of, columns.message)
    row = connection.execute(query.where(columns.id == report_id)).first()
    if row is None:
        raise ReportGone
    return Status(*row)


def file_of(connection: Connection, report_id: str) -> File:
    """The report's file as it was opened. Raises `ReportGone`, also if the store never had it."""
    query = (
        select(reports.c.name, files.c.content, reports.c.media_type, reports.c.year, reports.c.answers)
        .join(files, files.c.report_id == reports.c.id)
        .where(reports.c.id == report_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise ReportGone
    return File(row.name, bytes(row.content), row.media_type, row.year, row.answers or "")


def opened_of(connection: Connection, report_id: str) -> tuple[str, float]:
    """The name of the report's file, and when it was opened, in seconds since 1970. Raises `ReportGone`."""
    query = select(reports.c.name, reports.c.created_at).where(reports.c.id == report_id)
    row = connection.execute(query).first()
    if row is None:
        raise ReportGone
    return row.name, row.created_at


def result_of(connection: Connection, report_id: str) -> tuple[bytes | None, bool]:
    """The report's reading (None until there is one), and whether its use has to be recorded.

    Raises `ReportGone`.
    """
    query = (
        select(reports.c.used_at, reports.c.due_at, readings.c.result)
        .join(readings, readings.c.report_id == reports.c.id, isouter=True)
        .where(reports.c.id == report_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise ReportGone
    return (None if row.result is None else bytes(row.result)), is_stale(row.used_at, row.due_at)


def touch(connection: Connection, report_id: str) -> None:
    """Record that the report was used just now."""
    connection.execute(update(reports).where(reports.c.id == report_id).values(**used()))


def forget(connection: Connection, report_id: str) -> bool:
    """Delete the report and everything that belongs to it; false if there is none, or if it is the server's own."""
    opened = reports.c.id == report_id, reports.c.identity.is_(None)
    found = connection.execute(delete(reports).where(*opened)).rowcount > 0
    if found:
        _delete_parts(connection)
    return found


def sweep(connection: Connection) -> int:
    """Delete expired reports, some at a time; returns how many.

    In two steps, as a clock may be wrong: expired ones are marked, and deleted a day later if they are still expired. The
    server's own reports stay, for their corrections.
    """
    time, columns = now(), reports.c
    is_marked, is_due = columns.due_at.is_not(None), columns.used_at < time - KEEP_DAYS.value * _DAY
    if not KEEP_DAYS.value:
        is_due = false()
    by_another_clock = columns.due_at > time
    connection.execute(update(reports).where(is_marked, or_(~is_due, by_another_clock)).values(due_at=None))
    late = select(columns.id).where(is_due, columns.due_at < time - _DAY).order_by(columns.used_at)
    count = connection.execute(delete(reports).where(columns.id.in_(late.limit(_SWEPT_AT_ONCE)))).rowcount
    if count:
        _delete_parts(connection)
    opened = columns.identity.is_(None)
    connection.execute(update(reports).where(opened, ~is_marked, is_due).values(due_at=time))
    return count


def _delete_parts(connection: Connection) -> None:
    """Delete the entries whose book was deleted."""
    book = func.substr(reports.c.identity, len(_PART) + 1, KEY_LENGTH)
    is_part = reports.c.identity.startswith(_PART)
    there = select(reports.c.id).where(reports.c.identity.is_(None))
    connection.execute(delete(reports).where(is_part, book.not_in(there)))


def _insert(
    connection: Connection, name: str, state: str, identity: str | None = None, file: File | None = None
) -> str:
    report_id, time = make_key(), now()
    dialect = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
    values = {"id": report_id, "name": name, "identity": identity, "state": state, "message": ""}
    values |= {"created_at": time, "used_at": time, "last_seq": 0, "reading_size": 0, "log_size": 0}
    values |= {"media_type": to_line(file.media_type, LONGEST_NAME) if file else "", "done": 0, "of": 0}
    values |= {"year": file.year if file else None, "file_size": len(file.content) if file else 0, "tries": 0}
    values["answers"] = file.answers if file else None
    # Another process may have created the report of an identity a moment before.
    connection.execute(dialect(reports).values(values).on_conflict_do_nothing(index_elements=["identity"]))
    return report_id


def _check_room(connection: Connection, name: str, size: int) -> None:
    if UPLOAD_MB.value and size > UPLOAD_MB.value * MB:
        raise StoreError(f"{name} is larger than {UPLOAD_MB.value} MB; open a part of it.")
    if connection.dialect.name == "postgresql":  # SQLite has a single writer anyway
        connection.execute(select(func.pg_advisory_xact_lock(_ADDING)))
    waiting = select(func.count()).where(reports.c.state == "waiting")
    check("waiting", int(connection.scalar(waiting) or 0) + 1, name)
    sizes = reports.c.file_size + reports.c.reading_size + reports.c.log_size
    total = int(connection.scalar(select(func.coalesce(func.sum(sizes), 0))) or 0)
    if QUOTA_MB.value and total + size > QUOTA_MB.value * MB:
        raise StoreError(
            f"The reports kept here take all of their {QUOTA_MB.value} MB, so {name} has no room; "
            "forget one, or try again when others have expired."
        )
