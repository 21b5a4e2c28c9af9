"""Pictures for programs without our typefaces."""

import re

import pytest

from components.draw.fonts import text_width
from components.draw.outlines import hold_widths, outline_texts
from components.draw.svg import format_text


def picture(words, side="start", bold=False):
    return f'<svg xmlns="http://www.w3.org/2000/svg">{format_text(100, 50, words, 20, "#123456", side, bold)}</svg>'


def test_a_text_says_how_wide_it_is():
    held = hold_widths(picture("Fish & <chips>", bold=True))
    assert f'textLength="{text_width("Fish & <chips>", 20, True):.1f}">Fish &amp; &lt;chips&gt;<' in held


@pytest.mark.parametrize("words", ["احتجاج", "漢字", ""])
def test_what_our_typeface_does_not_have_stays_as_it_is(words):
    assert hold_widths(picture(words)) == picture(words)
    assert "<use" not in outline_texts(picture(words)) and f">{words}</text>" in outline_texts(picture(words))


@pytest.mark.parametrize(("side", "part"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_letters_as_shapes_stand_where_the_text_stood(side, part):
    outlined = outline_texts(picture("To & to", side))
    assert "<text" not in outlined and 'aria-label="To &amp; to"' in outlined
    scale, x, y = map(float, re.findall(r"matrix\(([\d.]+) 0 0 -[\d.]+ ([\d.-]+) ([\d.]+)\)", outlined)[0])
    assert (scale, y) == (0.02, 50) and x == pytest.approx(100 - part * text_width("To & to", 20), abs=0.1)
    places = [float(at) for at in re.findall(r' x="(\d+)"/>', outlined)]
    assert len(places) == 5 and places == sorted(places)
    assert len(re.findall("<path id=", outlined)) == 4, "a letter is drawn once"
    assert places[1] < text_width("T", 1000), "o stands under the arm of T"
