import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.events.changes import describe, overridden
from data.events.corrected import check_corrections, corrected, match_corrections, unmatched
from data.events.corrections import (
    Add,
    CorrectionError,
    Entry,
    Hide,
    RenameActor,
    RenameTheme,
    Review,
    Set,
    Undo,
)
from data.events.parsing import parse_corrections, parse_entry
from data.events.table import as_table
from data.events.typed_dates import DateError, parse_date
from data.events.writers import to_csv
from tests.examples import few

THEMES = ["Background", "Fair trials", "Freedom of expression"]
ACTORS = ["the court", "Ana Doe", "police", "journalists"]
DATES = ["2012-02", "2012-03-05", "2012-03", "2012-05/2012-07", "2012-11-30"]
TEXTS = [f"In the month numbered {i} a court sentenced an editor to {i + 1} years." for i in range(5)]


def make_table(dates=tuple(DATES), texts=tuple(TEXTS)) -> pd.DataFrame:
    rows, at = [], 0
    for i, (date, text) in enumerate(zip(dates, texts, strict=True)):
        first, last = date.split("/")[0], date.split("/")[-1]
        rows.append(
            {
                "id": f"event{i}",
                "date": date,
                "first_day": pd.Period(first, "D" if len(first) > 7 else "M").start_time,
                "last_day": pd.Period(last, "D" if len(last) > 7 else "M").end_time.floor("D"),
                "precision": "range" if "/" in date else "day" if len(date) > 7 else "month",
                "in_year": True,
                "theme": THEMES[i % 3],
                "actors": [ACTORS[i % 4], ACTORS[(i + 1) % 4]],
                "headline": f"Editor sentenced to {i + 1} years",
                "text": text,
                "start": at,
                "end": at + len(text),
            }
        )
        at += len(text) + 1
    table = as_table(rows, THEMES)
    table.attrs["kinds"] = {"the court": "court", "Ana Doe": "person", "police": "security forces"} | {
        "journalists": "group"
    }
    return table


TABLE = make_table()


def log_of(*corrections, who="") -> list[Entry]:
    return [Entry(seq, correction, who=who) for seq, correction in enumerate(corrections, 1)]


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    """Byte for byte: values, types, order of categories, what stands beside the table."""
    pd.testing.assert_frame_equal(left, right)
    assert to_csv(left) == to_csv(right)
    assert list(left["theme"].cat.categories) == list(right["theme"].cat.categories)
    assert json.dumps(left.attrs, default=str) == json.dumps(right.attrs, default=str)


# -- each kind of correction


def test_a_set_changes_the_field_and_keeps_what_was_read():
    table = corrected(TABLE, log_of(Set("event1", {"headline": "Editor freed", "actors": ("Ana Doe",)})))
    row = table.set_index("id").loc["event1"]
    assert (row["headline"], row["actors"], row["corrected"]) == (
        "Editor freed",
        ["Ana Doe"],
        ["actors", "headline"],
    )
    assert table.attrs["as_read"] == {
        "event1": {"headline": "Editor sentenced to 2 years", "actors": ["Ana Doe", "police"]}
    }
    assert table.set_index("id").loc["event0", "corrected"] == []
    assert not table["reviewed"].any()


def test_a_value_set_to_what_was_read_is_no_correction():
    table = corrected(TABLE, log_of(Set("event1", {"headline": "Editor sentenced to 2 years"})))
    assert table["corrected"].map(len).sum() == 0
    assert table.attrs["as_read"] == {}


@pytest.mark.parametrize(
    ("date", "days", "precision", "in_year"),
    [
        ("2012-12-24", ("2012-12-24", "2012-12-24"), "day", True),
        ("2012-12", ("2012-12-01", "2012-12-31"), "month", True),
        ("2011-11/2012-12", ("2011-11-01", "2012-12-31"), "range", True),
        ("2011", ("2011-01-01", "2011-12-31"), "year", False),
    ],
)
def test_what_follows_from_a_date_follows_its_correction(date, days, precision, in_year):
    table = corrected(TABLE, log_of(Set("event0", {"date": date})))
    row = table.set_index("id").loc["event0"]
    assert (row["first_day"], row["last_day"]) == tuple(map(pd.Timestamp, days))
    assert (row["precision"], row["in_year"]) == (precision, in_year)
    assert table["first_day"].is_monotonic_increasing
    assert table.dtypes["first_day"] == TABLE.dtypes["first_day"]


