"""The browser's history, the page's title, and addresses that ask for what is not there."""

import re

from playwright.sync_api import expect

from tests.browser.test_page import check_axe, click_mark


def test_each_step_is_an_entry_and_back_restores_it(open_page):
    page = open_page()
    summary, details = page.locator("#summary"), page.locator("#details")
    page.get_by_role("checkbox", name="Background").check()
    expect(summary).to_have_text("2 of 11 events")
    expect(page.locator("#timeline path.point")).to_have_count(2)
    click_mark(page, "ribunal finds")
    expect(details.locator("mark")).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("#table tbody tr")).to_have_count(2)
    page.go_back()
    expect(page.locator("#timeline path.point").first).to_be_visible()
    expect(details).to_be_visible()
    page.go_back()
    expect(details).to_be_hidden()
    expect(summary).to_have_text("2 of 11 events")
    page.go_back()
    expect(summary).to_have_text("11 of 11 events")
    expect(page.get_by_role("checkbox", name="Background")).not_to_be_checked()
    assert page.url.endswith("/")
    page.go_forward()
    expect(summary).to_have_text("2 of 11 events")
    expect(page.get_by_role("checkbox", name="Background")).to_be_checked()
    page.go_forward()
    expect(page.locator("#details-title")).to_contain_text("ribunal finds")


def test_typing_and_turning_the_wheel_are_one_entry_each(open_page):
    page = open_page()
    entries = page.evaluate("history.length")
    page.get_by_label("Search").press_sequentially("tribunal", delay=200)
    page.wait_for_url("**/?q=tribunal")
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.get_by_label("Search")).to_have_value("")
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    page.locator("#chart").hover()
    page.keyboard.down("Control")
    for _ in range(6):
        page.mouse.wheel(0, -20)
    page.keyboard.up("Control")
    page.wait_for_url("**/?from=*")
    assert page.evaluate("history.length") == entries + 1
    page.go_back()
    expect(page.locator("#months-said")).to_have_text("January–November 2008")


def test_presenting_is_one_entry(open_page):
    page = open_page()
    entries = page.evaluate("history.length")
    page.keyboard.press("p")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator("#details h2").first).to_contain_text("President Nazarbaev")
    assert page.evaluate("history.length") == entries + 1


def test_the_title_follows_report_and_selection(open_page, address):
    page = open_page("/?theme=Background")
    said = "2 of 11 events: theme is Background · Kazakstan, 2008 · Yearline"
    expect(page).to_have_title(said)
    assert f"<title>{said}</title>" in page.request.get(address + "/?theme=Background").text()
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_title("Kazakstan, 2008 · Yearline")
    page.go_back()
    expect(page).to_have_title(said)


def test_what_a_link_names_in_vain_is_said(open_page):
    page = open_page("/?theme=Sport&theme=Background&actor=Nobody")
    expect(page.locator("#unknown")).to_have_text("This report has no theme “Sport”, and no actor “Nobody”.")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page = open_page("/?from=2008-13")
    expect(page.locator("#unknown")).to_contain_text("“from” is no month or day")
    page = open_page("/?theme=Background")
    expect(page.locator("#unknown")).to_have_count(0)


def test_an_unknown_report_is_a_page_that_says_so(browser, address):
    page = browser.new_page()
    for path in ("/?report=none", "/embed?report=none&theme=Background"):
        response = page.goto(address + path)
        assert response.status == 404
        expect(page.locator("main")).to_contain_text("There is no report “none” here")
    check_axe(page, "no such report")
    page.get_by_role("link", name="Kazakstan, 2008").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    page.close()
