import io
import re
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Emu

from components.draw.fonts import text_width
from components.draw.shapes import LINE, SIZE
from components.draw.slide_template import template_file
from components.draw.slides import timeline_deck
from data import Axis, Report, ReportError, Selection, load
from tests.packages import check_package, check_schema, rewrite
from tests.templates import firm_template, retyped

HEADLINES = (
    "Court sentences three journalists to long terms of imprisonment",
    "Police detain protesters",
    "Parliament rushes through a law on freedom of conscience",
    "UN experts visit",
)


def deck_of(table, report, selection=None, slides="details", **arguments) -> Any:
    selection = selection or Selection()
    own = table[table["in_year"]]
    made = timeline_deck(
        selection.apply(own),
        Axis.of_table(own),
        report,
        selection,
        list(table["theme"].cat.categories),
        slides,
        "https://example.org/?x=1",
        **arguments,
    )
    check_package(made)
    return Presentation(io.BytesIO(made))


def year_of(folder, counts: dict[str, int]) -> tuple[Report, pd.DataFrame]:
    """A table with so many events of each theme, spread over a year in different ways."""
    rows = ["date,headline,category,actors"]
    for t, (theme, count) in enumerate(counts.items()):
        for i in range(count):
            month, day = (i * 5 + t * 3) % 12 + 1, i % 28 + 1
            date = f"2012-{month:02}-{day:02}" if i % 3 else f"2012-{month:02}"
            rows.append(f"{date},{HEADLINES[i % 4]} {t}-{i},{theme},police; court {i % 2}")
    file = folder / "year.csv"
    file.write_text("\n".join(rows))
    return load(file)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A year of 60 events, of three large themes and some small ones."""
    counts = {"Law": 18, "Torture": 15, "Free speech": 14, "Visits": 2, "Women": 6, "Religion": 5}
    return year_of(tmp_path_factory.mktemp("large"), counts)


def flat(shapes):
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape):
            yield from flat(shape.shapes)


def events_of(slide: Slide) -> list[GroupShape]:
    return [shape for shape in slide.shapes if isinstance(shape, GroupShape)]


def shape_named(name: str, shapes: Iterable[BaseShape]) -> Any:
    """The first shape of that name, which can hold text."""
    found = next(shape for shape in shapes if shape.name == name)
    assert isinstance(found, Shape)
    return found


def title_of(slide: Slide) -> str:
    title = slide.shapes.title
    assert title is not None
    return title.text_frame.text


def notes_of(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def check_layout(deck):
    """Nothing off the slide, two sizes at most and none under 12 pt, no headline over another's headline or mark, or its box."""
    sizes = set()
    for slide in deck.slides:
        for shape in flat(slide.shapes):
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height, shape.name
            if shape.has_text_frame and shape != slide.shapes.title:
                sizes |= {r.font.size.pt for p in shape.text_frame.paragraphs for r in p.runs if r.font.size}
        boxes = [box for group in events_of(slide) for box in group.shapes if box.name != "Counted"]
        for box in (box for box in boxes if box.name == "Headline"):
            assert isinstance(box, Shape)
            size = next(r.font.size.pt for p in box.text_frame.paragraphs for r in p.runs if r.font.size)
            larger = size / 0.75 / SIZE
            lines = round(Emu(box.height).pt / 0.75 / (LINE * larger))
            room = lines * Emu(box.width).pt / 0.75
            assert text_width(box.text_frame.text, SIZE) * larger <= room, box.text_frame.text
        # Each edge is looked up in the slide's XML, so once for all pairs.
        edges = [(box.left, box.top, box.left + box.width, box.top + box.height) for box in boxes]
        for i, (left, top, right, bottom) in enumerate(edges):
            for j, other in enumerate(edges[:i]):
                apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
                assert apart, (title_of(slide), boxes[i].name, boxes[j].name)
    assert min(sizes) >= 12 and len(sizes) <= 3, sizes


