"""Exports under their limits: what does not end is stopped, and nothing stays behind."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from typing import Any

import psutil
import pytest

from app import create_app
from components.draw.slide_file import open_template
from components.page.view import View
from components.web import export_answers, making
from components.web.making import BusyError, make_bounded
from components.web.slides import save_slides
from data import ReportError, Selection, SelectionError, extract_events
from data.files.limits import LIMITS, TooMuchError
from tests.conftest import ROOT

ENDLESS: Any = partial(sum, itertools.count())  # burns a core, and lets no other thread of its process in
WAITING = partial(time.sleep, 3600)


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "components.web.maker" in child.cmdline()}


@pytest.fixture
def short(monkeypatch):
    """A limit that a test can wait for."""
    monkeypatch.setenv(LIMITS["export"].setting, "1")


@pytest.mark.parametrize("call", [ENDLESS, WAITING], ids=["endless", "waiting"])
def test_what_does_not_end_is_stopped_with_its_process(short, call):
    with pytest.raises(TooMuchError, match="x.pptx takes more than 1 seconds to make; choose less"):
        make_bounded(call, "x.pptx")
    before = children()
    assert make_bounded(partial(str.upper, "after it"), "x.csv") == b"AFTER IT"
    assert len(children() - before) <= 1


def test_what_takes_too_much_memory_is_stopped(monkeypatch):
    monkeypatch.setenv(LIMITS["export_memory"].setting, "300")
    making._SPARE.stop()  # the next one has the limit
    with pytest.raises(TooMuchError, match="needs more than 300 MB"):
        make_bounded(partial(bytes, 2**30), "x.png")


def test_a_refusal_keeps_its_sentence_and_a_process_makes_one_file_after_the_other():
    make_bounded(partial(str, 1), "x")
    before = children()
    with pytest.raises(ReportError, match="T is no PowerPoint template"):
        make_bounded(partial(open_template, b"", "T"), "x")
    with pytest.raises(SelectionError, match="“from”"):
        unknown: Any = partial(Selection.from_query, "from=x")
        make_bounded(unknown, "x")
    assert make_bounded(partial(str, 2), "x") == b"2" and children() == before


def served(report, monkeypatch, call):
    monkeypatch.setattr(
        export_answers,
        "EXPORTS",
        tuple(
            replace(row, make=lambda *_: call) if row.path == "/timeline.png" else row
            for row in export_answers.EXPORTS
        ),
    )
    return create_app(report).server.test_client()


def test_an_address_that_never_ends_answers_422_and_the_server_goes_on(report, monkeypatch, short):
    client = served(report, monkeypatch, ENDLESS)
    answer = client.get("/timeline.png")
    assert answer.status_code == 422 and "choose less" in answer.text
    assert client.get("/events.csv").status_code == 200


def test_a_workbook_is_made_under_the_limit(report, monkeypatch, short):
    rows = (
        replace(row, make=lambda *_: ENDLESS) if row.path == "/events.xlsx" else row
        for row in export_answers.EXPORTS
    )
    monkeypatch.setattr(export_answers, "EXPORTS", tuple(rows))
    answer = create_app(report).server.test_client().get("/events.xlsx")
    assert answer.status_code == 422 and "xlsx takes more than 1 seconds" in answer.text


def test_where_all_places_are_busy_it_is_503_with_when_to_come_again(report, monkeypatch):
    client = served(report, monkeypatch, partial(bytes, 10))
    free = threading.BoundedSemaphore(1)
    free.acquire()
    monkeypatch.setattr(making._PLACES, "_places", free)
    monkeypatch.setattr(making._PLACES, "_waiting", free)
    answer = client.get("/timeline.png")
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "20" and "wait" in answer.text
    with pytest.raises(BusyError):
        make_bounded(ENDLESS, "x")
    assert client.get("/events.csv").status_code == 200, "data of few rows needs no place"


def test_slides_of_the_command_line_are_under_the_limit_too(report, monkeypatch, short, tmp_path):
    monkeypatch.setattr("components.web.slides.partial", lambda *_, **__: ENDLESS)
    with pytest.raises(TooMuchError, match=r"out\.pptx takes more than 1 seconds"):
        save_slides(View(report, extract_events(report)), tmp_path / "out.pptx")
    assert not (tmp_path / "out.pptx").exists()


_PARENT = """
import itertools, sys
from functools import partial
from components.web import making
started = making.start_module
def start(module):
    process = started(module)
    print(process.pid, flush=True)
    return process
making.start_module = start
print(making.make_bounded(partial(str, "ready"), "x").decode(), flush=True)
making.make_bounded(partial(sum, itertools.count()), "x")
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_process_ends_with_its_parent_in_the_middle_of_its_work(how):
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {LIMITS["export"].setting: "3"},
    )
    assert parent.stdout
    child = psutil.Process(int(parent.stdout.readline()))
    assert parent.stdout.readline() == "ready\n"
    parent.send_signal(how)
    parent.wait()
    parent.stdout.close()
    psutil.wait_procs([child], timeout=60)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_many_rows_of_data_are_written_in_a_process_too(report, monkeypatch):
    client, asked = create_app(report).server.test_client(), []
    monkeypatch.setattr(export_answers, "make_bounded", lambda call, name: asked.append(name) or call())
    client.get("/events.csv")
    monkeypatch.setattr(export_answers, "MOST_HERE", 5)
    client.get("/events.csv")
    assert asked == ["kazakstan-2008.csv"]
