import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.events.parsing import parse_entry
from data.store import ReportGone, StoreError

ROOT = Path(__file__).parents[3]
PATIENCE = 500  # s, only a safety: on a busy machine libraries alone take minutes to load
HIDE = {"event": "a1b2c3d4", "hide": True}
# The libraries are loaded once; what was opened before a fork is the next test's.
WRITERS = """
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from data.store import open_store

def write(process):
    store = open_store(sys.argv[1])
    report_id = store.report_for("text:abc", "Report")

    def append(i):
        body = {"event": f"{process}-{i}", "hide": True}
        return store.append_corrections(report_id, [body, body], "a writer", f"{process}-{i}")

    with ThreadPoolExecutor(12) as pool:
        said = " ".join(map(str, [process, *pool.map(append, range(24))]))
    os.write(1, f"{said}\\n".encode())

children = []
for process in range(4):
    if not (child := os.fork()):
        try:
            write(process)
        except BaseException as error:
            os.write(2, f"{error!r}\\n".encode())
            os._exit(1)
        os._exit(0)
    children.append(child)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""
FORKING = """
import os
import sys
from data.store import open_store
from data.store.engine import take_turn

store = open_store(sys.argv[1])
report_id = store.report_for("text:abc", "Report")
children = []
with take_turn(store.engine):  # as a thread of the parent that writes just then
    for process in range(4):
        if not (child := os.fork()):
            for i in range(10):
                store.append_corrections(report_id, [{"event": f"{process}-{i}", "hide": True}])
            os._exit(0)
        children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
assert store.last_seq(report_id) == 40
"""


def test_entries_come_back_as_they_were_sent(store, report_id):
    body = {
        "event": "a1b2c3d4",
        "set": {"headline": "Суд\ud800 “a”\0"},
        "on": {"sentence": "A.", "date": "2008"},
    }
    assert store.append_corrections(report_id, [HIDE, body], "Ana\n\0 Doe") == 2
    assert store.append_corrections(report_id, [{"undo": 1}]) == 3
    log = store.read_corrections(report_id)
    assert [entry["seq"] for entry in log] == [1, 2, 3]
    assert {**body, "seq": 2, "at": log[1]["at"], "who": "Ana Doe"} == log[1]
    assert parse_entry(log[0]).to_json() == log[0]
    assert store.read_corrections(report_id, after=2) == log[2:]
    assert store.last_seq(report_id) == 3


def test_a_token_makes_a_retry_harmless(store, report_id):
    other = store.report_for("text:abc", "Other")
    assert store.append_corrections(report_id, [HIDE, HIDE], token="t1") == 2
    assert store.append_corrections(report_id, [HIDE], token="t2") == 3
    assert store.append_corrections(report_id, [HIDE, HIDE], token="t1") == 2
    assert store.append_corrections(other, [HIDE], token="t1") == 1
    assert store.last_seq(report_id) == 3


def test_a_token_sent_many_times_at_once(store, report_id):
    together = threading.Barrier(8)

    def append(i: int) -> int:
        together.wait(30)
        return store.append_corrections(report_id, [HIDE], token=f"t{i // 8}")

    with ThreadPoolExecutor(8) as pool:
        seqs = list(pool.map(append, range(80)))
    assert [len(set(seqs[i : i + 8])) for i in range(0, 80, 8)] == [1] * 10
    assert sorted(set(seqs)) == list(range(1, 11))
    assert len(store.read_corrections(report_id)) == 10


@pytest.mark.parametrize("token", ("", "a" * 65, "é", "\0"))
def test_tokens_that_cannot_be_kept(store, report_id, token):
    with pytest.raises(StoreError, match="A token is 1 to 64"):
        store.append_corrections(report_id, [HIDE], token=token)


def test_append_is_whole_or_not_at_all(store, report_id, rows_of, monkeypatch):
    before = rows_of(store)
    with pytest.raises(ValueError):
        store.append_corrections(report_id, [HIDE, {"event": float("nan")}])
    with pytest.raises(StoreError, match="empty"):
        store.append_corrections(report_id, [])
    with pytest.raises(ReportGone):
        store.append_corrections("nothing", [HIDE])
    monkeypatch.setattr("data.store.corrections.MOST_ENTRIES", 2)
    with pytest.raises(StoreError, match="at most 2 changes"):
        store.append_corrections(report_id, [HIDE] * 3)
    assert rows_of(store) == before
    assert store.append_corrections(report_id, [HIDE] * 2) == 2


def test_fifty_threads_write_without_gaps_or_doubles(store, report_id):
    def append(i: int) -> int:
        return store.append_corrections(report_id, [{"event": f"{i}", "hide": True}])

    with ThreadPoolExecutor(50) as pool:
        seqs = list(pool.map(append, range(100)))
    assert sorted(seqs) == list(range(1, 101))
    assert {entry["seq"]: entry["event"] for entry in store.read_corrections(report_id)} == {
        seq: f"{i}" for i, seq in enumerate(seqs)
    }


def test_four_processes_open_an_empty_database_and_write(url, open_another):
    done = subprocess.run(
        [sys.executable, "-c", WRITERS, url], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    confirmed = {}
    for line in done.stdout.splitlines():
        process, *seqs = line.split()
        confirmed |= {int(seq): f"{process}-{i}" for i, seq in enumerate(seqs)}
    store = open_another(url)
    log = store.read_corrections(store.report_for("text:abc", "Report"))
    assert [entry["seq"] for entry in log] == list(range(1, 193))
    assert {entry["seq"]: entry["event"] for entry in log[1::2]} == confirmed
    assert [entry["event"] for entry in log[::2]] == [entry["event"] for entry in log[1::2]]


def test_a_server_may_fork_after_it_has_opened_the_store(url, open_another):
    done = subprocess.run(
        [sys.executable, "-c", FORKING, url], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    store = open_another(url)
    log = store.read_corrections(store.report_for("text:abc", "Report"))
    assert len({entry["event"] for entry in log}) == len(log) == 40


def test_what_was_confirmed_survives_kill_9(url):
    crash = [sys.executable, "tests/bench/crash.py", "--rounds", "3", "--url", url]
    done = subprocess.run(crash, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout)
    assert (counts["rounds"], counts["lost"], counts["broken"], counts["error"]) == (3, 0, 0, 0)
    assert counts["append"] > 0 and counts["add"] > 0
