"""Parse CSV: detect its separator, and lose no row to an unclosed quotation mark."""

import csv
import io
from collections import Counter

SEPARATORS = ",;\t|"
_SAMPLE = 60  # lines for detecting the separator
_MOST_MENDED = 20  # unclosed quotation marks that are repaired
_SWALLOWED = 3  # lines inside a cell, each with as many cells as a row, that show an unclosed quotation mark
_LONGEST_FIELD = 2**31 - 1  # the limit of a cell is checked elsewhere, with its own message


def read_rows(text: str, tabs: bool = False) -> tuple[list[list[object]], list[int]]:
    """The non-empty rows, and the line on which each starts, counted from 1; "" becomes None.

    `tabs` uses the tab as separator.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    lines = list(io.StringIO(text, newline=""))
    begin = 0
    separator = "\t" if tabs else ""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:  # as Excel writes it
        separator, begin = lines[0].strip()[4], 1
    separator = separator or find_separator(lines[begin : begin + _SAMPLE])
    width = _usual_width(lines[begin : begin + _SAMPLE], separator)
    rows: list[list[object]] = []
    places: list[int] = []

    def keep(record: list[str], line: int) -> None:
        if "".join(record).strip():
            rows.append([value or None for value in record])
            places.append(line)

    mended = 0
    while begin < len(lines):
        reader, at = csv.reader(lines[begin:], delimiter=separator), begin
        for record in reader:
            end = begin + reader.line_num
            if (
                end - at > 1
                and mended < _MOST_MENDED
                and _is_open(lines[at:end], separator, width, end == len(lines))
            ):
                break
            keep(record, at + 1)
            at = end
        else:
            break
        # An opening quotation mark that is never closed is an ordinary character.
        mended += 1
        keep(next(csv.reader(lines[at : at + 1], delimiter=separator, quoting=csv.QUOTE_NONE)), at + 1)
        begin = at + 1
    return rows, places


def find_separator(lines: list[str]) -> str:
    """The character that splits most of the lines into equally many cells."""
    best = max(SEPARATORS, key=lambda separator: _fit(lines, separator))
    return best if _fit(lines, best)[0] else ","


def _fit(lines: list[str], separator: str) -> tuple[int, int]:
    width, count = _widths(lines, separator).most_common(1)[0] if _widths(lines, separator) else (1, 0)
    return count * (min(width, 12) - 1), lines[0].count(separator) if lines else 0


def _usual_width(lines: list[str], separator: str) -> int:
    widths = _widths(lines, separator)
    return widths.most_common(1)[0][0] if widths else 1


def _widths(lines: list[str], separator: str) -> Counter[int]:
    """For rows of more than one cell, how many rows have each number of cells."""
    widths = Counter(len(record) for record in csv.reader(lines, delimiter=separator))
    return Counter({width: count for width, count in widths.items() if width > 1})


def _is_open(lines: list[str], separator: str, width: int, at_end: bool) -> bool:
    """Whether lines that were parsed as one row are several, because of an unclosed quotation mark."""
    if at_end and sum(line.count('"') for line in lines) % 2:
        return True
    rows = sum(line.count(separator) >= width - 1 for line in lines[1:-1])
    return width > 2 and rows >= _SWALLOWED and rows > 0.8 * (len(lines) - 2)
