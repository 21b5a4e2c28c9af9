"""A deck that a person worked on comes back: our shapes anew, theirs untouched, and what changed is said."""

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu

from components.draw.files import Drawing, make_deck, make_update
from components.draw.slide_tags import Tags, read_tags, write_tags
from data import Axis, ReportError, Selection
from tests.packages import check_package
from tests.templates import firm_template


def drawing_of(table, report) -> Drawing:
    own = table[table["in_year"]]
    return Drawing(own, Axis.of_table(own), report, Selection(), list(table["theme"].cat.categories))


@pytest.fixture(scope="module")
def made(table, report) -> bytes:
    return make_deck(drawing_of(table, report))


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def saved(deck: Any) -> bytes:
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def updated(drawing: Drawing, old: bytes) -> tuple[str, Any]:
    said, content = make_update(drawing, old, "old.pptx").split(b"\n", 1)
    check_package(content)
    return said.decode(), opened(content)


def groups_of(slide: Any) -> dict[str, Any]:
    return {shape.name: shape for shape in slide.shapes if hasattr(shape, "shapes")}


def test_a_deck_nobody_touched_comes_back_as_a_new_one(table, report, made):
    said, deck = updated(drawing_of(table, report), made)
    assert said == "nothing new" and len(deck.slides) == 1
    before, now = ([(s.name, s.left, s.top) for s in d.slides[0].shapes] for d in (opened(made), deck))
    assert sorted(now) == sorted(before)
    assert updated(drawing_of(table, report), saved(deck))[0] == "nothing new", "and once more"


def test_what_is_new_is_there_and_what_a_person_did_stays(table, report, made):
    old = opened(made)
    slide = old.slides[0]
    first, second, third, *_ = groups_of(slide).values()
    first.left = Emu(first.left + 400_000)
    mark = next(shape for shape in second.shapes if shape.name == "Mark")
    mark.line.color.rgb = RGBColor(0xFF, 0, 0)
    slide.shapes._spTree.remove(third._element)
    note = slide.shapes.add_textbox(*map(Emu, (100, 100, 900_000, 300_000)))
    note.text_frame.text, note.name = "See page 4", "My note"
    slide.shapes.title.text_frame.text = "My own title"
    theirs = old.slides.add_slide(old.slide_layouts[2])
    for place in theirs.placeholders:
        place.text_frame.text = "Thank you"

    headlines = list(table["headline"])
    changed = table.assign(headline=[*headlines[:-1], "A court sits in a new case"])
    gone = changed[changed["id"] != changed[changed["in_year"]]["id"].iloc[5]]
    said, deck = updated(drawing_of(gone, report), saved(old))
    own = gone[gone["in_year"]]
    corrected = int(own["headline"].isin(["A court sits in a new case"]).sum())
    words = ["1 event gone", *(["1 headline corrected"] if corrected else []), "1 title of yours kept"]
    assert said == ", ".join([*words, "3 shapes that you changed kept so", "1 slide of yours untouched"])
    slide, last = deck.slides
    assert slide.shapes.title.text_frame.text == "My own title"
    assert last.shapes.title.text_frame.text == "Thank you"
    now = groups_of(slide)
    assert set(now) == set(own["headline"]) - {third.name}
    assert now[first.name].left == first.left
    mark = next(shape for shape in now[second.name].shapes if shape.name == "Mark")
    assert mark.line.color.rgb == RGBColor(0xFF, 0, 0)
    assert [shape.text_frame.text for shape in slide.shapes if shape.name == "My note"] == ["See page 4"]


def test_an_animation_goes_on_with_the_shapes_in_its_place(table, report):
    old = make_deck(drawing_of(table, report), "build")
    said, deck = updated(drawing_of(table, report), old)
    timing = "{http://schemas.openxmlformats.org/presentationml/2006/main}spTgt"
    of = [{one.get("spid") for one in d.slides[0]._element.iter(timing)} for d in (opened(old), deck)]
    assert said == "nothing new" and of[0] == of[1]
    shapes = {str(shape.shape_id): shape.name for shape in deck.slides[0].shapes}
    assert {shapes[number] for number in of[1]} < set(table["headline"])


def test_a_firms_deck_keeps_its_look(table, report):
    old = make_deck(drawing_of(table, report), template=firm_template(), template_name="firm.potx")
    said, deck = updated(drawing_of(table, report), old)
    assert said == "nothing new" and deck.slides[0].slide_layout.name == "Title Only"


def test_a_deck_that_cannot_be_updated_is_refused_in_a_sentence(table, report, made):
    def with_tags(change) -> bytes:
        deck = opened(made)
        change(deck)
        return saved(deck)

    def tear(deck):
        part = next(rel.target_part for rel in deck.part.package._rels.values() if "custom" in rel.reltype)
        part._blob = part.blob.replace(b"Yearline 2 of", b"Yearline 9 of")

    for old, words in (
        (b"nothing", "no PowerPoint file"),
        (saved(Presentation()), "was not made by Yearline"),
        (with_tags(tear), "are torn"),
        (with_tags(lambda deck: write_tags(deck, Tags(version=99))), "newer Yearline"),
    ):
        with pytest.raises(ReportError, match=words) as error:
            make_update(drawing_of(table, report), old, "old.pptx")
        assert "old.pptx" in str(error.value)


def test_tags_stand_beside_what_others_keep(made):
    deck = opened(made)
    tags = read_tags(deck)
    assert tags is not None and len(tags.slides) == 1
    write_tags(deck, tags)
    write_tags(deck, tags)
    again = opened(saved(deck))
    assert read_tags(again) == tags
