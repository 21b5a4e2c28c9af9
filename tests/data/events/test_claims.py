"""Each event is a claim: its parts in the table, their words in the text, a person's corrections of them, and files of them."""

import json
from pathlib import Path

import pandas as pd
import pytest

from data import Selection, load, to_csv, to_json
from data.events.corrected import check_corrections, corrected
from data.events.corrections import CorrectionError, Entry
from data.events.parsing import parse_correction
from data.events.table import COLUMNS
from data.events.writers import datapackage
from data.files.answers import Answers
from data.files.file import File
from data.files.packing import pack, unpack
from data.files.source import open_source
from data.report import ReportError

TOLD = """Prison

In March 2012, at least 2,000 miners were reportedly arrested by soldiers in Salt River.
In May 2012, the Northern Farmers Union called on the ministry to release Ana Roe. In June 2012, the authorities
refused to release Ana Roe. In July 2012, rebels raided the camp, killing five soldiers.
"""
ENTRIES = """Mine at Orlo

5 April 2012: Miners march to Talin.
7 April 2012: Arrest of two miners in Salt River.
12 May 2012: It was a quiet day. Police arrested Bob Low. He was held in Talin prison.
13 May 2012: Ana Roe sentenced to five years by a court in Talin.
"""
PARTS = ("acts", "by", "to", "count", "count_least", "where", "alleged", "negated")


def read(text: str, name: str = "list.txt") -> pd.DataFrame:
    return open_source(File(name, text.encode()), Answers(year=2012)).read().table


@pytest.fixture(scope="module")
def told() -> pd.DataFrame:
    return read(TOLD)


@pytest.fixture(scope="module")
def entries() -> pd.DataFrame:
    return read(ENTRIES)


def claims(table: pd.DataFrame) -> list[tuple]:
    plain = table[list(PARTS)].astype(object).where(table[list(PARTS)].notna(), None)
    return list(plain.itertuples(index=False, name=None))


def words(table: pd.DataFrame, part: str) -> list[list[str]]:
    rows = zip(table["text"], table["evidence"], strict=True)
    return [[text[a:b] for a, b in evidence.get(part, [])] for text, evidence in rows]


def test_each_event_has_its_parts(told):
    assert claims(told) == [
        (["detention"], ["soldiers"], ["miners"], 2000, True, ["Salt River"], True, False),
        (["statement"], ["Northern Farmers Union"], ["ministry"], None, False, [], False, False),
        (["release"], ["authorities"], ["Ana Roe"], None, False, [], False, True),
        (["attack", "killing"], ["rebels"], ["soldiers"], 5, False, [], False, False),
    ]
    assert str(told["count"].dtype) == "Int64" and told["alleged"].dtype == bool


def test_each_part_knows_its_words(told):
    assert words(told, "acts") == [["arrested"], ["called on"], ["release"], ["raided", "killing"]]
    assert words(told, "count") == [["2,000"], [], [], ["five"]]
    assert words(told, "alleged")[0] == ["reportedly"] and words(told, "negated")[2] == ["refused"]
    assert words(told, "where")[0] == ["Salt River"]


def test_entries_of_a_chronology_are_claims_of_their_own_words(entries):
    assert [row[:4] + row[5:6] for row in claims(entries)] == [
        (["protest"], ["miners"], [], None, []),
        (["detention"], [], ["miners"], 2, ["Salt River"]),
        (["detention"], ["police"], ["Bob Low"], None, ["Talin prison"]),
        (["judgment"], ["court in Talin"], ["Ana Roe"], None, ["Talin"]),
    ]
    assert words(entries, "to")[2] == ["Bob Low"] and words(entries, "where")[2] == ["Talin prison"]


def test_the_country_that_was_visited_is_the_reports_own():
    told = "In May 2012, delegates of the Northern Farmers Union visited the country.\n"
    table = read(told, "chad-2012.txt")
    assert list(read(told)["to"]) == [[]]
    assert list(table["to"]) == [["Chad"]] and words(table, "to") == [["country"]]


def test_a_promise_and_what_was_forbidden_are_the_act_their_date_belongs_to():
    table = read(
        "Law\n\nThe ministry committed to lifting the fees in May 2012. Bob Low was forbidden from travelling to"
        " Salt River in June 2012. In July 2012, miners Ana Roe, Bob Low and Jon Doe were arrested.\n"
    )
    assert list(table["acts"].str[0]) == ["statement", "restriction", "detention"]
    assert table["to"][2][-3:] == ["Ana Roe", "Bob Low", "Jon Doe"]


