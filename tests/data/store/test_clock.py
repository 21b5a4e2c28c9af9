"""A clock that is wrong for a while deletes nothing, and keeps nothing from being read."""

import pytest

from data.store import ReportGone

DAY = 86_400
START = 1_700_000_000.0


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the clock of the store to so many days after a start."""

    def set_clock(days: float) -> None:
        monkeypatch.setattr("data.store.schema.time.time", lambda: START + days * DAY)

    set_clock(0)
    return set_clock


@pytest.fixture
def opened(clock, store) -> str:
    return store.find(store.add_report("a.txt", b"hello")).report_id


def is_there(store, report_id: str) -> bool:
    try:
        return bool(store.state(report_id))
    except ReportGone:
        return False


def test_an_upload_while_the_clock_is_ahead(store, opened, clock):
    clock(40)
    store.add_report("b.txt", b"")
    assert is_there(store, opened)
    clock(0.1)
    store.add_report("c.txt", b"")  # the marks go
    clock(29)
    store.sweep()
    assert is_there(store, opened)


def test_marks_of_a_clock_that_was_ahead_do_not_count_later(store, opened, clock):
    clock(40)
    store.sweep()
    clock(0.1)
    store.sweep()
    clock(41.5)  # when it is due at last, it is marked anew
    assert store.sweep() == 0 and is_there(store, opened)
    clock(42)
    assert store.sweep() == 0 and is_there(store, opened)
    clock(42.6)
    assert store.sweep() == 1 and not is_there(store, opened)


def test_a_report_opened_while_the_clock_was_behind(store, clock):
    clock(-3650)
    report_id = store.find(key := store.add_report("old.txt", b"")).report_id
    clock(0)
    store.add_report("b.txt", b"")
    assert is_there(store, report_id)
    clock(0.5)
    assert store.find(key), "which is use"
    clock(2)
    store.add_report("c.txt", b"")
    assert is_there(store, report_id)
    clock(29)
    store.sweep()
    assert is_there(store, report_id)


@pytest.mark.parametrize("verb", ("find", "result", "append_corrections"))
def test_whatever_uses_a_report_takes_its_mark_away(store, clock, verb):
    report_id = store.find(key := store.add_report("a.txt", b"hello")).report_id
    store.finish(report_id, b"result")
    clock(31)
    store.sweep()
    clock(31.5)
    {
        "find": lambda: store.find(key),
        "result": lambda: store.result(report_id),
        "append_corrections": lambda: store.append_corrections(report_id, [{"event": "a", "hide": True}]),
    }[verb]()
    clock(33)
    assert store.sweep() == 0 and is_there(store, report_id)


def test_a_clock_behind_takes_no_use_back(store, opened, clock):
    clock(-3650)
    store.append_corrections(opened, [{"event": "a", "hide": True}])
    clock(29)
    store.sweep()
    clock(29.9)
    assert store.sweep() == 0 and is_there(store, opened)


def test_what_is_due_goes_a_day_later(store, opened, clock):
    clock(30.5)
    assert store.sweep() == 0
    clock(31.4)
    assert store.sweep() == 0
    clock(31.6)
    assert store.sweep() == 1
    assert not is_there(store, opened)


def test_to_keep_all_takes_the_marks_away(store, opened, clock, monkeypatch):
    clock(31)
    store.sweep()
    monkeypatch.setenv("YEARLINE_KEEP_DAYS", "0")
    clock(33)
    assert store.sweep() == 0
    monkeypatch.delenv("YEARLINE_KEEP_DAYS")
    assert store.sweep() == 0 and is_there(store, opened)


def test_a_lease_given_by_a_clock_that_was_ahead_holds_nobody_up(store, opened, clock):
    clock(40)
    assert store.claim_waiting("stopped", 60).report_id == opened
    clock(0)
    assert store.claim_waiting("next", 60).report_id == opened
    assert store.finish(opened, b"result", "next")
    clock(40)
    assert store.hold(opened, "stopped", 60)
    clock(0)
    assert store.hold(opened, "next", 60)


def test_a_mark_of_a_clock_that_was_ahead_is_made_anew(store, opened, clock):
    clock(3650)
    store.sweep()
    clock(31)
    assert store.sweep() == 0
    clock(32.1)
    assert store.sweep() == 1, "it does not stay for ten years"
