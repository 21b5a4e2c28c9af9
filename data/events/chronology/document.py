"""A chronology as a Word document: a table of the events under headings, each quoted in a footnote with its source."""

import pandas as pd

from data.events.chronology import package
from data.events.chronology.headings import HEADINGS
from data.events.chronology.markup import (
    field,
    is_right_to_left,
    note,
    note_mark,
    paragraph,
    run,
    table,
)
from data.events.chronology.rows import DATE, NAMED, WHAT, Row, make_parts
from data.plurals import pluralize
from data.report import Report
from data.version import VERSION

# The relative widths of columns.
_SHARES = {DATE: 15, "Report": 14, WHAT: 48, "Who did it": 20, "To whom": 20, NAMED: 30, "Where": 17}


def make_chronology(
    events: pd.DataFrame,
    report: Report,
    selection: str,
    missing: str,
    address: str,
    headings: str = HEADINGS[0],
    template: bytes | None = None,
) -> bytes:
    """The bytes of `chronology_docx` in data/events/writers.py."""
    document = package.open_package(template)
    styles = package.find_styles(document)
    names, parts = make_parts(events, report, headings)
    widths = _widths(names, package.text_width(document))
    notes: list[str] = []
    body = _opening(report, selection, missing, styles)
    head = [paragraph(run(name), styles["ChronologyHead"]) for name in names]
    for part in parts:
        body.append(paragraph(run(part.heading), styles[f"Heading{part.level}"]))
        if part.rows:
            rows = [_cells(row, names, notes, styles) for row in part.rows]
            about = f"{part.heading}: {len(rows)} {pluralize('event', len(rows))}"
            body.append(table(head, rows, widths, styles["ChronologyTable"], about))
    made = f"Made with Yearline {VERSION}" + (f" from {address}" if address else "")
    closing = "" if parts else "No event matches this selection. "
    body.append(paragraph(run(f"{closing}{made}."), styles["Footer"]))
    package.write_body(document, "".join(body))
    package.add_notes(document, notes)
    if template is None:
        pages = f"{run('Page ')}{field('PAGE')}{run(' of ')}{field('NUMPAGES')}"
        foot = f"{run(report.named)}<w:r><w:tab/></w:r>{pages}"
        package.write_footer(document, paragraph(foot, styles["Footer"]))
    package.set_properties(document, f"{report.named}: chronology", report.source)
    return package.save(document)


def _opening(report: Report, selection: str, missing: str, styles: dict[str, str]) -> list[str]:
    """The title, the source, and the selection."""
    named = report.named or "Chronology"
    under = " · ".join(filter(None, ("Chronology", report.edition or report.publisher)))
    said = f"{selection} Each is quoted in its footnote, with where it stands in the report.".strip()
    lines = [
        paragraph(run(named), styles["Title"], is_right_to_left(named)),
        paragraph(run(under), styles["Subtitle"]),
        paragraph(run(said)),
    ]
    return [*lines, paragraph(run(missing))] if missing else lines


def _widths(names: list[str], whole: int) -> list[int]:
    """The widths of the columns, which fill the text's width."""
    shares = [_SHARES[name] for name in names]
    widths = [whole * share // sum(shares) for share in shares]
    return [*widths[:-1], whole - sum(widths[:-1])]


def _cells(row: Row, names: list[str], notes: list[str], styles: dict[str, str]) -> list[str]:
    """The cells of a row; its footnote is appended to `notes`."""
    number = len(notes) + 1
    quoted = run(f"“{row.quotation}”", styles["ChronologyQuotation"]) if row.quotation else ""
    rest = " ".join(filter(None, (row.source, row.corrected)))
    runs = quoted + run(f" {rest}" if quoted else rest)
    notes.append(note(number, runs, styles["FootnoteText"], styles["FootnoteReference"]))
    cells = []
    for name in names:
        text = row.cells[name]
        runs = run(text)
        if name == WHAT:
            runs += run(f" ({row.hedge})", styles["ChronologyHedge"]) if row.hedge else ""
            runs += note_mark(number, styles["FootnoteReference"])
        cells.append(paragraph(runs, styles["ChronologyCell"], is_right_to_left(text)))
    return cells
