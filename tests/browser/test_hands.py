"""Every hand that holds it: paper, scrolling, the tip, hints, large text, right to left."""

import io
import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from app import create_app
from data import load
from tests.browser.conftest import serving
from tests.browser.test_page import check_axe

ARABIC = """date,headline,theme,actors
2021-01-12,المحكمة تحكم على صحفي بالسجن ثلاث سنوات,حرية التعبير,محكمة الجنايات; أحمد علي
2021-02,الشرطة تعتقل متظاهرين في العاصمة,حرية التجمع,الشرطة
2021-03-05,البرلمان يقر قانونًا جديدًا (NGO Law 12/2021),حرية التجمع,البرلمان; Human Rights Watch
2021-11,Court of Cassation upholds the sentence of أحمد علي,حرية التعبير,محكمة النقض
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory):
    file = tmp_path_factory.mktemp("arabic") / "arabic.csv"
    file.write_text(ARABIC, "utf-8")
    with serving(create_app(*load(file))) as address:
        yield address


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """Eighty events: a chart that is taller than any window, and more than a sheet has room for."""
    file = tmp_path_factory.mktemp("busy") / "busy.csv"
    rows = [
        f"2012-{1 + i % 12:02}-{1 + i // 4:02},Freedom of assembly {i % 9},Court {i} sentences a journalist to three years in prison"
        for i in range(80)
    ]
    file.write_text("date,theme,headline\n" + "\n".join(rows))
    with serving(create_app(*load(file))) as address:
        yield address


def print_words(page):
    """What is on the one sheet that the page prints."""
    sheet = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(sheet) == 1
    words = sheet[0].get_textpage().get_text_range()
    sheet.close()
    return " ".join(words.split())


def test_one_sheet_when_printed(open_page):
    page = open_page("/?event=none", color_scheme="dark")
    words = print_words(page)
    assert "Kazakstan, 2008 11 events" in words and "Source: Amnesty International" in words
    assert "Parliament rushes through" in words and "Share" not in words and "Search" not in words
    expect(page.locator("#printed")).to_have_count(0)
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    assert "2 events: theme is Background" in print_words(page)


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_a_table_has_its_head_and_a_number_on_every_page(open_page, busy, paper, size):
    page = open_page("/?view=table", base=busy)
    with pypdfium2.PdfDocument(page.pdf(format=paper)) as sheets:
        assert len(sheets) > 1
        assert all(sheet.get_size() == pytest.approx(size, abs=1.5) for sheet in sheets)
        words = [sheet.get_textpage().get_text_range() for sheet in sheets]
    for number, text in enumerate(words, 1):
        said = "".join(text.split())  # letters that stand apart are words of their own in a PDF
        assert "DateThemeEventActors" in said
        assert f"Page{number}of{len(words)}" in said
        assert not set("★☆↑↓") & set(said) and "Search" not in said and "Download" not in said
    assert "".join("".join(words).split()).count("sentencesajournalist") == 80
    assert "busy" in words[0].lower()


def test_a_long_entry_is_one_sheet_too_and_says_what_is_left_out(open_page, busy):
    words = print_words(open_page(base=busy, width=390))
    assert re.search(r"\d+ of 80 events have their headline here, the others a mark alone", words)


def test_without_a_server_the_chart_is_printed_as_it_is(open_page, context_problems):
    page = open_page()
    page.route("**/sheet.svg*", lambda route: route.abort())
    words = print_words(page)
    # Where a headline is broken into lines a sheet has no space.
    assert "Parliamentrushesthrough" in words.replace(" ", "") and "Share" not in words
    context_problems.clear()


def test_the_months_stay_on_top_while_the_chart_scrolls(open_page, busy):
    page = open_page(base=busy)
    name = page.locator(".axis span", has_text="Dec")
    drawn = page.locator("#timeline .textpoint text", has_text="Dec").first.bounding_box()
    over = name.bounding_box()
    assert abs(over["x"] + over["width"] / 2 - drawn["x"] - drawn["width"] / 2) <= 1
    page.evaluate("scrollTo(0, 900)")
    expect(name).to_be_in_viewport()
    assert page.locator("#timeline .textpoint text", has_text="Dec").first.bounding_box()["y"] < 0
    # Where the keys are, nothing is under the months.
    page.locator("#chart").focus()
    page.keyboard.press("Home")
    mark = page.locator("#timeline path.point.walked").bounding_box()
    axis = page.locator(".axis").bounding_box()
    assert mark["y"] >= axis["y"] + axis["height"]


def test_on_a_phone_the_month_that_is_read_stays(open_page, busy):
    page = open_page(base=busy, width=390, height=844)
    page.evaluate("scrollTo(0, 900)")
    tops = page.locator(".axis span").evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    assert sum(0 <= top < 1 for top in tops) == 1, tops


def test_the_tip_says_what_the_label_does_not_and_covers_none(open_page):
    page = open_page()
    label = page.locator("#timeline .textpoint", has_text="Three Uzbekistani").bounding_box()
    page.mouse.move(label["x"] + 20, label["y"] + 8)
    tip = page.locator("#tip")
    expect(tip).to_have_text("May 2008 · asylum-seekers, Kazakstani police, UNHCR and 3 others")
    expect(tip).to_have_css("font-family", re.compile("Source Sans Pro"))
    box = tip.bounding_box()
    covered = page.locator("#timeline .textpoint[data-event]").evaluate_all(
        """(all, box) => all.map(e => [e, e.getBoundingClientRect()]).filter(([e, b]) =>
          b.width && b.left < box.x + box.width && box.x < b.right && b.top < box.y + box.height && box.y < b.bottom).map(([e]) => e.textContent)""",
        box,
    )
    assert not covered
    assert page.locator("#timeline .hoverlayer .hovertext").count() == 0
    page.mouse.move(10, 10)
    expect(tip).to_be_hidden()


def test_a_mark_without_a_label_has_its_headline_in_the_tip(open_page, many_address):
    page = open_page("/?from=2012-03&to=2012-03", base=many_address)
    page.wait_for_function("() => document.querySelectorAll('#timeline path.point[data-event]').length > 0")
    page.locator("#chart").focus()
    page.keyboard.press("End")
    named = page.locator("#timeline .textpoint.walked text").all_text_contents()
    expect(page.locator("#tip strong")).to_have_count(0 if any(named) else 1)
    expect(page.locator("#tip")).to_contain_text("March 2012")


def test_hints_come_once_where_they_work(open_page):
    page = open_page()
    hint = page.locator("#hint")
    expect(hint).to_be_hidden()
    shift = "() => document.querySelector('.foot').getBoundingClientRect().top"
    before = page.evaluate(shift)
    page.locator("#timeline").hover()
    expect(hint).to_contain_text("Ctrl and the wheel")
    check_axe(page, "a hint")
    assert page.evaluate(shift) == before
    hint.get_by_role("button", name="Dismiss the hint").click()
    expect(hint).to_be_hidden()
    page.locator("#overview .month").nth(3).hover()
    expect(hint).to_contain_text("drag over several")
    page.locator("#overview .month").nth(4).click()
    expect(hint).to_be_hidden()
    page.goto(page.url)
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    page.locator("#timeline").hover()
    page.locator("#chart").focus()
    page.keyboard.press("Home")
    expect(hint).to_contain_text("Arrow keys")
    page.keyboard.press("End")
    expect(hint).to_be_hidden()
    assert page.evaluate("localStorage.getItem('yearline-hints')") == "wheel drag keys"


def test_an_arabic_table_mirrors(open_page, arabic):
    page = open_page("/?view=table", base=arabic)
    table = page.locator("#table table")
    expect(table).to_have_attribute("dir", "rtl")
    date, actors = (
        page.locator("#table th").first.bounding_box(),
        page.locator("#table th").last.bounding_box(),
    )
    assert date["x"] > actors["x"]
    right = page.locator("#table .open-event").evaluate_all(
        "all => all.map(e => { const r = document.createRange(); r.selectNodeContents(e); return Math.round(r.getBoundingClientRect().right) })"
    )
    assert max(right[:3]) - min(right[:3]) <= 2
    check_axe(page, "an Arabic table")
    page.keyboard.press("t")
    label = page.locator("#timeline .textpoint", has_text="NGO")
    expect(label).to_contain_text("\u2067")
    label.click()
    expect(page.locator("#details-title")).to_have_css("direction", "rtl")


@pytest.mark.parametrize("how", ["zoomed", "large text"])
def test_at_twice_the_size_nothing_is_cut(open_page, how):
    page = open_page(**({"width": 720, "height": 450} if how == "zoomed" else {}))
    if how == "large text":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = """() => [...document.querySelectorAll('button, a.button, .theme-name, .actor-name, .summary, h1, .brief li')]
      .filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')).map(e => e.textContent)"""
    assert page.evaluate(cut) == []
    boxes = page.locator(".header button:visible, h1").evaluate_all(
        "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
    )
    for i, a in enumerate(boxes):
        assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for b in boxes[i + 1 :])
