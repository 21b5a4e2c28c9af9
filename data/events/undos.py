"""When each entry of a log is taken back and brought again, found from its undos alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from data.events.corrections import Entry, Undo


@dataclass
class UndoTimes:
    """`turned` has for each undo the entry, no undo itself, that it takes back or brings again.

    `late` are the undos of what was taken back already when they were made.
    """

    turned: dict[int, int] = field(default_factory=dict)
    late: set[int] = field(default_factory=set)


def find_undo_times(log: Sequence[Entry]) -> UndoTimes:
    """One walk from the newest entry to the oldest: an undo stands while nothing that stands takes it back.

    The times of an undo become those of what it undoes, with one more, so a chain of undos is never copied.
    """
    found = UndoTimes()
    undos: dict[int, list[int]] = {}  # by what they undo
    # When an entry is undone: the numbers at which that changes, negative, so that the oldest is last.
    times: dict[int, list[float]] = {}
    for entry in sorted(log, key=lambda entry: -entry.seq):
        undone = times.pop(entry.seq, [])
        for seq in undos.pop(entry.seq, []):
            later = bisect_right(
                undone, -seq
            )  # changes from this undo on; an odd number before it: it was undone
            if (len(undone) - later) % 2:
                found.late.add(seq)
        if not isinstance(entry.correction, Undo):
            found.turned |= {int(-time): entry.seq for time in undone}
            continue
        target = entry.correction.undo
        if target < entry.seq:
            undos.setdefault(target, []).append(entry.seq)
            undone.append(-entry.seq)  # it stands from here on, and not while it is undone
            other = times.get(target)
            times[target] = undone if other is None else _unite(*sorted((other, undone), key=len))
    return found


def _unite(few: list[float], many: list[float]) -> list[float]:
    """When either is so; `many` is changed."""
    edges = [-inf, *few] if len(few) % 2 else few  # what is so at the end is so for ever
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        first, last = bisect_left(many, low), bisect_left(many, high)
        starts = low > -inf and (len(many) - first) % 2 == 0
        ends = (len(many) - last) % 2 == 0
        many[first:last] = [low] * starts + [high] * ends
    return many
