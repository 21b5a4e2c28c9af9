"""The page under its own Content-Security-Policy, in a sandboxed frame of another site, and behind a proxy."""

import http.client
import http.server
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from app import create_app
from tests.browser.conftest import serving

VIOLATIONS = """addEventListener('securitypolicyviolation', event => {
  (window.violations ??= []).push(event.violatedDirective + ' ' + event.blockedURI) });"""


@pytest.mark.parametrize("path", ["/", "/?view=table", "/?present=1", "/embed?theme=Background"])
def test_nothing_breaks_the_policy(browser, address, path):
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(address + path)
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.violations ?? []") == [] and not said
    # The test sees one where there is one.
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    page.wait_for_function("() => window.violations?.length === 1")
    assert page.evaluate("window.ran") is None
    page.close()


def test_sharing_breaks_no_policy(open_page):
    page = open_page("/?theme=Background")
    page.evaluate(VIOLATIONS)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    preview = page.frame_locator("#embed-preview")
    expect(preview.locator("#timeline path.point[aria-label]")).to_have_count(2)
    with page.expect_download():
        page.get_by_role("button", name="Picture").click()
    page.get_by_role("button", name="Copy image").click()
    expect(page.locator("#share-status")).to_have_text("The picture is on the clipboard.")
    assert page.evaluate("window.violations ?? []") == []


@contextmanager
def answering(handler: type[http.server.BaseHTTPRequestHandler]):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


class Quiet(http.server.BaseHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-popups"])
def test_the_frame_works_in_a_sandbox(browser, address, sandbox):
    html = f"""<!doctype html><title>Elsewhere</title><iframe sandbox="{sandbox}" width="900" height="600"
      src="{address}/embed?theme=Background&amp;q=Aliev"></iframe>"""

    class Elsewhere(Quiet):
        def do_GET(self):  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

    with answering(Elsewhere) as port:
        page = browser.new_page(viewport={"width": 1000, "height": 700})
        problems = []
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"http://localhost:{port}/")
        frame = page.frame_locator("iframe")
        expect(frame.locator("#summary")).to_have_text("2 of 11 events")
        expect(frame.locator("#timeline path.point[aria-label]")).to_have_count(2)
        inner = page.frames[1]
        assert inner.evaluate("origin") == "null"
        inner.wait_for_function("() => document.fonts.check('16px \"Source Sans Pro\"')")
        # Drawn for the frame's own width, though no cookie told it.
        inner.wait_for_function(
            "() => Math.abs(document.querySelector('#timeline .main-svg').clientWidth - document.querySelector('#chart').clientWidth) < 2"
        )
        assert not problems
        page.close()


@contextmanager
def proxied(strips: bool):
    """A proxy that serves an app under /yearline/, and takes the prefix off or leaves it on; its port, and a list for the app's."""
    ports: list[int] = []

    class Proxy(Quiet):
        protocol_version = "HTTP/1.1"

        def forward(self):
            if not self.path.startswith("/yearline/"):
                self.send_error(404, "Beside the prefix")
                return
            path = self.path.removeprefix("/yearline") if strips else self.path
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            link = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=30)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            link.request(self.command, path, body, headers | {"Host": "inside.example"})
            answer = link.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            link.close()

        do_GET = do_POST = do_DELETE = forward  # noqa: N815

    with answering(Proxy) as outer:
        yield outer, ports


@pytest.fixture(params=[True, False], ids=["prefix taken off", "prefix left on"])
def prefixed(request, report, monkeypatch):
    """The address of the app behind a proxy."""
    with proxied(request.param) as (outer, inner):
        monkeypatch.setenv("YEARLINE_PUBLIC_URL", f"http://127.0.0.1:{outer}/yearline/")
        monkeypatch.setenv("YEARLINE_HOSTS", "inside.example")
        with serving(create_app(report)) as address:
            inner.append(int(address.rsplit(":", 1)[1]))
            yield f"http://127.0.0.1:{outer}/yearline"


def test_everything_works_behind_a_proxy(open_page, prefixed):
    page = open_page("/?theme=Background", base=prefixed)
    missed = []
    page.on("response", lambda answer: missed.append(answer.url) if answer.status >= 400 else None)
    expect(page.locator("#summary")).to_have_text("2 of 11 events")
    page.get_by_role("checkbox", name="Freedom of religion").check()
    expect(page.locator("#summary")).to_have_text("4 of 11 events")
    page.locator("#open-reading").click()
    expect(page.locator("#reading .event-mark").first).to_be_visible()
    page.get_by_role("button", name="Share").click()
    page.locator("#share-more > summary").click()
    expect(page.frame_locator("#embed-preview").locator("#timeline path.point[aria-label]")).to_have_count(4)
    for link in page.eval_on_selector_all("#share [data-path]", "all => all.map(a => a.href)"):
        assert link.startswith(prefixed + "/") and page.request.get(link).ok
    assert "/yearline/embed?theme=Background" in page.input_value("#embed-code")
    assert not missed
