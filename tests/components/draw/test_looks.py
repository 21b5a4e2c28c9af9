"""What pictures, films and slides say of themselves, how they fill their room, and what their colours mean."""

import io
import re

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageSequence
from pptx import Presentation
from pptx.oxml.ns import qn

from components.draw import palette
from components.draw.files import Drawing, Look, make_deck, make_film, make_pdf, make_png, make_svg
from components.draw.horizontal_layout import place_in_time
from components.draw.slide_pages import OVERVIEW_SIZES, Subject, place_details
from components.draw.slide_room import open_deck
from data import Axis, Selection, load
from data.events.rows import iter_events
from tests.templates import firm_template, shaped_template

ADDRESS = "https://example.org/?report=x"
SHAPES = {
    "16:9": lambda: firm_template(wide=True),
    "4:3": lambda: firm_template(wide=False),
    "4:3 dark": lambda: shaped_template(960, 720, dark=True),
    "9:16": lambda: shaped_template(720, 1280),
    "square": lambda: shaped_template(1000, 1000),
    "blank": lambda: shaped_template(1280, 720, has_title=False),
    "blank and dark": lambda: shaped_template(1280, 720, dark=True, has_title=False),
    "blank and square": lambda: shaped_template(1000, 1000, has_title=False),
}


def drawing_of(table, report, **selection) -> Drawing:
    own, themes = table[table["in_year"]], list(table["theme"].cat.categories)
    return Drawing(own, Axis.of_table(own), report, Selection(**selection), themes, ADDRESS)


@pytest.fixture(scope="module")
def drawing(table, report):
    return drawing_of(table, report)


@pytest.fixture(scope="module")
def several_years(tmp_path_factory):
    """Twelve events in each of four years; those of the first name the most actors."""
    rows = ["date,headline,category,actors"]
    for year in range(2004, 2008):
        for i in range(12):
            actors = "police; army; court" if year == 2004 else "police"
            rows.append(
                f"{year}-{i + 1:02}-05,Court sentences a journalist to long years {year} {i},Law,{actors}"
            )
    file = tmp_path_factory.mktemp("years") / "years.csv"
    file.write_text("\n".join(rows))
    return load(file)


@pytest.mark.parametrize("column", [20.0, 90.0, 800.0])
def test_rings_of_a_month_stand_together_in_its_middle(events_of, column):
    table = events_of(
        "Freedonia\n\nDetention\n\nIn March 2012, police arrested Ana Roe. In March 2012, police arrested Ben Roe. In March 2012, police released Ana Roe.\n"
    )
    rows = list(iter_events(table))
    assert len(rows) == 3
    places = [
        x for x, _ in place_in_time(rows, np.zeros(3, int), Axis.of_months("2012-02", "2012-05"), 100, column)
    ]
    assert places[1] == pytest.approx(100 + 1.5 * column)
    assert places[2] - places[0] <= 36.01 and 100 + column < places[0] < places[2] < 100 + 2 * column


def test_a_picture_says_of_itself_what_it_is_in_every_form(drawing):
    said = Image.open(io.BytesIO(make_png(drawing, Look(600, 400)))).info
    assert said["Title"] == "Kazakstan, 2008" and said["Address"] == ADDRESS
    assert said["Source"] == drawing.report.source and "January" in said["Description"]
    file = pypdfium2.PdfDocument(make_pdf(drawing, Look(600, 400)))
    about = file.get_metadata_dict()
    file.close()
    assert about["Title"] == "Kazakstan, 2008" and ADDRESS in about["Subject"]
    svg = make_svg(drawing, Look(600, 400))
    assert re.search(r"<title[^>]*>Kazakstan, 2008</title>", svg)
    found = re.search(r"<desc[^>]*>(.*?)</desc>", svg)
    assert found and ADDRESS in found[1] and "Source: Amnesty" in found[1]


def test_a_dark_picture_has_the_colours_of_the_dark_page(drawing):
    image = Image.open(io.BytesIO(make_png(drawing, Look(600, 400, dark=True)))).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((2, 2))) == palette.DARK["paper"]  # pyright: ignore
    assert palette.LIGHT["ink"] not in make_svg(drawing, Look(600, 400, dark=True))