def test_one_slide_holds_every_event_in_native_shapes(table, report):
    deck = deck_of(table, report)
    assert len(deck.slides) == 1
    slide = deck.slides[0]
    own = table[table["in_year"]]
    groups = events_of(slide)
    assert [group.name for group in groups] == list(own["headline"]), "reading order is time's"
    for group, event in zip(groups, own.itertuples(), strict=True):
        mark = next(shape for shape in group.shapes if shape.name == "Mark")
        assert mark._element._nvXxPr.cNvPr.get("descr").startswith(event.headline)
        label = shape_named("Headline", group.shapes)
        assert label.text_frame.text in (event.headline, event.label) and "\v" not in label.text_frame.text
        assert event.text in notes_of(slide)
    assert title_of(slide) == "Kazakstan 2008: 11 events, six of them January–March"
    assert shape_named("Selection", slide.shapes).text_frame.text.startswith("Kazakstan, 2008 · 11 events")
    told = [shape_named("Headline", group.shapes).text_frame.text for group in groups]
    assert sum(text.endswith("…") for text in told) < sum(own["label"].str.endswith("…")), "as room allows"
    source = shape_named("Source", slide.shapes)
    assert source.text_frame.paragraphs[0].runs[0].hyperlink.address == "https://example.org/?x=1"
    assert shape_named("Slide number", slide.shapes).text_frame.text == "1"
    assert not re.search(r"\[characters|\d+–\d+\]", notes_of(slide))
    check_layout(deck)


def test_what_the_title_says_is_marked_counted_in_a_row_and_in_the_notes(table, report):
    slide = deck_of(table, report).slides[0]
    marked = next(shape for shape in slide.shapes if shape.name == "Marked months")
    months = [shape for shape in slide.shapes if shape.name == "Month"]
    bold = {m.text_frame.text: m for m in months if m.text_frame.paragraphs[0].runs[0].font.bold}
    assert list(bold) == ["Jan", "Feb", "Mar"]
    assert all(marked.left <= m.left + m.width / 2 <= marked.left + marked.width for m in bold.values())
    totals = [shape.text_frame.text for shape in slide.shapes if shape.name == "Total"]
    assert totals == "2 3 1 0 1 1 0 1 0 0 2".split()
    notes = notes_of(slide).split("\n\n")
    assert notes[0] == "The title counts the 6 events with *."
    assert [note[:2] == "* " for note in notes[1:]] == [True] * 6 + [False] * 5


def test_rings_are_around_what_a_title_counts_that_has_no_months_of_its_own(tmp_path):
    rows = ["date,headline", *(f"2012-{month:02}-05,Arrest {month}" for month in range(1, 10))]
    (tmp_path / "arrests.csv").write_text("\n".join(rows))
    report, table = load(tmp_path / "arrests.csv")
    did = [["police"] if month % 4 else ["army"] for month in range(1, 10)]
    claims = table.assign(acts=pd.Series([["detention"]] * 9), by=pd.Series(did))
    slide = deck_of(claims, report).slides[0]
    assert title_of(slide) == "Arrests 2012: police did it in 7 of 9 detentions"
    ringed = {g.name for g in events_of(slide) if any(inner.name == "Counted" for inner in g.shapes)}
    assert ringed == {f"Arrest {m}" for m in range(1, 10) if m % 4}
    key = [shape_named_text(shape) for shape in slide.shapes if shape.name == "Key"]
    assert "in the title" in key


def test_colours_and_typefaces_are_the_decks_own(table, report):
    deck = deck_of(table, report)
    for shape in flat(deck.slides[0].shapes):
        if shape.name == "Mark":
            assert isinstance(shape, Shape)
            assert shape.fill.fore_color.type == MSO_COLOR_TYPE.SCHEME
    xml = deck.slides[0].part.blob.decode()
    assert "srgbClr" not in xml and "<a:latin" not in xml
    assert "Arial" in next(
        rel.target_part.blob.decode()
        for rel in deck.slide_master.part.rels.values()
        if rel.reltype.endswith("/theme")
    )


