import io

import docx
import pytest

from data import ReportError, extract_events, read_report

HTML = """<!doctype html><html><head><title>x</title><style>p{}</style></head><body><nav>In June, menu</nav>
<main><h1>Freedonia</h1><h2>Justice</h2><p>In March, the mayor
resigned.</p><ul><li>On 12 May, a strike began.</li></ul></main><script>In July</script></body></html>"""


def found(path):
    table = extract_events(read_report(path, 2012))
    return list(zip(table["date"], table["theme"], strict=True))


EXPECTED = [("2012-03", "Justice"), ("2012-05-12", "Justice")]


def test_html_as_saved_from_a_browser(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(HTML, "utf-8")
    assert found(file) == EXPECTED


def test_word(tmp_path):
    document = docx.Document()
    document.add_heading("Justice")
    document.add_paragraph("In March, the mayor resigned.")
    document.add_paragraph("On 12 May, a strike began.", style="List Bullet")
    document.save(tmp_path / "r.docx")
    assert found(tmp_path / "r.docx") == EXPECTED


def test_markdown(tmp_path):
    (tmp_path / "r.md").write_text(
        "## Justice\n\nIn March, the mayor resigned.\n\n- On 12 May, a strike began.\n", "utf-8"
    )
    assert found(tmp_path / "r.md") == EXPECTED


def test_pdf_in_two_columns(tmp_path, browser):
    page = browser.new_page()
    left = (
        "<h2>Justice</h2><p>In March, the mayor of the capital resigned after a long inquiry.</p>"
        + "<p>Nothing else was reported there.</p>" * 14
    )
    right = (
        "<p>On 12 May, a strike began at the harbour of the capital.</p>"
        + "<p>Prices rose for many families.</p>" * 14
    )
    page.set_content(
        f'<div style="display:flex;gap:60px;font:12px Arial"><div style="flex:1">{left}</div><div style="flex:1">{right}</div></div>'
    )
    (tmp_path / "r.pdf").write_bytes(page.pdf())
    page.close()
    assert found(tmp_path / "r.pdf") == EXPECTED


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 cut off", "PDF that cannot be read"),
        (b"PK\x03\x04broken", "Word document"),
        (b"\xd0\xcf\x11\xe0old", "old Word"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, content, said):
    (tmp_path / "r.bin").write_bytes(content)
    with pytest.raises(ReportError, match=said) as error:
        read_report(tmp_path / "r.bin", 2012)
    assert "\n" not in str(error.value)


def test_a_pdf_without_text(tmp_path):
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PDF")
    (tmp_path / "scan.pdf").write_bytes(picture.getvalue())
    with pytest.raises(ReportError, match="OCR"):
        read_report(tmp_path / "scan.pdf", 2012)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_encodings_people_have(tmp_path, encoding):
    text = "Justice\n\nIn March, the mayor’s office closed “for good” in São Tomé after a long inquiry.\n\nOn 12 May, a strike began.\n"
    (tmp_path / "r.txt").write_bytes(text.encode(encoding))
    assert found(tmp_path / "r.txt") == EXPECTED


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.rtf", b"{\\rtf1 In March", "Rich Text"),
        ("r.png", b"\x89PNG....", "picture"),
        ("r.pdf", b"In March, the mayor resigned.", "named .pdf but is none"),
        ("r.txt", bytes(range(128, 256)) * 4, "encoding"),
    ],
)
def test_other_files_are_one_sentence(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError, match=said):
        read_report(tmp_path / name, 2012)
