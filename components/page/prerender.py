"""The prerendered page: the page with its chart as HTML, readable before any script, until Dash's page replaces it."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from components.draw import palette
from components.draw.placement import place_selection
from components.draw.svg import chart_svg
from components.page import ids
from components.page.actors import SIDES, role_of
from components.page.drawing import Room
from components.page.heat import UNREAD
from components.page.markup import format_element, format_style, to_html
from components.page.overview import overview_bars, overview_state
from components.page.page import Page
from components.page.view import View
from data import Selection
from data.plurals import pluralize

# px of the chart on common screens: three phones; 1280, 1366, 1440, 1536 and 1920 px wide.
WIDTHS = (332, 362, 384, 680, 734, 780, 876, 1260)
FRAMES = (328, 358, 568, 608, 668, 768, 868, 1120)  # px of the chart in a frame as wide as an article
FEW_WIDTHS = (332, 680, 1020)
_DENSE = 0.6  # of the darkest cell; above it the count is light
_MANY = 40  # marks above which only a few widths are drawn


def render_first(
    view: View,
    selection: Selection,
    room: Room | None,
    page: Page,
    *,
    embed: bool = False,
    base: str = "/",
) -> str:
    """Render the `page` of `selection` as HTML. The chart is drawn for the browser's `room`; if that is unknown, for several
    widths, of which the stylesheet shows the widest that fits.
    """
    drawing, asked, selection = page.drawing, selection, view.in_usual_lanes(selection)
    count, heat = drawing["count"], drawing["heat"]
    usual = (FRAMES if embed else WIDTHS) if count <= _MANY else FEW_WIDTHS
    widths = (room.width,) if room else usual
    charts, overviews = [], []
    for width in widths if heat is None else ():
        chart, overview = _draw_for(view, selection, width, page)
        charts.append(f'<div class="at at-{width}">{chart}</div>')
        overviews.append(f'<div class="at at-{width}">{overview}</div>')
    reports, topics, table = drawing["reports"], drawing["topics"], drawing["table"]
    role = role_of(selection)
    actors = drawing["actors"] if role == "actor" else drawing["sides"][role]
    filled = {
        ids.CHART: f'<div id="early">{"".join(charts)}</div><div id="{ids.TIMELINE}"></div>' if count else "",
        "heat": _render_heat(heat, view, asked, base) if heat else "",
        ids.OVERVIEW: "".join(overviews),
        ids.ACTORS_LIST: _list_names(role, actors, getattr(selection, role)),
        "acts-list": _list_values("act", drawing["acts"], selection.act),
        "places-list": _list_values("where", drawing["places"], selection.where),
        "told-list": _list_values("told", drawing["told"], selection.told),
        "reports-list": _list_names("report", reports, selection.reports) if reports["groups"] else "",
        "topics-list": _list_names("topic", topics, selection.topic, drawing["colors"])
        if topics["groups"]
        else "",
        ids.TEXTS: _render_texts(drawing["found"]) if "found" in drawing else "",
        "topics-count": str(topics["count"]),
        "reports-count": str(reports["count"]),
        ids.TABLE: _render_table(table) if table else "",
    }
    drawn = to_html(page.html, filled)
    lanes = f'<option value="{"" if heat else escape(selection.lanes)}"'
    return f"<style>{_show_widest(widths)}{_DARK}</style>{drawn.replace(lanes, f'{lanes} selected')}"


def _draw_for(view: View, selection: Selection, width: int, page: Page) -> tuple[str, str]:
    """The chart and overview at a width; the page's own if it has that width."""
    if width == page.placed.width:
        placed, events, state = page.placed, page.events, page.drawing["overview"]
    else:
        placed, events = place_selection(view.index, view.on_axis(selection), width, view.axis(selection))
        counts = view.index.month_counts(selection, view.months)
        state = overview_state(counts, view.months, selection, placed)
    chart = chart_svg(placed, events, view.themes).replace(' aria-hidden="true"', "", 1)
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
    """CSS that shows the widest drawing that fits, or the narrowest if none does."""
    rules = [f"#first .at-{widths[0]}{{display:contents}}"]
    rules += [
        f"@container room (min-width:{width}px){{#first .at-{narrower}{{display:none}}#first .at-{width}{{display:contents}}}}"
        for narrower, width in zip(widths, widths[1:], strict=False)
    ]
    return "".join(rules)


