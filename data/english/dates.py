"""Which dates does a sentence name? Each is EDTF (ISO 8601-2) with its place in the sentence."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)[1:]
_MONTH = "(?:" + "|".join(MONTHS) + r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
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

# The days of one month: "15", "15 and 16", "4, 7 and 9", "15-18", "15 to 20".
_DAY_JOIN = rf"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+(?:the\s+)?|{_DASH})"
_DAYS_BEFORE = rf"(?<![\d,.]){_DAY}(?:{_DAY_JOIN}{_DAY})*"
# After the month a further number is a day only where it cannot count something else.
_DAYS_AFTER = rf"{_DAY}(?:{_DASH}{_DAY}|(?:,\s*{_DAY})*,?\s+(?:and|to|or)\s+{_DAY}(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|the|to|when|after|by|on)\b))?"
# One month or its days, with its year where printed.
_POINT = (
    rf"(?:(?P<d1>{_DAYS_BEFORE})(?:\s+of)?\s+(?P<m1>{_MONTH})(?![a-z])(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_DAYS_AFTER})(?![\d,.]*\d|\s+(?:people|men|women|per|years?))\b(?:,?\s*(?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{'|'.join(MONTHS)})\b(?:,?\s+(?:of\s+)?(?P<y3>{_YEAR})\b)?)"
)
_POINT_RE = re.compile(_POINT)
_LEAD = re.compile(
    r"(?:\b(?P<prep>by the end of|at the end of|the end of|at the beginning of|the beginning of|in early|in mid|in late"
    r"|on the (?:night|evening|morning|afternoon) of|during the (?:night|evening|morning) of|in the (?:early|late) hours of"
    r"|on the weekend of|in the (?:early )?(?:morning|evening|afternoon) of"
    r"|in|on|during|by|since|until|till|from|between|throughout|before|after|around|about|approximately|circa|as of|through|of|early|mid|late"
    r"|last|this|next|and|to|or|due in|due on|expected in|expected for|planned for|scheduled for|scheduled to begin in|set for)[\s-]+(?:the\s+)?"
    r"|(?P<sep>[,/–-]\s*)|(?P<open>\())$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"^(?:\s*,\s*(?:and\s+)?|\s+and\s+(?:in\s+|on\s+)?|\s*[/–-]\s*|\s+or\s+)$")
_TO = re.compile(rf"^(?:,?\s+(?:to|until|till|through|and until)\s+|{_DASH})$")
_ROUGHLY = frozenset(("around", "about", "approximately", "circa"))
_OTHER_YEAR = re.compile(
    r"^,?\s+(?:(?:of|in)\s+)?(?:the\s+)?(?P<which>last|previous|preceding|following|next|same|that)\s+year\b",
    re.I,
)
_PLAIN_YEAR = re.compile(
    rf"\b(?P<part>(?:at|by|towards?) the end of|early|late|mid|the (?:first|second) half of)?[\s-]*"
    rf"(?P<prep>in|since|of|until|from|during|by)?\s*\b(?P<y>{_YEAR})\b(?![/\d)]|\s*(?:people|men|women))",
    re.IGNORECASE,
)
_PARTS = {
    "first three months": (1, 3),
    "first four months": (1, 4),
    "first six months": (1, 6),
    "first nine months": (1, 9),
    "first ten months": (1, 10),
    "first 10 months": (1, 10),
    "last three months": (10, 12),
    "last six months": (7, 12),
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
    r"\b(?:by|at|towards?) (?:the )?(?:end of the year|year[’']s end|year[- ]end|end of (?P<y>\d{4}))\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:(?:in|during) )?(?:the |that )?(?P<what>same month|same day|following month|next month|following day"
    r"|next day|day after)\b|\b(?P<later>later|earlier) (?:in )?(?:that|the same) month\b|\b(?P<that>that) month\b"
    r"|\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|a)"
    r" (?P<unit>day|week|month)s? (?:later|afterwards)\b",
    re.IGNORECASE,
)

# A title in a list of publications, its date at its end: "Freedonia: Release the editors, 10 May 2012".
DATED_TITLE = re.compile(
    r",\s(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{4}\s*$"
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
    told = int(before[:4]) if before else year
    points = [p for found in _POINT_RE.finditer(sentence) for p in _points(sentence, found, year, told)]
    mentions = _join(sentence, points, year)
    for found in _PART_OF_YEAR.finditer(sentence):
        first, last = _PARTS[found["part"].lower()]
        own = int(found["y"] or year)
        mentions.append(DateMention(found.start(), found.end(), f"{own}-{first:02}/{own}-{last:02}", "range"))
    for found in _END_OF_YEAR.finditer(sentence):
        if found["y"] and int(found["y"]) != year:
            continue
        mentions.append(DateMention(found.start(), found.end(), f"{year}-12", "month", "by the end of"))
    known_months = tuple(mentions)
    for found in _SAME.finditer(sentence):
        earlier = [m for m in known_months if m.end <= found.start() and m.precision in ("day", "month")]
        known = earlier[-1].edtf if earlier else before
        # "Two weeks later, on 19 May": the printed date says it.
        printed = any(0 <= m.start - found.end() <= 4 for m in known_months)
        if known and not printed and (edtf := _relative(found, known)):
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
    joint: str = ""  # how it hangs on the point before, in one group of days: "list" or "range"


def _points(sentence: str, found: re.Match, year: int, told: int) -> list[_Point]:
    """The points of one match: a month, or each of the days named before or after it."""
    name = found["m1"] or found["m2"] or found["m3"]
    days = found["d1"] or found["d2"]
    printed = found["y1"] or found["y2"] or found["y3"]
    before, after = sentence[: found.start()], sentence[found.end() :]
    lead = _LEAD.search(before)
    if re.match(r"[’']s\b", after) and not lead:
        return []
    if name in ("May", "March") and not (days or printed):
        # A verb, a first name ("May Thura") or a march: only what introduces a date makes it one.
        follows_name = re.match(r"\s+[A-Z][a-z]+", after) and not re.match(rf"\s+{_MONTH}\b", after)
        if not lead or (follows_name and name == "May" and not (lead["prep"] or "").lower().startswith("in")):
            return []
        if re.match(r"(?:to|and|or|this|last|next)$", (lead["prep"] or "").strip(), re.I) and not re.search(
            rf"{_MONTH}\s*(?:{_YEAR})?\s*(?:,|and|or|to)\s*$", before
        ):
            return []
    month = next(i for i, full in enumerate(MONTHS, 1) if full[:3] == name[:3])
    own = int(printed) if printed else None
    if own is None and (other := _OTHER_YEAR.match(after)):
        which = other["which"].lower()
        own = (
            year - 1
            if which in ("last", "previous", "preceding")
            else told + (which in ("following", "next"))
        )
    words = re.sub(r"[\s-]+(?:the[\s-]+)?$", "", lead["prep"] or "").lower() if lead else ""
    lead_start = lead.start("prep") if lead and lead["prep"] else found.start()
    if not days:
        return [_Point(found.start(), found.end(), lead_start, words, month, None, own)]
    points = []
    at = found.start("d1") if found["d1"] else found.start("d2")
    last_end = 0
    for day in re.finditer(_DAY, days):
        number = int(re.match(r"\d+", day[0])[0])
        if number > calendar.monthrange(own or year, month)[1]:
            return []
        between = days[last_end : day.start()]
        spans = bool(
            re.fullmatch(_DASH, between)
            or between.strip() == "to"
            or (words == "between" and "and" in between)
        )
        joint = ("range" if spans else "list") if points else ""
        points.append(
            _Point(at + day.start(), at + day.end(), at + day.start(), words, month, number, own, joint)
        )
        last_end = day.end()
    # The first carries what introduces the group, the last the month and year around it.
    points[0] = replace(points[0], start=found.start(), lead_start=lead_start)
    points[-1] = replace(points[-1], end=found.end())
    return points


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
            following.joint == "range"
            or (
                following.joint == ""
                and (_TO.match(between) or (point.lead == "between" and re.fullmatch(r"\s+and\s+", between)))
            )
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
        if shared is None and following and (following.joint or _JOIN.match(between)):
            shared = following.year
        precision = "day" if point.day else "month"
        lead = point.lead
        if lead in ("and", "to", "or") or (not lead and mentions):
            lead = (
                mentions[-1].lead
                if mentions and (point.joint or _JOIN.match(sentence[mentions[-1].end : point.start]))
                else lead
            )
        roughly = "~" if lead in _ROUGHLY else ""
        mentions.append(
            DateMention(point.lead_start, point.end, _edtf(point, shared or year) + roughly, precision, lead)
        )
        i += 1
    return mentions


def _relative(found: re.Match, known: str) -> str | None:
    start = known.split("/")[0].rstrip("~")
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
