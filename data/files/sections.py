"""Find the sections and paragraphs of a plain text: headings, wrapped lines, running heads."""

import re
from collections import Counter
from itertools import pairwise

from data.dates.edtf import MONTHS
from data.english.date.mentions import DATED_TITLE
from data.english.grammar import BULLETS, pieces
from data.english.words import any_of, countries, known_headings, word_set
from data.files.facts import find_facts
from data.report import Paragraph, Section

LONGEST_PARAGRAPH = 20_000  # characters; no report has a tenth of it
MOST_QUOTES = 200
_END = re.compile(r"[.!?:;…][\"”’'»)\]]*(?:\[?\d{1,3}\]?)?\s*$")  # a footnote reference may follow
_QUOTES = ("“", '"', "«")
_ENUMERATED = re.compile(r"^(?:(?:Section|Chapter|Part)\s+[\dIVX]+\b\.?|[A-Za-z]?\d{0,2}[.)]|[IVX]+\.)\s+")
_ASKS = re.compile(rf"^(?:{any_of('layout', 'questions')})\b")
_PUBLICATION = re.compile(r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)")
# A line of the block of facts that opens an entry.
_FACTS = re.compile(rf"^(?:Head of \w+|(?:{any_of('layout', 'facts')})\b[^:]*:)|\(replaced|who replaced")
_CAPTION = re.compile(rf"^(?:(?:{any_of('layout', 'captions')})\s*(?:\d+|[IVX]+\b|[:©])|©|\[.*\]$)")
# Scores ("0 / 4"), page numbers, and running heads.
_FURNITURE = re.compile(r"^(?:[\d\s/.|–—-]+|(?:Page|p\.)\s*\d+(?: of \d+)?|[ivxlc]+)$", re.I)
_NUMBER = re.compile(r"[A-Z]{3} \d\d/\d+/\d{4}\b")  # of a publication, its bracket in the line before
_LEADS_ON = word_set("layout", "leads_on")
_NAME_START = re.compile(rf"(?:{any_of('layout', 'name_starts')})$")
_SMALL = word_set("layout", "small")
_STARTS = f"(?:{any_of('layout', 'starts')})"
_DATED_START = re.compile(
    rf"(?:In|On|By|Between|During|Since)\s+(?:early |late |mid-)?(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\b"
)
# "...Afghanistan.Justice SystemA report ...": neither space before nor behind.
_GLUED_TWICE = re.compile(
    rf"(?<=[a-z)”’][.!?])(?P<heading>[A-Z][\w ,/&’'–-]{{2,80}}?[a-z]{{2}})(?={_STARTS}[ ,])"
)
_GLUED = re.compile(rf"^(?P<heading>[A-Z][\w ,/&’'–-]{{2,80}}?[a-z]{{3}})(?={_STARTS}[ ,])")


def find_sections(text: str) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    theme = ""
    begun = False  # whether prose has started, after which no title comes
    last_ink = len(text.rstrip())
    # Blank lines, indents and line ends are all the layout that plain text has.
    facts = find_facts(text)
    for first, last in _blocks(text, facts):
        if any(start <= first < end for start, end in facts):
            paragraphs.append(Paragraph(first, last, theme, "facts"))
            continue
        for start, end, heading in _unglued(text, first, last):
            block = text[start:end]
            if _FURNITURE.match(block):
                continue
            if heading or (_is_heading(block) and end < last_ink):
                start += len(block) - len(block.lstrip(BULLETS))
                follows = bool(sections) and not text[sections[-1].end : start].strip(BULLETS)
                sections.append(Section(text[start:end], start, end, 2 if follows else 1))
                title = not begun and (text[start:end].isupper() or text[start:end] in countries())
                printed = re.sub(r"\s+\d+\s*/\s*\d+$", "", " ".join(text[start:end].split()))
                theme = "" if title else printed.rstrip(":")
                continue
            indented = text[text.rfind("\n", 0, start) + 1 : start].strip("\r") != "" and start == first
            paragraphs.append(Paragraph(start, end, theme, "case" if indented and paragraphs else "text"))
            begun = begun or end - start > 40
    return tuple(sections), tuple(_mark_pull_quotes(text, paragraphs))


