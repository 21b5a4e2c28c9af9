from data.events.changes import describe
from data.events.corrected import corrected
from data.events.corrections import Entry, Star, Undo
from data.events.parsing import parse_correction
from data.events.writers import to_csv


def test_a_star_is_a_correction_of_its_event_alone_and_can_be_taken_back(table):
    first, second = table["id"].iloc[2], table["id"].iloc[3]
    log = [Entry(1, parse_correction({"event": first, "star": True})), Entry(2, Star(second, True))]
    assert log[0].correction.body == {"event": first, "star": True}
    starred = corrected(table, log)
    assert list(starred["id"][starred["starred"]]) == [first, second]
    assert not table["starred"].any() and not starred["corrected"].map(len).any()
    assert not corrected(table, [*log, Entry(3, Undo(1)), Entry(4, Star(second, False))])["starred"].any()
    said = describe([*log, Entry(3, Star(second, False))], table)
    assert [(change.what, change.was, change.now, change.state) for change in said] == [
        ("star", "not starred", "starred", "stands"),
        ("star", "not starred", "starred", "superseded"),
        ("star", "starred", "not starred", "stands"),
    ]
    assert to_csv(starred).splitlines()[0].endswith("reviewed,starred,note,place,evidence,as_read")
