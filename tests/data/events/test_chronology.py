"""The chronology in Word: a table under headings, each event quoted in a footnote, as Word accepts it and Yearline reads it."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from data import Report, chronology_docx
from data.events.chronology.rows import make_parts
from data.events.corrected import corrected
from data.events.corrections import Add, Entry, Set
from data.events.table import as_table
from data.files.file import File
from data.files.source import open_source
from data.files.word_template import clean_word_template
from tests.packages import check_package, rewrite
from tests.word import W, firm_word_template, footnotes, opened

HEADS = ["Date", "What happened", "Who did it", "To whom", "Where"]
SURVEY = Report("", 2012, "Freedonia", "", "Survey 2013")


def event(number: int, date: str = "2012-03-12", day: str = "2012-03-12", **more) -> dict:
    words = f"Event {number} happens"
    precision = {4: "year", 7: "month"}.get(len(date), "day")
    known = {"id": f"{number:08}", "date": date, "first_day": day, "last_day": day, "precision": precision}
    known |= {"in_year": True, "theme": "Justice", "actors": [], "headline": words, "text": f"{words}."}
    return known | {"start": number, "end": number + 1, "page": "191", "pdf_page": 193} | more


def tabled(*events: dict) -> pd.DataFrame:
    return as_table(pd.DataFrame(events), list(dict.fromkeys(each["theme"] for each in events)))


def cells_of(content: bytes) -> list[list[list[str]]]:
    """The texts of the cells of each table."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(content).tables]


def headings_of(content: bytes) -> list[tuple[str, str]]:
    found = [(part.style.name, part.text) for part in opened(content).paragraphs]
    return [(name, text) for name, text in found if name.startswith("Heading")]


@pytest.fixture(scope="module")
def made(report, table) -> bytes:
    return chronology_docx(table, report, "11 of 11 events, and 2 of other years.")


def test_word_accepts_it(made, report, table):
    check_package(made, "docx")
    check_package(chronology_docx(table[:0], report), "docx")
    nasty = [
        event(1, headline="<b>&\x0b\ud800 =1 ]]>", text="“a” <i> \x07"),
        event(2, text="", headline="x" * 240),
    ]
    check_package(chronology_docx(tabled(*nasty), SURVEY, "“&”", "Not read yet: <South>."), "docx")
    check_package(chronology_docx(tabled(event(1, headline="قال الرئيس", where=["بغداد"])), SURVEY), "docx")


def test_each_event_is_a_row_and_each_row_has_its_footnote(made, table):
    rows = [row for part in cells_of(made) for row in part]
    assert rows[0] == HEADS and sum(row == HEADS for row in rows) == len(cells_of(made))
    events = [row for row in rows if row != HEADS]
    assert [row[1] for row in events] == list(table["headline"])
    notes = footnotes(made)
    references = [int(mark.get(f"{W}id")) for mark in opened(made).element.iter(f"{W}footnoteReference")]
    assert references == list(notes) == list(range(1, len(table) + 1))
    for text, note in zip(table["text"], notes.values(), strict=True):
        assert (
            note.startswith(f"“{' '.join(text.split())}”")
            and "Amnesty International Report 2009, Kazakstan, “" in note
        )


def test_years_are_headings_and_so_are_months_of_many_events():
    assert headings_of(chronology_docx(tabled(event(1, "2011", "2011-01-01"), event(2)), SURVEY)) == [
        ("Heading 1", "2011"),
        ("Heading 1", "2012"),
    ]
    many = [event(n, f"2012-{1 + n % 2:02}", f"2012-{1 + n % 2:02}-01") for n in range(120)]
    many.append(event(500, "2012", "2012-01-01"))
    assert headings_of(chronology_docx(tabled(*many), SURVEY)) == [
        ("Heading 1", "2012"),
        ("Heading 2", "January 2012"),
        ("Heading 2", "February 2012"),
        ("Heading 2", "2012, no month given"),
    ]


def test_headings_by_theme_and_by_report():
    events = tabled(event(1, theme="Prisons"), event(2, theme="Justice"), event(3, theme="Prisons"))
    made = chronology_docx(events, SURVEY, headings="theme")
    assert headings_of(made) == [("Heading 1", "Prisons"), ("Heading 1", "Justice")]
    assert [len(rows) for rows in cells_of(made)] == [3, 2]
    together = events.assign(
        report=pd.Categorical(["North", "South", "North"], ["North", "South"], ordered=True)
    )
    assert headings_of(chronology_docx(together, SURVEY, headings="report"))[1] == ("Heading 1", "South")
    made = chronology_docx(together, SURVEY)
    assert cells_of(made)[0][0][:3] == ["Date", "Report", "What happened"]
    assert footnotes(made)[2].endswith("South, Survey 2013, Freedonia, p. 191.")


def test_what_is_only_said_refused_or_counted_is_said():
    rows = tabled(
        event(1, by=["police"], to=["miners"], count=2000, count_least=True, alleged=True, where=["Orlo"]),
        event(2, count=3, negated=True),
    )
    first, second = cells_of(chronology_docx(rows, SURVEY))[0][1:]
    assert first == [
        "12 March 2012",
        "Event 1 happens (reportedly)",
        "police",
        "miners (at least 2,000)",
        "Orlo",
    ]
    assert second[1:] == ["Event 2 happens (did not happen)", "", "3", ""]


