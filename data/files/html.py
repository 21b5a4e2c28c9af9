"""Extract text from HTML as saved from a browser: paragraphs, headings and list items, without navigation."""

import re
from itertools import islice

import lxml.etree
import lxml.html

from data.dates.edtf import days_of, in_words
from data.files.limits import LIMITS, TooMuchError, check
from data.files.text import decode

_BLOCKS = frozenset(
    "h1 h2 h3 h4 h5 h6 p li blockquote dd dt td th div section article main body ul ol dl table tr pre header".split()
)
_FURNITURE = frozenset(
    "script style nav header footer aside form noscript template svg button figure sup head title".split()
)
_DEEPEST = 2_000  # where the parser itself stops and drops the rest
_OPENS = re.compile(r"<(?:!doctype\s+html|(?:html|head|body|article|main|div|h1|p)\b)", re.I)
# Attributes are not read, and the parser takes quadratic time for many of them.
_ATTRIBUTES = re.compile(r"""<([a-zA-Z][a-zA-Z0-9]*+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')++>""")
_WHEN = re.compile(r"""\sdatetime\s*=\s*["']?(\d{4}(?:-\d\d(?:-\d\d)?)?)(?![\d-])""", re.I)
_LAYOUT = frozenset("table ul ol dl h1 h2 h3 h4 h5 h6 blockquote article section".split())
_MOST_IN_ROW = 300  # tags
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{1,40})")


def looks_like_html(raw: bytes) -> bool:
    """Whether a file starts like HTML, after comments and an XML declaration."""
    head = raw[:65536].decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    at = 0
    while True:
        at += len(head) - at - len(head[at:].lstrip())
        for opening, closing in (("<!--", "-->"), ("<?xml", ">")):
            if head.startswith(opening, at):
                end = head.find(closing, at + len(opening))
                if end < 0:
                    return False
                at = end + len(closing)
                break
        else:
            return bool(_OPENS.match(head, at))


def read_html(name: str, raw: bytes) -> str:
    """The text of a page: a blank line between blocks, list items and quotations indented."""
    named = _CHARSET.search(raw[:2048])
    text = decode(name, raw, named[1].decode("ascii") if named else "")
    check("elements", text.count("<"), name)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        bare = _ATTRIBUTES.sub(_without_attributes, text)
        root = lxml.html.document_fromstring(bare.encode("utf-8"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return ""  # only comments: an empty report
    body = next(root.iter("main"), None)
    body = next(root.iter("article"), root) if body is None else body
    return "\n\n".join(_paragraphs(name, body))


def _without_attributes(tag: re.Match) -> str:
    """A tag without attributes, except a time's date."""
    when = _WHEN.search(tag[0]) if tag[1].lower() == "time" else None
    return f'<time datetime="{when[1]}">' if when else f"<{tag[1]}>"


def _paragraphs(name: str, body: lxml.html.HtmlElement) -> list[str]:
    """The blocks under `body` in one pass over its tags, however deeply they are nested."""
    parts: list[str] = []
    words: list[str] = []
    open_tags: list[str] = []
    dated: list[lxml.html.HtmlElement] = []  # times whose date replaces their text
    indents = within = hidden = 0
    row = None  # the table row being read

    def finish() -> None:
        for piece in re.split(r"\n[^\S\n]*\n", "".join(words)):
            cells = [" ".join(cell.split()) for cell in piece.split("\t")]
            if any(cells):
                parts.append(("    " if indents else "") + ("\t".join(cells) if row is not None else " ".join(filter(None, cells))))  # fmt: skip
        words.clear()

    for event, element in lxml.etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        # A header inside an article is its title, not the site's.
        furniture = tag in _FURNITURE and not (
            tag == "header" and (within or body.tag in ("article", "main"))
        )
        if event == "start":
            open_tags.append(tag)
            if len(open_tags) > min(LIMITS["nesting"].most, _DEEPEST):
                raise TooMuchError(LIMITS["nesting"], name)
            within += tag in ("article", "main")
            hidden += furniture
            if tag in _BLOCKS and not hidden and row is None:
                finish()
            if tag == "tr" and row is None and not hidden and _is_row(element):
                row = element
            elif row is not None and tag in ("td", "th") and element.getprevious() is not None:
                words.append("\t")
            elif row is not None and tag in _BLOCKS:
                words.append(" ")
            if tag == "time" and (date := _date_of(element)):
                words.append(date if not hidden else "")
                hidden += 1
                dated.append(element)
            indents += tag in ("li", "blockquote")
            if not hidden:
                words.append("\n" if tag == "br" else _own_text(element, open_tags))
            continue
        if dated and element is dated[-1]:
            dated.pop()
            hidden -= 1
        if tag in _BLOCKS and not hidden and (row is None or element is row):
            finish()
            row = None
        open_tags.pop()
        within -= tag in ("article", "main")
        indents -= tag in ("li", "blockquote")
        hidden -= furniture
        if not hidden and element is not body:
            words.append(_in_line(element.tail or "", open_tags))
    finish()
    return parts


def _is_row(element: lxml.html.HtmlElement) -> bool:
    """Whether a table row contains data, not a page's layout."""
    inside = list(islice(element.iterdescendants(), _MOST_IN_ROW + 1))
    tags = [one.tag for one in inside if isinstance(one.tag, str)]
    cells = sum(tag in ("td", "th") for tag in tags)
    return cells > 1 and len(inside) <= _MOST_IN_ROW and not _LAYOUT.intersection(tags)


def _date_of(element: lxml.html.HtmlElement) -> str:
    """The date in a time's attribute, in words, if its text does not give the year; otherwise ""."""
    when = element.get("datetime") or ""
    if not when or re.search(r"\d{4}", element.text_content()):
        return ""
    try:
        days_of(when)
    except ValueError:
        return ""
    return in_words(when)


def _own_text(element, open_tags: list[str]) -> str:
    """The text before an element's first child; "" for a comment."""
    return _in_line(element.text or "", open_tags) if isinstance(element.tag, str) else ""


def _in_line(text: str, open_tags: list[str]) -> str:
    """Text with line ends as spaces, unless it is preformatted."""
    return text if "pre" in open_tags[-3:] else " ".join(re.split(r"[\r\n]+", text))
