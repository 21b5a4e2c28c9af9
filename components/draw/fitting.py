"""Fit the chart into a given size, with letters as large as all headlines allow.

If all fit, headlines are beside their marks; otherwise marks have numbers and the headlines are listed below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from components.draw.density import place_table
from components.draw.fonts import text_width, wrap
from components.draw.horizontal_layout import Spacing, place_across
from components.draw.placement import place, too_many
from components.draw.shapes import NARROW, SIZE, Mark, Placed, known_as
from components.draw.svg import format_text
from data import Axis, date_in_words
from data.events.rows import iter_events
from data.selection.lanes import USUAL

LEAST = 12 / SIZE  # of the page's sizes: letters of 12 px, or 9 points
_CLOSE = Spacing(name=190, row=8, lane=6, lane_name=12, least_lane=28)
_SPACINGS = (Spacing(), Spacing(label=330), *(replace(_CLOSE, label=label) for label in (230, 330, 480)))
_NUMBERED = Spacing(label=90, name=290, row=2, lane=2, lane_name=1, least_lane=18)
_MOST_SPREAD = 2.5  # how much taller than the chart its room may be
_GLANCED = 8  # lanes of a picture seen at a glance
_ITEM, _LINE, _GAP = 12, 14.6, 12  # px of the list's letters, of its line height, and above the list
# px: a column's least width, the gap between columns, the numbers' width.
_COLUMN, _APART, _INDENT = 330, 20, 22


@dataclass(frozen=True)
class Item:
    """A headline in the list: its number and its lines, the first of which starts with the date.

    The first of a theme has the theme's name above it, if the chart has no lanes.
    """

    number: str
    date: str
    lines: tuple[str, ...]
    theme: str = ""

    @property
    def tall(self) -> float:
        """px"""
        return _LINE * (len(self.lines) + 1.3 * bool(self.theme))


@dataclass(frozen=True)
class Fitted:
    """The fitted chart, at `scale` times the page's sizes, and the columns of the list under it; `named` is the number of
    headlines.
    """

    placed: Placed
    scale: float
    columns: tuple[tuple[Item, ...], ...] = ()
    named: int = 0


def fit_chart(
    events: pd.DataFrame, axis: Axis, width: float, height: float, lane_by: str, scales: Sequence[float]
) -> Fitted:
    """Place the in-year `events` in a room in px: at the first of the `scales`, largest first, at which every headline fits,
    otherwise with a list. If not all fit, all marks are still drawn.
    """
    lane_by = lane_by or USUAL
    if too_many(len(events), width) or width < NARROW:
        return shrink(events, axis, width, height, lane_by, scales)
    if beside := fit_beside(events, axis, width, height, lane_by, scales):
        return beside
    with_list = (_place_with_list(events, axis, lanes, width, height) for lanes in (lane_by, "none"))
    return max(with_list, key=lambda fitted: fitted.named)


def fit_beside(
    events: pd.DataFrame, axis: Axis, width: float, height: float, lane_by: str, scales: Sequence[float]
) -> Fitted | None:
    """All headlines beside their marks, at the first of the `scales` at which they fit; None if they never do."""
    # Try the smallest first: if that does not fit, none does.
    if not scales or not (smallest := _place_beside(events, axis, width, height, lane_by, scales[-1])):
        return None
    larger = (_place_beside(events, axis, width, height, lane_by, scale) for scale in scales[:-1])
    return next(filter(None, larger), smallest)


def fit_down(
    events: pd.DataFrame, axis: Axis, width: float, height: float, scales: Sequence[float]
) -> Fitted | None:
    """Time down the page, as on a phone, at the first of the `scales` at which all headlines fit; None if they never do."""
    for scale in scales:
        if width / scale < NARROW and not too_many(len(events), width / scale):
            placed = place(events, width / scale, axis)
            if placed.height * scale <= height and all(mark.lines for mark in placed.marks):
                return Fitted(placed, scale, named=len(events))
    return None


def _place_beside(
    events: pd.DataFrame, axis: Axis, width: float, height: float, lane_by: str, scale: float
) -> Fitted | None:
    """All headlines beside their marks at one scale; None if they do not fit."""
    for spacing in _SPACINGS:
        placed = place_across(events, width / scale, axis, lane_by, spacing)
        if placed.height * scale <= height and all(mark.lines for mark in placed.marks):
            return Fitted(placed, scale, named=len(events))
    return None


def fit_glance(
    events: pd.DataFrame, axis: Axis, width: float, height: float, lane_by: str, scales: Sequence[float]
) -> Fitted:
    """For pictures seen at a glance: all headlines if they fit, otherwise the number of events over time, in as many lanes
    as large letters allow, with some events named.
    """
    lane_by = lane_by or USUAL
    has_room = not too_many(len(events), width) and width / scales[0] >= NARROW
    if has_room and (beside := fit_beside(events, axis, width, height, lane_by, scales)):
        return beside
    # Few lanes in large letters are better than many in small ones, but a whole headline is better than a cut one.
    cut_short: Fitted | None = None
    for scale in (*scales, 1.0):
        wide, tall = width / scale, height / scale
        for by, most in (*((lane_by, most) for most in range(_GLANCED, 0, -1)), ("none", 1)):
            placed = place_table(events, wide, axis, tall - 2 * most, by, most, both_sides=True)
            if placed.height <= tall:
                known = events["precision"].iloc[list(placed.numbers)]
                marks = tuple(map(known_as, placed.marks, known))
                fitted = Fitted(replace(placed, marks=marks), scale, named=len(marks))
                if not all("".join(mark.lines).endswith("…") for mark in marks):
                    return fitted
                cut_short = fitted
                break
    return cut_short or shrink(events, axis, width, height, lane_by, scales)


def fill_height(fitted: Fitted, height: float) -> Fitted:
    """Stretch lanes, or months one below another, to a height in px; a chart with a list or with densities stays as it is."""
    placed = fitted.placed
    _, top, _, bottom = placed.plot
    room = height / fitted.scale - (placed.height - bottom) - top
    is_spread = bool(placed.lanes or placed.down) and not (fitted.columns or placed.densities)
    if not is_spread or room <= bottom - top:
        return fitted
    times = min(_MOST_SPREAD, room / (bottom - top))

    def move(y: float) -> float:
        return top + (y - top) * times

    def move_mark(mark: Mark) -> Mark:
        by = move(mark.y) - mark.y
        left, upper, right, lower = mark.label
        return replace(mark, y=mark.y + by, label=(left, upper + by, right, lower + by))

    columns = placed.columns
    if placed.down:
        columns = tuple(replace(one, start=move(one.start), end=move(one.end)) for one in columns)
    lanes = tuple(replace(lane, top=move(lane.top), bottom=move(lane.bottom)) for lane in placed.lanes)
    spread = replace(
        placed,
        height=placed.height + move(bottom) - bottom,
        plot=(placed.plot[0], top, placed.plot[2], move(bottom)),
        columns=columns,
        lanes=lanes,
        marks=tuple(map(move_mark, placed.marks)),
    )
    return replace(fitted, placed=spread)


def shrink(
    events: pd.DataFrame, axis: Axis, width: float, height: float, lane_by: str, scales: Sequence[float]
) -> Fitted:
    """Fit the chart at the page's sizes, with letters below 12 px only as a last resort."""
    tried = iter([*scales, *(LEAST * 0.85 ** np.arange(1, 16))])

    def fit(scale: float) -> Fitted:
        placed = place(events, width / scale, axis, height / scale, lane_by)
        smaller = next(tried, None) if placed.height * scale > height else None
        if smaller is not None:
            return fit(smaller)
        named = sum(1 for mark in placed.marks if mark.lines)
        return Fitted(placed, min(scale, height / placed.height), named=named)

    return fit(next(tried))


