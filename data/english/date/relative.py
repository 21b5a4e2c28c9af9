"""Dates told from another date: "two days later", "the same evening", "four days after his arrest"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.dates.edtf import MONTHS, add_days, add_months, in_words
from data.english.words import any_of, number_words

_NUMBERS = {word: n for word, n in number_words().items() if n} | {"a": 1, "an": 1, "half a": 0, "half an": 0}
_COUNT = rf"(?:(?:some|about|around|nearly|almost|just|only|barely|exactly) )?(?P<n>(?:{'|'.join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|\d{{1,2}}|(?:a )?few|several|some)"
_LASTS = re.compile(
    r"\b(?:for|up to|within|than|further|another|least|most)(?: (?:about|around|over|nearly|almost|more than))? $",
    re.IGNORECASE,
)
_DAY = r"day|morning|afternoon|evening|night"
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year)s?"
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WEEKDAYS = _WEEKDAY.split("|")
_NOUN = rf"(?: (?:the|his|her|their|its|this|that|these|those))?(?: [\w’-]+)?? (?:{any_of('dates', 'happening_nouns')})\b"
_FEW = 7  # days that are likely to end in the month in which they begin
_ENDS = r"(?= *[,.;:)]|$)"
_FORMS = (
    # "The following day", "that same month", "on the previous evening", "the following Monday"
    re.compile(
        rf"\b(?:(?:in|during|on|by) )?(?:(?:the|that|this) (?:very )?|^)(?P<which>same|following|next|previous|preceding) (?P<unit>{_DAY}|week|month|{_WEEKDAY})\b(?! (?:yesterday|tomorrow|of\b))",
        re.IGNORECASE,
    ),
    # "Later that day", "earlier in the month"; "that night" at the beginning, "on that day", "that evening" anywhere
    re.compile(
        rf"(?:\b(?:later|earlier) (?:(?:in|on) )?(?:that|the same|in the)|^that|^that same|\b(?:on|by|during|in) that(?: same| very)?) (?P<unit>{_DAY}|week|month)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bthat (?:same )?(?P<unit>{_DAY}|month)\b{_ENDS}", re.IGNORECASE),
    # "Two days later", "a few hours afterwards", "days later"
    re.compile(
        rf"\b{_COUNT} {_UNIT} (?P<way>later|afterwards?|earlier|previously|thereafter)\b", re.IGNORECASE
    ),
    re.compile(r"(?:(?<=[a-z] )|^)(?P<unit>minute|hour|day)s (?P<way>later|afterwards?)\b", re.IGNORECASE),
    # "Two days before", "the day after"
    re.compile(
        rf"\b(?:{_COUNT}|the) {_UNIT} (?P<way>before|after)"
        rf"(?: (?:that|this)\b(?:{_ENDS}|(?= (?:he|she|they|it|the|his|her|their|an?|no)\b|(?-i: [A-Z])))|{_ENDS})",
        re.IGNORECASE,
    ),
    # "On Wednesday", "In the evening" at the beginning
    re.compile(
        rf"\bon (?P<unit>{_WEEKDAY})\b(?!,? (?:\d|the \d|{'|'.join(MONTHS)}))(?! (?:of|last|next)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:in|by|towards|during) the (?P<unit>morning|afternoon|evening|night)\b(?! (?:of|hours|to)\b)",
        re.IGNORECASE,
    ),
    # "Four days after his arrest", "a week after the elections", "two weeks into the trial"
    re.compile(
        rf"\b(?:{_COUNT}|the) {_UNIT} (?P<way>before|after|following|prior to|into)(?P<noun>{_NOUN})",
        re.IGNORECASE,
    ),
)
# What a paragraph begins with that goes on in the days of the one before.
COUNTS = re.compile(
    rf"(?:(?:On|In|By|During|Later) )?(?:[Tt]he|[Tt]hat|[Tt]his) (?:very )?(?:(?:same|following|next) )?(?:{_DAY}|week|month)\b(?! of\b)|{_COUNT} {_UNIT} (?:later|afterwards?|earlier)\b",
    re.IGNORECASE,
)
# "A day after the show was cancelled": its own verb tells what happened so long before the date in the sentence.
_CLAUSE = re.compile(
    rf"\b(?:{_COUNT}|the) {_UNIT} (?P<way>before|after) (?=(?:he|she|they|it|the [\w’-]+(?: [\w’-]+)?) (?:(?:was|were|had|has) )?[a-z]+(?:ed|t|n|d)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Counted:
    """A date at `[start:end]` of a sentence, `words` say from which it is counted, `unsure` is why it may be another."""

    start: int
    end: int
    edtf: str
    words: str
    unsure: str = ""


def find_counted(sentence: str, printed: list[tuple[int, int, str]], before: str | None) -> list[Counted]:
    """The dates that are counted from one printed before them in the sentence, else from `before`, that of the last one.

    `printed` are the dates of the sentence: start, end and EDTF. A date is as exact as the one it is counted from.
    """
    found: list[Counted] = []
    matches = [
        (match.start(), order, match)
        for order, form in enumerate(_FORMS)
        for match in form.finditer(sentence)
    ]
    for at, _, match in sorted(matches, key=lambda one: one[:2]):
        parts = match.groupdict()
        if found and at < found[-1].end or parts.get("n") and _LASTS.search(sentence[:at]):
            continue
        # "Two weeks later, on 19 May": the printed date says it, as it does in "two days after his arrest in May".
        if any(at < end and start - match.end() <= 4 for start, end, _ in printed):
            continue
        if parts.get("noun") and printed:
            continue
        told = [*printed, *((one.start, one.end, one.edtf) for one in found)]
        anchor = max((one for one in told if one[1] <= at), default=(0, 0, before or ""))[2]
        anchor = anchor.split("/")[0].rstrip("~")
        if counted := _count(at, match.end(), match[0], parts, anchor):
            found.append(counted)
    if any(len(edtf) == 10 for _, _, edtf in printed):
        found += _clauses(sentence, printed)
    return found


def _clauses(sentence: str, printed: list[tuple[int, int, str]]) -> list[Counted]:
    found = []
    for match in _CLAUSE.finditer(sentence):
        earlier = [edtf for _, end, edtf in printed if end <= match.start() and len(edtf) == 10]
        parts = match.groupdict()
        parts["way"] = "later" if parts["way"] == "before" else "earlier"
        if earlier and not _LASTS.search(sentence[: match.start()]):
            counted = _count(match.start(), match.end(), match[0], parts, earlier[-1])
            found += [counted] if counted else []
    return found


def _count(start: int, end: int, words: str, parts: dict[str, str | None], anchor: str) -> Counted | None:
    """The date that is meant, or none where the anchor is a year, or the words say too little."""
    if len(anchor) < 7:
        return None
    unit, way, number = (
        (parts.get("unit") or "").lower(),
        (parts.get("way") or "").lower(),
        (parts.get("n") or "").lower(),
    )
    vague = number.removeprefix("a ") in ("few", "several", "some") or bool(
        way and not number and "the" not in words.lower().split()
    )
    back = way in ("earlier", "before", "previously", "prior to")
    if way:
        count = 3 if vague else _number(number)
    else:
        which = (parts.get("which") or "").lower()
        count, back = (0 if which in ("", "same") else 1), which in ("previous", "preceding")
    if unit == "year" and (count > 1 or parts.get("noun")) or vague and parts.get("noun"):
        return None  # years after something are seldom years after the last date
    edtf = _moved(anchor, unit, -count if back else count, vague)
    if not edtf:
        return None
    unsure = "from a date that is only a month" if len(anchor) == 7 and unit not in ("month", "year") else ""
    if parts.get("noun"):
        unsure = unsure or "if that is what is meant"
    return Counted(start, end, edtf, f"“{' '.join(words.split())}”, from {in_words(anchor)}", unsure)


def _number(words: str) -> int:
    """ "forty-eight" and "48" as numbers; one for no number."""
    if not words:
        return 1
    tens, _, ones = words.partition("-")
    return int(words) if words.isdigit() else _NUMBERS[tens] + _NUMBERS.get(ones, 0)


def _moved(anchor: str, unit: str, count: int, vague: bool) -> str | None:
    """The anchor so many units later, as exact as it is."""
    if vague and unit not in ("minute", "hour"):
        return None
    if unit in ("month", "year"):
        return add_months(anchor[:7], count * (12 if unit == "year" else 1))
    if len(anchor) == 7:
        return anchor if unit in _DAY.split("|") and abs(count) <= _FEW else None
    if unit in ("minute", "hour"):
        return add_days(anchor, 0 if vague or unit == "minute" else round(count / 24))
    if unit in _WEEKDAYS:
        weekday = (_WEEKDAYS.index(unit) - date.fromisoformat(anchor).weekday()) % 7
        return add_days(anchor, (weekday - 7 if count < 0 else weekday or 7) if count else weekday)
    weeks = {"week": 1, "fortnight": 2}.get(unit, 0)
    day = add_days(anchor, count * (7 * weeks or 1))
    return f"{day}~" if day and weeks and abs(count) == 1 else day
