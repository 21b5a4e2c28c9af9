"""A table in doubt is shown before it is drawn; one without doubt is drawn at once."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

MESSY = Path("tests/data/files/tables/messy.csv")
ASKS = b"A,B,When\n-,Mayor resigns,03/04/2012\n-,Strike begins,12 May\n-,Nothing,soon\n"


def open_file(page, name, content):
    if (more := page.get_by_role("button", name="More", exact=True)).is_visible():
        more.click()  # a phone has the header's buttons behind one
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open…").click()
    chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": content})


def said(page, text):
    expect(page.locator("#preview-said")).to_have_text(text)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_messy_table_is_shown_row_by_row_and_drawn(open_page, width):
    page = open_page(width=width)
    open_file(page, "messy.csv", MESSY.read_bytes())
    said(page, "18 of 26 rows read.")
    dialog = page.get_by_role("dialog", name="Check the table")
    expect(dialog.get_by_label("Column What happened is")).to_have_value("headline")
    expect(dialog.get_by_role("row", name="Line 24 “soon” is no date that can be read")).to_be_attached()
    assert dialog.locator(".unread tr").count() == 8
    wide = dialog.evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0, "only the first rows scroll sideways"
    expect(dialog.get_by_role("button", name="Draw")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("18 of 26 rows read.")
    expect(page.locator("#summary")).to_contain_text("17 of 17 events")


def test_order_year_and_columns_are_asked_and_read_anew(open_page):
    page = open_page()
    open_file(page, "log.csv", ASKS)
    said(page, "0 of 3 rows read.")
    expect(page.get_by_role("button", name="Draw")).to_be_disabled()
    expect(page.get_by_role("radio", name="3 April 2012")).to_be_focused()
    page.get_by_role("radio", name="4 March 2012").check()
    said(page, "1 of 3 rows read.")
    page.get_by_label("Year of “12 May”").fill("2012")
    page.keyboard.press("Tab")
    said(page, "2 of 3 rows read.")
    page.get_by_label("Column A is").focus()
    page.get_by_label("Column A is").select_option("theme")
    expect(page.get_by_label("Column A is")).to_be_focused()
    said(page, "2 of 3 rows read.")
    page.get_by_label("Column B is").select_option("theme")
    said(page, "0 of 3 rows read.")
    expect(page.locator("#preview-unread")).to_contain_text("no column says what happened")
    page.get_by_label("Column B is").select_option("headline")
    said(page, "2 of 3 rows read.")
    page.get_by_role("button", name="Draw").click()
    page.wait_for_url("**/?report=*")
    expect(page.locator("#summary")).to_contain_text("2 of 2 events")


def test_escape_forgets_the_table(open_page):
    page = open_page("/?theme=Background")
    open_file(page, "log.csv", ASKS)
    said(page, "0 of 3 rows read.")
    with page.expect_request(lambda request: request.method == "DELETE"):
        page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open…")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("2 of 11 events")


def test_a_table_without_doubt_is_drawn_at_once(open_page):
    page = open_page()
    open_file(page, "t.csv", b"date,title\n2012-03,Mayor resigns\n2012-05,Strike begins\n")
    expect(page.locator("#notice")).to_have_text("2 of 2 rows read.")
    expect(page.locator("#summary")).to_contain_text("2 of 2 events")
