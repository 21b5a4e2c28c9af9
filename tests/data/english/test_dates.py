from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates.edtf import in_words, interval
from data.english.date.mentions import find_dates


def edtf(sentence, before=None):
    return [mention.edtf for mention in find_dates(sentence, 2012, before)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("In March, he left.", ["2012-03"]),
        ("On 12 March 43-year-old Ana left.", ["2012-03-12"]),
        ("On January 15, 2012, she left.", ["2012-01-15"]),
        ("It may march on in any case.", []),
        ("May Thura was there.", []),
        ("They visited in March and November.", ["2012-03", "2012-11"]),
        ("Between January and June, five fled.", ["2012-01/2012-06"]),
        ("From February to April it rained.", ["2012-02/2012-04"]),
        ("In the first half of the year, prices rose.", ["2012-01/2012-06"]),
        ("He had left in April 2010.", ["2010-04"]),
        ("At the end of 2007 they agreed.", ["2007"]),
        ("On 31 February nothing happened.", []),
        ("In the second week of March 2012, nurses struck.", ["2012-03-08/2012-03-14"]),
        ("In the last week of May, they came back.", ["2012-05-25/2012-05-31"]),
        ("On the first of November 2012 the council resigned.", ["2012-11-01"]),
        ("In the autumn of 2010 the bridge was closed.", ["2010-23"]),
        ("In spring 2012, it was opened.", ["2012-21"]),
        ("At Easter police entered the church.", ["2012-04-08"]),
        ("They left on Good Friday 2012.", ["2012-04-06"]),
        ("They lived on Easter Island.", []),
        ("The 300 people fled 2000 homes.", []),
    ],
)
def test_dates_as_printed(sentence, dates):
    assert edtf(sentence) == dates


@pytest.mark.parametrize(
    ("sentence", "before", "dates"),
    [
        ("Later that month, it closed.", "2012-05", ["2012-05"]),
        ("In the same month, it closed.", "2012-05-03", ["2012-05"]),
        ("The following day, it closed.", "2012-05-31", ["2012-06-01"]),
        ("Twelve days later, it closed.", "2012-05-25", ["2012-06-06"]),
        ("Twelve days later, it closed.", "2012-05", []),
        ("Two months later, it closed.", "2012-11", ["2013-01"]),
        ("Later that month, it closed.", None, []),
        ("A few days later, it closed.", "2012-05-25", []),
    ],
)
def test_relative_dates_count_from_the_sentence_before(sentence, before, dates):
    assert edtf(sentence, before) == dates


def test_intervals_and_words():
    assert interval("2012-02") == (date(2012, 2, 1), date(2012, 2, 29))
    assert interval("2012-03/2012-05") == (date(2012, 3, 1), date(2012, 5, 31))
    assert in_words("2012-03-12") == "12 March 2012"
    assert in_words("2012-03/2012-05") == "March–May 2012"


@given(st.text())
def test_any_text_at_all(text):
    for mention in find_dates(text, 2012, "2012-05-31"):
        first, last = interval(mention.edtf)
        assert first <= last and 0 <= mention.start < mention.end <= len(text)
