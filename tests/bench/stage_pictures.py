"""Pictures of what leaves the page: the card's picture, frames in other pages, and presenting; into tests/pictures.

`python tests/bench/stage_pictures.py [BOOK]`; a long entry is presented where a book of entries is named.
"""

import os
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app import DEFAULT_REPORT, app_for
from tests.chromium import launch

FOLDER = Path("tests/pictures")
DARK, LIGHT = ("#15171b", "#eceef2"), ("#ffffff", "#1b1f27")
ENTRY = "China"


@contextmanager
def serving(file: str | Path):
    server = make_server("127.0.0.1", 0, app_for(file).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


def frame_page(address: str, query: str, width: int, height: int, colors: tuple[str, str]) -> str:
    """Another site's page, with the chart in a sandboxed frame."""
    paper, ink = colors
    words = "<p>An article about the year, in which the chart of its report stands as a frame.</p>"
    return (
        f'<!doctype html><body style="margin:28px;background:{paper};color:{ink};font:17px/1.5 Georgia,serif">{words}'
        f'<iframe sandbox="allow-scripts" style="border:0" width="{width}" height="{height}" src="{address}/embed?{query}"></iframe>{words}'
    )


def take_frame(browser: Browser, name: str, html: str, size: tuple[int, int], act=None) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(html)
    inner = page.frames[1]
    inner.wait_for_selector("#timeline[data-drawn]", state="attached")
    if act:
        act(page)
    page.wait_for_timeout(900)  # until it is as it stays
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def open_event(page: Page) -> None:
    box = page.frames[1].locator("#timeline path.point").nth(3).bounding_box()
    assert box
    page.mouse.click(box["x"] + 4, box["y"] + 4)
    page.frames[1].wait_for_selector("#details h2 >> visible=true")
    page.mouse.move(2, 2)


def present(browser: Browser, name: str, address: str, size: tuple[int, int], steps: int) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    page.wait_for_selector("body.presenting #timeline[data-drawn]", state="attached")
    for step in range(1, steps + 1):
        page.keyboard.press("PageDown")
        page.wait_for_function(
            "step => document.querySelector('#progress span').textContent.startsWith(`${step} of`)", arg=step
        )
    page.wait_for_timeout(900)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["YEARLINE_DATA"] = folder
        browser = launch(playwright)
        with serving(DEFAULT_REPORT) as address:
            card = browser.new_page().request.get(f"{address}/timeline.png?width=1200&height=630")
            (FOLDER / "card.png").write_bytes(card.body())
            film = browser.new_page().request.get(f"{address}/timeline.gif")
            (FOLDER / "film.gif").write_bytes(film.body())
            wide, article = (900, 520), (956, 720)
            for name, query, colors in (
                ("embed-light-in-dark", "scheme=light&fit=1", DARK),
                ("embed-dark-in-light", "scheme=dark&fit=1", LIGHT),
            ):
                take_frame(browser, name, frame_page(address, query, *wide, colors), article)
            small = frame_page(address, "fit=1", 600, 340, LIGHT)
            take_frame(browser, "embed-event", small, (660, 520), open_event)
        if sys.argv[1:]:
            with serving(sys.argv[1]) as address:
                query = f"/?report={ENTRY}&present=1"
                card = browser.new_page().request.get(
                    f"{address}/timeline.png?report={ENTRY}&width=1200&height=630"
                )
                (FOLDER / "card-long.png").write_bytes(card.body())
                present(browser, "present-long", address + query, (1280, 720), 0)
                present(browser, "present-long-event", address + query, (1280, 720), 9)
        browser.close()


if __name__ == "__main__":
    main()
