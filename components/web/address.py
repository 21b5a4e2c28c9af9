"""The public address of the app, from `YEARLINE_PUBLIC_URL`: behind a proxy, under any scheme, host and prefix."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask

from data import ReportError

SETTING = "YEARLINE_PUBLIC_URL"


@dataclass(frozen=True)
class PublicAddress:
    """A scheme, a host with its port, and a prefix as in "/yearline", "" for none."""

    scheme: str
    host: str
    prefix: str = ""

    @classmethod
    def parse(cls, url: str) -> "PublicAddress":
        """Parse a URL. Raises `ReportError` if it is invalid."""
        parts = urlsplit(url)
        try:
            is_address = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
        except ValueError:  # an invalid port
            is_address = False
        if not is_address or parts.username or parts.query or parts.fragment or len(url.split()) != 1:
            raise ReportError(
                f"{SETTING} is “{url[:80]}”, which is no address; write it as in https://example.org/yearline/."
            )
        return cls(parts.scheme, parts.netloc, parts.path.rstrip("/"))


def public_address() -> PublicAddress | None:
    """The address in the setting; None if it is not set. Raises `ReportError`."""
    url = os.environ.get(SETTING, "")
    return PublicAddress.parse(url) if url else None


def public_prefix() -> str:
    """The path prefix of all addresses, with a slash at both ends."""
    address = public_address()
    return f"{address.prefix}/" if address else "/"


def without_prefix(path: str, address: PublicAddress | None) -> str:
    """A request's path without the public prefix, which a proxy may or may not remove."""
    if address and address.prefix and (path + "/").startswith(address.prefix + "/"):
        return path[len(address.prefix) :] or "/"
    return path


def serve_publicly(server: flask.Flask) -> None:
    """Answer as if at the public address, whatever `Host` or `X-Forwarded-…` says."""
    address = public_address()
    if address is None:
        return
    inner: WSGIApplication = server.wsgi_app

    def answer(environ: WSGIEnvironment, start_response: StartResponse):
        environ |= {
            "PATH_INFO": without_prefix(environ.get("PATH_INFO", ""), address),
            "SCRIPT_NAME": address.prefix,
            "HTTP_HOST": address.host,
            "wsgi.url_scheme": address.scheme,
        }
        return inner(environ, start_response)

    server.wsgi_app = answer
