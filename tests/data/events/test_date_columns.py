"""Dates as people type them into tables: each form, and what a column's other values tell."""

import pytest

from data.dates.edtf import days_of, in_words
from data.events.date_columns import find_order, read_date
from data.events.typed_dates import precision_of

# fmt: off
FORMS = {
    "3 March 2009, evening": "2009-03-03",
    "2 May 2011 (about noon)": "2011-05-02",
    "1934, 6 February": "1934-02-06",
    "1983, summer": "1983-22",
    "2010 Nov 3": "2010-11-03",
    "Easter 1951": "1951-03-25",
    "New Year's Eve 1951": "1951-12-31",
    "year 1893": "1893",
    "first of November 2011": "2011-11-01",
    "last week of February 2012": "2012-02-23/2012-02-29",
    "2023-03-12": "2023-03-12", "2023/03/12": "2023-03-12", "2023.03": "2023-03", "20230312": "2023-03-12", "2023-3-5": "2023-03-05",
    "2012,1,26": "2012-01-26", "45123": "2023-07-16", "45123.5": "2023-07-16",
    "12.07.2023": "2023-07-12", "25/03/2023": "2023-03-25", "3/25/23": "2023-03-25", "07/2023": "2023-07", "1/1/2023": "2023-01-01",
    "12.07.2023 - 15.07.2023": "2023-07-12/2023-07-15", "12-15.07.2023": "2023-07-12/2023-07-15", "12. - 15.07.2023": "2023-07-12/2023-07-15",
    "12-15 July 2023": "2023-07-12/2023-07-15", "July 12-15, 2023": "2023-07-12/2023-07-15", "30 June to 2 July 2023": "2023-06-30/2023-07-02",
    "June–August 2023": "2023-06/2023-08", "December - January 2023": "2022-12/2023-01", "Dec 2022 - Jan 2023": "2022-12/2023-01",
    "2023-03-12/2023-03-15": "2023-03-12/2023-03-15", "2019-2021": "2019/2021",
    "Aug-23": "2023-08", "Aug '23": "2023-08", "12-Mar-23": "2023-03-12", "12 Mar 1998": "1998-03-12", "March 12th, 2023": "2023-03-12",
    "early May 2023": "2023-05", "end of July 2023": "2023-07", "Spring 2023": "2023-21", "Fall 2023": "2023-23", "winter 2022/23": "2022-24",
    "Q2 2023": "2023-04/2023-06", "2023 Q3": "2023-07/2023-09", "first half of 2023": "2023-01/2023-06", "2023 H2": "2023-07/2023-12",
    "1990s": "1990/1999", "18th century": "1701/1800", "c. 1950": "1950~", "1850?": "1850?",
    "4 Apr 1901 (?)": "1901-04-04?", "possibly 1903": "1903?", "1903 [?]": "1903?", "the night of 2 July 1999": "1999-07-02",
    "44 BC": "-0043", "15 March 44 BC": "-0043-03-15", "1 BCE": "0000", "AD 476": "0476",
    "2023-03-12T10:00:00Z": "2023-03-12", "12 March 2023, 2pm": "2023-03-12", "25/03/2023 14:30": "2023-03-25",
    "Monday, 12 March 2023": "2023-03-12",
}
NONE = [
    "soon", "unknown", "n.d.", "31/02/2023", "2012-02-30", "2012-13", "99/99/9999", "0000-00-00", "2022-23", "1 May 2023; 3 May 2023",
    "15.12.2023 - 12.12.2023", "29 February 101 BC", "1e308", "week 12 2023", "9" * 500,
]
# fmt: on


@pytest.mark.parametrize(("typed", "edtf"), FORMS.items())
def test_a_form_of_a_date(typed, edtf):
    assert read_date(typed).edtf == edtf
    assert days_of(edtf) and in_words(edtf)


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_date_has_a_reason(typed):
    cell = read_date(typed)
    assert not cell.edtf and cell.reason and not cell.asks and "\n" not in cell.reason


def test_what_lacks_its_year_or_order_asks_for_it():
    assert [read_date(typed).asks for typed in ("12 March", "summer", "12.07.", "03/04/2023")] == [
        "year",
        "year",
        "year",
        "order",
    ]
    assert read_date("12 March", year=2021).edtf == "2021-03-12"
    assert read_date("03/04/2023", "day").edtf == "2023-04-03"
    assert read_date("03/04/2023", "month").edtf == "2023-03-04"
    assert read_date("25/03/2023", "month").edtf == "2023-03-25", "there is no month 25"


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2023", "25/03/2023"], "day"),
        (["03/04/2023", "03/25/2023"], "month"),
        (["03/04/2023", "from 03/04/2023 to 03/25/2023"], "month"),
        (["03/25/2023", "25/03/2023"], ""),
        (["03/04/2023", "05.06.2023"], "day"),
        (["03/04/2023", "05/05/2023", "2023-03-25"], ""),
    ],
)
def test_the_other_values_tell_the_order(values, order):
    assert find_order(values).order == order


def test_a_season_has_its_months_and_words():
    assert days_of("2023-21") == ("2023-03-01", "2023-05-31") and in_words("2023-21") == "Spring 2023"
    assert days_of("2023-24") == ("2023-12-01", "2024-02-29")
    assert [precision_of(edtf) for edtf in ("2023-21", "-0043", "-0043-03", "1950~")] == [
        "range",
        "year",
        "month",
        "year",
    ]
    assert in_words("-0043-03-15") == "15 March 44 BC" and in_words("-0100/-0043") == "101 BC–44 BC"
