"""Convert calendar files (iCalendar, RFC 5545) to a table in text: one row per event, with its date, text and categories."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from data.files.limits import check
from data.files.text import decode
from data.report import ReportError

HEADER = ("Date", "Event", "Description", "Theme")
_READ = ("VEVENT", "VJOURNAL")
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})((?:;[^:;=\"]{1,60}=(?:\"[^\"]*\"|[^\";:]*)(?:,\"[^\"]*\")*)*):")
_ESCAPED = re.compile(r"\\(.)", re.S)
_STAMP = re.compile(r"\d{8}(?:T\d{6}Z?)?")
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:\d+S)?)?")
_MARKUP = re.compile(r"<[^<>]{1,2000}>")


def looks_like_calendar(raw: bytes) -> bool:
    """Whether a file starts like a calendar."""
    return raw[:200].lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR")


def read_calendar(name: str, raw: bytes) -> str:
    """The calendar's name, and below it the rows of its events and journals, with tabs between cells.

    Rows have the last day, where iCalendar has the day after it. A repeated event is read once, and a cancelled one says so.
    Raises `ReportError` for a calendar without events.
    """
    text = decode(name, raw)
    events = list(_events(text, name))
    if not events:
        raise ReportError(f"{name} is a calendar without events; export the one with the events in it.")
    rows = ["\t".join(HEADER), *("\t".join(_row(event)) for event in events)]
    titled = re.search(r"^(?:X-WR-CALNAME|NAME)[^:\n]{0,200}:(.{1,200})$", text, re.M)
    return (_words(titled[1]) + "\n\n" if titled else "") + "\n".join(rows) + "\n"


def _events(text: str, name: str) -> Iterator[dict[str, str]]:
    """The properties of each event by name; of repeated ones the first, of categories all."""
    inside: list[str] = []
    event: dict[str, str] = {}
    count = 0
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        found = _NAME.match(line)
        if not found:
            continue
        key, value = found[1].upper(), line[found.end() :]
        if key == "BEGIN":
            inside.append(value.strip().upper())
            if inside[-1] in _READ:
                event = {}
        elif key == "END":
            ended = inside.pop() if inside else ""
            if ended in _READ:
                check("rows", count := count + 1, name)
                yield event
        elif inside and inside[-1] in _READ:
            if key == "CATEGORIES" and key in event:
                value = f"{event[key]},{value}"
            event[key] = value if key == "CATEGORIES" else event.get(key, value)


def _row(event: dict[str, str]) -> list[str]:
    words, more = _words(event.get("SUMMARY", "")), _words(event.get("DESCRIPTION", ""))
    if not words:
        words, more = more, ""
    if event.get("STATUS", "").strip().upper() == "CANCELLED":
        words = f"Cancelled: {words}"
    if place := _words(event.get("LOCATION", "")):
        more = f"{more} ({place})".strip()
    theme = next((_words(part) for part in re.split(r"(?<!\\),", event.get("CATEGORIES", ""))), "")
    return [_date(event), words, more, theme]


def _words(value: str) -> str:
    """A text in one line, without escapes and markup."""
    plain = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    if "<" in plain:
        plain = _MARKUP.sub(" ", plain)
    return " ".join(plain.split())


def _date(event: dict[str, str]) -> str:
    """EDTF of an event's time; if it cannot be parsed, the original text.

    An event of less than a day is on the day on which it starts.
    """
    written = event.get("DTSTART", "").strip()
    first = _moment(written)
    if first is None:
        return written
    last = _moment(event.get("DTEND", "").strip()) or first + _lasting(event.get("DURATION", ""))
    day = timedelta(days=1)
    if last - first < day:
        return first.date().isoformat()
    # The end is exclusive: midnight belongs to the day before.
    end: date = (last - timedelta(seconds=1)).date()
    return first.date().isoformat() + (f"/{end.isoformat()}" if end > first.date() else "")


def _moment(written: str) -> datetime | None:
    if not _STAMP.fullmatch(written):
        return None
    try:
        return datetime.fromisoformat(written.removesuffix("Z"))
    except ValueError:
        return None


def _lasting(written: str) -> timedelta:
    found = _DURATION.fullmatch(written.strip())
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0)
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError:
        return timedelta()
