"""When each log entry is undone and redone, found from its undos alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from data.events.corrections import Entry, Undo


@dataclass
class UndoTimes:
    """For each undo, `turned` has the entry (not itself an undo) that it takes back or brings back.

    `late` are undos of entries that were undone already.
    """

    turned: dict[int, int] = field(default_factory=dict)
    late: set[int] = field(default_factory=set)


def find_undo_times(log: Sequence[Entry]) -> UndoTimes:
    """One pass from the newest entry to the oldest: an undo is in force unless an undo in force takes it back.

    The times of an undo become those of what it undoes, with one more, so a chain of undos is never copied.
    """
    found = UndoTimes()
    undos: dict[int, list[int]] = {}  # by what they undo
    # When an entry is undone: the numbers at which that changes, negated, so that the oldest is last.
    times: dict[int, list[float]] = {}
    for entry in sorted(log, key=lambda entry: -entry.seq):
        undone = times.pop(entry.seq, [])
        for seq in undos.pop(entry.seq, []):
            later = bisect_right(
                undone, -seq
            )  # changes from this undo on; an odd number before it means that it was undone
            if (len(undone) - later) % 2:
                found.late.add(seq)
        if not isinstance(entry.correction, Undo):
            found.turned |= {int(-time): entry.seq for time in undone}
            continue
        target = entry.correction.undo
        if target < entry.seq:
            undos.setdefault(target, []).append(entry.seq)
            undone.append(-entry.seq)  # it is in force from here on, except while it is undone
            other = times.get(target)
            times[target] = undone if other is None else _unite(*sorted((other, undone), key=len))
    return found


def _unite(few: list[float], many: list[float]) -> list[float]:
    """The symmetric difference; `many` is changed in place."""
    edges = [-inf, *few] if len(few) % 2 else few  # the final state lasts
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        first, last = bisect_left(many, low), bisect_left(many, high)
        starts = low > -inf and (len(many) - first) % 2 == 0
        ends = (len(many) - last) % 2 == 0
        many[first:last] = [low] * starts + [high] * ends
    return many