def test_the_template_is_ours_and_holds_nothing_else(table, report):
    deck = deck_of(table, report)
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert [layout.name for layout in deck.slide_layouts] == ["Timeline", "Title", "Title and text"]
    kinds = {p.placeholder_format.type.name for p in deck.slide_layouts[0].placeholders}
    assert kinds == {"TITLE", "BODY", "FOOTER", "DATE", "SLIDE_NUMBER"}
    assert deck.core_properties.author == deck.core_properties.last_modified_by == "Yearline"
    assert deck.core_properties.created and deck.core_properties.created.year > 2013
    names = [str(part.partname) for part in deck.part.package.iter_parts()]
    assert not [name for name in names if "printer" in name or "thumbnail" in name]


def test_the_schemas_tell_what_is_amiss():
    content = template_file()
    check_package(content)
    for right, wrong in ((b'type="titleOnly"', b'type="titleAlone"'), (b"<p:cSld ", b"<p:cSld wrong='1' ")):
        broken = rewrite(content, lambda _, part, a=right, b=wrong: part.replace(a, b))
        with pytest.raises(AssertionError, match="slideLayout1"):
            check_schema(broken)


def test_a_day_stands_before_its_headline_and_what_is_no_day_has_none(tmp_path):
    (tmp_path / "t.csv").write_text(
        "date,headline\n2012-08-24,A strike\n2012-03,A march\n2012-05-03/2012-05-05,A sit-in\n"
    )
    report, table = load(tmp_path / "t.csv")
    slide = deck_of(table, report).slides[0]
    texts = [shape_named("Headline", group.shapes).text_frame.text for group in events_of(slide)]
    assert texts == ["A march", "3–5 May  A sit-in", "24 Aug  A strike"]


def test_many_events_have_one_overview_that_says_its_rule_over_bars_of_all(large):
    report, table = large
    deck = deck_of(table, report)
    slide = deck.slides[0]
    named = events_of(slide)
    words = shape_named("Selection", slide.shapes).text_frame.text
    assert 10 <= len(named) < 60
    assert f"{len(named)} of 60 events named: those with the most actors in each theme" in words
    bars = [
        shape for shape in slide.shapes if "over time" in (shape._element._nvXxPr.cNvPr.get("descr") or "")
    ]
    assert [shape._element._nvXxPr.cNvPr.get("descr") for shape in bars] == [
        f"{theme}: {count} events over time"
        for theme, count in table["theme"].value_counts(sort=False).items()
    ]
    assert {group._element._nvXxPr.cNvPr.get("descr").rsplit(", ", 1)[1] for group in named} == set(
        table["theme"].cat.categories
    ), "each theme has one"
    assert f"{60 - len(named)} events more on the slides that follow." in notes_of(slide)
    assert len(deck_of(table, report, slides="overview").slides) == 1


def test_details_have_every_event_once_and_are_filled_evenly(large):
    report, table = large
    deck = deck_of(table, report)
    check_layout(deck)
    details = [events_of(slide) for slide in list(deck.slides)[1:]]
    assert sorted(group.name for groups in details for group in groups) == sorted(table["headline"])
    counts = [len(groups) for groups in details]
    assert len(counts) <= 7 and min(counts) >= 0.45 * max(counts), counts
    titles = [title_of(slide) for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    assert [shape_named("Selection", s.shapes).text_frame.text[-6:] for s in list(deck.slides)[1:]] == [
        f"{i} of {len(counts)}" for i in range(1, len(counts) + 1)
    ]


@pytest.mark.parametrize("counts", [{"Law": 40}, {f"Theme {i}": 3 for i in range(26)}, {"A": 45, "B": 1}])
def test_one_theme_and_very_many_are_divided_too(tmp_path, counts):
    report, table = year_of(tmp_path, counts)
    deck = deck_of(table, report)
    check_layout(deck)
    details = [[group.name for group in events_of(slide)] for slide in list(deck.slides)[1:]]
    assert sorted(name for names in details for name in names) == sorted(table["headline"])
    assert min(map(len, details)) >= 0.45 * max(map(len, details)), list(map(len, details))


def test_hundreds_of_events_make_a_dozen_slides_that_say_what_they_leave_out(tmp_path):
    report, table = year_of(tmp_path, {f"Theme {i}": 45 for i in range(9)})
    deck = deck_of(table, report)
    assert 2 < len(deck.slides) <= 17
    for slide in deck.slides:
        words = shape_named("Selection", slide.shapes).text_frame.text
        assert f"{len(events_of(slide))} of " in words and "the most actors" in words
    check_layout(deck)


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (Selection(theme=("Background",)), "Kazakstan 2008, Background: 2 events, both name Rakhat Aliev"),
        (Selection(q="nothing like it"), "Kazakstan 2008: no event matches this selection"),
    ],
)
def test_the_slide_is_the_selection_and_says_so(table, report, selection, title):
    slide = deck_of(table, report, selection).slides[0]
    assert title_of(slide) == title
    assert shape_named("Selection", slide.shapes).text_frame.text.endswith(selection.in_words())
    assert any(shape.name == "Month" for shape in slide.shapes)


