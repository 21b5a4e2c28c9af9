"""The first answer holds the drawn page, and waits for nothing else."""

import html
import re
from pathlib import Path

import brotli
import pytest

from app import create_app
from components.draw.letters import LETTERS, letters_of
from components.page.prerender import WIDTHS
from components.web.index import DRAWN_WITH


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def first_of(page: str) -> str:
    return page[page.index('<div id="first">') : page.index('<div id="react-entry-point">')]


def test_the_first_answer_has_the_headlines_and_waits_for_nothing(client, table):
    page = client.get("/").text
    before = page[: page.index('<div id="react-entry-point">')]
    titles = html.unescape(first_of(page))
    for headline in table[table["in_year"]]["headline"]:
        assert f"<title>{headline}," in titles
    assert "11 of 11 events" in titles and "The year in brief" in titles
    assert not re.search(r"<link[^>]*stylesheet|<script[^>]*src|@import", before)
    # As it is sent: letters, styles and picture; what comes behind it delays no word.
    assert len(brotli.compress(before.encode(), quality=5)) < 48_000


def test_it_is_drawn_for_usual_rooms_or_for_the_known_one(client):
    page = client.get("/").text
    assert [int(width) for width in re.findall(r'<div class="at at-(\d+)"><svg', page)] == list(WIDTHS)
    client.set_cookie("yearline-room", "911.1")
    known = client.get("/").text
    client.delete_cookie("yearline-room")
    assert re.findall(r'<div class="at at-(\d+)"><svg', known) == ["911"]


def test_it_is_of_what_is_asked_for(client):
    picture = client.get("/first?theme=Background").text
    assert 'checked value="Background"' in picture
    assert picture.startswith("<title>2 of 11 events: ") and picture.count("<g data-event") == 2 * len(WIDTHS)
    chart = re.compile(r'<div id="early">.*?<div id="timeline">', re.S)
    assert chart.findall(picture) == chart.findall(client.get("/?theme=Background").text)
    assert "<td" in client.get("/first?view=table").text
    embed = first_of(client.get("/embed?theme=Background").text)
    assert 'class="page embed"' in embed and "11 of 11" not in embed
    assert "No event matches" in client.get("/first?q=nowhere").text
    assert client.get("/first?theme=" + "x" * 100_000).status_code == 200


def test_letters_are_few_and_whole():
    assert sum(len(letters_of(name)) for name in ("sans-regular.ttf", "sans-semibold.ttf")) < 16_000
    assert {*"aZ09 .,’–…"} <= {*LETTERS}


def test_dash_is_told_which_components_hold_others_on_any_page(client):
    pages = Path("components/page").glob("*.py")
    assert {
        name for page in pages for name in re.findall(r"\bdmc\.([A-Z]\w+)", page.read_text())
    } == DRAWN_WITH
    config = client.get("/").text.split('"children_props":')[1]
    assert '"Checkbox":["label",' in config
