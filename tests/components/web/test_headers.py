import re

import pytest

from app import create_app
from components.web.address import PublicAddress
from components.web.headers import frame_ancestors
from data import ReportError


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


@pytest.mark.parametrize(
    "path", ["/", "/embed", "/drawing?width=900", "/events.csv", "/timeline.svg", "/source", "/none.js"]
)
def test_every_answer_is_closed(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)|default-src 'none'", policy)
    assert scripts and "unsafe" not in scripts[0] and "*" not in scripts[0]
    assert "default-src 'none'" in policy and (path == "/embed" or "frame-ancestors 'none'" in policy)
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch("[0-9a-f]{8}", headers["X-Request-ID"])


def test_only_the_embedded_chart_may_be_framed(client):
    page, embed = client.get("/").headers, client.get("/embed").headers
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors" not in embed["Content-Security-Policy"] and "X-Frame-Options" not in embed


@pytest.mark.parametrize(
    ("setting", "ancestors"),
    [
        ("https://a.example https://b.example", "'self' https://a.example https://b.example"),
        ("'none'", "'self'"),
        ("*; script-src *", "'self' script-src *"),
        ("a\r\nX: y", "'self' a X: y"),
    ],
)
def test_a_setting_cannot_end_its_directive(monkeypatch, setting, ancestors):
    monkeypatch.setenv("YEARLINE_FRAME_ANCESTORS", setting)
    assert frame_ancestors() == ancestors


def test_what_a_page_of_ours_asks_is_not_for_other_sites(client):
    assert "Access-Control-Allow-Origin" not in client.get("/").headers
    assert "Access-Control-Allow-Origin" not in client.get("/_dash-layout").headers
    for path in ("/drawing", "/events.csv", "/timeline.svg", "/embed"):
        assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 400),
        ({"Origin": "http://localhost"}, 400),
        ({}, 400),
    ],
)
def test_another_site_changes_nothing(client, headers, status):
    answer = client.post("/open", headers=headers)
    assert answer.status_code == status and answer.json["error"].endswith(".")


def test_the_public_address_is_in_links_under_whatever_name_a_proxy_asks(report, monkeypatch):
    monkeypatch.setenv("YEARLINE_PUBLIC_URL", "https://reports.example/yearline/")
    client = create_app(report).server.test_client()
    monkeypatch.setenv("YEARLINE_HOSTS", "evil.example")
    named = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"}
    for path in ("/", "/yearline/", "/yearline"):
        # The letters of a typeface stand in the page as base64, where "evil" alone may come by chance.
        page = client.get(path, headers=named).text
        assert "evil.example" not in page and 'href="/yearline/static/' in page
        assert not re.findall(r'(?:href|src)="/(?!yearline/)', page)
    told = client.get("/yearline/oembed?url=https://reports.example/yearline/", headers=named).json
    assert told["provider_url"] == "https://reports.example/yearline/"
    assert 'src="https://reports.example/yearline/embed"' in told["html"]
    assert client.post("/yearline/open", headers={"Origin": "https://reports.example"}).status_code == 400
    assert client.get("/yearlineage").status_code == 404, "not under the prefix"


@pytest.mark.parametrize(
    "url",
    ["example.org", "ftp://a", "https://", "https://a:b", "https://u:p@a", "https://a/?q", "https://a /"],
)
def test_a_public_address_that_is_none(url):
    with pytest.raises(ReportError, match=r"^YEARLINE_PUBLIC_URL is .*\.$"):
        PublicAddress.parse(url)


def test_the_log_is_a_line_with_the_answers_id_and_without_keys(client, caplog):
    caplog.set_level("INFO", "yearline")
    answer = client.get("/events.csv?report=abcdABCDabcdABCDabcdAB&q=%0Aline")
    assert answer.status_code == 400
    (line,) = [record.getMessage() for record in caplog.records if "/events.csv" in record.getMessage()]
    assert line.startswith(answer.headers["X-Request-ID"] + " GET /events.csv?report=abcd…&q=%0Aline 400 ")
