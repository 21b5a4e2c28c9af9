"""The browser that tests and benches drive."""

import shutil

from playwright.sync_api import Browser, Playwright

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
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=found, args=[*QUIET, *more])
