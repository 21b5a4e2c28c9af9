"""Tables of dates on a PDF page: a column of dates with text beside each, as one line per row."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.english.grammar import join_hyphens
from data.files.dated.openings import is_date
from data.files.pdf_line import Line

_SAME = 3.5  # points by which edges of one column, or letters of one line, may differ
_FEWEST, _SHARE = 2, 0.6  # minimum rows of a table; the share of them with text beside the date
_LONGEST_DATE = 40  # characters
_MOST = 2_000  # pieces of a page that are searched
_APART = 2.6  # line heights below the last row where a table ends


@dataclass
class _Piece:
    """The words of a line up to a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    line: Line


def join_rows(lines: list[Line]) -> list[Line]:
    """The lines of a page, with those of its tables of dates joined to rows: tabs between cells, including the header."""
    if sum(len(line.pieces) for line in lines) > _MOST:
        return lines
    pieces = [
        _Piece(text, left, right, line.bottom, line) for line in lines for left, right, text in line.pieces
    ]
    dates = [
        piece for piece in pieces if len(piece.text) <= _LONGEST_DATE and is_date(piece.text.strip(" .:"))
    ]
    for edge in _edges(dates):
        column = sorted((d for d in dates if abs(d.left - edge) <= _SAME), key=lambda d: -d.bottom)
        if rows := _rows(column, pieces):
            return _with_rows(lines, rows)
    return lines


def _edges(dates: Sequence[_Piece]) -> list[float]:
    """The left edges that dates share, the most frequent first."""
    edges = Counter(round(date.left) for date in dates)
    return [
        edge for edge, _ in edges.most_common(3) if sum(abs(d.left - edge) <= _SAME for d in dates) >= _FEWEST
    ]


def _rows(column: list[_Piece], pieces: Sequence[_Piece]) -> list[list[list[_Piece]]]:
    """The rows beside a column of dates, each a list of cells; none if most dates have no text beside them."""
    beside = {id(date): [p for p in pieces if p.left > date.right and _is_level(p, date)] for date in column}
    firsts = Counter(round(min(p.left for p in found)) for found in beside.values() if found)
    if not firsts:
        return []
    second = min(firsts, key=lambda edge: (-firsts[edge], edge))
    if sum(n for edge, n in firsts.items() if abs(edge - second) <= _SAME) < _SHARE * len(column):
        return []
    told = [
        found
        for found in beside.values()
        if any(re.search(r"[^\W\d_]{2,} +[^\W\d_]{2}", p.text) for p in found)
    ]
    if len(told) < _SHARE * len(column):
        return []
    others = [
        p
        for p in pieces
        if abs(p.left - column[0].left) <= _SAME and column[-1].bottom < p.bottom < column[0].bottom
    ]
    if sum(not is_date(p.text) and p.right < second for p in others) > (1 - _SHARE) * len(column):
        return []  # a column of prose with dates in lines of their own
    edges = sorted(_shared(round(p.left) for found in beside.values() for p in found))
    rows, first = [], column[0].left
    for number, date in enumerate(column):
        below = column[number + 1].bottom if number + 1 < len(column) else None
        row: list[list[_Piece]] = [[] for _ in range(len(edges) + 1)]
        last = date.bottom
        for piece in sorted(pieces, key=lambda p: (-p.bottom, p.left)):
            if piece.bottom > date.bottom + _SAME or (below is not None and piece.bottom <= below + _SAME):
                continue
            if piece is not date and last - piece.bottom > _APART * max(piece.line.height, 8):
                break
            if piece is not date and abs(piece.left - first) <= _SAME and not _is_level(piece, date):
                if piece.right > second or not _goes_on(row[0], piece):
                    break  # a heading, or a line of prose
            elif piece.left < first - _SAME:
                continue
            row[sum(piece.left >= edge - _SAME for edge in edges)].append(piece)
            last = piece.bottom
        rows.append(row)
    return [*_head(column[0], edges, pieces), *rows]


def _shared(edges) -> list[float]:
    """Left edges that cells share, with those of one column merged."""
    counts, kept = Counter(edges), []
    for edge in sorted(counts):
        if sum(n for other, n in counts.items() if abs(other - edge) <= _SAME) >= 2 and not (
            kept and edge - kept[-1] <= _SAME
        ):
            kept.append(edge)
    return kept


def _is_level(one: _Piece, other: _Piece) -> bool:
    return abs(one.bottom - other.bottom) <= _SAME


def _goes_on(cell: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece below a date ends it: "2012" below "12 March"."""
    written = " ".join(part.text for part in [*cell, piece])
    return len(written) <= _LONGEST_DATE and is_date(written)


def _head(date: _Piece, edges: Sequence[float], pieces: Sequence[_Piece]) -> list[list[list[_Piece]]]:
    """The column names right above the first date."""
    above = [p for p in pieces if _SAME < p.bottom - date.bottom < _APART * max(p.line.height, 8)]
    level = max((p.bottom for p in above if abs(p.left - date.left) <= 2 * _SAME), default=None)
    named = [p for p in above if level is not None and abs(p.bottom - level) <= _SAME]
    if len(named) < 2 or any(len(p.text) > _LONGEST_DATE for p in named):
        return []
    row: list[list[_Piece]] = [[] for _ in range(len(edges) + 1)]
    for piece in named:
        row[sum(piece.left >= edge - 2 * _SAME for edge in edges)].append(piece)
    return [row] if all(row) else []


def _with_rows(lines: list[Line], rows: list[list[list[_Piece]]]) -> list[Line]:
    """The lines, with each row in place of its own lines."""
    made: dict[int, Line] = {}
    taken: set[int] = set()
    for row in rows:
        own = [piece.line for cell in row for piece in cell]
        first = next(piece.line for cell in row for piece in cell)
        text = "\t".join(
            " ".join(join_hyphens("\n".join(p.text for p in cell)).replace("\u00ad", "").split())
            for cell in row
        )
        right, end = max(line.right for line in own), min(line.bottom for line in own)
        made[id(first)] = replace(
            first, text=text, right=right, end=end, row=True, pieces=((first.left, right, text),)
        )
        taken.update(map(id, own))
    return [made.get(id(line), line) for line in lines if id(line) in made or id(line) not in taken]
