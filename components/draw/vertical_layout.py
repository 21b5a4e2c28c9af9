"""Time down the page, for a narrow chart: a band for each month or day, with its events one below another."""

import pandas as pd

from components.draw.fonts import text_width, wrap
from components.draw.shapes import GAP, LINE, RADIUS, SIZE, Column, Mark, Placed, even, known_as
from data import Axis
from data.events.rows import iter_events

TOP = 6.0
LEAST_BAND = 26
LEAST_EVENT = 44


def place_down(events: pd.DataFrame, width: float, axis: Axis) -> Placed:
    """Place a band for each column of the axis, with the names of themes under the headlines if there are several."""
    left, right = 52.0, width - 4
    reports = "report" in events and events["report"].nunique() > 1
    several = reports or events["theme"].nunique() > 1
    column_of = axis.column_of(events["first_day"])
    y, bands, marks = TOP, [], []
    for column, name in zip(axis.columns, axis.names(), strict=True):
        top = y
        y += 6
        for event in iter_events(events[column_of == column]):
            mark, height = _place_event(
                event, left, right, width, y, several, str(getattr(event, "report", "")) if reports else ""
            )
            marks.append(mark)
            y += height
        y = max(y + 6, top + LEAST_BAND)
        bands.append(Column(name, top, y))
    return Placed(width, y + 4, (left, TOP, right, y), tuple(bands), (), tuple(marks), down=True)


def _place_event(
    event, left: float, right: float, width: float, top: float, with_theme: bool, report: str = ""
) -> tuple[Mark, int]:
    """Place an event's mark and label below `top`, and return the height they take; with its `report` if there are several."""
    x = left + RADIUS + 6
    start = x + RADIUS + GAP
    theme = str(event.theme)
    lines = wrap(event.headline, right - start, SIZE, bold=True)
    said = f"{report} · {theme}" if report else theme
    below = wrap(said, right - start, SIZE, bold=True) if with_theme else []
    half = (len(lines) + len(below)) * LINE / 2
    height = even(max(LEAST_EVENT, 2 * half + 14))
    middle = top + height / 2
    reached = max(text_width(line, SIZE, bold=True) for line in lines + below)
    label = (start, middle - half, start + reached, middle + half)
    if start + reached > width:
        lines, below = [], []
    mark = Mark(event.id, theme, x, middle, x, tuple(lines), False, label, tuple(below))
    return known_as(mark, event.precision), height
