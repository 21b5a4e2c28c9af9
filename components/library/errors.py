"""The errors of the library."""

from collections.abc import Iterator
from contextlib import contextmanager

from data import NotNow, ReportError, SelectionError, YearUnknown


@contextmanager
def told_as_unknown() -> Iterator[None]:
    """Raise `SelectionError` if a report is missing or unusable; `NotNow` passes through."""
    try:
        yield
    except (NotNow, YearUnknown):
        raise
    except ReportError as error:
        raise SelectionError(str(error)) from None
