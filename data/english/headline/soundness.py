"""Whether a line can stand: no loose ends, no marks that lost their other half."""

from __future__ import annotations

import re

from data.english.words import any_of

_LOOSE_END = re.compile(rf"\b(?:{any_of('headlines', 'loose_ends')})$")
_ENDS_PHRASE = frozenset(
    ", ; and or of in on at to for by when was were is are had has together along".split()
)
_BROKEN_MARKS = re.compile(
    r",,|\b(\w+), \1\b|\b(for|in|of|to|by|with|on|at|from|the|a|and|as) \2\b|\b(?:which|who|that|whose),|– –|, \.|\(\)|“”| ’ |-$|^(?:Which|Who|That|These|This|And|Or|But|Not|Also|Been|Being)\b|’s?$"
)
_BROKEN_WORDS = re.compile(
    r"\band (?:(?:more than|another|a further|at least) )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)$|"
    r"\band (?:following|despite)\b|\b(?:and|or|of|the|a|an) (?:and|or|of|in|to|for|by|is|are|was|were)\b(?! to)"
)


def is_sound(text: str, fewest: int = 3) -> bool:
    """Whether a line of at least `fewest` words is whole: no loose ends, no marks that lost their other half."""
    return not is_broken(text, fewest) and not _LOOSE_END.search(text)


_LOOSE_WITHOUT_DATE = frozenset(("alone", "itself", "respectively"))
_WORDS = re.compile(r"[\w’'-]+|[,;]")


def is_torn(text: str, sentence: str) -> bool:
    """Whether what was taken out of `sentence` left a loose word in `text`: “500 members alone”, “including, when”."""
    whole, words = _WORDS.findall(sentence.lower()), _WORDS.findall(text.lower())
    beside = set(zip(whole, whole[1:], strict=False))
    for first, second in zip(words, [*words[1:], ";"], strict=True):
        new = (first, second) not in beside
        if new and (second in _LOOSE_WITHOUT_DATE or second in _ENDS_PHRASE and _LOOSE_END.search(first)):
            return True
    return False


def is_broken(text: str, fewest: int = 3) -> bool:
    """Whether something is missing within a line, or at its beginning."""
    if len(text) < 8 or len(text.split()) < fewest:
        return True
    return bool(_BROKEN_MARKS.search(text) or _BROKEN_WORDS.search(text))
