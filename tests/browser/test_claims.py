"""Who did what to whom, on the page: filters by act, role and place; the claim in the details."""

from playwright.sync_api import expect

from app import create_app
from tests.browser.conftest import serving
from tests.browser.test_page import check_axe


def test_acts_and_roles_filter_and_the_chosen_names_go_along(open_page):
    page = open_page()
    acts = page.get_by_role("group", name="What happened")
    acts.get_by_role("checkbox", name="Convicted").check()
    expect(page.locator("#summary")).to_have_text("3 of 11 events")
    page.wait_for_url("**/?act=judgment")
    page.get_by_role("button", name="Reset").click()
    actors = page.get_by_role("group", name="Actor")
    actors.get_by_role("checkbox", name="Kazakstan 2").check()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    roles = page.get_by_role("group", name="Role")
    roles.get_by_role("button", name="Done to").click()
    page.wait_for_url("**/?upon=Kazakstan")
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    expect(page.get_by_role("button", name="Remove filter: Done to: Kazakstan")).to_be_visible()
    expect(actors.get_by_role("checkbox", name="Kazakstan 1", exact=True)).to_be_checked()
    page.go_back()
    expect(roles.get_by_role("button", name="Any role")).to_have_attribute("aria-pressed", "true")
    check_axe(page, "roles")


def test_the_details_say_the_claim_and_each_part_filters(open_page, table):
    row = table[table["where"].map(bool)].iloc[0]
    page = open_page(f"/?event={row['id']}")
    claim = page.locator("#details .claim")
    expect(claim.locator("dt")).to_have_text(["What", "Did it", "Done to", "How many", "Where", "Named"])
    words = page.locator("#details .part[data-bears~=where]")
    expect(words).to_have_text("Almaty")
    check_axe(page, "claim")
    claim.get_by_role("button", name="Show only what Kazakstani police did").click()
    page.wait_for_url("**/?by=Kazakstani+police&event=*")
    expect(page.get_by_role("button", name="Did it", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Lanes").select_option("act")
    expect(page.locator("#timeline")).to_contain_text("Arrested or detained")


def test_a_person_puts_the_claim_right(open_page, report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    with serving(create_app(report, table)) as base:
        page = open_page(base=base)
        page.locator("#timeline").get_by_text("Three Uzbekistani").first.click()
        page.get_by_role("button", name="Edit", exact=True).click()
        form = page.locator("#edit")
        form.get_by_text("Who did what").click()
        form.get_by_role("combobox", name="What happened").select_option("return")
        form.get_by_label("How many").fill("4")
        expect(form.get_by_label("reportedly")).not_to_be_checked()
        form.get_by_label("reportedly").check()
        form.locator("#edit-by").get_by_role("button", name="Remove Kazakstani police").click()
        form.get_by_role("combobox", name="Did it").fill("border guards")
        page.keyboard.press("Enter")
        expect(form.locator("#edit-by")).to_have_text("border guards✕")
        expect(form.locator("#edit-count-read")).to_contain_text("As read: 3")
        check_axe(page, "form")
        form.get_by_role("button", name="Done", exact=True).click()
        claim = page.locator("#details .claim")
        expect(claim).to_contain_text("Deported or sent back")
        expect(claim).to_contain_text("border guards")
        expect(claim.locator("[data-part=count]")).to_contain_text("4")
        expect(claim.locator("[data-part=acts]")).to_contain_text("reportedly")