def _unglued(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Split a block into pieces (start, end, whether a heading) where headings ran into the text around them."""
    cuts: list[tuple[int, int]] = []
    block = text[start:end]
    if "\n" not in block and _is_heading(block) and not _PUBLICATION.search(block):
        return [(start, end, False)]
    for found in _GLUED_TWICE.finditer(block):
        if _title_like(found["heading"]):
            cuts.append(found.span("heading"))
    found = _GLUED.match(block)
    if found and _title_like(found["heading"]):
        cuts.append(found.span("heading"))
    cuts += _known_inside(block)
    pieces, at = [], 0
    for first, last in sorted(set(cuts)):
        if first < at:
            continue
        pieces += [(start + at, start + first, False)] if block[at:first].strip() else []
        pieces.append((start + first, start + last, True))
        at = last
    pieces.append((start + at, end, False))
    return [_trimmed(text, *piece) for piece in pieces if text[piece[0] : piece[1]].strip()]


def _known_inside(block: str) -> list[tuple[int, int]]:
    """Well-known headings at the block's start before a new sentence, or within a list of publications."""
    cuts = []
    for found in known_headings().finditer(block):
        before, after = block[: found.start()], block[found.end() :]
        starts = re.match(rf"\s+{_STARTS}\s", after) and (after.lstrip()[0].isupper())
        if not before.strip():
            sentence = _DATED_START.match(after.lstrip()) or (starts and not re.match(r"\s*[,–-]", after))
            if sentence:
                cuts.append(found.span())
            continue
        refs = [ref.start() for ref in _PUBLICATION.finditer(block)]
        between = len(refs) > 1 and refs[0] < found.start() < refs[-1]
        if between and re.search(r"[a-z)]\s+$", before):
            # What follows up to the last publication is not text either, and stays with the block before.
            cuts.append(found.span())
        elif re.search(r"[.!?][”’)]*\s*$", before) and _DATED_START.match(after.lstrip()):
            cuts.append(found.span())
    return cuts


def _trimmed(text: str, start: int, end: int, heading: bool) -> tuple[int, int, bool]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), heading


def _title_like(heading: str) -> bool:
    """Whether words could be a heading: capitalised throughout, or a few words without a verb phrase."""
    words = heading.split()
    if not 0 < len(words) <= 10 or words[-1].lower() in _SMALL or _NAME_START.match(words[-1]):
        return False
    capitals = all(word[0].isupper() or word.lower() in _SMALL or word in "–-&/" for word in words)
    return capitals or bool(known_headings().fullmatch(heading))


