import json

from data import extract_events, parse_report
from data.events.annotations import annotations_jsonld
from data.events.corrected import corrected
from data.events.corrections import Add, Entry

ADDRESS = "https://example.org/?report=abc"


def test_each_event_is_an_annotation_on_its_place_in_the_report(report, table):
    collection = json.loads(json.dumps(annotations_jsonld(report, table, ADDRESS)))
    every = collection["first"]["items"]
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", len(every))
    items = [item for item in every if item["body"]["type"] == "schema:Event"]
    assert len(items) == len(table)
    for item, row in zip(items, table.itertuples(), strict=True):
        position, quote = item["target"]["selector"]
        assert report.text[position["start"] : position["end"]] == quote["exact"] == row.text
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in report.text
        assert len(quote["suffix"]) == min(32, len(report.text) - row.end)
        assert item["id"] == f"{ADDRESS}&event={row.id}"
        body = item["body"]
        assert (body["type"], body["schema:name"]) == ("schema:Event", row.headline)
        assert body["schema:temporalCoverage"]["@value"] == row.date
        assert body["schema:temporalCoverage"]["@type"].startswith("http://id.loc.gov/datatypes/edtf/")
        assert body["schema:startDate"] == row.first_day.date().isoformat()
        assert [actor["schema:name"] for actor in body["schema:actor"]] == row.actors


def test_an_added_event_without_a_passage_is_about_the_report(report, table):
    added = corrected(table, [Entry(1, Add("Delegates return", "2008-12", "Visits"))])
    items = annotations_jsonld(report, added, "https://example.org/")["first"]["items"]
    assert [item["target"] for item in items if item["body"].get("schema:name") == "Delegates return"] == [
        "https://example.org/"
    ]


def test_each_part_of_a_claim_is_an_annotation_at_its_words():
    text = "Prison\n\nIn March 2012, soldiers arrested 20 miners in Salt River.\n"
    report = parse_report(text, year=2012)
    table = extract_events(report)
    items = annotations_jsonld(report, table, ADDRESS)["first"]["items"]
    event = f"{ADDRESS}&event={table['id'][0]}"
    parts = {item["schema:name"]: item for item in items if item["body"]["type"] == "TextualBody"}
    assert {"acts", "by", "count", "where"} <= set(parts)
    for name, item in parts.items():
        assert (item["id"], item["schema:about"]) == (f"{event}#{name}", f"{event}#event")
        for place in item["target"]:
            position, quote = place["selector"]
            assert report.text[position["start"] : position["end"]] == quote["exact"]
    assert parts["by"]["body"]["value"] == "soldiers" == parts["by"]["target"][0]["selector"][1]["exact"]
    assert parts["acts"]["body"]["value"] == "detention"
    assert parts["acts"]["body"]["schema:termCode"] == ["030101000000", "030102000000"]
    assert parts["count"]["body"]["value"] == "20"