def _place_with_list(events: pd.DataFrame, axis: Axis, lane_by: str, width: float, height: float) -> Fitted:
    """Marks with numbers, and as many headlines under them as fit, evenly over the year.

    Without lanes the list is grouped by theme.
    """
    number_of_columns = columns_of(width)
    items = list(_items(events, axis, _column_width(width) - _INDENT))
    themes = events["theme"] if lane_by == "none" and events["theme"].nunique() > 1 else None
    count = len(items)
    while count > 0:
        listed = np.unique(np.linspace(0, len(items) - 1, count).round().astype(int))
        if themes is not None:
            listed = listed[np.argsort(themes.cat.codes.to_numpy()[listed], kind="stable")]
        number_of = {place: str(number) for number, place in enumerate(listed, 1)}
        numbers = [number_of.get(place, "") for place in range(len(items))]
        placed = place_across(
            events.assign(headline=numbers, label=numbers), width / LEAST, axis, lane_by, _NUMBERED
        )
        found = [replace(items[place], number=number) for place, number in number_of.items()]
        if themes is not None:
            found = _with_themes(found, [str(themes.iloc[i]) for i in listed])
        columns = _fill_columns(found, number_of_columns)
        over = placed.height * LEAST + _GAP + max(map(_height, columns)) - height
        if over <= 0:
            return Fitted(placed, LEAST, columns, len(listed))
        count -= max(1, int(over / _LINE * number_of_columns / 2))  # fewer each time
    placed = place_across(events.assign(headline="", label=""), width / LEAST, axis, lane_by, _NUMBERED)
    return Fitted(placed, min(LEAST, height / placed.height))  # the chart alone fills the room


