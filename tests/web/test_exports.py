"""Every export, by the table of exports."""

import io
import json
import re
import zipfile

import pandas as pd
import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation

from app import create_app
from components.web.exports import EXPORTS
from data import Selection, annotations_jsonld, load
from tests.word import opened
from tests.workbooks import about, sheets_of

DRAWN = [export for export in EXPORTS if export.draws]


def path_of(export):
    return export.path


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


@pytest.mark.parametrize("export", EXPORTS, ids=path_of)
def test_an_export_says_what_it_is_and_who_may_read_it(client, export):
    answer = client.get(export.path + "?theme=Background")
    assert answer.status_code == 200 and answer.data and answer.mimetype == export.media_type
    assert answer.headers.get("Access-Control-Allow-Origin") == (None if export.proves else "*")
    name = f'attachment; filename="kazakstan-2008.{export.ending}"' if export.ending else None
    assert answer.headers.get("Content-Disposition") == name
    words = None if export.draws else "2 of 11 events: theme is Background."
    assert answer.headers.get("X-Selection") == words


@pytest.mark.parametrize("export", EXPORTS, ids=path_of)
@pytest.mark.parametrize(
    "query", ["theme=Nope", "from=x", "q=" + "x" * 10000, "from=2008-05&to=2008-01", "report=none"]
)
def test_bad_queries_answer_400_with_a_sentence(client, export, query):
    answer = client.get(f"{export.path}?{query}")
    assert answer.status_code == 400 and answer.data.count(b"\n") == 1


