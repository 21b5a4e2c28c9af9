"""Dates that make no event are listed, each with its line and why; none of an event is."""

import pytest

from app import create_app
from data import extract_events, parse_report
from data.__main__ import main
from data.events.undated import find_undated
from data.files.file import File
from data.files.projects import write_project

TEXT = """Justice

In March 2012, police arrested the mayor. Members of the April 6 Youth Movement were there.
By the end of 2012, nobody had been tried. The court had dismissed it (see Roe v. Northland, 27 September 2005, § 16).

In May 2012, a strike began.
"""


@pytest.fixture
def report():
    return parse_report(TEXT, year=2012)


def test_each_date_without_an_event_has_its_line_and_its_reason(report):
    found = find_undated(report, extract_events(report))
    assert [(date.line, date.written, date.reason) for date in found] == [
        (3, "April 6 Youth Movement", "a date in a name"),
        (4, "By the end of 2012", "it says from or until when something was so"),
        (4, "(see Roe v. Northland, 27 September 2005, § 16)", "in a citation"),
    ]


def test_entries_list_what_stands_around_them():
    text = """Orlo, 2012

Printed 1 June 2013

Independence: 9 July 1968

3 March 2012: Shaft closed.

5 April 2012: Miners march.

7 May 2012

Compiled from letters that the widow of a miner found on 4 June 1999 in a drawer:

9 May 2012: Strike.
"""
    report = parse_report(text)
    found = find_undated(report, extract_events(report))
    assert [(date.line, date.written, date.reason) for date in found] == [
        (3, "1 June 2013", "in a list of facts"),
        (5, "9 July 1968", "in a list of facts"),
        (11, "7 May 2012", "no words stand with it"),
        (13, "4 June 1999", "in a list of facts"),
    ]


def test_the_command_and_the_card_say_them(report, tmp_path, capsys):
    file = tmp_path / "zenda-2012.txt"
    file.write_text(TEXT)
    assert main([str(file)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "2 events of 2012, 0 of other years; 3 sentences with a date made no event."
    assert said[1] == "Line 3: April 6 Youth Movement: a date in a name."
    event = extract_events(report)["id"].iloc[0]
    project = tmp_path / "zenda.yearline"
    content = File(file.name, TEXT.encode(), "text/plain", 2012)
    project.write_bytes(write_project(content, [{"seq": 1, "event": event, "hide": True}]))
    assert main([str(project)]) == 0
    hidden = capsys.readouterr().err.splitlines()
    assert hidden[0].startswith("1 event of 2012") and hidden[1:] == said[1:], "what is hidden was read"
    card = create_app(report).server.test_client().get("/about").json
    assert "line 3: April 6 Youth Movement – a date in a name" in card["unread"]
