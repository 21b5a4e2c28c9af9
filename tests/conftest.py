"""What the tests share: the default report and its table, read once."""

from pathlib import Path

import pytest

from data import extract_events, parse_report, read_report

ROOT = Path(__file__).parent.parent


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
