"""A placed chart as SVG with real text: for page, picture and print page."""

from html import escape

import pandas as pd

from components.draw import palette
from components.draw.fonts import in_its_direction
from components.draw.markers import sign_svg
from components.draw.shapes import LINE, SIZE, Placed
from data import date_in_words
from data.events.rows import iter_events


def chart_svg(placed: Placed, events: pd.DataFrame, themes: list[str], dark: bool = False) -> str:
    """The chart alone as an SVG of the placement's size in px: the page shows it until plotly.js is loaded."""
    tones = palette.DARK if dark else palette.LIGHT
    body = draw_chart(placed, events, palette.theme_colors(themes, dark), tones)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{placed.width:.0f}" height="{placed.height:.0f}" viewBox="0 0 {placed.width:.0f} {placed.height:.0f}" preserveAspectRatio="xMinYMin" aria-hidden="true">{body}</svg>'


def draw_chart(placed: Placed, events: pd.DataFrame, colors: dict, tones: dict) -> str:
    """The content of a chart's SVG; `events` has the rows of its marks, `colors` each theme's colour."""
    left = placed.plot[0]
    parts = [
        f'<rect x="{x0:.1f}" y="{y0:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}" fill="{tones["band"]}"/>'
        for x0, y0, x1, y1 in placed.bands
    ]
    parts += [f'<path d="M0,{y:.1f}H{placed.width:.1f}" stroke="{tones["line"]}"/>' for y in placed.hairlines]
    for name in placed.names:
        parts += _format_lines(
            name.x, name.y, name.lines, tones["ink" if name.of_lane else "muted"], name.side
        )
    for density in placed.densities:
        path = "".join(
            f"M{left + i * density.step:.1f},{density.base:.0f}h{density.step:.1f}v-{h:.0f}h-{density.step:.1f}z"
            for i, h in enumerate(density.heights)
            if h
        )
        across = f"{left:.1f} {placed.plot[2]:.1f}"
        parts.append(
            f'<path d="{path}" data-across="{across}" fill="{palette.faint(colors.get(density.theme, tones["muted"]))}"/>'
        )
    rows = {row.id: row for row in iter_events(events)}
    for mark in placed.marks:
        event = rows[mark.id]
        words = f"{event.headline}, {date_in_words(event.date)}, {mark.theme}"
        parts.append(f'<g data-event="{escape(mark.id)}"><title>{escape(words)}</title>')
        parts.append(sign_svg(mark, colors[mark.theme], tones["paper"]))
        x, side = (mark.label[2], "end") if mark.left else (mark.label[0], "start")
        headline, theme = mark.middles
        parts += [
            *_format_lines(x, headline, mark.lines, tones["ink"], side),
            *_format_lines(x, theme, mark.below, tones["muted"], side),
            "</g>",
        ]
    return "\n".join(parts)


def _format_lines(x: float, middle: float, lines: tuple[str, ...], color: str, side: str) -> list[str]:
    first = middle - (len(lines) - 1) * LINE / 2 + SIZE * 0.34
    return [
        format_text(x, first + i * LINE, line, SIZE, color, side)
        for i, line in enumerate(in_its_direction(lines))
    ]


def format_text(
    x: float, y: float, words: str, size: float, color: str, side: str = "start", bold: bool = False
) -> str:
    """A line of text with its baseline at `y`."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" text-anchor="{side}"{weight}>{escape(words)}</text>'
