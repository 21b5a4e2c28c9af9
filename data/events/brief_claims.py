"""Lines of the year in brief about claims: who did it, to whom it was done, and how many people the numbers add up to."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd

FEWEST = 4  # minimum number of events of an actor for a line on its roles
MOST_PAIRS = 200  # events that are compared with each other
# What is counted, the gravest first, and the wording.
COUNTED = {"killing": "killed", "execution": "executed", "detention": "arrested or detained"}
_COUNTED_BY = ("acts", "negated", "alleged", "count", "evidence", "corrected")
_SIDES = ("first_day", "last_day", "where", "to")  # the columns by which events are told apart


def count_roles(events: pd.DataFrame, actor: str) -> tuple[int, int]:
    """In how many events `actor` acted, and in how many it was acted upon; none if the table has no claims."""
    if "by" not in events or "to" not in events:
        return 0, 0
    did, done = (sum(actor in names for names in list(events[side])) for side in ("by", "to"))
    return did, done


def count_people(events: pd.DataFrame) -> tuple[str, str, int, int, int] | None:
    """The first counted act: its code and words, how many people at least, in how many events with a number, and in how many
    events of that act.

    Only events whose number is in their text are counted, and nothing is returned if two of them may be about the same people.
    """
    if "acts" not in events or "evidence" not in events:
        return None
    for act, words in COUNTED.items():
        counted = counted_events(events, act)
        pairs = combinations(counted[list(_SIDES)].itertuples(index=False, name=None), 2)
        if 2 <= len(counted) <= MOST_PAIRS and all(are_apart(*pair) for pair in pairs):
            told = sum(act in codes for codes in events["acts"])
            return act, words, int(counted["count"].sum()), len(counted), told
    return None


def counted_events(events: pd.DataFrame, act: str) -> pd.DataFrame:
    """The events of an act that happened, with a number in their text."""
    cells = zip(*(events[name] for name in _COUNTED_BY), strict=True)
    return events.iloc[[number for number, row in enumerate(cells) if _is_counted(act, *row)]]


def apart_events(events: pd.DataFrame) -> pd.DataFrame:
    """Counted events that are certainly about different people, largest first, in the table's order."""
    chosen: list[tuple] = []
    places = []
    most = events["count"].astype(int).sort_values(ascending=False, kind="stable").index[:MOST_PAIRS]
    for place, one in zip(
        most, events.loc[most, list(_SIDES)].itertuples(index=False, name=None), strict=True
    ):
        if all(are_apart(one, other) for other in chosen):
            chosen.append(one)
            places.append(place)
    return events[events.index.isin(places)]


def _is_counted(
    act: str, acts: list[str], negated: bool, alleged: bool, count: Any, evidence: dict, changed: list[str]
) -> bool:
    """Whether an event, by its `_COUNTED_BY`, is of that act, happened, and has its number in the text."""
    if acts[:1] != [act] or negated or alleged or pd.isna(count):
        return False
    return bool(evidence.get("count")) and "count" not in changed


def are_apart(one: tuple, other: tuple) -> bool:
    """Whether two events, by their `_SIDES`, are certainly about different people: at other times, and at other places or
    with other people.
    """
    return (one[1] < other[0] or other[1] < one[0]) and (
        _differ(one[2], other[2]) or _differ(one[3], other[3])
    )


def _differ(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool(some) and bool(others) and set(some).isdisjoint(others)
