"""Detect whether a text is English from its most common words; cheap, and conservative."""

import re
import unicodedata
from collections import Counter

from data.english.words import read_words

_LOOKED_AT = 40_000  # characters
_FEWEST = 30  # minimum number of words
_HARDLY = 0.005  # of the words; English has a third, and a list of headlines still some
_CLEARLY = 0.12
_LEAST_LATIN = 0.3  # of the letters
_WORD = re.compile(r"[^\W\d_]+")


def find_other_language(text: str) -> str:
    """The language of a text that is not English: "looks like Spanish (“de”, “la”, “que”)"; "" if that is uncertain."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if len(words) < _FEWEST:
        return ""
    letters = Counter(unicodedata.name(word[0], "").partition(" ")[0] for word in words)
    script, count = letters.most_common(1)[0]
    if letters["LATIN"] < _LEAST_LATIN * len(words):
        return f"is in {'Chinese' if script == 'CJK' else script.title()} letters" if count else ""
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in common.split()) / len(words)
        for language, common in read_words("languages").items()
    }
    english = shares.pop("English")
    language = max(shares, key=lambda name: shares[name])
    if shares[language] >= _CLEARLY and shares[language] > 2 * english:
        own = sorted(read_words("languages")[language].split(), key=lambda word: -counts[word])[:3]
        return f"looks like {language} ({', '.join(f'“{word}”' for word in own)})"
    if english < _HARDLY and len(words) >= 6 * _FEWEST:
        return "has hardly a “the”, “of” or “and”"
    return ""
