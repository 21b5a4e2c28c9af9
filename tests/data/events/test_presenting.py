"""What a person says of an event, and in which order they present: kept and taken back as other corrections are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.events.changes import describe
from data.events.corrected import check_corrections, corrected, places_of, unmatched
from data.events.corrections import CorrectionError, Entry, Hide, Move, Note, Undo
from data.events.parsing import parse_correction, parse_entry
from data.events.writers import datapackage, to_csv


def log_of(*corrections) -> list[Entry]:
    return [Entry(i, correction) for i, correction in enumerate(corrections, 1)]


def order_of(table) -> list[str]:
    return list(table.sort_values("place", kind="stable")["id"])


def test_a_note_is_of_its_event_and_can_be_taken_back(table):
    first = table["id"].iloc[0]
    note = parse_correction({"event": first, "note": " Ask who\n was there. "})
    assert note == Note(first, "Ask who was there.") and note.body["note"] == "Ask who was there."
    noted = corrected(table, log_of(note))
    assert noted["note"].iloc[0] == "Ask who was there." and noted["note"].iloc[1:].eq("").all()
    assert not noted["corrected"].map(len).any(), "what was read stays as it is"
    assert corrected(table, log_of(note, Undo(1)))["note"].eq("").all()
    assert corrected(table, log_of(note, Note(first, "")))["note"].eq("").all()
    assert [(c.what, c.was, c.now, c.state) for c in describe(log_of(note, Note(first, "Else.")), table)] == [
        ("note", "", "Ask who was there.", "superseded"),
        ("note", "Ask who was there.", "Else.", "stands"),
    ]


def test_events_are_presented_before_others_and_are_put_back(table):
    assert corrected(table, [])["place"].eq(0).all()
    a, b, c, *others = table["id"]
    moved = log_of(parse_correction({"event": c, "before": a}), Move(a, ""))
    assert order_of(corrected(table, moved)) == [c, b, *others, a]
    assert list(corrected(table, moved)["id"]) == list(table["id"]), "the table stays in the order of time"
    assert order_of(corrected(table, [*moved, Entry(3, Undo(2))])) == [c, a, b, *others]
    assert corrected(table, [*moved, Entry(3, Undo(2)), Entry(4, Undo(1))])["place"].eq(0).all()
    # What is hidden has no place, and is still where others were put.
    hidden = corrected(table, [*moved, Entry(3, Hide(a, True))])
    assert order_of(hidden) == [c, b, *others] and sorted(hidden["place"]) == [*range(1, len(hidden) + 1)]
    headline = dict(zip(table["id"], table["headline"], strict=True))
    assert [(said.what, said.was, said.now, said.state) for said in describe(moved, table)] == [
        ("order", "by its date", f"before “{headline[a]}”", "stands"),
        ("order", "by its date", "after all others", "stands"),
    ]


def test_both_find_their_event_when_it_is_read_anew(table):
    first, second = table["id"].iloc[0], table["id"].iloc[1]
    checked = check_corrections([Note(first, "Say it."), Move(second, first)], table, [])
    log = [parse_entry(Entry(i, one).to_json()) for i, one in enumerate(checked, 1)]
    anew = table.assign(id=["n" + name if name == second else name for name in table["id"]])
    again = corrected(anew, log)
    assert again["note"].iloc[0] == "Say it." and order_of(again)[:2] == ["n" + second, first]
    lost = table[table["id"] != first]
    assert [entry.seq for entry in unmatched(log, lost)] == [1, 2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "a", "note": 1},
        {"event": "a", "note": "x" * 2001},
        {"event": "a", "before": "a"},
        {"event": "a", "before": None},
        {"event": "a", "before": 3},
        {"event": "a", "before": "b", "note": ""},
    ],
)
def test_what_is_none_is_refused_in_a_sentence(wrong):
    with pytest.raises(CorrectionError):
        parse_correction(wrong)


def test_an_event_that_is_not_there_is_refused(table):
    with pytest.raises(CorrectionError, match="no event"):
        check_corrections([Move(table["id"].iloc[0], "none")], table, [])


IDS = st.sampled_from(["a", "b", "c", "d", "none"])


@given(st.lists(st.tuples(IDS, st.one_of(IDS, st.just("")))))
def test_places_are_those_of_a_list_that_is_put_in_order(moves):
    ids, expected = ["a", "b", "c", "d"], ["a", "b", "c", "d"]
    for event, other in moves:
        if event in expected and event != other and other in [*expected, ""]:
            expected.remove(event)
            expected.insert(expected.index(other) if other else len(expected), event)
    places = places_of(ids, moves)
    assert [event for _, event in sorted(zip(places, ids, strict=True))] == expected


def test_files_have_both(table):
    noted = corrected(table, log_of(Note(table["id"].iloc[0], "=1"), Move(table["id"].iloc[0], "")))
    assert to_csv(noted).splitlines()[0].endswith("starred,note,place,evidence,as_read")
    assert "'=1" in to_csv(noted)
    fields = datapackage(noted, "n", "t", "s", "w", "a")["resources"][0]["schema"]["fields"]
    assert {"name": "place", "type": "integer"}.items() <= next(
        f for f in fields if f["name"] == "place"
    ).items()
