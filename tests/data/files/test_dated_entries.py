"""Dated entries: whatever way the date stands beside its words, one entry is one event under its own words."""

import io

import docx
import pytest

from data import extract_events, parse_report
from data.files.answers import Answers, parse_project_answers
from data.files.file import File
from data.files.source import open_source


def told(text: str, name: str = "list.txt", year: int | None = None) -> list[tuple[str, str, str]]:
    table = open_source(File(name, text.encode()), Answers(year=year)).read().table
    return [(str(row.date), str(row.headline), str(row.theme)) for row in table.itertuples()]


SHAPES = {
    "colons": "Mine at Orlo, 2012\n\n3 March 2012: Shaft closed.\n5 April: Miners march to Talin.\n9-11 May 2012: Strike.\n",
    "bullets": "# Mine at Orlo\n\n- **3 March 2012** – Shaft closed\n- **5 April 2012** – Miners march to Talin\n- *9-11 May 2012*: Strike\n",
    "date headings": "# Mine at Orlo\n\n## 3 March 2012\n\nShaft closed.\n\n## 5 April 2012\n\nMiners march to Talin.\n\n## 9-11 May 2012\n\nStrike.\n",
    "dates at the end": "# Mine at Orlo\n\n- Shaft closed (3 March 2012)\n- Miners march to Talin, 5 April 2012\n- Strike [9-11 May 2012]\n",
    "titles with dates": "# Mine at Orlo\n\n## Shaft closed | 2012-03-03\n\nIt was full of water.\n\n## Miners march to Talin (5 April 2012)\n\nThey were many.\n\n## 9-11 May 2012 – Strike\n\nNobody came.\n",
    "days under months": "Mine at Orlo\n\nMARCH 2012\n\n3 – Shaft closed.\n\nAPRIL 2012\n\n5 – Miners march to Talin.\n\nMAY 2012\n\n9-11 – Strike.\n",
    "days under a year": "Mine at Orlo\n\n2012\n\nMarch 3: Shaft closed.\nApril 5: Miners march to Talin.\n9-11 May: Strike.\n",
    "a diary": "Mine at Orlo\n\nSat 3 March 2012\nShaft closed.\n\nThu 5 April 2012\nMiners march to Talin.\n\n9-11 May 2012\nStrike.\n",
    "a log": "[2012-03-03T08:00:00Z] Shaft closed\n[2012-04-05T09:30:00Z] Miners march to Talin\n[2012-05-09/2012-05-11] Strike\n",
    "a table": "# Mine at Orlo\n\n| When | What happened | Source |\n|---|---|---|\n| 3 March 2012 | Shaft closed | A1 |\n| 5.4.2012 | Miners march to Talin | A2 |\n| 9-11 May 2012 | Strike | A3 |\n",
    "numbers": "Mine at Orlo\n\n03/03/2012 Shaft closed\n05/04/2012 Miners march to Talin\n09/05/2012-11/05/2012 Strike\n23/05/2012 End\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_entry_is_an_event_under_its_own_words(shape):
    events = told(SHAPES[shape], "list.md" if "#" in SHAPES[shape] else "list.txt")
    assert [event[:2] for event in events][:3] == [
        ("2012-03-03", "Shaft closed"),
        ("2012-04-05", "Miners march to Talin"),
        ("2012-05-09/2012-05-11", "Strike"),
    ]


def test_years_alone_are_a_list_too():
    assert told("Key dates\n\n1994: Council founded.\n1998-2001: War.\n2003: Peace signed in Talin.\n") == [
        ("1994", "Council founded", "Events"),
        ("1998/2001", "War", "Events"),
        ("2003", "Peace signed in Talin", "Events"),
    ]


def test_the_heading_above_is_the_theme_and_a_span_of_years_is_no_entry():
    text = "# The case\n\n## 1997-1998: Arrests\n\n| Date | Event |\n|---|---|\n| 17.07.1997 | Ana Roe taken |\n| 13.10.1998 | Ana Roe tried |\n"
    assert {theme for _, _, theme in told(text, "case.md")} == {"1997-1998: Arrests"}
    assert len(told(text, "case.md")) == 2


def test_what_follows_an_entry_belongs_to_it_and_its_dates_are_events_where_a_sentence_tells_them():
    text = "- 8 March 2010: Soldiers seal the studio. The permit of May 2009 had ended.\n- 9 March 2010: Staff wait. On 12 March the editor was arrested.\n- 1 April 2010: Studio opened\n  again.\n"
    events = told(text, "list.md")
    assert [event[0] for event in events] == ["2010-03-08", "2010-03-09", "2010-03-12", "2010-04-01"]
    assert events[-1][1] == "Studio opened again"


def test_a_table_of_facts_is_no_chronology():
    text = "# Orlo 2012\n\n| Fact | Value |\n|---|---|\n| Independence | 1 December 1958 |\n| Report date | 31 January 2012 |\n\n## Detention\n\nOn 4 April 2012 police detained nine miners. They were released on 6 April 2012.\n"
    assert [date for date, _, _ in told(text, "facts.md")] == ["2012-04-04", "2012-04-06"]


def test_a_narrative_full_of_dates_stays_one():
    text = "Orlo 2012\n\nOn 3 March 2012 the shaft was closed. On 5 April miners marched.\n\n2012 was a bad year for the miners of Orlo, who had struck in May.\n\nIn June 2012 the owner fled.\n"
    assert parse_report(text).kind == "narrative"
    assert parse_report(SHAPES["colons"]).kind == "entries"
    assert parse_report(SHAPES["colons"], kind="narrative").kind == "narrative"


def test_a_date_that_cannot_be_told_is_listed_with_its_line():
    report = parse_report(
        "Deeds\n\n1/2/2012 Well dug\n3/4/2012 Well filled\n5 May 2012 Well sold\n6 May 2012 Well dug\n7 May 2012 Well full\n"
    )
    assert [(date.line, date.written) for date in report.unread] == [(3, "1/2/2012"), (4, "3/4/2012")]
    assert "month" in report.unread[0].reason


def test_rows_of_word_are_read_in_their_place():
    document = docx.Document()
    document.add_heading("Mine at Orlo", 0)
    document.add_heading("Closures", 1)
    rows = [("Date", "Event"), ("3 March 2012", "Shaft closed"), ("5 April 2012", "Miners march")]
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    raw = io.BytesIO()
    document.save(raw)
    events = open_source(File("list.docx", raw.getvalue())).read().table
    assert list(zip(events["date"], events["headline"], events["theme"], strict=True)) == [
        ("2012-03-03", "Shaft closed", "Closures"),
        ("2012-04-05", "Miners march", "Closures"),
    ]


@pytest.mark.parametrize(
    ("rows", "merged", "events"),
    [
        (
            [("June 1999", "Doors painted"), ("", "Clerks leave"), ("Night of 2 July 1999", "Lights out")],
            [((0, 0), (1, 0))],
            [("1999-06", "Doors painted"), ("1999-06", "Clerks leave"), ("1999-07-02", "Lights out")],
        ),
        (
            [("1999", ""), ("3 June", "Doors painted"), ("2000", ""), ("4 May", "Lights out")],
            [((0, 0), (0, 1)), ((2, 0), (2, 1))],
            [("1999-06-03", "Doors painted"), ("2000-05-04", "Lights out")],
        ),
        (
            [("3 June 1999", "Doors painted"), ("", "Clerks leave"), ("2 July 1999", "Lights out")],
            [],
            [("1999-06-03", "Doors painted"), ("1999-06-03", "Clerks leave"), ("1999-07-02", "Lights out")],
        ),
    ],
)  # fmt: skip
def test_a_merged_or_empty_cell_of_word_takes_the_date_above(rows, merged, events):
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for first, last in merged:
        table.cell(*first).merge(table.cell(*last))
    raw = io.BytesIO()
    document.save(raw)
    read = open_source(File("list.docx", raw.getvalue())).read().table
    assert list(zip(read["date"], read["headline"], strict=True)) == events


def test_rows_of_a_page_and_times_with_their_dates():
    html = "<html><body><h1>Mine at Orlo</h1><table><tr><th>Date</th><th>Event</th></tr><tr><td>3 March 2012</td><td><p>Shaft closed</p></td></tr></table><ul><li><time datetime='2012-04-05'>Spring</time>: Miners march</li></ul></body></html>"
    assert [event[:2] for event in told(html, "page.html")] == [
        ("2012-03-03", "Shaft closed"),
        ("2012-04-05", "Miners march"),
    ]


def test_a_timeline_of_mermaid_has_an_event_for_each_colon():
    text = "# Mine\n\n```mermaid\ntimeline\n    title Mine\n    section Early\n    2011 : Shaft dug : Owner named\n         : Well dug\n    2012 : Shaft closed\n```\n"
    assert told(text, "list.md") == [
        ("2011", "Shaft dug", "Early"),
        ("2011", "Owner named", "Early"),
        ("2011", "Well dug", "Early"),
        ("2012", "Shaft closed", "Early"),
    ]


def test_what_is_said_of_the_kind_goes_through_the_door_and_into_a_project():
    file = File("list.txt", SHAPES["colons"].encode())
    assert open_source(file).report.kind == "entries"
    said = open_source(file, Answers(kind="narrative"))
    assert said.report.kind == "narrative"
    assert Answers.from_text(said.file.answers).kind == "narrative"
    assert parse_project_answers({"kind": "narrative"}, None).kind == "narrative"
    assert parse_project_answers({"kind": "poem"}, None).kind == ""


def test_a_long_entry_keeps_its_words_in_the_headline_and_has_a_label():
    words = "Miners march to Talin with the owners of the shaft and ask for water, bread and the wages of the winter"
    table = extract_events(parse_report(f"5 April 2012: {words}.\n6 April 2012: Strike.\n", name="list"))
    assert table["headline"][0] == words
    assert table["label"][0].endswith("…") and len(table["label"][0]) <= 70
