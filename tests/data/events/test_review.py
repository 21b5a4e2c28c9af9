import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import parse_report
from data.events.evidence import Evidence, cut_at, find_evidence, find_name, sentences_before
from data.events.passages import PassageError, draft_event, find_passage
from data.events.review import doubts_of, review_order
from data.events.rows import iter_events


def test_what_is_doubted_most_is_reviewed_first_and_what_is_reviewed_last(table):
    events = table[table["in_year"]].copy()
    ids = events["id"].tolist()
    events["doubt"] = ["", "a", "a; b", *[""] * 7, "a; b"]
    events["reviewed"] = [False, False, False, True, *[False] * 6, False]
    order = review_order(events)
    assert [id_ for id_, _ in order[:3]] == [ids[2], ids[10], ids[1]]
    assert order[-1] == (ids[3], True) and len(order) == 11
    places = events.set_index("id")["start"]
    alike = [places[id_] for id_, _ in order[3:-1]]
    assert alike == sorted(alike)  # as the report tells them
    assert doubts_of("") == [] and doubts_of("a; b") == ["a", "b"]


def test_the_words_that_gave_date_actors_and_headline(report, table):
    event = next(
        row for row in iter_events(table) if row.headline.startswith("Committee against Torture calls")
    )
    found = find_evidence(event, report)
    said = {
        kind: [event.text[e.start : e.end] for e in found if e.kind == kind] for kind in ("date", "actor")
    }
    assert said["date"] == ["In November"]
    assert said["actor"][:2] == ["the Committee against Torture", "the authorities"]
    headline = " ".join(event.text[e.start : e.end] for e in found if e.kind == "headline")
    assert "apply a zero-tolerance approach" in headline


def test_every_event_shows_where_its_date_is_from(report, table):
    for event in iter_events(table):
        assert any(e.kind == "date" for e in find_evidence(event, report)), event.text


def test_what_is_said_just_before_tells_who_they_are():
    text = "Prisons\n\nOfficers held 29 miners.  Lawyers were\nkept away. In May, two of the 29 escaped."
    report = parse_report(text, year=2012, title="Freedonia")
    start = report.text.index("In May")
    assert sentences_before(report, start) == "Officers held 29 miners. Lawyers were kept away."
    assert sentences_before(report, report.text.index("Officers")) == ""
    assert sentences_before(report, 0) == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Nursultan Nazarbaev", "President Nazarbaev left.", ["Nazarbaev"]),
        ("National Security Service", "The local NSS office and the NSS.", ["NSS", "the NSS"]),
        ("police", "Police and police officers, not policemen.", ["Police", "police"]),
        (
            "Prosecutor General's Office",
            "the Prosecutor General’s\nOffice",
            ["the Prosecutor General’s\nOffice"],
        ),
        ("Ana Roe", "An analysis of the row.", []),
    ],
)
def test_an_actor_is_found_under_what_it_is_called(name, text, said):
    assert [text[slice(*place)] for place in find_name(name, text)] == said


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_pieces_are_the_text(text, places):
    cut = [
        Evidence(min(a, b, len(text)), min(max(a, b), len(text)), kind)
        for (a, b), kind in zip(places, ["date", "actor", "headline"] * 2, strict=False)
    ]
    pieces = cut_at(cut, text)
    assert "".join(piece for piece, _ in pieces) == text
    covered = sum(len(piece) for piece, kinds in pieces if kinds)
    assert covered == len({at for one in cut for at in range(one.start, one.end)})


def test_a_marked_passage_is_found_as_it_stands(report, table):
    for event in iter_events(table):
        shown = " ".join(event.text.split())
        start, end = find_passage(report.text, f" {shown}\n", event.start)
        assert report.text[start:end] == event.text and start == event.start


def test_of_the_same_words_the_place_next_to_where_they_were_marked():
    text = "A law\npassed. Then a law passed. A law passed."
    assert find_passage(text, "law passed", 0) == (2, 12)
    assert find_passage(text, "law passed", 16) == (21, 31)
    assert find_passage(text, "law passed", 10**9) == (35, 45)


@given(st.text(alphabet="ab .*(\n\t", max_size=80), st.data())
def test_any_stretch_of_a_text_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text[start:end].strip():
        with pytest.raises(PassageError):
            find_passage(text, text[start:end], start)
        return
    first, last = find_passage(text, " ".join(text[start:end].split()), start)
    assert text[first:last].split() == text[start:end].split()


def test_what_is_nowhere_is_said_in_a_sentence():
    with pytest.raises(PassageError, match="not in the report"):
        find_passage("A law passed.", "a law failed", 0)
    with pytest.raises(PassageError, match="At most 20000"):
        find_passage("", "a" * 20_001)


def test_a_passage_drafts_its_event(report, table):
    start, end = find_passage(report.text, "A law introducing judicial review of the decision to detain a person entered into legal force in August.")  # fmt: skip
    names = sorted({name for row in iter_events(table) for name in row.actors})
    assert draft_event(report, start, end, names) == {
        "headline": "Law introducing judicial review of the decision to detain a person enters into legal force",
        "date": "2008-08",
        "theme": "Legal developments",
        "actors": [],
    }
    start, end = find_passage(report.text, "In June, Kazakstan ratified the Optional Protocol")
    assert draft_event(report, start, end, names)["actors"] == ["Kazakstan"]
