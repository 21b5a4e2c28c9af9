"""What the year in brief says of claims: who did it or had it done to them, and of how many people the numbers tell."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd

FEWEST = 4  # events that name an actor, from which its roles are told apart
MOST_PAIRS = 200  # events compared with each other
# What is counted, the gravest first, and what is said of the people.
COUNTED = {"killing": "killed", "execution": "executed", "detention": "arrested or detained"}
_COUNTED_BY = ("acts", "negated", "alleged", "count", "evidence", "corrected")
_SIDES = ("first_day", "last_day", "where", "to")  # by which events tell of different people


def count_roles(events: pd.DataFrame, actor: str) -> tuple[int, int]:
    """In how many events `actor` did it, and in how many it was done to them; none where the table has no claims."""
    if "by" not in events or "to" not in events:
        return 0, 0
    did, done = (sum(actor in names for names in list(events[side])) for side in ("by", "to"))
    return did, done


def count_people(events: pd.DataFrame) -> tuple[str, str, int, int, int] | None:
    """The first counted act: its code and words, how many people at least, in how many events with a number, and in how many
    events of that act.

    Only events whose number stands in their text count, and nothing is said where two of them may tell of the same people.
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
    """The events of an act that happened, and whose number is printed as read."""
    cells = zip(*(events[name] for name in _COUNTED_BY), strict=True)
    return events.iloc[[number for number, row in enumerate(cells) if _is_counted(act, *row)]]


def apart_events(events: pd.DataFrame) -> pd.DataFrame:
    """Of counted events as many as surely tell of different people, those with most people first, in the table's order."""
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
    """Whether an event, by its `_COUNTED_BY`, is of that act, happened, and its number is printed as read."""
    if acts[:1] != [act] or negated or alleged or pd.isna(count):
        return False
    return bool(evidence.get("count")) and "count" not in changed


def are_apart(one: tuple, other: tuple) -> bool:
    """Whether two events, by their `_SIDES`, surely tell of different people: at other times, and at other places or of other people."""
    return (one[1] < other[0] or other[1] < one[0]) and (
        _differ(one[2], other[2]) or _differ(one[3], other[3])
    )


def _differ(some: Sequence[str], others: Sequence[str]) -> bool:
    return bool(some) and bool(others) and set(some).isdisjoint(others)
