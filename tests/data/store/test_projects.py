import io
import json
import zipfile

import pytest

from data.events.corrections import standing
from data.events.parsing import parse_entry
from data.report import ReportError
from data.store import File, is_project, read_project, write_project

LOG = [
    {"seq": 1, "at": "2008-03-12T00:00:00+00:00", "who": "Ana Doe", "event": "a1b2c3d4", "hide": True},
    {"seq": 2, "at": "", "who": "", "undo": 1},
    {
        "seq": 3,
        "at": "",
        "who": "",
        "event": "a",
        "set": {"headline": "Суд"},
        "on": {"sentence": "A.", "date": "2008"},
    },
]
FILE = File("report-2008.txt", b"In March 2008, the mayor resigned.\0", "text/plain", 2008)
MANIFEST = {"version": 1, "name": "a.txt", "year": None}


def pack(parts: dict[str, bytes], **options) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def project(manifest: object = MANIFEST, log: object = (), report: bytes = b"", **more: bytes) -> bytes:
    parts = {
        "manifest.json": json.dumps(manifest).encode(),
        "report": report,
        "log.json": json.dumps(log).encode(),
    }
    return pack(parts | more)


def test_written_and_read_it_is_the_same():
    raw = write_project(FILE, LOG)
    assert raw == write_project(FILE, LOG)
    assert is_project(raw)
    assert (
        not is_project(pack({"word/document.xml": b"<a/>"})) and not is_project(b"") and not is_project(b"PK")
    )
    read = read_project("a.yearline", raw)
    assert (read.file, read.log) == (FILE, LOG)


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


@pytest.mark.parametrize(
    "raw, words",
    (
        (b"", "no whole project file"),
        (b"PK\x03\x04", "no whole project file"),
        (write_project(FILE, LOG)[:-30], "no whole project file"),
        (write_project(FILE, LOG).replace(b"manifest.json", b"../../../etc.."), "no whole project file"),
        (pack({"manifest.json": b"{}", "report": b""}), "no whole project file"),
        (project(**{"../report": b"a"}), "no whole project file"),
        (pack({"manifest.json": b"{", "report": b"", "log.json": b"[]"}), "no whole project file"),
        (pack({"manifest.json": b"[" * 9000, "report": b"", "log.json": b"[]"}), "no whole project file"),
        (project([]), "no whole project file"),
        (project(log={}), "no whole project file"),
        (project({"version": 2}), "newer Yearline"),
        (project(MANIFEST | {"year": "2008"}), "no year"),
        (project(MANIFEST | {"year": 10**30}), "no year"),
        (project(MANIFEST | {"name": "a" * 20_000}), "more than 10,000 bytes"),
        (project(log=["a"]), "cannot be read"),
        (project(log=[{"seq": 1, "event": "a", "hide": "yes"}]), "true or false"),
        (project(log=[LOG[1], LOG[0]]), "not in the order"),
        (project(log=[LOG[0], LOG[0]]), "not in the order"),
        (project(report=bytes(300 * 2**20)), "unpacks to more than"),
    ),
)
def test_what_is_no_project_is_said_in_one_sentence(raw, words):
    with pytest.raises(ReportError, match=words) as error:
        read_project("a.yearline", raw)
    assert "\n" not in str(error.value) and str(error.value).endswith(".")


def test_the_name_in_a_project_is_no_path_to_anywhere():
    read = read_project("a.yearline", project(MANIFEST | {"name": "../../etc\n\0/passwd"}))
    assert read.file.name == "../../etc /passwd"  # kept in a column and shown, never used as a path
    assert read_project("a.yearline", project({"version": 1})).file.name == "report"


@pytest.mark.parametrize("last", (5, 2_000_000_000, 2**31 - 1))
def test_numbers_are_given_anew(store, last):
    hide = {"event": "a", "hide": True}
    log = [{"seq": 4, **hide}, {"seq": last, "undo": 4}]
    read = read_project("a.yearline", project(log=log))
    count = len(log)
    assert [entry["seq"] for entry in read.log] == list(range(1, count + 1))
    assert read.log[-1]["undo"] == 1
    report_id = store.find(store.add_report("a.txt", b"a", log=read.log)).report_id
    assert store.append_corrections(report_id, [hide]) == count + 1


def test_an_undo_of_nothing_still_takes_nothing_back():
    read = read_project(
        "a.yearline", project(log=[{"seq": 3, "undo": 2}, {"seq": 9, "event": "a", "hide": True}])
    )
    assert [entry.seq for entry in standing(map(parse_entry, read.log))] == [2]


def test_a_log_that_has_such_numbers_already_can_be_changed(store, report_id):
    store.import_log(report_id, [{"seq": 2_000_000_000, "event": "a", "hide": True}])
    assert store.append_corrections(report_id, [{"undo": 2_000_000_000}]) == 2_000_000_001


@pytest.mark.parametrize("depth", (100, 253, 254, 300, 900, 5000))
def test_what_is_nested_deep_is_said_in_one_sentence(depth):
    nest = "[" * depth + "]" * depth
    about = '{"version": 1, "answers": {"columns": {"a": ' + nest + "}}}"
    entry = '[{"seq": 1, "event": "a", "set": {"actors": ' + nest + "}}]"
    for manifest, log in (
        (about, "[]"),
        (json.dumps(MANIFEST), entry),
        (json.dumps(MANIFEST), nest),
        (nest, "[]"),
    ):
        raw = pack({"manifest.json": manifest.encode(), "report": b"", "log.json": log.encode()})
        with pytest.raises(ReportError) as error:
            read_project("a.yearline", raw)
        assert "\n" not in str(error.value) and str(error.value).endswith(".")
