"""Of several reports, whose an event is stands first."""

from components.draw.figure import timeline_figure
from components.library.shelf import join_views
from components.page.details import render_details
from components.page.few import MOST, list_few
from components.page.markup import to_html
from components.page.table import event_table
from components.page.view import View
from data import Selection, extract_events
from data.files.reports import parse_report

NORTH = "North\n\nHomes\n\nIn March 2012, the mayor resigned.\n"
SOUTH = "South\n\nHomes\n\nIn May 2012, police arrested a student.\n"


def _view(*texts: str) -> View:
    reports = [parse_report(text, name=text[:5], title=text[:5]) for text in texts]
    return join_views({one.title: View(one, extract_events(one)) for one in reports}, {})


def test_the_report_comes_first():
    view = _view(NORTH, SOUTH)
    table = event_table(view, Selection(), "report-down")
    assert table["heads"][0] == ("Report", "descending", "report")
    assert [row[7] for row in table["rows"]] == ["South", "North"]
    details = render_details(view, table["rows"][0][0], Selection())
    assert details is not None
    assert "<b>South</b> · Homes" in "".join(to_html(part, {}) for part in details)
    rows, axis = view.index.table, view.axis(Selection())
    assert [where for _, where, _, _ in list_few(view, rows, len(rows))] == [
        "March 2012 · North",
        "May 2012 · South",
    ]
    assert list_few(view, rows, MOST + 1) == []
    marks = timeline_figure(rows, axis, 1000)["data"]
    assert {about[5] for one in marks if one["name"] == "events" for about in one["customdata"]} == {
        "North",
        "South",
    }


def test_one_report_is_not_named():
    report = parse_report(NORTH, name="North", title="North")
    table = event_table(View(report, extract_events(report)), Selection())
    assert table["heads"][0][0] == "Date" and len(table["rows"][0]) == 7
