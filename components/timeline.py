"""The timeline as a Plotly figure: a pure function of events, selection and size. Works without a running app."""

import html

import pandas as pd
import plotly.graph_objects as go

from components import palette
from components.fonts import SANS
from components.placement import RADIUS, SIZE, Placed, place
from data import date_in_words


def timeline_figure(
    events: pd.DataFrame,
    months: list[str],
    width: float = 1000,
    dark: bool = False,
    chosen: str = "",
    themes: list[str] | None = None,
) -> go.Figure:
    """Draw the in-year `events` on a chart `width` px wide.

    `months` is the axis ("2008-01", ...), `themes` all themes of the report in its order (they fix
    the colours), `chosen` the id of the event to ring. Marks carry their event's id in `customdata`.
    """
    placed = place(events, width, months)
    tones = palette.DARK if dark else palette.LIGHT
    colors = palette.theme_colors(themes or list(events["theme"].cat.categories), dark)
    figure = go.Figure(layout=_layout(placed, tones))
    by_id = events.set_index("id")
    marks = placed.marks
    if marks:
        _draw_ranges(figure, marks, colors)
        custom = [[mark.id] for mark in marks]
        hover = [_hover(by_id.loc[mark.id]) for mark in marks]
        figure.add_scatter(
            name="events", x=[m.x for m in marks], y=[m.y for m in marks], mode="markers", cliponaxis=False,
            marker={"size": 2 * RADIUS, "color": [colors[m.theme] for m in marks], "opacity": 1, "line": {"width": 0}},
            customdata=custom, hovertext=hover, hoverinfo="text",
        )  # fmt: skip
        figure.add_scatter(
            name="headlines", x=[m.label[2] if m.left else m.label[0] for m in marks], y=[m.y for m in marks],
            mode="text", text=[_label(m, m.id == chosen) for m in marks], cliponaxis=False,
            textposition=["middle left" if m.left else "middle right" for m in marks],
            textfont={"size": SIZE, "color": tones["ink"]}, customdata=custom, hovertext=hover, hoverinfo="text",
        )  # fmt: skip
        ring = [mark for mark in marks if mark.id == chosen]
        figure.add_scatter(
            name="open", x=[m.x for m in ring], y=[m.y for m in ring], mode="markers", hoverinfo="skip",
            cliponaxis=False,
            marker={"symbol": "circle-open", "size": 2 * RADIUS + 8, "color": [colors[m.theme] for m in ring],
                    "line": {"width": 2}},
        )  # fmt: skip
    return figure


def _label(mark, strong: bool) -> str:
    text = "<br>".join(html.escape(line, quote=False) for line in mark.lines)
    return f"<b>{text}</b>" if strong and text else text


def _hover(event: pd.Series) -> str:
    headline = html.escape(event["headline"], quote=False)
    return f"<b>{headline}</b><br>{date_in_words(event['date'])} · {html.escape(str(event['theme']), quote=False)}"


def _draw_ranges(figure: go.Figure, marks, colors) -> None:
    for mark in marks:
        if mark.x_end > mark.x:
            figure.add_shape(
                type="rect", x0=mark.x, x1=mark.x_end, y0=mark.y - 4, y1=mark.y + 4,
                fillcolor=colors[mark.theme], line_width=0, layer="below", opacity=0.55,
            )  # fmt: skip


def _layout(placed: Placed, tones: dict) -> go.Layout:
    left, top, right, bottom = placed.plot
    shapes, notes = [], []

    def band(x0, y0, x1, y1):
        shapes.append({"type": "rect", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "fillcolor": tones["band"],
                       "line": {"width": 0}, "layer": "below"})  # fmt: skip

    def hairline(y):
        shapes.append({"type": "line", "x0": 0, "x1": placed.width, "y0": y, "y1": y, "layer": "below",
                       "line": {"width": 1, "color": tones["line"]}})  # fmt: skip

    def note(x, y, text, anchor, color):
        notes.append({"x": x, "y": y, "text": text, "xanchor": anchor, "yanchor": "middle", "showarrow": False,
                      "align": anchor, "borderpad": 0, "font": {"size": SIZE, "color": color}})  # fmt: skip

    for i, month in enumerate(placed.months):
        middle = (month.start + month.end) / 2
        if placed.down:
            if i % 2 == 0:
                band(0, month.start, placed.width, month.end)
            note(8, month.start + 15, month.name, "left", tones["muted"])
        else:
            if i % 2 == 0:
                band(month.start, top, month.end, bottom)
            note(middle, top - 16, month.name, "center", tones["muted"])
    for lane in placed.lanes:
        hairline(lane.top if lane is not placed.lanes[0] else top)
        text = "<br>".join(html.escape(line, quote=False) for line in lane.lines)
        note(left - 16, (lane.top + lane.bottom) / 2, text, "right", tones["ink"])
    if placed.lanes:
        hairline(bottom)
    axis = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    return go.Layout(
        width=placed.width, height=placed.height, margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        autosize=False,
        xaxis=axis | {"range": [0, placed.width]}, yaxis=axis | {"range": [placed.height, 0]},
        shapes=shapes, annotations=notes, showlegend=False, dragmode=False, hovermode="closest",
        font={"family": f"'{SANS}', sans-serif", "size": SIZE, "color": tones["ink"], "lineposition": "none"},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"bgcolor": tones["ink"], "bordercolor": tones["ink"], "align": "left",
                    "font": {"color": tones["paper"], "size": SIZE}},
    )  # fmt: skip
