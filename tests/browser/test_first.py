"""The first picture: there before any script, and Dash's page takes its place without anything moving."""

import pytest
from playwright.sync_api import expect

SHIFT = """() => new Promise(done => { let sum = 0;
  const hear = new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; }));
  hear.observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum))); })"""
WORDS = """(within, leaves) => [...document.querySelectorAll(`${within} :is(${leaves})`)]
  .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([words, box]) => words && box.width)
  .map(([words, box]) => [words, Math.round(box.x), Math.round(box.y)]).sort()"""


@pytest.fixture
def open_first(browser, address, context_problems):
    """A function that opens a path with Dash's scripts held back, and gives the page and what lets them come."""
    contexts = []

    def open_(path="/", width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: context_problems.append(str(error)))
        page.on("console", lambda said: context_problems.append(said.text) if said.type == "error" else None)
        held, holds = [], [True]

        def hold(route):
            if holds:
                held.append(route)
            else:
                route.continue_()

        page.route("**/_dash-component-suites/**", hold)

        def let_come():
            holds.clear()
            for route in held:
                route.continue_()
            page.wait_for_selector("#timeline[data-drawn]", state="attached")
            assert page.locator("#first").count() == 0

        page.goto(address + path, wait_until="commit")
        page.wait_for_selector("#first #timeline", state="attached")
        return page, let_come

    yield open_
    for context in contexts:
        context.close()
    assert not context_problems


def words_at(page, within, leaves):
    return page.evaluate(f"() => ({WORDS})({within!r}, {leaves!r})")


@pytest.mark.parametrize("width", [390, 1280, 1440])
def test_nothing_moves_when_the_page_takes_the_place_of_the_picture(open_first, width):
    page, let_come = open_first(width=width)
    around = "h1, h2, .count, .actor-name, .theme-name, .opening, .brief li, .month, .foot p, .button"
    first, others = words_at(page, "#first svg", "text"), words_at(page, "#first", around)
    let_come()
    drawn = words_at(page, "#timeline .main-svg .scatterlayer", "tspan.line, text:not(:has(tspan.line))")
    assert len(first) == len(drawn) > 30
    for (words, x, y), (other, x2, y2) in zip(first, drawn, strict=True):
        assert words == other and abs(x - x2) <= 1 and abs(y - y2) <= 1
    here = words_at(page, "#page", around)
    assert len(others) > 15
    for (words, x, y), (other, x2, y2) in zip(others, here, strict=True):
        assert words == other and abs(x - x2) <= 1 and abs(y - y2) <= 1
    assert page.evaluate(SHIFT) < 0.02


def test_it_is_in_its_typeface_at_once_and_loads_no_other(open_first):
    page, let_come = open_first()
    let_come()
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(r => r.name)")
    assert not [name for name in asked if "/fonts/" in name or name.endswith(".css")]
    assert page.evaluate("() => document.fonts.check('600 22px \"Source Sans Pro\"', 'Kazakstan')")


def test_it_answers_a_filter_which_the_page_then_has(open_first):
    page, let_come = open_first()
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#first #summary")).to_have_text("2 of 11 events")
    expect(page.locator("#first svg:visible > [data-event]")).to_have_count(2)
    assert page.url.endswith("/?theme=Background") and page.title().startswith("2 of 11 events")
    expect(page.get_by_role("checkbox", name="Background")).to_be_focused()
    let_come()
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.locator("#timeline path.point[aria-label]")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Background")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Background")).to_be_focused()
    page.go_back()
    expect(page.locator("#summary")).to_have_text("11 of 11 events")


def test_what_is_pressed_or_typed_in_it_is_done_in_the_page(open_first):
    page, let_come = open_first()
    page.get_by_label("Search").press_sequentially("law")
    expect(page.locator("#first #summary")).to_have_text("3 of 11 events")
    page.get_by_label("Search").press_sequentially("x")
    page.get_by_role("button", name="Share").click()
    let_come()
    expect(page.locator("dialog[open]")).to_have_count(1)
    expect(page.locator("#search")).to_have_value("lawx")


def test_nothing_moves_while_the_column_beside_is_still_to_come(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    answer = page.request.get(address).text()
    middle = answer.index('<div class="beside">')
    page.evaluate("part => { document.open(); document.write(part); }", answer[:middle])
    main = page.locator("#first .main")
    before = main.bounding_box()
    page.evaluate("part => { document.write(part); document.close(); }", answer[middle:])
    page.wait_for_selector("#first .beside")
    assert main.bounding_box()["width"] == before["width"]
    page.close()


def test_a_press_before_anybody_hears_is_not_lost(browser, address):
    page = browser.new_page()
    page.add_init_script("""new MutationObserver((_, observer) => { const box = document.querySelector('#first .theme input');
      if (box) { box.checked = true; observer.disconnect(); } }).observe(document, { childList: true, subtree: true })""")
    page.goto(address)
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.close()


def test_an_event_pressed_in_it_opens(open_first):
    page, let_come = open_first()
    page.locator("#first svg:visible [data-event] text").first.click()
    expect(page.locator("#first #details-title")).to_be_visible()
    let_come()
    expect(page.locator("#details-title")).to_be_visible()
    assert "event=" in page.url


def test_a_key_pressed_in_it_is_heard_by_the_page(open_first):
    page, let_come = open_first()
    page.keyboard.press("t")
    let_come()
    expect(page.locator("#table tbody tr")).to_have_count(11)


def test_the_drawer_opens_in_it_and_stays_open(open_first):
    page, let_come = open_first(width=390)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="Background").check()
    expect(page.locator("#first #summary")).to_have_text("2 of 11 events")
    page.get_by_role("button", name="Show 2 events").click()
    expect(page.get_by_role("checkbox", name="Background")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    let_come()
    expect(page.get_by_role("checkbox", name="Background")).to_be_visible()


def test_it_is_dark_where_the_system_is(open_first):
    page, _ = open_first(color_scheme="dark")
    ink = page.locator("#first svg:visible text").first.evaluate("e => getComputedStyle(e).fill")
    assert ink in ("rgb(236, 238, 242)", "rgb(154, 163, 178)")


def test_it_is_read_without_scripts(browser, address, table):
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(address)
    expect(page.locator("svg:visible [data-event]")).to_have_count(11)
    page.get_by_role("link", name="Torture and other").click()
    expect(page.locator("svg:visible [data-event]")).to_have_count(3)
    page.close()


def test_an_embedded_one_in_a_sandbox(open_first, address):
    page, let_come = open_first("/embed?theme=Background", width=700)
    expect(page.locator("#first svg:visible [data-event]")).to_have_count(2)
    let_come()
    expect(page.locator("#timeline path.point[aria-label]")).to_have_count(2)
