"""The actors in the sidebar: the most frequent as checkboxes, all of them in place, counts under the other filters."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.browser.test_page import check_axe


def test_the_ten_most_frequent_are_checkboxes_by_kind(open_page, table):
    page = open_page()
    actors = page.get_by_role("group", name="Actor")
    counts = table[table["in_year"]]["actors"].explode().value_counts()
    expect(actors.get_by_role("checkbox")).to_have_count(10)
    expect(actors.get_by_role("heading").first).to_have_text("Persons")
    expect(actors.locator(".label-row .muted")).to_have_text(str(len(counts)))
    expect(actors.get_by_role("checkbox", name="Rakhat Aliev 2", exact=True)).to_be_visible()
    actors.get_by_role("checkbox", name="Rakhat Aliev").check()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.wait_for_url("**/?actor=Rakhat+Aliev")
    actors.get_by_role("checkbox", name="Rakhat Aliev").focus()
    page.keyboard.press("Space")
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    page.wait_for_url(lambda url: url.endswith("/"))


def test_the_counts_follow_the_other_filters_and_the_rows_stay(open_page):
    page = open_page("/?actor=Rakhat+Aliev")
    rows = page.locator(".actor-name")
    names = rows.all_text_contents()
    page.get_by_role("checkbox", name="Freedom of religion").check()
    row = page.locator(".actor", has_text="Rakhat Aliev")
    expect(row.locator(".count")).to_have_text("0")
    expect(row).to_have_class("actor none")
    expect(page.get_by_role("checkbox", name="Rakhat Aliev")).to_be_checked()
    assert rows.all_text_contents() == names
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("checkbox", name="Rakhat Aliev")).not_to_be_checked()
    expect(row.locator(".count")).to_have_text("2")


def test_all_actors_open_in_place_with_a_field_to_find_one(open_page, table):
    page = open_page()
    count = table[table["in_year"]]["actors"].explode().nunique()
    page.get_by_role("button", name=f"All {count} actors").click()
    boxes = page.get_by_role("group", name="Actor").get_by_role("checkbox")
    expect(boxes).to_have_count(count)
    check_axe(page, "all actors")
    page.get_by_label("Find an actor").fill("parl")
    expect(boxes).to_have_count(1)
    boxes.first.check()
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    page.get_by_label("Find an actor").fill("no such")
    expect(page.get_by_text("No such actor")).to_be_visible()
    page.get_by_role("button", name="Fewer actors").click()
    expect(boxes).to_have_count(11)  # the ten, and the one that is chosen
    expect(page.get_by_role("checkbox", name="Parliament")).to_be_checked()


def test_a_long_actor_leaves_the_page_as_wide_as_it_was(open_page, table):
    longest = max((name for names in table["actors"] for name in names), key=len)
    page = open_page("/?" + urlencode({"actor": longest}))
    expect(page.get_by_role("checkbox", name=longest[:1].upper() + longest[1:])).to_be_checked()
    assert page.locator("#filters").bounding_box()["width"] == 264


def test_few_actors_have_no_headings(open_page, tmp_path):
    from app import app_for
    from tests.browser.conftest import serving

    file = tmp_path / "few.csv"
    file.write_text("date,theme,headline,actors\n2012-01-05,Law,A law enters into force,Parliament\n")
    with serving(app_for(file)) as address:
        page = open_page(base=address)
        actors = page.get_by_role("group", name="Actor")
        expect(actors.get_by_role("checkbox")).to_have_count(1)
        expect(actors.get_by_role("heading")).to_have_count(0)
        expect(page.locator("#actors-more")).to_be_hidden()
