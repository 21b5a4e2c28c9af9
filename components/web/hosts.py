"""Which names this server answers to, so that no site can have its own name lead here and read what is kept (DNS rebinding)."""

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
_FOR_ALL = ("/healthz", "/readyz")  # asked by programs that watch the server, under whatever name
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s,:@/?#\\\[\]]+?))\.?(?::\d*)?", re.IGNORECASE)
_LONGEST = 100  # characters of a name that are said


def parse_host(host: str) -> str:
    """The name or address in a `Host`, without its port and in small letters; "" for what is none."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


@lru_cache(maxsize=8)
def parse_hosts(setting: str) -> frozenset[str]:
    """The names in `YEARLINE_HOSTS`. Raises `ReportError` for what is none."""
    words = [word for word in (part.strip() for part in setting.split(",")) if word]
    for word in words:
        if not parse_host(word):
            raise ReportError(
                f"“{word[:_LONGEST]}” in {SETTING} is no name of a host; write names with commas between them, as in reports.example,10.0.0.5."
            )
    return frozenset(map(parse_host, words))


def named_hosts() -> frozenset[str]:
    """The names that the settings say. Raises `ReportError` where they say none that can be one."""
    address = public_address()
    return parse_hosts(os.environ.get(SETTING, "")) | ({parse_host(address.host)} if address else set())


def is_answered(host: str, bound: str) -> bool:
    """Whether a request for `host` is answered by a server bound to the address `bound`.

    A name is answered where a setting has it; this machine's own always; other IP addresses where others reach the server,
    as nobody can have one lead elsewhere.
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
    """Answer 421 to requests for other names than those of this server. Raises `ReportError` for settings that are none."""
    inner: WSGIApplication = server.wsgi_app
    named_hosts()
    address: PublicAddress | None = public_address()

    def answer(environ: WSGIEnvironment, start_response: StartResponse):
        path, host = without_prefix(environ.get("PATH_INFO", ""), address), environ.get("HTTP_HOST", "")
        # WSGI servers say there what they are bound to.
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
    """What is answered by a server bound to these addresses, as its log says it."""
    bound = list(bound)
    others = [one for one in bound if _is_ip(one) and not _is_any(one) and not is_this_machine(one)]
    any_ip = ["any IP address"] if any(map(_is_any, bound)) else others
    return ["localhost", "127.0.0.0/8", "[::1]", *any_ip, *sorted(named_hosts())]


def say_hosts(bound: Iterable[str]) -> None:
    """Log at the start which Yearline this is, and the names it answers to."""
    log.info("Yearline %s answers to %s (%s adds names)", VERSION, ", ".join(list_hosts(bound)), SETTING)
