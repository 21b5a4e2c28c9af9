"""Markdown: headings and paragraphs as lines, without markup."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from data.files.text import decode
from data.files.wikitext import is_wikitext, plain_wikitext

# Only what changes how a line is read. Lists, quotations and code keep the markup and indents that sections.py uses.
_BLOCKS = MarkdownIt("zero").enable(["heading", "lheading"])
_WORDS = MarkdownIt("zero").enable(["emphasis", "link", "image", "autolink"])
_UNDER_HEADER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_MERMAID = re.compile(
    r"^```+[ \t]*mermaid[ \t]*\r?\n\s*timeline\b[^\n]*\n(?P<body>.*?)^```+[ \t]*$", re.M | re.S
)
_LONGEST = 20_000  # characters of a line whose markup is removed; longer lines stay the same


def read_markdown(name: str, raw: bytes) -> str:
    """The text of `raw`; a heading is a line of its own, and other lines stay lines."""
    decoded = decode(name, raw)
    if is_wikitext(decoded):
        return plain_wikitext(decoded)
    text = _without_tables(_without_timelines(decoded))
    lines = text.splitlines(keepends=True)
    for token in _BLOCKS.parse(text):
        if token.type == "heading_open" and token.map:
            _strip_heading(lines, token.markup, *token.map)
    return "".join(_strip_marks(line) for line in lines)


def _without_tables(text: str) -> str:
    """Table rows as lines with tabs between cells; the line under the header is dropped."""
    lines = text.splitlines(keepends=True)
    kept: list[str] = []
    for i, line in enumerate(lines):
        below = lines[i + 1] if i + 1 < len(lines) else ""
        if _UNDER_HEADER.fullmatch(line.strip()) and "|" in line and kept and "\t" in kept[-1]:
            continue
        row = "|" in line and (_UNDER_HEADER.fullmatch(below.strip()) and "|" in below or _is_row(kept, line))
        kept.append(_cells(line) if row else line)
    return "".join(kept)


def _is_row(kept: list[str], line: str) -> bool:
    """Whether a line is the next row of the table of the line above."""
    return bool(kept) and "\t" in kept[-1].strip("\n") and bool(line.strip())


def _cells(line: str) -> str:
    bare = line.strip().removeprefix("|").removesuffix("|")
    cells = [" ".join(cell.replace("\\|", "|").split()) for cell in re.split(r"(?<!\\)\|", bare)]
    return "\t".join(_strip_marks(cell) for cell in cells) + _end(line)


def _without_timelines(text: str) -> str:
    """Mermaid timelines as lines "DATE: what happened", one for each event; their sections as headings."""
    return _MERMAID.sub(lambda found: read_mermaid(found["body"]), text)


def read_mermaid(body: str) -> str:
    """The lines of a Mermaid timeline."""
    lines, date = [], ""
    for line in body.splitlines():
        words = line.strip()
        keyword, _, rest = words.partition(" ")
        if not words or keyword in ("title", "%%", "direction", "timeline") or words.startswith("%%"):
            continue
        if keyword == "section":
            lines.append(f"\n{rest.strip()}\n")
            continue
        before, *events = re.split(r"\s*:\s+|\s+:\s*", words if not words.startswith(":") else f" {words}")
        date = before.strip() or date
        lines += [f"{date}: {' '.join(event.split())}" for event in events if event.strip()]
    return "\n".join(lines) + "\n"


def _strip_heading(lines: list[str], markup: str, first: int, end: int) -> None:
    """Remove the markup of the heading in `lines[first:end]`."""
    last = end - 1
    if markup.startswith("#"):
        bare = lines[first].strip().lstrip("#").strip()
        lines[first] = bare.rstrip("#").rstrip() + _end(lines[first])
    elif last < len(lines):
        lines[last] = _end(lines[last])


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _strip_marks(line: str) -> str:
    """One line without emphasis, and with a link's text in place of the link."""
    bare = line.strip()
    if len(line) > _LONGEST or not any(mark in bare for mark in "*_[<"):
        return line
    start = line.index(bare)
    # A list marker comes before emphasis.
    item = bare[:2] if bare[:2] in ("* ", "- ", "+ ") else ""
    tokens = _WORDS.parseInline(bare[len(item) :])
    return line[:start] + item + _words(tokens[0].children or []) + line[start + len(bare) :]


def _words(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "image", "code_inline"))
