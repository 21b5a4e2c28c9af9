"""Addresses where nothing is are 404: to a browser a page, to a program a sentence; all others go on."""

import re

import pytest

from app import create_app

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
NOTHING = (
    "/evnts.csv",
    "/foo",
    "/embed/x",
    "/page/1",
    "/index.html",
    "/embeded",
    "/events.csv/",
    "/%00",
    "/embed//",
)


@pytest.fixture(scope="module")
def client(report):
    client = create_app(report).server.test_client()
    client.get("/")
    return client


@pytest.mark.parametrize("path", NOTHING)
def test_where_nothing_is_a_sentence_or_a_page_says_so(client, path):
    for query in ("", "?theme=Background", "?report=none"):
        answer = client.get(path + query)
        assert answer.status_code == 404 and answer.mimetype == "text/plain"
        assert answer.text.count("\n") == 1 and answer.text.endswith(".\n")
        page = client.get(path + query, headers=BROWSER)
        assert page.status_code == 404 and page.mimetype == "text/html" and 'href="/"' in page.text
        assert "<h1>No such page</h1>" in page.text and "Accept" in page.headers["Vary"]
    assert client.head(path).status_code == 404


def test_every_address_of_the_app_and_of_dash_is_one(client):
    rules = [rule for rule in client.application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    own = [*(rule.rule for rule in rules if not rule.arguments), "/embed", "/embed/"]
    assert {"/", "/_dash-layout", "/_dash-dependencies", "/_favicon.ico", "/drawing"} <= {*own}
    drawn = ("/timeline.", "/sheet.")  # which take seconds, and have tests of their own
    for path in own:
        if not path.startswith(drawn):
            assert client.get(path).status_code != 404, path


def test_what_dash_loads_is_there(client):
    page = client.get("/").text
    scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)
    assert scripts and all(client.get(script).status_code == 200 for script in scripts)
