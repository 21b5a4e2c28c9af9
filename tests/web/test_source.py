"""The file of a report at its address: as it was opened, and nothing that a browser runs."""

import io
import re
from pathlib import Path

import pytest

from app import create_app, library_for, library_of
from components.library.library import Library
from components.web.source import choose_answer, name_in_header
from data.store import File, open_store
from tests.data.files.test_pdf_layout import make_pdf
from tests.waiting import wait_until

TEXT = "Background\n\nIn March 2012, the mayor of Zenda resigned. On 12 May 2012, a strike began there.\n"
SCRIPT = "<script>alert(document.cookie)</script>"
PAGE = f"<html><body><p>In March 2012, the mayor resigned.</p>{SCRIPT}</body></html>"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}<text>In March 2012, the mayor resigned.</text></svg>'


@pytest.fixture
def client(report, table, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    return create_app(report, table).server.test_client()


def send(client, name: str, content: bytes) -> str:
    answer = client.post("/open", data={"file": (io.BytesIO(content), name)}).json
    return answer.get("report") or answer["state"].rpartition("/")[2]


def wait_for(client, key: str) -> None:
    def is_ready() -> bool:
        state = client.get(f"/reading/{key}").json["state"]
        assert state in ("waiting", "reading", "ready")
        return state == "ready"

    wait_until(is_ready, "the report")


def assert_closed(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox;") and "allow" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers.get("Access-Control-Allow-Origin") is None
    assert answer.mimetype not in ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml")


@pytest.mark.parametrize(
    ("name", "content", "media_type", "disposition"),
    [
        ("a.txt", TEXT.encode(), "text/plain; charset=utf-8", 'inline; filename="a.txt"'),
        ("a.txt", TEXT.encode("utf-16"), "application/octet-stream", 'attachment; filename="a.txt"'),
        ("a.html", PAGE.encode(), "text/plain; charset=utf-8", 'inline; filename="a.html.txt"'),
        ("a.txt", PAGE.encode(), "text/plain; charset=utf-8", 'inline; filename="a.txt"'),
        ("a.xhtml", PAGE.encode(), "text/plain; charset=utf-8", 'inline; filename="a.xhtml.txt"'),
        ("a.svg", SVG.encode(), "text/plain; charset=utf-8", 'inline; filename="a.svg.txt"'),
        ("a.xml", b"<?xml version='1.0'?><x/>", "text/plain; charset=utf-8", 'inline; filename="a.xml.txt"'),
        ("a.exe", b"MZ\x90\0\xff", "application/octet-stream", 'attachment; filename="a.exe.bin"'),
        ("a.pdf", b"%PDF-1.7 " + SCRIPT.encode(), "application/pdf", 'inline; filename="a.pdf"'),
        ("a.html", b"%PDF-1.7 x", "application/pdf", 'inline; filename="a.html.pdf"'),
        ("a.pdf", PAGE.encode(), "text/plain; charset=utf-8", 'inline; filename="a.pdf.txt"'),
        ("", TEXT.encode(), "text/plain; charset=utf-8", 'inline; filename="report.txt"'),
    ],
)  # fmt: skip
def test_a_strangers_file_is_never_a_page(client, name, content, media_type, disposition):
    chosen, shows, named = choose_answer(File(name, content))
    assert (chosen, f"{'inline' if shows else 'attachment'}; {name_in_header(named)}") == (
        media_type,
        disposition,
    )
    if name:
        store = open_store()  # as a visitor's file is there before it is read, whatever comes of that
        answer = client.get(f"/source?report={store.add_report(name, content)}")
        store.close()
        assert answer.status_code == 200 and answer.data == content
        assert answer.content_type == media_type and answer.headers["Content-Disposition"] == disposition
        assert_closed(answer)


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="evil.html".txt',
        "a\r\nSet-Cookie: x=1.txt",
        "../../etc/passwd.txt",
        "..\\..\\evil.txt",
        "zażółć \u202egnp.txt",
        "报告.txt",
        "\ud800.txt",
        "x" * 5000 + ".txt",
        "...",
        "\0",
    ],
)
def test_no_name_leaves_its_header_or_its_folder(name):
    said = name_in_header(name)
    assert re.fullmatch(r'filename="[\w .()-]+"(; filename\*=UTF-8\'\'[\w.~%-]+)?', said, re.A)
    assert "/" not in said and "\\" not in said and "%2F" not in said.upper() and "%5C" not in said.upper()
    assert len(said) < 1500 and "%E2%80%AE" not in said


def test_the_file_is_that_of_whoever_may_read_it_and_goes_with_the_report(client):
    key = send(client, "a.txt", TEXT.encode())
    wait_for(client, key)
    read = client.get(f"/links?report={key}").json["read"]
    assert client.get(f"/source?report={read}").data == TEXT.encode()
    client.delete(f"/reports/{key}")
    for one in (key, read, "A" * 22, "../../etc/passwd", "none"):
        answer = client.get("/source", query_string={"report": one})
        assert answer.status_code == 404 and answer.text.count("\n") == 1 and TEXT not in answer.text
        assert_closed(answer)
    two = ",".join(send(client, f"{one}.txt", TEXT.encode()) for one in "ab")
    assert client.get(f"/source?report={two}").status_code == 404


def test_a_file_of_the_servers_own_is_there_until_it_is_gone_or_another(tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_text(TEXT + path.name)
    for library, key in ((library_for(paths[0]), ""), (library_of(paths), "A")):
        client = create_app(library=library).server.test_client()
        there = f"/source?report={key}"
        assert client.get(there).data == paths[0].read_bytes()
        paths[0].write_text(TEXT + "and more")
        assert client.get(there).status_code == 404 and "was changed since" in client.get(there).text
        paths[0].unlink()
        assert client.get(there).status_code == 404 and "no longer where it was" in client.get(there).text
        paths[0].write_text(TEXT + "a.txt")
    assert client.get("/source?report=*").status_code == 404


@pytest.fixture
def a_pdf(tmp_path) -> Path:
    body = '#set page(numbering: "1")\n= Justice\n\nIn March 2012, the mayor of Zenda resigned.\n'
    (tmp_path / "zenda.pdf").write_bytes(
        make_pdf(body + "#pagebreak()\nOn 12 May 2012, a strike began at the harbour.\n")
    )
    return tmp_path / "zenda.pdf"


def test_the_page_in_the_details_opens_the_file_there_while_it_is_there(a_pdf, tmp_path, monkeypatch):
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "kept"))
    library = library_for(a_pdf, year=2012)
    client = create_app(library=library).server.test_client()
    event = client.get("/events.json").json[-1]
    assert event["pdf_page"] == 2
    asked = f"/drawing?width=900&event={event['id']}"
    assert (
        '"/source#page=2"' in client.get(asked).text
        and 'href="/source#page=2"' in client.get(f"/?event={event['id']}").text
    )
    key = send(client, "z.pdf", a_pdf.read_bytes())
    wait_for(client, key)
    read = client.get(f"/links?report={key}").json["read"]
    drawn = client.get(f"{asked}&report={key}").text
    assert f'"/source?report={read}#page=2"' in drawn, "what is passed on does not edit"
    assert f"/source?report={key}" not in drawn
    a_pdf.unlink()
    gone = create_app(library=Library(library.first, place=library.own.place)).server.test_client()
    assert "/source" not in gone.get(asked).text and ", p. 2" in gone.get(asked).text
