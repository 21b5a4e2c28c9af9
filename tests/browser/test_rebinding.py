"""A site whose name leads to this machine a moment later reads nothing of it (DNS rebinding), in a real browser."""

import socket
import threading
from contextlib import contextmanager

import pytest
from werkzeug.serving import make_server

from app import create_app
from tests.chromium import PATIENCE, launch

SITE = "rebound.example"
ASKED = (
    ("GET", "/"), ("GET", "/events.csv"), ("GET", "/project.yearline"), ("GET", "/source"), ("GET", "/links"), ("GET", "/corrections"),
    ("DELETE", "/links"), ("POST", "/open"), ("POST", "/corrections"), ("GET", "/healthz"),
)  # fmt: skip
ASK = """asked => Promise.all(asked.map(async ([method, path]) => {
  const answer = await fetch(path, { method });
  return [method + " " + path, answer.status, await answer.text()];
}))"""


def attack(_environ, start_response):
    """The site's own page, before its name leads elsewhere."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Connection", "close")])
    return [b"<!DOCTYPE html><title>Attack</title>"]


@contextmanager
def answering(port: int, application):
    """An application at a port of this machine, threads and all gone afterwards."""
    server = make_server("127.0.0.1", port, application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.port
    server.shutdown()
    server.server_close()


@pytest.fixture
def rebound(playwright):
    """A browser to which the site's name is this machine's."""
    browser = launch(playwright, f"--host-resolver-rules=MAP {SITE} 127.0.0.1")
    yield browser
    browser.close()


def test_a_site_whose_name_leads_here_reads_and_changes_nothing(rebound, report, table, monkeypatch):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")  # as `python app.py` lets whoever sits here
    page = rebound.new_page()
    page.set_default_timeout(PATIENCE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with answering(port, attack):
        page.goto(f"http://{SITE}:{port}/")
        assert page.title() == "Attack"
    with answering(port, create_app(report, table).server):
        answers = {asked: (status, text) for asked, status, text in page.evaluate(ASK, ASKED)}
        assert answers.pop("GET /healthz")[0] == 200
        for asked, (status, text) in answers.items():
            assert status == 421 and "YEARLINE_HOSTS" in text and "Kazakstan" not in text, asked
        own = rebound.new_page()
        assert own.goto(f"http://localhost:{port}/").status == 200
        assert "Kazakstan" in own.title()
