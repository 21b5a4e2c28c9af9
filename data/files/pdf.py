"""Extract a PDF's text in reading order: lines with position and style, joined to headings and paragraphs."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pypdfium2

from data.english.grammar import BULLETS, join_hyphens
from data.files.limits import check
from data.files.page_labels import find_labels
from data.files.pdf_line import Line, page_lines
from data.files.pdf_tables import join_rows
from data.report import Page, ReportError

_ENDED = re.compile(r"[.!?:;”’\"')\]]\s*$")
_BETWEEN = "\n\n"  # headings and paragraphs
_SMALL, _LONGEST_LABEL = 0.92, 80  # of the letters of a chart's label; characters of one
_TOLD = re.compile(r"[.!?:;”’\"')\]\d]$|^\W|^\d+\W*$")  # what is no label: sentences, publications, dates
_LEADING = re.compile(rf"^[{re.escape(BULLETS.strip())}]\s+")


@dataclass
class Block:
    """A heading or paragraph joined from lines, with the page it starts on, counted from 0.

    `printed` is the number on that page, `turns` the offsets in the text where the next pages start.
    """

    text: str
    page: int
    heading: bool
    bullet: bool
    height: float = 0.0
    font: str = ""
    label: bool = False  # small words of a picture or chart
    row: bool = False  # of a table, its cells with a tab between
    printed: str = ""
    turns: list[Page] = field(default_factory=list)


def pdf_blocks(name: str, raw: bytes, progress: Callable[[int, int], None] | None = None) -> list[Block]:
    """The headings and paragraphs of a PDF in reading order, without running heads and page numbers.

    `progress` is called after each page with pages done and total. Raises `ReportError`.
    """
    pages = pdf_pages(name, raw, progress)
    labels = find_labels([[line.text for line in _edge(lines)] for lines in pages])
    return _blocks(_without_furniture(pages), labels)


def blocks_text(blocks: list[Block]) -> str:
    """Blocks as plain text: a blank line between them, cases indented as in a report's own text, labels in brackets."""
    return _BETWEEN.join("".join(_written(block)) for block in blocks)


def find_pages(blocks: list[Block]) -> tuple[Page, ...]:
    """Where each page starts in `blocks_text`."""
    pages: list[Page] = []
    at = 0
    for block in blocks:
        before, text, after = _written(block)
        for page in (Page(0, block.page + 1, block.printed), *block.turns):
            if not pages or page.number > pages[-1].number:
                pages.append(replace(page, start=at + len(before) + page.start))
        at += len(before) + len(text) + len(after) + len(_BETWEEN)
    return tuple(pages)


def _written(block: Block) -> tuple[str, str, str]:
    """A block's text with its prefix and suffix."""
    if block.label:
        return "[", block.text, "]"
    return "    " if block.bullet else "", block.text, ""


def pdf_pages(name: str, raw: bytes, progress: Callable[[int, int], None] | None = None) -> list[list[Line]]:
    """The lines of each page, columns one after the other. Raises `ReportError`."""
    broken = f"{name} is a PDF that cannot be read; it may be cut off, so fetch it again."
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReportError(f"{name} is locked with a password; save a copy without one.") from None
        raise ReportError(broken) from None
    try:
        count = len(document)
        check("pages", count, name)
        pages, characters = [], 0
        for number in range(count):
            page = document[number]
            lines = join_rows(list(page_lines(page, number, name)))
            characters += sum(len(line.text) for line in lines)
            check("characters", characters, name)
            pages.append(_ordered(lines))
            if progress:
                progress(number + 1, count)
        return pages
    except pypdfium2.PdfiumError:
        raise ReportError(broken) from None
    finally:
        document.close()


def _ordered(lines: list[Line]) -> list[Line]:
    """Sort from top to bottom; two columns one after the other, between lines that span both."""
    if len(lines) < 8:
        return lines
    start = _second_column(lines)
    if start is None:
        return sorted(lines, key=lambda line: -line.bottom) if _jumps(lines) else lines
    sides = [
        "left" if line.right <= start + 2 else "right" if line.left >= start - 8 else "both" for line in lines
    ]
    both = sum(side == "both" for side in sides)
    if min(sides.count("left"), sides.count("right")) < 4 or both > 0.3 * len(lines):
        return sorted(lines, key=lambda line: -line.bottom) if _jumps(lines) else lines
    ordered: list[Line] = []
    waiting: dict[str, list[Line]] = {"left": [], "right": []}

    def flush() -> None:
        for side in ("left", "right"):
            ordered.extend(sorted(waiting[side], key=lambda line: -line.bottom))
            waiting[side].clear()

    for line, side in sorted(zip(lines, sides, strict=True), key=lambda pair: -pair[0].bottom):
        if side == "both":
            flush()
            ordered.append(line)
        else:
            waiting[side].append(line)
    flush()
    return ordered


def _second_column(lines: list[Line]) -> float | None:
    """Where a second column starts, in points from the left: a left edge that many lines share."""
    lefts = Counter(round(line.left) for line in lines)
    leftmost = min(
        (edge for edge, count in lefts.items() if count >= max(2, 0.04 * len(lines))), default=min(lefts)
    )
    span = max(line.right for line in lines) - leftmost
    for edge, count in lefts.most_common():
        shared = sum(n for other, n in lefts.items() if abs(other - edge) <= 2)
        if count < 3 or shared < 0.15 * len(lines):
            break
        if leftmost + 0.3 * span < edge < leftmost + 0.7 * span:
            return min(other for other in lefts if abs(other - edge) <= 2)
    return None


def _jumps(lines: list[Line]) -> bool:
    """Whether a page of one column is stored out of order."""
    ups = sum(after.bottom > before.bottom + 2 for before, after in zip(lines, lines[1:], strict=False))
    return ups > 0.2 * len(lines)


