"""The overview under the chart: events a month as bars; a click or drag on them selects months.

The state is computed here; the script makes the bars and handles clicks, drags and keys.
"""

from components.draw.axis_names import axis_names
from components.draw.shapes import Placed
from data import Axis, Selection, month_of, months_in_words

TALL = 30  # px of the highest bar
MOST_BARS = 130  # months; beyond, a bar is a year


def overview_bars(months: Axis) -> list[tuple[str, int, int]]:
    """The bars over `months`, none for a single month: a month each, or for a long period a year; name, first and last
    month.
    """
    return [(months_in_words(months.columns[i], months.columns[j - 1]), i, j - 1) for i, j in _spans(months)]


def _spans(months: Axis) -> list[tuple[int, int]]:
    """First month and the month after the last of each bar."""
    if len(months) < 2:
        return []
    return (
        [(i, i + 1) for i in range(len(months))]
        if len(months) <= MOST_BARS
        else [(i, j) for _, i, j in axis_names(months)]
    )


def overview_state(counts: list[int], months: Axis, selection: Selection, placed: Placed) -> dict:
    """What depends on a selection: of each bar its height in px, its count and whether it is selected; and the horizontal
    position of the overview's parts (`across`). `counts` are the events of each month.
    """
    spans = _spans(months)
    sums = [sum(counts[i:j]) for i, j in spans]
    most = max(sums, default=0) or 1
    columns, low, high = months.columns, month_of(selection.from_), month_of(selection.to)
    inside = [(low or columns[0]) <= columns[j - 1] and columns[i] <= (high or columns[-1]) for i, j in spans]
    left, _, right, _ = placed.plot
    across = (
        ("0", "100%", "auto")
        if placed.down
        else (f"{left:.0f}px", f"{right - left:.0f}px", f"{left - 16:.0f}px")
    )
    return {
        "bars": [
            (round(max(3 if count else 0, TALL * count / most)), count, is_inside)
            for count, is_inside in zip(sums, inside, strict=True)
        ],
        "across": {
            ".bars": {"marginLeft": across[0], "width": across[1]},
            ".overview-name": {"width": across[2]},
        },
    }