def test_a_table_of_several_years_has_every_year():
    table = make_table(dates=("2010-02", "2011-02", "2012-02", "2013-02", "2014-02"))
    row = corrected(table, log_of(Set("event0", {"date": "2009-01"}))).iloc[0]
    assert (row["date"], row["in_year"]) == ("2009-01", True)
    assert not corrected(table, log_of(Set("event0", {"date": "2009-01"})), year=2012).iloc[0]["in_year"]


def test_a_hidden_event_is_not_in_the_table_and_comes_back():
    hidden = corrected(TABLE, log_of(Hide("event1", True)))
    assert "event1" not in set(hidden["id"])
    assert hidden.attrs["hidden"] == ["event1"]
    assert hidden.attrs["as_read"]["event1"]["headline"] == "Editor sentenced to 2 years"
    same(corrected(TABLE, log_of(Hide("event1", True), Hide("event1", False))), corrected(TABLE, []))


def test_reviewed_is_said_of_the_event_alone():
    table = corrected(TABLE, log_of(Review("event2", True)))
    assert list(table["id"][table["reviewed"]]) == ["event2"]
    assert table["corrected"].map(len).sum() == 0


def test_an_added_event_takes_its_place_by_date():
    add = Add("Editor released", "2012-04-02", "Releases", ("Ana Doe", "lawyers"), {"lawyers": "group"})
    table = corrected(TABLE, log_of(add))
    assert list(table["headline"]).index("Editor released") == 3
    row = table.iloc[3]
    assert (row["text"], row["start"], row["end"], row["in_year"]) == ("", 0, 0, True)
    assert list(table["theme"].cat.categories) == [*THEMES, "Releases"]
    assert table.attrs["added"] == [row["id"]]
    assert table.attrs["kinds"]["lawyers"] == "group"
    again = corrected(TABLE, [*log_of(add), Entry(2, Set(row["id"], {"headline": "Editor freed"}))])
    assert again.iloc[3]["headline"] == "Editor freed"
    for name in TABLE.columns:
        assert name in ("theme", "topic") or table[name].dtype == TABLE[name].dtype


def test_the_same_event_added_twice_is_two_and_each_keeps_its_id():
    add = Add("Editor released", "2012-04", "Background")
    both = corrected(TABLE, log_of(add, add))
    assert both["id"].is_unique
    one = corrected(TABLE, log_of(add, add, Undo(1)))
    assert set(one["id"]) < set(both["id"])
    assert both.attrs["added"][1] in set(one["id"])


def test_renaming_a_theme_keeps_its_place_and_merging_takes_the_others():
    renamed = corrected(TABLE, log_of(RenameTheme("Background", "Politics")))
    assert list(renamed["theme"].cat.categories) == ["Politics", *THEMES[1:]]
    merged = corrected(TABLE, log_of(RenameTheme("Background", "Fair trials")))
    assert list(merged["theme"].cat.categories) == THEMES[1:]
    assert (merged["theme"] == "Fair trials").sum() == 4
    assert merged.set_index("id").loc["event0", "corrected"] == ["theme"]


def test_renaming_an_actor_keeps_its_kind_and_merging_makes_one():
    renamed = corrected(TABLE, log_of(RenameActor("Ana Doe", "Anna Doe")))
    assert renamed.attrs["kinds"]["Anna Doe"] == "person"
    assert "Ana Doe" not in renamed.attrs["kinds"]
    merged = corrected(TABLE, log_of(RenameActor("Ana Doe", "the court")))
    assert merged.set_index("id").loc["event0", "actors"] == ["the court"]
    assert merged.attrs["kinds"]["the court"] == "court"
    assert merged.attrs["as_read"]["event0"] == {"actors": ["the court", "Ana Doe"]}