def _without_furniture(pages: list[list[Line]]) -> list[Line]:
    """All lines without running heads, page numbers and thumb index marks."""
    edges: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        edges.update({_at_edge(line) for line in _edge(lines)})
    kept = []
    fewest = max(min(3, len(pages)), 0.05 * len(pages))
    for lines in pages:
        outer = {id(line) for line in _edge(lines)}
        for line in lines:
            text = line.text.strip()
            repeated = len(pages) > 1 and edges[_at_edge(line)] >= fewest
            mark = len(text) <= 3 or re.fullmatch(r"[\divxlc]+", text)
            # A single letter is a thumb index mark.
            if (id(line) in outer and (repeated or mark)) or re.fullmatch(r"[A-Z]", text):
                continue
            kept.append(line)
    return kept


def _edge(lines: list[Line]) -> list[Line]:
    """The two highest and lowest lines of a page, and what is printed in its margins."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    return by_height[:2] + by_height[-2:] if len(lines) > 4 else by_height


def _at_edge(line: Line) -> tuple[str, int]:
    """What a running head has in common from page to page: its words without numbers, at one height."""
    return re.sub(r"\d+", "#", line.text.strip()), round(line.bottom / 6)


def _blocks(lines: list[Line], labels: list[str]) -> list[Block]:
    """Join lines: a new block starts where the style changes, at a bullet, an indent or a wide gap."""
    if not lines:
        return []
    body = Counter((line.font, line.height) for line in lines for _ in range(len(line.text))).most_common(1)[
        0
    ][0]
    gaps = Counter(
        round(a.bottom - b.bottom)
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and 2 < a.bottom - b.bottom < 40
    )
    pitch = gaps.most_common(1)[0][0] if gaps else 12
    columns = _column_edges(lines)
    blocks: list[Block] = []
    before: Line | None = None
    for line in lines:
        heading = _looks_heading(line, body)
        if before is not None and blocks and _joins(blocks[-1], before, line, heading, pitch, columns):
            if line.page != before.page:
                turn = Page(len(blocks[-1].text) + 1, line.page + 1, labels[line.page])
                blocks[-1].turns.append(turn)
            blocks[-1].text += "\n" + line.text
        else:
            look = (line.bullet, line.height, line.font)
            blocks.append(
                Block(line.text, line.page, heading, *look, row=line.row, printed=labels[line.page])
            )
        before = line
    return [_finished(block, body[1]) for block in blocks]


def _finished(block: Block, body: float) -> Block:
    if block.row:
        return block
    # A long run in bold is an opening paragraph, not a heading.
    if len(block.text) > 160 or (
        block.heading and re.search(r"[.;,]\s*$", block.text) and block.text.count("\n") > 1
    ):
        block.heading = False
    # A page starts after the text before it, also where hyphens are joined and spaces merged.
    block.turns = [
        replace(turn, start=len(_in_one_line(block.text[: turn.start])) + 1) for turn in block.turns
    ]
    block.text = _in_one_line(block.text)
    small = block.height < _SMALL * body and not (block.heading or block.bullet)
    block.label = small and len(block.text) < _LONGEST_LABEL and not _TOLD.search(block.text)
    return block


def _in_one_line(text: str) -> str:
    return _LEADING.sub("", " ".join(join_hyphens(text).replace("\u00ad", "").split()))


def _looks_heading(line: Line, body: tuple[str, float]) -> bool:
    larger = line.height > body[1] * 1.12
    if line.row:
        return False
    if re.match(r"[A-Z][\w /()-]{3,40}: ?\S", line.text) and not larger:
        return False  # a line of facts, "Death penalty: abolitionist", however bold
    return not line.bullet and (larger or (line.bold and line.font != body[0])) and len(line.text) < 120


def _column_edges(lines: list[Line]) -> dict[tuple[int, bool], tuple[float, float]]:
    """Left and right edge of each page's columns, by (page, whether in the right half)."""
    grouped: dict[tuple[int, bool], list[Line]] = {}
    for line in lines:
        grouped.setdefault(_column(line), []).append(line)
    edges = {}
    for key, members in grouped.items():
        lefts = Counter(round(line.left) for line in members)
        edges[key] = (lefts.most_common(1)[0][0], max(line.right for line in members))
    return edges


def _column(line: Line) -> tuple[int, bool]:
    return line.page, line.left > 250


def _joins(block: Block, before: Line, line: Line, heading: bool, pitch: float, columns) -> bool:
    if line.row or block.row or line.bullet or heading != block.heading:
        return False
    same_column = before.page == line.page and before.bottom > line.bottom
    gap = before.end - line.bottom if same_column else pitch
    if block.text.startswith("Head of ") and same_column and gap < 1.3 * pitch and line.font == before.font:
        return True  # the block of facts, with arbitrary line breaks
    if heading:
        alike = line.font == before.font and abs(line.height - before.height) < 0.6
        return (
            alike
            and same_column
            and gap < max(2.2 * pitch, 1.6 * line.height)
            and not re.search(r"[.:]$", before.text)
        )
    if gap > 1.45 * pitch and same_column:
        return False
    left, right = columns[_column(line)]
    if abs(line.height - before.height) > 1.5 and _ENDED.search(before.text):
        return False
    before_left, before_right = columns[_column(before)]
    full = before.right > before_right - 0.22 * (before_right - before_left)
    if not same_column and abs(line.height - before.height) > 0.4:
        return False  # a picture's caption, which does not continue the text
    if re.match(r"Head of state\b", line.text):
        return False
    if not _ENDED.search(before.text) or line.text[:1].islower():
        return True
    indented = line.left > left + 5
    return not indented and (full or block.bullet) and not (not full and same_column)
