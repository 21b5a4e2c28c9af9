import io

import pytest
from pptx import Presentation

from components.slides import timeline_deck
from data import Selection, months_of


def deck_of(table, report, chosen):
    own = table[table["in_year"]]
    themes = list(table["theme"].cat.categories)
    return Presentation(io.BytesIO(timeline_deck(chosen.apply(own), months_of(own), report, chosen, themes)))


def test_one_slide_holds_every_event_in_native_shapes(table, report):
    deck = deck_of(table, report, Selection())
    assert len(deck.slides) == 1
    slide = deck.slides[0]
    described = [s._element._nvXxPr.cNvPr.get("descr") for s in slide.shapes]
    own = table[table["in_year"]]
    for event in own.itertuples():
        assert sum((d or "").startswith(event.headline) for d in described) == 1
        assert event.text in slide.notes_slide.notes_text_frame.text
    labels = {" ".join(s.text_frame.text.split()) for s in slide.shapes if s.has_text_frame}
    assert set(own["headline"]) <= labels
    assert slide.shapes.title.text_frame.text == "Kazakstan, 2008"
    for shape in slide.shapes:
        assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
        assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height
    sizes = [
        r.font.size.pt
        for s in slide.shapes
        if s.has_text_frame
        for p in s.text_frame.paragraphs
        for r in p.runs
    ]
    assert min(sizes) >= 11


@pytest.mark.parametrize(
    ("chosen", "count"), [(Selection(themes=("Background",)), 2), (Selection(words="nothing like it"), 0)]
)
def test_the_slide_is_the_selection_and_says_so(table, report, chosen, count):
    slide = deck_of(table, report, chosen).slides[0]
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert any(text.startswith(f"{count} events: {chosen.in_words()}") for text in texts)
    assert ("No event matches this selection." in texts) == (count == 0)
