"""Convert Markwhen, lines "DATE: what happened #tag" in sections, to a table in text."""

import re

from data.dates.edtf import add_days, add_months, days_of
from data.files.text import decode

HEADER = ("Date", "Event", "Description", "Theme")
_SECTION = re.compile(r"\s*(?:#{1,6}\s+|(?:section|group)\b[ \t]*)(?P<name>.*)", re.I)
_ENDED = re.compile(r"\s*end(?:Section|Group)\s*", re.I)
_TITLE = re.compile(r"title\s*:\s*[\"']?(?P<title>.+?)[\"']?\s*", re.I)
_ABOUT = re.compile(
    r"(?:#[\w-]+|title|description|dateFormat|key|author|view|edit|entry|timezone|ranges|tags?)\s*:.*", re.I
)
_EVENT = re.compile(r"\s*(?P<date>\S.{0,120}?):(?:\s+(?P<words>\S.*)|\s*)")
_TAG = re.compile(r"(?<![\w&/#])#(?P<tag>[A-Za-z][\w-]*)")
_LINK = re.compile(r"\[(?P<words>[^\[\]]{1,300})\]\([^()\s]{1,2000}\)")
_LASTING = re.compile(
    r"(?P<start>\d{4}-\d\d-\d\d)\S*\s*[/–-]\s*(?P<n>\d{1,4})\s*(?P<unit>day|week|month|year)s?"
)
_DATEISH = re.compile(r"\d|now\b", re.I)


def read_markwhen(name: str, raw: bytes) -> str:
    """The title, and below it the rows of the events, with tabs between cells.

    Lines after an event describe it. An event's theme is its section, otherwise its first tag. Raises `ReportError`.
    """
    title, theme = "", ""
    rows: list[list[str]] = []
    for line in decode(name, raw).splitlines():
        if not line.strip() or line.strip() == "---" or line.lstrip().startswith("//"):
            continue
        if not rows and (titled := _TITLE.fullmatch(line)):
            title = titled["title"]
        elif _ENDED.fullmatch(line):
            theme = ""
        elif (event := _EVENT.fullmatch(line)) and _DATEISH.search(event["date"]) and event["date"][0] != "#":
            tag = _TAG.search(event["words"] or "")
            rows.append(
                [_date(event["date"]), _words(event["words"] or ""), "", theme or (tag["tag"] if tag else "")]
            )
        elif _ABOUT.fullmatch(line) and not rows:
            continue
        elif section := _SECTION.fullmatch(line):
            theme = _words(section["name"])
        elif rows:
            rows[-1][2] = f"{rows[-1][2]} {_words(line)}".strip()
    lines = ["\t".join(HEADER), *("\t".join(row) for row in rows)]
    return (f"{title}\n\n" if title else "") + "\n".join(lines) + "\n"


def _words(line: str) -> str:
    return " ".join(_TAG.sub("", _LINK.sub(r"\g<words>", line)).split())


def _date(written: str) -> str:
    """A date as it is written; one with a duration as EDTF from its first day to its last."""
    found = _LASTING.fullmatch(written.strip())
    if not found:
        return written.strip()
    start, count = found["start"], int(found["n"])
    try:
        days_of(start)
    except ValueError:
        return written.strip()
    if found["unit"] in ("day", "week"):
        end = add_days(start, count * (7 if found["unit"] == "week" else 1) - 1)
    else:
        month = add_months(start[:7], count * (12 if found["unit"] == "year" else 1))
        end = add_days(f"{month}{start[7:]}", -1) if month else None
    return f"{start}/{end}" if end and end > start else start
