"""Reports that people open: taken in within a second, read elsewhere, and gone when forgotten."""

import io
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app import create_app
from components.library import readers
from components.web import uploads
from data.files.load import read
from data.files.packing import pack

TEXT = b"Justice\n\nIn March 2012, the mayor of the capital resigned. On 12 May 2012, a strike began.\n"


@pytest.fixture
def client(report):
    return create_app(report).server.test_client()


def send(client, content=TEXT, name="my-report.txt"):
    return client.post("/open", data={"file": (io.BytesIO(content), name)})


def finish(client, answer):
    """The last state of what was sent."""
    state, until = None, time.monotonic() + 60
    while time.monotonic() < until:
        state = client.get(f"/reading/{answer.json['report']}").json
        if state["state"] not in ("waiting", "reading"):
            return state
        threading.Event().wait(0.05)
    raise AssertionError(f"still {state}")


def test_an_opened_report_is_read_shown_and_forgotten(client):
    answer = send(client)
    assert answer.status_code in (200, 202)
    key = answer.json["report"]
    assert finish(client, answer)["state"] == "ready"
    assert len(client.get(f"/events.json?report={key}").json) == 2
    assert client.get(f"/drawing?report={key}").json["count"] == 2
    assert client.delete(f"/reports/{key}").status_code == 200
    for path in (f"/drawing?report={key}", f"/events.json?report={key}"):
        assert client.get(path).status_code == 400
    assert client.get(f"/reading/{key}").status_code == client.delete(f"/reports/{key}").status_code == 404


def test_what_is_opened_is_in_no_search_engine_and_its_card_gives_no_key_to_edit_away(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    answer = send(client)
    assert finish(client, answer)["state"] == "ready"
    key = answer.json["report"]
    links = client.get(f"/links?report={key}").json
    tags = re.findall(r'<meta [^>]*content="[^"]*">', client.get(f"/?report={key}").text)
    assert '<meta name="robots" content="noindex">' in tags
    assert links["edit"] == key and key not in "".join(tags)
    assert sum(links["read"] in tag for tag in tags) == 2, "the picture's address and the page's"


def test_the_same_content_again_is_another_report(client):
    first, second = send(client), send(client, name="other.txt")
    assert first.json["report"] != second.json["report"]
    assert finish(client, first)["state"] == finish(client, second)["state"] == "ready"
    titles = [
        client.get(f"/drawing?report={answer.json['report']}").json["title"] for answer in (first, second)
    ]
    assert [title.split(",")[0] for title in titles] == ["My Report", "Other"]
    client.delete(f"/reports/{first.json['report']}")
    assert client.get(f"/events.json?report={second.json['report']}").status_code == 200


def test_eight_people_drop_the_same_file_at_once(report, monkeypatch):
    # Read here and now: that many processes would take long, and are not what is tried.
    monkeypatch.setattr(readers, "read_packed", lambda name, raw, year, **_: pack(read(name, raw, year)))
    server = create_app(report).server
    together = threading.Barrier(8)

    def drop(number: int) -> tuple[str, int]:
        client = server.test_client()
        together.wait(20)
        answer = send(client)
        assert finish(client, answer)["state"] == "ready"
        key = answer.json["report"]
        count = len(client.get(f"/events.json?report={key}").json)
        if number % 2:
            assert client.delete(f"/reports/{key}").status_code == 200
        return key, count

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(drop, range(8)))
    keys = [key for key, _ in found]
    assert [count for _, count in found] == [2] * 8 and len(set(keys)) == 8
    after = [server.test_client().get(f"/events.json?report={key}").status_code for key in keys]
    assert after == [200, 400] * 4


def test_a_long_reading_is_answered_before_it_is_done(client, monkeypatch):
    may_end, read_packed = threading.Event(), readers.read_packed
    monkeypatch.setattr(
        readers, "read_packed", lambda *given, **more: may_end.wait(60) and read_packed(*given, **more)
    )
    answer = send(client)
    assert answer.status_code == 202 and not may_end.is_set()
    may_end.set()
    assert finish(client, answer)["state"] == "ready"


def test_who_comes_when_others_wait_is_answered_without_waiting(client, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 60)
    monkeypatch.setattr(uploads, "_WAITING", threading.Semaphore(0))
    answer = send(client)
    assert answer.status_code == 202
    assert finish(client, answer)["state"] == "ready"


def test_a_reading_that_is_broken_is_said(client, monkeypatch):
    monkeypatch.setattr(readers, "read_packed", lambda *_, **__: b'{"report": 1}')
    answer = send(client)
    assert finish(client, answer)["state"] == "ready"
    shown = client.get(f"/events.json?report={answer.json['report']}")
    assert shown.status_code == 400 and "open it again" in shown.text


def test_pasted_text_is_a_report_and_may_name_its_year(client):
    answer = client.post("/open", data={"text": "In March, the mayor resigned. " * 30, "year": "2011"})
    assert finish(client, answer)["state"] == "ready"
    assert client.get(f"/events.json?report={answer.json['report']}").json[0]["date"] == "2011-03"


