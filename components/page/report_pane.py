"""The report's text beside the chart, each event's sentence highlighted in its theme's colour."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import pandas as pd
from dash import Input, Output, State, html, no_update

from components.draw import palette
from components.page import ids
from components.page.attributes import aria, data
from data import Report
from data.events.provenance import describe_page
from data.events.rows import iter_events
from data.selection.search import Span

MOST_TEXT = 400_000  # characters shown; in a longer report events are read one by one in the details


def render_report(report: Report, table: pd.DataFrame) -> list:
    """Render the report's sections and paragraphs, with its events' sentences as marks.

    Where a page of a PDF starts, its number is shown as generated content, which is neither searched nor copied with the text.
    A mark's `data-events` has its events' ids, for highlighting.
    """
    if len(report.text) > MOST_TEXT or not report.paragraphs:
        return [
            html.P(
                "This source is too long to show whole; open an event to read its text.", className="muted"
            )
        ]
    themes = list(table["theme"].cat.categories)
    light, dark = palette.theme_colors(themes), palette.theme_colors(themes, dark=True)
    spans = _find_spans(table)
    parts: list = []
    blocks = [(s.start, s.end, html.H3 if s.level == 1 else html.H4) for s in report.sections]
    blocks += [(p.start, p.end, html.Blockquote if p.kind == "quote" else html.P) for p in report.paragraphs]
    kinds = {p.start: p.kind for p in report.paragraphs}
    blocks.sort(key=lambda block: block[0])
    begins = _find_pages(report, [block[:2] for block in blocks])
    for start, end, element in blocks:
        inside = [span for span in spans if start <= span[0] < end]
        name = "case" if kinds.get(start) == "case" else None
        if start in begins:
            parts.append(_render_page(begins[start]))
        behind = {place: page for place, page in begins.items() if start < place < end}
        words = _mark_events(report.text, start, end, inside, light, dark, behind)
        # Where a selected passage is looked for.
        parts.append(element(words, className=name, dir="auto", **data(start=str(start))))
    return parts


def _find_pages(report: Report, blocks: Sequence[Span]) -> dict[int, str]:
    """The offsets at which pages start, in a block or at the start of the next, and their names: "p. 191". Pages without
    text are skipped.
    """
    starts, begins = [start for start, _ in blocks], {}
    for page in report.pages:
        number = bisect_right(starts, page.start) - 1
        is_inside = number >= 0 and page.start < blocks[number][1]
        if is_inside or number + 1 < len(blocks):
            place = page.start if is_inside else starts[number + 1]
            begins[place] = describe_page(page.label, page.number)
    return begins


def _render_page(name: str) -> html.Span:
    """A page break; the stylesheet shows its name."""
    return html.Span(className="page-begin", role="doc-pagebreak", **aria(label=name), **data(page=name))


def _find_spans(table: pd.DataFrame) -> list[tuple[int, int, str, list[str]]]:
    """The offsets of events in the text with their theme and ids; events of one sentence share them."""
    places: dict[int, list] = {}
    for row in iter_events(table.sort_values("start")):
        place = places.setdefault(int(row.start), [int(row.end), str(row.theme), []])
        place[0] = max(place[0], int(row.end))
        if row.in_year:
            place[2].append(row.id)
    return [(start, end, theme, found) for start, (end, theme, found) in places.items() if found]


def _mark_events(
    text: str, start: int, end: int, spans: list, light: dict, dark: dict, pages: Mapping[int, str]
) -> list:
    parts, at = [], start
    for first, last, theme, events in spans:
        first, last = max(first, at), min(last, end)
        if last <= first:
            continue
        parts += _cut_at_pages(text, at, first, pages)
        parts.append(
            html.Mark(
                _cut_at_pages(text, first, last, pages),
                tabIndex=0,
                role="button",
                className="event-mark",
                style={"--theme-light": light[theme], "--theme-dark": dark[theme]},
                **data(events=" ".join(events)),
            )
        )
        at = last
    return parts + _cut_at_pages(text, at, end, pages)


def _cut_at_pages(text: str, start: int, end: int, pages: Mapping[int, str]) -> list:
    """`text[start:end]` with the page breaks in it."""
    parts: list = []
    for place in sorted(place for place in pages if start <= place < end):
        parts += [_collapse_spaces(text[start:place]), _render_page(pages[place])]
        start = place
    parts.append(_collapse_spaces(text[start:end]))
    return [part for part in parts if part != ""]  # a component without children is falsy


def places_in_pane(report: Report, spans: Sequence[Span]) -> list[tuple[int, int, int]]:
    """Convert `spans` of a report's text to positions in the pane: the `data-start` of the block, and start and end in its
    text, in UTF-16 units as browsers count.
    """
    starts = sorted(block.start for block in (*report.sections, *report.paragraphs))
    places = []
    for start, end in spans:
        number = bisect_right(starts, start)
        if number:
            block = starts[number - 1]
            places.append((block, *(_units(_collapse_spaces(report.text[block:at])) for at in (start, end))))
    return places


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _collapse_spaces(text: str) -> str:
    """A part of the report with line breaks as spaces; spaces at its ends stay."""
    words = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + words + (" " if text[-1:].isspace() and words else "")


def register(app, shown) -> None:
    """Register the callback that renders the pane when it is opened, or when its table was corrected; its input is the
    number of the last correction. `shown(key)` returns the report and table of a page.
    """

    @app.callback(
        Output(ids.READING, "children"),
        Input(ids.READING_OPEN, "data"),
        State(ids.REPORT, "data"),
        prevent_initial_call=True,
    )
    def fill(opened: bool | int, key: str):
        if opened is False:
            return no_update
        view = shown(key if isinstance(key, str) else "")
        return render_report(view.report, view.table)
