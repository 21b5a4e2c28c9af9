"""The year in brief: beside the chart with nothing open, and nothing moves when an event takes its place."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_page import check_axe, click_mark

MARKS = """() => [...document.querySelectorAll('#timeline path.point[aria-label]')].map(e => {
  const { left, top, width, height } = e.getBoundingClientRect(); return [e.dataset.event, left, top, width, height].join(' ') })"""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_no_mark_moves_when_an_event_is_opened(open_page, width, height):
    page = open_page(width=width, height=height)
    expect(page.locator("#brief")).to_be_visible()
    before = page.evaluate(MARKS)
    click_mark(page, "ribunal finds")
    expect(page.locator("#details mark")).to_be_visible()
    expect(page.locator("#brief")).to_be_hidden()
    assert page.evaluate(MARKS) == before and len(before) == 11
    page.keyboard.press("Escape")
    expect(page.locator("#brief")).to_be_visible()
    assert page.evaluate(MARKS) == before


def test_a_line_in_brief_is_a_filter(open_page):
    page = open_page("/?q=law")
    brief = page.get_by_role("region", name="The year in brief")
    expect(brief.get_by_text("Nothing is dated in April")).to_be_visible()
    expect(brief.get_by_role("link", name="Nothing is dated")).to_have_count(0)
    brief.get_by_role("link", name="February is the busiest month").click()
    expect(page.locator("#summary")).to_have_text("3 of 11 events")
    page.wait_for_url("**/?from=2008-02&to=2008-02")
    brief.get_by_role("link", name="Rakhat Aliev is named twice").click()
    page.wait_for_url("**/?actor=Rakhat+Aliev")


def test_the_opening_leads_to_the_report(open_page, report):
    page = open_page()
    expect(page.locator("#brief .opening")).to_contain_text("Torture and other ill-treatment by members")
    page.get_by_role("button", name="Read the report").click()
    expect(page.locator("#reading .event-mark").first).to_be_visible()


def test_on_a_phone_the_brief_stands_under_the_chart(open_page):
    page = open_page(width=390, height=844)
    brief, chart = page.locator("#brief").bounding_box(), page.locator("#chart").bounding_box()
    assert brief["y"] > chart["y"] + chart["height"]
    check_axe(page, "brief on a phone")


def test_an_embedded_chart_has_no_brief(open_page):
    page = open_page("/embed")
    expect(page.locator("#brief")).to_have_count(0)


def test_the_key_and_the_details_say_how_exactly_a_date_is_known(open_page, tmp_path):
    from app import app_for
    from tests.browser.conftest import serving

    file = tmp_path / "known.csv"
    file.write_text(
        "date,theme,headline,actors\n2012-01-05,Law,A law enters into force,Parliament\n2012-03/2012-05,Law,Observers visit,UN\n"
    )
    with serving(app_for(file)) as address:
        page = open_page(base=address)
        key = page.get_by_role("list", name="Signs of the dates").get_by_role("listitem")
        expect(key).to_have_text(["on the day", "from–to"])
        click_mark(page, "A law")
        expect(page.locator(".details-date")).to_have_text("on 5 January 2012")
        page.get_by_role("button", name="Next event").click()
        expect(page.locator(".details-date")).to_have_text("March–May 2012")
        page.goto(address + "/?from=2012-02")
        expect(key).to_have_text(["from–to"])
        expect(key.first).to_be_visible()
        check_axe(page, "signs")
