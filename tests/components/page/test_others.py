"""The other columns of a table in the details of its events, each by its name."""

from components.page.details import render_event
from components.page.markup import to_html
from data.files.load import read

ROWS = b"date,title,Source,Weather\n2011-03-14,Harbour closed,Vale Herald <1>,\n2011-03-15,Harbour open,,\n"


def test_the_details_list_what_the_table_says_besides():
    reading = read("t.csv", ROWS)
    first, second = (
        "".join(
            to_html(part, {})
            for part in render_event(reading.table.iloc[row], reading.report, ["Events"], 1, 2)
        )
        for row in (0, 1)
    )
    assert "1 more column of the table" in first and "Source" in first and "Vale Herald &lt;1&gt;" in first
    assert "Weather" not in first and "of the table" not in second
