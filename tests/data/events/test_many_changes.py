"""Changes of a long log: how often it is replayed, counted and not timed."""

from data.events.changes import describe
from data.events.corrections import Entry, Set, Undo
from data.events.replay import State


def count_steps(monkeypatch, table, corrections) -> int:
    """How many corrections are made while the log is described."""
    steps, apply = [0], State.apply

    def counting(self, correction, seq):
        steps[0] += 1
        return apply(self, correction, seq)

    log = [Entry(seq, correction) for seq, correction in enumerate(corrections, 1)]
    with monkeypatch.context() as patch:
        patch.setattr(State, "apply", counting)
        assert len(describe(log, table)) == len(log)
    return steps[0]


def test_many_undos_in_a_row_replay_nothing(monkeypatch, table):
    edits = [Set(table["id"].iat[i % len(table)], {"headline": f"No. {i}"}) for i in range(1000)]
    one_by_one = [Undo(seq) for seq in range(1, 1001)]
    chained = [Undo(1000 + i) for i in range(300)]
    assert count_steps(monkeypatch, table, edits + one_by_one) == 1000
    assert count_steps(monkeypatch, table, edits + chained) == 1000
    assert count_steps(monkeypatch, table, [*edits, *one_by_one, edits[0]]) == 1001
