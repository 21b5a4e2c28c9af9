"""A running app and a real browser, one of each for all browser tests."""

import threading
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

import pytest
from werkzeug.serving import BaseWSGIServer, make_server

from app import create_app
from data import load
from tests.chromium import launch_kept, lent_page

_LEFT: list[list[BaseWSGIServer]] = []  # of a test with pages, the servers that it is done with


@contextmanager
def serving(app):
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    if _LEFT:
        _LEFT[-1].append(server)  # a page that still asks it would complain that it is gone
    else:
        _end(server)


def _end(server: BaseWSGIServer) -> None:
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(report):
    with serving(create_app(report)) as address:
        yield address


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Three thousand events over one year, as a report and a table."""
    file = tmp_path_factory.mktemp("many") / "many.csv"
    count = 3000
    days = [date(2012, 1, 1) + timedelta(days=i * 366 // count) for i in range(count)]
    rows = [f"{day},Theme {i % 4},Something happens in town {i},Actor {i % 30}" for i, day in enumerate(days)]
    file.write_text("date,theme,headline,actors\n" + "\n".join(rows))
    return load(file)


@pytest.fixture(scope="session")
def many_address(many):
    with serving(create_app(*many)) as address:
        yield address


@pytest.fixture
def context_problems():
    """What the consoles of a test's pages complain of; a test that provokes it clears the list."""
    return []


@pytest.fixture(scope="session")
def kept_profile(playwright, tmp_path_factory):
    """A browser that keeps what it compiled; `lent_page` lends a page of it."""
    context = launch_kept(playwright, tmp_path_factory.mktemp("profile"))
    yield context
    context.close()


@pytest.fixture
def open_page(browser, kept_profile, address, context_problems):
    """A function that opens a path at a width, waits for the drawn chart, and watches the console.

    A test's first page is the kept profile's, unless it asks for another context; each further one has a
    profile of its own, as another visitor's.
    """
    lent, contexts, problems = ExitStack(), [], context_problems

    def new_page(width: int, height: int, context: dict):
        if not context and not contexts:
            page = lent.enter_context(lent_page(kept_profile))
            page.set_viewport_size({"width": width, "height": height})
            contexts.append(kept_profile)
            return page
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **context))
        return contexts[-1].new_page()

    def open_(path="/", width=1440, height=900, base=address, **context):
        page = new_page(width, height, context)
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                problems.append(asked.url) if not asked.url.startswith((base, "data:", "blob:")) else None
            ),
        )
        page.goto(base + path)
        page.wait_for_selector("#timeline[data-drawn]", state="attached")
        return page

    _LEFT.append([])
    yield open_
    with lent:
        for context in contexts:
            if context is not kept_profile:
                context.close()
    for server in _LEFT.pop():
        _end(server)
    assert not problems
