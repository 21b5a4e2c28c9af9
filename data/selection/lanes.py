"""The table of lanes: what events can be grouped by. A new key is a row of `LANES`."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.selection.acts import ACTS, name_of_act

# The labels of the kinds of actors.
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
    """A grouping into lanes: the lane of each event, or its list of lanes; and the name of the shared lane.

    A categorical gives the order of lanes; for lists, those in `order` come last in that order, and others before them by
    number of events. `label` is its name on the page, `filter` the filter for a lane's name.
    """

    label: str
    lane_of: Callable[[pd.DataFrame], pd.Series]
    others: str
    filter: str = ""
    order: tuple[str, ...] = ()
    by_count: bool = False  # ordered by number of events, although it is a categorical


def _lanes_of_actors(events: pd.DataFrame) -> pd.Series:
    """An event with several actors is in the lane of each."""
    return pd.Series([names or [NO_ACTOR] for names in events["actors"]], events.index, dtype=object)


def _lanes_of_kinds(events: pd.DataFrame) -> pd.Series:
    """The kinds of an event's actors, from the table's `attrs["kinds"]`; by default organisations."""
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
    """An event is in the lane of its main act."""
    acts = events["acts"] if "acts" in events else [[]] * len(events)
    return pd.Series(
        [[name_of_act(codes[0] if codes else "other")] for codes in acts], events.index, dtype=object
    )


def _lane_of_topic(events: pd.DataFrame) -> pd.Series:
    """The topic of each event; its theme if the table has no topics."""
    return events["topic"] if "topic" in events else events["theme"]


def _lane_of_report(events: pd.DataFrame) -> pd.Series:
    """The report of each event, if the table has several, in their order or that of first mention."""
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
