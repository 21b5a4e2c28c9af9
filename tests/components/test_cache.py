"""What is kept of reports is limited in bytes, what was not used for longest goes first, and forgetting empties it."""

import numpy as np
import pandas as pd
import pytest

from components.library.cache import ViewCache, measure
from components.library.library import Library
from components.page.view import View
from data.files.load import read
from data.files.packing import pack

MB = 2**20


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setenv("YEARLINE_VIEWS_MB", "10")
    return ViewCache()


def test_what_was_not_used_for_longest_goes_first(small):
    made = []

    def get(name: str, size: int = 3 * MB):
        return small.get(name, lambda: made.append(name) or np.zeros(size, np.uint8))

    for name in "abcd":
        get(name)
    assert small.size <= 10 * MB and len(small) == 3
    get("b")
    get("e")
    get("b")
    assert made == [*"abcde"], "b was used a moment ago"
    get("c")
    assert made == [*"abcdec"]


def test_the_last_ones_stay_whatever_their_size(small):
    for name in "abc":
        small.get(name, lambda: np.zeros(20 * MB, np.uint8))
    assert len(small) == 3
    small.get("d", lambda: np.zeros(20 * MB, np.uint8))
    assert len(small) == 3


def test_forgetting_drops_what_is_made_of_a_report_and_what_is_being_made(small):
    small.get("a", lambda: "one", ["1"])
    small.get("b", lambda: "both", ["1", "2"])
    small.get("c", lambda: "other", ["2"])
    small.get("late", lambda: small.forget("1"), ["1"])
    assert len(small) == 1 and small.get("c", lambda: "new", ["2"]) == "other"


@pytest.mark.parametrize("rows", [100, 20_000])
def test_a_table_is_measured_about_as_large_as_it_is(rows):
    words = pd.DataFrame(
        {"n": np.arange(rows), "text": [f"event number {i} in the town" * 4 for i in range(rows)]}
    )
    words["list"] = [[f"actor {i}", f"actor {i + rows}"] for i in range(rows)]
    lists = sum(map(lambda one: one.__sizeof__() + sum(map(len, one)) + 2 * 49, words["list"]))
    real = int(words[["n", "text"]].memory_usage(deep=True).sum()) + lists
    assert 0.7 * real < measure(words) < 1.6 * real


def test_what_is_made_later_is_measured_too(small):
    grows: list = []
    small.get("a", lambda: grows)
    before = small.size
    grows.extend(f"word {i}" for i in range(10_000))
    small.get("a", list)
    assert small.size > before + 400_000


def test_a_forgotten_report_is_not_in_memory(report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    library = Library(View(report, table))
    text = b"In May 2012, the mayor of the capital resigned. In June 2012, a strike began."
    key = library.store().add_report("r.txt", text)
    access = library.find(key)
    assert access
    job = library.store().claim_waiting("token", 60)
    assert job
    library.store().finish(job.report_id, pack(read("r.txt", text, 2012)), "token")
    assert len(library.view(key).table) == 2 and len(library.cache) == 2
    library.forget(access.report_id)
    assert len(library.cache) == 0
