"""Presenting on a screen of any size: all of it is there, in letters that the last row reads."""

from typing import Any

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from app import create_app
from data import Report
from data.events.table import fill_claims
from tests.browser.conftest import serving
from tests.components.draw.years import year_of


@pytest.fixture(scope="module")
def long_address():
    events = year_of(54, 16).assign(
        text="", start=0, end=0, doubt="", corrected="", reviewed=False, starred=False, note="", place=0
    )
    fill_claims(events)
    with serving(
        create_app(Report(title="Ruritania", year=2012, text="", publisher="", edition=""), events)
    ) as at:
        yield at


FITS = """height => {
  const room = document.querySelector('#chart'), drawn = document.querySelector('#timeline .main-svg').getBoundingClientRect();
  const { bottom, right } = room.getBoundingClientRect();
  return innerHeight === height && drawn.height > room.clientHeight / 2 && drawn.bottom <= bottom + 1 && drawn.right <= right + 1;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('#timeline text, .presenting h1, .edition, #progress span, #details h2, #details p')]
  .filter(text => text.textContent.trim() && text.getBoundingClientRect().height)
  .map(text => parseFloat(getComputedStyle(text).fontSize) * (text.closest('#timeline') ? Number(getComputedStyle(document.documentElement).getPropertyValue('--zoom')) : 1)))"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (3840, 2160)])
def test_all_of_a_long_entry_is_on_any_screen(open_page, long_address, width, height):
    page = open_page("/?present=1", width=width, height=height, base=long_address)
    for key, shown in (("Home", "54 events"), ("PageDown", "1 of 54")):
        page.keyboard.press(key)
        expect(page.locator("#progress span")).to_have_text(shown)
        page.wait_for_function(FITS, arg=height)
        expect(page.locator("#timeline path.point[aria-label]")).to_have_count(54)
        page.wait_for_function(f"least => ({SMALLEST})() >= least", arg=20 * height / 1080 - 0.3)
    expect(page.locator("#timeline .textpoint.lit text")).to_contain_text("Court 0 sentences")
    expect(page.locator("#timeline .textpoint", has_text="Jan")).to_be_visible()
    # Each next event has its headline, where there was none before.
    page.keyboard.press("PageDown")
    expect(page.locator("#timeline .textpoint.lit text")).to_contain_text("Court 1 sentences")


def test_the_screen_goes_black_until_any_key(open_page):
    page = open_page("/?theme=Background&present=1")
    expect(page.locator("#progress span")).to_have_text("2 events")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator("body.black")).to_be_attached()
        page.keyboard.press("ArrowRight")
        expect(page.locator("body.black")).to_have_count(0)
    expect(page.locator("#progress span")).to_have_text("2 events")


def test_on_a_phone_by_finger_and_by_buttons(open_page):
    page = open_page("/?theme=Background&present=1", width=390, height=844, has_touch=True, is_mobile=True)
    expect(page.locator("#progress span")).to_have_text("2 events")
    page.get_by_role("button", name="Next event").tap()
    expect(page.locator("#progress span")).to_have_text("1 of 2")
    swipe = """([from, to]) => { for (const [kind, x] of [['touchstart', from], ['touchend', to]]) {
      const touch = new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
      document.body.dispatchEvent(new TouchEvent(kind, { bubbles: true, touches: kind === 'touchstart' ? [touch] : [], changedTouches: [touch] }));
    } }"""
    page.evaluate(swipe, [300, 120])
    expect(page.locator("#progress span")).to_have_text("2 of 2")
    page.evaluate(swipe, [120, 300])
    expect(page.locator("#progress span")).to_have_text("1 of 2")
    page.get_by_role("button", name="End presenting").tap()
    expect(page.locator("body.presenting")).to_have_count(0)


@pytest.fixture
def own_address(report, monkeypatch, tmp_path):
    """A page of one's own report, where its events may be moved."""
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    with serving(create_app(report)) as at:
        yield at


def test_own_order_and_own_notes(own_address, open_page, table):
    page = open_page("/", base=own_address)
    title, place = page.locator("#details-title"), page.locator("#progress span")
    page.keyboard.press("p")
    expect(place).to_have_text("11 events")
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("1 of 11")
    expect(title).to_contain_text("Rakhat Aliev sentenced")
    page.keyboard.press("Shift+ArrowRight")  # after the second
    expect(place).to_have_text("2 of 11")
    page.keyboard.press("ArrowLeft")
    expect(title).to_contain_text("President Nazarbaev attacks")
    page.keyboard.press("Shift+ArrowLeft")  # nothing is before it
    expect(place).to_have_text("1 of 11")
    page.keyboard.press("ArrowRight")
    expect(title).to_contain_text("Rakhat Aliev sentenced")
    page.keyboard.press("Escape")
    page.goto(f"{own_address}/?event={table[table['in_year']]['id'].iloc[0]}")
    expect(title).to_contain_text("Rakhat Aliev sentenced")
    page.keyboard.press("e")
    page.get_by_label("To say when presenting").fill("Ask where he is now.")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.locator("#details")).to_contain_text("To say of it: Ask where he is now.")
    page.reload()
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    with page.expect_download() as download:
        page.get_by_role("button", name="Share").click()
        page.locator(".share-lead a[data-path]").click()
    deck: Any = Presentation(str(download.value.path()))
    notes = deck.slides[0].notes_slide.notes_text_frame.text.split("\n\n")
    assert notes[0] == "The title counts the 6 events with *." and "President" in notes[1]
    assert notes[2].startswith("Ask where he is now.\n* January 2008: ")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.press("ArrowRight")
    expect(title).to_contain_text("President Nazarbaev attacks")
    expect(page.locator("#details .details-note").first).to_be_hidden()
