"""The sidebar: search, themes, acts, actors, places, months and reset, each with the number of events it would show."""

import dash_mantine_components as dmc
from dash import html

from components.draw import palette
from components.page import ids
from components.page.actors import ROLES, SHOWN, role_of
from components.page.attributes import aria, data
from components.page.facets import SHOWN_ACTS, SHOWN_PLACES
from data import Axis, EventIndex, Selection, month_of, months_in_words
from data.plurals import pluralize


def render_sidebar(
    index: EventIndex, actors: int, months: Axis, selection: Selection, together: bool = False
) -> html.Aside:
    """The filters of a table's events, set to `selection`; `actors` is the number of actors, `together` whether several
    reports are shown together.
    """
    count = index.count(selection)
    parts = [
        dmc.TextInput(
            id=ids.SEARCH,
            value=selection.q,
            placeholder="Search",
            debounce=150,
            **aria(label="Search"),
        ),
        *([_render_list("reports", "Report"), _render_list("topics", "Topic")] if together else []),
        html.Div(_render_themes(index, selection, together), hidden=together),
        _render_facet("acts", "What happened", len(index.facet("act").names), SHOWN_ACTS),
        _render_actors(actors, role_of(selection)),
        _render_facet("places", "Where", len(index.facet("where").names), SHOWN_PLACES),
        _render_facet("told", "Told by", 0, 1),
        _render_months(months, selection),
        html.Button(
            "Edit names",
            id="edit-names",
            type="button",
            className="link",
            **aria(pressed="false"),
            **data(does="edit-names"),
        ),
        html.Button(
            f"Show {count} {pluralize('event', count)}",
            id="close-filters",
            type="button",
            className="button strong only-drawer",
        ),
    ]
    return html.Aside(
        html.Div(parts, className="filters"), className="sidebar", id="filters", **aria(label="Filters")
    )


def _render_list(name: str, label: str) -> html.Div:
    """The container of the reports or their topics, which the script fills (assets/page/lists.mjs)."""
    return html.Div(
        [
            html.Div(
                [html.Span(label, id=f"{name}-label"), html.Span(id=f"{name}-count", className="muted")],
                className="label-row",
            ),
            html.Div(id=f"{name}-list", className="names-list"),
        ],
        id=name,
        className="actors",
        role="group",
        **aria(labelledby=f"{name}-label"),
    )


def _render_facet(name: str, label: str, count: int, shown: int) -> html.Div:
    """The container of acts or places, which the script fills (assets/page/facets.mjs); it shows the `shown` most frequent
    of `count`.
    """
    every = f"All {count}…"
    return html.Div(
        [
            html.Div(
                [
                    html.Span(label, id=f"{name}-label"),
                    html.Span(f"{count}" if count else "", className="muted"),
                ],
                className="label-row",
            ),
            html.Div(id=f"{name}-list"),
            html.Button(
                every,
                id=f"{name}-more",
                type="button",
                className="link more",
                hidden=count <= shown,
                **aria(expanded="false", controls=f"{name}-list"),
                **data(all=every, fewer="Fewer"),
            ),
        ],
        id=name,
        className="actors",
        role="group",
        hidden=not count,
        **aria(labelledby=f"{name}-label"),
    )


def _render_themes(index: EventIndex, selection: Selection, together: bool) -> dmc.CheckboxGroup:
    """The themes; for several reports their topics, as there are too many themes."""
    return dmc.CheckboxGroup(
        id=ids.THEMES,
        label="Theme",
        value=list(selection.theme),
        className="themes",
        children=[] if together else render_themes(index, index.facet_counts("theme", selection)),
    )


def render_themes(index: EventIndex, counts: dict[str, int]) -> list[html.Div]:
    """A checkbox for each theme with events, with its count and a button that renames it."""
    themes = index.themes
    light, dark = palette.theme_colors(themes), palette.theme_colors(themes, dark=True)
    whole = index.facet_counts("theme", Selection())
    return [
        html.Div(
            [
                dmc.Checkbox(
                    value=theme,
                    size="xs",
                    className="theme",
                    label=html.Span(
                        [
                            html.Span(theme, className="theme-name", dir="auto"),
                            html.Span(f"{counts[theme]}", className="count"),
                        ],
                        className="theme-label",
                    ),
                    styles={"root": {"--theme-light": light[theme], "--theme-dark": dark[theme]}},
                ),
                html.Button(
                    "✎",
                    type="button",
                    className="rename",
                    title="Rename or merge",
                    **aria(label=f"Rename {theme}"),
                    **data(does="rename", kind="theme", value=theme),
                ),
            ],
            className="named",
        )
        for theme in themes
        if whole[theme]
    ]


def _render_actors(count: int, role: str) -> html.Div:
    """The choice of the role, and the container of the list, which the script fills (assets/page/actors.mjs)."""
    every = f"All {count} actors…"
    return html.Div(
        [
            html.Div(
                [html.Span("Actor", id="actors-label"), html.Span(f"{count}", className="muted")],
                className="label-row",
            ),
            html.Div(
                [_render_role(key, key == role) for key in ROLES],
                id="roles",
                className="roles",
                role="group",
                **aria(label="Role"),
            ),
            html.Div(id=ids.ACTORS_LIST),
            html.Button(
                every,
                id=ids.ACTORS_MORE,
                type="button",
                className="link more",
                hidden=count <= SHOWN,
                **aria(expanded="false", controls=ids.ACTORS_LIST),
                **data(all=every, fewer="Fewer actors"),
            ),
        ],
        id=ids.ACTORS,
        className="actors",
        role="group",
        hidden=not count,
        **aria(labelledby="actors-label"),
    )


def _render_role(key: str, chosen: bool) -> html.Button:
    before, name, behind = ROLES[key]
    arrow = [html.Span(sign, className="arrow", **aria(hidden="true")) for sign in (before, behind)]
    return html.Button(
        [*([arrow[0], " "] if before else []), name, *([" ", arrow[1]] if behind else [])],
        type="button",
        **aria(pressed=str(chosen).lower()),
        **data(does="role", value=key),
    )


def _render_months(months: Axis, selection: Selection) -> html.Div:
    return html.Div(
        [
            html.Div(
                [
                    html.Span("Months", id="months-label"),
                    html.Span(format_months(selection, months), id=ids.MONTHS_WORDS, className="muted"),
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
    """The slider's two positions for a selection's months; an end of it for a month outside the axis.

    The script does not turn them back into months unless a person moves the slider.
    """
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


def format_months(selection: Selection, months: Axis) -> str:
    """The selected range: "January–November 2008"."""
    if not len(months):
        return ""
    from_, to = selection.from_, selection.to
    if month_of(from_) > months.last or (to and month_of(to) < months.first):
        return months_in_words(from_, to)  # outside the axis, whose end would invert the range
    return months_in_words(from_ or months.first, to or months.last)
