"""Markdown: headings and paragraphs as lines, without the marks."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from data.files.text import decode

# Only what changes how a line reads. Lists, quotations and code keep the marks and indents that sections know.
_BLOCKS = MarkdownIt("zero").enable(["heading", "lheading"])
_WORDS = MarkdownIt("zero").enable(["emphasis", "link", "image", "autolink"])
_LONGEST = 20_000  # characters of one line whose marks are read; longer lines stay as they are


def read_markdown(name: str, raw: bytes) -> str:
    """The text of `raw`; a heading is a line of its own, and each other line stays one."""
    text = decode(name, raw)
    lines = text.splitlines(keepends=True)
    for token in _BLOCKS.parse(text):
        if token.type == "heading_open" and token.map:
            _strip_heading(lines, token)
    return "".join(_strip_marks(line) for line in lines)


def _strip_heading(lines: list[str], token: Token) -> None:
    """Take away the marks before or below a heading."""
    first, last = token.map[0], token.map[1] - 1
    if token.markup.startswith("#"):
        bare = lines[first].strip().lstrip("#").strip()
        lines[first] = bare.rstrip("#").rstrip() + _end(lines[first])
    elif last < len(lines):
        lines[last] = _end(lines[last])


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _strip_marks(line: str) -> str:
    """One line without emphasis, and with a link's words for the link."""
    bare = line.strip()
    if len(line) > _LONGEST or not any(mark in bare for mark in "*_[<"):
        return line
    start = line.index(bare)
    # A list's mark stands before what is emphasised.
    item = bare[:2] if bare[:2] in ("* ", "- ", "+ ") else ""
    tokens = _WORDS.parseInline(bare[len(item) :])
    return line[:start] + item + _words(tokens[0].children or []) + line[start + len(bare) :]


def _words(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "image", "code_inline"))