def test_names_are_compared_as_they_are_shown():
    def checked(*corrections):
        return check_corrections(corrections, TABLE, [])

    assert checked(RenameActor("Ana Doe", "Police")) == [RenameActor("Ana Doe", "police")]
    assert checked(RenameActor("police", "Police")) == [RenameActor("police", "Police")], (
        "only its own capital"
    )
    assert (
        checked(RenameActor("police", "Militia"), RenameActor("Ana Doe", "Militia"))[1].body["rename"]
        == "Militia"
    )
    (added,) = checked(
        Set("event0", {"actors": ("Journalists", "journalists", "Mayor")}, {"Mayor": "person"})
    )
    assert added.body["set"]["actors"] == ["journalists", {"name": "Mayor", "kind": "person"}]
    merged = corrected(TABLE, log_of(*checked(RenameActor("Ana Doe", "Police"))))
    assert {name for names in merged["actors"] for name in names} == {"the court", "police", "journalists"}


def test_a_rename_reaches_what_was_set_before_it_but_not_what_comes_after():
    table = corrected(
        TABLE,
        log_of(
            Set("event0", {"actors": ("police", "X")}),
            RenameActor("police", "militia"),
            Set("event1", {"actors": ("police",)}),
        ),
    ).set_index("id")
    assert table.loc["event0", "actors"] == ["militia", "X"]
    assert table.loc["event1", "actors"] == ["police"]
    assert table.loc["event2", "actors"] == ["militia", "journalists"]


def test_merge_and_undo_of_a_merge_restore():
    merge = RenameActor("Ana Doe", "the court")
    before = corrected(TABLE, [])
    same(corrected(TABLE, log_of(merge, Undo(1))), before)
    same(corrected(TABLE, log_of(RenameTheme(THEMES[0], THEMES[1]), Undo(1))), before)
    back = corrected(TABLE, log_of(merge, Undo(1), Undo(2)))
    same(back, corrected(TABLE, log_of(merge)))


def test_corrections_of_the_default_report(table, report):
    first = table["id"].iloc[0]
    checked = check_corrections([Set(first, {"headline": "A headline of one’s own"})], table, [])
    assert isinstance(checked[0], Set) and checked[0].sentence and checked[0].date == table["date"].iloc[0]
    changed = corrected(table, log_of(*checked), report.year)
    assert (changed["headline"] == "A headline of one’s own").sum() == 1
    for row in changed.itertuples():
        assert report.text[row.start : row.end] == row.text


# -- what cannot be made


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (3, "is a JSON object"),
        ([], "is empty"),
        ({"event": "event1"}, "cannot have “event” together"),
        ({"event": "event1", "set": {"place": "x"}}, "There is no field “place”"),
        ({"event": "event1", "set": {}}, "needs at least one field"),
        ({"event": "event1", "set": {"headline": "x" * 241}}, "has 241 characters; 240 are the most"),
        ({"event": "event1", "set": {"headline": " "}}, "headline is empty"),
        ({"event": "event1", "set": {"headline": "a\0b"}}, "cannot be printed"),
        ({"event": "event1", "set": {"headline": "\ud800"}}, "cannot be printed"),
        ({"event": "event1", "set": {"headline": "\u200b"}}, "no letter that can be seen"),
        ({"event": "event1", "set": {"actors": ["\u2060\u200d"]}}, "no letter that can be seen"),
        ({"event": "event1", "set": {"headline": "x \u202egnp.exe"}}, "turns the direction"),
        ({"actor": "Ana Doe", "rename": "\u2067Ana"}, "turns the direction"),
        ({"add": {"headline": "\u200b", "date": "2012", "theme": "y"}}, "no letter that can be seen"),
        ({"event": "event1", "set": {"date": "yesterday"}}, "“yesterday” is no date"),
        ({"event": "event1", "set": {"date": "2012-02-30"}}, "no day of the calendar"),
        ({"event": "event1", "set": {"date": "2012-05/2012-03"}}, "ends before it begins"),
        ({"event": "event1", "set": {"actors": "Ana"}}, "list of names"),
        ({"event": "event1", "set": {"actors": ["x"] * 51}}, "51 actors are too many"),
        ({"event": "event1", "set": {"actors": [{"name": "x", "kind": "dog"}]}}, "needs a kind"),
        ({"event": "event1", "hide": "yes"}, "true or false"),
        ({"event": 1, "hide": True}, "event must be the text"),
        ({"add": {"headline": "x", "theme": "y"}}, "needs a date"),
        ({"add": {"headline": "x", "date": "2012", "theme": "y", "text": "abc"}}, "together"),
        (
            {"add": {"headline": "x", "date": "2012", "theme": "y", "text": "abc", "start": 0, "end": 9}},
            "3 characters, but its offsets span 9",
        ),
        ({"theme": "x", "rename": "x"}, "called “x” already"),
        ({"undo": 0}, "counted from 1"),
        ({"undo": True}, "counted from 1"),
        ({"undo": 10**30}, "counted from 1"),
        ([{"undo": 1}] * 1001, "1001 corrections are too many"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(given, says):
    with pytest.raises(CorrectionError, match=r"^[^\n]+\.$") as raised:
        parse_corrections(given)
    assert says in str(raised.value)


def test_words_of_other_scripts_are_kept_as_typed():
    for words in ("می\u200cخواهم", "شهر\u200f 12", "क्\u200dष"):
        assert (
            parse_corrections({"event": "event1", "set": {"headline": words}})[0].body["set"]["headline"]
            == words
        )


def test_a_log_of_an_older_version_is_still_read():
    entry = {"seq": 1, "at": "", "who": "", "event": "event1", "set": {"headline": "\u202ex"}}
    assert parse_entry(entry).correction.body["set"] == {"headline": "\u202ex"}


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (Set("nowhere", {"headline": "x"}), "no event “nowhere”"),
        (RenameTheme("nowhere", "x"), "no theme “nowhere”"),
        (RenameActor("nobody", "x"), "no actor “nobody”"),
        (Undo(7), "no change 7"),
        (Undo(1), "taken back already"),
    ],
)
def test_what_is_not_in_the_table_is_refused(correction, says):
    log = log_of(Hide("event1", True), Undo(1))
    with pytest.raises(CorrectionError, match=says):
        check_corrections([correction], TABLE, log)


