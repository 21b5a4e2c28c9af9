import xml.etree.ElementTree as ET

import pytest

from components.draw.picture import timeline_svg
from data import Axis, Selection

SVG = "{http://www.w3.org/2000/svg}"


def drawn(table, report, selection=Selection(), **more):  # noqa: B008 - a selection never changes
    own = table[table["in_year"]]
    return ET.fromstring(
        timeline_svg(
            selection.apply(own),
            Axis.of_table(own),
            report,
            selection,
            list(table["theme"].cat.categories),
            **more,
        )
    )


def test_a_picture_with_real_text_title_selection_and_source(table, report):
    root = drawn(table, report, address="https://example.org/")
    texts = [text.text for text in root.iter(SVG + "text")]
    assert texts[:2] == ["Kazakstan, 2008", "11 events: January–November 2008"]
    assert "Source: Amnesty International Report 2009, Kazakstan · https://example.org/" in texts
    marks = {
        g.get("data-event"): [t.text for t in g.iter(SVG + "text")]
        for g in root.iter(SVG + "g")
        if g.get("data-event")
    }
    own = table[table["in_year"]]
    assert {key: " ".join(lines) for key, lines in marks.items()} == dict(
        zip(own["id"], own["headline"], strict=True)
    )
    assert root.get("width") == "1920" and float(root.get("height")) >= 1080


@pytest.mark.parametrize("transparent", [True, False])
def test_paper_or_none(table, report, transparent):
    root = drawn(table, report, transparent=transparent)
    assert any(rect.get("width") == "100%" for rect in root.iter(SVG + "rect")) != transparent


def test_a_selection_without_events_says_so(table, report):
    assert "No event matches this selection." in [
        t.text for t in drawn(table, report, Selection(q="no such")).iter(SVG + "text")
    ]