def test_columns_that_hold_nothing_are_left_out_and_names_stand_where_no_claim_does():
    assert cells_of(chronology_docx(tabled(event(1)), SURVEY))[0][0] == ["Date", "What happened"]
    named = chronology_docx(tabled(event(1, actors=["Ana Roe", "UN"])), SURVEY)
    assert cells_of(named)[0] == [
        ["Date", "What happened", "Who"],
        ["12 March 2012", "Event 1 happens", "Ana Roe, UN"],
    ]


def test_the_place_is_a_page_else_a_paragraph(made):
    assert re.search(r"“Background”, paragraph \d+\.$", footnotes(made)[1])
    rows = tabled(event(1), event(2, page=""), event(3, page="", pdf_page=None), event(4, text="", page=""))
    notes = footnotes(chronology_docx(rows, SURVEY))
    assert [note.rpartition("Freedonia")[2] for note in notes.values()] == [
        ", p. 191.", ", page 193 of the PDF.", ", “Justice”.", ".",
    ]  # fmt: skip


def test_a_long_passage_is_cut_and_says_so():
    note = footnotes(chronology_docx(tabled(event(1, text="word " * 1000)), SURVEY))[1]
    assert 1_000 < len(note) < 1_300 and " […]” Survey 2013" in note


def test_what_a_person_changed_is_said(table, report):
    event_id = table["id"][1]
    log = [Entry(1, Set(event_id, {"headline": "By hand"})), Entry(2, Add("Added", "2008-05", "Background"))]
    notes = footnotes(chronology_docx(corrected(table, log, 2008), report))
    assert any("Corrected by hand: headline; as read: " in note for note in notes.values())
    assert any(note.endswith("Added by hand.") for note in notes.values())


def test_the_document_says_its_language_its_title_and_what_its_tables_are(made):
    document = opened(made)
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Kazakstan, 2008: chronology", "Yearline", "en-GB")
    assert [lang.get(f"{W}val") for lang in document.styles.element.iter(f"{W}lang")] == ["en-GB"]
    for table in document.tables:
        assert table._element.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        head, *rows = table._element.iter(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        widths = [int(column.get(f"{W}w")) for column in table._element.iter(f"{W}gridCol")]
        assert sum(widths) == 14_570, "the page's width within its margins"
    names = {style.name for style in document.styles}
    assert {"Title", "Heading 1", "Chronology Cell", "footnote text"} <= names
    assert "PAGE" in document.sections[0].footer._element.xml


def test_what_is_missing_and_where_it_is_from_are_said(table, report):
    made = chronology_docx(
        table, report, "11 of 11 events.", "Not read yet: South.", "https://example.org/?q=x"
    )
    words = [part.text for part in opened(made).paragraphs]
    assert "Not read yet: South." in words and any("https://example.org/?q=x" in line for line in words)
    empty = chronology_docx(table[:0], report, "0 of 11 events.")
    assert "No event matches this selection." in opened(empty).paragraphs[-1].text


def test_yearline_opens_it_as_dated_entries(made, table):
    reading = open_source(File("chronology.docx", made)).read()
    assert reading.report.kind == "entries"
    again = {(row.date, row.headline) for row in reading.table.itertuples()}
    assert again == set(zip(table["date"], table["headline"], strict=True))


def test_it_is_written_in_a_template(table, report):
    template = clean_word_template(firm_word_template(), "firm.dotx")
    made = chronology_docx(table, report, template=template)
    check_package(made, "docx")
    document = opened(made)
    assert "Internal" not in "".join(part.text for part in document.paragraphs)
    assert document.sections[0].header.paragraphs[0].text == "Miller & Partners"
    assert str(document.styles["Heading 1"].font.color.rgb) == "C00000"
    assert (
        sum(int(column.get(f"{W}w")) for column in document.tables[0]._element.iter(f"{W}gridCol")) < 10_000
    )
    assert len(footnotes(made)) == len(table)
    twice = chronology_docx(table, report, template=clean_word_template(made, "chronology.docx"))
    check_package(twice, "docx")
    assert footnotes(twice) == footnotes(made), "notes of a document that serves as a template are gone"


def test_styles_of_a_template_are_found_by_their_names():
    localized = firm_word_template()
    renamed = rewrite(
        localized,
        lambda name, part: (
            part.replace(b'"Heading1"', b'"berschrift1"') if name.endswith("styles.xml") else part
        ),
    )
    made = chronology_docx(tabled(event(1)), SURVEY, template=clean_word_template(renamed, "t.dotx"))
    assert headings_of(made) == [("Heading 1", "2012")]


def test_all_events_are_there_once(table, report):
    for by in ("date", "theme"):
        _, parts = make_parts(table, replace(report, paragraphs=()), by)
        rows = [row.cells["What happened"] for part in parts for row in part.rows]
        assert sorted(rows) == sorted(table["headline"])
