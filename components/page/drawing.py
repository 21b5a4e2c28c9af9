"""Everything that depends on a selection: figure, text, counts, overview, table. Pure functions, used by the page and by its
script's requests.
"""

from dataclasses import dataclass, replace

import pandas as pd
from dash import html

from components.draw import palette
from components.draw.figure import timeline_figure
from components.draw.fullscreen import Stage, place_on_stage
from components.draw.markers import signs_of
from components.draw.placement import marked, place_selection
from components.draw.shapes import Placed
from components.page.actors import list_reports, list_roles, list_topics
from components.page.attributes import aria, data
from components.page.editing import event_facts, review_state
from components.page.facets import list_acts, list_places, list_told
from components.page.few import list_few
from components.page.heat import heat_rows, is_heat
from components.page.overview import overview_bars, overview_state
from components.page.sidebar import format_months, month_positions, render_themes
from components.page.table import event_table
from components.page.texts import describe_texts, list_texts
from components.page.view import View
from data import Axis, Selection
from data.selection.axis import MOST_DAYS
from data.selection.filters import BY_NAME
from data.selection.lanes import LANES
from data.selection.lanes import USUAL as USUAL_LANES

NONE, NONE_BUT_TEXTS = (
    "No event matches these filters.",
    "No event matches these filters; these sentences of the text do.",
)
NARROWEST, USUAL, WIDEST = 280, 1080, 3200  # px of a chart
_STAGE = (100, 4400)  # px of a stage's sides, minimum and maximum
_READ = (0.5, 4.0)  # relative to the page's sizes


@dataclass(frozen=True)
class Room:
    """The browser's room for the chart: its width in px, whether it is dark, and the stage if the whole chart has to fit."""

    width: int = USUAL
    dark: bool = False
    stage: Stage | None = None

    @classmethod
    def parse(cls, width: str, dark: str, height: str = "", least: str = "", largest: str = "") -> "Room":
        """Parse the room from an address or a cookie; the default if it is not a number.

        With a `height` it is a stage, with letters between `least` and `largest` percent of the page's sizes.
        """
        known = width.isdecimal() and len(width) < 6
        room = cls(max(NARROWEST, min(int(width), WIDEST)) if known else USUAL, dark == "1")
        if not known or not (height.isdecimal() and len(height) < 6):
            return room
        wide, tall = (min(max(int(side), _STAGE[0]), _STAGE[1]) for side in (width, height))
        smallest, most = (
            min(max(int(given) / 100, _READ[0]), _READ[1]) if given.isdecimal() and len(given) < 6 else 1.0
            for given in (least, largest)
        )
        return replace(room, stage=Stage(wide, tall, smallest, max(smallest, most)))


def render_drawing(
    view: View,
    selection: Selection,
    room: Room,
    table: bool = False,
    sort: str = "",
    review: bool = False,
) -> tuple[dict, Placed, pd.DataFrame]:
    """The drawing of a selection for the script, with its placement and the events that have a mark.

    `table` adds its table, sorted by `sort`, `review` the order of a review. The script's type is `Drawing` in
    assets/store.mjs.
    """
    heat = heat_rows(view, selection) if is_heat(view, selection) else None
    asked, selection = selection, view.in_usual_lanes(selection)
    count = view.index.count(selection)
    axis = view.axis(selection)
    placed, events, scale = _place(view, selection, room, axis)
    left, _, right, _ = placed.plot
    counts = view.index.month_counts(selection, view.months)
    actors, sides = list_roles(view, selection)
    texts = describe_texts(view, selection)
    drawing = {
        "figure": timeline_figure(
            events, axis, placed.width, room.dark, selection.event, view.themes, placed
        ),
        "scale": round(scale, 4),
        "plot": None if placed.down else (left, right),
        "columns": [(c.name, round(c.start, 1), round(c.end, 1)) for c in placed.columns if c.name],
        "count": count,
        "lanes": lane_filters(placed, selection),
        "by": selection.lanes or USUAL_LANES,
        "heat": heat,
        "beyond": view.beyond(selection),
        "reports": list_reports(view, selection),
        "topics": list_topics(view, selection),
        "colors": topic_colors(view),
        "reading": view.reading,
        "summary": f"{count} of {len(view.index)} events",
        "more": _summary_more(view, asked, placed),
        "texts": texts,
        # If no event matches, the sentences that do are listed at once.
        **({"found": list_texts(view, selection)} if texts and not count else {}),
        "title": page_title(view, selection),
        "signs": [*signs_of(placed.marks), *(["area"] if placed.scale else [])],
        "highest": placed.scale,
        "some": count > 0,
        "none": "" if count else NONE_BUT_TEXTS if texts else NONE,
        "whole": selection.whole,
        "months": format_months(selection, view.months),
        "counts": view.index.facet_counts("theme", selection),
        "actors": actors,
        "sides": sides,
        "acts": list_acts(view, selection),
        "places": list_places(view, selection),
        "told": list_told(view, selection),
        "slider": month_positions(selection, view.months),
        "overview": overview_state(counts, view.months, selection, placed),
        "few": list_few(view, events, count),
        "table": event_table(view, selection, sort) if table else None,
        "chips": render_chips(selection),
        "seq": view.seq,
        "changes": view.changes,
        # The page has the original ones.
        "themes": render_themes(view.index, view.index.facet_counts("theme", Selection()))
        if view.may_change and not view.is_together
        else None,
        "edit": event_facts(view, selection.event) if selection.event else None,
        "order": own_order(view, selection),
        "review": review_state(view, selection) if review else None,
        # Corrections may extend it.
        "axis": axis_facts(view) if view.may_change else None,
    }
    return drawing, placed, events


