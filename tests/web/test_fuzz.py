import pytest

from app import create_app
from tests.web.fuzz import find_failures, make_requests, paths


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def test_no_request_ends_in_a_server_error(client):
    failures, statuses = find_failures(client, 2000, seed=1)
    assert not failures
    assert {200, 400, 404} <= statuses.keys() and statuses[200] > 300, "requests of all kinds are made"


def test_a_request_can_be_had_again(client):
    assert list(make_requests(paths(client), 50, 7)) == list(make_requests(paths(client), 50, 7))
    asked = {request["path"].partition("/")[2] for request in make_requests(paths(client), 2000, 1)}
    assert {"", "oembed", "drawing", "open", "events.csv", "timeline.pdf"} <= asked
