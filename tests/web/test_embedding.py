import pytest

from app import create_app


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def test_oembed_gives_the_frame_of_an_address(client):
    answer = client.get("/oembed?url=http://localhost/%3Ftheme%3DBackground&maxheight=400")
    assert answer.json["type"] == "rich" and answer.json["height"] == 400
    assert "/embed?theme=Background" in answer.json["html"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/oembed?url=https://elsewhere.example/").status_code == 404
    link = 'type="application/json+oembed" href="/oembed?url=http%3A%2F%2Flocalhost%2F%3Ftheme%3DBackground"'
    assert link in client.get("/?theme=Background").text


@pytest.mark.parametrize("query", ["url=http://[x]/", "url=/%3Ffrom%3Dx"])
def test_what_is_no_address_is_one_sentence(client, query):
    answer = client.get(f"/oembed?{query}")
    assert answer.status_code == 400 and answer.text.count("\n") == 1


@pytest.mark.parametrize("width", ["²", "x", "-1", "9" * 9])
def test_a_width_that_is_none_is_the_usual_one(client, width):
    assert client.get(f"/oembed?url=/&maxwidth={width}").json["width"] == 1100


def test_a_page_asked_from_a_broken_address_is_the_whole_page(client):
    answer = client.get("/_dash-layout", headers={"Referer": "http://[x]/?theme=Background"})
    assert answer.status_code == 200
