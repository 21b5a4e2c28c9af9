"""Changes of a long log: the same as by replaying it anew for each entry, at a cost that is counted, not timed."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.events.changes import describe
from data.events.corrected import check_corrections
from data.events.corrections import (
    Add,
    CorrectionError,
    Entry,
    Hide,
    Move,
    Note,
    RenameActor,
    RenameTheme,
    RenameTopic,
    Same,
    Set,
    Undo,
    standing,
)
from data.events.history import History
from data.events.replay import State, added_ids
from data.events.undos import find_undo_times

NAMES = st.sampled_from(["A", "B", "C", "D"])


@st.composite
def corrections(draw, ids, themes, topics):
    """A log of anything, undos of undos and of what is not there among it."""
    theme, topic = st.sampled_from([*themes, "A", "B"]), st.sampled_from([*topics, "A", "B"])
    adds = [Add(f"Added {i}", "2008-03-01", draw(theme), (draw(NAMES),)) for i in range(2)]
    event = st.sampled_from(ids)
    kinds = [
        st.builds(lambda e, t: Set(e, {"theme": t}), event, theme),
        st.builds(
            lambda e, a: Set(e, {"actors": tuple(dict.fromkeys(a))}), event, st.lists(NAMES, max_size=2)
        ),
        st.builds(lambda e, h: Set(e, {"headline": h, "date": "2008-05"}), event, NAMES),
        st.builds(Hide, event, st.booleans()),
        st.builds(Note, event, NAMES),
        st.builds(Move, event, st.one_of(event, st.just(""))),
        st.sampled_from(adds),
        st.builds(RenameTheme, theme, theme),
        st.builds(RenameActor, NAMES, NAMES),
        st.builds(RenameTopic, topic, topic),
        st.builds(lambda a, b, on: Same((a, b), on), event, event, st.booleans()),
        st.builds(Undo, st.integers(1, 24)),
        st.builds(Undo, st.integers(1, 24)),
        st.builds(Undo, st.integers(-3, -1)),  # of one of the last
    ]
    drawn = draw(st.lists(st.one_of(kinds), max_size=24))
    return [
        Entry(seq, Undo(seq + c.undo) if isinstance(c, Undo) and c.undo < 0 else c)
        for seq, c in enumerate(drawn, 1)
    ]


def replayed(table, log):
    """The headline and the effects of each entry, each found by replaying all that stood before it."""
    found = []
    for i, entry in enumerate(log):
        if isinstance(entry.correction, Undo):
            continue
        state = State.before(table, log)
        for earlier in standing(log[:i]):
            state.apply(earlier.correction, earlier.seq)
        event = getattr(entry.correction, "event", "") or getattr(entry.correction, "same", [""])[0]
        headline = state.value(event, "headline") if event and state.has_event(event) else ""
        effects = state.apply(entry.correction, entry.seq)
        found.append((entry.seq, getattr(entry.correction, "headline", headline), effects))
    return found


@settings(deadline=None)
@given(data=st.data())
def test_the_walk_says_what_replaying_says(table, data):
    table = table.head(4)
    added = added_ids(
        table, [Entry(1, Add("Added 0", "2008-03-01", "A")), Entry(2, Add("Added 1", "2008-03-01", "A"))]
    )
    ids = [*table["id"][:2], *added.values(), "nowhere"]
    themes, topics = list(table["theme"].cat.categories)[:2], list(table["topic"].cat.categories)[:2]
    log = data.draw(corrections(ids, themes, topics))
    walked = [
        (entry.seq, headline, effects)
        for entry, headline, effects in History(table, log).walk()
        if not isinstance(entry.correction, Undo)
    ]
    assert walked == replayed(table, log)


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), max_size=40))
def test_undos_are_timed_as_if_each_prefix_were_asked(undone):
    """0 is an edit, any other number the undo of that entry."""
    log = [Entry(seq, Undo(n) if n else Note("e", "")) for seq, n in enumerate(undone, 1)]
    times, stood = find_undo_times(log), set()
    for i, entry in enumerate(log, 1):
        if not isinstance(entry.correction, Undo):
            stood.add(entry.seq)
        elif base := times.turned.get(entry.seq):
            stood ^= {base}
        assert stood == {entry.seq for entry in standing(log[:i])}


def count_calls(run) -> int:
    """How many functions are called while `run` runs."""
    calls = [0]

    def note(_frame, event, _arg):
        calls[0] += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls[0]


def edits(table, count):
    return [Set(table["id"].iat[i % len(table)], {"headline": f"No. {i}"}) for i in range(count)]


def renames(table, count):
    """A theme renamed again and again."""
    names = [table["theme"].iat[0], *(f"N{i}" for i in range(count))]
    return [RenameTheme(old, new) for old, new in zip(names, names[1:], strict=False)]


LOGS = {
    "in turn": lambda t, n: [x for i, e in enumerate(edits(t, n)) for x in (e, Undo(2 * i + 1))],
    "in a row": lambda t, n: [*edits(t, n), *(Undo(i) for i in range(1, n + 1))],
    "chained": lambda t, n: [*edits(t, n), *(Undo(n + i) for i in range(n))],
    "chained in turn": lambda t, n: [x for i, e in enumerate(edits(t, n)) for x in (e, Undo(2 * i or 1))],
    "the oldest first": lambda t, n: [
        *edits(t, n),
        *(x for i, e in enumerate(edits(t, n)) for x in (e, Undo(i + 1))),
    ],
    "renamed again": renames,
    "renames in turn": lambda t, n: [x for i in range(n) for x in (renames(t, 1)[0], Undo(2 * i + 1))],
}


@pytest.mark.parametrize("kind", LOGS)
def test_twice_the_changes_take_twice_the_steps(table, kind):
    logs = [[Entry(seq, c) for seq, c in enumerate(LOGS[kind](table, n), 1)] for n in (200, 400)]
    describe(logs[0], table)
    few, many = (count_calls(lambda log=log: describe(log, table)) for log in logs)
    assert many < 2.2 * few


def test_a_thousand_undos_at_once_are_checked_in_one_walk(table):
    log = [Entry(seq, edit) for seq, edit in enumerate(edits(table, 400), 1)]
    few, many = (
        count_calls(lambda n=n: check_corrections([Undo(i) for i in range(1, n + 1)], table, log))
        for n in (200, 400)
    )
    assert many < 2.2 * few
    with pytest.raises(CorrectionError, match="Change 1 is taken back already"):
        check_corrections([Undo(1), Undo(1)], table, log)
    assert len(check_corrections([Undo(1), Undo(401), Undo(1)], table, log)) == 3
