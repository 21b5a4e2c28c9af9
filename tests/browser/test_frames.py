"""The chart in another site's page: sandboxed, light in dark and dark in light, in a small frame, on a slide of reveal.js."""

import http.server
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

REVEAL = Path(__file__).parents[2] / ".venv/share/npm/node_modules/reveal.js/dist"


@contextmanager
def elsewhere(pages: dict[str, str]):
    """Another origin with these pages, and reveal.js; its address."""

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            name = self.path.lstrip("/")
            is_file = name in ("reveal.js", "reveal.css")
            body = (REVEAL / name).read_bytes() if is_file else pages.get(name, "").encode()
            kind = {"js": "text/javascript", "css": "text/css"}.get(name.rpartition(".")[2], "text/html")
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def frame(address: str, query: str, width: int, height: int) -> str:
    return (
        f'<iframe sandbox="allow-scripts" style="border:0" width="{width}" height="{height}"'
        f' src="{address}/embed?{query}"></iframe>'
    )


def press_mark(page, inner, number: int = 0) -> None:
    """Press a mark in the only frame of a page, as a finger or a mouse does."""
    inner.wait_for_selector("#timeline[data-drawn] path.point", state="attached")
    box = inner.locator("#timeline path.point").nth(number).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(inner.locator("#details h2").first).to_be_visible()


@pytest.mark.parametrize(("around", "inside"), [("light", "dark"), ("dark", "light")])
def test_a_frame_is_light_or_dark_as_asked(browser, address, around, inside):
    html = frame(address, f"scheme={inside}&bare=1&fit=1", 900, 460)
    with elsewhere({"": html}) as site:
        page = browser.new_page(viewport={"width": 1000, "height": 600}, color_scheme=around)
        page.goto(site)
        inner = page.frames[1]
        inner.wait_for_selector("#timeline[data-drawn]", state="attached")
        assert inner.evaluate("() => origin") == "null"
        ink, paper = inner.evaluate(
            "() => ['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name].match(/\\d+/g).map(Number)[0])"
        )
        assert (ink > 200 and paper < 50) if inside == "dark" else (ink < 50 and paper > 200)
        # Mantine does not take it back, and the drawing has its colours.
        inner.wait_for_function("() => !document.querySelector('#early')")
        label = inner.locator("#timeline .textpoint text").last.evaluate(
            "text => getComputedStyle(text).fill"
        )
        assert label == ("rgb(236, 238, 242)" if inside == "dark" else "rgb(27, 31, 39)")
        expect(inner.locator("footer.foot")).to_be_hidden()
        page.close()


@pytest.mark.parametrize(("width", "height"), [(600, 340), (1100, 640)])
def test_all_of_it_fits_into_the_frame_and_an_open_event_leaves_most_of_it(browser, address, width, height):
    with elsewhere({"": frame(address, "fit=1", width, height)}) as site:
        page = browser.new_page(viewport={"width": 1200, "height": 700})
        page.goto(site)
        inner = page.frames[1]
        inner.wait_for_selector("#timeline[data-drawn]", state="attached")
        inner.wait_for_function("""() => {
          const [room, drawn] = ['#chart', '#timeline .main-svg'].map(part => document.querySelector(part).getBoundingClientRect());
          return drawn.width > 0.9 * room.width && drawn.bottom <= room.bottom + 1 && drawn.right <= room.right + 1;
        }""")
        root = "() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]"
        assert inner.evaluate(root) == [True, True]
        assert inner.locator("#timeline path.point[aria-label]").count() == 11
        expect(inner.locator(".header .mantine-Select-root")).to_be_hidden()
        press_mark(page, inner, 3)
        expect(inner.locator("#summary")).to_have_text("11 of 11 events")
        box = inner.locator("#details").bounding_box()
        assert box["width"] * box["height"] < 0.35 * width * height
        # On the other side than the mark that is open.
        for number in (3, 10):
            if number == 10:
                page.keyboard.press("Escape")
                expect(inner.locator("#details")).to_be_hidden()
                press_mark(page, inner, number)
                inner.wait_for_function(
                    "() => document.querySelector('#details h2').textContent.includes('Parliament')"
                )
            lit, box = (
                inner.locator(part).bounding_box() for part in ("#timeline path.point.lit", "#details")
            )
            assert lit["x"] + lit["width"] < box["x"] or box["x"] + box["width"] < lit["x"]
        page.close()


def test_keys_that_the_chart_does_not_use_reach_the_page_around(browser, address):
    html = (
        "<button>Before the frame</button>"
        + frame(address, "theme=Background", 900, 460)
        + "<script>keys = []; onmessage = e => e.data.key && keys.push(e.data.key)</script>"
    )
    with elsewhere({"": html}) as site:
        page = browser.new_page(viewport={"width": 1000, "height": 600})
        page.goto(site)
        inner = page.frames[1]
        press_mark(page, inner)
        for key in ("ArrowRight", "PageDown", "b"):
            page.keyboard.press(key)
        page.wait_for_function("() => keys.length === 3")
        assert page.evaluate("() => keys") == ["ArrowRight", "PageDown", "b"]
        # Escape closes the event; by Tab the keyboard comes to walk the chart.
        page.keyboard.press("Escape")
        expect(inner.locator("#details")).to_be_hidden()
        inner.locator("#chart").focus()
        # The frame is another process: each key waits until the one before it has moved the focus.
        page.keyboard.press("Shift+Tab")
        page.wait_for_function("() => document.activeElement.tagName === 'BUTTON'")
        page.keyboard.press("Tab")
        inner.wait_for_function("() => document.hasFocus() && document.activeElement.id === 'chart'")
        page.keyboard.press("ArrowRight")
        inner.wait_for_function("() => document.querySelector('#spoken').textContent.includes(' of 2')")
        assert len(page.evaluate("() => keys.filter(key => key === 'ArrowRight')")) == 1
        page.close()


def test_a_slide_of_reveal_js_goes_on_after_a_press_in_the_frame(browser, address):
    slides = f"""<!doctype html><link rel="stylesheet" href="reveal.css">
      <div class="reveal"><div class="slides"><section>{frame(address, "theme=Background", 900, 460)}</section>
      <section><h2>Next</h2></section></div></div>
      <script src="reveal.js"></script><script>Reveal.initialize({{ transition: "none" }})</script>"""
    with elsewhere({"": slides}) as site:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(site)
        page.wait_for_function("() => Reveal.isReady()")
        press_mark(page, page.frames[1])
        assert page.evaluate("() => Reveal.getIndices().h") == 0
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => Reveal.getIndices().h === 1")
        page.close()