def test_corrections_sent_together_follow_each_other():
    checked = check_corrections([RenameTheme("Background", "A"), RenameTheme("A", "B")], TABLE, [])
    assert set(corrected(TABLE, log_of(*checked))["theme"].cat.categories) == {"B", *THEMES[1:]}


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("12 March 2008", "2008-03-12"),
        ("March 12, 2008", "2008-03-12"),
        ("12 mar 2008", "2008-03-12"),
        ("March 2008", "2008-03"),
        ("May", "2008-05"),
        ("around March 2008", "2008-03~"),
        ("March-May 2008", "2008-03/2008-05"),
        ("from March to May 2008", "2008-03/2008-05"),
        ("12-14 March", "2008-03-12/2008-03-14"),
        ("November 2007 to February 2008", "2007-11/2008-02"),
        ("2008-03", "2008-03"),
        ("2008-03 – 2008-05", "2008-03/2008-05"),
        ("2007-2008", "2007/2008"),
        ("2008", "2008"),
    ],
)
def test_dates_are_read_as_people_type_them(typed, edtf):
    assert parse_date(typed, 2008) == edtf


@pytest.mark.parametrize(
    "typed", ["", "soon", "12/3/2008", "30 February 2008", "March and May 2008", "12 March or so", "2008-13"]
)
def test_a_date_that_cannot_be_told_says_how_to_write_one(typed):
    with pytest.raises(DateError, match=r"^“[^\n]*\.$"):
        parse_date(typed, 2008)


def test_a_date_without_year_needs_the_reports():
    with pytest.raises(DateError, match="has no year"):
        parse_date("12 March")


# -- the log in words, and found again


def test_each_change_is_told_with_what_it_was_and_whether_it_stands():
    log = [
        Entry(1, Set("event0", {"headline": "First"}), who="Ana"),
        Entry(2, Set("event0", {"headline": "Second", "date": "2012-03"}), who="Ben"),
        Entry(3, RenameActor("police", "militia"), who="Ana"),
        Entry(4, Undo(3), who="Ben"),
        Entry(5, Hide("gone", True)),
    ]
    told = [(c.what, c.was, c.now, c.state, c.by) for c in describe(log, TABLE)]
    assert told == [
        ("headline", "Editor sentenced to 1 years", "First", "superseded", 2),
        ("headline and date", "First; February 2012", "Second; March 2012", "stands", None),
        ("actor renamed", "police", "militia", "undone", 4),
        ("taken back", "", "change 3", "stands", None),
        ("hide", "", "hidden", "unmatched", None),
    ]


