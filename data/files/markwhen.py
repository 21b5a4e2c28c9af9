"""Markwhen: a line for each event behind its date or range, in sections; tags are marked with #."""

import re

from data.files.text import decode

_HEADER = re.compile(r"(?:title|description)\s*:\s*(?P<words>.*)", re.I)
_SETTING = re.compile(
    r"#[\w-]+\s*:|(?:[\w-]+)\s*:\s*(?:\S+)?$|---|//|dateFormat|timezone|view\s*:|edit\s*:|key\s*:", re.I
)
_SECTION = re.compile(r"(?:#{1,6}|section|group)\s+(?P<words>.*)", re.I)
_END = re.compile(r"end\s*(?:section|group)\b", re.I)
_TAG = re.compile(r"\s*(?<!\S)#[\w-]+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def read_markwhen(name: str, raw: bytes) -> str:
    """The text of a timeline: its title, a heading for each section, a line for each event."""
    lines: list[str] = []
    begun = False  # whether an event was read: what stands before are settings
    for line in decode(name, raw).splitlines():
        words = line.strip()
        if title := _HEADER.match(words) if not begun else None:
            lines += [title["words"].strip(), ""]
        elif _END.match(words) or words.startswith("//"):
            lines.append("")
        elif (section := _SECTION.match(words)) and not re.match(r"#\w+:", words):
            begun = True
            lines += ["", _TAG.sub("", section["words"]).strip(), ""]
        elif not begun and (not re.match(r"\d", words) and _SETTING.match(words)):
            continue
        else:
            begun = begun or bool(words)
            lines.append(_LINK.sub(r"\1", _TAG.sub("", line)).rstrip())
    return "\n".join(lines)
