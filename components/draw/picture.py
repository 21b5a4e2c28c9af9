"""The timeline as an SVG picture with real text: title, selection in words, chart, source."""

from html import escape

import pandas as pd

from components.draw import palette
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.fitting import LEAST, Fitted, draw_list, fill_height, fit_chart, fit_down, fit_glance
from components.draw.fonts import SANS, cut, cut_lines, text_width
from components.draw.markers import key_svg, signs_of
from components.draw.placement import marked, place
from components.draw.shapes import Placed
from components.draw.subset import subset_font
from components.draw.svg import draw_chart, format_text
from data import Axis, Report, Selection
from data.plurals import pluralize

WIDTH, HEIGHT = 1920, 1080  # px
SCALE = 1.6  # of the page's sizes: legible from the back row
EDGE, HEAD, FOOT = 64, 150, 56  # px around the chart
_KEY_LINE = 44  # px of the legend, if it has a line of its own
_TITLE, _LEAST_TITLE = 44, 26  # px
_SCALES = (1.8, 1.6, 1.4, 1.25, 1.1, 1.0, 0.93, LEAST)  # of a chart that has to fit, before SCALE
_DOWN = (2.6, 2.4, 2.2, 2.0, 1.9, 1.8, 1.7, 1.62)  # of a chart in a tall picture, where time runs down
_TALL = 1.25  # ratio of height to width from which time runs down, if all headlines fit so
_GLANCE = 640  # px of height up to which a picture is a card, seen at a glance
_LARGE = (1.7, 1.55, 1.4, 1.25, 1.1)  # its scales: letters are legible at half the size
_FLATTEST = 620  # px of height below which a wide picture has no larger letters
_TALLEST = 4  # ratio of the given height to the height that the events need


def timeline_svg(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    transparent: bool = False,
    address: str = "",
    width: int = WIDTH,
    height: int | None = None,
    letters: bool = True,
    dark: bool = False,
) -> str:
    """Render the in-year `events` as one SVG of `width` by `height` px, fitted into it; without a height it is as tall as
    its events need.

    A larger picture has larger letters; a smaller one has the page's sizes at least. The fonts are embedded, so that it looks
    the same everywhere, unless `letters` is false. `address` is the page's.
    """
    events, report = clean_events(events), clean_report(report)
    themes = [clean_text(theme) for theme in themes]
    title = report.named
    tones = palette.DARK if dark else palette.LIGHT
    colors = palette.lane_colors(themes, selection.lanes, dark)
    zoom = max(1 / SCALE, width / WIDTH if height is None else min(width / WIDTH, height / _FLATTEST))
    across, down = width / zoom, (height or HEIGHT) / zoom
    room = across - 2 * EDGE  # px between the edges
    chart, key, head, count = "", "", HEAD, _count(len(events))
    if len(events):
        is_glance = height is not None and height <= _GLANCE
        fitted, key, head = _fit(
            events, axis, selection, title, (across, down), height is not None, is_glance, tones
        )
        if height is None:
            down = max(down, head + FOOT + fitted.placed.height * fitted.scale * SCALE)
        drawn = draw_chart(fitted.placed, marked(fitted.placed, events), colors, tones)
        listed = "\n".join(draw_list(fitted, room / SCALE, 0, tones, colors))
        chart = (
            f'<g transform="translate({EDGE} {head}) scale({SCALE})">\n<g transform="scale({fitted.scale:.4f})">\n{drawn}\n</g>'
            f"\n{listed}</g>"
        )
        if (fitted.columns or is_glance) and fitted.named < len(events):
            has = "has its" if fitted.named == 1 else "have their"
            count = f"{fitted.named} of {count} {has} headline here"
    else:
        chart = format_text(
            across / 2, down / 2, "No event matches this selection.", 36, tones["ink"], "middle"
        )
    words = axis.describe(clean_text(selection.in_words()))
    subtitle = count + (f": {words}" if words else "")
    source = f"Source: {report.source or title}"
    lines = cut_lines(subtitle, room, 26, 2)
    large = max(_LEAST_TITLE, min(_TITLE, _TITLE * room / text_width(title, _TITLE, bold=True)))
    texts = [
        format_text(EDGE, 78, cut(title, room, large, bold=True), round(large, 1), tones["ink"], bold=True),
        *(format_text(EDGE, 120 + 30 * i, line, 26, tones["muted"]) for i, line in enumerate(lines)),
        format_text(EDGE, down - 30, _name_source(source, address, room), 20, tones["muted"]),
    ]
    body = "\n".join([*texts, key, chart])
    paper = "" if transparent else f'<rect width="100%" height="100%" fill="{tones["paper"]}"/>'
    style = f"<style>{_faces(title + subtitle + source + address + body)}</style>\n" if letters else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height or down * zoom:.0f}" viewBox="0 0 {across:.0f} {down:.0f}" role="img" '
        f'aria-labelledby="t d" font-family="\'{SANS}\', \'Segoe UI\', Arial, sans-serif">\n<title id="t">{escape(title)}</title>\n'
        f'<desc id="d">{escape(". ".join(filter(None, (subtitle, source, clean_text(address)))))}</desc>\n{style}{paper}\n{body}\n</svg>\n'
    )