def test_after_an_undo_a_change_is_told_from_what_stood_then():
    log = log_of(Set("event0", {"headline": "First"}), Undo(1), Set("event0", {"headline": "Second"}))
    assert describe(log, TABLE)[2].was == "Editor sentenced to 1 years"


def test_the_first_is_told_whose_change_was_replaced():
    log = [
        Entry(1, Set("event0", {"headline": "First", "date": "2012-03"}), who="Ana"),
        Entry(2, Set("event0", {"headline": "Second"}), who="Ben"),
        Entry(3, Set("event0", {"headline": "Third"}), who="Ben"),
        Entry(4, Set("event1", {"headline": "Other"}), who="Ben"),
    ]
    assert [(o.first.who, o.by.seq, o.event, o.field) for o in overridden(log)] == [
        ("Ana", 2, "event0", "headline")
    ]
    assert overridden([*log, Entry(5, Undo(2)), Entry(6, Undo(3))]) == []


def test_a_report_read_anew_finds_events_by_sentence():
    made = log_of(
        *check_corrections([Set("event1", {"headline": "Kept"}), Review("event3", True)], TABLE, [])
    )
    anew = make_table().assign(id=[f"new{i}" for i in range(5)])
    anew.loc[3, "text"] = "Another sentence altogether."
    matched = match_corrections(anew, made)
    assert isinstance(matched[0].correction, Set)
    assert matched[0].correction.event == anew["id"][anew["text"] == TEXTS[1]].item()
    assert [entry.seq for entry in unmatched(made, anew)] == [2]
    assert (corrected(anew, made)["headline"] == "Kept").sum() == 1


def test_of_two_events_in_one_sentence_the_date_decides():
    table = make_table(texts=(TEXTS[0],) * 5)
    made = log_of(*check_corrections([Set("event2", {"headline": "Kept"})], table, []))
    anew = table.assign(id=[f"new{i}" for i in range(5)])
    table = corrected(anew, made)
    assert table.loc[table["headline"] == "Kept", "date"].item() == DATES[2]
    assert unmatched(made, anew.assign(date="2012-01")) == made


# -- properties

