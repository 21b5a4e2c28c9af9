"""The page numbers printed in a PDF, which rarely match its own count."""

import re
from collections import Counter
from collections.abc import Sequence

# A number alone, or at either end of a running head or foot: "57", "Annual Report 2011  57", "57 Annual Report".
_NUMBERS = re.compile(r"^\W*(\d{1,4})\b(?!\w)|\b(\d{1,4})\W*$")
_ROMAN = re.compile(r"^\W*([ivxlc]{1,8})\W*$")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def find_labels(edges: Sequence[Sequence[str]]) -> list[str]:
    """The printed number of each page, "" for none. `edges` are for each page the lines at its top and bottom.

    Numbers count only if they rise with the pages: with the same offset to the page's index in at least half of those that have
    one. A page between two numbered ones gets its number even if it is not printed.
    """
    labels = [""] * len(edges)
    for found, write in (
        ([_roman(page) for page in edges], _to_roman),
        ([_arabic(page) for page in edges], str),
    ):
        distance = _distance(found)
        if distance is None:
            continue
        there = [i for i, numbers in enumerate(found) if i + distance in numbers]
        for i in range(there[0], there[-1] + 1):
            labels[i] = write(i + distance)
    return labels


def _distance(found: list[set[int]]) -> int | None:
    """The offset between printed numbers and page indexes; None if the numbers do not rise with them."""
    counts = Counter(number - i for i, numbers in enumerate(found) for number in numbers)
    numbered = sum(bool(numbers) for numbers in found)
    if not counts:
        return None
    distance, count = counts.most_common(1)[0]
    # A single page's number is accepted.
    return distance if count >= max(min(2, len(found)), numbered / 2) else None


def _arabic(lines: Sequence[str]) -> set[int]:
    return {
        int(number)
        for line in lines
        for match in _NUMBERS.finditer(line.strip())
        for number in match.groups()
        if number
    }


def _roman(lines: Sequence[str]) -> set[int]:
    found = (_ROMAN.match(line) for line in lines)
    values = {_from_roman(match[1]): match[1] for match in found if match}
    return {value for value, written in values.items() if _to_roman(value) == written}


def _from_roman(written: str) -> int:
    values = [_VALUES[letter] for letter in written]
    return sum(
        -value if any(later > value for later in values[i + 1 : i + 2]) else value
        for i, value in enumerate(values)
    )


def _to_roman(number: int) -> str:
    written = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        count, number = divmod(number, value)
        written += letters * count
    return written
