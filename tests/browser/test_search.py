"""Search shows the sentences that have the words, and where they stand in the report."""

from playwright.sync_api import expect

MARKED = "name => [...(CSS.highlights.get(name) ?? [])].map(String)"


def test_where_no_event_has_the_words_the_sentences_that_do_are_shown_and_lead_into_the_report(open_page):
    page = open_page()
    page.get_by_label("Search").fill("routines")
    expect(page.locator("#summary")).to_have_text("0 of 11 events")
    expect(page.locator("#empty p")).to_have_text(
        "No event matches these filters; these sentences of the text do."
    )
    found = page.locator("#texts li")
    expect(found.locator("mark")).to_have_text(["routine", "routinely"])
    expect(page.locator("#in-texts")).to_have_text("2 sentences")
    found.nth(1).locator("a").click()
    page.locator("#reading .event-mark").first.wait_for()
    page.wait_for_function("() => CSS.highlights.get('searched')?.size === 2")
    assert page.evaluate(MARKED, "searched") == ["routine", "routinely"]
    assert page.evaluate(MARKED, "found") == ["routinely"]
    page.get_by_label("Search").fill("")
    expect(page.locator("#texts")).to_be_hidden()
    page.wait_for_function("() => !CSS.highlights.has('searched')")


def test_the_table_marks_other_forms(open_page):
    page = open_page("/?q=detention&view=table")
    expect(page.locator("#table mark.hit")).to_have_text(["detained", "detain"])
    expect(page.locator("#summary")).to_have_text("3 of 11 events")
    page.get_by_role("button", name="6 sentences").click()
    expect(page.locator("#texts li")).to_have_count(6)
