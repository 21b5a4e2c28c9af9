"""Dates that are counted from another one: as exact as it is, with a doubt where it is not certain."""

import pytest

from data import extract_events, parse_report
from data.english.date.mentions import find_dates


@pytest.mark.parametrize(
    ("before", "sentence", "dates"),
    [
        ("2012-05-03", "Two days later, the mayor was freed.", ["2012-05-05"]),
        ("2012-05-03", "A few hours later, miners gathered in the square.", ["2012-05-03"]),
        ("2012-05-03", "Two of them were freed later that day, and one on 15 May.", ["2012-05-03", "2012-05-15"]),
        ("2012-05-31", "The next morning, his house was empty.", ["2012-06-01"]),
        ("2012-05-03", "That evening the army came.", ["2012-05-03"]),
        ("2012-05-03", "On the previous day, the owner had left.", ["2012-05-02"]),
        ("2012-05-03", "A week earlier, the owner had left.", ["2012-04-26~"]),
        ("2012-05-03", "Ten days after the vote the owner left.", ["2012-05-13"]),
        ("2012-05-03", "He was tried the day after his arrest.", ["2012-05-04"]),
        ("2012-05-03", "She complained the next day; two days later, she was held.", ["2012-05-04", "2012-05-06"]),
        ("2012-05-03", "Most were freed a few days later.", []),
        ("2012-05", "They were freed the following day.", ["2012-05"]),
        ("2012-05", "They were freed three weeks later.", []),
        ("2012-05", "Two months later, the mine was closed.", ["2012-07"]),
        ("2012-12-30", "Three days later, the mine was closed.", ["2013-01-02"]),
        ("2012-05-03", "A fortnight after the ruling, the company appealed.", ["2012-05-17~"]),
        ("2012-05-03", "Forty-eight hours later, the mayor was freed.", ["2012-05-05"]),
        ("2012-05-03", "Half an hour later, the mayor was freed.", ["2012-05-03"]),
        ("2012-05-03", "Two weeks into the trial, a juror left.", ["2012-05-17"]),
        ("2012-05-03", "The following Monday, the shaft was closed.", ["2012-05-07"]),
        ("2012-05-03", "On the previous Friday, the shaft had been closed.", ["2012-04-27"]),
        ("2012-05-03", "The mayor was seen in Talin that evening.", ["2012-05-03"]),
        ("2012-05-03", "On that day the shaft was closed.", ["2012-05-03"]),
        ("2012-05-03", "A year later, the shaft was closed.", ["2013-05"]),
        ("2012-05-03", "Minutes later, the shaft fell in.", ["2012-05-03"]),
        ("2012-05-03", "Fifteen years after the death of Ana Roe, the trial went on.", []),
        ("2012-05-03", "Prisoners are told only a few hours before their execution.", []),
        ("2012-05-03", "During the night of 12 to 13 May the shaft was closed.", ["2012-05-12/2012-05-13"]),
        # The date in the sentence is the later one
        (None, "On 9 May, the mayor was held, two days after the mine was closed.", ["2012-05-09", "2012-05-07"]),
        (None, "On 9 May, the mayor was held, a day before the mine was closed.", ["2012-05-09", "2012-05-10"]),
        # What lasts, and what belongs to a printed date
        ("2012-05-03", "He was held for ten days after the vote.", []),
        ("2012-05-03", "They wait for up to two weeks after arrest.", []),
        ("2012-05-03", "None of those killed that day was armed.", []),
        ("2012-05-03", "Homes were burnt four days after their arrest in April 2012.", ["2012-04"]),
        ("2012-05-03", "Two weeks later, on 19 May, the owner left.", ["2012-05-19"]),
        # Nothing to count from
        (None, "Two days later, the mayor was freed.", []),
        ("2012", "The following day, the mayor was freed.", []),
    ],
)  # fmt: skip
def test_counted_dates(before, sentence, dates):
    assert [mention.edtf for mention in find_dates(sentence, 2012, before)] == dates


def doubts(text):
    table = extract_events(parse_report(text, year=2012))
    return dict(zip(table["date"], table["doubt"], strict=True))


def test_a_date_that_is_counted_from_the_sentence_before_is_sure():
    told = doubts(
        "On 3 May, the mayor was arrested in Talin. Two days later, the mayor was freed by a court."
    )
    assert told["2012-05-05"] == ""


@pytest.mark.parametrize(
    ("begins", "dates"),
    [
        ("The following day, the mayor was freed by a court.", ["2012-05-03", "2012-05-04"]),
        ("On the same day, the mayor was freed by a court.", ["2012-05-03", "2012-05-03"]),
        ("Two days later, the mayor was freed by a court.", ["2012-05-03", "2012-05-05"]),
        ("The mayor was freed by a court two days later.", ["2012-05-03"]),
    ],
)
def test_a_paragraph_may_begin_with_a_date_counted_from_the_one_before(begins, dates):
    text = f"Talin\n\nOn 3 May, the mayor was arrested in Talin.\n\n{begins}\n"
    assert list(extract_events(parse_report(text, year=2012))["date"]) == dates


def test_a_look_back_leaves_the_date_that_is_counted_from():
    told = doubts(
        "On 3 May, the mayor was arrested. Two days earlier, he had left Talin. A week later, he was freed."
    )
    assert [date for date in told] == ["2012-05-01", "2012-05-03", "2012-05-10~"]


@pytest.mark.parametrize(
    ("text", "date", "doubt"),
    [
        ("On 3 May, the mayor was arrested. He is a miner. Nobody knew. Two days later, he was freed by a court.", "2012-05-05", "from 3 May 2012"),
        ("In May, the mayor was arrested. The following day, he was freed by a court.", "2012-05", "only a month"),
        ("On 3 May, the mayor was arrested. Four days after the elections, he was freed by a court.", "2012-05-07", "if that is what is meant"),
    ],
)  # fmt: skip
def test_a_date_that_is_not_certain_says_from_what_it_is_counted(text, date, doubt):
    table = extract_events(parse_report(text, year=2012))
    assert table["date"].iloc[-1] == date
    said = str(table["doubt"].iloc[-1])
    assert "date counted" in said and doubt in said
