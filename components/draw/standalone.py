"""The timeline as one HTML file that works offline: the figure, its events, and plotly.js."""

import base64
import gzip
import html
import json
from functools import lru_cache
from pathlib import Path
from string import Template

import pandas as pd

from components.draw import palette
from components.draw.clean import clean_events, clean_report, clean_text
from components.draw.figure import timeline_figure
from components.draw.markers import key_svg, signs_of
from components.draw.placement import marked, place
from components.draw.plotlyjs import plotly_script
from components.draw.subset import subset_font
from data import Axis, Report, Selection, date_in_words
from data.events.rows import iter_events
from data.plurals import pluralize

LETTERS = "".join(map(chr, [*range(32, 383), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026]))
TEMPLATE = Path(__file__).parents[2] / "assets" / "standalone.html"
WIDTH = 1120
_HOVER = "<b>%{customdata[1]}</b><br>%{customdata[2]} · %{customdata[3]}<extra></extra>"
_HOVER_OF_SEVERAL = _HOVER.replace("<br>", "<br><b>%{customdata[5]}</b> · ")  # reports


@lru_cache(maxsize=1)
def _packed_plotly() -> str:
    return base64.b64encode(gzip.compress(plotly_script().encode(), 9)).decode()


def timeline_html(
    events: pd.DataFrame, axis: Axis, report: Report, selection: Selection, themes: list[str]
) -> str:
    """Make one page, under 2.5 MB, with the in-year `events`, their details and a switch for each theme."""
    events, report = clean_events(events), clean_report(report)
    themes = [clean_text(theme) for theme in themes]
    title = report.named
    placed = place(events, WIDTH, axis, lane_by=selection.lanes)
    figure = timeline_figure(marked(placed, events), axis, WIDTH, themes=themes, placed=placed)
    for trace in figure["data"]:
        if trace["name"] == "events":
            trace.pop("hoverinfo")
            is_of_several = any(len(about) > 5 for about in trace["customdata"])
            trace["hovertemplate"] = _HOVER_OF_SEVERAL if is_of_several else _HOVER
    records = {
        row.id: {
            "headline": row.headline,
            "when": date_in_words(row.date),
            "theme": str(row.theme),
            "actors": row.actors,
            "text": row.text,
        }
        for row in iter_events(marked(placed, events))
    }
    key, wide = key_svg(signs_of(placed.marks), palette.LIGHT["muted"], palette.LIGHT["paper"])
    shown = [theme for theme in themes if (events["theme"] == theme).any()]
    data = json.dumps({"figure": figure, "events": records, "themes": shown}, ensure_ascii=False)
    words = clean_text(selection.in_words())
    count = f"{len(events)} {pluralize('event', len(events))}"
    subtitle = " · ".join(part for part in (count, axis.describe(words)) if part)
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        title=html.escape(title),
        subtitle=html.escape(subtitle if len(events) else f"No event matches this selection: {words}"),
        alt=html.escape(f"Timeline of {title}: {subtitle}"),
        source=html.escape(f"Source: {report.source or title}."),
        key=f'<svg width="{wide + 2:.0f}" height="20" viewBox="-1 -10 {wide + 2:.0f} 20" role="img" aria-label="Signs of the dates">{key}</svg>'
        if key
        else "",
        data=data.replace("<", "\\u003c"),  # no tag or comment may start inside a script
        plotly=_packed_plotly(),
        faces="".join(
            f"@font-face{{font-family:'Source Sans Pro';font-weight:{weight};src:url(data:font/woff2;base64,{subset_font(name, LETTERS)})}}"
            for name, weight in (("sans-regular.ttf", 400), ("sans-semibold.ttf", 600))
        ),
    )