@pytest.mark.parametrize("path", [*map(path_of, EXPORTS), "/drawing"])
@pytest.mark.parametrize(
    "query", ["q=no+such+words", "q=line%0Abreak%0D%0Ax", "q=%3Cscript%3E%00", "event=none"]
)
def test_a_selection_without_events_is_a_file_too(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


def test_each_link_of_the_share_dialog_is_in_the_page(client):
    page = client.get("/").text
    for export in EXPORTS:
        for link in export.links:
            address = export.path + (f"?{link.query}" if link.query else "")
            assert f'data-path="{address}"><strong>{link.label}</strong>' in page
            assert client.get(address).status_code == 200


def test_data_is_the_selection(client):
    table = pd.read_csv(io.BytesIO(client.get("/events.csv?theme=Background").data))
    assert list(table["theme"]) == ["Background"] * 2
    assert len(client.get("/events.json?actor=UNHCR").json) == 1
    assert len(client.get("/events.json").json) == 13, "all years where nothing is filtered"
    assert client.get("/healthz").json["events"] == 11 and client.get("/readyz").json == {"status": "ok"}


def test_a_csv_opens_in_a_spreadsheet_and_plain_for_programs(client):
    answer, plain = client.get("/events.csv"), client.get("/events.csv?csv=plain")
    assert answer.data == b"\xef\xbb\xbf" + plain.data and plain.data.startswith(b"id,date,")
    assert answer.headers["X-Selection"] == plain.headers["X-Selection"]


def test_a_workbook_is_the_selection(client):
    answer = client.get("/events.xlsx?theme=Background")
    rows = sheets_of(answer.data)["Events"]
    assert [row[rows[0].index("theme")] for row in rows[1:]] == ["Background"] * 2
    said = about(answer.data)
    assert said["Title"] == "Kazakstan, 2008"
    assert said["Selection"] == "2 of 11 events: theme is Background."
    assert 'rel="describedby"' in answer.headers["Link"]


def test_a_chronology_is_the_selection(client, monkeypatch):
    monkeypatch.setenv("YEARLINE_HOSTS", "example.org")
    asked = "/chronology.docx?theme=Background&headings=theme"
    document = opened(client.get(asked, base_url="https://example.org/").data)
    words = [part.text for part in document.paragraphs]
    assert words[:2] == ["Kazakstan, 2008", "Chronology · Amnesty International Report 2009"]
    assert words[2].startswith("2 of 11 events: theme is Background. ")
    assert words[3] == "Background" and len(document.tables[0].rows) == 3
    assert "https://example.org/?theme=Background" in words[-1]
    here = opened(client.get("/chronology.docx", base_url="http://127.0.0.1:8050/").data)
    assert not HERE.search(here.paragraphs[-1].text) and len(here.tables) == 3, (
        "all years where nothing is filtered"
    )
    wrong = client.get("/chronology.docx?headings=x")
    assert wrong.status_code == 400 and "headings=theme" in wrong.text


def test_timeline_js_columns_come_back_as_the_same_events(client, tmp_path, table):
    (tmp_path / "t.csv").write_bytes(client.get("/timelinejs.csv").data)
    _, again = load(tmp_path / "t.csv")
    assert list(again["headline"]) == list(table["headline"]) and list(again["theme"]) == list(table["theme"])


def test_the_data_package_says_what_the_csv_holds(client):
    package = client.get("/datapackage.json?theme=Background").json
    assert package["resources"][0]["path"].endswith("/events.csv?theme=Background")
    assert package["description"] == "2 of 11 events: theme is Background."
    assert [f["name"] for f in package["resources"][0]["schema"]["fields"]] == list(
        pd.read_csv(io.BytesIO(client.get("/events.csv").data)).columns
    )


def test_events_of_other_years_are_counted_apart(client):
    for path in ("/events.csv", "/timelinejs.csv"):
        assert client.get(path).headers["X-Selection"] == "11 of 11 events, and 2 of other years."
    assert "11 of 11 events, and 2 of other years. Source" in client.get("/timelinejs.csv").get_data(
        as_text=True
    )


def test_annotations_are_those_of_the_selection(client, report, table):
    selection = Selection(theme=("Background",))
    address = "http://localhost/?" + selection.to_query()
    expected = annotations_jsonld(report, selection.apply(table[table["in_year"]]), address)
    assert json.loads(client.get("/annotations.jsonld?theme=Background").data) == expected
    every = expected["first"]["items"]
    assert expected["total"] == len(every)
    assert [item["body"]["type"] for item in every].count("schema:Event") == 2


@pytest.mark.parametrize(("query", "size"), [("", (1920, 1080)), ("width=1000&height=800", (1000, 800))])
def test_a_picture_has_the_size_that_is_asked_for(client, query, size):
    image = Image.open(io.BytesIO(client.get(f"/timeline.png?{query}&theme=Background").data))
    assert image.size == size and len(image.convert("RGB").getcolors(1 << 24) or []) > 20
    assert image.convert("RGBA").getpixel((3, 3)) == (255, 255, 255, 255)
    file = pypdfium2.PdfDocument(client.get(f"/timeline.pdf?{query}&theme=Background").data)
    assert len(file) == 1 and file[0].get_size() == pytest.approx([side * 0.75 for side in size])
    text = " ".join(file[0].get_textpage().get_text_range().split())
    assert "Kazakstan, 2008" in text and "2 events: theme is Background" in text
    file.close()


def test_a_picture_with_its_letters_as_shapes(client):
    plain, shapes = client.get("/timeline.svg"), client.get("/timeline.svg?outlines=1")
    assert "<text" in plain.text and 'textLength="' in plain.text
    assert "<text" not in shapes.text and "@font-face" not in shapes.text
    assert 'aria-label="Kazakstan, 2008"' in shapes.text


def test_a_transparent_picture(client):
    image = Image.open(io.BytesIO(client.get("/timeline.png?paper=none").data))
    assert image.getchannel("A").getpixel((3, 3)) == 0


@pytest.mark.parametrize("query", ["width=²", "width=0", "height=99999", "width=-5", "height=x", "width=1e3"])
def test_a_size_that_is_none_is_one_sentence(client, query):
    for export in DRAWN:
        if export.path in ("/timeline.svg", "/timeline.png", "/timeline.pdf"):
            answer = client.get(f"{export.path}?{query}")
            assert answer.status_code == 400 and answer.text.count("\n") == 1


def test_the_deck_knows_its_builds(client):
    for slides in ("details", "overview", "build", "themes"):  # the last as addresses had it before
        deck = Presentation(io.BytesIO(client.get(f"/timeline.pptx?slides={slides}").data))
        assert len(deck.slides) == 1, "one slide has room for all, and is not told again"
    assert client.get("/timeline.pptx?slides=none").status_code == 400


HERE = re.compile(r"127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1\]")


def text_of(content: bytes, media_type: str) -> str:
    """All of what a file holds, links included."""
    if media_type.endswith("presentation"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if media_type == "application/pdf":
        with pypdfium2.PdfDocument(content) as file:
            return file[0].get_textpage().get_text_range() + content.decode("latin-1")
    return content.decode("latin-1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050", "a.localhost", "0.0.0.0:80"]
)
@pytest.mark.parametrize("export", DRAWN, ids=path_of)
def test_nothing_that_leaves_this_machine_leads_back_to_it(client, monkeypatch, export, host):
    monkeypatch.delenv("YEARLINE_PUBLIC_URL", raising=False)
    monkeypatch.setenv("YEARLINE_HOSTS", "a.localhost")
    answer = client.get(export.path + "?theme=Background", base_url=f"http://{host}/")
    assert answer.status_code == 200
    assert not HERE.search(text_of(answer.data, export.media_type)), export.path


@pytest.mark.parametrize("path", ["/timeline.pptx", "/timeline.svg", "/timeline.pdf"])
def test_where_others_reach_it_the_address_is_said(client, path, monkeypatch):
    monkeypatch.setenv("YEARLINE_HOSTS", "example.org")
    export = next(export for export in EXPORTS if export.path == path)
    answer = client.get(f"{path}?theme=Background", base_url="https://example.org/")
    assert "https://example.org/?theme=Background" in "".join(text_of(answer.data, export.media_type).split())
