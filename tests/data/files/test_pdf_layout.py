"""What a page of a PDF can hold beside paragraphs: tables of dates, turned text, notes, heads of few pages, labels."""

import typst

from data.files.file import File
from data.files.pdf import pdf_blocks
from data.files.source import open_source


def make_pdf(body: str, about: str = "") -> bytes:
    return typst.compile(f"#set page(width: 420pt, height: 595pt{about})\n{body}".encode())


def told(body: str, about: str = "") -> list[tuple[str, str, str]]:
    table = open_source(File("orlo.pdf", make_pdf(body, about))).read().table
    return [(str(row.date), str(row.headline), str(row.theme)) for row in table.itertuples()]


ROWS = [
    (
        "3 March 2012",
        "Shaft closed by its owners after water had come in from the river on the other side of the hill",
    ),
    ("5 April 2012", "Miners march to Talin"),
    (
        "9-11 May 2012",
        "Strike of the three unions, which ends without a word from the ministry of mines in Talin",
    ),
]


def cells(rows, lead=""):
    return lead + ", ".join(f"[{cell}]" for row in rows for cell in row)


def test_a_table_of_dates_has_an_event_a_row_with_its_broken_lines():
    for stroke in ("1pt", "none"):
        table = f"= Mine at Orlo\n#table(columns: (90pt, 150pt), stroke: {stroke}, {cells([('When', 'What happened'), *ROWS])})"
        assert told(table) == [
            ("2012-03-03", ROWS[0][1], "Events"),
            ("2012-04-05", "Miners march to Talin", "Events"),
            ("2012-05-09/2012-05-11", ROWS[2][1], "Events"),
        ]


def test_a_table_without_a_head_and_with_a_third_column():
    rows = [(*ROWS[0], "Owners"), (*ROWS[1], "Miners of the second shaft"), (*ROWS[2], "Unions")]
    found = told(
        f"= Mine at Orlo\n#table(columns: (90pt, 130pt, 60pt), stroke: none, {cells(rows)})\n\nSo far the list."
    )
    assert [event[:2] for event in found] == [
        ("2012-03-03", ROWS[0][1]),
        ("2012-04-05", "Miners march to Talin"),
        ("2012-05-09/2012-05-11", ROWS[2][1]),
    ]


def test_a_date_broken_in_its_cell_is_one():
    rows = [
        ("3 March 2012", "Shaft closed by its owners"),
        ("12 September 2012", "Miners march to Talin and back again"),
    ]
    found = told(f"= Mine at Orlo\n#table(columns: (66pt, 110pt), {cells(rows)})")
    assert [event[0] for event in found] == ["2012-03-03", "2012-09-12"]


def test_numbers_by_year_are_no_table_of_events():
    numbers = [("2010", "345", "12"), ("2011", "400", "9"), ("2012", "410", "8")]
    body = (
        f"= Orlo 2012\nIn May 2012 the miners of Orlo marched to Talin.\n#table(columns: 3, {cells(numbers)})"
    )
    assert [event[:2] for event in told(body)] == [("2012-05", "Miners of Orlo march to Talin")]


def test_turned_text_is_no_part_of_the_heading_above():
    body = "*Mine at Orlo 2012*\n\nStrikes\n\n#rotate(-90deg, reflow: true)[On 3 March 2012 miners closed the shaft.]\n\nOn 5 April 2012 the owners left Talin."
    assert {event[2] for event in told(body)} == {"Strikes"}


def test_numbers_of_notes_are_no_part_of_words():
    body = "= Orlo 2012\nOn 3 March 2012 the council of miners#super[12] closed the shaft.#super[3] On 5 April 2012 the price of CO2 rose in Talin."
    text = " ".join(block.text for block in pdf_blocks("orlo.pdf", make_pdf(body)))
    assert "miners closed the shaft. On 5 April 2012 the price of CO2" in text


def test_heads_and_feet_of_two_pages_are_neither_theme_nor_text():
    about = ", header: [Orlo yearbook 2012], footer: context [Mine Watch #counter(page).display()]"
    body = "= Strikes\nOn 3 March 2012 miners closed the shaft.\n#pagebreak()\nOn 5 April 2012 the owners left Talin."
    assert told(body, about) == [
        ("2012-03-03", "Miners close the shaft", "Strikes"),
        ("2012-04-05", "Owners leave Talin", "Strikes"),
    ]


def test_two_pages_that_begin_with_different_lines_keep_them():
    body = "On 3 March 2012 miners closed the shaft.\n#pagebreak()\nOn 5 April 2012 the owners left Talin."
    assert len(told(body)) == 2


def test_dates_alone_in_the_lines_of_a_column_make_no_table():
    left = "The council met.\\ 30 June 2012\\ The owners came late.\\ September 2012\\ was cold in the town."
    right = "Early in 2012\\ the shaft was closed.\\ In April miners marched.\\ In May they went on\\ strike in all towns of the\\ north, and nobody came."
    body = f"#columns(2)[{left}#colbreak(){right}]"
    assert not any("\t" in block.text for block in pdf_blocks("orlo.pdf", make_pdf(body)))


def test_labels_of_a_chart_and_captions_are_no_themes():
    prose = "Miners of three shafts were on strike for most of the year, and their unions were never heard by anybody in Talin. "
    body = f"""= Strikes
{3 * prose}

#text(size: 7pt)[Arrests by month]

#text(size: 7pt)[North]

On 3 March 2012 miners closed the shaft.

Figure 2: Shafts that were closed

On 5 April 2012 the owners left Talin. {prose}"""
    assert [event[2] for event in told(body)] == ["Strikes", "Strikes"]
