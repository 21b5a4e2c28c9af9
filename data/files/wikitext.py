"""The markup of wikis: headings, lists and tables as lines, without marks, notes and templates."""

import re
from html import unescape

_HEADING = re.compile(r"^(={1,6})[ \t]*([^=\n].{0,200}?)[ \t]*\1[ \t]*$", re.M)
_MARKS = re.compile(r"\[\[[^\[\]\n]+\]\]|'''|<ref[ >/]|\{\{[^{}]+\}\}|^\*", re.M)
_TABLE = re.compile(r"^\{\|(?:(?!^\{\|).)*?^\|\}[^\n]*$", re.M | re.S)
_DATE = re.compile(r"\{\{(?:dts|date|start date|end date)\|(\d{4})\|(\d\d?)\|(\d\d?)[^{}]*\}\}", re.I)
_LEFT_OUT = (
    re.compile(r"<!--(?:(?!<!--).)*?-->", re.S),
    re.compile(r"<ref[^<>]*/>", re.I),
    re.compile(r"<ref[^<>]*>(?:(?!<ref).)*?</ref>", re.I | re.S),
    re.compile(r"\{\{[^{}]*\}\}", re.S),
    re.compile(r"\{\{[^{}]*\}\}", re.S),  # those that held others
    re.compile(r"^\[\[(?:Category|File|Image):[^\n]*\]\][ \t]*$", re.I | re.M),
    re.compile(r"</?(?:small|nowiki|br|references|sup|sub|blockquote)\b[^<>]*>", re.I),
    re.compile(r"__[A-Z]+__"),
    re.compile(r"'{2,5}"),
)
_LINK = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_OUTSIDE = re.compile(r"\[https?://[^\s\[\]]+(?: ([^\[\]\n]*))?\]")
_TERM = re.compile(r"^;[ \t]*([^:\n]{1,200}?)[ \t]*(?::|\n:)[ \t]*", re.M)
_ITEM = re.compile(r"^[*#:]+[ \t]*", re.M)
_ATTRIBUTES = re.compile(r"^[^|\[\]\n]{0,200}=[^|\[\]\n]{0,200}\|(?!\|)")


def is_wikitext(text: str) -> bool:
    """Whether a text has a table of a wiki, or headings between "=" and another mark of one."""
    return bool(_TABLE.search(text) or _HEADING.search(text) and _MARKS.search(text))


def plain_wikitext(text: str) -> str:
    """`text` without the marks of a wiki, a heading with blank lines around it, a table's rows as cells that a tab parts."""
    text = _DATE.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", text)
    for pattern in _LEFT_OUT:
        text = pattern.sub("", text)
    text = unescape(text)
    text = _OUTSIDE.sub(lambda found: found[1] or "", _LINK.sub(r"\1", text))
    text = _TABLE.sub(lambda found: _rows(found[0]), text)
    text = _TERM.sub(r"\1: ", text)
    text = _ITEM.sub("* ", text)
    return _HEADING.sub(lambda found: f"\n{found[2]}\n", text)


def _rows(table: str) -> str:
    rows: list[list[str]] = [[]]
    for line in table.splitlines()[1:-1]:
        words = line.strip()
        if words.startswith("|-"):
            rows.append([])
        elif words.startswith(("|+", "|}")):
            continue
        elif words[:1] in ("|", "!"):
            cells = re.split(r"\|\||!!" if words[0] == "!" else r"\|\|", words[1:])
            rows[-1] += [" ".join(_ATTRIBUTES.sub("", cell).split()) for cell in cells]
        elif rows[-1] and words:
            rows[-1][-1] += f" {words.lstrip('*: ')}"
    return "\n" + "\n".join("\t".join(row) for row in rows if any(row)) + "\n"
