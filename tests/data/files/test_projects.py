import io
import json
import zipfile

import pytest

from data.events.corrections import standing
from data.events.parsing import parse_entry
from data.files.file import File
from data.files.projects import is_project, read_project, write_project
from data.report import ReportError

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


def test_an_undo_of_nothing_still_takes_nothing_back():
    read = read_project(
        "a.yearline", project(log=[{"seq": 3, "undo": 2}, {"seq": 9, "event": "a", "hide": True}])
    )
    assert [entry.seq for entry in standing(map(parse_entry, read.log))] == [2]


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
