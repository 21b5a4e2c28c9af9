"""The year in brief: the report's own opening and a few lines from its table, shown if no event is open."""

from collections.abc import Sequence
from urllib.parse import urlencode

from dash import html

from components.page import ids
from components.page.attributes import aria, data
from data.events.summary import BriefLine


def render_brief(opening: str, lines: Sequence[BriefLine], report: str = "", base: str = "/") -> html.Section:
    """Render the `opening` in the report's typeface, then the `lines`; those with a query are links that filter by it.

    `report` is the current key; addresses start with `base`.
    """
    parts = render_brief_parts(opening, lines, report, base)
    return html.Section(parts, id=ids.BRIEF, className="brief", **aria(labelledby="brief-title"))


def render_brief_parts(opening: str, lines: Sequence[BriefLine], report: str = "", base: str = "/") -> list:
    """The content of the year in brief; the lines change when the table is corrected."""
    parts: list = [html.H2("The year in brief", id="brief-title")]
    if opening:
        parts.append(html.P(opening, className="opening", dir="auto"))
        parts.append(html.Button("Read the report", type="button", className="link", **data(does="read")))
    if lines:
        parts.append(html.Ul([html.Li(_render_line(line, report, base)) for line in lines]))
    return parts


def _render_line(line: BriefLine, report: str, base: str) -> html.A | html.Span:
    pieces = [html.Strong(text) if stands_out else text for text, stands_out in line.pieces]
    if line.queries:
        parts = [
            _render_link([piece], query, report, base) if query else piece
            for piece, query in zip(pieces, line.queries, strict=True)
        ]
        return html.Span(parts, dir="auto", className="several")
    if not line.query:
        return html.Span(pieces, dir="auto")
    return _render_link(pieces, line.query, report, base)


def _render_link(pieces: list, asked: dict[str, list[str]], report: str, base: str) -> html.A:
    reports = [*([report] if report else []), *asked.get("report", [])]
    query = urlencode(asked | ({"report": reports} if reports else {}), doseq=True)
    return html.A(pieces, href=f"{base}?{query}", dir="auto", **data(does="filter", query=query))
