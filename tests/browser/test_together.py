"""Several reports: the heat page, the list of reports, two compared, and files dropped at once."""

import re
import threading

import pytest
from playwright.sync_api import expect

from app import create_app, library_for
from components.library import readers
from components.library.folder import FileShelf
from data.files.load import read
from data.files.packing import pack
from tests.browser.conftest import serving
from tests.waiting import wait_until

PLACES = ("Alba", "Brenland", "Corda", "Dorne", "Elbonia", "Freedonia", "Grand Fenwick")
DROP = """names => {
  const dataTransfer = new DataTransfer();
  for (const name of names) {
    const text = name.startsWith("bad") ? "Nothing." : `Justice\\n\\nIn March 2012, the mayor of ${name} resigned.\\n`.repeat(3);
    dataTransfer.items.add(new File([text], name, {type: "text/plain"}));
  }
  document.body.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    for number, name in enumerate(PLACES, 1):
        rows = [
            f"2012-{month:02}-05,Event {month} in {name},{theme}"
            for month in range(1, number + 1)
            for theme in ("Death penalty", "Freedom of expression – journalists")
        ]
        (folder / f"{name}.csv").write_text("date,headline,theme\n" + "\n".join(rows))
    app = create_app(library=library_for(folder))
    client = app.server.test_client()
    wait_until(lambda: client.get("/drawing?report=*&width=900").json["reading"] == [7, 7], "all reports")
    with serving(app) as address:
        yield address


def test_the_heat_page_opens_a_report_and_a_month(open_page, base):
    page = open_page(base=base)
    expect(page.locator("#heat tbody tr")).to_have_count(7)
    expect(page.locator("#heat tbody th").first).to_have_text("Grand Fenwick")
    page.get_by_role("button", name="A–Z").click()
    expect(page.locator("#heat tbody th").first).to_have_text("Alba")
    page.get_by_role("checkbox", name=re.compile("^Death penalty")).check()
    expect(page.locator("#summary")).to_have_text("28 of 56 events")
    page.get_by_role("link", name="Corda, Feb: 1 event").click()
    expect(page.locator("#summary")).to_have_text("1 of 6 events")
    assert "topic=Death+penalty" in page.url and "report=Corda" in page.url


def test_reports_that_are_not_read_yet_wait_in_their_rows(open_page, tmp_path, monkeypatch):
    for name in PLACES:
        (tmp_path / f"{name}.csv").write_text(f"date,headline,theme\n2012-03-05,A strike in {name},Justice")
    going_on = threading.Event()

    def iter_tables(self):
        for number, (name, item) in enumerate(self._items.items()):
            if number == 2:
                going_on.wait()
            yield name, item.table

    monkeypatch.setattr(FileShelf, "iter_tables", iter_tables)
    with serving(create_app(library=library_for(tmp_path))) as address:
        page = open_page(base=address)
        expect(page.locator("#heat tbody tr")).to_have_count(7)
        expect(page.locator("#heat .unread")).to_have_count(5)
        expect(page.locator("#heat tbody tr").nth(2)).to_have_text("Cordanot read yet")
        going_on.set()
        expect(page.locator("#heat .unread")).to_have_count(0)
        expect(page.locator("#heat tbody th").nth(2)).to_have_text("Corda")
        expect(page.locator("#heat .heat-said")).to_have_text("Sorted by name · Most events first")


def test_a_topic_is_merged_in_the_sidebar_and_taken_back(open_page, base, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    page = open_page(base=base)
    page.locator("#topics .named").first.hover()
    page.get_by_role("button", name="Rename Death penalty").click()
    page.locator("#rename-name").fill("Freedom of expression")
    expect(page.locator("#rename-said")).to_have_text("Merges with “Freedom of expression”, 28 events.")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#topics-count")).to_have_text("1")
    expect(page.get_by_role("checkbox", name=re.compile("^Freedom of expression"))).to_be_visible()
    expect(page.locator("#open-changes")).to_have_text("Changes 1")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#topics-count")).to_have_text("2")
    expect(page.get_by_role("button", name="Review")).to_be_hidden()


def test_reports_are_found_and_compared_in_lanes_of_their_own(open_page, base):
    page = open_page(base=base)
    for name in ("Corda", "Alba"):
        page.get_by_role("checkbox", name=name).check()
    expect(page.locator("#summary")).to_have_text("8 of 56 events")
    expect(page.get_by_label("Lanes")).to_have_value("report")
    assert "report=Corda&report=Alba" in page.url
    page.get_by_label("Lanes").select_option("topic")
    expect(page.locator("#chart")).to_be_visible()
    page.wait_for_function("() => location.search.includes('lanes=topic')")
    page.get_by_role("button", name="Reset").click()
    page.get_by_label("Lanes").select_option("")
    expect(page.locator("#heat tbody tr")).to_have_count(7)


def test_files_dropped_at_once_are_read_together_and_a_bad_one_is_named(
    open_page, monkeypatch, context_problems
):
    monkeypatch.setattr(readers, "read_packed", lambda name, raw, year, **_: pack(read(name, raw, year)))
    page = open_page()
    page.evaluate(DROP, ["north.txt", "bad.txt", "south.txt"])
    page.wait_for_url(re.compile(r"[?]report=.*&report="))
    context_problems.clear()  # the browser says that the bad one was refused
    expect(page.locator("#summary")).to_have_text("6 of 6 events")
    expect(page.locator("#notice")).to_contain_text("bad.txt")
    expect(page.get_by_label("Lanes")).to_have_value("report")
    expect(page.locator("#reports-list label")).to_have_count(2)
