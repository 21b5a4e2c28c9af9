"""Random requests over every address, for the test and, in greater number, `python tests/web/fuzz.py --count 20000 --seed 1`.

Each is made from the seed and its number alone, so that one that fails can be had again.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_from_bytes

from flask.testing import FlaskClient

from app import DEFAULT_REPORT, app_for
from components.web.exports import EXPORTS

KEYS = (
    *("theme", "actor", "from", "to", "q", "event", "report", "lanes", "view", "sort", "present"),
    *("width", "height", "dark", "paper", "slides", "url", "maxwidth", "maxheight", "format"),
)
TEXTS = (
    *(
        "",
        "x",
        "²",
        "٣",
        "-1",
        "0",
        "1e9",
        "999999999999",
        "NaN",
        "2008-05",
        "2008-13",
        "0000-00",
        "9999-12-31",
    ),
    *(
        "2009-05",
        "0001-01",
        "2008-02-30",
        "Background",
        "UNHCR",
        "law",
        "themes",
        "build",
        "none",
        "table",
        "json",
    ),
    *(
        "theme-down",
        "%00",
        "\x00",
        "\r\nX: y",
        "<script>",
        "http://[x]/",
        "//x",
        "http://localhost/?from=x",
        "*",
    ),
    *(
        "../../etc/passwd",
        "file-" + "0" * 24,
        "file-../x",
        "\ud800",
        "\u202e",
        "é",
        "🜂",
        "' OR 1=1",
        "a" * 3000,
    ),
)
RAW = (
    b"%ff",
    b"%",
    b"%zz",
    b"\xff\xfe",
    b"&&==&",
    b"q=%C3",
    b"from=%FF",
    b"theme=%00",
    b"q=%ED%A0%80",
    b";;",
    b"#",
)
HEADERS = (
    "Accept-Encoding",
    "Cookie",
    "Referer",
    "Range",
    "If-None-Match",
    "Origin",
    "Accept",
    "Content-Type",
)
BODIES = (
    *(b"", b"{}", b"[]", b"null", b"1", b'"x"', b"{", b"\xff\xfe\x00", b'{"output": "reading.children"}'),
    b'{"output": "reading.children", "outputs": {"id": "reading", "property": "children"}, "inputs": [],'
    b' "changedPropIds": [], "state": []}',
    b'{"output": "reading.children", "outputs": {"id": "reading", "property": "children"},'
    b' "inputs": [{"id": "reading-open", "property": "data", "value": true}],'
    b' "changedPropIds": ["reading-open.data"], "state": [{"id": "report", "property": "data", "value": "none"}]}',
    b'{"output": "reading.children", "outputs": {"id": "reading", "property": "children"},'
    b' "inputs": [{"id": "reading-open", "property": "data", "value": true}],'
    b' "state": [{"id": "report", "property": "data", "value": {"x": [1]}}]}',
)
_SLOW = {
    ".pptx",
    ".docx",
    ".xlsx",
    ".html",
    ".png",
    ".pdf",
    ".svg",
}  # asked less often, so that a run takes seconds


def paths(client: FlaskClient) -> list[str]:
    """Every address of the app."""
    rules = client.application.url_map.iter_rules()
    return sorted(
        {rule.rule for rule in rules} | {export.path for export in EXPORTS} | {"/embed", "/nothing"}
    )


def make_requests(paths: list[str], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """The arguments of `count` requests for a test client."""
    weights = [0.15 if any(path.endswith(end) for end in _SLOW) else 1 for path in paths]
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        yield _make_request(chance, chance.choices(paths, weights)[0])


def _make_request(chance: random.Random, path: str) -> dict[str, Any]:
    def text() -> bytes:
        return chance.choice(TEXTS).encode("utf-8", "surrogatepass")

    pieces = [
        chance.choice(RAW)
        if chance.random() < 0.15
        else chance.choice(KEYS).encode() + b"=" + quote_from_bytes(text()).encode()
        for _ in range(chance.randrange(5))
    ]
    while "<" in path:
        start, end = path.index("<"), path.index(">")
        path = path[:start] + quote_from_bytes(text()) + path[end + 1 :]
    headers = {
        chance.choice(HEADERS): text().decode("latin-1").replace("\r", "").replace("\n", "")
        for _ in range(chance.randrange(3))
    }
    method = chance.choices(["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"], [8, 4, 1, 1, 1, 1])[0]
    request = {
        "path": path,
        "query_string": b"&".join(pieces).decode("latin-1"),
        "method": method,
        "headers": headers,
    }
    if method in ("POST", "PUT"):
        request["data"] = chance.choice(BODIES)
        if chance.random() < 0.7:
            request["content_type"] = chance.choice(
                ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"]
            )
    return request


def find_failures(client: FlaskClient, count: int, seed: int) -> tuple[list[dict[str, Any]], Counter[int]]:
    """The requests that a server error answers, and how often each status came."""
    failures, statuses = [], Counter[int]()
    for request in make_requests(paths(client), count, seed):
        with client.open(**request) as answer:
            _ = answer.data
            statuses[answer.status_code] += 1
            if answer.status_code >= 500 and answer.status_code != 501:  # oEmbed's word for another format
                failures.append(request)
    return failures, statuses


def main() -> int:
    parser = argparse.ArgumentParser(description="Send random requests; 1 where a server error answers one.")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    client = app_for(DEFAULT_REPORT).server.test_client()
    failures, statuses = find_failures(client, options.count, options.seed)
    print(", ".join(f"{status}: {number}" for status, number in sorted(statuses.items())))
    for request in failures[:20]:
        print(request)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
