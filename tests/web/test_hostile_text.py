"""Titles, headlines and actors that were written to break what carries them."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pandas as pd
import pytest
from pptx import Presentation

from app import create_app
from components.web.embedding import embed_code
from data import Report, Selection, load, parse_report, to_csv, to_timeline_js
from data.events.table import as_table

NASTY = [
    "<!--<script>alert(1)",
    "</script><script>alert(1)</script>",
    "bell \x07 and NUL \x00 and \x0b here",
    "half a pair \ud800 here",
    '" onload="alert(1)',
    "]]> & <b>bold</b>",
    "$title ${data}",
]


def make_report(title: str = "Freedonia", headlines: list[str] | None = None) -> tuple[Report, pd.DataFrame]:
    headlines = headlines or ["A strike begins"]
    text = "Work\n\n" + " ".join(f"In May 2012, event {i} began." for i in range(len(headlines)))
    report = parse_report(text, year=2012, title=title)
    rows = [
        {
            "id": f"e{i}",
            "date": "2012-05",
            "first_day": "2012-05-01",
            "last_day": "2012-05-31",
            "precision": "month",
            "in_year": True,
            "theme": headline,
            "actors": [headline],
            "by": [headline],
            "to": [headline],
            "where": [headline],
            "headline": headline,
            "text": headline,
            "start": i,
            "end": i,
        }
        for i, headline in enumerate(headlines)
    ]
    table = as_table(rows, headlines)
    table.attrs["kinds"] = {headline: "organisation" for headline in headlines}
    return report, table


@pytest.fixture(scope="module")
def client():
    return create_app(*make_report("Freedonia\x00\ud800", NASTY)).server.test_client()


class Elements(HTMLParser):
    """The elements of a page with their attributes, as a browser finds them."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", ["/timeline.svg", "/timeline.svg?q=%00%0B"])
def test_an_svg_is_xml_whatever_the_headlines_say(client, path):
    texts = " ".join(text.text or "" for text in ET.fromstring(client.get(path).data).iter())
    assert "alert(1)" in texts or "No event" in texts


def test_a_deck_opens_whatever_the_headlines_say(client):
    for slides in ("overview", "themes", "build"):
        deck = Presentation(io.BytesIO(client.get(f"/timeline.pptx?slides={slides}").data))
        names = [shape.name for slide in deck.slides for shape in slide.shapes]
        assert "<!--<script>alert(1)" in names


def test_png_pdf_data_and_page_carry_all_of_it(client):
    for path in ("/timeline.png", "/timeline.pdf", "/events.csv", "/events.json", "/annotations.jsonld"):
        assert client.get(path).status_code == 200, path
    assert client.get("/drawing?width=1100&event=e3&view=table").json["count"] == len(NASTY)
    assert client.get("/").status_code == 200


def test_a_file_to_keep_has_no_script_but_its_own(client):
    page = client.get("/timeline.html").text
    scripts = [attrs for tag, attrs in Elements(page).found if tag == "script"]
    assert scripts == [
        {"type": "application/json", "id": "data"},
        {"type": "text/plain", "id": "plotly"},
        {},
    ]
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert data and "<" not in data[1]
    assert NASTY[0] in [event["headline"] for event in json.loads(data[1])["events"].values()]


@pytest.mark.parametrize("title", ["</title><script>alert(1)</script>", '"><script>alert(1)</script>'])
def test_a_title_is_a_title(title):
    app = create_app(*make_report(title))
    found = Elements(app.server.test_client().get("/").text).found
    plain = Elements(create_app(*make_report()).server.test_client().get("/").text).found
    assert [tag for tag, _ in found] == [tag for tag, _ in plain]
    description = next(attrs for tag, attrs in found if attrs.get("name") == "description")
    assert description["content"].startswith(f"{title}, 2012: the year as a timeline.")


@pytest.mark.parametrize("title", ['Say "yes"', "</iframe><script>alert(1)</script>", "Côte d'Ivoire"])
def test_the_embed_code_is_one_frame_with_the_title(title):
    selection = Selection(theme=("A & B",), q='"x"')
    code = embed_code("https://example.org/", selection, title, 480)
    assert "%C3" not in code.split("title=")[1]
    [(tag, attributes)] = Elements(code).found
    assert (tag, attributes["title"], attributes["height"]) == ("iframe", title, "480")
    assert Selection.from_query(attributes["src"].partition("?")[2]) == selection
    client = create_app(*make_report(title)).server.test_client()
    [(_, oembed)] = Elements(client.get("/oembed?url=/").json["html"]).found
    # The page's code has a script behind the frame, which makes it as tall as it says that it is.
    [(_, page), (second, _)] = Elements(client.get("/drawing").json["embed"]).found
    assert second == "script"
    assert oembed["title"] == page["title"] == f"{title}, 2012" and oembed["src"] == page["src"]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=quoted", "''@twice", "plain", "'plain'"]


def test_no_cell_of_a_csv_is_a_formula_and_it_reads_back(tmp_path):
    _, table = make_report(headlines=FORMULAS)
    for text in (to_csv(table), to_timeline_js(table, "=title", "@about")):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    assert "'\tx" in to_csv(table.assign(text="\tx")) and "'\rx" in to_csv(table.assign(text="\rx"))
    (tmp_path / "own.csv").write_text(to_csv(table), "utf-8")
    _, again = load(tmp_path / "own.csv")
    for column in ("headline", "text", "theme", "actors"):
        assert list(again[column]) == list(table[column]), column


def test_the_first_picture_has_nasty_words_as_words(client):
    page = client.get("/?view=table").text
    picture = page[page.index('<div id="first">') : page.index('<div id="react-entry-point">')]
    scripts = re.findall(r"<script.*?</script>", picture, re.S)
    assert len(scripts) == 1 and "FontFace" in scripts[0]  # ours, for the letters
    elements = Elements(re.sub(r"<script.*?</script>", "", picture, flags=re.S)).found
    assert not [tag for tag, attrs in elements if tag in ("b", "script") or "onload" in attrs]
    assert NASTY[4] in [attrs.get("value") for _, attrs in elements]
    assert not {*"\x00\x07\ud800"} & {*picture}
