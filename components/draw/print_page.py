"""The print page: A4 in landscape, with letters of at least 9 points.

If all fit, headlines are beside their marks; otherwise marks have numbers and the headlines are listed below.
"""

from html import escape

import pandas as pd

from components.draw import palette
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.fitting import LEAST, Fitted, draw_list, fit_chart
from components.draw.fonts import SANS, cut
from components.draw.markers import key_svg, signs_of
from components.draw.placement import marked
from components.draw.shapes import SIZE
from components.draw.svg import draw_chart, format_text
from data import Axis, Report, Selection
from data.plurals import pluralize

WIDTH, HEIGHT = 1046, 716  # px of the print page within margins of 10 mm
HEAD, FOOT = 56, 24  # px around the chart
# From the largest on, the first at which every headline fits.
_SCALES = (1.15, 1.0, 0.93, LEAST)
_TEXT = 13  # px of what stands around the chart
_SMALL = 12  # px of the source


def sheet_svg(
    events: pd.DataFrame,
    axis: Axis,
    report: Report,
    selection: Selection,
    themes: list[str],
    address: str = "",
) -> str:
    """Render the in-year `events` as the SVG of one print page; `address` is the page's.

    If not all headlines fit, all marks are drawn, and the page says how many have a headline.
    """
    events, report = clean_events(events), clean_report(report)
    tones, colors = (
        palette.LIGHT,
        palette.lane_colors([clean_text(theme) for theme in themes], selection.lanes),
    )
    words = axis.describe(clean_text(selection.in_words()))
    count = f"{len(events)} {pluralize('event', len(events))}"
    source = f"Source: {report.source or report.named}" + (f" · {address}" if address else "")
    parts, key, wide = [], "", 0.0
    if len(events):
        sheet = place_sheet(events, axis, selection.lanes)
        chart = draw_chart(sheet.placed, marked(sheet.placed, events), colors, tones)
        parts.append(f'<g transform="translate(0 {HEAD}) scale({sheet.scale:.4f})">\n{chart}\n</g>')
        parts += draw_list(sheet, WIDTH, HEAD, tones, colors)
        key, wide = key_svg(signs_of(sheet.placed.marks), tones["muted"], tones["paper"])
        if sheet.named < len(events):
            count = f"{sheet.named} of {len(events)} events have their headline here, the others a mark alone"
    else:
        parts.append(
            format_text(WIDTH / 2, HEIGHT / 2, "No event matches this selection.", 18, tones["ink"], "middle")
        )
    small = _TEXT / SIZE
    subtitle = f"{count}: {words}" if words else count
    line = cut(subtitle, WIDTH - wide * small - 40, _TEXT)
    parts += [
        format_text(0, 20, cut(report.named, WIDTH, 22, bold=True), 22, tones["ink"], bold=True),
        format_text(0, 43, line, _TEXT, tones["muted"]),
        f'<g transform="translate({WIDTH - wide * small - 1:.1f} 38.5) scale({small:.4f})">{key}</g>',
        format_text(0, HEIGHT - 4, cut(source, WIDTH, _SMALL), _SMALL, tones["muted"]),
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f"aria-label=\"{escape(f'{report.named}: {subtitle}')}\" font-family=\"'{SANS}', 'Segoe UI', Arial, sans-serif\">\n{body}\n</svg>\n"
    )


def place_sheet(events: pd.DataFrame, axis: Axis, lane_by: str = "") -> Fitted:
    """Place the in-year `events` on a print page, as large as they fit."""
    return fit_chart(events, axis, WIDTH, HEIGHT - HEAD - FOOT, lane_by, _SCALES)