def test_a_table_of_several_years_says_which(tmp_path):
    (tmp_path / "strikes.csv").write_text(
        "date,title,category\n2010-03-05,Strike,Work\n2012-05,Another strike,Work\n"
    )
    report, table = load(tmp_path / "strikes.csv")
    slide = deck_of(table, report).slides[0]
    assert shape_named("Selection", slide.shapes).text_frame.text.startswith("Strikes, 2010–2012")
    first = shape_named("Headline", events_of(slide)[0].shapes)
    assert first.text_frame.text == "5 Mar 2010  Strike"


def test_a_mark_is_as_long_as_its_event_lasts_and_its_ends_stay_round(tmp_path):
    (tmp_path / "t.csv").write_text(
        "date,headline\n2012-01-10,A strike\n2012-03/2012-06,A long strike\n2012-12-01,An end\n"
    )
    report, table = load(tmp_path / "t.csv")
    deck = deck_of(table, report)
    marks = {group.name: shape_named("Mark", group.shapes) for group in events_of(deck.slides[0])}
    widths = {name: mark.width for name, mark in marks.items()}
    assert widths["A long strike"] > 8 * widths["A strike"] and widths["A strike"] == widths["An end"]
    assert marks["A long strike"].adjustments[0] == 0.5


def test_a_text_from_right_to_left_is_written_so(tmp_path):
    (tmp_path / "t.csv").write_text("date,headline\n2012-01-10,الشرطة تعتقل المتظاهرين\n2012-03,A march\n")
    report, table = load(tmp_path / "t.csv")
    slide = deck_of(table, report).slides[0]
    written = [
        shape_named("Headline", group.shapes).text_frame.paragraphs[0]._p.pPr.get("rtl")
        for group in events_of(slide)
    ]
    assert written == ["1", None]


