"""The first picture: the page with its chart as HTML, readable before any script; Dash's page takes its place."""

from html import escape

from dash import html

from components.draw import palette
from components.draw.placement import place_selection
from components.draw.svg import chart_svg
from components.page import ids
from components.page.actors import list_actors, list_reports
from components.page.drawing import Room
from components.page.markup import format_element, format_style, to_html
from components.page.overview import overview_bars, overview_state
from components.page.table import event_table
from components.page.view import View
from data import Selection

# px of the chart on usual screens: three phones; 1280, 1366, 1440, 1536 and 1920 px wide.
WIDTHS = (332, 362, 384, 680, 734, 780, 876, 1260)
FRAMES = (328, 358, 568, 608, 668, 768, 868, 1120)  # px of the chart in a frame as wide as an article
FEW_WIDTHS = (332, 680, 1020)
_MANY = 40  # marks, beyond which there are few widths


def render_first(
    view: View,
    selection: Selection,
    room: Room | None,
    page: html.Div,
    *,
    embed: bool = False,
    table: bool = False,
    sort: str = "",
) -> str:
    """The `page` of `selection` as HTML. The chart is drawn for the browser's `room`, and while that is not known for
    several, of which the stylesheet shows the widest that fits."""
    count = view.index.count(selection)
    usual = (FRAMES if embed else WIDTHS) if count <= _MANY else FEW_WIDTHS
    widths = (room.width,) if room else usual
    charts, overviews = [], []
    for width in widths:
        chart, overview = _draw_for(view, selection, width)
        charts.append(f'<div class="at at-{width}">{chart}</div>')
        overviews.append(f'<div class="at at-{width}">{overview}</div>')
    reports = list_reports(view, selection)
    filled = {
        ids.CHART: f'<div id="early">{"".join(charts)}</div><div id="{ids.TIMELINE}"></div>' if count else "",
        ids.OVERVIEW: "".join(overviews),
        ids.ACTORS_LIST: _list_names("actor", list_actors(view, selection), selection.actor),
        "reports-list": _list_names("report", reports, selection.reports) if reports["groups"] else "",
        "reports-count": str(reports["count"]),
        ids.TABLE: _render_table(event_table(view, selection, sort)) if table else "",
    }
    drawn = to_html(page, filled)
    lanes = f'<option value="{escape(selection.lanes)}"'
    return f"<style>{_show_widest(widths)}{_DARK}</style>{drawn.replace(lanes, f'{lanes} selected')}"


def _draw_for(view: View, selection: Selection, width: int) -> tuple[str, str]:
    """The chart and the overview at a width."""
    placed, events = place_selection(view.index, selection, width, view.axis(selection))
    chart = chart_svg(placed, events, view.themes).replace(' aria-hidden="true"', "", 1)
    state = overview_state(view.index.month_counts(selection, view.months), view.months, selection, placed)
    spans = overview_bars(view.months)
    if not spans:
        return chart, ""
    bars = "".join(
        f'<span class="month{"" if inside else " out"}"><span class="bar" style="height:{height}px"></span></span>'
        for height, _, inside in state["bars"]
    )
    name = "Events a month" if spans[0][1] == spans[0][2] else "Events a year"
    across = {part: format_style(style) for part, style in state["across"].items()}
    overview = (
        f'<span class="overview-name muted" style="{across[".overview-name"]}">{name}</span>'
        f'<div class="bars" style="{across[".bars"]}">{bars}</div>'
    )
    return chart, overview


def _show_widest(widths: tuple[int, ...]) -> str:
    """Of the drawings at several widths the widest that fits is shown, and of narrower rooms the narrowest."""
    rules = [f"#first .at-{widths[0]}{{display:contents}}"]
    rules += [
        f"@container room (min-width:{width}px){{#first .at-{narrower}{{display:none}}#first .at-{width}{{display:contents}}}}"
        for narrower, width in zip(widths, widths[1:], strict=False)
    ]
    return "".join(rules)


def _list_names(key: str, found: dict, chosen: tuple[str, ...]) -> str:
    """Actors or reports as the script lists them (assets/page/actors.mjs, reports.mjs)."""
    lines = []
    for title, rows in found["groups"]:
        if title:
            lines.append(f"<h4>{escape(title)}</h4>")
        for name, count in rows:
            box = format_element(
                "input",
                {
                    "type": "checkbox",
                    "value": name,
                    "checked": name in chosen,
                    "data-filter": key,
                },
            )
            looks = "actor" if count else "actor none"
            said = name[:1].upper() + name[1:] if key == "actor" else name
            words = (
                f'<span class="actor-name" dir="auto">{escape(said)}</span><span class="count">{count}</span>'
            )
            bar = f'<span class="share" style="width:{100 * count / max(1, found["most"]):.6g}%"></span>'
            if key == "actor":
                lines.append(f'<div class="named"><label class="{looks}">{box}{words}{bar}</label></div>')
            else:
                lines.append(f'<label class="{looks}">{box}{words}</label>')
    return "".join(lines) or '<p class="muted">No such actor</p>'


def _render_table(table: dict) -> str:
    """As the script makes it (assets/page/table.mjs)."""
    arrows = {"ascending": " ↑", "descending": " ↓"}
    heads = "".join(
        f'<th scope="col" aria-sort="{order}"><button type="button" class="sort" data-does="sort" data-value="{escape(then)}">'
        f'{escape(name)}<span class="arrow">{arrows.get(order, "")}</span></button></th>'
        for name, order, then in table["heads"]
    )
    rows = "".join(
        f'<tr><td class="when"><bdi>{escape(date)}</bdi></td><td class="theme-cell"><bdi>{escape(theme)}</bdi></td>'
        f'<td class="headline-cell"><button type="button" class="open-event" data-does="event" data-value="{escape(id_)}">'
        f'{escape(headline)}</button><button type="button" class="icon star only-edit" data-does="star" data-value="{escape(id_)}"'
        f' aria-label="Star {escape(headline)}" aria-pressed="{str(starred).lower()}">{"★" if starred else "☆"}</button></td>'
        f'<td class="actors-cell">{"; ".join(f"<bdi>{escape(actor)}</bdi>" for actor in actors)}</td></tr>'
        for id_, date, theme, headline, actors, starred in table["rows"]
    )
    actions = (
        '<div class="table-actions"><button type="button" class="button" data-does="copy-table">Copy table</button>'
        '<a class="button">Download CSV</a><span class="muted copied"></span></div>'
    )
    note = f'<p class="muted">{escape(table["note"])}</p>' if table["note"] else ""
    return f"{actions}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"


def _dark_colors() -> str:
    """The picture's colours in the dark, which only the browser knows of."""
    pairs = [(palette.LIGHT[name], palette.DARK[name]) for name in palette.LIGHT]
    pairs += list(zip(palette.LIGHT_THEMES, palette.DARK_THEMES, strict=True))
    pairs += [(palette.faint(light), palette.faint(dark)) for light, dark in pairs]
    return "".join(
        f'[data-mantine-color-scheme="dark"] #first svg [{name}="{light}"]{{{name}:{dark}}}'
        for light, dark in pairs
        for name in ("fill", "stroke")
    )


_DARK = _dark_colors()
