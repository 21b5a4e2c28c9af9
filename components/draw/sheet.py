"""The timeline on paper: one sheet of A4 on its side, with letters of 9 points at least.

Headlines stand beside their marks where all have room; else marks have numbers, and the headlines are listed below.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pandas as pd

from components.draw import palette
from components.draw.across import Spacing, place_across
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.fonts import SANS, text_width, wrap
from components.draw.lanes import USUAL
from components.draw.picture import draw_chart, format_text
from components.draw.placement import marked, place, too_many
from components.draw.shapes import SIZE, Placed
from components.draw.signs import key_svg, signs_of
from data import Axis, Report, Selection, date_in_words
from data.events.rows import iter_events

WIDTH, HEIGHT = 1046, 716  # px of the sheet within margins of 10 mm
HEAD, FOOT = 56, 24  # px around the chart
LEAST = 9 / 0.75 / SIZE  # of the page's sizes: 9 points
# From the largest on, the first that leaves room for every headline is taken.
_SCALES = (1.15, 1.0, 0.93, LEAST)
_CLOSE = Spacing(name=190, row=8, lane=6, lane_name=12, least_lane=28)
_SPACINGS = (Spacing(), Spacing(label=330), *(replace(_CLOSE, label=label) for label in (230, 330, 480)))
_NUMBERED = Spacing(label=90, name=290, row=2, lane=2, lane_name=1, least_lane=18)
_TEXT = 13  # px of what stands around the chart
_ITEM, _LINE, _GAP = 12, 14.6, 12  # px of the list's letters, from line to line, and above the list
_COLUMNS, _APART, _INDENT = 3, 20, 22  # of the list: columns, px between them, px for the numbers
_COLUMN = (WIDTH - (_COLUMNS - 1) * _APART) / _COLUMNS  # px


@dataclass(frozen=True)
class Item:
    """A headline in the list: its number, and its lines, of which the first begins with the date.

    The first of a theme has the theme's name above it, where the chart has no lanes.
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
class Sheet:
    """The chart on a sheet, `scale` times the page's sizes, and the columns of the list under it; `named` events in all."""

    placed: Placed
    scale: float
    columns: tuple[tuple[Item, ...], ...] = ()
    named: int = 0


def sheet_svg(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    address: str = "",
) -> str:
    """The in-year `events` as the SVG of one sheet, in the page's typeface; `address` is the page it is from.

    Of more events than a sheet has room for all marks are there, and it says how many have their headline.
    """
    events, report = clean_events(events), clean_report(report)
    tones, colors = palette.LIGHT, palette.theme_colors([clean_text(theme) for theme in themes])
    words = clean_text(selection.in_words()) or axis.in_words()
    count = f"{len(events)} event{'' if len(events) == 1 else 's'}"
    source = f"Source: {report.source or report.named}" + (f" · {address}" if address else "")
    parts, key, wide = [], "", 0.0
    if len(events):
        sheet = place_sheet(events, axis, selection.lanes)
        chart = draw_chart(sheet.placed, marked(sheet.placed, events), colors, tones)
        parts.append(f'<g transform="translate(0 {HEAD}) scale({sheet.scale:.4f})">\n{chart}\n</g>')
        parts += _draw_list(sheet, tones, colors)
        key, wide = key_svg(signs_of(sheet.placed.marks), tones["muted"], tones["paper"])
        if sheet.named < len(events):
            count = f"{sheet.named} of {len(events)} events have their headline here, the others a mark alone"
    else:
        parts.append(
            format_text(WIDTH / 2, HEIGHT / 2, "No event matches this selection.", 18, tones["ink"], "middle")
        )
    small = _TEXT / SIZE
    subtitle = f"{count}: {words}" if words else count
    line = wrap(subtitle, (WIDTH - wide * small - 40) / small, SIZE)
    parts += [
        format_text(0, 20, report.named, 22, tones["ink"], bold=True),
        format_text(0, 43, line[0] + ("…" if len(line) > 1 else ""), _TEXT, tones["muted"]),
        f'<g transform="translate({WIDTH - wide * small - 1:.1f} 38.5) scale({small:.4f})">{key}</g>',
        format_text(0, HEIGHT - 4, wrap(source, WIDTH / _ITEM * SIZE, SIZE)[0], _ITEM, tones["muted"]),
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f"aria-label=\"{escape(f'{report.named}: {subtitle}')}\" font-family=\"'{SANS}', 'Segoe UI', Arial, sans-serif\">\n{body}\n</svg>\n"
    )


