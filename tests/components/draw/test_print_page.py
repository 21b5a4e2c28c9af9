"""The printed sheet: what it names, and that all of it stands on the sheet in letters that can be read."""

import re

import pytest

from components.draw.fitting import LEAST
from components.draw.fonts import text_width
from components.draw.print_page import FOOT, HEAD, HEIGHT, WIDTH, place_sheet, sheet_svg
from data import Axis, Report, Selection
from tests.components.draw.years import year_of

REPORT = Report(title="Ruritania", year=2012, text="", publisher="", edition="")


@pytest.mark.parametrize(("count", "themes"), [(1, 1), (11, 4), (24, 12), (40, 1), (40, 8), (40, 16)])
def test_up_to_forty_events_all_have_their_headline_in_nine_points(count, themes):
    events = year_of(count, themes)
    sheet = place_sheet(events, Axis.of_table(events))
    assert sheet.named == count and sheet.scale >= LEAST - 1e-9
    numbers = [item.number for column in sheet.columns for item in column]
    labels = {mark.id: " ".join(mark.lines) for mark in sheet.placed.marks}
    if not numbers:
        assert list(labels.values()) == list(events["headline"])
        return
    assert numbers == [str(i) for i in range(1, count + 1)] and sorted(labels.values()) == sorted(numbers)
    # Each number is the same event's on the chart and in the list.
    listed = {item.number: " ".join(item.lines) for column in sheet.columns for item in column}
    for id_, headline in zip(events["id"], events["headline"], strict=True):
        assert listed[labels[id_]].endswith(headline)


@pytest.mark.parametrize(("count", "themes"), [(3, 2), (40, 16), (63, 9), (118, 3), (500, 4)])
def test_everything_stands_on_the_sheet(count, themes):
    events = year_of(count, themes)
    svg = sheet_svg(events, Axis.of_table(events), REPORT, Selection(), list(events["theme"].cat.categories))
    scale = float(re.findall(r"scale\(([\d.]+)\)\">\n<rect", svg)[0])
    for inside, sizes in ((svg[: svg.index("</g>\n</g>")], scale), (svg[svg.index("</g>\n</g>") :], 1)):
        for x, y, size, side, words in re.findall(
            r'<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)" fill="[^"]+" text-anchor="(\w+)"[^>]*>([^<]*)',
            inside,
        ):
            wide = text_width(words, float(size)) * sizes
            left = float(x) * sizes - {"start": 0, "middle": wide / 2, "end": wide}[side]
            assert left > -2 and left + wide < WIDTH + 2, words
            assert float(y) * sizes + (HEAD if sizes == scale else 0) <= HEIGHT
            assert float(size) * sizes >= 11.99 or count > 120
    assert ("have their headline" in svg) == (count > 47)


def test_what_is_left_out_is_said():
    events = year_of(63, 9)
    sheet = place_sheet(events, Axis.of_table(events))
    svg = sheet_svg(events, Axis.of_table(events), REPORT, Selection(), list(events["theme"].cat.categories))
    assert 40 <= sheet.named < 63 and len(sheet.placed.marks) == 63
    assert f"{sheet.named} of 63 events have their headline here, the others a mark alone" in svg
    assert sheet.placed.height * sheet.scale < HEIGHT - HEAD - FOOT


def test_a_sheet_without_events_says_so():
    events = year_of(1, 1).head(0)
    assert "No event matches" in sheet_svg(events, Axis.of_table(year_of(1, 1)), REPORT, Selection(), [])
