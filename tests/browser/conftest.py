"""A running app and a real browser, one of each for all browser tests."""

import threading

import pytest
from werkzeug.serving import make_server

from app import create_app


@pytest.fixture(scope="session")
def address(report):
    server = make_server("127.0.0.1", 0, create_app(report).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture
def context_problems():
    """What the consoles of a test's pages complain of; a test that provokes it clears the list."""
    return []


@pytest.fixture
def open_page(browser, address, context_problems):
    """A function that opens a path at a width, waits for the drawn chart, and watches the console."""
    contexts, problems = [], context_problems

    def open_(path="/", width=1440, height=900, **context):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **context))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                problems.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None
            ),
        )
        page.goto(address + path)
        page.wait_for_selector("#timeline[data-drawn]", state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not problems