def test_a_table_without_doubt_says_how_many_rows_were_read(client):
    answer = send(client, b"date,title\n2012-03,Mayor resigns\n2012-05,Strike begins\n", "t.csv")
    state = finish(client, answer)
    assert state["said"] == "2 of 2 rows read." and state["rows"]["sure"]


def test_a_table_in_doubt_asks_and_is_read_anew_with_answers(client):
    table = b"A;B;When\n-;Mayor resigns;03/04/2012\n-;Strike begins;12 May\n-;Nothing;soon\n"
    key = send(client, table, "t.csv").json["report"]
    state = finish(client, type("Answer", (), {"json": {"report": key}}))
    rows = state["rows"]
    assert state["state"] == "ready" and state["said"] == "0 of 3 rows read." and not rows["sure"]
    assert (rows["asks_order"], rows["asks_year"]) == (["03/04/2012"], ["12 May"])
    assert [row["line"] for row in rows["unread"]] == [2, 3, 4]
    refused = client.get(f"/events.json?report={key}")
    assert refused.status_code == 400 and "which number is the month" in refused.get_data(as_text=True)
    assert client.get(f"/_dash-layout?report={key}").status_code == 200
    answers = {"columns": '{"headline": "B", "date": "When"}', "order": "month", "year": "2012"}
    again = client.post("/open", data={"file": (io.BytesIO(table), "t.csv"), **answers})
    state = finish(client, again)
    assert state["said"] == "2 of 3 rows read." and state["rows"]["asks_order"] == []
    events = client.get(f"/events.json?report={again.json['report']}").json
    assert [(event["date"], event["headline"]) for event in events] == [
        ("2012-03-04", "Mayor resigns"),
        ("2012-05-12", "Strike begins"),
    ]


@pytest.mark.parametrize(
    "answers",
    [{"columns": "["}, {"columns": '{"nope": "A"}'}, {"order": "first"}, {"year": "12"}, {"year": "٢٠١٢"}],
)
def test_answers_that_are_none_are_refused(client, answers):
    answer = client.post("/open", data={"text": "date,title\n2012,A\n", **answers})
    assert answer.status_code == 422 and answer.json["error"].endswith(".")


def test_what_cannot_be_read_is_said_once_and_not_kept(client):
    answer = send(client, b"%PDF-1.7 cut", "cut.pdf")
    if answer.status_code == 202:
        sentence = finish(client, answer)["said"]
        assert client.get(f"/reading/{answer.json['report']}").status_code == 404
    else:
        assert answer.status_code == 422
        sentence = answer.json["error"]
    assert sentence.startswith("cut.pdf is a PDF that cannot be read")


def test_forgetting_stops_the_reading(client, monkeypatch):
    started, stopped = threading.Event(), threading.Event()

    def read(name, raw, year, progress, cancelled, answers):
        progress(3, 40)
        started.set()
        if cancelled.wait(20):
            stopped.set()
        raise readers.CancelledError("Stopped.")

    monkeypatch.setattr(readers, "read_packed", read)
    answer = send(client)
    assert answer.status_code == 202 and started.wait(10)
    until = time.monotonic() + 10
    while (state := client.get(answer.json["state"]).json)["done"] != 3:
        assert time.monotonic() < until
        threading.Event().wait(0.05)
    assert state["state"] == "reading" and state["said"] == "Page 3 of 40."
    client.delete(f"/reports/{answer.json['report']}")
    assert stopped.wait(10)


def test_no_more_are_read_at_once_than_there_are_cores(monkeypatch, tmp_path):
    # The places are shared, and another test's file may still be read.
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(readers, "cores", lambda: 1)
    with readers.hold_core() as first, readers.hold_core() as second:
        assert first and not second
    with readers.hold_core() as again:
        assert again


def test_a_link_that_reads_forgets_nothing(client, data_folder):
    from data.store import open_store

    answer = send(client)
    finish(client, answer)
    store = open_store()
    access = store.find(answer.json["report"])
    assert access is not None
    read = store.links(access.report_id)["read"]
    assert client.get(f"/events.json?report={read}").status_code == 200
    assert client.delete(f"/reports/{read}").status_code == 403
    assert client.get(f"/reading/{answer.json['report']}").json["state"] == "ready"


def test_a_server_may_open_nothing(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_UPLOADS", "off")
    answer = send(client)
    assert answer.status_code == 403 and answer.json["error"].count(".") == 1
    assert "Open…" not in client.get("/_dash-layout").get_data(as_text=True)


def test_a_file_over_the_limit(report, monkeypatch):
    monkeypatch.setenv("YEARLINE_UPLOAD_MB", "1")
    client = create_app(report).server.test_client()
    answer = client.post(
        "/open", data=b"x" * (1 << 21), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413 and "larger than 1 MB" in answer.json["error"]


def test_a_folder_that_cannot_be_written(report, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "file" / "below"))
    client = create_app(report).server.test_client()
    answer = send(client)
    assert answer.status_code == 503 and "check its rights" in answer.json["error"]
    assert client.get("/healthz").status_code == client.get("/").status_code == 200
    assert client.get("/readyz").status_code == 503
