"""The HTML document: our styles, the prerendered page, and the scripts after it."""

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

# The internals of Dash and Mantine that are needed before the first module runs; tests/browser/test_hooks.py shows which of
# them an upgrade breaks.
HOOKS = {
    "layout": "_dash-layout",  # Dash's request for the page, sent early with the chart's width
    "dependencies": "_dash-dependencies",  # Dash's request for its callbacks, sent early
    "scheme": "mantine-color-scheme-value",  # where Mantine stores the colour scheme
    "prefix": "requests_pathname_prefix",  # the prefix of Dash's own addresses, in its configuration
    "holders": "children_props",  # the properties of components that hold children, in its configuration
    "checked": "validation_layout",  # the layout that callbacks are validated against, in its configuration
}

# Inlined, so that nothing has to load first: the widths that the first script measures, and that script.
_FRAME = (ASSETS / "frame.css").read_text("utf-8")
_BOOT, _FIRST, _LETTERS = (
    (ASSETS / f"{name}.js").read_text("utf-8") for name in ("boot", "first", "letters")
)
# The styles of the form and of dialogs come with them, after the first text.
_STYLES, _FORM_STYLES, _DIALOG_STYLES = (
    re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.DOTALL)
    for name in ("yearline.css", "edit.css", "dialogs.css")
)
_BESIDE = '<div class="beside">'  # the column beside the chart (components/page/page.py)
# Outside of Dash's tree: only our script changes it.
_DIALOGS = f"<style>{_DIALOG_STYLES}</style>" + re.sub(
    r"<!-- links: (\w+) -->",
    lambda found: share_links(found[1]),
    (ASSETS / "dialogs.html").read_text("utf-8").replace("<!-- version -->", VERSION),
)
# Inlined: Chromium requests an icon file again whenever the address changes.
_ICON_LINK = f'<link rel="icon" href="data:image/svg+xml,{quote(ICON)}">'


def _act_options() -> str:
    """The acts that a person may choose, grouped."""
    groups: dict[str, str] = {}
    for act in ACTS:
        option = f'<option value="{act.code}">{escape(act.name)}</option>'
        groups[act.group] = groups.get(act.group, "") + option
    return "".join(f'<optgroup label="{group}">{options}</optgroup>' for group, options in groups.items())


# The form that corrects an event, which the script clones.
_FORM = f"<style>{_FORM_STYLES}</style>" + (
    (ASSETS / "edit.html")
    .read_text("utf-8")
    .replace("<!-- kinds -->", "".join(f"<option>{kind}</option>" for kind in KINDS))
    .replace("<!-- acts -->", _act_options())
)


class FirstPage(NamedTuple):
    """A page's title, its prerendered HTML, and its card."""

    title: str
    first: str
    card: Card | None


DESK = "desk.mjs"  # the script of the desk (desk.py)
# The Mantine components of all pages (components/page); a report's first page may not use each of them.
DRAWN_WITH = {"Checkbox", "CheckboxGroup", "MantineProvider", "RangeSlider", "Select", "TextInput"}


class YearlineDash(dash.Dash):
    """Dash with our index page."""

    find_page: Callable[..., FirstPage] | None = None

    # Dash documents overriding it with keyword arguments, of which later versions may have more.
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
        """Dash's configuration, a JSON script, with the prefix for Dash's own addresses.

        For all existing components it lists the properties that hold children: only those of our pages are kept. It also
        contains a layout to validate callbacks, which Dash requests anyway.
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
        )  # so that none of it ends the script
        return f"{tag}>{text}</script>"


def boot_script(base: str) -> str:
    """The first script of a page that does not use Dash; addresses start with `base`."""
    return f'<script id="boot" data-base="{base}" data-scheme="{HOOKS["scheme"]}">{_BOOT}</script>'


def page_styles(dialogs: bool = False) -> str:
    """The inlined styles of a page and the fonts that most pages need, so that nothing has to load before the first text.

    Those of `dialogs` are for a page with its own dialogs; the report's page has them after its prerendered part.
    """
    return (
        f"{_letters(SANS)}<style>{_FRAME}</style><style>{_STYLES}{_DIALOG_STYLES if dialogs else ''}</style>"
    )


def _letters(family: str) -> str:
    return f"<style>{font_faces(public_prefix() + 'fonts/', family)}</style><script>{_LETTERS}</script>"


def _with_serif(first: str) -> str:
    """The prerendered page with the serif font inlined after the chart, right before the report's own words."""
    return first.replace(_BESIDE, _letters(SERIF) + _BESIDE, 1)


def _needed(scripts: str) -> str:
    """Dash's scripts without those for browsers before 2018 and for its old table, which are not used."""
    return re.sub(r"<script[^>]*/(?:polyfill@|dash_table/)[^>]*></script>\n?", "", scripts)


def _preload_links() -> str:
    """Preload links for what would otherwise be discovered late; the chart's library last, as its picture is shown already."""
    ours = (name for name in static_sources() if name.endswith(".mjs") and name != DESK)
    links = [("modulepreload", name) for name in ours]
    return "\n".join(f'<link rel="{rel}" href="{static_address(name)}">' for rel, name in links)


def to_token(address: str) -> str:
    """Encode an address as one path segment."""
    return base64.urlsafe_b64encode(address.encode()).decode()


def from_token(token: str) -> str:
    """Decode the address in a token; "" if it is invalid."""
    try:
        return base64.urlsafe_b64decode(token).decode()
    except ValueError:
        return ""


def script_hashes(app: dash.Dash) -> list[str]:
    """The hashes of inline scripts, for a Content-Security-Policy without `unsafe-inline`."""
    digests = (hashlib.sha256(script.encode()).digest() for script in (_BOOT, _FIRST, _LETTERS))
    return [*(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests), *app.csp_hashes()]
