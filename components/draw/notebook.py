"""The timeline as a figure for a notebook or a Quarto page: `figure("report.pdf", theme="…")`."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go

from components.draw import palette
from components.draw.clean import clean_events, clean_report
from components.draw.figure import timeline_figure
from components.draw.fonts import SANS
from components.draw.picture import timeline_svg
from components.draw.placement import marked, place
from components.draw.plotlyjs import plotly_script
from data import Axis, Report, Selection, SelectionError, load
from data.plurals import pluralize
from data.selection.filters import FILTERS

_WIDTH = 1000  # px, of a notebook's column
_HEAD, _EDGE = 48, 12  # px above the chart, and beside and under it
_FONT = f"'{SANS}', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_SIZE = 12.5  # px: the difference in width where our typeface is not installed
_HOVER = "<b>%{customdata[1]}</b><br>%{customdata[2]} · %{customdata[3]}<extra></extra>"
_KEYS = (*(key for row in FILTERS for key in row.keys if key != "report"), "lanes", "event")


class Timeline(go.Figure):
    """A figure that displays in any notebook without the network: by the editor's Plotly support, as HTML with its script
    (nbconvert, Quarto), or as a picture.
    """

    def __init__(self, drawn: Any = None, picture: Callable[[], str] | None = None):
        super().__init__(drawn)
        self._picture = picture

    def _ipython_display_(self) -> None:
        """Use the mime bundle: Plotly's own display method shows nothing in a web page."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return f"<script>{plotly_script()}</script>{self.to_html(full_html=False, include_plotlyjs=False)}"

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None, validate: bool = True, **_: Any
    ) -> dict:
        bundle = {
            "application/vnd.plotly.v1+json": json.loads(self.to_json() or "{}"),
            "text/html": self._repr_html_(),
        }
        return bundle | ({"image/svg+xml": self._picture()} if self._picture else {})


def figure(
    source: str | Path | tuple[Report, pd.DataFrame],
    *,
    year: int | None = None,
    entry: str | None = None,
    width: int = _WIDTH,
    dark: bool = False,
    **selection: str | list[str] | tuple[str, ...],
) -> Timeline:
    """The year in a file of any kind, or in what `load` gave, as a Plotly figure that a notebook shows.

    The other arguments are those of an address: `theme`, `actor`, `from_` (as `from` is Python's own), `to`, `q`, `lanes`
    and `event`; of `theme` and `actor` several as a list. `width` is in px. Raises `ReportError` for a file that cannot
    be used, and `SelectionError` for a selection that the report does not have.
    """
    report, table = source if isinstance(source, tuple) else load(source, year, entry)
    report, table = clean_report(report), clean_events(table)
    given = {"from" if key == "from_" else key: value for key, value in selection.items()}
    if unknown := sorted(given.keys() - {*_KEYS}):
        raise SelectionError(f"There is no “{unknown[0][:80]}” to select by; there are {', '.join(_KEYS)}.")
    chosen = Selection.from_query(urlencode(given, doseq=True), table)
    own = table[table["in_year"]]
    events = chosen.apply(own)
    axis = Axis.of_table(own).between(chosen.from_, chosen.to)
    placed = place(events, width - 2 * _EDGE, axis, lane_by=chosen.lanes)
    themes = list(table["theme"].cat.categories)
    drawn = timeline_figure(marked(placed, events), axis, placed.width, dark, chosen.event, themes, placed)
    for trace in drawn["data"]:
        if "textfont" in trace:
            trace["textfont"]["size"] = _SIZE
        if trace["name"] == "events":
            trace.pop("hoverinfo")
            trace["hovertemplate"] = _HOVER
    drawn["layout"]["font"] |= {"size": _SIZE, "family": _FONT}
    drawn["layout"]["hoverlabel"]["font"] |= {"family": _FONT}
    words = chosen.in_words() or axis.in_words()
    count = f"{len(events)} {pluralize('event', len(events))}"
    drawn["layout"] |= {
        "title": {
            "text": f"<b>{_escape(report.named)}</b>  {_escape(f'{count}: {words}' if words else count)}",
            "font": {"size": 16},
            "x": _EDGE / (placed.width + 2 * _EDGE),
            "xanchor": "left",
        },
        "margin": {"l": _EDGE, "r": _EDGE, "t": _HEAD, "b": _EDGE},
        "width": placed.width + 2 * _EDGE,
        "height": placed.height + _HEAD + _EDGE,
        "paper_bgcolor": (palette.DARK if dark else palette.LIGHT)["paper"],
    }
    picture = partial(timeline_svg, events, axis, report, chosen, themes, width=max(width, 600), dark=dark)
    return Timeline(drawn, picture)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