def _list_names(
    key: str, found: dict, chosen: tuple[str, ...], colors: Mapping[str, tuple[str, str]] | None = None
) -> str:
    """Actors, reports or topics, as the script renders them (assets/page/actors.mjs, lists.mjs)."""
    lines = []
    for title, rows in found["groups"]:
        if title:
            lines.append(f"<h4>{escape(title)}</h4>")
        for name, count, *sides in rows:
            box = _box(key, name, name in chosen)
            looks = "actor" if count else "actor none"
            is_actor = key in ("actor", *SIDES)
            said = name[:1].upper() + name[1:] if is_actor else name
            words = (
                f'<span class="actor-name" dir="auto">{escape(said)}</span>{_sides(sides)}'
                f'<span class="count">{count}</span>'
            )
            bar = f'<span class="share" style="width:{100 * count / max(1, found["most"]):.6g}%"></span>'
            if is_actor:
                lines.append(f'<div class="named"><label class="{looks}">{box}{words}{bar}</label></div>')
            else:
                light, dark = (colors or {}).get(name, ("", ""))
                style = f' style="--theme-light:{light};--theme-dark:{dark}"' if light else ""
                label = f'<label class="{looks} {key}"{style}>{box}{words}</label>'
                lines.append(f'<div class="named">{label}</div>' if key == "topic" else label)
    return "".join(lines) or '<p class="muted">No such actor</p>'


def _list_values(key: str, found: dict, chosen: tuple[str, ...]) -> str:
    """Acts or places, as the script renders them (assets/page/facets.mjs)."""
    lines = []
    for title, rows in found["groups"]:
        hidden = "" if any(listed for *_, listed in rows) else " hidden"
        if title:
            lines.append(f"<h4{hidden}>{escape(title)}</h4>")
        for value, name, count, listed in rows:
            words = (
                f'<span class="actor-name" dir="auto">{escape(name)}</span><span class="count">{count}</span>'
            )
            bar = f'<span class="share" style="width:{100 * count / max(1, found["most"]):.6g}%"></span>'
            looks = f"actor {key}" if count else f"actor {key} none"
            box = _box(key, value, value in chosen)
            lines.append(
                f'<label class="{looks}"{"" if listed else " hidden"}>{box}{words}'
                f"{bar if key == 'act' else ''}</label>"
            )
    return "".join(lines)


def _box(key: str, value: str, checked: bool) -> str:
    about = {"type": "checkbox", "value": value, "checked": checked, "data-filter": key}
    return format_element("input", about)


def _sides(sides: list[int]) -> str:
    """In how many events an actor acted, and in how many it was acted upon, each with an arrow."""
    if not any(sides):
        return ""
    did, done = sides
    said = (f"<span>{did}→</span>" if did else "") + (f"<span>→{done}</span>" if done else "")
    title = f"did it in {did}, done to in {done}"
    return f'<span class="sides" title="{title}" aria-hidden="true">{said}</span>'


