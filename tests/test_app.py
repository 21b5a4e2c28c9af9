import io
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from app import create_app
from components.draw.placement import MOST_DOWN, MOST_MARKS
from data import load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def test_the_view_answers_what_the_page_draws(client):
    now = client.get("/drawing?theme=Background&width=1100&event=none").json
    assert now["summary"] == "2 of 11 events" and now["more"] == ": theme is Background"
    assert now["counts"]["Freedom of religion"] == 2 and now["details"] is None and not now["table"]
    marks = next(trace for trace in now["figure"]["data"] if trace["name"] == "events")
    assert (
        now["count"] == len(marks["customdata"]) == 2
        and [about[3] for about in marks["customdata"]] == ["Background"] * 2
    )


def test_a_dropped_report_becomes_a_page(client, monkeypatch, tmp_path):
    monkeypatch.setattr("components.web.library.user_cache_path", lambda name: tmp_path)
    text = "Justice\n\nIn March 2012, the mayor of the capital resigned. On 12 May 2012, a strike began.\n"
    told = client.post("/open", data={"file": (io.BytesIO(text.encode()), "my-report.txt")}).json
    assert len(client.get("/events.json?report=" + told["report"]).json) == 2
    refused = client.post("/open", data={"file": (io.BytesIO(b"%PDF-1.7 cut"), "cut.pdf")})
    assert refused.status_code == 422 and refused.json["error"].startswith(
        "cut.pdf is a PDF that cannot be read"
    )


def test_everything_the_page_loads_is_compressed_and_kept(client):
    with client.get("/fonts/sans-regular.ttf", headers={"Accept-Encoding": "br"}) as answer:
        headers = answer.headers
    assert headers["Content-Encoding"] == "br" and "immutable" in headers["Cache-Control"]


def test_two_apps_in_one_process(report):
    assert create_app(report) is not create_app(report)


def run(*arguments):
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_table_command_prints_csv():
    done = run("-m", "data", "data/kazakstan-2008.txt")
    assert done.returncode == 0 and done.stdout.startswith("id,date,") and not done.stderr


def test_commands_say_one_sentence_and_exit_2(tmp_path):
    undated = tmp_path / "undated.txt"
    undated.write_text("Nothing is dated here.")
    for arguments in (
        ("-m", "data", "none.txt"),
        ("-m", "data", str(undated)),
        ("-m", "data", str(undated), "--year", "2012"),
        ("app.py", "none.txt"),
    ):
        done = run(*arguments)
        assert done.returncode == 2 and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_a_port_in_use_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("app.py", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2 and "in use" in done.stderr


@pytest.mark.parametrize(("count", "themes"), [(MOST_DOWN, 8), (MOST_MARKS, 8), (5000, 40)])
def test_an_answer_is_bounded_by_the_chart_not_by_the_events(tmp_path, count, themes):
    days = pd.date_range("2010-01-01", periods=count, freq="7h").strftime("%Y-%m-%d")
    events = pd.DataFrame(
        {
            "date": days,
            "theme": [f"A theme with a name, number {i % themes}" for i in range(count)],
            "headline": [
                f"{i} Court in Shimkent sentences men to long terms of imprisonment"[:70]
                for i in range(count)
            ],
            "actors": [f"the court number {i % 90}; National Security Service" for i in range(count)],
        }
    )
    events.to_csv(tmp_path / "e.csv", index=False)
    many = create_app(*load(tmp_path / "e.csv")).server.test_client()
    for width in (320, 1120, 3200):
        assert len(many.get(f"/drawing?width={width}").data) < 40_000
