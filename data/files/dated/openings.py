"""A date at the head of a line, or at its end: "12 March 2019: …", "[2019-03-12] …", "… (3 June 2019)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.english.date.holidays import NAMES
from data.english.words import any_of
from data.events.date_columns import looks_like_date

ALONE, STRONG, WEAK, END, DAY, TIME = "alone", "strong", "weak", "end", "day", "time"
_LONGEST = 64  # characters of a line's head in which its date ends
_LONGEST_TITLE = 300  # characters of a line whose end may be its date
# What may stand before a date: an item's mark or number, emphasis, an opening bracket.
_MARK = re.compile(
    r"[ \t]*(?:(?:[-*+•●▪◆■□▶►→·–—>‣◦§~]+|o|={2,6}|#{1,6})\s+|[=#]{2,6}(?=\w)|\((?=\d{2,}|[A-Z]))?[*_`\[(]*"
)
_ITEM = re.compile(
    r"[ \t]*(?:[-*+•●▪◆■□▶►→·–—>‣◦]\s+)?(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+|(?:#\s?|No\.?\s*)?\d{1,4}(?:\t+|\s{2,})|(?:No\.?\s?|#\s?)\d{1,4}[.):]?\s+|Day\s+\d{1,3}\s*[:,–-]?\s*)[*_`\[(]*",
    re.IGNORECASE,
)
_DATEISH = re.compile(rf"(?:\(\?\)|\[\?\]|[\s\d/.,:'’~?+-]|[–—]|\((?=\w)|\)|(?<=\d)(?:st|nd|rd|th|s|T|Z|h)\b|(?<=\d)T(?=\d)|\b(?:{any_of('entries', 'date_words')}|{NAMES})\b)+", re.I)  # fmt: skip
_TELLING = re.compile(rf"\d|\b(?:{any_of('entries', 'telling')}|{NAMES})\b", re.I)
_LEADS = re.compile(r"(?:on|in|at|by|since|from|between|during|the|to|and|of|until)\b", re.I)
_GAP = re.compile(r"(?<=\d)(?:\t|\s{2,})")
_TOKEN = re.compile(r"\w+(?: ?\(\?\)| ?\[\?\]|[~?%)])?")
_CLOSERS = re.compile(r"[\])*_`]*")
# All that parts a date from its words. A space, a comma or a full stop does so weakly; a dash or stroke only beside a space.
_RUN = re.compile(r"[\s.,:;：…–—\-|·•→⇒»=>~/\\_*]*")
_PARTS = re.compile(r"[:：;](?!\d)|[–—|·•→⇒»=>…]|\.\.|\s[-~/\\_*.]|[-~/\\_*]\s|\t|\s\s|\.-")
_FULL_STOP = re.compile(r"[.,]?\s+")
_SPACED_YEAR = re.compile(r"[A-Za-z.]\s+\d\d$")  # "May 12", which could be "7 May 12 people"
_WEEKDAY = rf"(?P<weekday>(?:{any_of('entries', 'weekdays')})\b[.,]?)"
_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|[:/]\d)"
_DAY_ALONE = re.compile(
    rf"(?:{_WEEKDAY}\s*)?(?:the\s+)?(?P<d>{_NUMBER})(?P<nth>st|nd|rd|th)?(?:\s*(?:[-–—/&]|and\b)\s*(?P<d2>{_NUMBER})(?:st|nd|rd|th)?)?(?:,?\s+{_WEEKDAY.replace('weekday', 'behind')})?"
    rf"|{_WEEKDAY.replace('weekday', 'named')}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:at\s+)?(?:(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|(?=\s*[ap]\.?m))|(?:[01]\d|2[0-4])[0-5]\d(?=\s|h))(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:Z|UTC|GMT|hrs?|h)\b)?",
    re.I,
)
_AT_END = (
    re.compile(r"\s*[\[(]\s*(?P<date>[^\[\]()]{4,60}?)\s*[\])]\s*\.?$"),
    re.compile(r"\s*\|\s*(?P<date>[^|]{4,60})$"),
    re.compile(r"\s*(?:\t|\.{3,}|…|\s{3,})\s*(?P<date>[^\t.…]{1,3}\S[^\t]{3,56}?)$"),
    re.compile(r"\s+[-–—/~=>→]+\s+(?P<date>.{4,60}?)\.?$"),
    re.compile(r"[,;:.]\s+(?P<date>[^,;:]{4,40}(?:,\s*\d{4})?)\.?$"),
)
_SENDER = re.compile(r"[^\[\]():]{1,40}[\[(](?P<date>[^\[\]()]{6,40})[\])]:\s*$")  # its message stands below
# "(banned 3 May)".
_LED = re.compile(
    r"^(?:[a-z]{3,12}ed|d\.|b\.|on|in|since|from|of|taken|lost|seen|sold|burnt|shut|cut|begun|given|broken)\s+(?:on |in )?"
)
_CITED = re.compile(r"c{1,2}\.?\s*\d|.*\b(?:p|pp|col|cols|vol)\.", re.IGNORECASE)  # "c. 1203": a column


@dataclass(frozen=True)
class Opening:
    """The date of a line, as offsets in it: `written` is the date, the words it dates stand in `rest`.

    `form` says how: alone; strong (a colon, dash or bracket parts it from its words), weak (a space does),
    end (behind its words), day (a number or weekday that needs a date above) or time (a clock's, of the day above).
    """

    written: str
    rest: tuple[int, int]
    form: str
    led: bool = False  # by "On" or "In", as in a sentence
    sure: bool = False  # of a day: a weekday or "th" says that it is one


def find_opening(line: str, led: bool = False) -> Opening | None:
    """The date that a line begins with; of many that could be, the longest. `led` takes one that begins a sentence, too."""
    for start, is_item in _starts(line):
        if found := _opening_at(line, start, is_item or led):
            return found
    if (sender := _SENDER.match(line)) and is_date(sender["date"].strip()):
        return Opening(sender["date"].strip(), (len(line), len(line)), ALONE)
    return None


def _starts(line: str) -> list[tuple[int, bool]]:
    """Where the words of a line may begin, behind its mark, and whether there is one."""
    mark, item = _MARK.match(line), _ITEM.match(line)
    starts = [(mark.end(), bool(mark[0].strip()))] if mark else [(0, False)]
    if item is None:
        return starts
    lettered = re.match(r"\s*c\.\s+(?!\d{4}\b)", line)  # the third of a list; about a day, nobody says "c."
    return [(item.end(), True), *starts] if lettered else [*starts, (item.end(), True)]


def _opening_at(line: str, start: int, is_item: bool) -> Opening | None:
    head = line[start : start + _LONGEST]
    run = _DATEISH.match(head)
    if run is None or not _TELLING.search(run[0]):
        return None
    gap = _GAP.search(run[0].rstrip())
    within = gap.start() if gap else len(run[0])  # the words behind a wide gap are another column's
    ends = [token.end() for token in _TOKEN.finditer(run[0])]
    for end in sorted(ends, key=lambda end: (end <= within, end), reverse=True):
        written = head[:end].strip(" \t,;.:")
        boundary = _boundary(line, start + end)
        if boundary is None or not written or not _TELLING.search(written):
            continue
        form, rest = boundary
        led = bool(_LEADS.match(written))
        if form == WEAK and not (_stands_weakly(written) and (not led or is_item)):
            continue
        if is_date(written):
            return Opening(written, (rest, len(line)), form, led=led)
    return None


def _boundary(line: str, at: int) -> tuple[str, int] | None:
    """How a date that ends at `at` is parted from its words, and where they begin."""
    closers = _CLOSERS.match(line, at)
    closed = bool(closers and re.search(r"[\])`]", closers[0])) or line[at - 1 : at] == ")"
    at = closers.end() if closers else at
    rest = line[at:]
    if not rest.strip(" \t:.,;*_–—-|=#)]"):
        return ALONE, len(line)
    run = _RUN.match(rest)
    parting = run[0] if run else ""
    if _PARTS.search(parting + rest[len(parting) : len(parting) + 1]) and not re.match(r"[:.]\d", rest):
        return STRONG, at + len(parting)
    if found := _FULL_STOP.match(rest):
        return (STRONG if closed else WEAK), at + found.end()
    return None


def _stands_weakly(written: str) -> bool:
    """Whether a date is one without a mark behind it: "2019 A bridge falls", not "May he" nor "7 May 12 people"."""
    if not re.search(r"\d", written):
        return bool(re.search(rf"\b(?:{NAMES})\b", written, re.IGNORECASE))
    if _SPACED_YEAR.search(written) and not re.match(r"[A-Za-z]+\.?\s+\d\d$", written):
        return False
    whole = re.search(r"(?<!\d)\d{4}(?!\d)", written) or re.search(r"\d[/.-]\d{1,2}[/.-]\d\d$", written)
    return bool(whole or re.search(r"[A-Za-z]{3}", written))


def _ends(line: str, start: int) -> Iterator[re.Match[str]]:
    """What could be the date at a line's end, the longest first for each sign before it."""
    for pattern in _AT_END:
        found = pattern.search(line, start + 1)
        while found:
            yield found
            found = pattern.search(line, found.start() + 1)


def as_span(written: str) -> str:
    """ "1914-18" as two years: no month has that number, and at a line's head no day follows a year."""
    return re.sub(r"^(\d{4})-(1[3-9]|[2-9]\d)$", r"\1–\2", written)


@lru_cache(maxsize=20_000)
def is_date(written: str) -> bool:
    """Whether words are a date and no mere number: "12 March", "1994", not "12" nor "3.4"."""
    if re.fullmatch(r"\d{1,3}|\d{5,}|\d{1,2}[./]\d{1,2}\.?|0\d{3}|2[1-4]\d\d|1[0-4]\d\d", written) and not re.fullmatch(
        r"(?:19|20)\d{6}", written
    ):  # fmt: skip
        return False
    return looks_like_date(as_span(written))


def find_closing(line: str) -> Opening | None:
    """The date that a title ends with: "Flour price doubled, 1 September 2017"."""
    if len(line) > _LONGEST_TITLE:
        return None
    mark = _MARK.match(line)
    start = mark.end() if mark else 0
    bare = line.rstrip(" *_`=#")
    for found in _ends(bare, start):
        written = _LED.sub("", found["date"].strip(" *_`."))
        named = re.search(r"(?<!\d)\d{4}(?!\d)|[A-Za-z]{3}|\d[/.-]\d{1,2}[/.-]\d\d", written)
        if named and re.search(r"\d", written) and not _CITED.match(written) and is_date(written):
            return Opening(written, (start, found.start()), END)
    return None


def find_day(line: str) -> Opening | None:
    """A day's number or name that a line begins with, as it stands under a month: "7 – Pupils lock the gates"."""
    mark = _MARK.match(line)
    found = _DAY_ALONE.match(line, mark.end() if mark else 0)
    boundary = found and _boundary(line, found.end())
    if not found or not boundary:
        return None
    weekday = (found["weekday"] or found["behind"] or found["named"] or "").rstrip(".,")
    full_stop = re.match(r"[.)]\s", line[found.end() :]) and not found["named"]
    if boundary[0] == ALONE:
        if not weekday and not found["nth"]:
            return None  # a page's number
    elif boundary[0] != STRONG and not full_stop and not (weekday and found["d"]):
        return None
    return Opening(found[0], (boundary[1], len(line)), DAY, sure=bool(weekday or found["nth"]))


def find_time(line: str) -> Opening | None:
    """A time of day that a line begins with, as it stands under a day."""
    mark = _MARK.match(line)
    found = _CLOCK.match(line, mark.end() if mark else 0)
    boundary = found and _boundary(line, found.end())
    if not found or not boundary or boundary[0] == ALONE:
        return None
    return Opening(found[0], (boundary[1], len(line)), TIME)
