"""The store of a library, opened on first use."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from data import NotNow
from data.store import Store, StoreError, StoreUnavailable, open_store

log = logging.getLogger("yearline")
# Whether reading a report does not count as use.
_LOOKS: ContextVar[bool] = ContextVar("looks", default=False)


class LazyStore:
    """The store that the settings name; `opened` is None until its first use."""

    def __init__(self):
        self.opened: Store | None = None
        self._lock = threading.Lock()

    def get(self) -> Store:
        """Return the store, opened on first use. Raises `StoreUnavailable`."""
        store = self._open()
        return store.without_use if _LOOKS.get() else store

    @contextmanager
    def without_use(self) -> Iterator[None]:
        """Do not count reading as use of reports within this block: a list must not keep them for ever."""
        looks = _LOOKS.set(True)
        try:
            yield
        finally:
            _LOOKS.reset(looks)

    def go_on_without(self, error: NotNow) -> None:
        """Ignore `error` if the store was never opened, as there are no corrections then; otherwise raise it, so that no
        report is shown without its corrections.
        """
        if self.opened is not None:
            raise error
        _log_once(str(error))

    def _open(self) -> Store:
        with self._lock:
            if self.opened is None:
                try:
                    self.opened = open_store()
                except StoreUnavailable:
                    raise
                except StoreError as error:  # until the operator fixes it
                    raise StoreUnavailable(str(error)) from None
            return self.opened


@lru_cache(maxsize=4)
def _log_once(sentence: str) -> None:
    log.error("Corrections are not kept: %s", sentence)
