import pytest
from playwright.sync_api import expect

from components.draw.standalone import timeline_html
from data import Axis, Selection


@pytest.fixture
def open_file(browser, tmp_path):
    """A function that opens the file of some events in a browser that is offline."""
    contexts, problems = [], []

    def open_(events, report, table):
        file = tmp_path / "timeline.html"
        file.write_text(
            timeline_html(
                events, Axis.of_table(events), report, Selection(), list(table["theme"].cat.categories)
            ),
            "utf-8",
        )
        assert file.stat().st_size < 2_500_000
        contexts.append(browser.new_context(offline=True))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not problems


def test_one_file_works_offline(open_file, table, report):
    own = table[table["in_year"]]
    page = open_file(own, report, table)
    expect(page.locator("path.point")).to_have_count(11)
    box = page.locator("path.point").first.bounding_box()
    page.mouse.click(box["x"] + 7, box["y"] + 7)
    expect(page.locator("#details blockquote")).to_have_text(own["text"].iloc[0])
    box = page.locator(".textpoint", has_text="Three Uzbekistani").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + 8)
    expect(page.locator("#details blockquote")).to_contain_text("In May, three Uzbekistani asylum-seekers")
    page.get_by_role("checkbox", name="Background").uncheck()
    expect(page.locator("path.point")).to_have_count(9)


def test_the_file_of_many_events_has_the_named_ones(open_file, many):
    report, table = many
    page = open_file(table, report, table)
    marks = page.locator("path.point")
    count = marks.count()
    box = page.locator(".textpoint", has_text="Something happens in town 0").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 8)
    expect(page.locator("#details h2")).to_have_text("Something happens in town 0")
    page.get_by_role("checkbox", name="Theme 1").uncheck()
    expect(page.locator(".fills path")).to_have_count(3)
    assert 0 < marks.count() < count <= 40
