"""Nearer to and along the time: by keys, wheel, and a press on a lane of many events."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_page import check_axe


def wheel(page, dx, dy, key):
    page.keyboard.down(key)
    page.mouse.wheel(dx, dy)
    page.keyboard.up(key)


def test_keys_go_nearer_and_back(open_page):
    page = open_page()
    page.locator("#chart").focus()
    page.keyboard.press("Home")
    page.keyboard.press("+")
    page.wait_for_url("**/?to=2008-06")
    expect(page.locator("#summary")).to_have_text("8 of 11 events")
    expect(page.locator(".filter-chip")).to_have_text(["until June 2008✕"])
    for _ in range(3):
        page.keyboard.press("+")
    page.wait_for_url(re.compile(r"from=2008-01-\d\d&to=2008-0\d-\d\d"))
    page.keyboard.press("-")
    page.keyboard.press("0")
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    expect(page.locator("#months-said")).to_have_text("January–November 2008")


def test_a_wheel_goes_nearer_with_control_and_along_with_shift_and_else_scrolls(open_page):
    page = open_page(height=500)
    box = page.locator("#chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 150)
    for _ in range(5):
        wheel(page, 0, -30, "Control")
    page.wait_for_url(re.compile("from=.*to="))
    said = page.locator("#months-said")
    near = said.text_content()
    wheel(page, 0, 300, "Shift")
    expect(said).not_to_have_text(near)
    assert page.evaluate("scrollY") == 0 and page.evaluate("visualViewport.scale") == 1
    for _ in range(12):
        wheel(page, 0, 30, "Control")
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    page.mouse.wheel(0, 120)
    page.wait_for_function("() => scrollY > 50")


def test_the_month_slider_does_not_undo_days(open_page):
    page = open_page("/?from=2008-05-10&to=2008-06-20")
    page.get_by_role("checkbox", name="Torture and other ill-treatment").check()
    expect(page.locator("#summary-more")).to_have_text(
        ": theme is Torture and other ill-treatment, 10 May–20 June 2008"
    )
    page.get_by_label("Search").fill("optional")
    expect(page.locator("#summary-more")).to_contain_text("10 May–20 June 2008, containing")
    page.get_by_role("slider", name="First month").press("ArrowLeft")
    page.wait_for_url("**&from=2008-04&to=2008-06&*")


@pytest.mark.parametrize("dark", ["light", "dark"])
def test_many_events_are_areas_with_names_then_marks(open_page, many_address, dark):
    page = open_page(base=many_address, color_scheme=dark)
    expect(page.locator("#summary")).to_have_text("3000 of 3000 events")
    marks = page.locator("#timeline path.point[aria-label]")
    assert 8 <= marks.count() <= 40
    check_axe(page, dark)
    page.locator("#chart").focus()
    page.keyboard.press("End")
    expect(page.locator("#spoken")).to_contain_text(re.compile(r"(\d+) of \1 named events"))
    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_contain_text("Something happens in town")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    page.wait_for_function(
        "() => Math.abs(document.querySelector('#timeline .js-plotly-plot').layout.width - document.querySelector('#chart').clientWidth) < 2"
    )
    # A press on a lane's area, until its events stand for themselves.
    for _ in range(3):
        area = page.locator("#timeline .fills path").first.bounding_box()
        said = page.locator("#months-said").text_content()
        page.mouse.click(area["x"] + area["width"] * 0.4, area["y"] + area["height"] - 3)
        expect(page.locator("#months-said")).not_to_have_text(said)
        expect(page.locator(".filter-chip")).to_have_text(
            page.locator("#months-said").text_content() + "✕"
        )  # it moves the chart
        if page.locator("#timeline .fills path").count() == 0:
            break
    count = int(page.locator("#summary").text_content().split()[0])
    assert count <= 120
    expect(marks).to_have_count(count)
