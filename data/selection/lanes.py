"""The table of lanes: by what events are laid out, and which events share a lane. A new key is a row of `LANES`."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.selection.acts import ACTS, name_of_act

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
    """What lanes are by: the lane of each event, or its list of lanes; and the name of the shared lane.

    A categorical has the lanes in their order; lists have those in `order` as there, others before them, the lanes
    with most events first.
    `label` is how the page names the key, `filter` the filter that a lane's name is a value of.
    """

    label: str
    lane_of: Callable[[pd.DataFrame], pd.Series]
    others: str
    filter: str = ""
    order: tuple[str, ...] = ()
    by_count: bool = False  # the lanes with most events first, though they are a categorical


def _lanes_of_actors(events: pd.DataFrame) -> pd.Series:
    """An event of several actors stands in the lane of each."""
    return pd.Series([names or [NO_ACTOR] for names in events["actors"]], events.index, dtype=object)


def _lanes_of_kinds(events: pd.DataFrame) -> pd.Series:
    """The kinds of an event's actors, from the table's `attrs["kinds"]`; organisations where it says nothing."""
    kinds = events.attrs.get("kinds", {})
    names = {actor: KIND_NAMES.get(kind, KIND_NAMES["organisation"]) for actor, kind in kinds.items()}
    names[NO_ACTOR] = NO_ACTOR
    other = KIND_NAMES["organisation"]
    lanes = [
        list(dict.fromkeys(names.get(actor, other) for actor in actors or [NO_ACTOR]))
        for actors in events["actors"]
    ]
    return pd.Series(lanes, events.index, dtype=object)


def _lanes_of_acts(events: pd.DataFrame) -> pd.Series:
    """An event stands in the lane of its main act."""
    acts = events["acts"] if "acts" in events else [[]] * len(events)
    return pd.Series(
        [[name_of_act(codes[0] if codes else "other")] for codes in acts], events.index, dtype=object
    )


def _lane_of_topic(events: pd.DataFrame) -> pd.Series:
    """The topic of each event; its theme where the table has no topics."""
    return events["topic"] if "topic" in events else events["theme"]


def _lane_of_report(events: pd.DataFrame) -> pd.Series:
    """The report of each event, where the table has several: in their order, or that of first mention."""
    if "report" not in events:
        return _one_lane(events)
    if isinstance(events["report"].dtype, pd.CategoricalDtype):
        return events["report"]
    names = events["report"].astype(str)
    return pd.Series(pd.Categorical(names, list(dict.fromkeys(names)), ordered=True), events.index)


def _one_lane(events: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.Categorical([""] * len(events), [""]), events.index)


LANES = {
    "theme": LaneKey("Theme", lambda events: events["theme"], "Other themes", "theme"),
    "topic": LaneKey("Topic", _lane_of_topic, "Other topics", "topic", by_count=True),
    "act": LaneKey("What happened", _lanes_of_acts, "Other acts", "", tuple(act.name for act in ACTS)),
    "actor": LaneKey("Actor", _lanes_of_actors, "Other actors", "actor", (NO_ACTOR,)),
    "kind": LaneKey("Kind of actor", _lanes_of_kinds, "Other kinds", "", (*KIND_NAMES.values(), NO_ACTOR)),
    "report": LaneKey("Report", _lane_of_report, "Other reports", "reports"),
    "none": LaneKey("One lane", _one_lane, ""),
}
USUAL = next(iter(LANES))
