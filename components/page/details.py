"""The details of the open event, beside the chart: what, when, who, and its sentence in the report."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html

from components.draw import palette
from components.page.attributes import aria, data
from components.page.claim import cut_at_parts, render_claim
from components.page.told import render_told
from data import Report, Selection, date_in_words
from data.events.corrections import CLAIM
from data.events.provenance import describe_page, field_in_words, value_in_words
from data.plurals import pluralize
from data.selection.search import Span, cut_at, find_words, names_in, parse_search


def render_event(
    event: pd.Series,
    report: Report,
    themes: list[str],
    position: int,
    count: int,
    words: str = "",
    around: tuple[str, str] = ("", ""),
    as_read: dict[str, Any] | None = None,
    opens: str = "",
    told: Sequence[html.Section] = (),
    source: str = "",
) -> list:
    """Render the details pane for one row of the events table, the `position`-th of `count`.

    `position` is 0 for an event outside of the selection. `words` are highlighted; `around` are the ids of the events before
    and after, `as_read` the original values of corrected fields. `opens` is the key of its report if several are shown
    together, `told` what other reports say of it, `source` the address of the PDF.
    """
    theme = event["theme"]
    color = {
        "--theme-light": palette.theme_colors(themes)[theme],
        "--theme-dark": palette.theme_colors(themes, dark=True)[theme],
    }
    return [
        html.Div(
            [
                html.Span(_where(event, position, count), className="muted"),
                html.Span(
                    [
                        html.Button(
                            "★" if event["starred"] else "☆",
                            type="button",
                            className="icon star only-edit",
                            title="Star: comes first on slides (key s)",
                            **aria(label="Star", pressed=str(bool(event["starred"])).lower()),
                            **data(does="star", value=event["id"]),
                        ),
                        html.Button(
                            "Edit",
                            type="button",
                            className="icon only-edit",
                            title="Key e",
                            **data(does="edit"),
                        ),
                        _render_step("←", "Previous event", around[0]),
                        _render_step("→", "Next event", around[1]),
                        _render_step("✕", "Close details", ""),
                    ]
                ),
            ],
            className="details-bar",
        ),
        html.P(
            [*([html.B(report.title), " · "] if opens else []), theme],
            className="details-theme",
            style=color,
            dir="auto",
        ),
        html.H2(
            mark_words(event["headline"], _spans(event["headline"], event, words)),
            id="details-title",
            tabIndex=-1,
            dir="auto",
        ),
        html.P(date_as_known(event["date"], event["precision"]), className="muted details-date"),
        *(
            html.P(words, className="muted details-note", dir="auto")
            for words in _notes(event, as_read or {})
        ),
        render_claim(event),
        *told,
        *_render_others(event),
        html.Div(
            [
                html.H3(["In the report", *_render_page(event, source)]),
                _render_way(event, report, opens),
            ],
            className="label-row",
        ),
        html.Div(
            _render_passage(event, report, words),
            className="in-report told" if event.get("evidence") else "in-report",
            style=color,
        ),
    ]


def _render_way(event: pd.Series, report: Report, opens: str) -> html.A | html.Button:
    """The link into the report; for one of several to its own page."""
    if not opens:
        return html.Button("Read it all", type="button", className="link", **data(does="read"))
    query = urlencode({"event": event["id"], "report": opens})
    return html.A(f"Open in {report.title}", href=f"?{query}", className="link", dir="auto")


def _render_page(event: pd.Series, source: str) -> list[str | html.A]:
    """The page of the event, linked to the page in the PDF if it has an address."""
    page = describe_page(event["page"], event["pdf_page"])
    if not page:
        return []
    if not source or pd.isna(event["pdf_page"]):
        return [f", {page}"]
    address = f"{source}#page={int(event['pdf_page'])}"
    # In a new tab: on a phone, an embedded PDF viewer has no way back.
    link = html.A(
        page,
        href=address,
        target="_blank",
        rel="noopener",
        className="link",
        title="Open the file at this page",
    )
    return [", ", link]


def _render_others(event: pd.Series) -> list[html.Details]:
    """The other columns of the table that the event was read from."""
    others = event.get("other")
    if not isinstance(others, dict) or not others:
        return []
    rows = [html.Div([html.Dt(name, dir="auto"), html.Dd(cell, dir="auto")]) for name, cell in others.items()]
    count = f"{len(rows)} more {pluralize('column', len(rows))} of the table"
    return [html.Details([html.Summary(count), html.Dl(rows, className="claim")], className="others")]


def _where(event: pd.Series, position: int, count: int) -> str:
    if position:
        return f"{position} of {count}"
    return "Outside the filters" if event["in_year"] else "Of another year"


def _notes(event: pd.Series, as_read: dict[str, Any]) -> list[str]:
    """What a person did with the event, and why it needs a look."""
    notes = []
    if as_read:
        read = (_as_read(name, as_read[name]) for name in as_read)
        notes.append(f"Corrected – as read: {'; '.join(read)}")
    elif event["corrected"]:
        notes.append("Added by a person.")
    if event["starred"]:
        notes.append("Starred: comes first on slides.")
    if event["note"]:
        notes.append(f"To say of it: {event['note']}")
    if event["doubt"] and not event["reviewed"]:
        notes.append(f"Look here: {event['doubt']}.")
    return notes


def _as_read(name: str, value: Any) -> str:
    """A field's original value; parts of a claim with their label."""
    said = value_in_words(name, value)
    return f"{field_in_words(name)}: {said or 'nothing'}" if name in CLAIM else said