def _place(view: View, selection: Selection, room: Room, axis: Axis) -> tuple[Placed, pd.DataFrame, float]:
    """The placement, the events with a mark, and the scale relative to the page's sizes."""
    if room.stage is None:
        return *place_selection(view.index, view.on_axis(selection), room.width, axis), 1.0
    events = view.index.rows(view.on_axis(selection))
    placed, scale = place_on_stage(events, room.stage, axis, selection.lanes, selection.event)
    return placed, marked(placed, events), scale


def own_order(view: View, selection: Selection) -> list[str] | None:
    """The selection's events in a person's presentation order; None if that is the order of time."""
    if view.is_together or not view.may_change or not view.table["place"].any():
        return None
    return view.index.rows(selection).sort_values("place", kind="stable")["id"].tolist()


def topic_colors(view: View) -> dict[str, tuple[str, str]]:
    """The colours of the topics of several reports, for light and dark."""
    if not view.is_together:
        return {}
    light, dark = palette.theme_colors(view.themes), palette.theme_colors(view.themes, dark=True)
    # A renamed topic has the colour of its first theme.
    named = {topic: topic if topic in light else theme for theme, topic in view.theme_topics[::-1]}
    return {topic: (light[named[topic]], dark[named[topic]]) for topic in view.topics}


def axis_facts(view: View) -> dict:
    """The whole axis for the script, and the bars of the overview on it."""
    return {"months": view.months.columns, "days": MOST_DAYS, "spans": overview_bars(view.months)}


def page_title(view: View, selection: Selection) -> str:
    """The title of the browser's tab: the selection unless it is everything, the report, and Yearline."""
    parts = [view.title, "Yearline"]
    if words := selection.in_words():
        parts.insert(0, f"{view.index.count(selection)} of {len(view.index)} events: {words}")
    return " · ".join(parts)


def lane_filters(placed: Placed, selection: Selection) -> list[tuple[float, float, str, str]]:
    """The lanes whose names are filters: top and bottom in px, the filter's key, and its value."""
    key = LANES[selection.lanes or USUAL_LANES]
    if not key.filter or placed.down:
        return []
    names = [lane for lane in placed.lanes if lane.name not in (key.others, *key.order)]
    return [(lane.top, lane.bottom, key.filter, lane.name) for lane in names]


def _summary_more(view: View, selection: Selection, placed: Placed) -> str:
    """What follows "2 of 11 events": the filters in words, or the months shown; and which of many events are named."""
    heat, (done, of) = is_heat(view, selection), view.reading
    named = f" · named: {placed.named_by}" if placed.densities and not heat else ""
    named += f" · {done} of {of} reports read" if done < of and not heat else ""
    if words := selection.in_words():
        return f": {words}{named}"
    return (f" · {view.months.in_words()}" if len(view.months) else "") + named


def render_chips(selection: Selection) -> list[html.Button]:
    """The active filter values, each with a button that removes it."""
    return [
        html.Button(
            [words, html.Span("✕", **aria(hidden="true"))],
            type="button",
            className="filter-chip",
            **aria(label=f"Remove filter: {words}"),
            **data(does="unfilter", keys=" ".join(BY_NAME[name].keys), value=value),
        )
        for name, value, words in selection.parts()
    ]
