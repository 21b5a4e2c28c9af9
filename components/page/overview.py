"""The overview under the chart: events a month as bars; choosing or dragging over them narrows the months.

What it shows is said here; the script makes its buttons, which answer to pressing, dragging and keys.
"""

from components.draw.placement import Placed, axis_names
from data import Selection, months_in_words

TALL = 30  # px of the highest bar
MOST_BARS = 130  # months; beyond, a bar is a year


def overview_bars(months: list[str]) -> list[tuple[str, int, int]]:
    """The bars over `months`, none for a single month: each a month, or of a long time a year; its name, first and last month."""
    return [(months_in_words(months[i], months[j - 1]), i, j - 1) for i, j in _spans(months)]


def _spans(months: list[str]) -> list[tuple[int, int]]:
    """First month and month behind the last of each bar."""
    if len(months) < 2:
        return []
    return (
        [(i, i + 1) for i in range(len(months))]
        if len(months) <= MOST_BARS
        else [(i, j) for _, i, j in axis_names(months)]
    )


def overview_state(counts: list[int], months: list[str], selection: Selection, placed: Placed) -> dict:
    """What changes with a selection: of each bar its height in px, its count and whether it is kept; and where the
    overview's parts stand `across` the page. `counts` are the events of each month."""
    spans = _spans(months)
    sums = [sum(counts[i:j]) for i, j in spans]
    most = max(sums, default=0) or 1
    kept = [
        (selection.from_[:7] or months[0]) <= months[j - 1] and months[i] <= (selection.to[:7] or months[-1])
        for i, j in spans
    ]
    left, _, right, _ = placed.plot
    across = (
        ("0", "100%", "auto")
        if placed.down
        else (f"{left:.0f}px", f"{right - left:.0f}px", f"{left - 16:.0f}px")
    )
    return {
        "bars": [
            (round(max(3 if count else 0, TALL * count / most)), count, inside)
            for count, inside in zip(sums, kept, strict=True)
        ],
        "across": {
            ".bars": {"marginLeft": across[0], "width": across[1]},
            ".overview-name": {"width": across[2]},
        },
    }
