"""The desk and a report's card as people use them: by keys alone, at a desk's width and a phone's."""

import time

import pytest
from playwright.sync_api import expect

from app import app_for
from data.store import open_store
from tests.browser.conftest import serving
from tests.browser.test_page import check_axe
from tests.chromium import PATIENCE
from tests.kept import keep_text

TEXT = "Justice\n\nIn March 2012, bloggers met. On 12 May 2012, a strike began at the harbour.\n"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('none'); }})"


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """The address of a server with a store of its own, and the key of a report that somebody opened."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    app = app_for("data/kazakstan-2008.txt")
    key = keep_text(TEXT)["edit"]
    with serving(app) as address:
        yield address, key


def is_there(page, address, key) -> bool:
    return page.request.get(f"{address}/events.json?report={key}").ok


def open_menu(page, width):
    """Shows the header's buttons where a phone has them behind one."""
    if width == 390:
        page.get_by_role("button", name="More", exact=True).press("Enter")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_report_is_found_again_forgotten_and_had_back_by_keys_alone(opened, open_page, width):
    address, key = opened
    page = open_page(f"/?report={key}", width, base=address)
    open_menu(page, width)
    page.get_by_role("link", name="Your reports").focus()
    page.keyboard.press("Enter")
    row = page.locator("#desk-rows tr")
    expect(row).to_contain_text("Freedonia Scan, 2012")
    expect(row).to_contain_text("30 days left")
    expect(row.locator(".number").first).to_have_text("2")
    expect(page.locator("#desk-own")).to_contain_text("Kazakstan, 2008")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    check_axe(page, f"desk at {width}")
    page.get_by_role("button", name="Forget Freedonia Scan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo: keep Freedonia Scan")).to_be_focused()
    check_axe(page, f"forgotten at {width}")
    assert is_there(page, address, key), "one wrong press loses nothing"
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Forget Freedonia Scan")).to_be_focused()
    page.get_by_role("checkbox", name="Come back to the last report").focus()
    page.keyboard.press("Space")
    page.goto(f"{address}/")
    page.wait_for_url(f"**/?report={key}")
    expect(page.locator("h1")).to_have_text("Freedonia Scan, 2012")


def test_a_forgotten_report_goes_when_the_page_is_left(opened, open_page):
    address, key = opened
    page = open_page(f"/?report={key}", base=address)
    page.goto(f"{address}/desk")
    page.get_by_role("button", name="Forget Freedonia Scan").click()
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    until = time.monotonic() + PATIENCE / 1000
    while is_there(page, address, key):  # the browser sends it while the next page comes
        assert time.monotonic() < until
    page.goto(f"{address}/desk")
    expect(page.locator("#desk-none")).to_be_visible()


def test_what_the_server_forgot_is_said_and_a_browser_without_storage_too(opened, open_page):
    address, key = opened
    page = open_page(f"/?report={key}", base=address)
    page.request.delete(f"{address}/reports/{key}")
    page.goto(f"{address}/desk")
    expect(page.locator("#desk-rows")).to_contain_text("No longer on this server")
    page.get_by_role("button", name="Remove Freedonia Scan").click()
    expect(page.locator("#desk-none")).to_be_visible()
    page.add_init_script(NO_STORAGE)
    page.goto(f"{address}/desk")
    expect(page.locator("#desk-said")).to_contain_text("This browser keeps no list")
    expect(page.locator("#desk-own")).to_contain_text("Kazakstan, 2008")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_card_is_edited_and_taken_back_by_keys_alone(opened, open_page, width):
    address, key = opened
    page = open_page(f"/?report={key}", width, base=address)
    open_menu(page, width)
    page.get_by_role("button", name="About", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title")).to_have_value("Freedonia Scan")
    check_axe(page, f"card at {width}")
    page.get_by_label("Title").fill("Freedonia at work")
    page.get_by_label("Source line").fill("Harbour Union, box 7")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Freedonia at work, 2012")
    expect(page.locator("#source-line")).to_have_text("Source: Harbour Union, box 7.")
    expect(page.locator("#open-changes")).to_have_text("Changes 1")
    page.keyboard.press("Control+z")
    expect(page.locator("h1")).to_have_text("Freedonia Scan, 2012")
    expect(page.locator("#source-line")).to_have_text("Source: Freedonia Scan.")


def test_a_name_as_it_is_shown_merges_and_the_button_says_so(opened, open_page):
    address, key = opened
    first = open_store()
    access = first.find(key)
    assert access is not None
    first.append_corrections(
        access.report_id,
        [{"add": {"headline": "Writers meet", "date": "2012-06", "theme": "Justice", "actors": ["writers"]}}],
    )
    first.append_corrections(
        access.report_id,
        [
            {
                "add": {
                    "headline": "Bloggers freed",
                    "date": "2012-07",
                    "theme": "Justice",
                    "actors": ["bloggers"],
                }
            }
        ],
    )
    first.close()
    page = open_page(f"/?report={key}", base=address)
    page.locator(".named", has_text="Writers").first.hover()
    page.get_by_role("button", name="Rename writers").click()
    page.get_by_label("New name").fill("Bloggers")
    expect(page.locator("#rename-do")).to_contain_text("Merge with Bloggers (")
    page.keyboard.press("Enter")
    expect(page.locator("#actors-list").get_by_role("checkbox", name="Bloggers")).to_have_count(1)
    expect(page.locator("#actors-list").get_by_role("checkbox", name="Writers")).to_have_count(0)


def test_single_letters_can_be_switched_off_and_the_focus_stays(opened, open_page):
    address, _ = opened
    page = open_page("/?theme=Background", base=address)
    page.get_by_role("button", name="Remove filter: Background").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_be_focused()
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single letters and signs are shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#open-table")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#timeline")).to_be_visible()
