"""The table of lanes: by what the events are laid out, and which events share a lane. A new key is a row of `LANES`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST_LANES = 20  # lanes of a chart; those with the fewest events share one more

# The kinds of actors, as the page names them.
KIND_NAMES = {
    "state": "State",
    "security forces": "Security forces",
    "court": "Courts",
    "international body": "International",
    "organisation": "Organisations",
    "person": "People",
    "group": "Groups",
    "foreign state": "Other states",
}
NO_ACTOR = "No actor named"


@dataclass(frozen=True)
class LaneKey:
    """What lanes are by: the lane of each event, as a categorical in the lanes' order; and the name of the shared lane."""

    lane_of: Callable[[pd.DataFrame], pd.Series]
    others: str


def _in_order(values: Iterable[str], index: pd.Index, order: Iterable[str] = ()) -> pd.Series:
    """Values as a categorical; those not in `order` come after it, as first mentioned."""
    values = list(values)
    mentioned = dict.fromkeys(values)
    first = [name for name in order if name in mentioned]
    return pd.Series(pd.Categorical(values, list(dict.fromkeys([*first, *mentioned])), ordered=True), index)


def _first_actors(events: pd.DataFrame) -> list[str]:
    return [names[0] if names else NO_ACTOR for names in events["actors"]]


def _lane_of_actor(events: pd.DataFrame) -> pd.Series:
    """An event of several actors stands in the lane of the first."""
    actors = _first_actors(events)
    return _in_order(actors, events.index, [name for name in actors if name != NO_ACTOR])


def _lane_of_kind(events: pd.DataFrame) -> pd.Series:
    """The kind of the first actor, from the table's `attrs["kinds"]`; organisations where it says nothing."""
    kinds = events.attrs.get("kinds", {})
    names = (
        actor if actor == NO_ACTOR else KIND_NAMES.get(kinds.get(actor, ""), KIND_NAMES["organisation"])
        for actor in _first_actors(events)
    )
    return _in_order(names, events.index, KIND_NAMES.values())


def _lane_of_report(events: pd.DataFrame) -> pd.Series:
    """The report of each event, where the table has several."""
    if "report" in events:
        return _in_order(events["report"].astype(str), events.index)
    return _one_lane(events)


def _one_lane(events: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.Categorical([""] * len(events), [""]), events.index)


LANES = {
    "theme": LaneKey(lambda events: events["theme"], "Other themes"),
    "actor": LaneKey(_lane_of_actor, "Other actors"),
    "kind": LaneKey(_lane_of_kind, "Other kinds"),
    "report": LaneKey(_lane_of_report, "Other reports"),
    "none": LaneKey(_one_lane, ""),
}


@dataclass(frozen=True)
class Lanes:
    """The lanes that a chart shows from top to bottom, and for each value of the key the number of its lane."""

    names: list[str]
    numbers: np.ndarray
    others: int  # values that share the last lane


def choose_lanes(values: list[str], counts: np.ndarray, others: str) -> Lanes:
    """The lanes of values that have events, in their order.

    Beyond `MOST_LANES` those with the fewest events share the lane `others`.
    """
    numbers = np.zeros(len(values), dtype=np.int32)
    used = np.flatnonzero(counts)
    if len(used) <= MOST_LANES:
        numbers[used] = np.arange(len(used))
        return Lanes([values[i] for i in used], numbers, 0)
    biggest = np.sort(np.argsort(-counts, kind="stable")[:MOST_LANES])
    numbers[used] = MOST_LANES
    numbers[biggest] = np.arange(MOST_LANES)
    return Lanes([*(values[i] for i in biggest), others], numbers, len(used) - MOST_LANES)


def lanes_of(events: pd.DataFrame, lane_by: str) -> tuple[Lanes, np.ndarray]:
    """The lanes of `events` by a key of `LANES`, and the number of each event's value."""
    key = LANES[lane_by]
    lane = key.lane_of(events)
    codes = lane.cat.codes.to_numpy()
    values = list(lane.cat.categories)
    lanes = choose_lanes(values, np.bincount(codes, minlength=len(values)), key.others)
    return lanes, codes
