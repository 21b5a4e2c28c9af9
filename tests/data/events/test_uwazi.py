"""The CSV for Uwazi's importer, and the HURIDOCS codes of acts."""

import csv
import io

import pandas as pd

from data import extract_events, parse_report
from data.events.uwazi import huridocs_codes, to_uwazi
from data.files.load import read
from data.selection.acts import BY_CODE


def test_every_code_is_of_an_act():
    assert set(huridocs_codes()) <= set(BY_CODE)
    assert all(len(code) == 12 and code.isdecimal() for codes in huridocs_codes().values() for code in codes)


def test_a_row_is_an_entity_with_lists_groups_and_ranges():
    report = parse_report(
        "Prison | Camp\n\nIn March 2012, soldiers killed 20 miners in Salt River.\n", year=2012
    )
    table = extract_events(report)
    text = to_uwazi(table.assign(by=pd.Series([["Army | Navy", "Unit::A"]], dtype=object)))
    assert not text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["Title"] == table["headline"][0] and row["Description"] == table["text"][0]
    assert (row["Date"], row["Number of victims"]) == ("2012/03/01:2012/03/31", "20")
    assert row["Acts"].split("|")[0] == "Against people::Killed"
    assert row["HURIDOCS codes"].split("|")[0] == "010100000000"
    # The signs between labels stand in none of them.
    assert row["Perpetrators"] == "Army / Navy|Unit: A"
    assert row["Places"] == "Salt River"


def test_what_goes_to_uwazi_comes_back():
    table = extract_events(
        parse_report("Prison\n\nIn March 2012, soldiers killed 20 miners in Salt River.\n", year=2012)
    )
    again = read("uwazi.csv", to_uwazi(table).encode()).table
    for column in ("headline", "first_day", "last_day", "by", "to", "count", "where"):
        assert list(again[column]) == list(table[column]), column
