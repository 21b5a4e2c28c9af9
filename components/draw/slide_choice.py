"""Choose the events that a slide names if not all fit: the most important, spread over the time."""

from collections.abc import Callable, Sequence

import numpy as np

from components.draw.shapes import Placed
from components.draw.slide_labels import CUT, Label, stack
from components.draw.slide_layout import HEAD, STRIP, WIDEST, SlideLayout

_MOST_TRIED = 60  # events that are tried if not all fit, or 14 of each lane


def place_some(layout: SlideLayout) -> tuple[Placed, int]:
    """Place as many headlines as fit, the most important of each lane, over bars for all events; returns how many labels
    were shortened as well.
    """
    order = _by_importance(layout)
    best: list[list[list[Label]]] = [[] for _ in layout.names]
    for widths in (WIDEST[:1], WIDEST[1:2], WIDEST):
        chosen = _choose(layout, order, widths)
        if _worth(layout, chosen) > _worth(layout, best):
            best = chosen
    told = layout.tell_more(best, STRIP)
    cut = {id(label) for (_, _, telling), label in layout.labels.items() if telling == CUT}
    cuts = sum(id(label) in cut for rows in told for row in rows for label in row)
    return layout.arrange(told, strip=STRIP), cuts


def _by_importance(layout: SlideLayout) -> list[list[int]]:
    """Rank the events of each lane: starred by a person first, then by number of actors and by precision of the date.

    Months (or years, if there are several) take turns; equals are ordered so that they lie far apart.
    """

    def key(number: int) -> tuple:
        event = layout.rows[number]
        known = ("day", "month", "range", "year").index(event.precision)
        return _rank(layout, number), -len(event.actors), known

    ranked = []
    for lane in range(len(layout.names)):
        numbers = np.flatnonzero(layout.lane_of == lane)
        alike: dict[tuple, list[int]] = {}
        for number in numbers:
            alike.setdefault(key(int(number)), []).append(int(number))
        order = [number for _, group in sorted(alike.items()) for number in _far_apart(group)]
        order = _in_turn(order, lambda n: (_rank(layout, n), _turn(layout, n)))
        ranked.append(order[: max(14, _MOST_TRIED // len(layout.names))])
    return ranked


def _choose(layout: SlideLayout, ranked: list[list[int]], widths: Sequence[float]) -> list[list[list[Label]]]:
    """The rows of each lane with the events that fit, lanes taking turns; the label width that needs least height is used.

    The first event of a lane uses at most the lane's share of the room, if that is enough, so that other lanes get theirs.
    """
    lanes: list[list[Label]] = [[] for _ in layout.names]
    stacked: list[list[list[Label]]] = [[] for _ in layout.names]
    heights = [layout.lane_height([], name, STRIP) for name in layout.names]
    waiting = [list(numbers) for numbers in ranked]
    named: set[str] = set()
    room = layout.height - HEAD
    shares = [max(room / len(layout.names), height) for height in heights]

    def try_one(lane: int, number: int, most: float) -> bool:
        found: tuple[float, list[Label], list[list[Label]]] | None = None
        # A lane without a name yet may shorten its label with “…”.
        more_labels = [] if lanes[lane] else [layout.label(number, widths[-1], CUT)]
        for label in [*(layout.label(number, widest) for widest in widths), *more_labels]:
            if not label.mark.lines:
                continue
            more = sorted([*lanes[lane], label], key=lambda label: label.number)
            rows = stack(more)
            height = layout.lane_height(rows, layout.names[lane], STRIP)
            if height <= most and (found is None or height < found[0]):
                found = (height, more, rows)
        if found:
            heights[lane], lanes[lane], stacked[lane] = found
            named.add(layout.rows[number].id)
        return found is not None

    def take(lane: int, most: float) -> bool:
        # Events that another lane names already come last.
        for number in sorted(waiting[lane], key=lambda number: layout.rows[number].id in named):
            if try_one(lane, number, most):
                waiting[lane].remove(number)
                return True
        return False

    before = [(_rank(layout, n), lane, n) for lane, numbers in enumerate(waiting) for n in numbers]
    for rank, lane, number in sorted(before, key=lambda one: one[0]):
        if rank < 2 and (not rank or layout.rows[number].id not in named):  # they have priority
            waiting[lane].remove(number)
            try_one(lane, number, room - sum(heights) + heights[lane])
    for lane, share in enumerate(shares):
        if not lanes[lane]:
            take(lane, min(share, room - sum(heights) + heights[lane]))
    open_lanes = [lane for lane, numbers in enumerate(waiting) if numbers]
    while open_lanes:
        open_lanes.sort(key=lambda lane: len(lanes[lane]))
        open_lanes = [
            lane for lane in open_lanes if take(lane, room - sum(heights) + heights[lane]) and waiting[lane]
        ]
    return stacked


def _worth(layout: SlideLayout, stacked: list[list[list[Label]]]) -> tuple[int, int, int]:
    """How many events of the title are named, how many lanes name one, and how many are named."""
    named = [label.number for rows in stacked for row in rows for label in row]
    told = {layout.rows[number].id for number in named} & layout.first
    return len(told), sum(map(bool, stacked)), len(named)


def _turn(layout: SlideLayout, number: int) -> int:
    """The event's year if there are several, otherwise its month."""
    day = layout.rows[number].first_day
    return day.year if layout.several_years else day.month


def _rank(layout: SlideLayout, number: int) -> int:
    """0 for starred events, 1 for those in the title, otherwise 2."""
    event = layout.rows[number]
    return 0 if event.starred else 1 if event.id in layout.first else 2


def _far_apart(numbers: Sequence[int]) -> list[int]:
    """Reorder: the middle first, then the middles of both halves, and so on."""
    ordered, parts = [], [list(numbers)]
    while parts:
        part = parts.pop(0)
        if part:
            middle = len(part) // 2
            ordered.append(part[middle])
            parts += [part[:middle], part[middle + 1 :]]
    return ordered


def _in_turn(numbers: Sequence[int], group_of: Callable[[int], tuple]) -> list[int]:
    """Reorder: the first of each group, then the second of each, and so on; groups of starred events first."""
    turns: dict[tuple, int] = {}
    ranked = []
    for place, number in enumerate(numbers):
        group = group_of(number)
        turns[group] = turns.get(group, 0) + 1
        ranked.append(((group[0], turns[group], place), number))
    return [number for _, number in sorted(ranked)]
