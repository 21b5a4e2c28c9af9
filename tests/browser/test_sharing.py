"""Pictures, copies and frames, as a browser makes and shows them."""

import http.server
import io
import re
import threading
from typing import Any
from urllib.parse import unquote

import pytest
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from app import create_app
from components.web.exports import EXPORTS
from data.files.formats import accepted
from tests.browser.conftest import serving
from tests.templates import firm_template
from tests.waiting import wait_until


@pytest.mark.parametrize(("name", "size"), [("PNG 1920", (1920, 1080)), ("PNG 3840", (3840, 2160))])
def test_a_picture_is_laid_out_for_its_own_size(open_page, name, size):
    page = open_page("/?theme=Background", width=800)
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    picture = Image.open(download.value.path())
    assert picture.size == size and download.value.suggested_filename == "kazakstan-2008.png"
    assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours and len(colours) > 20


def test_a_transparent_picture(open_page):
    page = open_page("/")
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    page.get_by_role("button", name="Transparent").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG 1920").click()
    assert Image.open(download.value.path()).convert("RGBA").getchannel("A").getpixel((5, 5)) == 0


def test_copy_image_puts_a_png_on_the_clipboard(open_page):
    page = open_page("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    page.get_by_role("button", name="Copy image").click()
    expect(page.locator("#share-status")).to_have_text("The picture is on the clipboard.")
    kinds = page.evaluate("navigator.clipboard.read().then(items => items.flatMap(item => item.types))")
    assert "image/png" in kinds


def test_links_follow_the_selection(open_page):
    page = open_page("/?theme=Background&q=aliev")
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    links = page.eval_on_selector_all("#share [data-path]", "all => all.map(a => a.href)")
    assert (
        len(links) == sum(len(export.links) for export in EXPORTS) + 2
    )  # the slide that leads, and the project
    for link in links:
        assert "theme=Background&q=aliev" in unquote(link)
        answer = page.request.get(link)
        assert answer.ok and "attachment" in answer.headers.get("content-disposition", "attachment")
    expect(page.locator("#share-words")).to_contain_text("2 of 11 events")


@pytest.fixture
def corrected(report, table, tmp_path, monkeypatch):
    """The address of a server, and the editing key of a report there that Ida Moss corrected."""
    monkeypatch.setenv("YEARLINE_EDITING", "link")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path))
    app = create_app(report, table)
    client = app.server.test_client()
    text = "In May 2012, the mayor resigned. In June 2012, a strike began."
    key = client.post("/open", data={"text": text}).json
    key = key.get("report") or key["state"].rpartition("/")[2]
    wait_until(lambda: client.get(f"/reading/{key}").json["state"] == "ready", "the report")
    event = client.get(f"/events.json?report={key}").json[0]["id"]
    client.post(f"/corrections?report={key}&who=Ida+Moss", json={"event": event, "reviewed": True})
    with serving(app) as address:
        yield address, key


def test_who_edits_saves_a_pack_with_names_and_copies_an_address_that_reads(corrected, open_page):
    address, key = corrected
    page = open_page(f"/?report={key}", base=address)
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    link = page.locator('#share [data-path="/proof.zip"]')
    assert key not in (link.get_attribute("href") or "")
    with page.expect_download() as download:
        link.click()
    assert b"Ida Moss" in download.value.path().read_bytes()
    assert key not in (link.get_attribute("href") or "")


