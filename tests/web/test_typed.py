"""What a person types or marks, as the server understands it."""

import pytest

from app import create_app


@pytest.fixture(scope="module")
def client(report, table, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YEARLINE_EDITING", "everyone")
        patch.setenv("YEARLINE_DATA", str(tmp_path_factory.mktemp("typed")))
        yield create_app(report, table).server.test_client()


def test_a_typed_date_is_understood_or_explained(client):
    assert client.get("/date?text=12+mar").json == {"date": "2008-03-12", "words": "12 March 2008"}
    assert client.get("/date?text=march-may+2008").json["date"] == "2008-03/2008-05"
    assert "no date" in client.get("/date?text=soon").json["error"]
    assert client.get("/date?text=may&report=nothing").status_code == 404
    assert "error" in client.get(f"/date?text={'9' * 3000}").json


def test_a_marked_passage_becomes_a_draft_that_can_be_added(client, report):
    said = "A law introducing  judicial review of the decision to detain a person entered into legal force in August."
    draft = client.post("/passage", data={"text": said, "near": "12"}).json
    assert report.text[draft["start"] : draft["end"]] == draft["text"] == " ".join(said.split())
    assert (draft["words"], draft["theme"]) == ("August 2008", "Legal developments")
    wanted = {name: draft[name] for name in ("headline", "date", "theme", "actors", "text", "start", "end")}
    assert client.post("/corrections", json={"add": wanted}).status_code == 200
    assert client.get("/drawing").json["count"] == 12


@pytest.mark.parametrize(
    "data", [{}, {"text": "not in it"}, {"text": "x" * 30_000}, {"text": " ", "near": "-1"}]
)
def test_a_passage_that_is_not_there_is_refused_in_a_sentence(client, data):
    answer = client.post("/passage", data=data)
    assert answer.status_code == 422 and answer.json["error"].endswith(".")


def test_who_only_reads_marks_in_vain(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    assert client.post("/passage", data={"text": "In June"}).status_code == 403


def test_a_typed_headline_is_compared_with_the_report(client, table, monkeypatch):
    event = table[table["date"] == "2008-05"]["id"].iloc[0]
    asked = f"/unsaid?event={event}&headline=Five+asylum-seekers+detained"
    assert client.get(asked).json == {"unsaid": ["Five: the report says *three*"]}
    assert client.get("/unsaid?event=none&headline=x").json == {"unsaid": []}
    assert client.get(f"{asked}&report=nothing").status_code in (403, 404)
    assert "unsaid" not in client.get(f"/drawing?event={event}").json["edit"]
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    assert client.get(asked).status_code == 403


def test_a_review_is_of_the_selection(client):
    review = client.get("/drawing?review=1&theme=Background").json["review"]
    assert (review["count"], review["reviewed"], len(review["order"])) == (2, 0, 2)
    event = review["order"][0][0]
    client.post("/corrections", json={"event": event, "reviewed": True})
    review = client.get("/drawing?review=1&theme=Background").json["review"]
    assert review["reviewed"] == 1 and review["order"][-1] == [event, True]
    assert client.get("/drawing").json["review"] is None


def test_what_was_corrected_is_told_with_the_drawing(client):
    event = "e49a4db1"
    client.post(
        "/corrections", json={"event": event, "set": {"date": "december", "headline": "Committee urges"}}
    )
    drawing = client.get(f"/drawing?event={event}").json
    assert drawing["axis"]["months"][-1] == "2008-12" and len(drawing["axis"]["spans"]) == 12
    assert drawing["edit"]["read"] == {
        "date": "2008-11",
        "headline": "Committee against Torture calls on the authorities “to apply a zero-tolerance approach to the persistent problem of torture”",
        "words": "November 2008",
    }
    assert ["In November", "date"] in drawing["edit"]["pieces"], "the words that gave the date as read"
    assert "Corrected – as read: November 2008; Committee against Torture calls" in str(drawing["details"])
