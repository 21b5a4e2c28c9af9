"""The errors of the store, one sentence each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError

from data.report import NotNow, ReportError


class StoreError(ReportError):
    """Something cannot be stored or found. Its message is one sentence for the person who asked."""


class StoreUnavailable(StoreError, NotNow):
    """The database cannot do it now; nothing was stored. The same may work later."""


class ReportGone(StoreError):
    """A report that does not exist, or no longer."""

    def __init__(self, sentence: str = "This report is no longer kept; open it again.") -> None:
        super().__init__(sentence)


_FULL = "The disk is full, so nothing was saved; make room and try again."
_READ_ONLY = "The database cannot be written, so nothing was saved; check the rights on its folder."
_BUSY = "The database is busy, so nothing was saved; try again in a minute."
RESTORE = "restore a backup with “python -m data.store restore FILE --replace” while no server runs"
_BROKEN = f"The database is damaged; {RESTORE}."
_UNREACHABLE = "The database cannot be reached; check YEARLINE_DATABASE and that its server runs."

# By the prefix of SQLite's error name, and of PostgreSQL's five-letter code.
_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
}
_POSTGRESQL = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53": _BUSY,
    "55P03": _BUSY,
    "40": _BUSY,
    "XX": _BROKEN,
}


@contextmanager
def explained() -> Iterator[None]:
    """Raise `StoreUnavailable` with one sentence for a database error."""
    try:
        yield
    except TimeoutError:
        raise StoreUnavailable(_BUSY) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreUnavailable(sentence_of(error)) from error


def sentence_of(error: Exception) -> str:
    """The message for a database error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return _found(_SQLITE, name) or f"The database failed ({name or 'no reason given'}); try again."
    code = getattr(cause, "sqlstate", None) or ""
    return _found(_POSTGRESQL, code) or (
        f"The database failed ({code}); try again." if code else _UNREACHABLE
    )


def _found(sentences: dict[str, str], name: str) -> str:
    return next((sentence for start, sentence in sentences.items() if name.startswith(start)), "")
