"""The printed lines of a PDF page, from PDFium's characters: position, style, and gaps."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from data.dates.edtf import MONTHS
from data.english.grammar import BULLETS
from data.files.limits import check
from data.files.text import clean

_BOLD = re.compile(r"bold|demi|black|heavy|-bd|bdc|semibold", re.I)
_DINGBATS = re.compile(r"dingbat|wingding|symbol", re.I)
_NOTE = re.compile(
    r"(?<=[^\W\d_])\d{1,3}(?!\w)|(?<=[.,;:!?”’)\]])\d{1,3}(?![\w.,]*\d)|^\d{1,3}(?=\s?[^\W\d_“])"
)
_RAISED = 0.12  # of a letter's size, by which a footnote reference is raised
_DATED = re.compile(rf"\W*(?:\d|(?:{'|'.join(month[:3] for month in MONTHS)}))")
_GAP = 0.6  # of a line's height: minimum gap between the cells of a table
_TILTED = math.radians(30)  # more than letters that only lean

Letters = list[tuple[int, str]]  # each character of a line with its index on the page


@dataclass
class Line:
    """One printed line of a page: its edges in points from the lower left, its size, and its style."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float  # of its letters, so that large headings show
    bold: bool
    font: str
    bullet: bool = False
    end: float = 0.0  # the position of its last letter: a broken word is continued in the next line
    pieces: tuple[tuple[float, float, str], ...] = ()  # left, right and text between wide gaps, if requested
    row: bool = False  # whether it is a table row, with tabs between cells


def page_lines(page: pypdfium2.PdfPage, number: int, name: str) -> Iterator[Line]:
    """The lines of a page in the order in which they are stored, without footnote references. Raises `ReportError`."""
    textpage = page.get_textpage()
    raw, count = textpage.raw, textpage.count_chars()
    check("page", count, name)
    code = pdfium.FPDFText_GetUnicode
    runs: list[Letters] = [[]]
    for i in range(count):
        char = chr(code(raw, i))
        if char in "\r\n":
            runs.append([])
        else:
            runs[-1].append((i, char))
    runs = [part for run in runs for part in _by_angle(raw, run)]
    starts = ("".join(char for _, char in run[:12]) for run in runs)
    gaps = sum(bool(_DATED.match(start)) for start in starts) > 1  # if there may be a table of dates
    for run in runs:
        if line := _line(raw, _without_notes(raw, run), number, gaps):
            yield line
    textpage.close()
    page.close()


def _trimmed(run: Letters) -> Letters:
    filled = [place for place, (_, char) in enumerate(run) if not char.isspace()]
    return run[filled[0] : filled[-1] + 1] if filled else []


def _by_angle(raw, run: Letters) -> Iterator[Letters]:
    """Split a line by text direction: a rotated paragraph does not belong to the heading beside it."""
    run = _trimmed(run)
    if not run:
        return
    angle = pdfium.FPDFText_GetCharAngle
    if abs(angle(raw, run[0][0]) - angle(raw, run[-1][0])) < _TILTED:
        yield run
        return
    start, last = 0, angle(raw, run[0][0])
    for place, (i, char) in enumerate(run):
        if not char.isspace() and abs(angle(raw, i) - last) >= _TILTED:
            yield _trimmed(run[start:place])
            start, last = place, angle(raw, i)
    yield _trimmed(run[start:])


def _without_notes(raw, run: Letters) -> Letters:
    """A line without footnote references."""
    text = "".join(char for _, char in run)
    gone: set[int] = set()
    for found in _NOTE.finditer(text):
        beside = found.start() - 1 if found.start() else found.end()
        if beside < len(run) and run[beside][1].isspace():
            beside += 1
        if beside < len(run) and _is_raised(raw, run[found.start()][0], run[beside][0]):
            gone.update(range(found.start(), found.end()))
    return [letter for place, letter in enumerate(run) if place not in gone] if gone else run


def _is_raised(raw, note: int, letter: int) -> bool:
    """Whether a number is above the baseline of a letter; some typefaces have such figures of their own."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, note, left, right, bottom, top)
    x, line = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, letter, x, line)
    return bottom.value - line.value > _RAISED * pdfium.FPDFText_GetFontSize(raw, letter)


def _line(raw, run: Letters, number: int, gaps: bool) -> Line | None:
    text = _printed(run)
    if not text.strip():
        return None
    first, last = run[0][0], run[-1][0]
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharBox(raw, last, left, right, bottom, top)
    line_right, end = right.value, bottom.value
    pdfium.FPDFText_GetCharBox(raw, first, left, right, bottom, top)
    pdfium.FPDFText_GetLooseCharBox(raw, last, loose)
    mark, font, weight = _font(raw, first), _font(raw, last), pdfium.FPDFText_GetFontWeight(raw, last)
    words = text.split(maxsplit=1)
    dingbat = len(words) > 1 and len(words[0]) == 1 and (_DINGBATS.search(mark) or words[0] in BULLETS)
    turned = abs(math.sin(pdfium.FPDFText_GetCharAngle(raw, last))) > 0.7
    height = loose.right - loose.left if turned else loose.top - loose.bottom
    line = Line(
        words[1] if dingbat else text,
        number,
        left.value,
        line_right,
        bottom.value,
        round(height, 1),
        bool(_BOLD.search(font)) or weight >= 600,
        font,
        bool(dingbat),
        min(end, bottom.value),
    )
    if gaps and not turned:
        line.pieces = _pieces(raw, run, height * _GAP)
    return line


def _printed(run: Letters) -> str:
    text = "".join(char for _, char in run)
    return clean(text.replace("\ufffe", "\u00ad").replace("\x02", "\u00ad").replace("\x00", "").strip(" "))


def _pieces(raw, run: Letters, widest: float) -> tuple[tuple[float, float, str], ...]:
    """The left edge, right edge and text of each piece of a line between gaps wider than `widest` points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found: list[tuple[float, float, str]] = []
    part: Letters = []
    start = end = 0.0
    spaced = True
    for i, char in run:
        if char.isspace():
            spaced = True
            part.append((i, char))
            continue
        if spaced or i == run[-1][0]:
            pdfium.FPDFText_GetCharBox(raw, i, left, right, bottom, top)
            before = _right_of(raw, part)
            if before is not None and spaced and left.value - before > widest:
                found.append((start, before, _printed(_trimmed(part))))
                part = []
            if not part or not any(not c.isspace() for _, c in part):
                start = left.value
            end = right.value
        spaced = False
        part.append((i, char))
    return (*found, (start, end, _printed(part)))


def _right_of(raw, part: Letters) -> float | None:
    """The right edge of the last printed character."""
    last = next((i for i, char in reversed(part) if not char.isspace()), None)
    if last is None:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, last, left, right, bottom, top)
    return right.value


def _font(raw, index: int) -> str:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, flags)
    return name.value.decode("utf-8", "replace")
