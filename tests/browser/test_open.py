"""A report of one's own on the page: picked or pasted, watched while it is read, stopped, and forgotten again."""

import re
import threading

import pytest
from playwright.sync_api import expect

from components.library import readers
from data.files.load import read
from data.files.packing import pack

TEXT = "Justice\n\nIn March 2012, the mayor of the capital resigned. On 12 May 2012, a strike began.\n\n" * 3
PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
}"""


@pytest.fixture
def read_here(monkeypatch):
    """Files are read in this process: the other one takes seconds to start, and is not what is tried."""
    monkeypatch.setattr(readers, "read_packed", lambda name, raw, year, **_: pack(read(name, raw, year)))


@pytest.fixture
def slow(monkeypatch):
    """A reading that stays on page 3 of 40 until it is stopped; the event of that."""
    stopped = threading.Event()

    def stay(name, raw, year, progress, cancelled, **_asked):
        progress(3, 40)
        if cancelled.wait(120):
            stopped.set()
        raise readers.CancelledError("Stopped.")

    monkeypatch.setattr(readers, "read_packed", stay)
    return stopped


def pick(page, name: str, text: str) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open…").click()
    chooser.value.set_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})


def test_a_pasted_text_opens_and_is_forgotten(open_page, address, read_here):
    page = open_page()
    page.evaluate(PASTE, TEXT)
    page.wait_for_url(re.compile(r"[?]report="))
    expect(page.locator("#summary")).to_have_text("6 of 6 events")
    key = page.url.partition("report=")[2].partition("&")[0]
    assert page.request.get(f"{address}/drawing?report={key}").ok
    page.wait_for_load_state(
        "networkidle"
    )  # the page still asks for the report's corrections, which would be a 404
    page.get_by_role("button", name="Forget this report").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    assert page.url == f"{address}/"
    assert page.request.get(f"{address}/drawing?report={key}").status == 400
    assert not page.get_by_role("button", name="Forget this report").count()


def test_a_short_text_or_one_into_a_field_opens_nothing(open_page, read_here):
    page = open_page()
    page.evaluate(PASTE, "In March 2012, the mayor resigned.")
    page.get_by_label("Search").evaluate(
        PASTE.replace("text => {", "(field, text) => {").replace("document.body", "field"), TEXT
    )
    expect(page.locator("#opening")).to_be_hidden()
    assert "report=" not in page.url


def test_a_reading_is_watched_and_stopped(open_page, address, slow):
    page = open_page()
    with page.expect_response("**/open") as sent:
        pick(page, "my-report.txt", TEXT)
    line = page.locator("#opening")
    expect(line).to_contain_text("my-report.txt")
    expect(line).to_contain_text("Page 3 of 40.")
    expect(line.get_by_role("progressbar", name="Read so far")).to_have_js_property("value", 3 / 40)
    state = sent.value.json()["state"]
    with page.expect_response("**/reports/*"):
        line.get_by_role("button", name="Stop").click()
    expect(line).to_be_hidden()
    assert slow.wait(120)
    assert page.request.get(address + state).status == 404
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_a_text_that_tells_no_year_asks_for_it(open_page, read_here, context_problems):
    page = open_page()
    pick(page, "letter.txt", "Dear all,\n\nIn March, police arrested the mayor. In May, a strike began.")
    dialog = page.get_by_role("dialog", name="Which year does it cover?")
    expect(page.locator("#ask-year-why")).to_have_text(
        re.compile(r"^The year that letter.txt covers cannot be told; .+[.]$")
    )
    expect(dialog.get_by_label("Year")).to_be_focused()
    page.keyboard.type("20")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()  # it has four digits
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Letter, 2012")
    expect(page.locator("#summary")).to_have_text("2 of 2 events")
    context_problems.clear()  # the refusal itself, which browsers print


def test_what_cannot_be_read_is_said_in_one_sentence(open_page, read_here, context_problems):
    page = open_page()
    pick(page, "letter-2012.txt", "Dear all, nothing here has a date.")
    expect(page.locator("#notice")).to_have_text(re.compile(r"^No date was found in the report, .+[.]$"))
    expect(page.locator("#opening")).to_be_hidden()
    context_problems.clear()  # the refusal itself, which browsers print