def _render_heat(heat: dict, view: View, selection: Selection, base: str) -> str:
    """The heat map as the script renders it: the reports with most events first, or sorted by name while reports are still
    read, so that rows do not move (assets/page/heat.mjs).
    """
    done, of = view.reading
    by_name = done < of
    head = "".join(f'<th scope="col">{escape(name)}</th>' for _, _, name in heat["columns"])
    rows = []
    for name, key, counts, total in sorted(
        heat["rows"], key=lambda row: (0 if by_name else -row[3], _plain(row[0]))
    ):
        alone = replace(selection, event="", lanes="", report=key, reports=())
        cells = []
        if counts is None:
            cells.append(f'<td class="unread" colspan="{len(heat["columns"])}">{UNREAD}</td>')
        for count, (first, last, words) in zip(counts or (), heat["columns"], strict=counts is not None):
            part = math.sqrt(count / heat["most"]) if count else 0
            said = f"{name}, {words}: {count} {pluralize('event', count)}"
            link = {
                "href": f"{base}?{replace(alone, from_=first, to=last).to_query()}",
                "aria-label": said,
                "style": f"--part:{part:.4g}",
                "class": "dense" if part > _DENSE else "",
            }
            cells.append(f"<td>{format_element('a', link, str(count)) if count else ''}</td>")
        link = format_element("a", {"href": f"{base}?{alone.to_query()}"}, escape(name))
        rows.append(
            f'<tr><th scope="row" dir="auto">{link}</th>{"".join(cells)}<td class="sum">{"" if counts is None else total}</td></tr>'
        )
    said = (
        f'<progress value="{done / of:.4g}"></progress> {done} of {of} reports read · ' if done < of else ""
    )
    first, last, _ = heat["columns"][0] if heat["columns"] else ("", "", "")
    if heat["most"] > 1:
        said += (
            '<span class="scale"><span class="cell pale"></span> 1 … <span class="cell dark"></span> '
            f"{heat['most']} events a {'month' if first == last else 'year'} · </span>"
        )
    sort, other = ("name", "Most events first") if by_name else ("events", "A–Z")
    order = f'Sorted by {sort} · <button type="button" class="link" data-order="true">{other}</button>'
    return (
        f'<p class="muted heat-said">{said}{order}</p>'
        f'<div class="heat-scroll"><table><thead><tr><th scope="col"><span class="hidden">Report</span></th>{head}'
        f'<th scope="col">All</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _plain(name: str) -> str:
    """A name without case and accents, for sorting."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _render_table(table: dict) -> str:
    """The table, as the script renders it (assets/page/table.mjs)."""
    arrows = {"ascending": " ↑", "descending": " ↓"}
    heads = "".join(
        f'<th scope="col" aria-sort="{order}"><button type="button" class="sort" data-does="sort" data-value="{escape(then)}">'
        f'{escape(name)}<span class="arrow">{arrows.get(order, "")}</span></button></th>'
        for name, order, then in table["heads"]
    )
    rows = "".join(
        f"<tr>{_report_cell(*report)}"
        f'<td class="when"><bdi>{escape(date)}</bdi></td><td class="theme-cell"><bdi>{escape(theme)}</bdi></td>'
        f'<td class="headline-cell"><button type="button" class="open-event" data-does="event" data-value="{escape(id_)}">'
        f'{_marked(headline, cut, 0)}</button><button type="button" class="icon star only-edit" data-does="star" data-value="{escape(id_)}"'
        f' aria-label="Star {escape(headline)}" aria-pressed="{str(starred).lower()}">{"★" if starred else "☆"}</button></td>'
        f'<td class="actors-cell">{"; ".join(f"<bdi>{_marked(actor, cut, i)}</bdi>" for i, actor in enumerate(actors, 1))}</td></tr>'
        for id_, date, theme, headline, actors, starred, cut, *report in table["rows"]
    )
    actions = (
        '<div class="table-actions"><button type="button" class="button" data-does="copy-table">Copy table</button>'
        '<a class="button">Download CSV</a><span class="muted copied"></span></div>'
    )
    note = f'<p class="muted">{escape(table["note"])}</p>' if table["note"] else ""
    return f"{actions}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"


def _report_cell(report: str = "") -> str:
    return f'<td class="report-cell"><bdi>{escape(report)}</bdi></td>' if report else ""


def _render_texts(found: dict) -> str:
    """Search results, as the script renders them (assets/page/texts.mjs)."""
    rows = "".join(
        f'<li><div><b dir="auto">{escape(hit["name"] or hit["page"] or "The report")}</b></div><span dir="auto">{escape(hit["before"])}'
        f'<mark class="hit">{escape(hit["hit"])}</mark>{escape(hit["after"])}</span></li>'
        for hit in found["reports"]
    )
    return f"<ul>{rows}</ul>" if rows else ""


def _marked(text: str, cut: list[list[str]] | None, number: int) -> str:
    """A cell's text; in a search as pieces, of which every second is a hit."""
    pieces = cut[number] if cut else [text]
    return "".join(
        f'<mark class="hit">{escape(piece)}</mark>' if i % 2 else escape(piece)
        for i, piece in enumerate(pieces)
    )


def _dark_colors() -> str:
    """CSS with the chart's dark colours, as only the browser knows the scheme."""
    pairs = [(palette.LIGHT[name], palette.DARK[name]) for name in palette.LIGHT]
    pairs += list(zip(palette.LIGHT_THEMES, palette.DARK_THEMES, strict=True))
    pairs += [(palette.faint(light), palette.faint(dark)) for light, dark in pairs]
    return "".join(
        f'[data-mantine-color-scheme="dark"] #first svg [{name}="{light}"]{{{name}:{dark}}}'
        for light, dark in pairs
        for name in ("fill", "stroke")
    )


_DARK = _dark_colors()
