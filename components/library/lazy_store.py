"""The store of a library, opened when it is first needed."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from data import NotNow
from data.store import Store, StoreError, StoreUnavailable, open_store

log = logging.getLogger("yearline")
_LOOKS: ContextVar[bool] = ContextVar("looks", default=False)  # whether reading a report is no use of it


class LazyStore:
    """The store where the settings say; `opened` is None until somebody asks for it."""

    def __init__(self):
        self.opened: Store | None = None
        self._lock = threading.Lock()

    def get(self) -> Store:
        """The store, opened when first needed. Raises `StoreUnavailable`."""
        store = self._open()
        return store.without_use if _LOOKS.get() else store

    @contextmanager
    def without_use(self) -> Iterator[None]:
        """Let what is read of opened reports here be no use of them: a list must not keep them for ever."""
        looks = _LOOKS.set(True)
        try:
            yield
        finally:
            _LOOKS.reset(looks)

    def go_on_without(self, error: NotNow) -> None:
        """Without a store there never were corrections; with one, no report is shown without them. Raises `NotNow`."""
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
                except StoreError as error:  # until whoever runs the server puts it right
                    raise StoreUnavailable(str(error)) from None
            return self.opened


@lru_cache(maxsize=4)
def _log_once(sentence: str) -> None:
    log.error("Corrections are not kept: %s", sentence)
