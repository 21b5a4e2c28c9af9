"""Changes, names and links as people use them: listed and taken back, renamed and merged, given away and revoked."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from app import app_for
from data.store.__main__ import main as store_command
from tests.browser.conftest import serving
from tests.browser.test_page import check_axe


@pytest.fixture
def editing(tmp_path, monkeypatch):
    """The app's test client and its address, where everybody may edit, on a store of its own."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    app = app_for("data/kazakstan-2008.txt")
    with serving(app) as address:
        yield app.server.test_client(), address


def correct(client, *corrections, who="Ana Doe"):
    for correction in corrections:
        assert client.post(f"/corrections?who={who}", json=correction).status_code == 200


def first_of(table):
    return table[table["in_year"]].iloc[0]


def test_changes_are_listed_opened_taken_back_and_made_again(editing, open_page, table):
    client, base = editing
    event = first_of(table)
    correct(client, {"event": event["id"], "set": {"headline": "Another headline"}})
    correct(client, {"theme": "Background", "rename": "Before"}, who="")
    page = open_page(base=base)
    expect(page.locator("#open-changes")).to_have_text("Changes 2")
    expect(page.locator("#undo")).to_be_hidden()
    page.keyboard.press("c")
    expect(page.locator("#changes-title")).to_be_focused()
    expect(page.locator(".change")).to_have_count(2)
    expect(page.locator(".change").nth(0)).to_contain_text(
        re.compile(r"2 · Somebody · (just now|\d+ minutes? ago)")  # a busy machine takes minutes for the page
    )
    first = page.locator(".change", has_text="1 · Ana Doe")
    expect(first).to_contain_text(f"was {event['headline']} → , is Another headline")
    check_axe(page, "changes")
    page.get_by_label("Your name").fill("Björn")
    first.get_by_role("button", name="Take back change 1: headline").click()
    expect(page.locator("#timeline")).to_contain_text(event["headline"].split()[0])
    expect(page.locator("#timeline")).not_to_contain_text("Another headline")
    taken = page.locator(".change.undone")
    expect(taken).to_contain_text("Taken back by change 3")
    expect(page.locator(".change").nth(0)).to_contain_text("3 · Björn")
    expect(page.locator("#open-changes")).to_have_text("Changes 1")
    expect(page.locator("#undo")).to_be_visible()
    taken.get_by_role("button", name="Make again").click()
    expect(page.locator(".change.undone").filter(has_text="Another headline")).to_have_count(0)
    expect(page.locator("#open-changes")).to_have_text("Changes 2")
    page.locator("#changes-list").get_by_role("button", name=event["headline"], exact=True).click()
    expect(page.locator("#details-title")).to_have_text("Another headline")
    page.locator("#changes-bar").get_by_role("button", name="Undo").click()  # takes back "make again"
    expect(page.locator("#details-title")).to_have_text(event["headline"])
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#changes-pane")).to_be_hidden()


def test_who_only_reads_sees_the_changes_without_buttons(editing, open_page, monkeypatch, table):
    client, base = editing
    correct(client, {"event": first_of(table)["id"], "hide": True})
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    page = open_page(base=base, width=390, height=844)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Changes 1").click()
    expect(page.locator(".change")).to_contain_text("shown → , is hidden")
    expect(page.locator("#changes-pane").get_by_role("button")).to_have_count(1)  # closes it
    expect(page.get_by_label("Your name")).to_have_count(0)
    check_axe(page, "changes on a phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close the changes").click()
    expect(page.locator("#open-changes")).to_be_focused()
    expect(page.locator("#edit-names")).to_be_hidden()
    expect(page.locator(".rename:visible")).to_have_count(0)


