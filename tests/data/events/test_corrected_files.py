"""Files of a corrected table say what was corrected and what was read."""

import csv
import io
import json

from components.page.details import render_event
from data import Axis, EventIndex, Report, Selection, datapackage, load, parse_report, to_csv, to_json
from data.events.corrected import corrected
from data.events.corrections import Add, Entry, Hide, RenameActor, Set
from data.events.parsing import parse_correction
from data.events.provenance import describe_corrected

BY_HAND = Add("Mayor resigns", "2008-04-01", "Background")


def correct(table, *corrections):
    return corrected(table, [Entry(seq, correction) for seq, correction in enumerate(corrections, 1)])


def test_each_corrected_event_has_what_was_read_beside_it(table, tmp_path):
    first, second, hidden = table["id"].iloc[:3]
    actor = table["actors"].iloc[1][0]
    changed = correct(
        table,
        Set(first, {"headline": "=A new “headline”", "actors": ("Ana Doe",)}),
        RenameActor(actor, "A new name"),
        Hide(hidden, True),
        BY_HAND,
    )
    rows = list(csv.DictReader(io.StringIO(to_csv(changed))))
    by_id = {row["id"]: row for row in rows}
    assert hidden not in by_id and len(rows) == len(table)
    assert by_id[first]["headline"] == "'=A new “headline”"  # no spreadsheet runs it
    assert json.loads(by_id[first]["as_read"]) == {
        "actors": list(table["actors"].iloc[0]),
        "headline": table["headline"].iloc[0],
    }
    assert json.loads(by_id[second]["as_read"]) == {
        "actors": list(table["actors"].iloc[1]),
        "to": list(table["to"].iloc[1]),
    }
    added = next(row for row in rows if row["headline"] == BY_HAND.headline)
    assert (added["corrected"], added["as_read"]) == ("date; theme; actors; headline", "")
    objects = json.loads(to_json(changed))
    assert [row["as_read"] for row in objects] == [json.loads(row["as_read"] or "{}") for row in rows]
    (tmp_path / "own.csv").write_text(to_csv(changed), "utf-8")
    assert list(load(tmp_path / "own.csv")[1]["headline"]) == list(changed["headline"])


def test_what_was_read_stays_with_the_events_of_a_selection(table):
    first = table[table["in_year"]].iloc[0]
    index = EventIndex(correct(table, Set(first["id"], {"headline": "Another"})))
    [row] = json.loads(to_json(index.rows(Selection(q="another"))))
    assert row["as_read"] == {"headline": first["headline"]}
    assert "as_read" in to_csv(index.rows(Selection(q="nothing of it"))).splitlines()[0]


def test_the_data_package_describes_every_column(table):
    fields = datapackage(table, "a", "A", "A", "", "a.csv")["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == to_csv(table).splitlines()[0].split(",")
    about = {field["name"]: field for field in fields}
    assert about["as_read"]["type"] == "object" and "as the program read" in about["as_read"]["description"]


def test_a_note_says_what_was_corrected():
    assert describe_corrected([], {}) == ""
    assert describe_corrected(["headline"], {"headline": "Old one."}) == (
        "Corrected by hand: headline; as read: Old one."
    )
    assert describe_corrected(["headline", "date"], {"headline": "Old", "date": "2008-03"}) == (
        "Corrected by hand: date, headline; as read: date “March 2008”, headline “Old”."
    )
    assert describe_corrected(["actors"], {"actors": []}).endswith("as read: nobody.")
    assert describe_corrected(["date", "headline"], {}) == "Added by hand."


def test_the_notes_of_a_slide_say_it(report: Report, table):
    from pptx import Presentation

    from components.draw.slides import timeline_deck

    first = table[table["in_year"]].iloc[0]
    changed = correct(table, Set(first["id"], {"headline": "Another"}), BY_HAND)
    index = EventIndex(changed[changed["in_year"]])
    events = index.rows(Selection(theme=("Background",)))
    deck = timeline_deck(events, Axis.of_table(changed), report, Selection(), index.themes)
    frame = Presentation(io.BytesIO(deck)).slides[0].notes_slide.notes_text_frame
    notes = frame.text if frame else ""
    assert f"Corrected by hand: headline; as read: {first['headline']}." in notes
    assert "1 April 2008: Mayor resigns\nAdded by hand." in notes.replace("\v", "\n")


def test_parts_of_a_claim_are_said_in_words(events_of):
    table = events_of("In May 2012, at least 20 soldiers were detained by police in Orlo.")
    fields = {"by": ["gendarmes"], "acts": ["killing"], "count": 4, "negated": True, "where": []}
    entry = Entry(1, parse_correction({"event": table["id"].iat[0], "set": fields}))
    now = corrected(table, [entry])
    event, as_read = now.iloc[0], now.attrs["as_read"][now["id"].iat[0]]
    assert describe_corrected(event["corrected"], as_read) == (
        "Corrected by hand: what happened, who did it, how many, where, did not happen; as read: what happened"
        " “Arrested or detained”, who did it “police”, how many “20”, where “Orlo”, did not happen “no”."
    )
    details = str(
        render_event(
            event, parse_report("x", year=2012), list(table["theme"].unique()), 1, 1, as_read=as_read
        )
    )
    assert "what happened: Arrested or detained; who did it: police; how many: 20; where: Orlo" in details
