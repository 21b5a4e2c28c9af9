"""What is used of Plotly, Dash and Mantine beyond their documentation: each test names what an upgrade has broken."""

import pytest
from playwright.sync_api import expect

from components.web.index import HOOKS, script_hashes
from components.web.static import static_address


@pytest.mark.parametrize("adapter", ["plotly.mjs", "dash.mjs"])
def test_what_the_adapters_use_is_there(open_page, adapter):
    page = open_page("/?theme=Background")
    hooks = page.evaluate(f"import('{static_address(adapter)}').then(({{HOOKS}}) => HOOKS)")
    assert len(hooks) >= 5 and all(hook["name"] and hook["why"] for hook in hooks)
    missing = [
        hook["name"] for hook in hooks if "selector" in hook and not page.locator(hook["selector"]).count()
    ]
    assert not missing, f"{adapter}: an upgrade took away {missing}"


def test_plotly_keeps_trace_and_number_in_an_element(open_page):
    page = open_page()
    found = page.evaluate(
        "[...document.querySelectorAll('#timeline .scatterlayer > .trace')].map(g => g.__data__?.[0]?.trace?.name)"
    )
    assert "events" in found and "headlines" in found, f"__data__: {found}"
    numbers = page.evaluate(
        "[...document.querySelectorAll('#timeline path.point[aria-label]')].map(e => e.__data__.i)"
    )
    assert numbers == list(range(11)), f"__data__.i: {numbers}"


@pytest.mark.parametrize("name", ["layout", "dependencies"])
def test_dash_uses_what_was_asked_for_early(open_page, context_problems, name):
    page = open_page("/?theme=Background&view=table")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if HOOKS[name] in request.url else None)
    said = []
    page.on("console", lambda message: said.append(message.text) if "preload" in message.text else None)
    page.reload()
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    page.wait_for_load_state("load")
    assert len(asked) == 1, f"{HOOKS[name]} was asked for {len(asked)} times"
    assert not said


def test_mantine_keeps_light_or_dark_where_the_first_script_looks(open_page):
    page = open_page()
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("key => localStorage.getItem(key)", HOOKS["scheme"]) == "dark"
    page.reload()
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert "dark=1" not in page.url and page.evaluate("document.cookie").endswith(".1")


def test_the_first_answer_knows_the_address_and_the_room(open_page):
    page = open_page("/?theme=Background", width=1280)
    page.wait_for_load_state("networkidle")
    drawings = page.evaluate(
        "performance.getEntriesByType('resource').filter(r => r.name.includes('/drawing')).length"
    )
    assert drawings == 0, "the page was drawn twice"
    expect(page.locator("#summary")).to_have_text("2 of 11 events")


def test_without_cookies_the_page_is_drawn_for_its_own_room(browser, address):
    page = browser.new_page(viewport={"width": 700, "height": 800})
    page.add_init_script(
        "Object.defineProperty(document, 'cookie', { get() { throw new DOMException('no', 'SecurityError') }, set() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(address + "/?theme=Background")
    page.wait_for_function(
        "() => { const svg = document.querySelector('#timeline .main-svg'); return svg && Math.abs(svg.clientWidth - document.querySelector('#chart').clientWidth) < 2 }"
    )
    expect(page.locator("#timeline path.point[aria-label]")).to_have_count(2)
    page.close()


def test_no_script_needs_to_be_allowed_that_is_not_in_the_list(open_page, report):
    from app import create_app

    policy = " ".join(["script-src 'self'", *script_hashes(create_app(report))])
    page = open_page()

    def guard(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"Content-Security-Policy": policy})

    page.route("**/?q=*", guard)
    page.goto(page.url + "?q=law")
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    page.get_by_role("checkbox", name="Legal developments").check()
    page.wait_for_url("**theme=Legal*")