def test_a_theme_is_renamed_and_its_filter_follows(editing, open_page):
    _, base = editing
    page = open_page("/?theme=Background", base=base)
    page.get_by_role("checkbox", name="Background").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rename Background")).to_be_focused()
    page.keyboard.press("Enter")
    check_axe(page, "rename")
    page.get_by_label("New name").fill("Before the year")
    expect(page.locator("#rename-do")).to_have_text("Rename")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Before the year 2")).to_be_checked()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.get_by_role("button", name="Remove filter: Before the year")).to_be_visible()
    page.wait_for_url("**/?theme=Before+the+year")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("checkbox", name="Background 2")).to_be_checked()
    page.wait_for_url("**/?theme=Background")
    page.get_by_role("checkbox", name="Background 2").uncheck()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_names_that_are_there_are_suggested_and_merged(editing, open_page):
    client, base = editing
    page = open_page(base=base)
    page.locator(".named", has_text="Legal developments").hover()
    page.get_by_role("button", name="Rename Legal developments").click()
    page.get_by_label("New name").fill("Background")
    expect(page.locator("#rename-said")).to_have_text("Merges with “Background”, 2 events.")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("checkbox", name="Background 3")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Legal developments")).to_have_count(0)
    page.locator(".named", has_text="Rakhat Aliev").hover()
    page.get_by_role("button", name="Rename Rakhat Aliev").click()
    page.get_by_label("New name").fill("R. Aliyev")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="R. Aliyev 2")).to_be_visible()
    assert [entry["rename"] for entry in client.get("/corrections").json] == ["Background", "R. Aliyev"]


def test_names_are_edited_on_purpose_under_a_finger(editing, open_page):
    page = open_page(base=editing[1], width=390, height=844, has_touch=True)
    page.get_by_role("button", name="Filters").tap()
    expect(page.get_by_role("button", name="Rename Background")).to_be_hidden()
    page.get_by_role("button", name="Edit names").tap()
    page.get_by_role("button", name="Rename Background").tap()
    expect(page.get_by_label("New name")).to_have_value("Background")


@pytest.fixture
def by_link(tmp_path, monkeypatch, capsys):
    """The address of an app where only a link edits, and that link."""
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    with serving(app_for("data/kazakstan-2008.txt")) as base:
        assert store_command(["links"]) == 0
        yield base, capsys.readouterr().out.strip().split("\t")[1]


def test_links_to_read_and_to_edit_are_copied_and_revoked(by_link, open_page, context_problems):
    base, own = by_link
    page = open_page(own, base=base)  # by its link the server's own report is edited
    expect(page.locator("#open-changes")).to_have_text("Changes 0")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()

    def copied(button) -> str:
        button.click()
        expect(page.locator("#share-status")).to_contain_text("on the clipboard")
        return page.evaluate("navigator.clipboard.readText()")

    def key_of(address: str) -> str:
        return parse_qs(urlsplit(address).query).get("report", [""])[0]

    assert key_of(copied(page.get_by_role("button", name="Copy link", exact=False).first)) == ""
    expect(page.locator("#share-links")).to_be_visible()
    check_axe(page, "share with links")
    read = copied(page.locator("[data-kind=read] [data-does=copy-key]"))
    edit = copied(page.locator("[data-kind=edit] [data-does=copy-key]"))
    assert key_of(edit) == key_of(own) and key_of(read) not in ("", key_of(own))
    assert key_of(own) not in page.input_value("#embed-code")
    assert key_of(own) not in str(page.eval_on_selector_all("#share a", "all => all.map(a => a.href)"))

    reader = open_page("/?" + urlsplit(read).query, base=base)
    expect(reader.locator("#changes-bar")).to_be_hidden()
    reader.get_by_role("button", name="Share").click()
    expect(reader.locator("#share-links")).to_be_hidden()

    page.locator("[data-kind=edit] [data-does=revoke]").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("[data-kind=edit] [data-does=revoke]")).to_be_focused()
    page.locator("[data-kind=read] [data-does=revoke]").click()
    page.get_by_role("button", name="Revoke this link").click()
    expect(page.locator("#share-status")).to_contain_text("revoked")
    assert page.request.get(read).status == 404
    page.locator("[data-kind=edit] [data-does=revoke]").click()
    page.get_by_role("button", name="Revoke this link").click()
    page.wait_for_url(lambda url: key_of(url) not in ("", key_of(own)))
    expect(page.locator("#open-changes")).to_have_text("Changes 0")
    assert page.request.get(base + own).status == 404
    context_problems.clear()  # a page whose link is gone was asked for


def test_a_project_is_saved_and_opened(editing, open_page, table):
    client, base = editing
    correct(client, {"event": first_of(table)["id"], "set": {"headline": "Another headline"}})
    page = open_page(base=base)
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Project file").click()
    assert download.value.suggested_filename == "kazakstan-2008.yearline"
    page.keyboard.press("Escape")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open…").click()
    chooser.value.set_files(download.value.path())
    page.wait_for_url("**/?report=*")
    expect(page.locator("#timeline")).to_contain_text("Another headline")
    expect(page.locator("#open-changes")).to_have_text("Changes 1")
