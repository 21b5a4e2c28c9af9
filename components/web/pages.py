"""The page at an address, in one answer, and the drawings that its script requests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from html import escape
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, urlsplit

import dash
import flask
import orjson
from dash.development.base_component import Component
from werkzeug.datastructures import MultiDict

from components.library.library import Library
from components.page.actors import ROLES, list_actors
from components.page.details import render_details
from components.page.drawing import Room, page_title, render_drawing
from components.page.page import Page, render_frame, render_other_years, render_page
from components.page.prerender import render_first
from components.page.summary import render_brief_parts
from components.page.texts import list_texts
from components.page.view import View
from components.web.card import make_card
from components.web.embedding import embed_code
from components.web.headers import read_header
from components.web.index import HOOKS, FirstPage, from_token
from components.web.source import source_address
from components.web.uploads import how_long, takes_uploads
from data import Selection, SelectionError, months_in_words
from data.selection.selection import ALL

ROOM_COOKIE = "yearline-room"  # "1120.0": the chart's width in px, and 1 for dark; set by the first script
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_EMBED_MORE = 240  # px of a frame beside the chart
_EMBED_LEAST = 360  # px
_MOST_FIRST = 64  # cached prerendered pages, of about 100 kB each
_MOST_NOTES = 5  # sentences on what does not apply
_FIT_SCRIPT = (
    '<script>addEventListener("message",e=>{if(e.data?.yearline)for(const f of document.querySelectorAll("iframe"))'
    "if(f.contentWindow===e.source)f.height=e.data.height})</script>"
)


def render_layout(library: Library) -> Component:
    """The page for the current request; Dash's request for the layout has the page's address as its `Referer` or in its
    path.
    """
    request = flask.request if flask.has_request_context() else None
    asked = _read_address(library, _page_address(request))
    root, url_root = (request.script_root, request.url_root) if request else ("", "/")
    page = _render_page(library, asked, _find_room(request) or Room(), root, url_root)
    return render_frame(page.html, asked.scheme)


def serve_first(server: flask.Flask, library: Library) -> Callable[..., FirstPage]:
    """Returns a function that makes the page of a request: its title, as in "2 of 11 events: theme is Background ·
    Kazakstan, 2008 · Yearline", its prerendered HTML, and its card. Adds the address where the first script requests
    another one (assets/first.js).
    """

    @lru_cache(maxsize=_MOST_FIRST)  # popular pages are rendered once
    def answer(address: str, room: Room | None, root: str, version: str, can_edit: bool) -> tuple[str, str]:
        asked = _read_address(library, urlsplit(address))
        page = _render_page(library, asked, room or Room(), root, "/")
        first = render_first(asked.view, asked.selection, room, page, embed=asked.embed, base=root + "/")
        return page_title(asked.view, asked.selection), first

    def find_page(request: flask.Request, path: str = "") -> FirstPage:
        query = request.query_string.decode("utf-8", "replace")
        address = urlsplit(f"{path or request.path}?{query}")
        asked = _read_address(library, address)
        key = asked.selection.report
        version = library.version(key)  # a deleted report is not shown
        title, first = answer(
            address.geturl(), _find_room(request), request.script_root, version, library.can_edit(key)
        )
        shared, private = library.key_to_share(key), library.find(key) is not None
        return FirstPage(title, first, make_card(asked.view, asked.selection, shared, private))

    @server.route("/first")
    def first() -> flask.Response:
        page = find_page(flask.request, "/")
        return flask.Response(f"<title>{escape(page.title)}</title>{page.first}", mimetype="text/html")

    return find_page


def _find_room(request: flask.Request | None) -> Room | None:
    """The browser's room from the first script's cookie; None on a first visit."""
    said = request.cookies.get(ROOM_COOKIE, "") if request and read_header(request, "Cookie") else ""
    return Room.parse(*said.partition(".")[::2]) if said else None


def _render_page(library: Library, asked: "_Asked", room: Room, root: str, url_root: str) -> Page:
    view, selection = asked.view, asked.selection
    if asked.scheme:
        room = replace(room, dark=asked.scheme == "dark")
    access, shared = library.find(selection.report), library.key_to_share(selection.report)
    return render_page(
        view,
        selection,
        room,
        embed=asked.embed,
        bare=asked.bare,
        fit=asked.fit,
        table=asked.table,
        sort=asked.sort,
        review=asked.review,
        notes=asked.notes,
        entries=library.entries(selection.report),
        shared=shared,
        code=lambda height: _embed_code(url_root, view, selection, height, shared),
        base=root + "/",
        uploads=takes_uploads(),
        kept=how_long() if access and access.can_edit and not access.identity else "",
        can_edit=library.can_edit(selection.report),
        opened=access is not None and not access.identity,
        find_source=partial(source_address, library, root),
    )


def _page_address(request: flask.Request | None) -> SplitResult:
    if request is None:
        return urlsplit("")
    token = (request.view_args or {}).get("token")
    address = from_token(token) if token else read_header(request, "Referer")
    try:
        return urlsplit(address)
    except ValueError:  # no address
        return urlsplit("")


@dataclass(frozen=True)
class _Asked:
    """What an address asks for; `notes` are sentences on what does not apply."""

    view: View
    selection: Selection
    notes: list[str]
    embed: bool
    table: bool
    sort: str
    review: bool
    bare: bool = False
    fit: bool = False
    scheme: Literal["light", "dark"] | None = None


def _read_address(library: Library, address: SplitResult) -> _Asked:
    view, selection, notes = _find_view(library, address.query)
    options = MultiDict(parse_qsl(address.query))
    embed = address.path.rstrip("/").endswith("/embed")
    table = options.get("view") == "table" and not embed
    return _Asked(
        view,
        selection,
        notes,
        embed,
        table,
        options.get("sort", ""),
        "review" in options,
        options.get("bare") == "1",
        options.get("fit") == "1",
        next((one for one in _SCHEMES if embed and options.get("scheme") == one), None),
    )


def _find_view(library: Library, query: str) -> tuple[View, Selection, list[str]]:
    """The report and selection of an address, and sentences on unknown values.

    Unknown values are dropped, so that old links still open.
    """
    notes = []
    try:
        selection = Selection.from_query(query)
    except SelectionError as error:
        selection = Selection()
        notes.append(str(error))
    try:
        view = library.find_view(selection)
    except SelectionError:
        selection = replace(selection, report="", reports=())
        view = library.view()
    if view.is_together and not selection.report:
        selection = replace(selection, report=ALL)
    # When switching to another report the filters stay, but months of another year would leave nothing.
    if MultiDict(parse_qsl(query)).get("kept") == "1" and view.is_beside(selection):
        notes.append(f"This report is of other months than {months_in_words(selection.from_, selection.to)}.")
        selection = selection.without("months")
    unknown = selection.unknown_to(view.table)
    notes += say_unknown(unknown[:_MOST_NOTES])
    return view, selection.known_to(view.table), notes


def say_unknown(unknown: list[tuple[str, str]]) -> list[str]:
    """The dropped values as one sentence: "This report has no theme “A” or “B”, and no actor “C”."."""
    values: dict[str, list[str]] = {}
    for name, value in unknown:
        values.setdefault(name, []).append(f"“{value[:80]}”")
    said = [f"no {name} {' or '.join(these)}" for name, these in values.items()]
    return [f"This report has {', and '.join(said)}."] if said else []


def _embed_code(root: str, view: View, selection: Selection, height: float, shared: str) -> str:
    """The embed code of a selection; the frame becomes as tall as its page reports (assets/page/frame.mjs).

    `shared` is the key in it.
    """
    tall = max(_EMBED_LEAST, round(height) + _EMBED_MORE)
    return embed_code(root, replace(selection, report=shared), view.title, tall) + "\n" + _FIT_SCRIPT


def serve_embed(app: dash.Dash) -> None:
    """Dash's requests from an embedded page, with its address in their path: a sandboxed frame sends no `Referer`."""
    server = app.server

    @server.route(f"/embed/<token>/{HOOKS['layout']}")
    def embed_layout(token: str) -> flask.Response:
        return app.serve_layout()

    @server.route(f"/embed/<token>/{HOOKS['dependencies']}")
    def embed_dependencies(token: str) -> flask.Response:
        return app.dependencies()


