import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from app import create_app

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def test_files_are_the_selection(client, tmp_path):
    answer = client.get("/events.csv?theme=Background")
    (tmp_path / "e.csv").write_bytes(answer.data)
    assert list(pd.read_csv(tmp_path / "e.csv")["theme"]) == ["Background"] * 2
    assert 'filename="kazakstan-2008.csv"' in answer.headers["Content-Disposition"]
    assert len(client.get("/events.json?actor=UNHCR").json) == 1
    assert len(client.get("/events.json").json) == 13
    assert client.get("/healthz").json["events"] == 11


@pytest.mark.parametrize("query", ["theme=Nope", "from=x", "q=" + "x" * 10000])
def test_bad_queries_answer_400_with_a_sentence(client, query):
    answer = client.get("/events.csv?" + query)
    assert answer.status_code == 400 and answer.data.count(b"\n") == 1


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
