"""Lists of facts in a text: lines such as "Independence: 9 July 1968", whose dates date no event."""

import re

# A label of a few words, a colon, and a value that is no sentence.
_FACT = re.compile(
    r"\s*(?:[*_•-]+ ?)?[A-Z][\w ()’',/&-]{1,48}[*_]*\s?:[*_]*\s+(?!.*[a-z]{2}\. [A-Z])\S.{0,79}"
)
_FEWEST = 3  # lines, one below the other


def is_fact(line: str) -> bool:
    """Whether a line could be one of a list of facts."""
    return bool(_FACT.fullmatch(line.rstrip()))


def find_facts(text: str) -> list[tuple[int, int]]:
    """Where the lists of facts stand: runs of such lines without a blank one between."""
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
