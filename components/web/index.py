"""The document that Dash starts from: our language and styles, what is asked for early, and a skeleton meanwhile."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import dash
import flask

from components.web.exports import share_links
from components.web.static import ASSETS, FONTS, static_address, static_sources
from data.english.parts import KINDS

# What is used of Dash and Mantine beyond their documentation, before the first module runs;
# tests/browser/test_hooks.py tells which of it an upgrade breaks.
HOOKS = {
    "layout": "_dash-layout",  # where Dash asks for the page: asked for early, with the room for the chart
    "dependencies": "_dash-dependencies",  # where Dash asks for its callbacks: asked for early
    "scheme": "mantine-color-scheme-value",  # where Mantine keeps light or dark
    "prefix": "requests_pathname_prefix",  # what Dash's own addresses begin with, in its configuration
}

# In the page itself, for nothing is to wait for them: the widths that the first script measures, and that script.
_FRAME = (ASSETS / "frame.css").read_text("utf-8")
_BOOT = (ASSETS / "boot.js").read_text("utf-8")
# Outside what Dash draws: nothing in them changes but by the script.
_DIALOGS = re.sub(
    r"<!-- links: (\w+) -->",
    lambda found: share_links(found[1]),
    (ASSETS / "dialogs.html").read_text("utf-8"),
)
# The form that puts an event right, which the script copies where somebody may.
_FORM = (
    (ASSETS / "edit.html")
    .read_text("utf-8")
    .replace("<!-- kinds -->", "".join(f"<option>{kind}</option>" for kind in KINDS))
)

# In the page itself: Chromium asks for an icon's file again whenever the address changes.
_ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f2933"/>
<path d="M7 11h18M7 21h18" stroke="#fff" stroke-opacity=".35" stroke-width="1.5"/><circle cx="11" cy="11" r="3.5" fill="#7fb2e5"/>
<circle cx="21" cy="11" r="3.5" fill="#f0a35e"/><circle cx="16" cy="21" r="3.5" fill="#8fce9b"/></svg>"""


class YearlineDash(dash.Dash):
    """Dash with our index page."""

    find_title: Callable[[str], str] | None = None  # of the page at an address' query

    # Dash documents overriding it by keywords alone, of which later versions may have more.
    def interpolate_index(self, **parts: str) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The whole document around Dash's own `parts`."""
        query = flask.request.query_string.decode("utf-8", "replace")
        title = self.find_title(query) if self.find_title else parts.get("title", "")
        base = self.config.requests_pathname_prefix
        prefix, config = base, parts.get("config", "")
        if flask.request.path.rstrip("/") == "/embed":
            prefix = f"{base}embed/{to_token(flask.request.full_path)}/"
            config = _set_prefix(config, prefix)
        boot = f'data-base="{base}" data-layout="{prefix}{HOOKS["layout"]}" data-dependencies="{prefix}{HOOKS["dependencies"]}" data-scheme="{HOOKS["scheme"]}"'
        return f"""<!DOCTYPE html>
<html lang="en">
<head>
{parts.get("metas", "")}
<title>{escape(title)}</title>
<link rel="icon" href="data:image/svg+xml,{quote(_ICON)}">
<link rel="alternate" type="application/json+oembed" href="{base}oembed?url={quote(flask.request.url, safe="")}" title="Yearline">
<style>{_FRAME}</style>
<script id="boot" {boot}>{_BOOT}</script>
{_preload_links(base)}
{parts.get("css", "")}
<link rel="stylesheet" href="{static_address("yearline.css")}">
</head>
<body>
<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
{parts.get("app_entry", "")}
{_DIALOGS.replace('href="/', f'href="{base}')}
{_FORM}
<footer>{config}{parts.get("scripts", "")}
<script type="module" src="{static_address("yearline.mjs")}"></script>
{parts.get("renderer", "")}</footer>
</body>
</html>"""


def _preload_links(base: str) -> str:
    """What would only be asked for by what is asked for."""
    links = [
        f'<link rel="preload" href="{base}fonts/{name}" as="font" type="font/ttf" crossorigin>'
        for name in FONTS
        if name.startswith("sans")
    ]
    links.append(f'<link rel="preload" href="{static_address("plotly.min.js")}" as="script">')
    links += [
        f'<link rel="modulepreload" href="{static_address(name)}">'
        for name in static_sources()
        if name.endswith(".mjs")
    ]
    return "\n".join(links)


def _set_prefix(config: str, prefix: str) -> str:
    """Dash's configuration, a script of JSON, with another prefix for Dash's own addresses."""
    tag, body = config.removesuffix("</script>").split(">", 1)
    settings = json.dumps(json.loads(body) | {HOOKS["prefix"]: prefix})
    settings = settings.replace("<", "\\u003c")  # none of it ends the script
    return f"{tag}>{settings}</script>"


def to_token(address: str) -> str:
    """An address as one part of a path."""
    return base64.urlsafe_b64encode(address.encode()).decode()


def from_token(token: str) -> str:
    """The address in a token, "" for none."""
    try:
        return base64.urlsafe_b64decode(token).decode()
    except ValueError:
        return ""


def script_hashes(app: dash.Dash) -> list[str]:
    """The hashes of the scripts in the document itself, for a Content-Security-Policy without `unsafe-inline`."""
    digest = base64.b64encode(hashlib.sha256(_BOOT.encode()).digest()).decode()
    return [f"'sha256-{digest}'", *app.csp_hashes()]