def _fit(
    events: pd.DataFrame,
    axis: Axis,
    selection: Selection,
    title: str,
    size: tuple[float, float],
    fits: bool,
    is_glance: bool,
    tones: dict[str, str],
) -> tuple[Fitted, str, float]:
    """The chart fitted into this size, or as tall as it needs; the legend of its signs, and the px above it."""
    across, down = size
    wide = (across - 2 * EDGE) / SCALE
    most = down if fits else HEIGHT * _TALLEST

    def fit(head: float, scales: tuple[float, ...]) -> Fitted:
        if is_glance:
            tall = (most - head - FOOT) / SCALE
            return fit_glance(events, axis, wide, tall, selection.lanes, _LARGE)
        if (
            fits
            and down > across * _TALL
            and (fitted := fit_down(events, axis, wide, (most - head - FOOT) / SCALE, _DOWN))
        ):
            return fitted
        return fit_chart(events, axis, wide, (most - head - FOOT) / SCALE, selection.lanes, scales)

    head = HEAD
    if fits:
        fitted = fit(head, _SCALES)
    else:
        placed = place(events, wide, axis, (down - head - FOOT) / SCALE, selection.lanes)
        tall = placed.height * SCALE > most - head - FOOT
        fitted = fit(head, (1.0, LEAST)) if tall else Fitted(placed, 1.0, named=len(events))
    key, line = _draw_key(fitted.placed, title, tones, across)
    if line and fits:
        fitted = fit(head + line, _SCALES)
    if fits:
        fitted = fill_height(fitted, (most - head - line - FOOT) / SCALE)
    return fitted, key, head + line


def _count(number: int) -> str:
    return f"{number} {pluralize('event', number)}"


def _name_source(source: str, address: str, room: float) -> str:
    """The source, with the address if both fit in a line."""
    both = f"{source} · {address}" if address else source
    return both if text_width(both, 20) <= room else cut(source, room, 20)


def _draw_key(placed: Placed, title: str, tones: dict, across: float) -> tuple[str, float]:
    """Draw the legend to the right of the title if there is room, otherwise under it, in a line of this many px."""
    key, width = key_svg(signs_of(placed.marks), tones["muted"], tones["paper"])
    left = across - EDGE - width * SCALE
    if left >= EDGE + text_width(title, _TITLE, bold=True) + 40:
        return f'<g transform="translate({left:.1f} 66) scale({SCALE})">{key}</g>', 0
    small = min(SCALE, (across - 2 * EDGE) / width) if width else 0
    return (
        f'<g transform="translate({EDGE} {HEAD + 26}) scale({small:.3f})">{key}</g>',
        _KEY_LINE if key else 0,
    )


def _faces(text: str) -> str:
    return "".join(
        f"@font-face{{font-family:'{SANS}';font-weight:{weight};src:url(data:font/woff2;base64,{subset_font(name, text)})}}"
        for name, weight in (("sans-regular.ttf", 400), ("sans-semibold.ttf", 600))
    )
