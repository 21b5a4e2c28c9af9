import pytest

from data import Axis, load
from data.selection.axis import DAY, MONTH, MOST_DAYS

MONTHS = Axis(MONTH, ("2008-01", "2008-02", "2008-03", "2008-04"))


@pytest.mark.parametrize(
    ("first", "last", "unit", "columns"),
    [
        ("", "", MONTH, MONTHS.columns),
        ("2008-02", "2008-03", MONTH, ("2008-02", "2008-03")),
        ("2008-02-10", "2008-03", MONTH, ("2008-02", "2008-03")),
        ("2008-02-28", "2008-03-01", DAY, ("2008-02-28", "2008-02-29", "2008-03-01")),
        ("2008-02-29", "2008-02-29", DAY, ("2008-02-29",)),
        ("2008-01-05", "2008-04-28", MONTH, MONTHS.columns),
        ("2009-05", "", MONTH, ()),
    ],
)
def test_the_columns_are_days_where_few_are_asked_for(first, last, unit, columns):
    assert MONTHS.between(first, last) == Axis(unit, columns)


def test_as_many_days_as_columns_allow():
    assert len(MONTHS.between("2008-01-01", "2008-03-02")) == MOST_DAYS
    assert MONTHS.between("2008-01-01", "2008-03-03").unit is MONTH


def test_every_month_of_the_year_is_a_column(table):
    axis = Axis.of_table(table)
    assert (axis.first, axis.last, len(axis)) == ("2008-01", "2008-11", 11)
    assert axis.in_words() == "January–November 2008"


def test_an_axis_without_columns():
    empty = Axis(MONTH, ())
    assert (empty.first, empty.last, empty.start, empty.in_words()) == ("", "", 0, "")


def test_positions_of_events(table):
    events = table[table["in_year"]]
    february = events[events["date"] == "2008-02"]
    # What is known to the month alone stands in its middle.
    assert set(MONTHS.positions(february)) == {1.5}
    assert set(MONTHS.between("2008-02-01", "2008-03-10").positions(february)) == {14.5}


def test_a_position_is_the_same_for_one_day_and_for_a_table(events_of):
    events = events_of("Work\n\nOn 12 May 2012, a strike began. On 30 June 2012, it ended.\n")
    for axis in (Axis.of_table(events), Axis.of_table(events).between("2012-05-10", "2012-07-01")):
        for position, day in zip(axis.positions(events), events["first_day"], strict=True):
            assert axis.position(day, 0.5) == pytest.approx(position, abs=1e-6)


def test_names_of_columns():
    assert Axis(MONTH, ("2007-11", "2007-12", "2008-01")).names() == ["Nov", "Dec", "Jan 2008"]
    days = MONTHS.between("2008-01-30", "2008-02-03")
    assert days.names() == ["30 Jan", "31", "1 Feb", "2", "3"]
    assert days.names(2) == ["30 Jan", "1 Feb", "3"]


def test_the_axis_goes_from_january_to_the_last_month_of_a_range(tmp_path):
    (tmp_path / "t.csv").write_text("date,title\n2012-02,A\n2012-03/2012-07,B\n2012-05,C\n")
    axis = Axis.of_table(load(tmp_path / "t.csv")[1])
    assert (axis.first, axis.last, len(axis)) == ("2012-01", "2012-07", 7)
    (tmp_path / "t.csv").write_text("date,title\n2011-12/2012-02,A\n2012-05,B\n")
    assert Axis.of_table(load(tmp_path / "t.csv")[1]).first == "2011-12"
