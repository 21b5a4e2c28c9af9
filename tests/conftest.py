"""What the tests share: the default report and its table, read once, and a browser."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import expect, sync_playwright

from data import extract_events, parse_report, read_report
from data.files.limits import cores
from tests.chromium import PATIENCE, launch

ROOT = Path(__file__).parent.parent
LONG_FILES = (
    "browser/test_page.py",
    "browser/test_editing.py",
    "browser/test_sharing.py",
    "browser/test_changes.py",
    "hostile/test_hostile.py",
    "tests/test_processes.py",
    "draw/test_slides.py",
)

# No deadline: how long an example takes is the machine's business. The same examples each time, so that a red
# run is the change's doing and can be had again; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, derandomize=True, max_examples=1000)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_xdist_auto_num_workers() -> int:
    """One process on each core: with more, browsers starve the processes that read files."""
    return min(8, cores())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take a minute come first, so that no process is left with one of them when the others have ended."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONG_FILES))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """A cache folder of these tests alone: they see nothing of a user's, and nobody clears theirs away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory):
    """Where what is opened in tests is kept."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YEARLINE_DATA", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory):
    """Places to read files that this process of the tests has for itself; those of a server are its machine's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("temporary")))
        yield


@pytest.fixture(autouse=True)
def own_settings():
    """Settings that a test's command leaves behind, as `python app.py` does, are gone with it."""
    before = {name: value for name, value in os.environ.items() if name.startswith("YEARLINE_")}
    yield
    for name in [name for name in os.environ if name.startswith("YEARLINE_")]:
        if name not in before:
            del os.environ[name]
    os.environ.update(before)


@pytest.fixture(scope="session")
def report():
    return read_report(ROOT / "data" / "kazakstan-2008.txt")


@pytest.fixture(scope="session")
def table(report):
    return extract_events(report)


@pytest.fixture(scope="session")
def events_of():
    """A function from a written text to the table of its events of 2012."""

    def read(text: str, year: int = 2012):
        return extract_events(parse_report(text, year=year, title="Freedonia"))

    return read


@pytest.fixture(scope="session")
def playwright():
    """What starts browsers; one for all, as a second one does not start beside it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    """A browser whose pages and expectations all wait for `PATIENCE`."""
    expect.set_options(timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        browser = launch(playwright)
        new_context = browser.new_context

        def patient_context(**options):
            context = new_context(**options)
            context.set_default_timeout(PATIENCE)
            return context

        patch.setattr(browser, "new_context", patient_context)
        yield browser
        browser.close()
