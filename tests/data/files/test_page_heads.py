"""What a printed page repeats beside its number is no heading, no date, and parts no sentence."""

import pytest

from data.files.file import File
from data.files.page_heads import blank_page_heads
from data.files.source import open_source

PAGES = """Miners’ Council
Orlo bulletin, 30 June 2012                                              {a}

Detention

On 5 April 2012 the police of Orlo moved forty miners to the cellar of the school
there. A lawyer was refused entry on 11 April 2012.

Miners’ Council
Orlo bulletin, 30 June 2012                                              {b}

On 2 May 2012 a court ordered the cellar to be closed. The governor of the prison

Miners’ Council
Orlo bulletin, 30 June 2012                                              {c}

complied on 20 May 2012, and the miners went home.
"""


@pytest.mark.parametrize(
    "numbers", [(1, 2, 3), ("Page 7", "Page 8", "Page 9"), ("12 / 40", "13 / 40", "14 / 40")]
)
def test_heads_with_rising_numbers_are_no_headings_and_a_sentence_runs_over_them(numbers):
    text = PAGES.format(**dict(zip("abc", numbers, strict=True)))
    table = open_source(File("brief.txt", text.encode())).read().table
    assert list(zip(table["date"], table["theme"], strict=True)) == [
        ("2012-04-05", "Detention"),
        ("2012-04-11", "Detention"),
        ("2012-05-02", "Detention"),
        ("2012-05-20", "Detention"),
    ]
    assert "Governor of the prison complies" in table["headline"][3]


def test_a_sentence_that_breaks_off_before_its_date_goes_on():
    text = PAGES.format(a=1, b=2, c=3).replace("The governor of the prison\n", "The governor complied on\n")
    text = text.replace("complied on 20 May", "20 May")
    table = open_source(File("brief.txt", text.encode())).read().table
    assert (table["date"][3], table["headline"][3]) == (
        "2012-05-20",
        "Governor complies, and the miners go home",
    )


@pytest.mark.parametrize(
    "text",
    [
        "May  1\n\nShaft closed.\n\nMay  2\n\nMiners march.\n",
        "Week  1\n\nShaft closed.\n\nWeek  2\n\nMiners march.\n",
        "Killings – 2011\n\nMany died.\n\nKillings – 2012\n\nFew died.\n",
        "Miners arrested  3\nMiners arrested  4\n",
        "Miners arrested  3\n\nSo they say.\n\nMiners arrested  40\n",
        "Section 1. Detention\n\nMany.\n\nSection 2. Detention\n\nFew.\n",
    ],
)
def test_headings_and_rows_with_numbers_stay(text):
    assert blank_page_heads(text) == text


def test_offsets_stay():
    text = PAGES.format(a=1, b=2, c=3).replace("\n", "\r\n")
    blank = blank_page_heads(text)
    assert len(blank) == len(text)
    assert all(a == b or b.isspace() for a, b in zip(text, blank, strict=True))


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Council of Miners             Third report, 4 March 2013\n                          {n}/3\n\n", ""),
        ("COUNCIL OF MINERS\nPrinted 04/03/2013 09:12             Page {n} of 3\n\n", ""),
        ("", "\n\n- {n} -\nCOUNCIL OF MINERS, CONFIDENTIAL, 9 JANUARY 2013\n"),
        ("", "\n\nCouncil / Review / 1 Feb 2013 / p. {n}\n\n"),
    ],
)
def test_a_page_has_a_head_or_foot_by_its_edge(head, foot):
    pages = [
        "Shafts\n\nOn 3 May 2012 the owner closed shaft 4.",
        "On 9 June 2012 the miners marched to the palace of the mayor. The mayor received them on",
        "11 June 2012. The shaft was opened on 1 July 2012.",
    ]
    text = "\f".join(head.format(n=n) + page + foot.format(n=n) for n, page in enumerate(pages, 1))
    table = open_source(File("brief-2012.txt", text.encode())).read().table
    assert list(table["date"]) == ["2012-05-03", "2012-06-09", "2012-06-11", "2012-07-01"]
    assert set(table["theme"]) == {"Shafts"}