def test_a_small_picture_names_something(drawing, several_years):
    for one in (drawing, drawing_of(several_years[1], several_years[0])):
        svg = make_svg(one, Look(600, 315))
        assert "data-event" in svg and ">0 of" not in svg


@pytest.mark.parametrize("size", [(1080, 1920), (1080, 1080), (1920, 1080)])
def test_a_picture_is_filled(drawing, size):
    svg = make_svg(drawing, Look(*size))
    scale = float(re.findall(r"scale\(([\d.]+)\)", svg)[-1])
    tall = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', svg)[0])
    lines = [
        float(y) for y in re.findall(r'<path d="M0,([\d.]+)H', svg)
    ]  # under lanes, or else months have bands
    bands = [
        (float(y), float(tall))
        for y, tall in re.findall(r'<rect x="0.0" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', svg)
    ]
    last = max(lines or [y + tall for y, tall in bands])
    top = float(re.findall(r'translate\(64 (\d+)\) scale\(1.6\)">\n<g', svg)[0])
    assert top + last * scale * 1.6 > 0.9 * (tall - 56)


def test_a_film_begins_with_all_that_it_shows(drawing):
    frames = [
        frame.convert("RGB") for frame in ImageSequence.Iterator(Image.open(io.BytesIO(make_film(drawing))))
    ]
    assert frames[0].tobytes() == frames[-1].tobytes() != frames[1].tobytes()


@pytest.mark.parametrize("lanes", ["actor", "kind", "report"])
def test_marks_have_one_colour_where_no_lane_says_what_colours_mean(table, report, lanes):
    svg = make_svg(drawing_of(table, report, lanes=lanes), Look(1920, 1080))
    assert not [color for color in palette.LIGHT_THEMES if color in svg]
    deck = Presentation(io.BytesIO(make_deck(drawing_of(table, report, lanes=lanes))))
    assert "accent" not in deck.slides[0].part.blob.decode()
    assert (
        "accent"
        in Presentation(io.BytesIO(make_deck(drawing_of(table, report)))).slides[0].part.blob.decode()
    )


@pytest.mark.parametrize("lanes", ["actor", "kind", "none", "topic"])
def test_details_are_titled_by_the_lanes_that_they_show(several_years, lanes):
    report, table = several_years
    pages = place_details(table, Axis.of_table(table), open_deck().room, Subject("Years", lane_by=lanes))
    assert len(pages) > 1 and all("Law" not in page.title.text for page in pages)


def test_an_overview_names_events_of_each_year_in_letters_that_can_be_read(several_years):
    report, table = several_years
    slide = Presentation(io.BytesIO(make_deck(drawing_of(table, report)))).slides[0]
    named = {group.name.split()[-2] for group in slide.shapes if group.shape_type == 6}
    assert named == {"2004", "2005", "2006", "2007"} and min(OVERVIEW_SIZES) >= 14


@pytest.mark.parametrize("shape", SHAPES)
def test_a_title_is_seen_in_each_template(drawing, shape):
    deck = Presentation(io.BytesIO(make_deck(drawing, template=SHAPES[shape](), template_name=shape)))
    for slide in deck.slides:
        title = next(s for s in slide.shapes if s.name == "Title" or s == slide.shapes.title)
        assert title.has_text_frame and title.text_frame.text  # pyright: ignore
        xml = slide.part.blob.decode()
        assert 'schemeClr val="dk1"' not in xml and 'schemeClr val="lt1"' not in xml, (
            "no colour but by its use"
        )
        for one in slide.shapes:
            assert one.left >= 0 and one.left + one.width <= deck.slide_width, one.name  # pyright: ignore
            assert one.top >= 0 and one.top + one.height <= deck.slide_height, one.name  # pyright: ignore


def test_each_text_of_a_deck_says_its_language(drawing):
    deck = Presentation(io.BytesIO(make_deck(drawing)))
    for slide in deck.slides:
        for element in (slide._element, slide.notes_slide._element):
            runs = [run for kind in ("a:r", "a:fld") for run in element.iter(qn(kind))]
            assert runs and all(run.find(qn("a:rPr")).get("lang") == "en-GB" for run in runs)
