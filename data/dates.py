"""Which dates does a sentence name? Each is EDTF (ISO 8601-2) with its place in the sentence."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)[1:]
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DASH = r"\s*[-–—/]\s*"
_NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
) | {"a": 1, "several": 0, "a few": 0}

# One month or day, with its year where printed.
_POINT = (
    rf"(?:(?P<d1>{_DAY})(?:\s+of)?\s+(?P<m1>{_MONTH})\b(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?![\d,.]*\d|\s+(?:people|men|women|per|years?))\b(?:,\s*(?P<y2>{_YEAR})\b)?"
    rf"|(?P<m3>{_MONTH})\b(?:,?\s+(?:of\s+)?(?P<y3>{_YEAR})\b)?)"
)
_POINT_RE = re.compile(_POINT)
_LEAD = re.compile(
    r"(?:\b(?P<prep>by the end of|at the end of|the end of|at the beginning of|the beginning of|in early|in mid|in late"
    r"|in|on|during|by|since|until|till|from|between|throughout|before|after|around|about|as of|through|of|early|mid|late"
    r"|last|this|next|and|to|or|planned for|scheduled for)[\s-]+|(?P<sep>[,/–-]\s*)|(?P<open>\())$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"^(?:\s*,\s*(?:and\s+)?|\s+and\s+(?:in\s+|on\s+)?|\s*[/–-]\s*|\s+or\s+)$")
_TO = re.compile(rf"^(?:\s+(?:to|until|till|through)\s+|{_DASH})$")
_PLAIN_YEAR = re.compile(
    rf"\b(?P<part>(?:at|by|towards?) the end of|early|late|mid|the (?:first|second) half of)?[\s-]*"
    rf"(?P<prep>in|since|of|until|from|during|by)?\s*\b(?P<y>{_YEAR})\b(?![/\d)]|\s*(?:people|men|women))",
    re.IGNORECASE,
)
_PARTS = {
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}
_PART_OF_YEAR = re.compile(
    rf"\b(?:in |during )?the (?P<part>{'|'.join(_PARTS)}) of (?:the year|(?P<y>{_YEAR}))\b", re.IGNORECASE
)
_END_OF_YEAR = re.compile(
    r"\b(?:by|at|towards?) (?:the )?(?:end of the year|year[’']s end|year[- ]end)\b", re.IGNORECASE
)
_SAME = re.compile(
    r"\b(?:(?:in|during) )?(?:the |that )?(?P<what>same month|same day|following month|next month|following day"
    r"|next day|day after)\b|\b(?P<later>later|earlier) (?:in )?(?:that|the same) month\b|\b(?P<that>that) month\b"
    r"|\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|a)"
    r" (?P<unit>day|week|month)s? (?:later|afterwards)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateMention:
    """A date at `[start:end]` of its sentence, its preposition included; `edtf` says when."""

    start: int
    end: int
    edtf: str
    precision: str  # day, month, range, year
    lead: str = ""  # the words before it that say how it is meant: "in", "since", "as of"

    @property
    def year(self) -> int:
        return int(self.edtf[:4])


def find_dates(sentence: str, year: int, before: str | None = None) -> list[DateMention]:
    """The dates named in `sentence`, in the order printed.

    `year` stands in where none is printed. `before` is the EDTF date of the sentence before, from
    which "the same month" or "two days later" count; without it they are no dates.
    """
    points = [p for found in _POINT_RE.finditer(sentence) if (p := _point(sentence, found, year))]
    mentions = _join(sentence, points, year)
    for found in _PART_OF_YEAR.finditer(sentence):
        first, last = _PARTS[found["part"].lower()]
        own = int(found["y"] or year)
        mentions.append(DateMention(found.start(), found.end(), f"{own}-{first:02}/{own}-{last:02}", "range"))
    for found in _END_OF_YEAR.finditer(sentence):
        mentions.append(DateMention(found.start(), found.end(), f"{year}-12", "month", "by the end of"))
    for found in _SAME.finditer(sentence):
        known = before or (mentions[0].edtf if mentions and mentions[0].end <= found.start() else None)
        if known and (edtf := _relative(found, known)):
            mentions.append(
                DateMention(found.start(), found.end(), edtf, "day" if len(edtf) == 10 else "month")
            )
    for found in _PLAIN_YEAR.finditer(sentence):
        if (found["prep"] or found["part"]) and not _covered(found, mentions):
            start = found.start() + (len(found[0]) - len(found[0].lstrip(" -")))
            mentions.append(
                DateMention(start, found.end(), found["y"], "year", (found["prep"] or "").lower())
            )
    return sorted(mentions, key=lambda mention: mention.start)


def _covered(found: re.Match, mentions: list[DateMention]) -> bool:
    return any(m.start < found.end() and found.start("y") < m.end for m in mentions)


@dataclass(frozen=True)
class _Point:
    start: int
    end: int
    lead_start: int
    lead: str
    month: int
    day: int | None
    year: int | None


def _point(sentence: str, found: re.Match, year: int) -> _Point | None:
    name = found["m1"] or found["m2"] or found["m3"]
    day = found["d1"] or found["d2"]
    printed = found["y1"] or found["y2"] or found["y3"]
    before, after = sentence[: found.start()], sentence[found.end() :]
    lead = _LEAD.search(before)
    if re.match(r"[’']s\b", after) and not lead:
        return None
    if name in ("May", "March") and not (day or printed):
        # A verb, a first name ("May Thura") or a march: only what introduces a date makes it one.
        follows_name = re.match(r"\s+[A-Z][a-z]+", after) and not re.match(rf"\s+{_MONTH}\b", after)
        if not lead or (follows_name and name == "May" and not (lead["prep"] or "").lower().startswith("in")):
            return None
    number = int(re.match(r"\d+", day)[0]) if day else None
    month = MONTHS.index(name) + 1
    if number and number > calendar.monthrange(int(printed or year), month)[1]:
        return None
    words = re.sub(r"[\s-]+$", "", lead["prep"] or "").lower() if lead else ""
    lead_start = lead.start("prep") if lead and lead["prep"] else found.start()
    return _Point(
        found.start(), found.end(), lead_start, words, month, number, int(printed) if printed else None
    )


def _edtf(point: _Point, year: int) -> str:
    own = point.year or year
    return f"{own:04}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")


def _join(sentence: str, points: list[_Point], year: int) -> list[DateMention]:
    """Ranges ("from March to May", "between January and June") become one mention, lists stay apart."""
    mentions = []
    i = 0
    while i < len(points):
        point = points[i]
        following = points[i + 1] if i + 1 < len(points) else None
        between = sentence[point.end : following.start] if following else ""
        spans = following and (
            _TO.match(between) or (point.lead == "between" and re.fullmatch(r"\s+and\s+", between))
        )
        if spans:
            own = point.year or following.year or year
            first, last = _edtf(point, own), _edtf(following, following.year or year)
            if first < last:
                edtf, precision = f"{first}/{last}", "range"
                mentions.append(DateMention(point.lead_start, following.end, edtf, precision, point.lead))
                i += 2
                continue
        shared = point.year
        if shared is None and following and _JOIN.match(between):
            shared = following.year
        precision = "day" if point.day else "month"
        lead = point.lead
        if lead in ("and", "to", "or") or (not lead and mentions):
            lead = (
                mentions[-1].lead
                if mentions and _JOIN.match(sentence[mentions[-1].end : point.start])
                else lead
            )
        mentions.append(
            DateMention(point.lead_start, point.end, _edtf(point, shared or year), precision, lead)
        )
        i += 1
    return mentions


def _relative(found: re.Match, known: str) -> str | None:
    start = known.split("/")[0]
    if len(start) < 7:
        return None
    if found["n"]:
        count = _NUMBERS.get(found["n"].lower()) or int(found["n"])
        if found["unit"].lower() == "month":
            return _add_months(start[:7], count)
        if len(start) < 10:
            return None
        days = count * (7 if found["unit"].lower() == "week" else 1)
        return _add_days(start, days)
    what = (found["what"] or "").lower()
    if what in ("following day", "next day", "day after"):
        return _add_days(start, 1) if len(start) == 10 else None
    if what == "same day":
        return start
    if what in ("following month", "next month"):
        return _add_months(start[:7], 1)
    return start[:7]


def _add_days(day: str, count: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except (OverflowError, ValueError):
        return None


def _add_months(month: str, count: int) -> str:
    whole = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{whole // 12:04}-{whole % 12 + 1:02}"


def interval(edtf: str) -> tuple[date, date]:
    """The first and last day of an EDTF date, month, year or range."""
    first, _, last = edtf.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(edtf: str) -> tuple[date, date]:
    numbers = [int(part) for part in edtf.rstrip("~?").split("-")]
    if len(numbers) == 3:
        return (date(*numbers),) * 2
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, calendar.monthrange(*numbers)[1])
    return date(numbers[0], 1, 1), date(numbers[0], 12, 31)


def in_words(edtf: str) -> str:
    """An EDTF date as a person writes it: "12 March 2008", "March–May 2008"."""
    first, _, last = edtf.partition("/")
    if not last:
        return _words(first)
    left, right = _words(first), _words(last)
    if first[:4] == last[:4] and len(first) > 4:
        left = left.rsplit(" ", 1)[0]
    return f"{left}–{right}"


def _words(edtf: str) -> str:
    numbers = [int(part) for part in edtf.rstrip("~?").split("-")]
    names = (
        [str(numbers[0])]
        + ([MONTHS[numbers[1] - 1]] if len(numbers) > 1 else [])
        + ([str(numbers[2])] if len(numbers) > 2 else [])
    )
    return " ".join(reversed(names))
