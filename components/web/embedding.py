"""Embedding on other sites: the embed code, and oEmbed, as WordPress, Notion and others use it (oembed.com)."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

import flask

from components.library.library import Library
from components.web import card
from components.web.export_makers import LEAST_SIDE
from data import Selection, SelectionError

FRAME_HEIGHT = 640  # px until the frame reports its height
FRAME_WIDTH = 1100  # px at most


# The options of an embed, as its address has them.
_LOOKS = {"scheme": ("light", "dark"), "bare": ("1",), "fit": ("1",)}


def parse_looks(query: str) -> dict[str, str]:
    """The options of an embed in a query: "scheme", "bare" and "fit", with allowed values."""
    given = parse_qs(query, max_num_fields=100) if query.count("&") < 100 else {}
    return {name: given[name][-1] for name, known in _LOOKS.items() if given.get(name, [""])[-1] in known}


def embed_code(
    root: str,
    selection: Selection,
    title: str,
    height: int,
    width: str = "100%",
    looks: Mapping[str, str] | None = None,
) -> str:
    """The iframe that shows `selection` on another page; `root` is the address of this server, with "/" at its end.

    Sizes are px if they are numbers; `looks` are those of `parse_looks`.
    """
    query = "&".join(filter(None, (selection.to_query(), urlencode(looks or {}))))
    source = f"{root}embed" + (f"?{query}" if query else "")
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}"'
        ' style="border:0" loading="lazy"></iframe>'
    )


def split_address(address: str) -> SplitResult:
    """Split an untrusted address. Raises `SelectionError` if it is invalid."""
    try:
        return urlsplit(address)
    except ValueError:
        raise SelectionError("“url” is no address; give one of a Yearline page here.") from None


def serve_oembed(server: flask.Flask, library: Library) -> None:
    """Add `/oembed?url=…`, with `maxwidth` and `maxheight` in px."""

    @server.route("/oembed")
    def oembed():
        arguments, root = flask.request.args, flask.request.url_root
        if arguments.get("format", "json") != "json":
            return {"error": "Only format=json is answered."}, 501
        address, own = split_address(arguments.get("url", "/")), urlsplit(root)
        if address.netloc and address.netloc != own.netloc:
            return {"error": f"That address is not of {own.netloc}; give one of a Yearline page here."}, 404
        selection = Selection.from_query(address.query)
        view = library.find_view(selection)
        selection = replace(selection.known_to(view.table), report=library.key_to_share(selection.report))
        width = _limit(arguments.get("maxwidth", ""), FRAME_WIDTH)
        height = _limit(arguments.get("maxheight", ""), FRAME_HEIGHT)
        answer = flask.jsonify(
            type="rich",
            version="1.0",
            provider_name="Yearline",
            provider_url=root,
            title=view.title,
            author_name=view.report.publisher or view.report.edition,
            width=width,
            height=height,
            cache_age=3600,
            html=embed_code(root, selection, view.title, height, str(width), parse_looks(address.query)),
            **_thumbnail(root, selection, width, height),
        )
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer


def _thumbnail(root: str, selection: Selection, width: int, height: int) -> dict[str, str | int]:
    """The thumbnail of an embed, as a card no larger than the frame; {} if that is too small."""
    part = min(1, width / card.WIDTH, height / card.HEIGHT)
    sides = int(card.WIDTH * part), int(card.HEIGHT * part)
    if min(sides) < LEAST_SIDE:
        return {}
    address = card.picture_address(root, selection, *sides)
    return {"thumbnail_url": address, "thumbnail_width": sides[0], "thumbnail_height": sides[1]}


def _limit(given: str, usual: int) -> int:
    """A size in px, limited to `usual`, which is also the default."""
    return max(1, min(int(given), usual)) if given.isdecimal() and len(given) < 7 else usual
