"""How what goes wrong with a report is told to whoever asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from data import NotNow, ReportError, SelectionError, YearUnknown


@contextmanager
def told_as_unknown() -> Iterator[None]:
    """Raise `SelectionError` for a report that is not here or cannot be used; `NotNow` stays what it is."""
    try:
        yield
    except (NotNow, YearUnknown):
        raise
    except ReportError as error:
        raise SelectionError(str(error)) from None
