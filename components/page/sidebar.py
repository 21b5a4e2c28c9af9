"""The sidebar: search, themes, actors, months and reset, each with how many events it would show."""

import dash_mantine_components as dmc
from dash import html

from components.draw import palette
from components.draw.lanes import KIND_NAMES
from components.page import ids
from components.page.attributes import aria
from data import Axis, EventIndex, Selection, month_of, months_in_words

MOST_ACTORS = 400  # choices of the actor filter: those with the most events


def sidebar(index: EventIndex, kinds: dict[str, str], months: Axis, selection: Selection) -> html.Aside:
    """The filters for a table's events, set to `selection`. `kinds` maps actors to what they are."""
    return html.Aside(
        [
            dmc.TextInput(
                id=ids.SEARCH,
                value=selection.q,
                label="Search",
                placeholder="Headlines, text and actors",
                debounce=150,
            ),
            _themes(index, selection),
            _months(months, selection),
            dmc.MultiSelect(
                id=ids.ACTORS,
                label="Actor",
                data=actor_choices(index, kinds, selection),
                value=list(selection.actor),
                placeholder="Anyone",
                searchable=True,
                clearable=True,
                nothingFoundMessage="No such actor",
                maxDropdownHeight=360,
                hidePickedOptions=True,
                className="actors",
                clearButtonProps=aria(label="Clear actors"),
            ),
        ],
        className="sidebar",
        id="filters",
        **aria(label="Filters"),
    )


def _themes(index: EventIndex, selection: Selection) -> dmc.CheckboxGroup:
    themes = index.themes
    light, dark = palette.theme_colors(themes), palette.theme_colors(themes, dark=True)
    counts, whole = index.facet_counts("theme", selection), index.facet_counts("theme", Selection())
    return dmc.CheckboxGroup(
        id=ids.THEMES,
        label="Theme",
        value=list(selection.theme),
        className="themes",
        children=[
            dmc.Checkbox(
                value=theme,
                size="xs",
                className="theme",
                label=html.Span(
                    [
                        html.Span(theme, className="theme-name"),
                        html.Span(f"{counts[theme]}", className="count"),
                    ],
                    className="theme-label",
                ),
                styles={"root": {"--theme-light": light[theme], "--theme-dark": dark[theme]}},
            )
            for theme in themes
            if whole[theme]
        ],
    )


def actor_choices(index: EventIndex, kinds: dict[str, str], selection: Selection) -> list[dict]:
    """The actors by kind, most events first, each with the events it would show; for a MultiSelect."""
    counts = index.facet_counts("actor", selection)
    if len(counts) > MOST_ACTORS:
        most = sorted(counts, key=lambda name: -counts[name])[:MOST_ACTORS]
        counts = {name: counts[name] for name in dict.fromkeys([*selection.actor, *most]) if name in counts}
    groups = []
    for kind, title in KIND_NAMES.items():
        names = [name for name in counts if kinds.get(name, "organisation") == kind]
        items = [
            {"value": name, "label": f"{name[:1].upper()}{name[1:]} ({counts[name]})"}
            for name in sorted(names, key=lambda name: (-counts[name], name.lower()))
        ]
        if items:
            groups.append({"group": title, "items": items})
    return groups


def _months(months: Axis, selection: Selection) -> html.Div:
    return html.Div(
        [
            html.Div(
                [
                    html.Span("Months", id="months-label"),
                    html.Span(months_said(selection, months), id=ids.MONTHS_SAID, className="muted"),
                ],
                className="label-row",
            ),
            dmc.RangeSlider(
                id=ids.MONTHS,
                min=0,
                max=max(1, len(months) - 1),
                step=1,
                minRange=0,
                value=month_positions(selection, months),
                label=None,
                size="sm",
                thumbFromLabel="First month",
                thumbToLabel="Last month",
                updatemode="mouseup",
            ),
        ],
        className="months",
        role="group",
        **aria(labelledby="months-label"),
    )


def month_positions(selection: Selection, months: Axis) -> list[int]:
    """The slider's two positions for a selection's months."""
    last = max(1, len(months) - 1)
    low = (
        next((i for i, month in enumerate(months.columns) if month >= month_of(selection.from_)), last)
        if selection.from_
        else 0
    )
    high = (
        max((i for i, month in enumerate(months.columns) if month <= month_of(selection.to)), default=0)
        if selection.to
        else last
    )
    return [min(low, last), high]


def months_said(selection: Selection, months: Axis) -> str:
    """The range shown: "January–November 2008"."""
    return (
        months_in_words(selection.from_ or months.first, selection.to or months.last) if len(months) else ""
    )
