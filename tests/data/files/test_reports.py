import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import read_report
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
