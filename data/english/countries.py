"""The names of states and territories."""

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The names of states and territories that entries are about."""
    names = (Path(__file__).parent / "countries.txt").read_text("utf-8").split()
    return frozenset(name.replace("_", " ") for name in names)
