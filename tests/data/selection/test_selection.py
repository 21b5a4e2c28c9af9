import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import EventIndex, Selection, SelectionError, load, months_in_words


def test_themes_or_actors_and(table):
    own = table[table["in_year"]]
    assert len(Selection(theme=("Background", "Freedom of religion")).apply(own)) == 4
    assert len(Selection(theme=("Background",), actor=("Rakhat Aliev", "UNHCR")).apply(own)) == 2
    assert len(Selection(from_="2008-02", to="2008-03").apply(own)) == 4
    # "In March" may be any day of March.
    assert len(Selection(from_="2008-02-10", to="2008-03-05").apply(own)) == 4
    assert len(Selection(to="2008-01-31").apply(own)) == 2
    assert len(Selection(q="uzbekistani").apply(own)) == 1
    assert len(Selection().apply(own)) == 11


def test_counts_foresee_the_other_filters(table):
    own = table[table["in_year"]]
    selection = Selection(theme=("Background",), actor=("parliament",))
    counts = selection.facet_counts("theme", own)
    assert counts["Freedom of religion"] == 1 and counts["Background"] == 0
    assert selection.facet_counts("actor", own)["Rakhat Aliev"] == 2


# parse_qs takes no lone surrogates, and a search is taken without the spaces around it.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
TIMES = st.sampled_from(["", "2008-02", "2008-03", "2008-03-05"])


@given(
    st.builds(
        Selection,
        theme=st.lists(NAMES, max_size=3, unique=True).map(tuple),
        actor=st.lists(NAMES, max_size=3, unique=True).map(tuple),
        from_=st.sampled_from(["", "2008-02", "2008-02-29"]),
        to=TIMES.filter(lambda to: to != "2008-02"),
        q=st.one_of(st.just(""), NAMES.map(str.strip)),
        event=st.one_of(st.just(""), NAMES),
        report=st.one_of(st.just(""), NAMES),
    )
)
def test_the_query_brings_it_back(selection):
    assert Selection.from_query("?" + selection.to_query()) == selection


def test_nothing_is_an_empty_query():
    assert Selection.from_query("") == Selection() and Selection().to_query() == ""


def test_a_range_of_one_day_is_a_range(events_of):
    events = events_of("Work\n\nOn 12 May 2012, a strike began. On 30 June 2012, it ended.\n")
    selection = Selection.from_query("from=2012-05-12&to=2012-05-12")
    assert list(selection.apply(events)["date"]) == ["2012-05-12"]
    assert EventIndex(events).count(selection) == 1


def test_what_a_table_does_not_have_is_left_out(table):
    event = table["id"].iloc[0]
    selection = Selection(theme=("Background", "Nope"), actor=("UNHCR", "nobody"), q="law", event=event)
    assert selection.known_to(table) == Selection(
        theme=("Background",), actor=("UNHCR",), q="law", event=event
    )
    assert Selection(event="none").known_to(table) == Selection()


@pytest.mark.parametrize(
    "query",
    [
        "from=2008-13",
        "from=2008-02-30",
        "from=2008-05&to=2008-01",
        "from=2008-05-03&to=2008-05-02",
        "q=" + "x" * 10000,
        "theme=Nope",
        "actor=No",
    ],
)
def test_a_bad_query_is_one_sentence(table, query):
    with pytest.raises(SelectionError) as error:
        Selection.from_query(query, table)
    assert "\n" not in str(error.value) and len(str(error.value)) < 250


def test_in_words():
    said = Selection(theme=("Background",), actor=("NSS",), from_="2008-02", to="2008-03", q="law").in_words()
    assert said == "theme is Background, actor is NSS, February–March 2008, containing “law”"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2008-03", "2008-03", "March 2008"),
        ("2008-03", "2008-05", "March–May 2008"),
        ("2007-12", "2008-01", "December 2007–January 2008"),
        ("2008-03-05", "2008-03-12", "5–12 March 2008"),
        ("2008-03-05", "2008-04-01", "5 March–1 April 2008"),
        ("2008-03-05", "2008-03-05", "5 March 2008"),
        ("2008-03-05", "", "from 5 March 2008"),
        ("", "2008-03", "until March 2008"),
        ("2007-12-31", "2008-01-01", "31 December 2007–1 January 2008"),
    ],
)
def test_months_and_days_in_words(first, last, said):
    assert months_in_words(first, last) == said


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2012-03", "2012-03", ["first", "last"]),
        ("2012-03-01", "2012-03-01", ["first"]),
        ("2012-03-31", "2012-03-31", ["last"]),
        ("2012-03-31", "2012-04", ["last", "next"]),
        ("", "2012-03-31", ["before", "first", "last"]),
        ("2012-04-01", "", ["next"]),
        ("2012-02-29", "2012-02-29", ["before"]),
    ],
)
def test_the_ends_of_a_range_are_in_it(tmp_path, first, last, kept):
    days = {"before": "2012-02-29", "first": "2012-03-01", "last": "2012-03-31", "next": "2012-04-01"}
    rows = "".join(f"{day},{name}\n" for name, day in days.items())
    (tmp_path / "days.csv").write_text("date,title\n" + rows)
    _, table = load(tmp_path / "days.csv")
    query = "&".join(f"{key}={value}" for key, value in (("from", first), ("to", last)) if value)
    selection = Selection.from_query(query)
    assert list(selection.apply(table)["headline"]) == kept
    assert list(EventIndex(table).rows(selection)["headline"]) == kept


def test_an_unknown_event_and_theme_of_an_old_link_are_forgotten(table):
    known = table["id"].iat[0]
    selection = Selection(theme=("Background", "Gone"), event="none", q="law")
    assert selection.known_to(table) == Selection(theme=("Background",), q="law")
    assert Selection(event=known).known_to(table) == Selection(event=known)
