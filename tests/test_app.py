import io
import json
import socket
import subprocess
import sys
from pathlib import Path

import orjson
import pandas as pd
import pytest

from app import create_app
from app import main as app_main
from components.draw.placement import MOST_DOWN, MOST_MARKS
from data import load
from data.__main__ import main as print_table
from data.files.answers import Answers
from data.files.books import Book, Entry
from data.files.file import File
from data.files.source import Source
from tests.word import firm_word_template, opened
from tests.workbooks import about, sheets_of

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


def test_everything_the_page_loads_is_compressed_and_kept(client):
    with client.get("/fonts/sans-regular.ttf", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Content-Encoding"] == "br" and "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"] == "font/ttf"


def test_two_apps_in_one_process(report):
    assert create_app(report) is not create_app(report)


def run(*arguments):
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_table_command_prints_csv():
    done = run("-m", "data", "data/kazakstan-2008.txt")
    assert done.returncode == 0 and done.stdout.startswith("id,date,") and not done.stderr


def test_the_table_command_prints_json(capsys):
    assert print_table(["data/kazakstan-2008.txt", "--format", "json"]) == 0
    events = json.loads(capsys.readouterr().out)
    assert len(events) == 13 and events[0]["theme"]


def test_the_table_command_says_how_many_rows_are_left_out(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("date,title\n2012-03,Mayor resigns\nsoon,Strike\n")
    assert print_table([str(tmp_path / "t.csv")]) == 0
    printed = capsys.readouterr()
    assert printed.err == "1 of 2 rows read.\nLine 3: “soon” is no date that can be read.\n"
    assert "Mayor resigns" in printed.out and "Strike" not in printed.out


def test_the_table_command_asks_and_is_answered(tmp_path, capsys):
    file = tmp_path / "t.csv"
    file.write_text("A,B,When\n-,Mayor resigns,03/04/2012\n-,Strike begins,12 May\n")
    assert print_table([str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.err.endswith(
        "“03/04/2012” does not say which number is the month. Say --day-first or --month-first."
        " Say the year with --year, as in --year 2023.\n"
    )
    answers = ["--columns", "headline=B,date=When", "--month-first", "--year", "2012"]
    assert print_table([str(file), *answers]) == 0
    printed = capsys.readouterr()
    kept = "1 column is kept with the events and shown in their details: A.\n"
    assert printed.err == f"2 of 2 rows read.\n{kept}"
    assert list(pd.read_csv(io.StringIO(printed.out))["date"]) == ["2012-03-04", "2012-05-12"]
    for columns in ("headline=C", "what=B", "B"):
        assert print_table([str(file), "--columns", columns]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_the_table_command_writes_a_workbook(capsysbinary):
    assert print_table(["data/kazakstan-2008.txt", "--format", "xlsx"]) == 0
    written = capsysbinary.readouterr().out
    assert len(sheets_of(written)["Events"]) == 14
    assert about(written)["Selection"] == "11 events, and 2 of other years."


def test_the_table_command_writes_a_chronology(capsysbinary, tmp_path):
    asked = ["data/kazakstan-2008.txt", "--format", "docx"]
    template = tmp_path / "firm.dotx"
    template.write_bytes(firm_word_template())
    assert print_table([*asked, "--template", str(template)]) == 0
    document = opened(capsysbinary.readouterr().out)
    assert sum(len(table.rows) - 1 for table in document.tables) == 13
    assert document.sections[0].header.paragraphs[0].text == "Miller & Partners"
    template.write_text("nothing")
    for more, words in (
        (["--template", str(template)], b"firm.dotx is no Word template"),
        (["--template", "none.dotx"], b"no file none.dotx"),
        (["--template", "none.dotx", "--format", "csv"], b"A template is for a chronology"),
    ):
        assert print_table([*asked, *more]) == 2
        printed = capsysbinary.readouterr()
        assert words in printed.err and printed.err.count(b"\n") == 1 and not printed.out


def test_a_terminal_is_shown_no_workbook(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert print_table(["data/kazakstan-2008.txt", "--format", "xlsx"]) == 2
    printed = capsys.readouterr()
    assert "write it to a file, as in > events.xlsx" in printed.err and not printed.out


def test_the_table_command_lists_a_book_and_takes_all_of_it(monkeypatch, capsys):
    text = "Background\n\nIn May, the mayor resigned.\n"
    book = Book("Survey 2013", 2012, (Entry("Chad", 7, text), Entry("Fiji", 9, text)))
    source = Source("survey.pdf", File("survey.pdf", b""), Answers(), book=book)
    monkeypatch.setattr("data.__main__.open_source", lambda path, said, progress: source)
    assert print_table(["README.md", "--list"]) == 0
    assert capsys.readouterr().out == "Chad\t7\nFiji\t9\n"
    assert print_table(["README.md", "--all", "--workers", "1"]) == 0
    assert list(pd.read_csv(io.StringIO(capsys.readouterr().out))["report"]) == ["Chad", "Fiji"]


def test_the_app_command_says_one_sentence_and_exits_with_2():
    done = run("app.py", "none.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "There is no file none.txt; check the name and the folder.\n"


@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        (print_table, ["none.txt"], "There is no file none.txt"),
        (print_table, ["none.txt", "--list"], "There is no file none.txt"),
        (print_table, ["undated.txt"], "say it with --year, as in --year 2008"),
        (print_table, ["undated.txt", "--year", "2012"], "No date was found in the report"),
        (print_table, ["undated.txt", "--all"], "is no book of entries"),
        (print_table, ["undated.txt", "--year", "2012", "--entry", "x"], "Leave out --entry"),
        (app_main, ["none.txt"], "There is no file none.txt"),
        (app_main, ["undated.txt"], "say it with --year, as in --year 2008"),
        (app_main, ["undated.txt", "none.txt"], "There is no file none.txt"),
        (app_main, ["a.txt", "b.txt", "--entry", "x"], "name that book alone"),
        (app_main, ["."], "--year 2008"),
        (app_main, ["--port", "0"], "0 is no port"),
        (app_main, ["--host", "192.0.2.1"], "192.0.2.1 is no address of this machine"),
    ],
)
def test_commands_say_one_sentence_and_give_2(command, arguments, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "undated.txt").write_text("Nothing is dated here.")
    assert command(arguments) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err and printed.err.count("\n") == 1 and not printed.out


def test_a_port_in_use_is_said(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert app_main(["--port", str(port)]) == 2
    assert f"Port {port} is in use" in capsys.readouterr().err


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
        drawn = many.get(f"/drawing?width={width}").json
        lists = {name: drawn.pop(name) for name in ("sides", "acts", "places", "told")}
        assert len(orjson.dumps(drawn)) < 40_000 and len(orjson.dumps(lists)) < 4_000