EVENTS = st.sampled_from([f"event{i}" for i in range(5)] + ["nowhere"])
NAMES = st.sampled_from([*ACTORS, *THEMES, "New one", "New two"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "headline": st.text("abc é", min_size=1, max_size=70).filter(str.strip),
        "date": st.sampled_from([*DATES, "2011", "2012-12-24"]),
        "theme": NAMES,
        "actors": st.lists(NAMES, max_size=3),
    },
).filter(bool)
ADDED = st.fixed_dictionaries(
    {"headline": NAMES, "date": st.sampled_from(DATES), "theme": NAMES, "actors": st.lists(NAMES, max_size=2)}
)
OBJECTS = st.one_of(
    st.builds(lambda e, f: {"event": e, "set": f}, EVENTS, FIELDS),
    st.builds(lambda e, b: {"event": e, "hide": b}, EVENTS, st.booleans()),
    st.builds(lambda e, b: {"event": e, "reviewed": b}, EVENTS, st.booleans()),
    st.builds(lambda a: {"add": a}, ADDED),
    st.builds(lambda a, b: {"theme": a, "rename": b}, NAMES, NAMES),
    st.builds(lambda a, b: {"actor": a, "rename": b}, NAMES, NAMES),
    st.builds(lambda n: {"undo": n}, st.integers(1, 12)),
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["event", "set", "hide", "add", "theme", "rename", "undo", "headline", "date", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def made(objects: list[dict]) -> list[Entry]:
    """The log of those that are not refused, each refusal one sentence."""
    log: list[Entry] = []
    for sent in objects:
        try:
            checked = check_corrections(parse_corrections(sent, 2012), TABLE, log)
        except CorrectionError as error:
            assert str(error).endswith(".") and "\n" not in str(error)
        else:
            log.append(Entry(len(log) + 1, checked[0], "2012-01-01T00:00:00Z", "Ana"))
    return log


@given(JUNK)
def test_anything_sent_is_read_or_refused_in_one_sentence(sent):
    try:
        parse_corrections(sent, 2012)
    except CorrectionError as error:
        assert str(error).endswith(".") and "\n" not in str(error)


@settings(max_examples=few(50))
@given(st.lists(OBJECTS, max_size=12))
def test_any_log_applies_and_never_touches_text_and_offsets(objects):
    log = made(objects)
    table = corrected(TABLE, log)
    assert table["id"].is_unique
    assert table["headline"].str.len().between(1, 70).all()
    assert list(table.columns) == list(TABLE.columns)
    ordered = table.sort_values(["first_day", "last_day", "start"], kind="stable")
    assert list(ordered["id"]) == list(table["id"])
    assert {name for names in table["actors"] for name in names} <= set(table.attrs["kinds"])
    both = table.merge(TABLE, on="id", suffixes=("", "_read"))
    assert (
        both[["text", "start", "end"]].to_numpy() == both[["text_read", "start_read", "end_read"]].to_numpy()
    ).all()
    assert set(TABLE["id"]) - set(table["id"]) == set(table.attrs["hidden"]) & set(TABLE["id"])
    assert len(describe(log, TABLE)) == len(log)
    assert unmatched(log, TABLE) == [] or any(isinstance(entry.correction, Undo) for entry in log)


@settings(max_examples=few(50))
@given(st.lists(OBJECTS, max_size=10))
def test_what_was_read_comes_back_from_the_corrected_table(objects):
    table = corrected(TABLE, made(objects)).set_index("id")
    for event, read in table.attrs["as_read"].items():
        for name, value in read.items():
            own = TABLE.set_index("id", drop=False).loc[event, name]
            assert value is None if own is pd.NA else own == value
    for event in table.index.intersection(pd.Index(TABLE["id"])):
        now, was = table.loc[event], TABLE.set_index("id").loc[event]
        differ = [name for name in ("date", "theme", "actors", "headline") if now[name] != was[name]]
        assert now["corrected"] == differ


@settings(max_examples=few(50))
@given(st.lists(OBJECTS, max_size=8), OBJECTS)
def test_undo_restores_byte_for_byte_and_undo_of_undo_brings_back(objects, last):
    log = made(objects)
    with_last = made([*[{**e.correction.body} for e in log], last])
    if len(with_last) != len(log) + 1:
        return
    n = len(with_last)
    undone = [*with_last, Entry(n + 1, Undo(n))]
    same(corrected(TABLE, undone), corrected(TABLE, log))
    same(corrected(TABLE, [*undone, Entry(n + 2, Undo(n + 1))]), corrected(TABLE, with_last))


SETS = st.dictionaries(
    st.tuples(st.sampled_from([f"event{i}" for i in range(5)]), st.sampled_from(["headline", "date"])),
    st.integers(0, 4),
)


@settings(max_examples=few(50))
@given(SETS, st.lists(st.sampled_from(range(5)), unique=True), ADDED, st.randoms())
def test_the_order_of_independent_changes_does_not_matter(sets, hidden, add, random):
    changes = [
        {"event": event, "set": {name: DATES[i] if name == "date" else f"Headline {i}"}}
        for (event, name), i in sets.items()
    ]
    changes += [{"event": f"event{i}", "hide": True} for i in hidden]
    changes += [{"event": "event0", "reviewed": True}, {"actor": "police", "rename": "Ana Doe"}]
    changes += [{"theme": "Background", "rename": "Politics"}, {"event": "event4", "set": {"theme": "Z"}}]
    changes += [{"event": "event3", "set": {"theme": "Y"}}]
    changes += [{"add": {**add, "theme": "Fair trials", "actors": ["editors"]}}]
    first = corrected(TABLE, made(changes))
    random.shuffle(changes)
    same(first, corrected(TABLE, made(changes)))


@settings(max_examples=few(50))
@given(st.lists(OBJECTS, max_size=10))
def test_a_log_survives_json(objects):
    log = made(objects)
    assert [parse_entry(json.loads(json.dumps(entry.to_json()))) for entry in log] == log