def _blocks(text: str, apart: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Offsets of each heading or paragraph, without surrounding white space; wrapped lines are joined, those `apart` are
    not.
    """
    lines = [
        piece
        for found in re.finditer(r"[^\n]+", text)
        if (line := found[0].strip())
        for piece in _shortened(text, found.start() + found[0].index(line[0]), len(line))
    ]
    repeated = _running_heads(text, lines)
    lines = [span for span in lines if text[span[0] : span[1]] not in repeated]
    longest = max((end - start for start, end in lines), default=0)
    # Lines wrapped by hand or by a PDF, not one line per paragraph.
    long_ones = sum(end - start >= 0.72 * longest for start, end in lines)
    wrapped = 40 <= longest <= 130 and long_ones > 0.35 * len(lines)
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if any(first <= start < last or first <= blocks[-1][0] < last for first, last in apart if blocks):
            blocks.append((start, end))
            continue
        fits = bool(blocks) and end - blocks[-1][0] <= LONGEST_PARAGRAPH
        if fits and _goes_on(text, blocks, start, end, wrapped, longest):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _shortened(text: str, start: int, length: int) -> list[tuple[int, int]]:
    """A line as offsets, split between words if it is longer than a paragraph can be."""
    cut = [
        _trimmed(text, *piece, False)[:2] for piece in pieces(text, start, start + length, LONGEST_PARAGRAPH)
    ]
    return [(first, last) for first, last in cut if first < last]


def _running_heads(text: str, lines: list[tuple[int, int]]) -> set[str]:
    """Short lines that repeat beside a page number or form feed: running heads."""
    counts = Counter(text[start:end] for start, end in lines if end - start <= 60)
    numbers = {text[start:end] for start, end in lines if re.fullmatch(r"\d{1,3}", text[start:end])}
    paged = "\f" in text or len(numbers) > 2
    return {line for line, count in counts.items() if count >= 3 and paged and not _END.search(line)}


def _goes_on(
    text: str, blocks: list[tuple[int, int]], start: int, end: int, wrapped: bool, longest: int
) -> bool:
    """Whether the line `text[start:end]` continues the last block."""
    last_start, last_end = blocks[-1]
    line_start = max(last_start, text.rfind("\n", 0, last_end) + 1)
    last_line = text[line_start:last_end].strip()
    bullet = text[start] in BULLETS and text[start + 1 : start + 2].isspace()
    if (
        text.count("\n", last_end, start) > 1
        or bullet
        or _FURNITURE.match(last_line)
        or _FURNITURE.match(text[start:end])
    ):
        return False
    if last_start == line_start and re.search(r"[?:]$", last_line) and _is_heading(last_line):
        return False  # however long: a question or "..., Including:" above its section
    full = wrapped and len(last_line) >= 0.72 * longest
    multi = text.count("\n", last_start, last_end) > 0
    # A short unfinished last line of many is still prose; alone, it is a heading.
    ended = _END.search(last_line)
    leads_on = not ended and last_line.split()[-1].lower() in _LEADS_ON and " " in last_line
    if (
        not ended
        and (text[start].islower() or full or multi or leads_on)
        and not _ENUMERATED.match(text[start:end])
    ):
        return True
    # "The trial of the former President" under a heading, wrapped by hand.
    broken = len(last_line) > 40 and re.match(r"(?:The|An?|In|On) ", last_line) and not ended
    under = (
        len(blocks) > 1
        and _is_heading(text[slice(*blocks[-2])])
        and "\n" in text[blocks[-2][1] : last_start].replace("\n", "", 1)
    )
    return bool(broken and under) or (full and not _is_heading(text[start:end]))


def _is_heading(block: str) -> bool:
    if len(block) > 300:
        return False  # longer than any below
    block = block.lstrip(BULLETS)
    if not block or "\n" in block or block.startswith(_QUOTES) or block[-1] in '”"»,':
        return False
    if (
        _PUBLICATION.search(block)
        or _NUMBER.match(block)
        or DATED_TITLE.search(block)
        or _FACTS.search(block)
        or _CAPTION.search(block)
    ):
        return False
    words = block.split()
    if _breaks_off(words):
        return False
    numbered = _ENUMERATED.match(block)
    bare = block[numbered.end() :] if numbered else block
    if block.endswith("?"):
        return (
            bool(numbered or _ASKS.match(block))
            and len(block) <= 260
            and not re.search(r"[.!?]\s", bare[:-1])
        )
    if block.endswith(":"):
        capitals = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
        return (
            len(block) <= 160
            and (bool(numbered) or capitals == len(words))
            and not re.search(r"\bfollowing:$", block)
        )
    if _END.search(block):
        return bool(re.fullmatch(r"(?:Section|Chapter|Part) [\dIVX]+\.", block))
    if len(block) > 100 or len(words) > 14:
        # Longer ones only if they do not look like a sentence: a title's capitals, or a number before them.
        capitals = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
        return len(block) <= 220 and (bool(numbered) or capitals >= 0.9 * len(words)) and ". " not in bare
    return bool(numbered) or block[0].isupper() or block[0].isdigit()


def _breaks_off(words: list[str]) -> bool:
    """Whether a line is a fragment of prose: a sentence ends inside it, or it ends before a noun."""
    if len(words) > 1 and words[-1].lower() in _LEADS_ON:
        return True
    # "St. Mary" and "J. Roe" end no sentence.
    ends = (one for one, after in pairwise(words) if one[-1] in ".!?" and after[0].isupper())
    return any(len(word) > 4 and word[-2].islower() for word in ends)


def _mark_pull_quotes(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark pull quotes: paragraphs that are one quotation and repeat other text.

    Only the first `MOST_QUOTES` quotations are looked for, as each is a search of the whole text.
    """
    marked, looked_for = [], 0
    whole = _plain(text)
    for paragraph in paragraphs:
        block = text[paragraph.start : paragraph.end]
        kind = paragraph.kind
        if (
            block.startswith(_QUOTES)
            and block.rstrip(". ")[-1:] in ("”", '"', "»")
            and looked_for < MOST_QUOTES
        ):
            looked_for += 1
            inner = _plain(block.strip('“”"«» \n.…'))
            own = _plain(block).count(inner) if inner else 0
            if len(inner) > 20 and whole.count(inner) > own:
                kind = "quote"
        marked.append(Paragraph(paragraph.start, paragraph.end, paragraph.theme, kind))
    return marked


def _plain(text: str) -> str:
    return " ".join(text.split())
