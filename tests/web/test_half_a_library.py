"""Files wait until what they are asked for is read; with `partial=1` they have what is there, and say what is missing."""

import io
import json
import threading

import pytest
from pptx import Presentation

from app import create_app
from components.library.folder import FileShelf
from components.library.library import Library
from components.library.shelf import AllTogether
from components.web.export_answers import MISSING
from components.web.exports import EXPORTS
from tests.waiting import wait_until
from tests.word import opened
from tests.workbooks import about

NORTH = "North\n\nDeath penalty\n\nIn March 2012, a court in the capital sentenced Ana Roe to death.\n"
SOUTH = "South\n\nExecutions\n\nOn 5 May 2012, two men were executed in the port. In June 2012, the mayor resigned.\n"
BARE = "Bare\n\nPlaces\n\nIn 1990, a port was built.\n"


class Slow(FileShelf):
    """Files of which the second is read when a test says so."""

    def __init__(self, paths):
        super().__init__(paths, 2012)
        self.go_on = threading.Event()

    def iter_tables(self):
        for number, (name, table) in enumerate(super().iter_tables()):
            if number == 1:
                assert self.go_on.wait(600)
            yield name, table


@pytest.fixture
def shelf(tmp_path):
    for name, text in (("north", NORTH), ("south", SOUTH), ("bare", BARE)):
        (tmp_path / f"{name}.txt").write_text(text)
    shelf = Slow([tmp_path / f"{name}.txt" for name in ("north", "south", "bare")])
    yield shelf
    shelf.go_on.set()


@pytest.fixture
def client(shelf):
    client = create_app(library=Library(shelf=shelf)).server.test_client()
    wait_until(lambda: reading(client)[0] >= 1, "the first report")
    return client


def reading(client) -> list[int]:
    return client.get("/drawing?report=*&width=900").json["reading"]


def wait_for_all(client, shelf) -> None:
    shelf.go_on.set()
    wait_until(lambda: reading(client) == [3, 3], "all reports")


OF_SEVERAL = [export for export in EXPORTS if not export.proves]  # a proof is of one report


@pytest.mark.parametrize("export", OF_SEVERAL, ids=[export.path for export in OF_SEVERAL])
def test_files_wait_until_all_is_read(client, shelf, export):
    for query in ("report=*", "report=*&theme=Executions"):
        answer = client.get(f"{export.path}?{query}")
        assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
        assert "Not read yet: South, Bare." in answer.text and "partial=1" in answer.text
    partial = client.get(f"{export.path}?report=*&partial=1")
    assert partial.status_code == 200 and partial.headers[MISSING] == "Not read yet: South, Bare."
    if export.ending:
        assert f"-partial.{export.ending}" in partial.headers["Content-Disposition"]


def test_what_is_read_is_whole(client, shelf):
    for query in ("report=North", "report=*&report=North", "report=*&report=South"):
        assert client.get(f"/events.csv?{query}").status_code == 200, (
            "a report asked for by name is read at once"
        )
    wait_for_all(client, shelf)
    for query in ("report=*", "report=*&partial=1"):
        whole = client.get(f"/events.csv?{query}")
        assert whole.status_code == 200 and MISSING not in whole.headers
        assert "partial" not in whole.headers["Content-Disposition"] and len(whole.text.splitlines()) == 4


def test_what_can_say_what_is_missing_says_it(client):
    asked = "report=*&partial=1"
    package = client.get(f"/datapackage.json?{asked}").json
    assert package["missing"] == ["South", "Bare"] and package["description"].endswith("South, Bare.")
    assert client.get(f"/annotations.jsonld?{asked}").json["schema:description"].startswith("Not read yet:")
    assert "Not read yet: South" in client.get(f"/timelinejs.csv?{asked}").text
    short = "without 2 reports that are not read yet"
    for path in ("/timeline.svg", "/sheet.svg", "/timeline.html"):
        assert short in client.get(f"{path}?{asked}").text.replace("\n", " "), path
    deck = Presentation(io.BytesIO(client.get(f"/timeline.pptx?{asked}").data))
    assert short in " ".join(getattr(shape, "text", "") for shape in deck.slides[0].shapes)
    book = client.get(f"/events.xlsx?{asked}").data
    assert about(book)["Not in this file"] == "Not read yet: South, Bare."
    document = opened(client.get(f"/chronology.docx?{asked}").data)
    assert "Not read yet: South, Bare." in [part.text for part in document.paragraphs]
    rows = json.loads(client.get(f"/events.json?{asked}").text)
    assert {row["report"] for row in rows} == {"North"}


def test_what_is_not_read_may_have_what_is_asked_for(client):
    answer = client.get("/events.csv?report=*&partial=1&theme=Executions")
    assert answer.status_code == 503, "no theme of what is read, and so nothing is known of it yet"


def test_a_view_says_what_was_read_since_as_unread(shelf):
    together = AllTogether(shelf)
    shelf.go_on.set()
    together._read()
    assert together.view({}, 0).unread == ("North", "South"), "one without events lacks nothing"
