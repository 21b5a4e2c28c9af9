import html
import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image

from app import create_app
from components.web.exports import EXPORTS
from components.web.robots import robots_text


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


def test_oembed_passes_on_how_the_frame_is_to_look(client):
    pasted = "http://localhost/embed?theme=Background&scheme=dark&bare=1&fit=1&bare=1"
    code = client.get("/oembed", query_string={"url": pasted}).json["html"]
    assert 'src="http://localhost/embed?theme=Background&amp;scheme=dark&amp;bare=1&amp;fit=1"' in code
    for other in ("scheme=blue", "bare=2", "fit=", "scheme=%22%3E%3Cscript%3E", "&" * 90 + "bare=1x"):
        code = client.get("/oembed", query_string={"url": f"/?{other}"}).json["html"]
        assert 'src="http://localhost/embed"' in code


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


def card_of(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)"', page)
    return {name: html.unescape(words) for name, words in found}


def test_a_page_has_a_card_of_its_own_selection(client):
    card = card_of(client.get("/?theme=Background&event=none").text)
    assert card["og:title"] == "Kazakstan, 2008" and card["twitter:card"] == "summary_large_image"
    assert card["og:description"].startswith("2 of 11 events: theme is Background. Source: Amnesty")
    assert card["description"] == f"Kazakstan, 2008: the year as a timeline. {card['og:description']}"
    assert card["og:url"] == "http://localhost/?theme=Background" and "robots" not in card
    address = urlsplit(card["og:image"])
    assert address.netloc == "localhost" and "theme=Background&" in address.query
    image = Image.open(io.BytesIO(client.get(f"{address.path}?{address.query}").data))
    assert image.size == (1200, 630) == (int(card["og:image:width"]), int(card["og:image:height"]))
    assert card_of(client.get("/").text)["og:description"].startswith("11 events: January–November 2008.")


def test_the_card_is_at_the_public_address(report, monkeypatch):
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://example.org/yearline/")
    client = create_app(report).server.test_client()
    card = card_of(client.get("/").text)
    assert card["og:url"] == "https://example.org/yearline/"
    assert card["og:image"] == "https://example.org/yearline/timeline.png?width=1200&height=630"
    assert "Disallow: /yearline/events." in client.get("/robots.txt").text


@pytest.mark.parametrize(
    ("query", "frame", "thumbnail"),
    [
        ("", (1100, 640), (1100, 577)),
        ("maxwidth=600&maxheight=340", (600, 340), (600, 315)),
        ("maxwidth=500", (500, 640), (500, 262)),
        ("maxwidth=150", (150, 640), None),
        ("maxheight=0", (1100, 1), None),
    ],
)
def test_oembed_is_no_larger_than_asked(client, query, frame, thumbnail):
    answer = client.get(f"/oembed?url=/%3Ftheme%3DBackground&{query}").json
    assert (answer["width"], answer["height"]) == frame
    assert f'width="{frame[0]}" height="{frame[1]}"' in answer["html"]
    assert (answer.get("thumbnail_width"), answer.get("thumbnail_height")) == (thumbnail or (None, None))
    if thumbnail:
        address = urlsplit(answer["thumbnail_url"])
        picture = client.get(f"{address.path}?{address.query}")
        assert Image.open(io.BytesIO(picture.data)).size == thumbnail


def test_the_icon_is_an_icon(client):
    answer = client.get("/favicon.ico")
    assert answer.mimetype == "image/x-icon" and answer.data[:4] == b"\0\0\1\0"
    icon = Image.open(io.BytesIO(answer.data))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert icon.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0), "its corners are round"


def test_robots_are_kept_out_of_keys_and_files_but_for_previews(client):
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain" and answer.text == robots_text("/")
    previews, others = answer.text.split("\n\n")
    assert "User-agent: Twitterbot" in previews and "Disallow" not in previews
    rules = [line.removeprefix("Disallow: ") for line in others.splitlines()[1:]]

    def kept_out(address: str) -> bool:
        return any(re.match(re.escape(rule).replace(r"\*", ".*"), address) for rule in rules)

    files = (export.path for export in EXPORTS)
    for address in ("/?report=k", "/?theme=x&report=k", *files, "/embed?report=k"):
        assert kept_out(address), address
    assert not kept_out("/") and not kept_out("/?theme=Background") and not kept_out("/embed?theme=x")
