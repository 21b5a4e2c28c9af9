import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import read_report
from data.events.extraction import extract_events
from data.files.reports import parse_report
from data.report import ReportError

TEXT = """Summary of the year without a heading.
Background

In March, the mayor resigned.

    “In March, the mayor resigned...”

Rights of workers
Trade unions
    In May, a strike began.
"""


def test_lines_alone_open_sections_and_two_in_a_row_nest():
    report = parse_report(TEXT, year=2012)
    assert [(s.heading, s.level) for s in report.sections] == [
        ("Background", 1),
        ("Rights of workers", 1),
        ("Trade unions", 2),
    ]
    assert [report.text[p.start : p.end] for p in report.paragraphs][-1] == "In May, a strike began."
    assert [(p.theme, p.kind) for p in report.paragraphs] == [
        ("", "text"),
        ("Background", "text"),
        ("Background", "quote"),
        ("Trade unions", "case"),
    ]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "Background\n\nIn March, the court in the capital sentenced the former mayor to three\n"
        "years in prison after a trial that observers had called unfair, and the\nappeal was rejected in May.\n"
    )
    report = parse_report(text, year=2012)
    assert len(report.sections) == 1 and len(report.paragraphs) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00\xd8", "UTF-8"),
        (b"No year is named here.", "give the year"),
        (b"a\x00b", "not a text file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, content, said):
    file = tmp_path / "r.txt"
    file.write_bytes(content)
    with pytest.raises(ReportError, match=said) as error:
        read_report(file)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(ReportError, match="no file"):
        read_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match="folder"):
        read_report(tmp_path)


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_has_a_structure_inside_it(text):
    report = parse_report(text, year=2012)
    for part in (*report.sections, *report.paragraphs):
        assert 0 <= part.start < part.end <= len(text)
        assert report.text[part.start : part.end].strip() == report.text[part.start : part.end]


FACTS = """CASE OF ROE v. ELBONIA

The facts

The applicant was born in 1961. He was arrested on 3 March 1998. On 12 November 1999 a court convicted him. On 14 June 2000 his appeal was dismissed.
In May he was transferred to Tarn.

The law

On 4 April 2002 the applicant complained to the Court. On 8 October 2005 the Court heard the case.
"""


def test_a_judgment_covers_all_its_years_and_a_month_is_of_the_year_told_last():
    report = parse_report(FACTS)
    table = extract_events(report)
    assert report.years == "1998–2005" and list(table[~table["in_year"]]["date"]) == ["1961"]
    assert list(table[table["in_year"]]["date"]) == [
        "1998-03-03",
        "1999-11-12",
        "2000-05",
        "2000-06-14",
        "2002-04-04",
        "2005-10-08",
    ]


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        (FACTS, "roe-2005.txt", None),  # as its name says
        (FACTS, "roe.txt", 2005),  # as somebody said
        (FACTS.replace("1998", "2005").replace("1999", "2005").replace("2000", "2005"), "roe.txt", None),
        (
            re.sub(r"(?<=[a-z]) (1998|1999|2000|2002)", "", FACTS),
            "roe.txt",
            None,
        ),  # the year's months stand alone
    ],
)
def test_a_text_that_covers_a_year_has_that_alone(text, name, year):
    report = parse_report(text, name, year)
    assert (report.year, report.years) == (2005, "")
