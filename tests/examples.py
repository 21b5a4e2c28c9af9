"""How many examples a property of something slow is tried on."""

import os


def few(count: int) -> int:
    """`count` in `make test`, and twenty times as many where more time is given: `make test-long`, or a search."""
    return count if os.environ.get("HYPOTHESIS_PROFILE", "same") == "same" else 20 * count
