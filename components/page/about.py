"""The card of a report: its fields, how it was read, and the state of its corrections."""

from collections import Counter
from typing import Any

from components.page.view import View
from data.events.about import about_as_read, about_of
from data.events.changes import describe
from data.events.corrections import ABOUT
from data.plurals import pluralize

MOST_LISTED = 200  # rows, dates or pages that are not read
_KINDS = {"narrative": "sentences under headings", "entries": "dated entries"}


def describe_report(view: View) -> dict[str, Any]:
    """The card for the script (assets/page/card.mjs): the fields of `ABOUT` with their current and original values, how the
    report was read, and how many of its corrections are in force, undone, or unmatched.
    """
    read = about_as_read(view.report_read)
    said = about_of(view.log)
    now = {"title": view.report.title, "publisher": view.report.publisher, "edition": view.report.edition}
    now |= {
        "year": view.report.years or view.report.year,
        "source": said.get("source", ""),
        "as": said.get("as", ""),
    }
    states = Counter(
        change.state for change in describe(view.log, view.as_read, read) if change.what != "taken back"
    )
    return {
        "now": {name: str(now[name]) for name in ABOUT},
        "read": {name: str(read[name]) for name in ABOUT},
        "said": view.source,  # the default source line
        "table": view.rows is not None,
        "reading": _say_reading(view),
        "unread": _list_unread(view),
        "columns": _list_columns(view),
        "changes": {state: states[state] for state in ("stands", "superseded", "undone", "unmatched")},
    }


def _say_reading(view: View) -> list[str]:
    """How the report was read, in sentences."""
    count, others = len(view.index), len(view.other)
    report = view.report
    if view.rows:
        lines = [f"Read as a table: {view.rows.said}.", *view.rows.doubts, *view.rows.notes]
    else:
        lines = [f"Read as {_KINDS[report.kind]}."]
    lines.append(
        f"{count:,} {pluralize('event', count)} of {report.years or report.year}, {others:,} of other years."
    )
    if report.pages:
        lines.append(f"{len(report.pages):,} {pluralize('page', len(report.pages))}.")
    return lines


def _list_unread(view: View) -> list[str]:
    """The rows, dates and pages without an event, each with the reason."""
    if view.rows:
        return view.rows.lines[: MOST_LISTED + 1]
    report = view.report
    lines = [f"line {date.line}: {date.written} – {date.reason}" for date in view.undated]
    ends = [*(page.start for page in report.pages[1:]), len(report.text)]
    for page, end in zip(report.pages, ends, strict=True) if report.pages else ():
        if not report.text[page.start : end].strip():
            lines.append(f"page {page.label or page.number}: no text in it; a picture is not read")
    more = len(lines) - MOST_LISTED
    return [*lines[:MOST_LISTED], *([f"and {more:,} more"] if more > 0 else [])]


def _list_columns(view: View) -> list[tuple[str, str]]:
    """The columns of a table, each with its meaning."""
    if not view.rows:
        return []
    fields = {column: field for field, column in view.rows.mapping.items()}
    became = view.rows.became
    return [
        (name, fields.get(name) or became.get(name, "kept with the event"))
        for name in view.rows.columns
        if name
    ]