def test_who_attacks_with_words_makes_a_statement():
    table = read(
        "Media\n\nIn March 2012, the minister attacked journalists as a threat to the state. In April 2012, the party attacked"
        " the new law. In May 2012, rebels attacked the town of Orlo. In June 2012, gunmen attacked a police station.\n"
    )
    assert list(table["acts"].str[0]) == ["statement", "statement", "attack", "attack"]


def test_words_broken_over_lines_are_found_where_they_are_printed():
    table = read(
        "Prison\n\nIn March 2012, the sol-\ndiers of the Northern\nFarmers Union arrested Ana\nRoe.\n"
    )
    assert words(table, "to") == [["Ana\nRoe"]]


# -- filters


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("act=detention&act=attack", [0, 3]),
        ("act=killing", [3]),
        ("by=soldiers", [0]),
        ("upon=soldiers", [3]),
        ("by=soldiers&upon=ministry", []),
        ("where=Salt+River", [0]),
        ("act=statement&by=Northern+Farmers+Union", [1]),
    ],
)
def test_an_address_filters_by_the_parts(told, query, rows):
    selection = Selection.from_query(query)
    assert list(selection.apply(told).index) == rows
    assert selection.to_query() == query


def test_filters_are_said_in_words(told):
    said = Selection.from_query("act=detention&by=soldiers&upon=miners&where=Salt+River").in_words()
    assert "act is Arrested or detained" in said
    assert "done by soldiers" in said and "done to miners" in said and "in Salt River" in said


def test_counts_of_acts_foresee_the_other_filters(told):
    assert Selection(by=("rebels",)).facet_counts("act", told) == {
        "detention": 0,
        "statement": 0,
        "release": 0,
        "attack": 1,
        "killing": 1,
    }


def test_a_table_of_before_has_no_claims_and_is_filtered_all_the_same(told):
    before = told.drop(columns=[*PARTS, "evidence", "other"])
    assert len(Selection(act=("attack",)).apply(before)) == 0
    assert Selection().facet_counts("upon", before) == {}


# -- corrections


def correct(table: pd.DataFrame, *given: dict) -> pd.DataFrame:
    checked = check_corrections([parse_correction(one, 2012) for one in given], table, [])
    return corrected(table, [Entry(seq, one) for seq, one in enumerate(checked, 1)])


def test_a_person_corrects_every_part(told):
    event = told["id"][0]
    parts = {
        "acts": ["torture", "detention"],
        "by": ["police"],
        "to": [],
        "count": None,
        "where": ["Orlo"],
        "alleged": False,
        "negated": True,
    }
    table = correct(told, {"event": event, "set": parts})
    row = table.set_index("id").loc[event]
    assert {name: row[name] for name in parts if name != "count"} == {
        k: v for k, v in parts.items() if k != "count"
    }
    assert pd.isna(row["count"]) and row["corrected"] == list(parts)
    assert table.attrs["as_read"][event]["count"] == 2000
    assert json.loads(to_json(table))[0]["as_read"]["alleged"] is True
    assert "count" not in correct(told, {"event": told["id"][1], "set": {"count": None}})["corrected"][1]


def test_an_actor_renamed_is_renamed_on_both_sides(told):
    table = correct(told, {"actor": "soldiers", "rename": "the army"})
    assert table["by"][0] == ["the army"] and table["to"][3] == ["the army"]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"acts": ["murdering"]}, "There is no act “murdering”; the acts are killing, execution, torture"),
        ({"acts": []}, "list of acts, the main one first"),
        ({"acts": ["killing", "attack", "protest", "law"]}, "4 acts are too many"),
        ({"by": "police"}, "“by” is a list of names"),
        ({"where": [1]}, "name in “where”"),
        ({"count": 0}, "whole number of people"),
        ({"count": 1.5}, "whole number of people"),
        ({"alleged": "yes"}, "true or false"),
    ],
)
def test_a_part_that_cannot_be_is_refused_in_one_sentence(parts, says):
    with pytest.raises(CorrectionError, match=r"^[^\n]+\.$") as raised:
        parse_correction({"event": "a", "set": parts})
    assert says in str(raised.value)


# -- files


