"""A cache for whatever is computed from reports, limited in bytes; the least recently used is dropped first."""

import ctypes
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np
import pandas as pd

from data.store.settings import Setting

VIEWS_MB = Setting("YEARLINE_VIEWS_MB", 1024, "MB of views that a process keeps")
_ALWAYS = 3  # values that are kept whatever their size: a page needs this many
_SAMPLE = 64  # items of a long list or array that are sampled
# Uses after which a value is measured again: most of what it caches is computed on first use.
_MEASURED_AT = (1, 3, 8)
_MEASURED_EACH = 64  # uses between later measurements
_NOT_OWN = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, type(threading.Lock()))


@dataclass
class _Kept:
    value: Any
    owners: frozenset[str]
    size: int
    uses: int = 0


class ViewCache:
    """A cache for all threads of a process."""

    def __init__(self):
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._forgotten: set[str] = set()

    def get(self, key: Hashable, make: Callable[[], Any], owners: Iterable[str] = ()) -> Any:
        """Return the value of a key, computed if it is missing. `owners` are the ids of the reports that it depends on."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                kept.uses += 1
        if kept is None:
            kept = _Kept(make(), frozenset(filter(None, owners)), 0)
        elif kept.uses not in _MEASURED_AT and kept.uses % _MEASURED_EACH:
            return kept.value
        size = measure(kept.value)  # it grows with use: indexes are built on demand
        with self._lock:
            kept.size = size
            if not kept.owners & self._forgotten:
                self._kept[key] = kept
            gone = self._let_go()
        if gone:
            give_back()
        return kept.value

    def _let_go(self) -> int:
        """Drop the least recently used values until the rest fits; returns how many."""
        most, before = VIEWS_MB.value * 2**20, len(self._kept)
        while len(self._kept) > _ALWAYS and self.size > most:
            self._kept.popitem(last=False)
        return before - len(self._kept)

    @property
    def size(self) -> int:
        """Bytes of all values, as measured."""
        return sum(kept.size for kept in self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def forget(self, owner: str) -> None:
        """Drop all values of a report, and those being computed; its id is never used again."""
        with self._lock:
            self._forgotten.add(owner)
            for key in [key for key, kept in self._kept.items() if owner in kept.owners]:
                del self._kept[key]
        give_back()


def give_back() -> None:
    """Return free memory to the system, if the C library can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def measure(value: Any) -> int:
    """Estimate how many bytes a value holds: long lists and arrays are sampled."""
    return _measure(value, set())


def _measure(value: Any, seen: set[int]) -> int:
    if value is None or isinstance(value, _NOT_OWN) or id(value) in seen:
        return 0
    if isinstance(value, str | bytes | int | float | bool):
        return sys.getsizeof(value)
    seen.add(id(value))
    match value:
        case np.ndarray():
            own = value.nbytes if value.base is None or id(value.base) not in seen else 0
            return own + (
                _measure_items(list(_sample(value.ravel())), value.size, seen) if value.dtype == object else 0
            )
        case pd.DataFrame():
            bare = value.copy(deep=False)
            bare.attrs = {}  # pandas copies them with every column
            return sum(_measure_column(bare[name], seen) for name in bare) + _measure(value.attrs, seen)
        case pd.Series() | pd.Index():
            return _measure_column(value, seen)
        case dict():
            items = [*_sample(list(value.items()))]
            return sys.getsizeof(value) + _measure_items(items, len(value), seen)
        case list() | tuple() | set() | frozenset():
            return sys.getsizeof(value) + _measure_items([*_sample(list(value))], len(value), seen)
    slots = (
        getattr(value, name, None) for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())
    )
    inner = sum(_measure(part, seen) for part in [*getattr(value, "__dict__", {}).values(), *slots])
    return sys.getsizeof(value, 64) + inner


def _measure_column(column: pd.Series | pd.Index, seen: set[int]) -> int:
    """Measure a column with the contents of its cells; a view of another's memory is counted again."""
    own = int(column.memory_usage(deep=False))
    if isinstance(column.dtype, pd.CategoricalDtype):
        return own + _measure(column.dtype.categories, seen)
    if column.dtype != object and not pd.api.types.is_string_dtype(column.dtype):
        return own
    return own + _measure_items(list(_sample(column.array)), len(column), seen)


def _sample(items: Any) -> Any:
    """Some of the items, evenly spaced."""
    return items if len(items) <= _SAMPLE else items[:: len(items) // _SAMPLE + 1]


def _measure_items(sample: list, count: int, seen: set[int]) -> int:
    """Estimate the bytes of `count` items from a sample."""
    measured = sum(_measure(item, seen) for item in sample)
    return round(measured * count / len(sample)) if sample else 0
