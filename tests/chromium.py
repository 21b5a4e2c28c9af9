"""The browser that tests and benches drive."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The shell is the same engine without the windows of a desktop: a page costs a third less of a core.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")

# Milliseconds that a browser test waits for anything: only a safety, so the same everywhere, and long enough for a busy machine.
PATIENCE = 120_000


def launch(playwright: Playwright, *more: str) -> Browser:
    """The first of these browsers that the machine has, else Playwright's own; `more` are arguments of its command."""
    return playwright.chromium.launch(executable_path=_find(), args=[*QUIET, *more])


def launch_kept(playwright: Playwright, folder: Path) -> BrowserContext:
    """A browser with one profile in `folder`: it keeps the scripts it has compiled, which are a third of a page's cost."""
    context = playwright.chromium.launch_persistent_context(folder, executable_path=_find(), args=QUIET)
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def lent_page(context: BrowserContext) -> Iterator[Page]:
    """A page of a kept profile; in the end nothing is left that a site or a test put there, but what was compiled."""
    page = context.new_page()
    blank = context.pages[0]  # without a page the browser would end
    origins = set()
    page.on("framenavigated", lambda frame: origins.add("/".join(frame.url.split("/")[:3])))
    try:
        yield page
    finally:
        context.set_offline(False)
        context.clear_permissions()
        for other in context.pages[1:]:
            other.close()
        session = context.new_cdp_session(blank)
        for origin in origins:
            if origin.startswith("http"):
                kinds = "cookies,local_storage,indexeddb,cache_storage,service_workers"
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kinds})
        session.detach()
        context.clear_cookies()


def _find() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)
