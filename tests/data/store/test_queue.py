from concurrent.futures import ThreadPoolExecutor

import pytest

from data.store import File, ReportGone, Status
from data.store.queue import claim_waiting


def add(store, *names: str) -> list[str]:
    return [store.find(store.add_report(name, name.encode(), 2008)).report_id for name in names]


def test_first_come_first_served(store):
    a, b, c = add(store, "a", "b", "c")
    assert [store.place_in_line(each) for each in (a, b, c, "nothing")] == [1, 2, 3, 0]
    job = store.claim_waiting("me", 60)
    assert (job.report_id, job.file, job.token, job.tries) == (a, File("a", b"a", "", 2008), "me", 1)
    assert [store.place_in_line(each) for each in (a, b, c)] == [0, 1, 2]
    assert store.claim_waiting("me", 60).report_id == b
    assert store.claim_waiting("me", 60).report_id == c
    assert store.claim_waiting("me", 60) is None


def test_no_report_is_given_twice(store):
    ids = add(store, *map(str, range(20)))
    with ThreadPoolExecutor(10) as pool:
        jobs = list(pool.map(lambda i: store.claim_waiting(f"reader {i}", 60), range(30)))
    given = [job.report_id for job in jobs if job]
    assert sorted(given) == sorted(ids)


def test_one_reader_does_not_wait_for_another(postgresql, open_another):
    """SQLite has one writer at a time; PostgreSQL passes over what another is claiming."""
    store = open_another(postgresql())
    a, b = add(store, "a", "b")
    with store.engine.begin() as connection:
        jobs = [claim_waiting(connection, "first", 60), store.claim_waiting("second", 60)]
    assert [job and job.report_id for job in jobs] == [a, b]


def test_progress_result_and_failure(store):
    a, b = add(store, "a", "b")
    store.claim_waiting("me", 60)
    assert store.set_progress(a, 3, 10, "me", lease=60)
    assert store.state(a) == Status("reading", 3, 10, "")
    assert store.finish(a, b"result\0", "me")
    assert (store.state(a).state, store.result(a)) == ("ready", b"result\0")
    assert not store.finish(a, b"again", "me")
    store.claim_waiting("me", 60)
    assert store.fail(b, "b is a picture;\nrun it through OCR.", "me")
    assert store.state(b) == Status("failed", 0, 0, "b is a picture; run it through OCR.")
    assert store.claim_waiting("me", 60) is None


def test_a_lease_that_ran_out_is_given_to_another(store):
    (a,) = add(store, "a")
    assert store.claim_waiting("first", 0).tries == 1
    assert store.claim_waiting("second", 60).tries == 2
    assert store.claim_waiting("third", 60) is None
    assert not store.set_progress(a, 1, 2, "first")
    assert not store.finish(a, b"late", "first")
    assert not store.fail(a, "late", "first")
    assert store.result(a) is None
    assert store.set_progress(a, 1, 2, "second", lease=0)  # and it runs out
    assert store.claim_waiting("third", 60).tries == 3
    assert store.finish(a, b"third", "third")
    assert store.result(a) == b"third"


def test_after_three_tries_it_has_failed(store):
    a, b = add(store, "a", "b")
    assert [store.claim_waiting("me", 0).report_id for _ in range(3)] == [a, a, a]
    assert store.claim_waiting("me", 60).report_id == b
    assert store.state(a) == Status("failed", 0, 0, "a could not be read in 3 tries; open a part of it.")


def test_a_reader_is_told_that_its_report_is_forgotten(store):
    (a,) = add(store, "a")
    store.claim_waiting("me", 60)
    assert store.forget(a)
    assert not store.set_progress(a, 1, 2, "me")
    assert not store.finish(a, b"result", "me")
    with pytest.raises(ReportGone):
        store.result(a)
