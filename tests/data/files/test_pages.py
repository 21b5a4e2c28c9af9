"""The page that an event stands on: as it is printed, and counted, through every way a report is opened."""

import pytest

from data import to_csv
from data.events.provenance import describe_page
from data.files.answers import Answers, parse_project_answers
from data.files.file import File
from data.files.packing import pack, unpack
from data.files.page_labels import find_labels
from data.files.pdf import blocks_text, find_pages, pdf_blocks
from data.files.source import open_source
from data.report import Page

HEAD = "<h2>Justice</h2>"
FILL = "<p>Nothing else was reported from the harbour or from the hills around it.</p>" * 6


def sheet(number, *paragraphs):
    """A printed page: its number at the foot."""
    inner = "".join(f"<p>{one}</p>" for one in paragraphs)
    foot = f'<div style="position:absolute;bottom:0">{number}</div>'
    return f'<div style="position:relative;height:900px;break-after:page">{inner}{FILL}{foot}</div>'


@pytest.fixture(scope="module")
def pdf(browser) -> bytes:
    """Three pages that are printed 57 to 59; a paragraph goes on from the second to the third."""
    page = browser.new_page()
    page.set_content(
        HEAD
        + sheet(57, "In March 2012, the mayor of the capital resigned.")
        + sheet(58, "On 12 May 2012, a strike began at the harbour.")
        + sheet(59, "In July 2012, three miners were arrested.", "In August 2012, they were released.")
    )
    raw = page.pdf(prefer_css_page_size=True)
    page.close()
    return raw


def pages_of(table):
    return [(row.page, row.pdf_page) for row in table.itertuples()]


def test_each_event_has_its_page(pdf):
    reading = open_source(File("r.pdf", pdf)).read()
    assert pages_of(reading.table) == [("57", 1), ("58", 2), ("59", 3), ("59", 3)]
    assert pages_of(unpack(pack(reading)).table) == pages_of(reading.table)
    assert unpack(pack(reading)).report.pages == reading.report.pages
    assert ",text,page,pdf_page,start," in to_csv(reading.table).splitlines()[0]


def test_pages_begin_where_they_say(pdf):
    blocks = pdf_blocks("r.pdf", pdf)
    text, pages = blocks_text(blocks), find_pages(blocks)
    assert [page.number for page in pages] == [1, 2, 3]
    assert text[pages[1].start :].startswith("On 12 May 2012") and text[pages[2].start :].startswith(
        "In July"
    )


def test_a_text_with_pages_is_saved_and_opened_with_them():
    text = "In March 2012, the mayor resigned.\n\nIn May 2012, a strike began."
    pages = (Page(0, 81, "55"), Page(36, 82, "56"))
    said = Answers(title="Freedonia", year=2012, pages=pages)
    assert Answers.from_text(said.to_text(), 2012) == said
    file = File("f.txt", text.encode(), year=2012, answers=said.to_text())
    assert pages_of(open_source(file).read().table) == [("55", 81), ("56", 82)]


@pytest.mark.parametrize(
    "given", [3, [[0, 1]], [[0, 1, 3]], [[9, 1, ""], [3, 2, ""]], [["0", 1, ""]], [[-1, 1, ""]], [[0, 0, ""]]]
)
def test_pages_that_are_none_are_left_out(given):
    assert parse_project_answers({"pages": given}, 2012).pages == ()


@pytest.mark.parametrize(
    "edges, labels",
    [
        ([["5"], ["6"], ["7"]], ["5", "6", "7"]),
        ([["Annual report 2011 57"], ["58 Annual report 2011"], ["59"]], ["57", "58", "59"]),
        ([["i"], ["ii"], ["1"], ["2"], ["3"]], ["i", "ii", "1", "2", "3"]),
        ([["1"], ["A picture"], ["3"]], ["1", "2", "3"]),
        ([["2011"], ["2011"], ["2011"]], ["", "", ""]),
        ([["In 2010 there were 7"], ["They were 12"], ["4 of them"]], ["", "", ""]),
        ([["191"]], ["191"]),
        ([["no number"], [""]], ["", ""]),
        ([], []),
    ],
)
def test_printed_numbers_count_where_they_rise_with_the_pages(edges, labels):
    assert find_labels(edges) == labels


def test_a_page_is_cited_in_words():
    assert [describe_page("191", 217), describe_page("", 12), describe_page("", None)] == [
        "p. 191",
        "page 12 of the PDF",
        "",
    ]
