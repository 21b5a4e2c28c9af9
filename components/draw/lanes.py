"""The table of lanes: by what the events are laid out, and which events share a lane. A new key is a row of `LANES`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data import EventIndex, Selection
from data.selection.acts import ACTS, name_of_act
from data.selection.columns import FacetColumn, to_facet_column

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


@dataclass(frozen=True)
class Lanes:
    """The lanes that a chart shows from top to bottom, and for each value of the key the number of its lane."""

    names: list[str]
    numbers: np.ndarray
    others: int  # values that share the last lane
    shared: str = ""  # the name of that lane


def choose_lanes(values: list[str], counts: np.ndarray, others: str, most: int = MOST_LANES) -> Lanes:
    """The lanes of values that have events, in their order.

    Beyond as many as `most` those with the fewest events share the lane `others`.
    """
    numbers = np.zeros(len(values), dtype=np.int32)
    used = np.flatnonzero(counts)
    if len(used) <= most:
        numbers[used] = np.arange(len(used))
        return Lanes([values[i] for i in used], numbers, 0)
    biggest = np.sort(np.argsort(-counts, kind="stable")[:most])
    numbers[used] = most
    numbers[biggest] = np.arange(most)
    return Lanes([*(values[i] for i in biggest), others], numbers, len(used) - most, others)


def lanes_of(
    events: pd.DataFrame, lane_by: str, most: int = MOST_LANES
) -> tuple[Lanes, np.ndarray, np.ndarray]:
    """The lanes of `events` by a key of `LANES`; and for each place of an event in a lane the event's row, in the
    events' order, and the number of its value. An event stands in each lane once."""
    return arrange(to_facet_column(LANES[lane_by].lane_of(events)), LANES[lane_by], most)


def lanes_of_selection(
    index: EventIndex, selection: Selection, lane_by: str
) -> tuple[Lanes, np.ndarray, np.ndarray]:
    """What `lanes_of` says of the events that `selection` keeps, from arrays that are made once for all events."""
    key, mask = LANES[lane_by], index.mask(selection)
    column = index.column(f"lanes by {lane_by}", key.lane_of)
    return arrange(column if mask.all() else column.of_rows(mask), key, MOST_LANES)


def arrange(column: FacetColumn, key: LaneKey, most: int) -> tuple[Lanes, np.ndarray, np.ndarray]:
    """The lanes of a column of values; see `lanes_of`."""
    values, codes = column.names, column.codes
    rows = np.arange(len(codes)) if column.rows is None else column.rows
    counts = np.bincount(codes, minlength=len(values))
    if column.rows is not None or key.by_count:
        fixed = {name: place for place, name in enumerate(key.order)}
        seen = np.arange(len(values))
        if column.rows is not None:
            there, first = np.unique(codes, return_index=True)
            seen[there] = first  # of as many events the first mentioned
        order = sorted(range(len(values)), key=lambda i: (fixed.get(values[i], -1), -counts[i], seen[i]))
        place = np.empty(len(values), dtype=codes.dtype)
        place[order] = np.arange(len(values))
        values, codes, counts = [values[i] for i in order], place[codes], counts[order]
    lanes = choose_lanes(values, counts, key.others, most)
    if column.rows is None or not lanes.others:
        return lanes, rows, codes
    # Of an event's values that share the last lane, one stands for all.
    _, first = np.unique(
        rows.astype(np.int64) * (len(lanes.names) + 1) + lanes.numbers[codes], return_index=True
    )
    kept = np.sort(first)
    return lanes, rows[kept], codes[kept]
