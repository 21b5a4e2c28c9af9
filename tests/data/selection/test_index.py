"""The index columns give what `Selection.apply` says, for any filter."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data import Axis, EventIndex, Selection
from data.selection.filters import FILTERS
from tests.examples import few

TIMES = ["", "2007-01", "2008-01", "2008-05", "2008-02-29", "2008-05-31", "2008-06", "2008-11", "2009-05"]
WORDS = ["", "the", "torture", "nhcr", "ZERO", "no such", "in fe", "asylum-seekers", "İ", "\x00"]


def values_of(row, table):
    """A strategy for the values of one filter; a facet's are those of the table, and one that it does not have."""
    if row.facet is not None:
        known = [*sorted(row.known(table)), "nobody"]
        return st.tuples(st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple))
    if row.name == "months":
        ranges = st.tuples(st.sampled_from(TIMES), st.sampled_from(TIMES))
        return ranges.filter(lambda times: not all(times) or times[0][:7] <= times[1][:7])
    return st.tuples(*(st.sampled_from(WORDS) for _ in row.keys))


@settings(max_examples=few(50))
@given(data=st.data())
def test_the_same_rows_and_counts_as_the_plain_selection(data, table):
    own = table[table["in_year"]]
    index = EventIndex(own)
    asked = {}
    for row in FILTERS:
        asked |= zip(row.fields, data.draw(values_of(row, own)), strict=True)
    selection = Selection(**asked)
    assert list(index.rows(selection)["id"]) == list(selection.apply(own)["id"])
    assert index.count(selection) == len(selection.apply(own))
    for row in FILTERS:
        if row.facet is not None:
            assert index.facet_counts(row.name, selection) == selection.facet_counts(row.name, own)


def test_events_a_month(table):
    own = table[table["in_year"]]
    assert EventIndex(own).month_counts(Selection(), Axis.of_table(table)) == [
        2,
        3,
        1,
        0,
        1,
        1,
        0,
        1,
        0,
        0,
        2,
    ]
    assert (
        sum(
            EventIndex(own).month_counts(
                Selection(theme=("Background",), from_="2008-02"), Axis.of_table(table)
            )
        )
        == 2
    )


def test_the_place_of_an_event_and_its_neighbours(table):
    own = table[table["in_year"]]
    ids, index, february = list(own["id"]), EventIndex(own), Selection(from_="2008-02", to="2008-02")
    assert index.place_of(Selection(), ids[0]) == (1, 11, (ids[10], ids[1]))
    assert index.place_of(Selection(), ids[10]) == (11, 11, (ids[9], ids[0]))
    assert index.place_of(february, ids[3]) == (2, 3, (ids[2], ids[4]))
    assert index.place_of(february, ids[0]) == index.place_of(february, "none") == (0, 3, (ids[4], ids[2]))
    assert index.place_of(Selection(q="no such"), ids[0]) == (0, 0, ("", ""))


def test_in_the_order_of_any_column(table):
    own = table[table["in_year"]]
    index, selection = EventIndex(own), Selection(to="2008-08")
    for column in ("theme", "headline", "actors", "date"):
        for down in (False, True):
            kept = selection.apply(own)
            said = (
                kept["actors"].map("; ".join)
                if column == "actors"
                else kept[column].cat.codes
                if column == "theme"
                else kept[column]
            )
            expected = (
                kept[::-1]
                if (column, down) == ("date", True)
                else kept
                if column == "date"
                else kept.loc[said.sort_values(ascending=not down, kind="stable").index]
            )
            assert list(index.in_order(selection, column, down, 6)["id"]) == list(expected["id"])[:6]