@pytest.mark.parametrize(("name", "write"), [("own.csv", to_csv), ("own.json", to_json)])
def test_the_parts_and_what_a_person_did_come_back_from_our_files(told, tmp_path: Path, name, write):
    event = told["id"][0]
    table = correct(
        told,
        {"event": event, "star": True},
        {"event": event, "note": "=Say it"},
        {"event": event, "set": {"count": 7}},
        {"event": event, "reviewed": True},
    )
    table["doubt"] = "long passage"
    table["place"] = [2, 1, 0, 0]
    given = {
        "Place": "Orlo",
        "Source": "a; b",
        "place": "=7",
        "Year": "1999",
        "Title": "Told",
    }  # called like ours
    table["other"] = pd.Series([given, {}, {}, {}], dtype=object)
    (tmp_path / name).write_text(write(table), "utf-8")
    _, again = load(tmp_path / name)
    kept = ("evidence", "other", "starred", "note", "place", "doubt", "reviewed", "corrected", "label")
    for column in (*PARTS, *kept):
        assert list(again[column].dropna()) == list(table[column].dropna()), column
    assert str(again["count"].dtype) == "Int64"
    assert again.attrs["as_read"] == {event: {"count": 2000}}
    # Corrected once more, it is said what was read at first; an order is the one that was there, changed.
    more = correct(
        again, {"event": event, "set": {"count": 9}}, {"event": again["id"][3], "before": again["id"][1]}
    )
    assert more.attrs["as_read"] == {event: {"count": 2000}} and more["corrected"][0] == ["count"]
    assert list(more["place"]) == [3, 2, 4, 1]
    assert more["starred"][0] and more["reviewed"][0] and more["note"][0] == "=Say it"
    bare = correct(again, {"event": event, "star": False}, {"event": event, "note": ""})
    assert not bare["starred"][0] and bare["reviewed"][0] and bare["note"][0] == ""


def test_an_act_that_there_is_not_is_refused_with_the_list(told, tmp_path: Path):
    (tmp_path / "own.csv").write_text(to_csv(told).replace("detention", "jailing", 1), "utf-8")
    with pytest.raises(
        ReportError, match=r"own.csv has the act “jailing” \(line 2\).*killing, execution, torture"
    ):
        load(tmp_path / "own.csv")


def test_a_table_of_before_opens_without_claims(told, tmp_path: Path):
    before = told.drop(columns=[*PARTS, "evidence", "other"])
    (tmp_path / "own.csv").write_text(to_csv(before), "utf-8")
    _, again = load(tmp_path / "own.csv")
    assert list(again.columns) == list(COLUMNS)
    assert list(again["acts"]) == [[]] * 4 and again["count"].isna().all() and not again["alleged"].any()


def test_a_broken_cell_of_a_part_is_none(told, tmp_path: Path):
    table = told.assign(evidence=[{"acts": [[5, 2], ["a", 1], [0, 4]], "x": [[0, 1]]}, {}, {}, {}])
    text = to_csv(table).replace("2000", "many", 1)
    (tmp_path / "own.csv").write_text(text, "utf-8")
    _, again = load(tmp_path / "own.csv")
    assert again["evidence"][0] == {"acts": [[0, 4]]} and again["count"].isna()[0]


def test_a_reading_is_packed_with_its_parts_and_one_of_before_opens_without():
    reading = open_source(File("list.txt", TOLD.encode()), Answers(year=2012)).read()
    again = unpack(pack(reading)).table
    assert claims(again) == claims(reading.table)
    assert list(again["evidence"]) == list(reading.table["evidence"])
    content = json.loads(pack(reading))
    for column in (*PARTS, "evidence", "other"):
        del content["columns"][column]
    before = unpack(json.dumps(content).encode()).table
    assert list(before.columns) == list(COLUMNS) and list(before["by"]) == [[]] * 4


def test_the_data_package_says_what_the_parts_are(told):
    fields = datapackage(told, "a", "A", "A", "", "a.csv")["resources"][0]["schema"]["fields"]
    about = {field["name"]: field for field in fields}
    assert (about["count"]["type"], about["negated"]["type"]) == ("integer", "boolean")
    assert all(about[part]["description"] for part in (*PARTS, "evidence"))
    kept = told.assign(other=[{"Place": "Orlo"}, {}, {"note": "b"}, {}])
    fields = datapackage(kept, "a", "A", "A", "", "a.csv")["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields][-3:] == ["as_read", "Place", "note (as given)"]
    assert fields[-1]["description"] == "a column of the table the event was read from"


def test_a_person_says_whether_a_count_is_at_least(told):
    event = told.iloc[0]
    entry = Entry(1, parse_correction({"event": event["id"], "set": {"count": 1500, "count_least": False}}))
    now = corrected(told, [entry]).iloc[0]
    assert (now["count"], now["count_least"], now["corrected"]) == (1500, False, ["count", "count_least"])
    with pytest.raises(CorrectionError, match="count_least"):
        parse_correction({"event": event["id"], "set": {"count_least": "yes"}})