def date_as_known(date: str, precision: str) -> str:
    """A date with its precision: "on 12 March 2008", "some time in January 2008", "March–May 2008"."""
    how = {"day": "on ", "month": "some time in ", "year": "some time in "}.get(str(precision), "")
    return ("about " if date.endswith("~") and "/" not in date else how) + date_in_words(date)


def _render_step(sign: str, name: str, go: str) -> html.Button:
    return html.Button(
        sign,
        className="icon",
        type="button",
        title=name,
        **aria(label=name),
        **data(does="step", value=go),
    )


def _spans(text: str, event: pd.Series, words: str) -> list[Span]:
    """Where the searched `words` are in a text of an event."""
    return find_words(text, parse_search(words), names_in(event["actors"])) if words else []


def mark_words(text: str, spans: Iterable[Span]) -> list | str:
    """`text` with each of `spans` highlighted."""
    parts = cut_at(text, spans)
    if len(parts) == 1:
        return text
    return [html.Mark(part, className="hit") if i % 2 else part for i, part in enumerate(parts) if part]


def _render_told(event: pd.Series, words: str) -> html.Mark:
    """The event's own text, with the words highlighted that express parts of its claim."""
    pieces: list = []
    hits, start = _spans(event["text"], event, words), 0
    for text, parts in cut_at_parts(event):
        end = start + len(text)
        inside = [(max(a, start) - start, min(b, end) - start) for a, b in hits if a < end and b > start]
        marked, start = mark_words(text, inside), end
        if parts:
            pieces.append(html.Span(marked, className="part", **data(bears=" ".join(parts))))
        else:
            pieces += [marked] if isinstance(marked, str) else marked
    return html.Mark(pieces)


def _render_passage(event: pd.Series, report: Report, words: str) -> html.P:
    paragraph = next((p for p in report.paragraphs if p.start <= event["start"] < p.end), None)
    if paragraph is None:
        return html.P(_render_told(event, words), dir="auto")
    start, end = int(event["start"]), int(event["end"])
    before, after = report.text[paragraph.start : start], report.text[end : paragraph.end]
    if len(before) > 700:
        cut = re.search(r"[.!?][”\"]?\s+(?=\S)", before[-600:])
        before = "… " + before[-600:][cut.end() if cut else 0 :]
    if len(after) > 1200:
        cut = after[:1100].rfind(". ")
        after = after[: cut + 1 if cut > 0 else 1100] + " …"
    return html.P([before, _render_told(event, words), after], dir="auto")


def render_details(
    view, event: str, selection: Selection, find_source: Callable[[str], str] = lambda key: ""
) -> list | None:
    """The details of the event with the id `event`; None if there is none.

    `find_source` returns the address of the PDF that contains the report of a key, "" if there is none.
    """
    row = view.index.row_of(event) if event else None
    found = view.index.table.iloc[[row]] if row is not None else view.other[view.other["id"] == event]
    if found.empty:
        return None
    position, count, around = view.index.place_of(selection, event)
    as_read = view.table.attrs.get("as_read", {}).get(event, {})
    report = view.report_of(found.iloc[0])
    opens = view.key_of(found.iloc[0]["report"]) if view.is_together else ""
    told = render_told(view, found.iloc[0])
    source = "" if pd.isna(found.iloc[0]["pdf_page"]) else find_source(opens or selection.report)
    return render_event(
        found.iloc[0], report, view.themes, position, count, selection.q, around, as_read, opens, told, source
    )
