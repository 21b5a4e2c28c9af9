"""Blank out running heads in plain text, so that they do not interrupt sentences."""

import re
from collections import Counter
from itertools import pairwise

from data.english.words import word_set
from data.events.date_columns import looks_like_date

_LONGEST = 120  # characters of a head
_MOST_LINES = 200_000  # of a text that is searched
# A number beside a line's words: far after or before them, or labelled as the page's.
_APART = r"(?:[ \t]{2,}|\t|\s*\|\s*|[ \t]+(?:[Pp]age|[Pp]\.)[ \t]*)"
_NUMBERED = (
    re.compile(rf"(?P<words>\S.*?){_APART}(?P<n>\d{{1,3}})(?:\s*(?:/|of)\s*\d{{1,3}})?"),
    re.compile(rf"(?:[Pp]age[ \t]*)?(?P<n>\d{{1,3}}){_APART}(?P<words>\S.*?)"),
)
_FEWEST = 8  # letters of a head that does not say "page": "Day  1", "Day  2" are headings
_SAID = re.compile(r"\b[Pp](?:age|\.)\s*\d+")
_EDGE, _MOST = 4, 0.5  # lines at a page's edge that may be its head; the share of pages that have it
_LEADS_ON = word_set("layout", "leads_on")
_UNFINISHED = re.compile(r"[\w,;–—-]$")


def blank_page_heads(text: str) -> str:
    """`text` with spaces in place of running heads: lines that repeat with a rising page number.

    Its length stays. If a sentence continues over a page break, the blank lines around the head are removed too.
    """
    lines = [found for found in re.finditer(r"[^\n\f]+", text) if found[0].strip()]
    if len(lines) > _MOST_LINES:
        return text
    heads = _numbered_heads([line[0].strip() for line in lines])
    heads |= _beside([line[0].strip() for line in lines], heads) | _at_edges(text, lines)
    letters = list(text)
    for number in sorted(heads):
        start, end = lines[number].span()
        letters[start:end] = " " * (end - start)
    for before, after in pairwise([n for n in range(len(lines)) if n not in heads]):
        if after - before > 1 and _goes_on(lines[before][0], lines[after][0]):
            start, end = lines[before].end(), lines[after].start()
            letters[start:end] = "\n" + " " * (end - start - 1)
    return "".join(letters)


def _numbered_heads(lines: list[str]) -> set[int]:
    """The lines whose words repeat with rising numbers."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        if len(line) > _LONGEST or not re.search(r"\d", line) or looks_like_date(line):
            continue
        for pattern in _NUMBERED:
            found = pattern.fullmatch(line)
            if found and sum(map(str.isalpha, found["words"])) >= _FEWEST * (not _SAID.search(line)):
                seen.setdefault(" ".join(found["words"].split()), []).append((place, int(found["n"])))
                break
    heads: set[int] = set()
    for places in seen.values():
        apart = all(b - a > 1 for (a, _), (b, _) in pairwise(places))
        rising = all(m < n <= m + 2 for (_, m), (_, n) in pairwise(places))
        if len(places) > 1 and apart and rising:
            heads.update(place for place, _ in places)
    return heads


def _beside(lines: list[str], heads: set[int]) -> set[int]:
    """The lines above or below the heads that repeat with each of them."""
    found: set[int] = set()
    for step in (-1, 1):
        beside = [place + step for place in sorted(heads) if 0 <= place + step < len(lines)]
        counts = Counter(lines[place] for place in beside)
        found |= {p for p in beside if p not in heads and len(lines[p]) <= _LONGEST and counts[lines[p]] > max(1, 0.4 * len(heads))}  # fmt: skip
    return found


def _at_edges(text: str, lines: list[re.Match[str]]) -> set[int]:
    """The lines at the top or bottom of pages separated by form feeds that are the same on most pages apart from numbers."""
    pages: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if place and "\f" in text[lines[place - 1].end() : line.start()]:
            pages.append([])
        pages[-1].append(place)
    if len(pages) < 2:
        return set()
    seen: dict[str, dict[int, int]] = {}
    for number, places in enumerate(pages):
        for place in {*places[:_EDGE], *places[-_EDGE:]}:
            if len(lines[place][0].strip()) <= _LONGEST:
                alike = re.sub(r"\d+", "#", " ".join(lines[place][0].split()))
                seen.setdefault(alike, {}).setdefault(number, place)
    fewest = max(2, _MOST * len(pages))
    return {place for alike in seen.values() if len(alike) >= fewest for place in alike.values()}


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence continues after the head."""
    return (
        bool(_UNFINISHED.search(before.rstrip()))
        and bool(re.match(r"\s*(?:[a-z(“‘\"]|\d)", after))
        and (len(before.strip()) > 40 or before.split()[-1].lower() in _LEADS_ON)
    )
