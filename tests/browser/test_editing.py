"""Putting right in place, adding and reviewing: seen at once, kept, undone, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from app import create_app
from tests.browser.conftest import serving
from tests.browser.test_page import check_axe, click_mark

URGED = (
    "e49a4db1"  # "Committee against Torture calls on the authorities “to apply a zero-tolerance approach …”"
)
SAVED = "() => document.querySelector('#edit-saved').textContent === 'Saved.'"
MARK = """part => { for (const p of document.querySelectorAll('#reading p')) { const node = [...p.childNodes].find(n => n.textContent.includes(part));
  if (!node) continue; const text = node.nodeType === 3 ? node : node.firstChild, range = document.createRange(), at = text.data.indexOf(part);
  range.setStart(text, at); range.setEnd(text, at + part.length); getSelection().removeAllRanges(); getSelection().addRange(range); return true } }"""


@pytest.fixture
def editing_address(report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    with serving(create_app(report, table)) as address:
        yield address


@pytest.fixture
def open_editable(editing_address, open_page):
    """`open_page` for an app of which everybody may correct the table."""
    return lambda path="/", **options: open_page(path, base=editing_address, **options)


def mark_of(page, headline):
    return page.locator(f'#timeline path.point[aria-label^="{headline}"]')


def test_each_field_is_put_right_and_undone(open_editable):
    page = open_editable(f"/?event={URGED}")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/unsaid" in request.url else None)
    page.keyboard.press("e")
    expect(page.locator("#edit-headline")).to_be_focused()
    expect(page.locator("#edit-sentence .gave-date")).to_contain_text("In November")
    expect(page.locator("#edit-before")).to_be_hidden()  # it opens its paragraph
    expect(
        page.locator("#edit-sentence .gave-actor", has_text="Committee against Torture").first
    ).to_be_visible()
    expect(page.locator("#edit-unsaid")).to_be_empty()
    assert not asked, "what was read is not compared with its own sentence"
    page.locator("#edit-headline").fill("UN Committee urges zero tolerance of torture")
    expect(page.locator("#edit-count")).to_have_text("44 of 240")
    page.keyboard.press("Enter")
    expect(mark_of(page, "UN Committee urges zero tolerance")).to_have_count(1)
    expect(page.locator("#edit-headline-read")).to_contain_text("As read: Committee against Torture calls")
    expect(page.locator("#edit-unsaid")).to_have_text("UN: the report does not name them here.")

    page.get_by_label("Date", exact=True).fill("the 32nd")
    expect(page.locator("#edit-date-means")).to_contain_text("is no date that can be read")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date", exact=True)).to_be_focused()
    page.get_by_label("Date", exact=True).fill("20 nov 2008")
    expect(page.locator("#edit-date-means")).to_have_text("2008-11-20 · 20 November 2008")
    page.get_by_role("combobox", name="Theme").click()
    page.get_by_role("combobox", name="Theme").fill("legal")
    expect(page.get_by_role("option", name="Legal developments")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-date-read")).to_contain_text("As read: November 2008")
    expect(mark_of(page, "UN Committee urges")).to_have_attribute(
        "aria-label", re.compile("20 November 2008, Legal developments")
    )

    page.get_by_role("button", name="Remove authorities").click()
    page.get_by_label("Add an actor").fill("parl")
    page.get_by_role("option", name="parliament").click()
    page.get_by_label("Add an actor").fill("rakh")
    expect(page.get_by_role("option", name="Rakhat Aliev")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove Rakhat Aliev")).to_be_visible()
    page.keyboard.press("Control+z")  # nothing is typed in the field: what was done is taken back
    expect(page.get_by_role("button", name="Remove Rakhat Aliev")).to_have_count(0)
    page.get_by_label("Add an actor").fill("Manfred Nowak")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Manfred Nowak", exact=True).click()
    page.get_by_label("Kind", exact=True).select_option("person")
    page.get_by_role("button", name="Done", exact=True).first.click()
    chips = page.locator("#edit-actors [data-actor]")
    expect(chips).to_have_text(["UN Committee against Torture", "parliament", "Manfred Nowak"])
    expect(mark_of(page, "UN Committee urges")).to_have_attribute("aria-label", re.compile("Manfred Nowak$"))
    expect(page.get_by_role("button", name="Manfred Nowak", exact=True)).to_have_attribute(
        "title", re.compile("^person")
    )
    page.wait_for_function(SAVED)
    check_axe(page, "edit")

    page.get_by_role("button", name="put back the theme").click()
    expect(page.get_by_role("combobox", name="Theme")).to_have_value("Torture and other ill-treatment")
    page.keyboard.press("Escape")
    expect(page.locator("#edit")).to_be_hidden()
    expect(page.get_by_role("button", name="Edit")).to_be_focused()
    expect(page.locator("#details-body")).to_contain_text("Corrected – as read: November 2008;")
    for _ in range(3):  # the theme, the kind, the new actor
        page.keyboard.press("Control+z")
    expect(page.locator("#details .chips")).not_to_contain_text("Manfred Nowak")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#details .chips")).to_contain_text("Manfred Nowak")


def test_an_event_is_hidden_and_brought_back(open_editable):
    page = open_editable(f"/?event={URGED}")
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Hide").click()
    expect(page.locator("#summary")).to_have_text("10 of 10 events")
    page.locator("#notice").get_by_role("button", name="Undo").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_an_event_of_another_year_comes_onto_the_axis(open_editable):
    page = open_editable()
    page.locator("#other-years summary").click()
    page.get_by_role("button", name=re.compile("^2007: OSCE")).click()
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Date", exact=True).fill("december 2008")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_have_text("12 of 12 events")
    expect(page.locator("#summary-more")).to_contain_text("January–December 2008")
    expect(page.locator("#overview .month")).to_have_count(12)
    expect(page.locator("#other-years summary")).to_contain_text("1 statement about other years is")


def test_a_review_by_keys_to_the_end(open_editable):
    page = open_editable()
    page.keyboard.press("v")
    expect(page.locator("#edit-title")).to_have_text("Review · 1 of 11")
    expect(page.locator("#edit-sentence")).to_be_focused()
    expect(page.locator("#edit-doubt")).to_have_text("Look here: hard to shorten.")
    expect(page.locator("#edit-before")).to_contain_text("was sentenced in his absence")  # who "him" is
    page.wait_for_url("**/?event=*&review=1")
    check_axe(page, "review")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#edit-title")).to_have_text("Review · 2 of 11")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#edit-title")).to_have_text("Review · 1 of 11")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-reviewed")).to_have_text("1 of 11 reviewed")
    expect(page.locator("#edit-title")).to_have_text("Review · 2 of 11")
    expect(page.locator("#edit-sentence")).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Three asylum-seekers detained")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-title")).to_have_text("Review · 3 of 11")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#edit-title")).to_have_text("Review · 1 of 11")
    page.keyboard.press("Enter")  # who went back goes on from there
    expect(page.locator("#edit-title")).to_have_text("Review · 2 of 11")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-title")).to_have_text("Review · 3 of 11")
    expect(mark_of(page, "Three asylum-seekers detained,")).to_have_count(1)
    expect(page.locator("#edit-sentence")).to_be_focused()
    page.keyboard.press("h")
    expect(page.locator("#edit-reviewed")).to_have_text("2 of 10 reviewed")
    page.reload()
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    expect(page.locator("#edit-reviewed")).to_have_text("2 of 10 reviewed")
    for place in range(2, 10):
        expect(page.locator("#edit-sentence")).to_be_focused()
        page.keyboard.press("Enter")
        if place < 9:
            expect(page.locator("#edit-reviewed")).to_have_text(f"{place + 1} of 10 reviewed")
    expect(page.locator("#notice")).to_have_text("All 10 events are reviewed.")
    expect(page.locator("#edit")).to_be_hidden()
    expect(page.get_by_role("button", name="Review")).to_be_focused()


def test_a_review_on_a_phone(open_editable):
    page = open_editable("/?review=1", width=390, height=844)
    expect(page.locator("#edit-title")).to_have_text("Review · 1 of 11")
    check_axe(page, "review on a phone")
    assert page.evaluate("document.querySelector('#details').scrollWidth") <= 390
    page.get_by_role("button", name="Right, next").click()
    expect(page.locator("#edit-reviewed")).to_have_text("1 of 11 reviewed")


def test_a_marked_passage_becomes_an_event(open_editable):
    page = open_editable()
    page.keyboard.press("r")
    page.locator("#reading .event-mark").first.wait_for()
    assert page.evaluate(
        MARK, "Torture and other ill-treatment by members of the security forces remained widespread"
    )
    expect(page.get_by_role("button", name="+ Add event")).to_be_visible()
    page.keyboard.press("+")
    expect(page.locator("#edit-title")).to_have_text("Add an event")
    expect(page.locator("#edit-sentence")).to_contain_text("remained widespread")
    page.locator("#edit-headline").fill("Torture remains widespread")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date", exact=True)).to_be_focused()
    expect(page.locator("#edit-saved")).to_have_text("A new event needs a date.")
    page.get_by_label("Date", exact=True).fill("may 2008")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_have_text("12 of 12 events")
    expect(page.locator("#details h2").first).to_have_text("Torture remains widespread")
    expect(page.locator("#reading .event-mark", has_text="remained widespread")).to_have_count(1)

    page.get_by_role("button", name="Close the report").click()
    page.get_by_role("button", name="add one").click()
    expect(page.locator("#edit-headline")).to_be_focused()
    page.keyboard.type("Delegates return")
    page.get_by_label("Date", exact=True).fill("1 december")
    page.get_by_role("combobox", name="Theme").fill("Visits")
    page.get_by_role("button", name="Add event", exact=True).click()
    expect(page.locator("#summary")).to_have_text("13 of 13 events")


def test_a_change_made_offline_is_saved_when_the_server_is_back(open_editable, context_problems):
    page = open_editable(f"/?event={URGED}")
    page.keyboard.press("e")
    page.context.set_offline(True)
    page.locator("#edit-headline").fill("UN Committee urges zero tolerance")
    page.keyboard.press("Enter")
    expect(mark_of(page, "UN Committee urges zero tolerance")).to_have_count(1)
    expect(page.locator("#edit-saved")).to_contain_text("Kept in this browser")
    expect(page.locator("#notice")).to_contain_text("does not answer")
    page.context.set_offline(False)
    page.wait_for_function(SAVED)
    context_problems.clear()
    page.reload()
    expect(mark_of(page, "UN Committee urges zero tolerance")).to_have_count(1)


def test_two_people_see_each_other_and_the_first_is_told(open_editable):
    first, second = open_editable(f"/?event={URGED}"), open_editable(f"/?event={URGED}")
    first.keyboard.press("e")
    first.locator("#edit-headline").fill("Ours")
    first.keyboard.press("Enter")
    expect(mark_of(second, "Ours,")).to_have_count(1)
    second.keyboard.press("e")
    second.locator("#edit-headline").fill("Theirs")
    second.keyboard.press("Enter")
    expect(mark_of(first, "Theirs,")).to_have_count(1)
    expect(first.locator("#edit-headline")).to_have_value("Theirs")
    expect(first.locator("#notice")).to_contain_text("Somebody else changed headline after you")


def test_who_only_reads_is_offered_nothing(open_page):
    page = open_page("/?review=1")
    click_mark(page, "zero-tolerance")
    expect(page.locator("#details mark")).to_be_visible()
    for name in ("Edit", "Review", "add one"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.keyboard.press("e")
    page.keyboard.press("v")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    expect(page.locator("#edit-pane")).to_be_hidden()


def test_what_is_taken_back_while_it_is_on_its_way_is_that_and_nothing_else(open_editable):
    page = open_editable(f"/?event={URGED}")
    page.keyboard.press("e")
    page.locator("#edit-headline").fill("First")
    page.keyboard.press("Enter")
    page.wait_for_function(SAVED)
    held = []
    page.route(
        "**/corrections*",
        lambda route: held.append(route) if route.request.post_data and not held else route.continue_(),
    )
    page.locator("#edit-headline").fill("Second")
    page.keyboard.press("Enter")
    expect(mark_of(page, "Second")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    held[0].continue_()
    expect(mark_of(page, "First")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(mark_of(page, "Committee against Torture calls")).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(mark_of(page, "First")).to_have_count(1)


def test_a_button_in_the_details_keeps_the_focus_when_they_are_drawn_anew(open_editable):
    page = open_editable(f"/?event={URGED}")
    page.get_by_role("button", name="Edit").focus()
    page.request.post(
        page.url.split("?")[0] + "corrections", data={"event": URGED, "set": {"headline": "Another headline"}}
    )
    expect(page.locator("#details-title")).to_have_text("Another headline")
    expect(page.locator("#details-body")).to_contain_text("as read")
    expect(page.get_by_role("button", name="Edit")).to_be_focused()


def test_a_star_is_set_in_table_and_details_and_kept(open_editable):
    page = open_editable(f"/?view=table&event={URGED}")
    in_row = page.locator(f'#table .star[data-value="{URGED}"]')
    in_details = page.locator("#details .star")
    expect(in_details).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("s")
    expect(in_row).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#details")).to_contain_text("Starred: comes first on slides.")
    expect(in_details).to_have_text("★")
    page.locator("#table .star").first.click()
    expect(page.locator("#table .star[aria-pressed=true]")).to_have_count(2)
    page.reload()
    expect(page.locator("#table .star[aria-pressed=true]")).to_have_count(2)
    check_axe(page, "stars")
    in_details.click()
    expect(in_row).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Control+z")
    expect(in_row).to_have_attribute("aria-pressed", "true")


def test_not_now_waits_and_is_saved_and_a_refusal_says_what_was_typed(open_editable, context_problems):
    page = open_editable(f"/?event={URGED}")
    answers = [
        {"status": 503, "headers": {"Retry-After": "1"}, "json": {"error": "The database is away."}},
        {"status": 429, "headers": {"Retry-After": "1"}, "body": "slow down"},
    ]
    tokens = []

    def answer(route):
        if route.request.method != "POST":
            return route.continue_()
        tokens.append(route.request.headers["idempotency-key"])
        return route.fulfill(**answers.pop(0)) if answers else route.continue_()

    page.route("**/corrections*", answer)
    page.keyboard.press("e")
    page.locator("#edit-headline").fill("Kept while the database is away")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-saved")).to_have_text("Kept in this browser; saved when the server is back.")
    expect(page.locator("#notice")).to_contain_text("cannot save just now")
    page.wait_for_function(SAVED)
    expect(page.locator("#notice")).to_be_hidden()
    assert len(tokens) == 3 and len({*tokens}) == 1, "the same is sent again, and saved once"
    answers.append({"status": 422, "json": {"error": "That headline cannot be kept."}})
    page.locator("#edit-headline").fill("Refused by the server")
    page.keyboard.press("Enter")
    said = page.locator("#notice")
    expect(said).to_contain_text("That headline cannot be kept. Not saved: headline “Refused by the server”.")
    expect(mark_of(page, "Kept while the database is away")).to_have_count(1)
    page.wait_for_function(SAVED)  # nothing is left in the queue
    assert len(tokens) == 4
    context_problems.clear()
