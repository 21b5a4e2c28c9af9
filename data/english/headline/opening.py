"""The opening of a text that is too long for its room, ended with "…"."""

from __future__ import annotations

import re

from data.english.words import any_of

LABEL = 70  # letters of a line for where there is little room
_LOOSE_WORDS = re.compile(
    rf"(?:[\s,]+(?:{any_of('headlines', 'links')}|the|an?|its|his|her|their|was|were|had|has|have|be|been))+$"
)


def shorten(text: str, longest: int = LABEL) -> str:
    """A text as it is where it has at most `longest` characters, else its opening, up to a whole word, with "…"."""
    if len(text) <= longest:
        return text
    opening = text[:longest].rsplit(None, 1)[0] if " " in text[:longest] else text[: longest - 1]
    opening = _LOOSE_WORDS.sub("", opening).rstrip(" ,;:–—“(") or text[: longest - 1]
    if opening.count("“") != opening.count("”"):
        opening = opening.replace("“", "").replace("”", "")
    return opening[: longest - 1] + "…"
