from playwright.sync_api import expect

from components.standalone import timeline_html
from data import Selection, months_of


def test_one_file_works_offline(browser, tmp_path, table, report):
    own = table[table["in_year"]]
    file = tmp_path / "timeline.html"
    file.write_text(
        timeline_html(own, months_of(own), report, Selection(), list(table["theme"].cat.categories)), "utf-8"
    )
    assert file.stat().st_size < 2_500_000
    context = browser.new_context(offline=True)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(file.as_uri())
    expect(page.locator("path.point")).to_have_count(11)
    box = page.locator("path.point").first.bounding_box()
    page.mouse.click(box["x"] + 7, box["y"] + 7)
    expect(page.locator("#details blockquote")).to_have_text(own["text"].iloc[0])
    page.get_by_role("checkbox", name="Background").uncheck()
    expect(page.locator("path.point")).to_have_count(9)
    assert not problems
    context.close()
