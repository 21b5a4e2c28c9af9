"""The log of corrections: append-only, numbered without gaps."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data.events.corrections import LONGEST_NAME, MOST_ENTRIES, MOST_LOG_BYTES
from data.files.text import to_line
from data.store.errors import ReportGone, StoreError
from data.store.schema import corrections, reports, used

LONGEST_TOKEN = 64


def append_corrections(
    connection: Connection, report_id: str, bodies: Sequence[dict[str, Any]], who: str, token: str | None
) -> int:
    """Append entries to the log, all or none; returns the number of the last. Raises `ReportGone` and `StoreError`.

    With a client's `token`, a repeated request is recognised and not stored twice.
    """
    if token is not None and not (
        0 < len(token) <= LONGEST_TOKEN and token.isascii() and token.isprintable()
    ):
        raise StoreError(f"A token is 1 to {LONGEST_TOKEN} letters and digits.")
    if not bodies:
        raise StoreError("The list of corrections is empty; send at least one.")
    # The row is locked, so that writers are serialised and see each other's entries.
    query = select(reports.c.last_seq, reports.c.log_size).where(reports.c.id == report_id)
    report = connection.execute(query.with_for_update()).first()
    if report is None:
        raise ReportGone
    if token is not None and (seq := _seq_of(connection, report_id, token)) is not None:
        return seq
    texts = [_to_json(body) for body in bodies]
    size = sum(map(len, texts))
    # Numbers may have gaps in a log imported by an earlier version, so entries are counted if it matters.
    many = (
        report.last_seq + len(texts) > MOST_ENTRIES
        and _entries(connection, report_id) + len(texts) > MOST_ENTRIES
    )
    if many or report.log_size + size > MOST_LOG_BYTES:
        raise StoreError(
            f"A report has at most {MOST_ENTRIES:,} changes of {MOST_LOG_BYTES // 2**20} MB in all, so these are not saved."
        )
    last = _count(connection, report_id, len(texts), size)
    at, who = datetime.now(UTC).isoformat(timespec="seconds"), to_line(who, LONGEST_NAME)
    rows = [
        {"report_id": report_id, "seq": seq, "at": at, "who": who, "body": text, "token": None}
        for seq, text in enumerate(texts, last - len(texts) + 1)
    ]
    rows[-1]["token"] = token
    connection.execute(insert(corrections), rows)
    return last


def read_corrections(connection: Connection, report_id: str, after: int = 0) -> list[dict[str, Any]]:
    """The entries with numbers above `after`, for `data.events.corrections.parse_entry`."""
    query = select(corrections.c.seq, corrections.c.at, corrections.c.who, corrections.c.body)
    query = query.where(corrections.c.report_id == report_id, corrections.c.seq > after)
    rows = connection.execute(query.order_by(corrections.c.seq))
    return [{"seq": row.seq, "at": row.at, "who": row.who, **json.loads(row.body)} for row in rows]


def last_seq(connection: Connection, report_id: str) -> int:
    """The number of the last entry; 0 for an empty log. Raises `ReportGone`."""
    seq = connection.scalar(select(reports.c.last_seq).where(reports.c.id == report_id))
    if seq is None:
        raise ReportGone
    return seq


def import_log(connection: Connection, report_id: str, log: Sequence[dict[str, Any]]) -> bool:
    """Import the log of a project into a report, each entry with its number, as undo refers to it; false if it has a log."""
    report = select(reports.c.last_seq).where(reports.c.id == report_id).with_for_update()
    if not log or connection.scalar(report) != 0:
        return False
    rows = [
        {
            "report_id": report_id,
            "seq": entry["seq"],
            "at": to_line(entry.get("at", ""), 32),
            "who": to_line(entry.get("who", ""), LONGEST_NAME),
            "body": _to_json({key: entry[key] for key in entry if key not in ("seq", "at", "who")}),
        }
        for entry in log
    ]
    size = sum(len(row["body"]) for row in rows)
    if len(rows) > MOST_ENTRIES or size > MOST_LOG_BYTES:
        raise StoreError(f"A report has at most {MOST_ENTRIES:,} changes, and the project has {len(rows):,}.")
    connection.execute(insert(corrections), rows)
    _count(connection, report_id, max(row["seq"] for row in rows), size)
    return True


def _entries(connection: Connection, report_id: str) -> int:
    query = select(func.count()).select_from(corrections).where(corrections.c.report_id == report_id)
    return int(connection.scalar(query) or 0)


def _count(connection: Connection, report_id: str, entries: int, size: int) -> int:
    """Add to the report's counts and record its use; returns the number of the last entry."""
    query = update(reports).where(reports.c.id == report_id)
    values = {"last_seq": reports.c.last_seq + entries, "log_size": reports.c.log_size + size}
    return connection.execute(query.values(**values, **used()).returning(reports.c.last_seq)).scalar_one()


def _seq_of(connection: Connection, report_id: str, token: str) -> int | None:
    query = select(corrections.c.seq).where(
        corrections.c.report_id == report_id, corrections.c.token == token
    )
    return connection.scalar(query)


def _to_json(body: dict[str, Any]) -> str:
    # ASCII, as some characters cannot be stored in every database.
    return json.dumps(body, separators=(",", ":"), allow_nan=False)
