"""The document that Dash starts from: our styles, the first picture, which needs nothing else, and what comes after it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple
from urllib.parse import quote

import dash
import flask

from components.draw.fonts import SANS, SERIF
from components.draw.icon import ICON
from components.draw.letters import font_faces
from components.web.address import public_prefix
from components.web.card import Card, card_tags
from components.web.exports import share_links
from components.web.static import ASSETS, static_address, static_sources
from data.english.parts import KINDS
from data.selection.acts import ACTS
from data.version import VERSION

# What is used of Dash and Mantine beyond their documentation, before the first module runs;
# tests/browser/test_hooks.py tells which of it an upgrade breaks.
HOOKS = {
    "layout": "_dash-layout",  # where Dash asks for the page: asked for early, with the room for the chart
    "dependencies": "_dash-dependencies",  # where Dash asks for its callbacks: asked for early
    "scheme": "mantine-color-scheme-value",  # where Mantine keeps light or dark
    "prefix": "requests_pathname_prefix",  # what Dash's own addresses begin with, in its configuration
    "holders": "children_props",  # which properties of components hold others, in its configuration
    "checked": "validation_layout",  # the page that callbacks are checked against, in its configuration
}

# In the page itself, for nothing is to wait for them: the widths that the first script measures, and that script.
_FRAME = (ASSETS / "frame.css").read_text("utf-8")
_BOOT, _FIRST, _LETTERS = (
    (ASSETS / f"{name}.js").read_text("utf-8") for name in ("boot", "first", "letters")
)
# Those of the form and of dialogs come with them: no first word is to wait for them.
_STYLES, _FORM_STYLES, _DIALOG_STYLES = (
    re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.DOTALL)
    for name in ("yearline.css", "edit.css", "dialogs.css")
)
_BESIDE = '<div class="beside">'  # the column beside the chart (components/page/page.py)
# Outside what Dash draws: nothing in them changes but by the script.
_DIALOGS = f"<style>{_DIALOG_STYLES}</style>" + re.sub(
    r"<!-- links: (\w+) -->",
    lambda found: share_links(found[1]),
    (ASSETS / "dialogs.html").read_text("utf-8").replace("<!-- version -->", VERSION),
)
# In the page itself: Chromium asks for an icon's file again whenever the address changes.
_ICON_LINK = f'<link rel="icon" href="data:image/svg+xml,{quote(ICON)}">'


def _act_options() -> str:
    """The acts that a person may choose from, in their groups."""
    groups: dict[str, str] = {}
    for act in ACTS:
        option = f'<option value="{act.code}">{escape(act.name)}</option>'
        groups[act.group] = groups.get(act.group, "") + option
    return "".join(f'<optgroup label="{group}">{options}</optgroup>' for group, options in groups.items())


# The form that puts an event right, which the script copies where somebody may.
_FORM = f"<style>{_FORM_STYLES}</style>" + (
    (ASSETS / "edit.html")
    .read_text("utf-8")
    .replace("<!-- kinds -->", "".join(f"<option>{kind}</option>" for kind in KINDS))
    .replace("<!-- acts -->", _act_options())
)


class FirstPage(NamedTuple):
    """A page's title, its first picture as HTML, and its card."""

    title: str
    first: str
    card: Card | None


DESK = "desk.mjs"  # the script of a page of its own (desk.py)
# The Mantine components of all pages (components/page): a report's first page need not have each of them.
DRAWN_WITH = {"Checkbox", "CheckboxGroup", "MantineProvider", "RangeSlider", "Select", "TextInput"}