@pytest.fixture
def elsewhere(open_page):
    """A plain page on another origin that frames what Share gives; with it, the page's address."""
    page = open_page("/?theme=Background")
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    # Taller than it needs: the frame is to tell.
    code = re.sub(r'height="\d+"', 'height="900"', page.input_value("#embed-code"))
    own = f"<!doctype html><title>Elsewhere</title><body><h1>Elsewhere</h1>{code}</body>".encode()

    class Plain(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(own)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_frame_works_on_another_origin_and_tells_its_height(browser, elsewhere):
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(elsewhere)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#summary")).to_have_text("2 of 11 events")
    expect(frame.get_by_role("checkbox")).to_have_count(0)
    expect(frame.get_by_role("link", name="Open in Yearline")).to_be_visible()
    page.wait_for_function(
        "() => { const f = document.querySelector('iframe'); return +f.height > 150 && +f.height < 500 }"
    )
    page.close()


def test_the_frame_works_in_a_slide_that_is_scaled(browser, address):
    """As reveal.js shows it: in a section that a transform makes smaller, visible only later."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_content(f"""<div style="transform:scale(.6);width:1600px;height:900px"><section hidden><iframe src="{address}/embed"
      width="1500" height="800" title="Timeline"></iframe></section></div>""")
    page.evaluate("document.querySelector('section').hidden = false")
    expect(page.frame_locator("iframe").locator("#timeline path.point[aria-label]")).to_have_count(11)
    page.close()


def test_the_code_says_how_the_frame_looks(open_page):
    page = open_page("/?theme=Background")
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    code = page.locator("#embed-code")
    assert "<script>" in code.input_value() and "scheme" not in code.input_value()
    page.get_by_label("Colours").select_option("dark")
    page.get_by_label("Without its source").check()
    page.get_by_label("All of it in the frame").check()
    assert '/embed?theme=Background&amp;scheme=dark&amp;bare=1&amp;fit=1"' in code.input_value()
    assert "<script>" not in code.input_value()
    frame = page.frame_locator("#embed-preview")
    expect(frame.locator(":root[data-mantine-color-scheme=dark] .fit #timeline")).to_be_visible()
    page.get_by_label("Colours").select_option("")
    assert "scheme" not in code.input_value()


def test_embed_is_the_chart_alone(open_page):
    page = open_page("/embed?theme=Background")
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Share")).to_have_count(0)


def test_a_report_dropped_onto_the_page(open_page):
    page = open_page("/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open…").click()
    text = "Justice\n\nIn March 2012, the mayor of the capital resigned.\n\nOn 12 May 2012, a strike began at the harbour.\n"
    chooser.value.set_files({"name": "freedonia-2012.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.wait_for_url("**/?report=*")  # once a process of its own has read it
    expect(page.locator("#summary")).to_have_text("2 of 2 events")
    expect(page.locator("h1")).to_have_text("Freedonia, 2012")
    page.get_by_label("Search").fill("strike")
    expect(page.locator("#summary")).to_have_text("1 of 2 events")
    page.wait_for_url("**q=strike*")
    answer = page.request.get(page.url.replace("/?", "/events.json?"))
    assert len(answer.json()) == 1
    assert io.BytesIO(answer.body()).read(1)


def test_a_picture_copied_while_presenting_is_the_page_s_own(open_page):
    page = open_page("/?theme=Background&present=1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator("body.presenting")).to_be_attached()
    page.keyboard.press("PageDown")
    expect(page.locator("#details h2").first).to_contain_text("Rakhat Aliev")
    with page.expect_request("**/timeline.svg*") as asked:
        page.locator("[data-does=copy-image]").dispatch_event("click")
    assert "theme=Background" in asked.value.url and "present" not in asked.value.url
    expect(page.locator("#share-status")).to_have_text("The picture is on the clipboard.")
    size = page.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      const image = await createImageBitmap(await item.getType("image/png"));
      return [image.width, image.height]; }""")
    assert size == [1920, 1080]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    page.get_by_role("button", name="Copy link to presenting").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/?theme=Background&present=1")


def test_a_file_dropped_onto_the_page_opens(open_page):
    page = open_page("/")
    text = "Justice\n\nIn March 2012, the minister of trade resigned.\n\nOn 12 May 2012, a strike began at the harbour.\n"
    carried = page.evaluate_handle(
        """text => { const carried = new DataTransfer();
        carried.items.add(new File([text], 'ruritania-2012.txt', { type: 'text/plain' })); return carried }""",
        text,
    )
    page.dispatch_event("#chart", "dragover", {"dataTransfer": carried})
    expect(page.locator("body.dropping")).to_be_attached()
    page.dispatch_event("#chart", "drop", {"dataTransfer": carried})
    page.wait_for_url("**/?report=*")
    expect(page.locator("h1")).to_have_text("Ruritania, 2012")
    expect(page.locator("body.dropping")).to_have_count(0)


def test_open_offers_what_can_be_read(open_page):
    page = open_page("/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open…").click()
    offered = chooser.value.element.get_attribute("accept") or ""
    assert offered.startswith(accepted()) and {".pdf", ".docx", ".csv", ".yearline"} <= set(
        offered.split(",")
    )


def test_slides_in_a_template_of_ones_own(open_page, tmp_path, context_problems):
    file = tmp_path / "firm.potx"
    file.write_bytes(firm_template())
    page = open_page("/?theme=Background")
    page.get_by_role("button", name="Share").click()
    slides = page.locator(".share-lead a[data-path]")

    def choose(path):
        with page.expect_file_chooser() as chooser:
            page.locator("#share-template [data-does=template]:visible").click()
        chooser.value.set_files(path)

    other = tmp_path / "notes.potx"
    other.write_text("nothing")
    with page.expect_response("**/templates"):
        choose(other)
    expect(page.locator("#share-status")).to_contain_text("notes.potx is no PowerPoint template")
    context_problems.clear()
    assert "template" not in (slides.get_attribute("href") or "")
    choose(file)
    expect(page.locator("#share-status")).to_contain_text("is kept while this page is open")
    expect(page.locator("#template-name")).to_have_text("firm.potx")
    with page.expect_download() as download:
        slides.click()
    deck: Any = Presentation(str(download.value.path()))
    assert any(shape.name == "Bar" for shape in deck.slide_master.shapes)
    key = re.search("template=([^&]+)", slides.get_attribute("href") or "")
    with page.expect_request("**/templates/*") as forgotten:
        page.get_by_role("button", name="Yearline’s own").click()
    assert key and forgotten.value.method == "DELETE" and forgotten.value.url.endswith(key[1])
    expect(slides).not_to_have_attribute("href", re.compile("template"))
