"""Events that several reports tell: found by what they share, and as people say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import EventIndex, Selection
from data.events.changes import describe
from data.events.corrected import check_corrections, corrected
from data.events.corrections import CorrectionError, Entry, Same, Undo
from data.events.parsing import parse_correction
from data.events.together import put_together
from data.selection.same_events import differences, find_pairs, find_partners
from tests.examples import few

ANNUAL = """Elbonia, 2012

Arrests

On 3 March 2012, soldiers shot dead seven miners in Karvel. In May 2012, the journalist Ana Roe was arrested in Port Mirel.
In September 2012, the Supreme Court freed Ivo Lund. In October 2012, the parliament of Elbonia adopted a law on the press. In January 2012, farmers blocked the road to Quell.
In February 2012, the ombudsman visited the prison of Tarn. In June 2012, a bomb wounded a judge in Vesk. In July 2012, the
president pardoned ninety prisoners. In August 2012, floods destroyed the bridge of Ost.
"""
MONITOR = """Elbonia Monitor, 2012

The year

In the night of 4 March 2012, troops killed five miners at Karvel. In April 2012, teachers went on strike in Port Mirel.
On 12 May 2012, Ana Roe, who writes for a weekly, was detained in Port Mirel. In November 2012, Ivo Lund left for Freedonia. In
January 2012, nurses demanded higher wages. In June 2012, the army closed a radio station. In July 2012, students occupied
the university. In August 2012, a minister resigned. In December 2012, voters elected a new mayor in Quell.
"""
OTHER = """Freedonia, 2012

Arrests

On 3 March 2012, soldiers shot dead seven miners in Dorne. In September 2012, the Supreme Court freed Mara Quist.
"""


@pytest.fixture(scope="module")
def table(events_of):
    named = (("Elbonia, 2012", ANNUAL), ("Elbonia Monitor, 2012", MONITOR), ("Freedonia, 2012", OTHER))
    return put_together((name, events_of(text)) for name, text in named)


def texts(table, pairs):
    text = dict(zip(table["id"], table["text"], strict=True))
    return {tuple(sorted((text[pair.first][:22], text[pair.second][:22]))) for pair in pairs}


def test_events_that_share_names_and_time_are_one_and_no_others(table):
    assert texts(table, find_pairs(table)) == {
        ("In May 2012, the journ", "On 12 May 2012, Ana Ro"),
        ("In the night of 4 Marc", "On 3 March 2012, soldi"),
    }


def test_the_filter_shows_what_several_reports_tell(table):
    told = EventIndex(table).rows(Selection(told=("several",)))
    assert set(told["id"]) == find_partners(table).keys()
    assert Selection(told=("several",)).in_words() == "told by several reports"


def test_what_differs_is_said_where_both_say_something(table):
    pair = next(
        pair for pair in find_pairs(table) if "miners" in table[table["id"] == pair.first]["text"].iat[0]
    )
    one, other = (table[table["id"] == name].iloc[0] for name in (pair.first, pair.second))
    assert {"date", "count"} <= set(differences(one, other))
    assert differences(one, one) == []


def log_of(*corrections):
    return [Entry(seq, one) for seq, one in enumerate(corrections, 1)]


def test_people_say_what_is_the_same_and_undo_it(table):
    pair = find_pairs(table)[0]
    no = Same((pair.second, pair.first), False)
    assert find_pairs(corrected(table, log_of(no))) == find_pairs(table)[1:]
    assert find_pairs(corrected(table, log_of(no, Undo(1)))) == find_pairs(table)
    alone = [name for name in table["id"] if name not in find_partners(table)][:2]
    yes = Same((alone[0], alone[1]), True)
    assert find_partners(corrected(table, log_of(yes)))[alone[0]] == [alone[1]]
    changes = describe(log_of(no, Same(no.same, True)), table)
    assert [(one.what, one.was, one.now, one.state) for one in changes] == [
        ("told by two reports", "not the same event", "not the same event", "superseded"),
        ("told by two reports", "not the same event", "the same event", "stands"),
    ]


def test_two_events_are_named_and_there(table):
    same = parse_correction({"same": ["a", "b"], "is": True})
    assert same == Same(("a", "b"), True) and parse_correction(same.body) == same
    for wrong in ({"same": ["a"], "is": True}, {"same": ["a", "a"], "is": True}, {"same": "ab", "is": True}):
        with pytest.raises(CorrectionError, match="ids of two events"):
            parse_correction(wrong)
    with pytest.raises(CorrectionError, match="open their reports together"):
        check_corrections([same], table, [])


@settings(max_examples=few(30))
@given(data=st.data())
def test_no_event_has_two_partners_in_one_report_or_one_in_its_own(data, table):
    rows = data.draw(st.lists(st.integers(0, len(table) - 1), unique=True, min_size=2))
    some = table.iloc[sorted(rows)].reset_index(drop=True)
    report = dict(zip(some["id"], some["report"], strict=True))
    for event, partners in find_partners(some).items():
        told_in = [report[event], *(report[one] for one in partners)]
        assert len(set(told_in)) == len(told_in)


def test_one_report_has_no_pairs(events_of):
    assert find_pairs(events_of(ANNUAL)) == []
