"""The timeline as an SVG picture with real text, laid out for its own size: title, selection in words, chart, source."""

import base64
from html import escape
from io import BytesIO

import pandas as pd
from fontTools import subset
from fontTools.ttLib import TTFont

from components.draw import palette
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.fonts import SANS, font_file, in_its_direction, text_width, wrap
from components.draw.placement import marked, place
from components.draw.shapes import LINE, SIZE, Placed
from components.draw.signs import key_svg, sign_svg, signs_of
from data import Axis, Report, Selection, date_in_words
from data.events.rows import iter_events

WIDTH, HEIGHT = 1920, 1080  # px; taller where the events need it
SCALE = 1.6  # of the page's sizes: read from the back row
EDGE, HEAD, FOOT = 64, 150, 56  # px around the chart
_KEY_LINE = 44  # px of the key of signs, where it has a line of its own


def timeline_svg(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    transparent: bool = False,
    address: str = "",
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """The in-year `events` as one SVG of `width` by `height` px, or taller by what does not fit.

    A larger picture has larger letters; a smaller one has those of the page at least, and is laid out for them.
    Carries the letters it uses of the typeface, so that it looks alike everywhere; `address` is the page it is from.
    """
    events, report = clean_events(events), clean_report(report)
    themes = [clean_text(theme) for theme in themes]
    title = report.named
    words = clean_text(selection.in_words()) or axis.in_words()
    subtitle = f"{len(events)} event{'' if len(events) == 1 else 's'}" + (f": {words}" if words else "")
    source = f"Source: {report.source or title}" + (f" · {address}" if address else "")
    tones = palette.LIGHT
    zoom = max(1 / SCALE, width / WIDTH)
    across, down = width / zoom, height / zoom
    chart, key, head = "", "", HEAD
    if len(events):
        placed = place(
            events, (across - 2 * EDGE) / SCALE, axis, (down - HEAD - FOOT) / SCALE, selection.lanes
        )
        key, line = _draw_key(placed, title, tones, across)
        head += line
        down = max(down, head + FOOT + placed.height * SCALE)
        chart = draw_chart(placed, marked(placed, events), palette.theme_colors(themes), tones)
    lines = wrap(subtitle, (across - 2 * EDGE) / 26 * SIZE, SIZE)[:2]
    texts = [
        format_text(EDGE, 78, title, 44, tones["ink"], bold=True),
        *(format_text(EDGE, 120 + 30 * i, line, 26, tones["muted"]) for i, line in enumerate(lines)),
        format_text(EDGE, down - 30, source[:200], 20, tones["muted"]),
    ]
    if not len(events):
        texts.append(
            format_text(across / 2, down / 2, "No event matches this selection.", 36, tones["ink"], "middle")
        )
    body = "\n".join([*texts, key, f'<g transform="translate({EDGE} {head}) scale({SCALE})">', chart, "</g>"])
    paper = "" if transparent else f'<rect width="100%" height="100%" fill="{tones["paper"]}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{down * zoom:.0f}" viewBox="0 0 {across:.0f} {down:.0f}" role="img" '
        f'aria-labelledby="t d" font-family="\'{SANS}\', \'Segoe UI\', Arial, sans-serif">\n<title id="t">{escape(title)}</title>\n'
        f'<desc id="d">{escape(subtitle)}</desc>\n<style>{_faces(title + subtitle + source + body)}</style>\n{paper}\n{body}\n</svg>\n'
    )


def _draw_key(placed: Placed, title: str, tones: dict, across: float) -> tuple[str, float]:
    """The key of the signs, to the right of the title where there is room, else under it: in a line of so many px."""
    key, width = key_svg(signs_of(placed.marks), tones["muted"], tones["paper"])
    left = across - EDGE - width * SCALE
    if left >= EDGE + text_width(title, 44, bold=True) + 40:
        return f'<g transform="translate({left:.1f} 66) scale({SCALE})">{key}</g>', 0
    small = min(SCALE, (across - 2 * EDGE) / width) if width else 0
    return (
        f'<g transform="translate({EDGE} {HEAD + 26}) scale({small:.3f})">{key}</g>',
        _KEY_LINE if key else 0,
    )


def chart_svg(placed: Placed, events: pd.DataFrame, themes: list[str], dark: bool = False) -> str:
    """The chart alone as an SVG of the placement's size in px: what the page shows until plotly.js is there to draw it."""
    tones = palette.DARK if dark else palette.LIGHT
    body = draw_chart(placed, events, palette.theme_colors(themes, dark), tones)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{placed.width:.0f}" height="{placed.height:.0f}" aria-hidden="true">{body}</svg>'


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
        parts.append(f'<path d="{path}" fill="{palette.faint(colors.get(density.theme, tones["muted"]))}"/>')
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
    """One line of text whose letters stand on `y`."""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" text-anchor="{side}"{weight}>{escape(words)}</text>'


def _faces(text: str) -> str:
    return "".join(
        f"@font-face{{font-family:'{SANS}';font-weight:{weight};src:url(data:font/woff2;base64,{subset_font(name, text)})}}"
        for name, weight in (("sans-regular.ttf", 400), ("sans-semibold.ttf", 600))
    )


def subset_font(name: str, text: str, hinting: bool = True) -> str:
    """The letters of `text` in one of our typefaces, as WOFF2 in base64; without `hinting` a fifth smaller."""
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga"], notdef_outline=True, hinting=hinting
    )
    buffer = BytesIO()
    with TTFont(font_file(name), lazy=True) as font:
        maker = subset.Subsetter(options)
        maker.populate(text=text + " 0123456789")
        maker.subset(font)
        font.flavor = "woff2"
        font.save(buffer)
    return base64.b64encode(buffer.getvalue()).decode()
