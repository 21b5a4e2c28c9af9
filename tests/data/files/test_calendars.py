"""Calendar files and Markwhen: each event is an entry, with its end, its categories and its description."""

import pytest

from data import ReportError
from data.files.file import File
from data.files.source import open_source

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Mine at Orlo
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
SUMMARY:no event
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20120303T220000
DTEND;TZID=Europe/Berlin:20120304T010000
SUMMARY:Shaft closed\\, and nobody
  told
CATEGORIES:Closures,Owners
DESCRIPTION:<b>Police</b> came.\\nNobody left.
LOCATION:Orlo
BEGIN:VALARM
SUMMARY:Wake up
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20120405
DTEND;VALUE=DATE:20120408
SUMMARY;LANGUAGE="en:us":Miners march to Talin
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20120509
DURATION:P3D
SUMMARY:Strike
STATUS:CANCELLED
END:VEVENT
BEGIN:VJOURNAL
DTSTART;VALUE=DATE:20120601
DESCRIPTION:The court opened the case
END:VJOURNAL
BEGIN:VEVENT
DTSTART:soon
SUMMARY:Talks
END:VEVENT
END:VCALENDAR
"""
MARKWHEN = """---
title: Mine at Orlo
#Owners: blue
---
// nothing yet
section Spring
2012-03-03: Shaft closed #Owners
It was full of [water](https://example.org/water).
5 April 2012 - 7 April 2012: Miners march to Talin
endSection
2012-05-09 / 3 days: Strike #Unions
## Courts
06/2012: The court opens the case
"""


def read(name, text):
    reading = open_source(File(name, text.encode())).read()
    rows = reading.table.itertuples()
    return reading.report, [(row.date, row.headline, row.theme) for row in rows], reading.table


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_calendar_has_an_event_for_each_of_its_own(newline):
    report, events, table = read("orlo.ics", CALENDAR.replace("\n", newline))
    assert events == [
        ("2012-03-03", "Shaft closed, and nobody told", "Closures"),
        ("2012-04-05/2012-04-07", "Miners march to Talin", "Events"),
        ("2012-05-09/2012-05-11", "Cancelled: Strike", "Events"),
        ("2012-06-01", "The court opened the case", "Events"),
    ]
    assert "Police came. Nobody left. (Orlo)" in table["text"][0]
    assert "police" in table["actors"][0]
    assert [date.written for date in report.unread] == ["soon"]


def test_a_calendar_is_known_by_its_content():
    assert len(read("orlo.txt", CALENDAR)[1]) == 4


def test_an_event_alone_is_a_calendar_too():
    one = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20120303\nSUMMARY:Shaft closed\nEND:VEVENT\nEND:VCALENDAR\n"
    assert read("orlo.ics", one)[1] == [("2012-03-03", "Shaft closed", "Events")]


@pytest.mark.parametrize(
    "end", ["DTEND:20120301", "DURATION:P99999D\nDURATION:P1D", "DURATION:P1Y", "DTEND:20120230"]
)
def test_an_end_that_is_none_loses_no_event(end):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20120303\n{end}\nSUMMARY:Shaft closed\nEND:VEVENT\nEND:VCALENDAR\n"
    assert str(read("orlo.ics", text)[1][0][0]).startswith("2012-03-03")


def test_a_calendar_without_events_says_so():
    with pytest.raises(ReportError, match="calendar without events"):
        read("orlo.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")


def test_markwhen_has_sections_tags_spans_and_descriptions():
    _, events, table = read("orlo.mw", MARKWHEN)
    assert events == [
        ("2012-03-03", "Shaft closed", "Spring"),
        ("2012-04-05/2012-04-07", "Miners march to Talin", "Spring"),
        ("2012-05-09/2012-05-11", "Strike", "Unions"),
        ("2012-06", "The court opens the case", "Courts"),
    ]
    assert "It was full of water." in table["text"][0]
