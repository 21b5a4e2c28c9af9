import re
import xml.etree.ElementTree as ET

import pytest

from components.draw.fitting import fit_glance
from components.draw.picture import FOOT, timeline_svg
from data import Axis, Report, Selection
from tests.components.draw.years import year_of

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
        g.get("data-event"): [t.text or "" for t in g.iter(SVG + "text")]
        for g in root.iter(SVG + "g")
        if g.get("data-event")
    }
    own = table[table["in_year"]]
    assert list(marks) == list(own["id"])
    for lines, headline, label in zip(marks.values(), own["headline"], own["label"], strict=True):
        assert " ".join(lines) in (headline, label), "the fullest telling that has room"
    assert root.get("width") == "1920" and float(root.get("height", "0")) >= 1080


@pytest.mark.parametrize("transparent", [True, False])
def test_paper_or_none(table, report, transparent):
    root = drawn(table, report, transparent=transparent)
    assert any(rect.get("width") == "100%" for rect in root.iter(SVG + "rect")) != transparent


def test_a_selection_without_events_says_so(table, report):
    assert "No event matches this selection." in [
        t.text for t in drawn(table, report, Selection(q="no such")).iter(SVG + "text")
    ]


def texts_of(root, x=0.0, y=0.0, scale=1.0):
    """The font size, x, y and words of each text, as its groups have moved and scaled it."""
    moved = re.match(
        r"(?:translate\(([\d.-]+) ([\d.-]+)\))? ?(?:scale\(([\d.]+)\))?", root.get("transform", "")
    )
    if moved:
        x, y = x + float(moved[1] or 0) * scale, y + float(moved[2] or 0) * scale
        scale *= float(moved[3] or 1)
    if root.tag == SVG + "text":
        at = (x + float(root.get("x")) * scale, y + float(root.get("y")) * scale)
        yield float(root.get("font-size")) * scale, *at, root.text
    for part in root:
        yield from texts_of(part, x, y, scale)


@pytest.mark.parametrize(
    "size", [(1920, 1080), (1200, 630), (400, 800), (200, 200), (4000, 200), (3000, 3000)]
)
@pytest.mark.parametrize(("count", "themes"), [(3, 2), (34, 12), (63, 9), (500, 4)])
def test_with_a_height_all_of_it_stands_in_that_size(size, count, themes):
    events = year_of(count, themes)
    report = Report(title="Ruritania", year=2012, text="", publisher="", edition="")
    names = list(events["theme"].cat.categories)
    svg = timeline_svg(
        events, Axis.of_table(events), report, Selection(), names, width=size[0], height=size[1]
    )
    root = ET.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (str(size[0]), str(size[1]))
    _, _, across, down = map(float, root.get("viewBox", "").split())
    assert across / down == pytest.approx(size[0] / size[1], rel=0.01)
    texts = list(texts_of(root))
    *others, _ = (y for _, _, y, words in texts if not words.startswith("Source"))
    assert max(others) <= down - FOOT + 1
    assert all(0 <= x <= across for _, x, _, _ in texts)
    if size == (1920, 1080):
        least = min(size for size, _, _, _ in texts)
        assert least >= 19.2 - 0.01 or count > 120
    events_named = 40 < count < 120 and size[0] == 1200
    assert not events_named or re.search(r"\b\d+ of 63 events have their headline here", svg)


def test_without_a_height_it_is_as_tall_as_its_events():
    events = year_of(34, 12)
    report = Report(title="Ruritania", year=2012, text="", publisher="", edition="")
    root = ET.fromstring(
        timeline_svg(events, Axis.of_table(events), report, Selection(), list(events["theme"].cat.categories))
    )
    marks = [g for g in root.iter(SVG + "g") if g.get("data-event")]
    assert float(root.get("height", "0")) > 1080
    assert len(marks) == 34 and all(len(list(g.iter(SVG + "text"))) for g in marks)


def test_a_card_of_a_long_entry_says_how_many_there_are_and_names_some_large():
    events = year_of(34, 12)
    axis = Axis.of_table(events)
    fitted = fit_glance(events, axis, 1120, 500, "", (1.7, 1.55, 1.4, 1.25))
    placed = fitted.placed
    assert fitted.scale == 1.7 and not fitted.columns and placed.height * fitted.scale <= 500
    assert 4 <= len(placed.lanes) <= 8 and len(placed.lanes) == len(placed.densities)
    assert sum(int(density.counts.sum()) for density in placed.densities) == 34
    assert 3 <= fitted.named == len(placed.marks) < 34
    known = dict(zip(events["id"], events["precision"], strict=True))
    for mark in placed.marks:
        assert mark.lines and mark.label[0] >= 0 and mark.label[2] <= placed.width
        assert mark.precision == known[mark.id], "it says how exactly its date is known"
    few = events.head(6)
    assert not fit_glance(few, axis, 1120, 500, "", (1.7, 1.55, 1.4, 1.25)).placed.densities


@pytest.mark.parametrize(("width", "height"), [(600, 315), (500, 262), (400, 210), (200, 200)])
def test_a_small_picture_in_passing_fits_too(width, height):
    events = year_of(34, 12)
    for count in (1, 34):
        shown = events.head(count)
        room = (width * 1.6 - 128) / 1.6, (height * 1.6 - 206) / 1.6
        fitted = fit_glance(shown, Axis.of_table(events), *room, "", (1.7, 1.55, 1.4, 1.25))
        assert fitted.placed.height * fitted.scale <= room[1] + 0.01