def serve_drawings(server: flask.Flask, library: Library) -> None:
    """Add the addresses that the page's script requests."""

    # A Dash callback would take three times as long to the repaint.
    @server.route("/drawing")
    def drawing() -> flask.Response:
        query = flask.request.query_string.decode("utf-8", "replace")
        key = Selection.from_query(query).report
        version = library.version(key)  # a deleted report is not answered
        body = answer(query, flask.request.url_root, version, library.key_to_share(key))
        return flask.Response(body, mimetype="application/json")

    @lru_cache(maxsize=256)  # popular drawings are computed once
    def answer(query: str, root: str, version: str, shared: str) -> bytes:
        options = MultiDict(parse_qsl(query))
        selection = Selection.from_query(query)
        view = library.find_view(selection)
        room = Room.parse(*(options.get(key, "") for key in ("width", "dark", "height", "least", "largest")))
        drawing, placed, _ = render_drawing(
            view,
            selection,
            room,
            options.get("view") == "table",
            options.get("sort", ""),
            "review" in options,
        )
        if view.may_change:
            # Parts of the page that corrections may have changed.
            drawing["brief"] = render_brief_parts(
                *view.brief_of(selection), selection.report, urlsplit(root).path
            )
            drawing["other"] = render_other_years(view)
            drawing["about"] = {
                "title": view.title,
                "subtitle": view.subtitle,
                "source": view.source,
            }
        drawing["details"] = render_details(
            view, selection.event, selection, partial(source_address, library, urlsplit(root).path)
        )
        drawing["embed"] = _embed_code(root, view, selection, placed.height, shared)
        drawing["shared"] = shared
        return orjson.dumps(
            drawing, default=lambda part: part.to_plotly_json(), option=orjson.OPT_SERIALIZE_NUMPY
        )

    # The search results of several reports, when somebody opens the list.
    @server.route("/texts")
    def texts() -> flask.Response:
        selection = Selection.from_query(flask.request.query_string.decode("utf-8", "replace"))
        return flask.jsonify(list_texts(library.find_view(selection), selection))

    # All actors, when somebody opens the list.
    @server.route("/actors")
    def actors() -> flask.Response:
        selection = Selection.from_query(flask.request.query_string.decode("utf-8", "replace"))
        view = library.find_view(selection)
        find, role = (flask.request.args.get(key, "") for key in ("find", "role"))
        return flask.jsonify(list_actors(view, selection, find, role if role in ROLES else "actor"))