def columns_of(width: float) -> int:
    """The number of columns of a list in this many px."""
    return max(1, int((width + _APART) // (_COLUMN + _APART)))


def _column_width(width: float) -> float:
    count = columns_of(width)
    return (width - (count - 1) * _APART) / count


def _items(events: pd.DataFrame, axis: Axis, width: float) -> Iterable[Item]:
    """The items of a list `width` px wide, without numbers; the year is given if there are several."""
    years = {month[:4] for month in axis.columns}
    for event in iter_events(events):
        date = date_in_words(event.date)
        if len(years) == 1:
            date = date.replace(f" {next(iter(years))}", "")
        yield Item("", date, tuple(wrap(f"{date} {event.headline}", width / _ITEM * SIZE, SIZE)))


def _with_themes(items: list[Item], themes: list[str]) -> list[Item]:
    """The items, with the name of the theme on the first of each."""
    before = [None, *themes]
    return [
        replace(item, theme=theme if theme != last else "")
        for item, theme, last in zip(items, themes, before, strict=False)
    ]


def _height(items: Iterable[Item]) -> float:
    return sum(item.tall for item in items)


def _fill_columns(items: list[Item], count: int) -> tuple[tuple[Item, ...], ...]:
    """The items in at most `count` columns of about equal height."""
    whole = _height(items)
    for most in np.arange(whole / count, whole + _LINE, _LINE / 2):
        columns = _columns(items, float(most))
        if len(columns) <= count:
            return columns
    return (tuple(items),)


def _columns(items: list[Item], most: float) -> tuple[tuple[Item, ...], ...]:
    """The items in columns at most `most` px tall, or as tall as the tallest item."""
    columns: list[list[Item]] = [[]]
    reached = 0.0
    for item in items:
        if columns[-1] and reached + item.tall > most + 0.01:
            columns.append([])
            reached = 0.0
        columns[-1].append(item)
        reached += item.tall
    return tuple(map(tuple, columns))


def draw_list(fitted: Fitted, width: float, top: float, tones: dict, colors: dict) -> Iterable[str]:
    """Draw the list as SVG, `width` px wide, from `top` px on."""
    top += fitted.placed.height * fitted.scale + _GAP
    for i, column in enumerate(fitted.columns):
        x, y = i * (_column_width(width) + _APART) + _INDENT, top + _ITEM * 0.9
        for number, item in enumerate(column):
            if item.theme:
                y += 0.3 * _LINE * (number > 0)
                yield f'<circle cx="{x - 12:.1f}" cy="{y - 4:.1f}" r="5" fill="{colors[item.theme]}"/>'
                yield format_text(x, y, item.theme, _ITEM, tones["ink"], bold=True)
                y += _LINE
            yield format_text(x - 6, y, item.number, _ITEM, tones["muted"], "end")
            yield format_text(x, y, item.date, _ITEM, tones["muted"])
            rest = item.lines[0].removeprefix(item.date).strip()
            yield format_text(x + text_width(item.date + " ", _ITEM), y, rest, _ITEM, tones["ink"])
            for line in item.lines[1:]:
                y += _LINE
                yield format_text(x, y, line, _ITEM, tones["ink"])
            y += _LINE
