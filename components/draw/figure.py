"""The timeline as a Plotly figure: a pure function of events, selection and size. Works without a running app.

The figure is a plain dictionary in Plotly's own form, which a `dcc.Graph` draws as it is; `go.Figure` of it
checks every property, at several times the cost of all else here (`timeline_figure(...)` passes that check
in the tests).
"""

import base64
import html

import numpy as np
import pandas as pd

from components.draw import palette
from components.draw.fonts import SANS, in_its_direction
from components.draw.placement import marked, place
from components.draw.shapes import BAR, DOT, RADIUS, RING, SIZE, STROKE, Mark, Placed
from data import Axis, date_in_words
from data.events.rows import iter_events

# px inside the round end of a long mark where its hover marker is
_SIGN_RADIUS = {"day": DOT, "month": RING, "range": BAR - 1, "within": BAR - 1}
_SEEN_THROUGH = "rgba(0,0,0,0)"
_ROUND = 0.5523  # of a circle's radius: the length of a Bézier handle that makes a quarter circle
_LOWER = 0.09 * SIZE  # px; plotly centres a line's box, we centre its letters


def timeline_figure(
    events: pd.DataFrame,
    axis: Axis,
    width: float = 1000,
    dark: bool = False,
    event: str = "",
    themes: list[str] | None = None,
    placed: Placed | None = None,
) -> dict:
    """Draw the in-year `events` on a chart `width` px wide.

    `themes` are all themes of the report in order (they determine the colours), `event` is the id of the event to highlight.
    Marks carry the event's data in `customdata` (`_about`). `placed` is the placement if the caller has it already; then
    `events` needs only those with a mark.
    """
    if placed is None:
        placed = place(events, width, axis)
        events = marked(placed, events)
    tones = palette.DARK if dark else palette.LIGHT
    colors = palette.theme_colors(themes or list(events["theme"].cat.categories), dark)
    traces = _density_traces(placed, colors, tones)
    if placed.marks:
        traces += _mark_traces(placed, events, colors, tones, event)
    return {"data": [_axis_names(placed, tones), *traces], "layout": _layout(placed, tones, colors, event)}


def _mark_traces(placed: Placed, events: pd.DataFrame, colors: dict, tones: dict, event: str) -> list[dict]:
    marks = placed.marks
    rows = {row.id: row for row in iter_events(events)}
    ring = [mark for mark in marks if mark.id == event and not mark.is_long]
    common = {"type": "scatter", "cliponaxis": False}

    def beside(name: str, texts: list[str], middles: list[float], color: str) -> dict:
        # In the order of the marks, with blanks for unlabelled ones: plotly never draws a text again that was empty.
        return common | {
            "name": name,
            "mode": "text",
            "x": [round(m.label[2] if m.left else m.label[0], 1) for m in marks],
            "y": [round(y + _LOWER, 1) for y in middles],
            "text": [text or " " for text in texts],
            "textposition": ["middle left" if m.left else "middle right" for m in marks]
            if any(m.left for m in marks)
            else "middle right",
            "textfont": {"size": SIZE, "color": color},
            "hoverinfo": "skip",
        }

    headlines = [
        f"<b>{_format_lines(m.lines)}</b>" if m.id == event and m.lines else _format_lines(m.lines)
        for m in marks
    ]
    traces = [
        common
        | {
            "name": "events",
            "mode": "markers",
            "x": [round(m.x, 1) for m in marks],
            "y": [round(m.y, 1) for m in marks],
            "marker": _signs(marks, colors, tones),
            "customdata": [_about(rows[mark.id]) for mark in marks],
            "hoverinfo": "none",  # page and file show this in their own way
        },
        beside("headlines", headlines, [m.middles[0] for m in marks], tones["ink"]),
        common
        | {
            "name": "open",
            "mode": "markers",
            "x": [m.x for m in ring],
            "y": [m.y for m in ring],
            "hoverinfo": "skip",
            "marker": {
                "symbol": "circle-open",
                "size": 2 * RADIUS + 8,
                "color": [colors[m.theme] for m in ring],
                "line": {"width": 2},
            },
        },
    ]
    if any(mark.below for mark in marks):
        traces.append(
            beside(
                "themes",
                [_format_lines(m.below) for m in marks],
                [m.middles[1] for m in marks],
                tones["muted"],
            )
        )
    return traces


def _signs(marks: tuple[Mark, ...], colors: dict, tones: dict) -> dict:
    """The signs of `marks`. A long one is a shape of the layout, with a marker inside for the pointer."""
    inside = {"month": tones["paper"], "within": _SEEN_THROUGH}
    has_rings = any(mark.sign == "month" for mark in marks)
    return {
        "size": [2 * _SIGN_RADIUS[mark.sign] for mark in marks],
        "color": [inside.get(mark.sign) or colors[mark.theme] for mark in marks],
        "opacity": 1,
        "line": {
            "width": [STROKE if mark.sign == "month" else 0 for mark in marks],
            "color": [colors[mark.theme] for mark in marks],
        }
        if has_rings
        else {"width": 0},
    }


def _about(event) -> list:
    """The data of a mark's event: id, headline, date in words, theme, actors; and its report in a table of several."""
    about = [
        event.id,
        html.escape(event.headline, quote=False),
        date_in_words(event.date),
        html.escape(str(event.theme), quote=False),
        event.actors,
    ]
    report = getattr(event, "report", "")
    return [*about, html.escape(str(report), quote=False)] if report else about


