"""Waiting for what a reader or a server does meanwhile, with an end."""

import time
from collections.abc import Callable

PATIENCE = 120  # s, much longer than anything takes on a busy machine


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Return as soon as `is_so()`; fail with `what` is waited for when it takes too long."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, f"waited {PATIENCE} s for {what}"
        time.sleep(0.01)  # a reader needs the processor
