import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

BOXES = """() => [...document.querySelectorAll('#timeline .textpoint text')].map(e => {
  const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, e.textContent] })"""


def click_mark(page, part):
    box = page.locator(f'#timeline path.point[aria-label*="{part}"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_eleven_marks_and_headlines_without_overlap(open_page, table, width):
    page = open_page(width=width)
    expect(page.locator("#summary")).to_have_text("11 of 11 events")
    assert page.locator("#timeline path.point[role=button]").count() == 11
    boxes = page.evaluate(BOXES)
    assert len(boxes) == 11
    headlines = table[table["in_year"]]["headline"]
    assert sorted("".join(b[4].split()) for b in boxes) == sorted("".join(h.split()) for h in headlines)
    for i, a in enumerate(boxes):
        assert a[0] >= 0 and a[2] <= width
        for b in boxes[i + 1 :]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] - 1 and b[1] < a[3] - 1), (a, b)


def test_filters_narrow_and_reset_brings_back(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Freedom of religion").check()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#summary")).to_have_text("4 of 11 events")
    page.get_by_label("Actor", exact=True).first.fill("parl")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("option", name="Parliament").click()
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    page.wait_for_url("**/?theme=*actor=parliament*")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_search_and_the_way_back_from_nothing(open_page):
    page = open_page()
    page.get_by_label("Search").fill("no such words")
    expect(page.get_by_text("No event matches these filters.")).to_be_visible()
    page.get_by_role("button", name="Show all events").click()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_a_click_opens_the_sentence(open_page):
    page = open_page()
    click_mark(page, "asylum-seekers")
    expect(page.locator("#details mark")).to_contain_text(
        "In May, three Uzbekistani asylum-seekers were detained"
    )
    expect(page.locator("#details")).to_contain_text("May 2008")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()


def test_enter_opens_the_focused_mark(open_page):
    page = open_page()
    page.locator('#timeline path.point[aria-label*="Rakhat Aliev sentenced"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_contain_text("Rakhat Aliev sentenced")


def test_a_pasted_address_restores_everything(open_page, table):
    event = table[table["date"] == "2008-05"]["id"].iloc[0]
    page = open_page(f"/?theme=Refugees+and+asylum-seekers&from=2008-03&to=2008-08&event={event}")
    expect(page.locator("#summary")).to_have_text("1 of 11 events")
    expect(page.get_by_role("checkbox", name="Refugees and asylum-seekers")).to_be_checked()
    expect(page.locator("#months-said")).to_have_text("March–August 2008")
    expect(page.locator("#details mark")).to_contain_text("asylum-seekers")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, table, scheme):
    page = open_page(f"/?event={table['id'].iloc[3]}", color_scheme=scheme)
    expect(page.locator("#details mark")).to_be_visible()
    found = (
        Axe()
        .run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        .response["violations"]
    )
    assert not found, json.dumps([(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found], indent=1)


def test_small_screens_have_no_sideways_scrolling(open_page):
    for width in (320, 390):
        page = open_page(width=width, height=844)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Filters").click()
        page.get_by_role("checkbox", name="Background").check()
        expect(page.locator("#summary")).to_have_text("2 of 11 events")


def test_embed_is_the_chart_alone(open_page):
    page = open_page("/embed?theme=Background")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.get_by_role("checkbox")).to_have_count(0)
