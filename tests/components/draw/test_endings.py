"""Every drawing ends: text is cut in few steps, and no text, selection, size or template makes a loop go on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from components.draw.files import Drawing, Look, make_deck, make_svg
from components.draw.fonts import cut, cut_lines, text_width, wrap
from components.draw.fullscreen import Stage, place_on_stage
from components.draw.print_page import sheet_svg
from components.draw.slide_room import OURS
from data import Axis, Selection, load
from tests.examples import few
from tests.templates import firm_template

FOLDER = str(Path(sys.modules["components.draw.fonts"].__file__ or "").parent)
MOST_STEPS = (
    6_000_000  # lines of components/draw that one drawing may run; those below take 0.7 million at most
)
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("abcde fgh  …·-,\N{SOFT HYPHEN}א")
    ),
    max_size=90,
)
LONG = st.one_of(WORDS, WORDS.map(lambda text: text * 12))


@contextmanager
def counted_steps() -> Iterator[None]:
    """Fail once so many lines of our drawing ran that they would go on for ever."""
    steps, before = 0, sys.gettrace()

    def count(frame, event, arg):
        nonlocal steps
        steps += event == "line"
        if steps > MOST_STEPS:
            raise AssertionError(f"{frame.f_code.co_qualname} in line {frame.f_lineno} does not end")
        return count

    def enter(frame, event, arg) -> Callable | None:
        return count if frame.f_code.co_filename.startswith(FOLDER) else None

    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(before)


@given(text=LONG, room=st.floats(-10, 900), size=st.floats(6, 60), bold=st.booleans())
@example(text="A B C D E", room=40, size=14, bold=True)
@example(text="… … … …", room=20, size=14, bold=False)
@example(text="one\nand two", room=30, size=14, bold=False)
def test_text_is_cut_to_its_room_and_stays_its_beginning(text, room, size, bold):
    with counted_steps():
        short = cut(text, room, size, bold)
    line = " ".join(text.split())
    assert text_width(short, size, bold) <= room or short == "…"
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))


def test_the_text_that_was_cut_for_ever():
    assert OURS.cut("A B C D E", OURS.letters_wide("A B C D", 14), 14).endswith("…")


@given(text=LONG, width=st.floats(20, 900), most=st.integers(0, 4))
def test_lines_are_as_many_and_as_wide_as_there_is_room_for(text, width, most):
    lines = cut_lines(text, width, 14, most)
    assert len(lines) <= most and all(text_width(line, 14) <= width for line in lines)


def test_text_of_a_hundred_thousand_letters_is_cut_in_few_steps(monkeypatch):
    measured = []
    monkeypatch.setattr(
        "components.draw.fonts.text_width", lambda text, *_: measured.append(text) or 7.0 * len(text)
    )
    assert cut("a" * 100_000, 700, 14) == "a" * 99 + "…"
    assert len(measured) < 25


@st.composite
def years(draw):
    """The rows of a table with a few or many events, their themes and actors under any name."""
    names = st.text("abcdefgh -", min_size=1, max_size=70).filter(str.strip)
    themes = draw(st.lists(names, min_size=1, max_size=8, unique_by=str.strip))
    actors = draw(st.lists(names, min_size=1, max_size=4))
    count = draw(st.sampled_from([1, 3, 7, 15, 40, 75, 130]))
    headlines = draw(st.lists(names, min_size=1, max_size=6))
    rows = ["date,headline,category,actors"]
    for i in range(count):
        month, day = (i * draw(st.integers(1, 7))) % 12 + 1, i % 28 + 1
        date = f"2012-{month:02}" + (f"-{day:02}" if i % 3 else "")
        rows.append(
            f"{date},x{headlines[i % len(headlines)]} {i},{themes[i % len(themes)]},{actors[i % len(actors)]}"
        )
    return "\n".join(rows)


@pytest.fixture(scope="module")
def templates():
    return [None, firm_template(wide=True), firm_template(wide=False)]


@settings(max_examples=few(6), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    rows=years(),
    title=LONG,
    words=LONG,
    lanes=st.sampled_from(["", "actor", "kind", "none"]),
    template=st.integers(0, 2),
    width=st.integers(200, 4000),
    height=st.one_of(st.none(), st.integers(200, 4000)),
)
def test_each_drawing_ends(templates, tmp_path_factory, rows, title, words, lanes, template, width, height):
    file = tmp_path_factory.mktemp("year") / "year.csv"
    file.write_text(rows, "utf-8")
    report, table = load(file)
    object.__setattr__(report, "title", title)
    shown = Selection(lanes=lanes, q=words, theme=tuple(table["theme"].cat.categories[:5]))
    drawing = Drawing(
        table, Axis.of_table(table), report, shown, list(table["theme"].cat.categories), "https://x.example"
    )
    with counted_steps():
        make_deck(drawing, template=templates[template])
    with counted_steps():
        assert make_svg(drawing, Look(width, height)).startswith("<svg")
    with counted_steps():
        sheet_svg(table, drawing.axis, report, shown, drawing.themes)
        place_on_stage(table, Stage(width, height or 600), drawing.axis, lanes, table["id"].iloc[0])


@given(st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=12), min_size=1, max_size=14))
@example("Amnesty International delegates visit Kazakstan".split())
def test_a_line_has_room_in_its_own_width(words):
    line = " ".join(words)
    assert wrap(line, text_width(line, 14, bold=True), 14, bold=True) == [line]
