"""The metadata of a page for link previews: Open Graph (ogp.me) and Twitter cards."""

from dataclasses import dataclass, replace
from html import escape

from components.draw.clean import clean_text
from components.page.view import View
from data import Selection
from data.plurals import pluralize

WIDTH, HEIGHT = 1200, 630  # px of a card's picture
_MOST = 200  # characters of a description


@dataclass(frozen=True)
class Card:
    """A page's title, a description, and its selection with the key to share.

    An opened report is `private`: search engines must not list it.
    """

    title: str
    description: str
    selection: Selection
    private: bool


def make_card(view: View, selection: Selection, shared: str, private: bool) -> Card:
    """The card of `selection`; `shared` is the key to share."""
    words = selection.in_words() or view.months.in_words()
    count, all_ = view.index.count(selection), len(view.index)
    number = f"{count} of {all_}" if count < all_ else f"{all_}"
    said = f"{number} {pluralize('event', all_)}" + (f": {words}" if words else "")
    source = clean_text(view.report.source or view.title)
    given = replace(selection, report=shared)
    return Card(view.report.named, _cut(f"{said}. Source: {source}."), given, private)


def picture_address(root: str, selection: Selection, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The address of the selection's picture as PNG in this size; `root` is that of this server, with "/" at its end."""
    query = replace(selection, event="").to_query()
    return f"{root}timeline.png?{query}{'&' if query else ''}width={width}&height={height}"


def card_tags(root: str, card: Card) -> str:
    """The card as elements of a page's head."""
    query = card.selection.to_query()
    about = f"{card.title}: the year as a timeline. {card.description}"
    named = {"description": about, "twitter:card": "summary_large_image"}
    if card.private:
        named["robots"] = "noindex"
    properties = {
        "og:type": "website",
        "og:site_name": "Yearline",
        "og:title": card.title,
        "og:description": card.description,
        "og:url": root + (f"?{query}" if query else ""),
        "og:image": picture_address(root, card.selection),
        "og:image:type": "image/png",
        "og:image:width": WIDTH,
        "og:image:height": HEIGHT,
        "og:image:alt": f"Timeline of {card.title}",
    }
    lines = [f'<meta name="{name}" content="{escape(str(words))}">' for name, words in named.items()]
    lines += [
        f'<meta property="{name}" content="{escape(str(words))}">' for name, words in properties.items()
    ]
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1].rstrip() + "…"
