"""The pane with the report's text: its events marked, and where each page of a PDF begins."""

from dataclasses import replace

from components.page.report_pane import render_report
from data import extract_events
from data.files.reports import parse_report
from data.report import Page

TEXT = """Harbour

Strikes

On 2 May 2012, dockers
struck in the port. Nobody was
dismissed.

The port

Ships waited.
"""


def test_each_page_begins_with_its_number_which_is_no_text():
    report = parse_report(TEXT, name="Harbour", title="Harbour")
    at = TEXT.index
    pages = (
        Page(0, 1, "iv"),
        Page(at("struck"), 2, "1"),
        Page(at("The port"), 3),
        Page(at("The port"), 4, "3"),
    )
    shown = render_report(replace(report, pages=pages), extract_events(report))
    assert list(map(_said, shown)) == [
        "[p. iv]", "Harbour", "Strikes", "On 2 May 2012, dockers [p. 1]struck in the port. Nobody was dismissed.", "[p. 3]",
        "The port", "Ships waited.",
    ]  # fmt: skip
    assert list(map(_said, render_report(report, extract_events(report))))[:1] == ["Harbour"]


def _said(part) -> str:
    if isinstance(part, str):
        return part
    named = part.to_plotly_json()["props"]
    if "data-page" in named:
        assert named["role"] == "doc-pagebreak" and named["aria-label"] == named["data-page"]
        return f"[{named['data-page']}]"
    return "".join(map(_said, part.children if isinstance(part.children, list) else [part.children]))