class YearlineDash(dash.Dash):
    """Dash with our index page."""

    find_page: Callable[..., FirstPage] | None = None

    # Dash documents overriding it by keywords alone, of which later versions may have more.
    def interpolate_index(self, **parts: str) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The whole document around Dash's own `parts`."""
        title, first, card = (
            self.find_page(flask.request) if self.find_page else FirstPage(parts.get("title", ""), "", None)
        )
        base = self.config.requests_pathname_prefix
        prefix, config = base, parts.get("config", "")
        if flask.request.path.rstrip("/") == "/embed":
            prefix = f"{base}embed/{to_token(flask.request.full_path)}/"
        config = self._trim_config(config, prefix)
        boot = f'data-base="{base}" data-layout="{prefix}{HOOKS["layout"]}" data-dependencies="{prefix}{HOOKS["dependencies"]}" data-scheme="{HOOKS["scheme"]}"'
        return f"""<!DOCTYPE html>
<html lang="en">
<head>
{parts.get("metas", "")}
<title>{escape(title)}</title>
{card_tags(flask.request.url_root, card) if card else ""}
{_ICON_LINK}
<link rel="alternate" type="application/json+oembed" href="{base}oembed?url={quote(flask.request.url, safe="")}" title="Yearline">
{page_styles()}
<script id="boot" {boot}>{_BOOT}</script>
</head>
<body>
<div id="first">{_with_serif(first)}</div>
{parts.get("app_entry", "")}
{_DIALOGS.replace('href="/', f'href="{base}')}
{_FORM}
<footer>{config}</footer>
<template id="later">{_needed(parts.get("scripts", ""))}
{_preload_links()}
<script type="module" src="{static_address("yearline.mjs")}"></script>
{parts.get("renderer", "")}</template>
<script>{_FIRST}</script>
</body>
</html>"""

    def _trim_config(self, config: str, prefix: str) -> str:
        """Dash's configuration, a script of JSON, with the prefix for Dash's own addresses.

        It lists for all components that there are which of their properties hold others: those of the pages are kept.
        And it holds a page to check callbacks against, which is the one that Dash asks for anyway.
        """
        tag, body = config.removesuffix("</script>").split(">", 1)
        settings = json.loads(body) | {HOOKS["prefix"]: prefix}
        settings[HOOKS["holders"]] = {
            library: {name: held for name, held in holders.items() if name in DRAWN_WITH}
            for library, holders in settings.get(HOOKS["holders"], {}).items()
        }
        settings.pop(HOOKS["checked"], None)
        text = json.dumps(settings, separators=(",", ":")).replace(
            "<", "\\u003c"
        )  # none of it ends the script
        return f"{tag}>{text}</script>"


def boot_script(base: str) -> str:
    """What runs before a page is drawn that is none of Dash's; addresses begin with `base`."""
    return f'<script id="boot" data-base="{base}" data-scheme="{HOOKS["scheme"]}">{_BOOT}</script>'


def page_styles(dialogs: bool = False) -> str:
    """The styles of a page, and the letters that most pages have, inside it: nothing else is waited for before the first word.

    Those of `dialogs` are for a page that brings its own; the report's page has them behind its first picture.
    """
    return (
        f"{_letters(SANS)}<style>{_FRAME}</style><style>{_STYLES}{_DIALOG_STYLES if dialogs else ''}</style>"
    )


def _letters(family: str) -> str:
    return f"<style>{font_faces(public_prefix() + 'fonts/', family)}</style><script>{_LETTERS}</script>"


def _with_serif(first: str) -> str:
    """The first picture with the letters of the report's own words, which stand behind the chart, right before them."""
    return first.replace(_BESIDE, _letters(SERIF) + _BESIDE, 1)


def _needed(scripts: str) -> str:
    """Dash's scripts without those that nothing here uses: for browsers of before 2018, and for its old table."""
    return re.sub(r"<script[^>]*/(?:polyfill@|dash_table/)[^>]*></script>\n?", "", scripts)


def _preload_links() -> str:
    """What would only be asked for by what is asked for; the chart's library last, for its picture is there."""
    ours = (name for name in static_sources() if name.endswith(".mjs") and name != DESK)
    links = [("modulepreload", name) for name in ours]
    return "\n".join(f'<link rel="{rel}" href="{static_address(name)}">' for rel, name in links)


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
    digests = (hashlib.sha256(script.encode()).digest() for script in (_BOOT, _FIRST, _LETTERS))
    return [*(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests), *app.csp_hashes()]