def place_sheet(events: pd.DataFrame, axis: Axis, lane_by: str = "") -> Sheet:
    """Where the in-year `events` stand on a sheet, as large as all of them have room."""
    lane_by, room = lane_by or USUAL, HEIGHT - HEAD - FOOT
    if too_many(len(events), WIDTH):
        placed = place(events, WIDTH / LEAST, axis, room / LEAST, lane_by)
        return Sheet(placed, min(LEAST, room / placed.height), named=len(placed.marks))
    for scale in _SCALES:
        for spacing in _SPACINGS:
            placed = place_across(events, WIDTH / scale, axis, lane_by, spacing)
            if placed.height * scale <= room and all(mark.lines for mark in placed.marks):
                return Sheet(placed, scale, named=len(events))
    with_list = (_place_with_list(events, axis, lanes, room) for lanes in (lane_by, "none"))
    return max(with_list, key=lambda sheet: sheet.named)


def _place_with_list(events: pd.DataFrame, axis: Axis, lane_by: str, room: float) -> Sheet:
    """Marks with numbers, and as many headlines under them as have room, evenly over the year.

    Without lanes the list is by theme.
    """
    items = list(_items(events, axis))
    themes = events["theme"] if lane_by == "none" and events["theme"].nunique() > 1 else None
    count = len(items)
    while True:
        listed = np.unique(np.linspace(0, len(items) - 1, count).round().astype(int))
        if themes is not None:
            listed = listed[np.argsort(themes.cat.codes.to_numpy()[listed], kind="stable")]
        number_of = {place: str(number) for number, place in enumerate(listed, 1)}
        numbers = [number_of.get(place, "") for place in range(len(items))]
        placed = place_across(events.assign(headline=numbers), WIDTH / LEAST, axis, lane_by, _NUMBERED)
        found = [replace(items[place], number=number) for place, number in number_of.items()]
        if themes is not None:
            found = _with_themes(found, [str(themes.iloc[i]) for i in listed])
        columns = _fill_columns(found)
        over = placed.height * LEAST + _GAP + max(map(_height, columns)) - room
        if over <= 0:
            return Sheet(placed, LEAST, columns, len(listed))
        count -= max(1, int(over / _LINE * _COLUMNS / 2))
        if count < 1:  # the chart alone fills the sheet
            return Sheet(placed, min(LEAST, room / placed.height))


def _items(events: pd.DataFrame, axis: Axis) -> Iterable[Item]:
    """Each event as the list has it, without a number; the year is said where there are several."""
    years = {month[:4] for month in axis.columns}
    width = (_COLUMN - _INDENT) / _ITEM * SIZE
    for event in iter_events(events):
        date = date_in_words(event.date)
        if len(years) == 1:
            date = date.replace(f" {next(iter(years))}", "")
        yield Item("", date, tuple(wrap(f"{date} {event.headline}", width, SIZE)))


def _with_themes(items: list[Item], themes: list[str]) -> list[Item]:
    """The items with the name of their theme on the first of each."""
    before = [None, *themes]
    return [
        replace(item, theme=theme if theme != last else "")
        for item, theme, last in zip(items, themes, before, strict=False)
    ]


def _height(items: Iterable[Item]) -> float:
    return sum(item.tall for item in items)


def _fill_columns(items: list[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items in columns, the first as low as any."""
    most = _height(items) / _COLUMNS
    while True:
        columns: list[list[Item]] = [[]]
        for item in items:
            if columns[-1] and _height([*columns[-1], item]) > most + 0.01:
                columns.append([])
            columns[-1].append(item)
        if len(columns) <= _COLUMNS:
            return tuple(map(tuple, columns))
        most += _LINE / 2


def _draw_list(sheet: Sheet, tones: dict, colors: dict) -> Iterable[str]:
    top = HEAD + sheet.placed.height * sheet.scale + _GAP
    for i, column in enumerate(sheet.columns):
        x, y = i * (_COLUMN + _APART) + _INDENT, top + _ITEM * 0.9
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
