"""Choose the lanes of a chart: which values of a key of `LANES` are shown, in what order, and which share the last lane."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data import EventIndex, Selection
from data.selection.columns import FacetColumn, to_facet_column
from data.selection.lanes import LANES, LaneKey

MOST_LANES = 20  # lanes of a chart; those with the fewest events share one more


@dataclass(frozen=True)
class Lanes:
    """The lanes of a chart from top to bottom, and for each value of the key the index of its lane."""

    names: list[str]
    numbers: np.ndarray
    others: int  # values that share the last lane
    shared: str = ""  # the name of that lane


def choose_lanes(values: list[str], counts: np.ndarray, others: str, most: int = MOST_LANES) -> Lanes:
    """Choose the lanes of the values that have events, in their order.

    If there are more than `most`, those with the fewest events share the lane `others`.
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
    """Find the lanes of `events` by a key of `LANES`; and for each place of an event in a lane the event's row, in the
    events' order, and the index of its value. An event stands in each lane once.
    """
    return arrange(to_facet_column(LANES[lane_by].lane_of(events)), LANES[lane_by], most)


def lanes_of_selection(
    index: EventIndex, selection: Selection, lane_by: str
) -> tuple[Lanes, np.ndarray, np.ndarray]:
    """The same as `lanes_of` for the events of a selection, from prepared arrays."""
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
    # An event with several values in the last lane is placed there once.
    _, first = np.unique(
        rows.astype(np.int64) * (len(lanes.names) + 1) + lanes.numbers[codes], return_index=True
    )
    kept = np.sort(first)
    return lanes, rows[kept], codes[kept]
