"""A template that a visitor sends for slides: used by its key, refused in a sentence where it would do harm."""

import io
import zipfile

import pytest
from pptx import Presentation

from app import create_app
from components.web import templates
from data.files.limits import LIMITS
from tests.packages import check_package, rewrite
from tests.templates import firm_template, retyped
from tests.word import firm_word_template, opened

FIRM = firm_template()
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


def send(client, content: bytes, name: str = "firm.potx"):
    head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + b"\r\n--cut--\r\n"
    return client.post("/templates", data=body, content_type="multipart/form-data; boundary=cut")


def linked(kind: str, target: str) -> bytes:
    """The template with a link out of its master."""
    entry = f'<Relationship Id="rId99" Type="{LINKED}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return rewrite(
        FIRM,
        lambda name, part: (
            part.replace(b"</Relationships>", entry.encode())
            if name.endswith("slideMaster1.xml.rels")
            else part
        ),
    )


def bomb() -> bytes:
    """The template with a part that unpacks to far more than it is."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(FIRM)) as package,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in package.namelist():
            copy.writestr(name, package.read(name))
        copy.writestr("ppt/media/image9.png", bytes(LIMITS["unpacked"].most + 1))
    return buffer.getvalue()


def hidden() -> bytes:
    """The template with its master under a name that is not that of markup."""
    moved = rewrite(FIRM, lambda _, part: part.replace(b"slideMaster1.xml", b"slideMaster1.bin"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(moved)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            copy.writestr(name.replace("slideMaster1.xml", "slideMaster1.bin"), package.read(name))
    return buffer.getvalue()


def swollen() -> bytes:
    """The template with a picture in its master that is small as long as it is packed."""
    entry = f'<Relationship Id="rId99" Type="{LINKED}/image" Target="../media/big.png"/></Relationships>'
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(FIRM)) as package,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in package.namelist():
            part = package.read(name)
            if name.endswith("slideMaster1.xml.rels"):
                part = part.replace(b"</Relationships>", entry.encode())
            if name == "[Content_Types].xml" and b'"png"' not in part:
                part = part.replace(
                    b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>'
                )
            copy.writestr(name, part)
        copy.writestr("ppt/media/big.png", bytes(LIMITS["template"].most + 1))
    return buffer.getvalue()


def crowded(count: int) -> bytes:
    """The template with so many more shapes in its master."""
    shapes = b"<p:extLst/>" * count
    return rewrite(
        FIRM,
        lambda name, part: (
            part.replace(b"</p:spTree>", shapes + b"</p:spTree>")
            if name.endswith("slideMaster1.xml")
            else part
        ),
    )


def test_slides_are_made_in_it_until_it_is_forgotten(client):
    sent = send(client, FIRM)
    assert sent.status_code == 200 and sent.json["name"] == "firm.potx"
    key = sent.json["template"]
    for slides in ("overview", "details", "build"):
        made = client.get(f"/timeline.pptx?theme=Background&slides={slides}&template={key}")
        check_package(made.data)
        deck = Presentation(io.BytesIO(made.data))
        assert len(deck.slides) == 1 and deck.slides[0].slide_layout.name == "Title Only"
        assert any(shape.name == "Bar" for shape in deck.slide_master.shapes)
    assert client.delete(f"/templates/{key}").json == {"forgotten": True}
    gone = client.get(f"/timeline.pptx?template={key}")
    assert gone.status_code == 400 and "choose it again" in gone.text


def test_what_is_kept_has_none_of_its_slides(client, data_folder):
    key = send(client, FIRM).json["template"]
    deck = client.get(f"/timeline.pptx?template={key}").data
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        assert not any(b"Internal" in package.read(name) for name in package.namelist())
    stored = b"".join(file.read_bytes() for file in data_folder.glob("yearline.db*"))
    assert key.encode() in stored and b"Internal: how to use" not in stored


HOSTILE = {
    "no file": (b"", "no PowerPoint template"),
    "no archive": (b"hello", "no PowerPoint template"),
    "cut short": (FIRM[:-3000], "no PowerPoint template"),
    "a Word file": (retyped(FIRM, b"wordprocessingml.document.main+xml"), "no PowerPoint template"),
    "macros": (retyped(FIRM, b"ms-powerpoint.template.macroEnabled.main+xml"), "holds macros"),
    "macros, written otherwise": (
        retyped(FIRM, b"ms-powerpoint.template.MACROENABLED.main+xml"),
        "holds macros",
    ),
    "a bomb": (bomb(), "unpacks to more"),
    "too large": (bytes(LIMITS["template"].most + 1), "is larger than"),
    "a linked picture": (linked("image", "https://elsewhere.example/a.png"), "from elsewhere"),
    "a file of a network": (linked("hyperlink", "file://server/share"), "from elsewhere"),
    "a linked object": (linked("oleObject", "file:///etc/passwd"), "from elsewhere"),
    "hidden markup": (hidden(), "no PowerPoint template"),
    "swollen": (swollen(), "is larger than"),
    "crowded": (crowded(LIMITS["template_elements"].most), "layouts of more than"),
}


@pytest.mark.parametrize("title", HOSTILE)
def test_what_does_harm_is_refused_in_a_sentence(client, title):
    content, words = HOSTILE[title]
    answer = send(client, content)
    assert answer.status_code == 422, answer.text
    assert words in answer.json["error"] and answer.json["error"].startswith("firm.potx ")
    assert "Traceback" not in answer.text and len(answer.json["error"]) < 200


WORD = firm_word_template()


def test_a_chronology_is_written_in_a_word_template(client):
    sent = send(client, WORD, "firm.dotx")
    assert sent.json["path"] == "/chronology.docx" and sent.json["name"] == "firm.dotx"
    key = sent.json["template"]
    made = client.get(f"/chronology.docx?template={key}").data
    check_package(made, "docx")
    assert opened(made).sections[0].header.paragraphs[0].text == "Miller & Partners"
    for_slides = client.get(f"/timeline.pptx?template={key}")
    assert for_slides.status_code == 422 and "firm.dotx is no PowerPoint template" in for_slides.text
    slides = send(client, FIRM).json
    assert slides["path"] == "/timeline.pptx"
    for_words = client.get(f"/chronology.docx?template={slides['template']}")
    assert for_words.status_code == 400 and "firm.potx is no Word template" in for_words.text


def from_elsewhere(part: str, kind: str) -> bytes:
    """The template with a link out of one of its parts, which no body needs."""
    entry = f'<Relationship Id="rId99" Type="{LINKED}/{kind}" Target="file:///a.png" TargetMode="External"/></Relationships>'
    return rewrite(
        WORD,
        lambda name, content: (
            content.replace(b"</Relationships>", entry.encode()) if name.endswith(part) else content
        ),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "no Word template"),
        (WORD[:-3000], "no Word template"),
        (FIRM, "no Word template"),
        (firm_word_template(b"ms-word.template.macroEnabledTemplate.main+xml"), "holds macros"),
        (bytes(LIMITS["template"].most + 1), "is larger than"),
        (from_elsewhere("word/_rels/document.xml.rels", "customXml"), "from elsewhere"),
    ],
)
def test_a_word_template_that_does_harm_is_refused_in_a_sentence(client, content, words):
    answer = send(client, content, "firm.dotx")
    assert answer.status_code == 422 and words in answer.json["error"], answer.text
    assert answer.json["error"].startswith("firm.dotx ") and len(answer.json["error"]) < 200


def test_what_went_with_the_words_of_a_template_refuses_none(client):
    for kind in ("hyperlink", "image"):
        sent = send(client, from_elsewhere("word/_rels/document.xml.rels", kind), "firm.docx")
        assert sent.status_code == 200, kind


def test_a_link_to_a_page_stays(client):
    assert send(client, linked("hyperlink", "https://firm.example/")).status_code == 200


def test_a_name_is_no_markup_and_no_path(client):
    answer = send(client, b"", "../../etc/<b>\0x.potx")
    assert answer.status_code == 422 and "\0" not in answer.json["error"]


def test_nothing_sent_no_key_and_a_closed_server(client, monkeypatch):
    assert client.post("/templates").status_code == 400
    assert client.get("/timeline.pptx?template=../../x").status_code == 400
    assert client.delete("/templates/none").json == {"forgotten": False}
    elsewhere = client.post("/templates", headers={"Origin": "https://evil.example"})
    assert elsewhere.status_code == 403
    monkeypatch.setenv("YEARLINE_UPLOADS", "off")
    assert send(client, FIRM).status_code == 403


def test_who_comes_when_others_wait_is_told(client):
    held = [templates._MOST_WAITING.acquire(blocking=False) for _ in range(4)]
    try:
        assert send(client, FIRM).status_code == 503
    finally:
        for taken in held:
            if taken:
                templates._MOST_WAITING.release()
