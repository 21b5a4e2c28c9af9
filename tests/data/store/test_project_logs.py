"""A project opened in a store: its log goes on there."""

import pytest

from data.events.parsing import parse_entry
from data.files.projects import read_project, write_project
from data.store import File

FILE = File("report-2008.txt", b"In March 2008, the mayor resigned.", "text/plain", 2008)
LOG = [
    {"seq": 1, "at": "2008-03-12T00:00:00+00:00", "who": "Ana Doe", "event": "a1b2c3d4", "hide": True},
    {"seq": 2, "at": "", "who": "", "undo": 1},
    {"seq": 3, "at": "", "who": "", "event": "a", "note": "Суд"},
]


def test_opened_in_a_store_the_log_is_there(store):
    read = read_project("a.yearline", write_project(FILE, LOG))
    key = store.add_report(
        read.file.name, read.file.content, read.file.year, read.file.media_type, log=read.log
    )
    report_id = store.find(key).report_id
    assert store.read_corrections(report_id) == LOG
    assert store.file(report_id) == FILE
    assert store.append_corrections(report_id, [{"undo": 3}]) == 4
    assert write_project(store.file(report_id), store.read_corrections(report_id)[:3]) == write_project(
        FILE, LOG
    )
    assert [parse_entry(entry).seq for entry in store.read_corrections(report_id)] == [1, 2, 3, 4]


@pytest.mark.parametrize("last", (5, 2_000_000_000, 2**31 - 1))
def test_numbers_are_given_anew(store, last):
    hide = {"event": "a", "hide": True}
    log = [{"seq": 4, **hide}, {"seq": last, "undo": 4}]
    read = read_project("a.yearline", write_project(FILE, log))
    count = len(log)
    assert [entry["seq"] for entry in read.log] == list(range(1, count + 1))
    assert read.log[-1]["undo"] == 1
    report_id = store.find(store.add_report("a.txt", b"a", log=read.log)).report_id
    assert store.append_corrections(report_id, [hide]) == count + 1


def test_a_log_that_has_such_numbers_already_can_be_changed(store, report_id):
    store.import_log(report_id, [{"seq": 2_000_000_000, "event": "a", "hide": True}])
    assert store.append_corrections(report_id, [{"undo": 2_000_000_000}]) == 2_000_000_001
