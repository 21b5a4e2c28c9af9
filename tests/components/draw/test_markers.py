"""How exactly a date is known: one sign for each, the same on chart, picture and slide."""

import io
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.shapes.group import GroupShape

from components.draw.figure import timeline_figure
from components.draw.fonts import in_its_direction
from components.draw.markers import signs_of
from components.draw.picture import timeline_svg
from components.draw.placement import place
from components.draw.shapes import BAR, RADIUS
from components.draw.slides import timeline_deck
from components.draw.standalone import timeline_html
from data import Axis, Selection, load

ROWS = """date,theme,headline
2012-01-05,Law,A law enters into force
2012-02,Law,The court hears the case
2012-03/2012-05,Law,Observers visit the prisons
2012-11-29/2012-11-30,Police,A strike closes the port
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    file = tmp_path_factory.mktemp("signs") / "signs.csv"
    file.write_text(ROWS)
    return load(file)


@pytest.mark.parametrize("width", [390, 640, 1120])
def test_each_precision_has_its_sign(loaded, width):
    _, table = loaded
    placed = place(table, width, Axis.of_table(table))
    assert [mark.sign for mark in placed.marks] == ["day", "month", "range", "range"]
    assert signs_of(placed.marks) == ["month", "day", "range"]
    for mark in placed.marks:
        # A headline stands clear of the whole sign.
        assert mark.label[0] > mark.x_end + RADIUS or mark.label[2] < mark.x - RADIUS


def test_among_days_a_month_is_hollow_from_its_begin_to_its_end(loaded):
    _, table = loaded
    placed = place(table, 1120, Axis.of_table(table).between("2012-01-20", "2012-03-10"))
    found = {mark.id: mark for mark in placed.marks}
    mark = found[table["id"].iloc[1]]
    assert mark.sign == "within" and mark.x_end - mark.x > 300


def test_the_figure_has_a_ring_a_dot_and_bars(loaded):
    _, table = loaded
    axis = Axis.of_table(table)
    figure: Any = go.Figure(timeline_figure(table, axis, 1120, event=table["id"].iloc[2]))
    marks = next(figure.select_traces({"name": "events"})).marker
    assert [width > 0 for width in marks.line.width] == [False, True, False, False]
    assert marks.color[1] == "#ffffff" and marks.color[0] == marks.color[2] == marks.line.color[1]
    curves = [shape for shape in figure.layout.shapes if "C" in shape.path]
    assert len(curves) == 3  # two bars, and what rings the open one


def test_picture_and_file_have_the_signs_and_their_key(loaded):
    report, table = loaded
    axis, themes = Axis.of_table(table), list(table["theme"].cat.categories)
    svg = timeline_svg(table, axis, report, Selection(), themes)
    space = {"s": "http://www.w3.org/2000/svg"}
    marks = ElementTree.fromstring(svg).findall(".//s:g[@data-event]", space)
    signs = [[child.tag.split("}")[1] for child in mark if "text" not in child.tag][1] for mark in marks]
    assert signs == ["circle", "circle", "rect", "rect"]
    ring = marks[1].find("s:circle", space)
    assert ring is not None and ring.get("fill") == "#ffffff"
    html = timeline_html(table, axis, report, Selection(), themes)
    for words in ("in the month", "on the day", "from–to"):
        assert words in svg and words in html


def test_slides_have_native_signs(loaded):
    report, table = loaded
    deck = timeline_deck(
        table, Axis.of_table(table), report, Selection(), list(table["theme"].cat.categories)
    )
    groups = [s for s in Presentation(io.BytesIO(deck)).slides[0].shapes if isinstance(s, GroupShape)]
    marks: list[Any] = [shape for group in groups for shape in group.shapes if shape.name == "Mark"]
    day, month, range_, _ = marks
    assert [mark.auto_shape_type for mark in marks] == [MSO_SHAPE.OVAL] * 2 + [
        MSO_SHAPE.ROUNDED_RECTANGLE
    ] * 2
    assert (
        month.line.color.theme_color == day.fill.fore_color.theme_color == range_.fill.fore_color.theme_color
    )
    assert (
        month.fill.fore_color.theme_color != day.fill.fore_color.theme_color
        and range_.width > 2 * range_.height
    )


def test_every_slide_and_every_size_of_picture_has_the_key(loaded):
    report, table = loaded
    axis, themes = Axis.of_table(table), list(table["theme"].cat.categories)
    deck = Presentation(io.BytesIO(timeline_deck(table, axis, report, Selection(), themes)))
    said = [
        [words for shape in slide.shapes if shape.name == "Key" and (words := getattr(shape, "text", ""))]
        for slide in deck.slides
    ]
    assert said == [["from–to", "on the day", "in the month"]]  # from right to left, as they are placed
    for width, title in ((1920, "Ruritania"), (500, "Ruritania"), (1920, "The Republic of Ruritania " * 3)):
        named = replace(report, title=title)
        svg = timeline_svg(table, axis, named, Selection(), themes, width=width)
        assert all(words in svg for words in said[0]), (width, title)


def test_a_bar_as_long_as_the_year_has_its_label_under_it(tmp_path):
    file = tmp_path / "long.csv"
    file.write_text(
        "date,theme,headline\n2012-01/2012-12,Law,A strike closes the port\n2012-06-01,Law,A law\n"
    )
    _, table = load(file)
    mark = place(table, 900, Axis.of_table(table)).marks[0]
    assert mark.under and mark.lines == ("A strike closes the port",)
    assert mark.label[0] == mark.x and mark.label[1] >= mark.y + BAR


def test_a_headline_from_right_to_left_stays_so_in_each_line():
    assert in_its_direction(("حكمت المحكمة", "(NGO Law)")) == (
        "\u2067حكمت المحكمة\u2069",
        "\u2067(NGO Law)\u2069",
    )
    assert in_its_direction(("Court jails", "أحمد علي")) == ("Court jails", "أحمد علي")
    assert in_its_direction(("12/2021",)) == ("12/2021",)