def _density_traces(placed: Placed, colors: dict, tones: dict) -> list[dict]:
    """One area per lane, drawn as steps with a single outline, as bars would be one shape per bin."""
    traces = []
    for density in placed.densities:
        y = density.base - np.concatenate([[0.0], density.heights, [0.0]])
        traces.append(
            {
                "type": "scatter",
                "name": density.lane,
                "mode": "lines",
                "x0": placed.plot[0] - density.step,
                "dx": density.step,
                "y": _packed(y.round().astype(np.int16), "i2"),
                "line": {"shape": "hv", "width": 0},
                "fill": "toself",
                "fillcolor": palette.faint(colors.get(density.theme, tones["muted"])),
                "hoveron": "fills",
                "hoverinfo": "text",
                "text": html.escape(density.words, quote=False),
            }
        )
    return traces


def _packed(values: np.ndarray, kind: str) -> dict:
    """Numbers as Plotly's typed arrays, much smaller than as text."""
    return {"dtype": kind, "bdata": base64.b64encode(values.tobytes()).decode()}


def _axis_names(placed: Placed, tones: dict) -> dict:
    """The names of months and lanes as one text trace: annotations are several times slower to draw."""
    names = placed.names
    side = {"start": "middle right", "middle": "middle center", "end": "middle left"}
    return {
        "type": "scatter",
        "name": "names",
        "mode": "text",
        "x": [round(name.x, 1) for name in names],
        "y": [round(name.y + _LOWER, 1) for name in names],
        "text": [_format_lines(name.lines) for name in names],
        "textposition": [side[name.side] for name in names],
        "textfont": {"size": SIZE, "color": [tones["ink" if name.of_lane else "muted"] for name in names]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _format_lines(lines: tuple[str, ...]) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in in_its_direction(lines))


def _layout(placed: Placed, tones: dict, colors: dict, event: str) -> dict:
    shapes: list[dict] = []

    def x(value: float) -> str:
        return f"{value / placed.width:.5f}"

    def y(value: float) -> str:
        return f"{1 - value / placed.height:.5f}"

    def shape(path: str, **looks) -> None:
        # In paper coordinates: what refers to the axes is clipped to the chart's previous size.
        shapes.append(
            {
                "type": "path",
                "path": path,
                "xref": "paper",
                "yref": "paper",
                "layer": "below",
                "line": {"width": 0},
            }
            | looks
        )

    def box(x0: float, y0: float, x1: float, y1: float) -> str:
        return f"M{x(x0)},{y(y0)}L{x(x1)},{y(y0)}L{x(x1)},{y(y1)}L{x(x0)},{y(y1)}Z"

    def bar(mark: Mark, r: float) -> str:
        """An outline from start to end of a mark with round ends of radius `r`; plotly's paths have no arcs."""
        (a, b), (top, bottom), k = (mark.x, mark.x_end), (mark.y - r, mark.y + r), r * _ROUND

        def curve(*points: tuple[float, float]) -> str:
            return "C" + " ".join(f"{x(px)},{y(py)}" for px, py in points)

        return "".join(
            (
                f"M{x(a)},{y(top)}L{x(b)},{y(top)}",
                curve((b + k, top), (b + r, mark.y - k), (b + r, mark.y)),
                curve((b + r, mark.y + k), (b + k, bottom), (b, bottom)),
                f"L{x(a)},{y(bottom)}",
                curve((a - k, bottom), (a - r, mark.y + k), (a - r, mark.y)),
                curve((a - r, mark.y - k), (a - k, top), (a, top)),
                "Z",
            )
        )

    # The bands as one path and the hairlines as another: each shape costs time.
    if placed.bands:
        shape("".join(box(*band) for band in placed.bands), fillcolor=tones["band"])
    if placed.hairlines:
        shape(
            "".join(f"M0,{y(line)}L1,{y(line)}" for line in placed.hairlines),
            line={"width": 1, "color": tones["line"]},
        )
    for mark in placed.marks:
        if not mark.is_long:
            continue
        color = colors[mark.theme]
        if mark.sign == "within":
            line = {"width": STROKE, "color": color}
            shape(bar(mark, BAR - STROKE / 2), name=mark.theme, fillcolor=tones["paper"], line=line)
        else:
            shape(bar(mark, BAR), name=mark.theme, fillcolor=color)
        if mark.id == event:
            shape(bar(mark, RADIUS + 3), fillcolor=_SEEN_THROUGH, line={"width": 2, "color": color})
    axis = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    return {
        "width": placed.width,
        "height": placed.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "autosize": False,
        "xaxis": axis | {"range": [0, placed.width]},
        "yaxis": axis | {"range": [placed.height, 0]},
        "shapes": shapes,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        # px; around a mark is the lane's area, which responds too.
        "hoverdistance": 4 if placed.densities else 20,
        "font": {
            "family": f"'{SANS}', sans-serif",
            "size": SIZE,
            "color": tones["ink"],
            "lineposition": "none",
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {
            "bgcolor": tones["ink"],
            "bordercolor": tones["ink"],
            "align": "left",
            "font": {"family": f"'{SANS}', sans-serif", "color": tones["paper"], "size": SIZE},
        },
        "template": {},
    }
