"""Lists of facts in a text: lines such as "Independence: 9 July 1968", whose dates are not those of events."""

import re

from data.english.words import any_of

# A label of a few words, a colon, and a value that is not a sentence.
_FACT = re.compile(
    r"\s*(?:[*_•-]+ ?)?[A-Z][\w ()’',/&-]{1,48}[*_]*\s?:[*_]*\s+(?!.*[a-z]{2}\. [A-Z])\S.{0,79}"
)
_LABELLED = re.compile(
    rf"\s*[*_•-]*\s?(?:{any_of('layout', 'labels')}|{any_of('layout', 'stamps')})\b[\w ]{{0,30}}:"
)
_STAMP = re.compile(rf"\s*[*_\[(]*(?:{any_of('layout', 'stamps')})\b.{{0,80}}\d")
_FEWEST = 3  # lines, one below the other


def is_fact(line: str) -> bool:
    """Whether a line could belong to a list of facts."""
    return bool(_FACT.fullmatch(line.rstrip()))


def is_known_fact(line: str) -> bool:
    """Whether a line is a fact by its label, or says when the document was made: it needs no others beside it."""
    words = line.rstrip()
    return bool(_LABELLED.match(words) and is_fact(words)) or (
        len(words) <= 100 and bool(_STAMP.match(words))
    )


def find_facts(text: str) -> list[tuple[int, int]]:
    """Find the lists of facts: runs of such lines without a blank one between."""
    found: list[tuple[int, int]] = []
    lines = [*re.finditer(r"[^\n\f]+", text)]
    first = 0
    for i in range(len(lines) + 1):
        if (
            i < len(lines)
            and is_fact(lines[i][0])
            and (i == first or text.count("\n", lines[i - 1].end(), lines[i].start()) == 1)
        ):
            continue
        if i - first >= _FEWEST:
            found.append((lines[first].start(), lines[i - 1].end()))
        first = i if i < len(lines) and is_fact(lines[i][0]) else i + 1
    return found