def test_the_year_appears_month_by_month_at_a_click(table, report):
    slide = deck_of(table, report, slides="build").slides[0]
    space = {"p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
    effects = slide._element.findall(".//p:cTn[@presetClass]", space)
    nodes = [effect.get("nodeType") for effect in effects]
    shapes = [effect.find(".//p:spTgt", space).get("spid") for effect in effects]
    groups = events_of(slide)
    # The two of January are there from the start; then six months with events, a click each.
    assert nodes.count("clickEffect") == 6 and len(nodes) == 9
    assert shapes == [str(group.shape_id) for group in groups[2:]]
    assert slide._element[-1].tag.endswith("}timing"), "the schema has it after the colour map"


@pytest.mark.parametrize("wide", [True, False])
def test_a_firms_template_gives_its_look_and_its_slides_stay_out(table, report, large, wide):
    for table_, report_ in ((table, report), large[::-1]):
        deck = deck_of(table_, report_, template=firm_template(wide), template_name="firm.potx")
        check_layout(deck)
        own = table_[table_["in_year"]]
        assert (deck.slide_width > 10**7) == wide
        assert deck.slides[0].slide_layout.name == "Title Only"
        assert not any("Internal" in title_of(slide) for slide in deck.slides)
        names = {group.name for slide in deck.slides for group in events_of(slide)}
        assert names == set(own["headline"])
        for slide in deck.slides:
            texts = [shape for shape in slide.placeholders if not shape.text_frame.text]
            assert texts == [], "no placeholder asks for text"
            bars = [shape for shape in slide.slide_layout.slide_master.shapes if shape.name == "Bar"]
            for bar in bars:
                for shape in flat(slide.shapes):
                    if shape.name == "Slide number":
                        continue
                    apart = shape.left >= bar.left + bar.width or (
                        shape.top >= bar.top + bar.height or shape.top + shape.height <= bar.top
                    )
                    assert apart, shape.name


def test_what_is_no_template_is_refused_in_a_sentence(table, report):
    firm = firm_template()
    macros = retyped(firm, b"ms-powerpoint.template.macroEnabled.main+xml")
    for content, words in (
        (b"", "no PowerPoint template"),
        (b"PK\x03\x04nothing", "no PowerPoint template"),
        (firm[:-3000], "no PowerPoint template"),
        (retyped(firm, b"wordprocessingml.document.main+xml"), "no PowerPoint template"),
        (macros, "macros"),
        (entity_of(firm), "entities"),
    ):
        with pytest.raises(ReportError, match=words) as error:
            deck_of(table, report, template=content, template_name="firm.potx")
        assert str(error.value).startswith("firm.potx ") and str(error.value).count(".") <= 4


def entity_of(content: bytes) -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc">]>'
    return rewrite(
        content, lambda name, part: bomb + part.split(b"?>", 1)[1] if name.endswith("theme1.xml") else part
    )


@pytest.mark.parametrize("lanes", ["actor", "kind", "topic", "none"])
def test_lanes_are_what_the_selection_says(large, table, report, lanes):
    for report_, table_ in (large, (report, table)):
        deck = deck_of(table_, report_, Selection(lanes=lanes))
        check_layout(deck)
        own = table_[table_["in_year"]]
        names = {group.name for slide in deck.slides for group in events_of(slide)}
        assert names == set(own["headline"]), "each event is somewhere"
    first = deck_of(table, report, Selection(lanes="actor"), "overview").slides[0]
    lane_names = [shape_named_text(shape) for shape in first.shapes if shape.name == "Theme"]
    assert "Rakhat Aliev" in lane_names and lane_names[-1] == "Other actors"
    assert "in each lane" in shape_named("Selection", first.shapes).text_frame.text


def test_an_event_in_several_lanes_appears_at_one_click_in_all(table, report):
    deck = deck_of(table, report, Selection(lanes="kind"), "build")
    slide = deck.slides[0]
    space = {"p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
    shown = {int(found.get("spid")) for found in slide._element.iterfind(".//p:spTgt", space)}
    at_once = {group.name for group in events_of(slide) if group.shape_id not in shown}
    later = {group.name for group in events_of(slide) if group.shape_id in shown}
    assert len(shown) > len(later) > 3, "some stand in several lanes"
    assert at_once and not at_once & later
    assert at_once <= set(table["headline"][table["date"] == "2008-01"])


def test_a_lane_name_does_not_break_at_a_hyphen(table, report):
    names = [shape_named_text(s) for s in deck_of(table, report).slides[0].shapes if s.name == "Theme"]
    assert "Refugees and asylum\u2011seekers" in names


def shape_named_text(shape: Any) -> str:
    return shape.text_frame.text


def test_starred_events_come_first_on_the_overview_and_it_says_so(large):
    report, table = large
    assert "starred" not in shape_named("Selection", deck_of(table, report).slides[0].shapes).text_frame.text
    before = {group.name for group in events_of(deck_of(table, report).slides[0])}
    left_out = table[~table["headline"].isin(before)]
    chosen = left_out.groupby("theme", observed=True).head(1)
    starred = table.assign(starred=table["id"].isin(chosen["id"]))
    slide = deck_of(starred, report).slides[0]
    assert set(chosen["headline"]) <= {group.name for group in events_of(slide)}
    words = shape_named("Selection", slide.shapes).text_frame.text
    assert "named: starred first, then those with the most actors in each theme" in words
