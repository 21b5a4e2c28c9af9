import io
import re
import zipfile

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.util import Emu

from components.draw.slides import timeline_deck
from data import Axis, Selection, load


def deck_of(table, report, selection, slides="overview"):
    own = table[table["in_year"]]
    themes = list(table["theme"].cat.categories)
    made = timeline_deck(
        selection.apply(own),
        Axis.of_table(own),
        report,
        selection,
        themes,
        slides,
        "https://example.org/?x=1",
    )
    return Presentation(io.BytesIO(made))


def flat(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from flat(shape.shapes)


def check_layout(deck):
    """Nothing off the slide, nothing under 11 pt, no headline over another's mark."""
    for slide in deck.slides:
        for shape in flat(slide.shapes):
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name
        sizes = [
            r.font.size.pt
            for s in flat(slide.shapes)
            if s.has_text_frame
            for p in s.text_frame.paragraphs
            for r in p.runs
        ]
        assert min(sizes) >= 11
        events = [s for s in slide.shapes if hasattr(s, "shapes")]
        marks = [m for group in events for m in group.shapes if m.name == "Mark"]
        boxes = [(group.name, box) for group in events for box in group.shapes if box.name == "Headline"]
        for name, box in boxes:
            for mark in marks:
                middle = mark.top + mark.height / 2
                inside = (
                    box.top <= middle <= box.top + box.height
                    and box.left < mark.left + mark.width
                    and mark.left < box.left + box.width
                )
                text = box.text_frame.text
                longest = (
                    max(len(line) for line in re.split("\v", text))
                    * Emu(box.text_frame.paragraphs[0].runs[0].font.size)
                    * 0.62
                )
                reach = (
                    (box.left, box.left + longest)
                    if box.text_frame.paragraphs[0].alignment != 3
                    else (box.left + box.width - longest, box.left + box.width)
                )
                assert not (inside and reach[0] < mark.left + mark.width and mark.left < reach[1]), (
                    name,
                    mark,
                )


def test_one_slide_holds_every_event_in_native_shapes(table, report):
    deck = deck_of(table, report, Selection())
    assert len(deck.slides) == 1
    slide = deck.slides[0]
    own = table[table["in_year"]]
    groups = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
    assert [group.name for group in groups] == list(own["headline"]), "reading order is time's"
    for group, event in zip(groups, own.itertuples(), strict=True):
        mark = next(shape for shape in group.shapes if shape.name == "Mark")
        assert mark._element._nvXxPr.cNvPr.get("descr").startswith(event.headline)
        label = next(shape for shape in group.shapes if shape.name == "Headline")
        assert " ".join(label.text_frame.text.split()) == event.headline
        assert event.text in slide.notes_slide.notes_text_frame.text
    assert slide.shapes.title.text_frame.text == "Kazakstan, 2008"
    source = next(shape for shape in slide.shapes if shape.name == "Source")
    assert source.text_frame.paragraphs[0].runs[0].hyperlink.address == "https://example.org/?x=1"
    check_layout(deck)


def test_marks_follow_the_decks_palette(table, report):
    deck = deck_of(table, report, Selection())
    for shape in flat(deck.slides[0].shapes):
        if shape.name == "Mark":
            assert shape.fill.fore_color.type == MSO_COLOR_TYPE.SCHEME


@pytest.mark.parametrize(("slides", "count"), [("overview", 1), ("themes", 8), ("build", 7)])
def test_each_kind_of_deck(table, report, slides, count):
    deck = deck_of(table, report, Selection(), slides)
    assert len(deck.slides) == count
    check_layout(deck)
    if slides == "build":
        shown = [sum(hasattr(s, "shapes") for s in slide.shapes) for slide in deck.slides]
        assert shown == [2, 5, 6, 7, 8, 9, 11]


@pytest.mark.parametrize(
    ("selection", "count"), [(Selection(theme=("Background",)), 2), (Selection(q="nothing like it"), 0)]
)
def test_the_slide_is_the_selection_and_says_so(table, report, selection, count):
    slide = deck_of(table, report, selection).slides[0]
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert any(text.startswith(f"{count} events: {selection.in_words()}") for text in texts)
    assert ("No event matches this selection." in texts) == (count == 0)


def test_a_table_of_several_years_says_which(tmp_path):
    (tmp_path / "strikes.csv").write_text(
        "date,title,category\n2010-03,Strike,Work\n2012-05,Another strike,Work\n"
    )
    report, table = load(tmp_path / "strikes.csv")
    deck = Presentation(io.BytesIO(timeline_deck(table, Axis.of_table(table), report, Selection(), ["Work"])))
    assert deck.slides[0].shapes.title.text_frame.text == "Strikes, 2010–2012"


def test_many_events_are_spread_over_slides_that_say_so(table, report):
    own = table[table["in_year"]]
    many = pd.concat([own] * 6, ignore_index=True)
    many["id"] = [f"{i}" for i in range(len(many))]
    many = many.sort_values("first_day", kind="stable")
    many.attrs = table.attrs
    made = timeline_deck(many, Axis.of_table(own), report, Selection(), list(table["theme"].cat.categories))
    deck = Presentation(io.BytesIO(made))
    assert len(deck.slides) > 1
    check_layout(deck)
    said = [next(s.text_frame.text for s in slide.shapes if s.name == "Selection") for slide in deck.slides]
    assert said[0].endswith(f"1 of {len(deck.slides)}")
    assert sum(hasattr(s, "shapes") for slide in deck.slides for s in slide.shapes) == len(many)


def test_every_part_is_well_formed_and_no_shape_id_twice(table, report):
    own = table[table["in_year"]]
    made = timeline_deck(
        own, Axis.of_table(own), report, Selection(), list(table["theme"].cat.categories), "themes"
    )
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))
                if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
                    ids = root.xpath("//*[local-name()='cNvPr']/@id")
                    assert len(ids) == len(set(ids)), name
