"""Events that several reports tell, at the addresses: the filter, the details, and what people say of a pair."""

import json

import pytest

from app import create_app, library_for
from tests.data.selection.test_same_events import ANNUAL, MONITOR
from tests.waiting import wait_until


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    for name, text in (("elbonia-2012.txt", ANNUAL), ("monitor-of-elbonia-2012.txt", MONITOR)):
        (tmp_path / name).write_text(text)
    client = create_app(library=library_for(tmp_path)).server.test_client()
    wait_until(lambda: client.get("/drawing?report=*&width=900").json["reading"] == [2, 2], "both reports")
    return client


def told(client) -> list[dict]:
    return client.get("/events.json?report=*&told=several").json


def test_a_pair_is_shown_with_what_differs_and_parted_and_joined_again(client):
    pair = [event for event in told(client) if "miners" in event["text"]]
    assert {event["date"] for event in pair} == {"2012-03-03", "2012-03-04"}
    ids = [event["id"] for event in pair]
    details = json.dumps(client.get(f"/drawing?report=*&width=900&event={ids[0]}").json["details"])
    assert "Also told by" in details and "How many: 5; here 7" in details
    before = len(told(client))
    assert client.post("/corrections?report=*", json={"same": ids, "is": False}).status_code == 200
    assert len(told(client)) == before - 2
    assert client.post("/corrections?report=*", json={"undo": 1}).status_code == 200
    assert len(told(client)) == before
    change = client.get("/changes?report=*").json["changes"][-1]
    assert change["what"] == "told by two reports" and change["now"] == "not the same event"


def test_of_one_report_no_pair_is_told(client):
    ids = [event["id"] for event in client.get("/events.json?report=Elbonia").json[:2]]
    refusal = client.post("/corrections?report=Elbonia", json={"same": [ids[0], "nowhere"], "is": True})
    assert refusal.status_code == 422 and "open their reports together" in refusal.json["error"]
