import copy

import pytest

from app import create_app

CALL = {
    "output": "reading.children",
    "outputs": {"id": "reading", "property": "children"},
    "inputs": [{"id": "reading-open", "property": "data", "value": 0}],
    "changedPropIds": ["reading-open.data"],
    "state": [{"id": "report", "property": "data", "value": ""}],
}


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def test_the_pages_own_call_is_answered(client):
    assert "event-mark" in client.post("/_dash-update-component", json=CALL).text


@pytest.mark.parametrize("key", ["output", "outputs", "inputs", "state"])
@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [1]])
def test_a_call_that_the_page_never_makes_is_refused(client, key, value):
    body = copy.deepcopy(CALL) | {key: value}
    assert client.post("/_dash-update-component", json=body).status_code == 400


def test_a_library_that_is_none_is_not_found(client):
    assert client.get("/_dash-component-suites/x/y.js").status_code == 404
