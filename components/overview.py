"""The overview under the chart: events a month as bars; choosing or dragging over them narrows the months."""

from dash import html

from components.placement import Placed, axis_names
from data import months_in_words

TALL = 30  # px of the highest bar
MOST_BARS = 130  # months; beyond, a bar is a year


def overview(counts: list[int], months: list[str], first: str, last: str, placed: Placed) -> list:
    """A bar for each month from `months`, those outside `first` to `last` faint; aligned with the chart's columns.

    Each bar is a button that carries its months in data attributes, for the script that makes dragging work.
    """
    if len(months) < 2:
        return []
    bars = _bars(counts, months)
    most = max((count for _, _, count in bars), default=0) or 1
    inside = [(first or months[0]) <= months[j - 1] and months[i] <= (last or months[-1]) for i, j, _ in bars]
    left, _, right, _ = placed.plot
    buttons = [
        html.Button(
            html.Span(style={"height": f"{max(3 if count else 0, TALL * count / most):.0f}px"}, className="bar"),
            type="button", className="month" if kept else "month out", tabIndex=0 if number == 0 else -1,
            **{"aria-label": f"{months_in_words(months[i], months[j - 1])}: {count} event{'' if count == 1 else 's'}",
               "data-first": str(i), "data-last": str(j - 1), "aria-pressed": "true" if kept else "false"},
        )
        for number, ((i, j, count), kept) in enumerate(zip(bars, inside, strict=True))
    ]  # fmt: skip
    across = {} if placed.down else {"marginLeft": f"{left:.0f}px", "width": f"{right - left:.0f}px"}
    return [
        html.Span("Events a month" if bars[0][1] - bars[0][0] == 1 else "Events a year", className="overview-name muted",
                  style={"width": f"{left - 16:.0f}px"} if not placed.down else {}),
        html.Div(buttons, className="bars", style=across, role="group", **{"aria-label": "Events over time; choose or drag over months to narrow the chart"}),
    ]  # fmt: skip


def _bars(counts: list[int], months: list[str]) -> list[tuple[int, int, int]]:
    """First month, month behind the last, and count of each bar."""
    if len(months) <= MOST_BARS:
        return [(i, i + 1, count) for i, count in enumerate(counts)]
    years = [(i, j) for _, i, j in axis_names(months)]
    return [(i, j, sum(counts[i:j])) for i, j in years]
