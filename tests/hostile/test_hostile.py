"""What a stranger sends is read, or refused in one sentence, within a time and memory; nothing is left behind."""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from distributed import LocalCluster

from data.files.limits import LIMITS, TooMuchError, cores
from data.files.packing import pack, unpack
from data.files.reader import NICENESS
from data.files.reader_processes import READERS
from data.files.worker import CancelledError, Line, read_bounded
from data.report import ReportError, YearUnknown
from tests.hostile.makers import HEAVY, LEAD, MAKERS, pdf

SECONDS = 20  # with a wide margin; `run.py` prints what each takes
TEXT = LEAD.encode()


@pytest.fixture(scope="module", autouse=True)
def temporary(tmp_path_factory):
    """A temporary folder that only the reading processes have."""
    folder = tmp_path_factory.mktemp("reading")
    READERS.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        yield folder
        READERS.stop()


@pytest.fixture(scope="module")
def answers(temporary):
    """What came of each file, read one after the other in a process under the limits on each core."""
    count = cores()
    readers = [
        subprocess.Popen(
            [sys.executable, "tests/hostile/batch.py", str(number), str(count)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    lines = [line for reader in readers for line in reader.communicate(timeout=180)[0].splitlines()]
    assert [reader.returncode for reader in readers] == [0] * count
    return {answer["title"]: answer for answer in map(json.loads, lines)}


LIGHT = [title for title in MAKERS if title not in HEAVY]


@pytest.mark.parametrize("title", LIGHT)
def test_it_is_read_or_refused_in_one_sentence(title, answers):
    answer = answers[title]
    if sentence := answer.get("refused", ""):
        assert sentence.endswith(".") and "\n" not in sentence and len(sentence) < 400
        assert not sentence.startswith("/") and "Traceback" not in sentence
    else:
        assert answer["headlines"]
    for headline in answer.get("headlines", ()):
        assert 0 < len(headline) <= 240
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", headline)
    assert answer["seconds"] < SECONDS


def test_nothing_is_left_behind(answers, temporary):
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(
    ("title", "limit"),
    [
        ("20,000 nested divs", "500 deep"),
        ("2,000,000 tags", "1,000,000 elements"),
        ("6 MB of text", "5,000,000 characters"),
        ("5,000 pages", "3,000 pages"),
        ("a page of 200,000 letters", "100,000 characters"),
        ("a docx of 1,200,000 paragraphs", "1,000,000 elements"),
        ("a zip of 20,000 files", "10,000 files"),
        ("a CSV of 1,000,000 columns", "1,000 columns"),
        ("a CSV of 2,000,000 rows", "1,100,000 rows"),
        ("a CSV with a cell of 1 MB", "100,000 characters"),
        ("JSON nested 100,000 deep", "500 deep"),
        ("JSON with other columns in each row", "1,000 columns"),
    ],
)
def test_what_is_too_much_names_the_limit(title, limit, answers):
    assert limit in answers[title]["refused"]


def test_three_far_cells_are_a_table():
    reading = read_bounded(*MAKERS["three cells, one in the last row and column"]())
    assert list(reading.table["headline"]) == ["Mayor resigns"]


def test_a_reading_comes_back_as_it_was(report, table):
    raw = Path("data/kazakstan-2008.txt").read_bytes()
    reading = read_bounded("kazakstan-2008.txt", raw)
    assert reading.table.equals(table) and reading.table.attrs["kinds"] == table.attrs["kinds"]
    assert reading.report.paragraphs == report.paragraphs and reading.report.sections == report.sections
    assert pack(unpack(pack(reading))) == pack(reading)


def test_pages_are_told_as_they_are_read():
    pages = []
    with pytest.raises(ReportError, match="OCR"):
        read_bounded("a.pdf", pdf([""] * 3), 2008, progress=lambda done, of: pages.append((done, of)))
    assert pages[:3] == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("limit", "value", "raw"),
    [
        ("cpu", 1, b"On 3 May 2008, the court sentenced 3 men, and 9 others.\n\n" * 20_000),
        ("wall", 1, b"On 3 May 2008, the court sentenced 3 men, and 9 others.\n\n" * 20_000),
        ("memory", 400, b"date,title\n" + b"2008,The mayor of the capital resigns\n" * 1_000_000),
    ],
)
def test_a_process_over_its_limits_ends_with_the_limit_in_a_sentence(monkeypatch, limit, value, raw):
    name = "a.csv" if limit == "memory" else "a.txt"
    with (
        monkeypatch.context() as patch,
        pytest.raises(ReportError, match=f"more than {value} |longer than {value} "),
    ):
        patch.setenv(LIMITS[limit].setting, str(value))
        read_bounded(name, raw, 2008)
    assert read_bounded("b.txt", TEXT).table["date"].to_list() == ["2008-03"]


def test_a_reading_can_be_stopped_and_its_process_ends():
    cancelled = threading.Event()
    threading.Timer(0.3, cancelled.set).start()
    with pytest.raises(CancelledError):
        read_bounded("a.txt", b"On 3 May 2008, the court sentenced 3 men.\n\n" * 50_000, cancelled=cancelled)
    assert len(readers()) <= 1  # the one that is copied


def test_a_cluster_reads_and_refuses_as_this_machine_does():
    # In threads of this process, which start at once.
    cluster = LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0"
    )
    with cluster:
        where = cluster.scheduler_address
        assert read_bounded("a.txt", TEXT, scheduler=where).table.equals(read_bounded("a.txt", TEXT).table)
        with pytest.raises(ReportError, match="more than 500 deep"):
            read_bounded(*MAKERS["20,000 nested divs"](), scheduler=where)


def test_who_reads_gives_way_to_who_answers():
    with READERS.start() as process:
        assert process.stdout.readline()  # it is ready
        assert psutil.Process(process.pid).nice() == min(19, psutil.Process().nice() + NICENESS)


def test_a_killed_process_hurts_no_other(monkeypatch):
    started = READERS.start

    @contextmanager
    def start_and_kill():
        with started() as process:
            process.kill()
            yield process

    monkeypatch.setattr(READERS, "start", start_and_kill)
    with pytest.raises(TooMuchError):
        read_bounded("a.txt", TEXT)
    monkeypatch.setattr(READERS, "start", started)
    assert len(read_bounded("a.txt", TEXT).table) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied where a system can do that")
def test_each_file_is_read_in_a_copy_of_one_process_and_that_one_may_end():
    read_bounded("a.txt", TEXT)
    (loaded,) = readers()
    assert loaded.num_threads() == 1, "a copy has only the thread that copies"
    assert len(read_bounded("a.txt", TEXT).table) == 1 and readers() == [loaded]
    loaded.kill()
    psutil.wait_procs([loaded])
    assert len(read_bounded("a.txt", TEXT).table) == 1
    with READERS.start() as process:
        readers()[0].kill()
        process.kill()
        assert process.wait() == -9
    assert len(read_bounded("a.txt", TEXT).table) == 1


def readers() -> list[psutil.Process]:
    """The processes of this one that read or are copied to read."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):  # one that has ended meanwhile
            found += [child] if "data.files.reader" in child.cmdline() else []
    return found


def test_the_line_tells_places_and_moves_up():
    line, told, first, second = Line(places=1), [], threading.Event(), threading.Event()
    release, entered = threading.Event(), threading.Event()

    def hold() -> None:
        with line.place("a", first):
            entered.set()
            release.wait(10)

    def wait() -> None:
        with line.place("b", second, told.append):
            told.append(0)

    holder, waiter = threading.Thread(target=hold), threading.Thread(target=wait)
    holder.start()
    assert entered.wait(10)
    waiter.start()
    while not told:
        threading.Event().wait(0.01)
    release.set()
    waiter.join(10)
    holder.join(10)
    assert told == [1, 0]


def test_who_is_stopped_in_the_line_leaves_it():
    line, cancelled = Line(places=1), threading.Event()
    with line.place("a", threading.Event()):
        cancelled.set()
        with pytest.raises(CancelledError), line.place("b", cancelled):
            pytest.fail("nobody enters")
    with line.place("c", threading.Event()):
        pass


def test_the_line_is_bounded(monkeypatch):
    monkeypatch.setenv(LIMITS["waiting"].setting, "1")
    line = Line(places=1)
    line._tickets += [object(), object()]
    with pytest.raises(TooMuchError, match="More than 1 files wait"), line.place("a", threading.Event()):
        pytest.fail("nobody enters")


def test_the_caller_says_how_a_year_is_given():
    with pytest.raises(YearUnknown) as error:
        read_bounded("a.txt", b"Nothing is dated here.")
    assert error.value.advised("name it") == "The year that a.txt covers cannot be told; name it."
