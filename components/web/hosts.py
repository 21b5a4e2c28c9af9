"""The host names that this server answers to. Others are refused, so that no site can point its own name here and read what
is stored (DNS rebinding).
"""

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask

from components.library.editing import is_this_machine
from components.web.address import SETTING as PUBLIC_URL
from components.web.address import PublicAddress, public_address, without_prefix
from components.web.headers import EVERYWHERE
from components.web.journal import log
from data import ReportError
from data.version import VERSION

SETTING = "YEARLINE_HOSTS"
_FOR_ALL = ("/healthz", "/readyz")  # requested by monitoring under any host
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s,:@/?#\\\[\]]+?))\.?(?::\d*)?", re.IGNORECASE)
_LONGEST = 100  # characters of a name that are shown


def parse_host(host: str) -> str:
    """Parse a `Host` header: the name or address in lower case, without its port; "" if it is invalid."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


@lru_cache(maxsize=8)
def parse_hosts(setting: str) -> frozenset[str]:
    """Parse `YEARLINE_HOSTS`. Raises `ReportError` for an invalid name."""
    words = [word for word in (part.strip() for part in setting.split(",")) if word]
    for word in words:
        if not parse_host(word):
            raise ReportError(
                f"“{word[:_LONGEST]}” in {SETTING} is no name of a host; write names with commas between them, as in reports.example,10.0.0.5."
            )
    return frozenset(map(parse_host, words))


def named_hosts() -> frozenset[str]:
    """The host names in the settings. Raises `ReportError` for an invalid one."""
    address = public_address()
    return parse_hosts(os.environ.get(SETTING, "")) | ({parse_host(address.host)} if address else set())


def is_answered(host: str, bound: str) -> bool:
    """Whether a server bound to the address `bound` answers requests for `host`.

    It answers names in the settings, and always this machine's own; other IP addresses only if other machines reach the server,
    as nobody can make one lead elsewhere.
    """
    name = parse_host(host)
    if not name:
        return False
    return (
        name in named_hosts() or is_this_machine(name) or (_is_ip(name) and (_is_any(bound) or name == bound))
    )


def _is_ip(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _is_any(bound: str) -> bool:
    return _is_ip(bound) and ip_address(bound).is_unspecified


def check_hosts(server: flask.Flask) -> None:
    """Answer 421 to requests for other hosts. Raises `ReportError` for invalid settings."""
    inner: WSGIApplication = server.wsgi_app
    named_hosts()
    address: PublicAddress | None = public_address()

    def answer(environ: WSGIEnvironment, start_response: StartResponse):
        path, host = without_prefix(environ.get("PATH_INFO", ""), address), environ.get("HTTP_HOST", "")
        # WSGI servers give the address that they are bound to.
        if path in _FOR_ALL or is_answered(host, environ.get("SERVER_NAME", "")):
            return inner(environ, start_response)
        said = quote(host[:_LONGEST], safe=":[]")
        sentence = f"This server does not answer to the name “{said}”; whoever runs it may add it to {SETTING}, or set {PUBLIC_URL}.\n"
        body = sentence.encode()
        headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        start_response("421 Misdirected Request", [*(headers | EVERYWHERE).items()])
        return [body]

    server.wsgi_app = answer


def list_hosts(bound: Iterable[str]) -> list[str]:
    """The hosts that a server bound to these addresses answers to, for the log."""
    bound = list(bound)
    others = [one for one in bound if _is_ip(one) and not _is_any(one) and not is_this_machine(one)]
    any_ip = ["any IP address"] if any(map(_is_any, bound)) else others
    return ["localhost", "127.0.0.0/8", "[::1]", *any_ip, *sorted(named_hosts())]


def say_hosts(bound: Iterable[str]) -> None:
    """Log the version and the hosts at the start."""
    log.info("Yearline %s answers to %s (%s adds names)", VERSION, ", ".join(list_hosts(bound)), SETTING)
