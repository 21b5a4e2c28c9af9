"""A date at the head of a line, or at its end: "12 March 2019: …", "[2019-03-12] …", "… (3 June 2019)"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from data.english.words import any_of
from data.events.date_columns import looks_like_date

ALONE, STRONG, WEAK, END, DAY, TIME = "alone", "strong", "weak", "end", "day", "time"
_LONGEST = 64  # characters of a line's head in which its date ends
_LONGEST_TITLE = 300  # characters of a line whose end may be its date
# What may stand before a date: an item's mark or number, emphasis, an opening bracket.
_MARK = re.compile(r"[ \t]*(?:[-*+•●▪◆■·–—>‣◦]\s+|\((?=\d)|#{1,6}\s+)?[*_\[(]*")
_NUMBER = re.compile(r"[ \t]*(?:#\s?)?(?:No\.?\s*)?\d{1,4}(?:[.)]\s+|\t+|\s{2,})[*_\[(]*")
_DATEISH = re.compile(rf"(?:[\s\d/.,:'’~?+-]|[–—]|(?<=\d)(?:st|nd|rd|th|s|T|Z|h)\b|(?<=\d)T(?=\d)|\b(?:{any_of('entries', 'date_words')})\b)+", re.I)  # fmt: skip
_TELLING = re.compile(rf"\d|\b(?:{any_of('entries', 'telling')})\b", re.I)
_LEADS = re.compile(r"(?:on|in|at|by|since|from|between|during|the|to|and|of|until)\b", re.I)
_TOKEN = re.compile(r"\w+[~?%]?")
_CLOSERS = re.compile(r"[\])*_]*")
_STRONG = re.compile(
    r"\s*[:：;](?!\d)[*_]*(?=\s|$)\s*|\s+[-–—|·•→»]+\s+|\s*[–—]\s*|\s*-\s+|\s+-\s*|\t\s*|\s{2,}|\s*\|\s*|\.\s*[-–—]+\s*"
)
_WEAK = re.compile(r"\.\s+|,\s+|\s+")
_SPACED_YEAR = re.compile(r"[A-Za-z.]\s+\d\d$")  # "May 12", which could be "7 May 12 people"
_WEEKDAY = rf"(?:(?:{any_of('entries', 'weekdays')})\b[.,]?\s+)?"
_DAY_ALONE = re.compile(
    rf"{_WEEKDAY}(?:the\s+)?(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:\s*[-–—/]\s*(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?"
)
_CLOCK = re.compile(
    r"(?:at\s+)?(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|(?=\s*[ap]\.?m))(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:Z|UTC|GMT|hrs?|h)\b)?",
    re.I,
)
_AT_END = (
    re.compile(r"\s*[\[(]\s*(?P<date>[^\[\]()]{4,60}?)\s*[\])]\s*\.?$"),
    re.compile(r"\s*\|\s*(?P<date>[^|]{4,60})$"),
    re.compile(r"\s*\t\s*(?P<date>[^\t]{4,60})$"),
    re.compile(r"\s+[-–—]\s+(?P<date>.{4,60}?)\.?$"),
    re.compile(r"[,;:]\s+(?P<date>[^,;:]{4,40}(?:,\s*\d{4})?)\.?$"),
)


@dataclass(frozen=True)
class Opening:
    """The date of a line, as offsets in it: `written` is the date, the words it dates stand in `rest`.

    `form` says how: alone; strong (a colon, dash or bracket parts it from its words), weak (a space does),
    end (behind its words), day (a number that needs a month above) or time (a clock's, of the day above).
    """

    written: str
    rest: tuple[int, int]
    form: str


def find_opening(line: str) -> Opening | None:
    """The date that a line begins with; of many that could be, the longest."""
    at = _MARK.match(line)
    starts = [at.end() if at else 0]
    if number := _NUMBER.match(line):
        starts.append(number.end())
    for start in starts:
        if found := _opening_at(line, start):
            return found
    return None


def _opening_at(line: str, start: int) -> Opening | None:
    head = line[start : start + _LONGEST]
    run = _DATEISH.match(head)
    if run is None or not _TELLING.search(run[0]):
        return None
    for end in sorted((token.end() for token in _TOKEN.finditer(run[0])), reverse=True):
        written = head[:end].strip(" \t,;.:")
        boundary = _boundary(line, start + end)
        if boundary is None or not written or not _TELLING.search(written):
            continue
        form, rest = boundary
        if form != ALONE and form == WEAK and not _stands_weakly(written):
            continue
        if is_date(written):
            return Opening(written, (rest, len(line)), form)
    return None


def _boundary(line: str, at: int) -> tuple[str, int] | None:
    """How a date that ends at `at` is parted from its words, and where they begin."""
    closers = _CLOSERS.match(line, at)
    at = closers.end() if closers else at
    closed = closers is not None and re.search(r"[\])]", closers[0])
    rest = line[at:]
    if not rest.strip(" \t:.,;*_–—-|"):
        return ALONE, len(line)
    if found := _STRONG.match(rest):
        return STRONG, at + found.end()
    if found := _WEAK.match(rest):
        return (STRONG if closed else WEAK), at + found.end()
    return None


def _stands_weakly(written: str) -> bool:
    """Whether a date is one without a mark behind it: "2019 A bridge falls", not "May he" nor "7 May 12 people"."""
    if _LEADS.match(written) or not re.search(r"\d", written):
        return False
    if _SPACED_YEAR.search(written) and not re.match(r"[A-Za-z]+\.?\s+\d\d$", written):
        return False
    whole = re.search(r"(?<!\d)\d{4}(?!\d)", written) or re.search(r"\d[/.-]\d{1,2}[/.-]\d\d$", written)
    return bool(whole or re.search(r"[A-Za-z]{3}", written))


@lru_cache(maxsize=20_000)
def is_date(written: str) -> bool:
    """Whether words are a date and no mere number: "12 March", "1994", not "12" nor "3.4"."""
    if re.fullmatch(r"\d{1,3}|\d{5,}|\d{1,2}[./]\d{1,2}\.?", written) and not re.fullmatch(
        r"(?:19|20)\d{6}", written
    ):
        return False
    return looks_like_date(written)


def find_closing(line: str) -> Opening | None:
    """The date that a title ends with: "Flour price doubled, 1 September 2017"."""
    if len(line) > _LONGEST_TITLE:
        return None
    mark = _MARK.match(line)
    start = mark.end() if mark else 0
    bare = line.rstrip(" *_")
    for pattern in _AT_END:
        found = pattern.search(bare)
        if found is None or found.start() <= start:
            continue
        written = found["date"].strip(" *_")
        named = re.search(r"(?<!\d)\d{4}(?!\d)|[A-Za-z]{3}|\d[/.-]\d{1,2}[/.-]\d\d", written)
        if named and re.search(r"\d", written) and is_date(written):
            return Opening(written, (start, found.start()), END)
    return None


def find_day(line: str) -> Opening | None:
    """A day's number that a line begins with, as it stands under a month: "7 – Pupils lock the gates"."""
    return _short_opening(line, _DAY_ALONE, dotted=True)


def find_time(line: str) -> Opening | None:
    """A time of day that a line begins with, as it stands under a day."""
    return _short_opening(line, _CLOCK, weak=True)


def _short_opening(
    line: str, pattern: re.Pattern, dotted: bool = False, weak: bool = False
) -> Opening | None:
    mark = _MARK.match(line)
    found = pattern.match(line, mark.end() if mark else 0)
    boundary = found and _boundary(line, found.end())
    if not found or not boundary or boundary[0] == ALONE:
        return None
    full_stop = dotted and re.match(r"[.)]\s", line[found.end() :])
    if boundary[0] != STRONG and not weak and not full_stop:
        return None
    return Opening(found[0], (boundary[1], len(line)), TIME if weak else DAY)
