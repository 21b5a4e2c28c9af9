"""Rows of tables in a PDF: words that begin at one place on several lines, behind a date."""

import re
from collections import Counter
from collections.abc import Sequence

from data.events.date_columns import looks_like_date

_FEWEST = 2  # rows
_ALIKE = 2.5  # points between edges that are one column's
_DATEISH = re.compile(r"[\w\s./,–-]{4,40}")

Gap = tuple[int, float]  # where the words behind a gap begin: in the line's text, and in points from the left


def find_rows(lines: Sequence[str], gaps: Sequence[Sequence[Gap]]) -> dict[int, str]:
    """Lines that are a table's rows, with tabs between their cells, by number; `gaps` are those wider than a space."""
    dated: dict[int, float] = {}
    for number, (text, own) in enumerate(zip(lines, gaps, strict=True)):
        for at, left in own:
            before = text[:at].strip()
            if _DATEISH.fullmatch(before) and re.search(r"\d", before) and looks_like_date(before):
                dated[number] = left
                break
    edges = Counter(round(left / _ALIKE) for left in dated.values())
    columns = {edge for edge, count in edges.items() if count + edges[edge + 1] + edges[edge - 1] >= _FEWEST}
    if not columns:
        return {}
    kept = {n: left for n, left in dated.items() if round(left / _ALIKE) in columns}
    lefts = list(kept.values())
    rows = {}
    for number, (text, own) in enumerate(zip(lines, gaps, strict=True)):
        near = number in kept or (number + 1 in kept and any(_is_near(left, lefts) for _, left in own))
        if near and own:
            rows[number] = _with_tabs(
                text, [at for at, left in own if number in kept or _is_near(left, lefts)]
            )
    return rows


def _is_near(left: float, lefts: Sequence[float]) -> bool:
    return any(abs(left - other) <= _ALIKE for other in lefts)


def _with_tabs(text: str, places: Sequence[int]) -> str:
    parts, last = [], 0
    for at in places:
        parts.append(text[last:at].strip())
        last = at
    return "\t".join([*parts, text[last:].strip()])
