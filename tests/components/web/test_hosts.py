"""A request is answered under the names of this server alone, and what a key opens is kept by no cache."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

from app import create_app, main
from components.web.exports import EXPORTS
from components.web.hosts import is_answered, list_hosts, parse_hosts
from data import ReportError

ROOT = Path(__file__).parents[3]
HERE = ("localhost", "LOCALHOST:8050", "localhost.:80", "127.0.0.1", "127.9.8.7:1", "[::1]", "[::1]:8050")
EVIL = (
    "evil.example",
    "evil.example:8050",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil.localhost",
)
NONE = ("", " ", "localhost evil.example", "evil.example@localhost", "localhost:80:80", "[::1", "::1", "a,localhost", "localhost/")  # fmt: skip
OTHERS = ("0.0.0.0:8050", "192.0.2.7", "[2001:db8::7]:80")


@pytest.fixture(scope="module")
def client(report, table):
    client = create_app(report, table).server.test_client()
    client.get("/")  # Dash makes its page once, with the first request to any address
    return client


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in ("YEARLINE_HOSTS", "YEARLINE_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("bound", ["127.0.0.1", "::1", "localhost", "no address"])
def test_on_this_machine_only_its_own_names_are_answered(bound):
    assert all(is_answered(host, bound) for host in HERE)
    assert not [host for host in (*EVIL, *NONE, *OTHERS) if is_answered(host, bound)]


@pytest.mark.parametrize("bound", ["0.0.0.0", "::"])
def test_where_others_reach_it_addresses_are_answered_and_names_that_settings_say(bound, monkeypatch):
    assert all(is_answered(host, bound) for host in (*HERE, *OTHERS))
    assert not [host for host in (*EVIL, *NONE) if is_answered(host, bound)]
    monkeypatch.setenv("YEARLINE_HOSTS", " evil.example , Second.Example:80,10.0.0.5")
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://reports.example:444/yearline/")
    for host in ("evil.example:8050", "second.example", "reports.example", "REPORTS.example:1"):
        assert is_answered(host, bound) and is_answered(host, "127.0.0.1"), host
    assert not is_answered("third.example", bound)
    assert list_hosts([bound])[3:] == ["any IP address", "10.0.0.5", "evil.example", "reports.example", "second.example"]  # fmt: skip


def test_one_address_of_this_machine_is_answered_alone():
    assert is_answered("192.0.2.7:8050", "192.0.2.7") and not is_answered("192.0.2.8", "192.0.2.7")
    assert list_hosts(["192.0.2.7"])[-1] == "192.0.2.7"


@pytest.mark.parametrize("setting", ["https://reports.example", "a b", "reports.example/yearline"])
def test_a_setting_that_is_no_name_is_said_at_the_start(setting, monkeypatch, capsys):
    with pytest.raises(ReportError, match=r"^“.*” in YEARLINE_HOSTS is no name of a host; write .*\.$"):
        parse_hosts(setting)
    monkeypatch.setenv("YEARLINE_HOSTS", setting)
    assert main([]) == 2 and "YEARLINE_HOSTS" in capsys.readouterr().err


# Every address, those of files that are answered before Flask too.
PATHS = (
    "/",
    *(export.path for export in EXPORTS),
    "/links",
    "/project.yearline",
    "/source",
    "/fonts/sans-regular.ttf",
    "/_dash-layout",
    "/nothing",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_another_name_is_421_and_a_sentence_at_every_address(client, path, method):
    answer = client.open(path, method=method, headers={"Host": "evil.example\xe9:8050"})
    assert answer.status_code == 421 and answer.mimetype == "text/plain"
    assert "“evil.example%C3%A9:8050”" in answer.text and "YEARLINE_HOSTS" in answer.text
    assert answer.text.endswith(".\n") and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("prefix", ["", "/yearline"])
def test_programs_that_watch_are_answered_under_any_name(report, table, monkeypatch, prefix):
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://reports.example/yearline/")
    client = create_app(report, table).server.test_client()
    for path in ("/healthz", "/readyz"):
        assert client.get(prefix + path, headers={"Host": "10-0-0-7.pods.example"}).status_code == 200
    for path in ("/healthz/x", "/reading/healthz", "//healthz"):
        assert client.get(prefix + path, headers={"Host": "evil.example"}).status_code == 421


def serve(*command: str, hosts: str) -> str:
    """What a server says until it listens, started on a free port of all addresses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = [word.replace("PORT", port) for word in command]
    with subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {"YEARLINE_HOSTS": hosts},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr
        said = ""
        until = time.monotonic() + 120
        while "answers to" not in said and time.monotonic() < until and (line := server.stderr.readline()):
            said = line
        server.terminate()
        server.communicate()
    return said


@pytest.mark.parametrize(
    "command",
    [
        ["app.py", "--host", "0.0.0.0", "--port", "PORT"],
        ["-m", "gunicorn", "--bind", "0.0.0.0:PORT", "--workers", "1"],
    ],
    ids=["app.py", "gunicorn"],
)
def test_the_start_says_the_version_and_what_is_answered(command):
    said = serve(*command, hosts="reports.example")
    assert "Yearline 0." in said and "127.0.0.0/8, [::1], any IP address, reports.example" in said


def test_what_a_key_opens_is_kept_by_no_cache(client):
    key = client.post(
        "/open", data={"text": "In May 2012, the mayor resigned. In June 2012, a strike began."}
    ).json
    key = key.get("report") or key["state"].rpartition("/")[2]
    asked = [
        *(f"{path}?report={key}" for path in ("/", "/embed", "/first", "/drawing", "/texts", "/actors", "/project.yearline", "/source")),
        *(f"{export.path}?report={key}" for export in EXPORTS),
        *(f"{path}?report={key}" for path in ("/corrections", "/changes", "/names", "/links")),
        *("/links", "/corrections", f"/reading/{key}", f"/oembed?url=http%3A%2F%2Flocalhost%2F%3Freport%3D{key}"),
    ]  # fmt: skip
    for path in asked:
        assert client.get(path).headers["Cache-Control"] == "private, no-store", path
    page = {"Referer": f"http://localhost/?report={key}"}
    assert client.get("/_dash-layout", headers=page).headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in client.get("/_dash-dependencies", headers=page).headers
    assert "Cache-Control" not in client.get("/events.csv?theme=Background").headers


def names(headers: Headers) -> set[str]:
    return {name.strip() for value in headers.getlist("Vary") for name in value.split(",")}


@pytest.mark.parametrize(
    ("path", "depends"),
    [
        ("/", {"Cookie"}),
        ("/embed", {"Cookie"}),
        ("/first", {"Cookie"}),
        ("/_dash-layout", {"Cookie", "Referer"}),
        ("/events.csv", set()),
    ],  # fmt: skip
)
def test_what_a_page_depends_on_is_said(client, path, depends):
    said = names(client.get(path, headers={"Accept-Encoding": "br"}).headers)
    assert said == {"Accept-Encoding", *depends}
