"""Stemming for search: execute, executed, executing, execution and executions are the same, executive is not.

The Snowball stemmer, with exceptions in `words/forms.toml`.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from threading import local

from Stemmer import Stemmer

from data.english.words import read_words

LONGEST = 40  # letters; a longer word has no forms
_OWN = local()  # the stemmer is not thread-safe


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of `word`, which all its forms share and other words do not; in lower case."""
    return stems([word])[0]


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each of `words`, in lower case."""
    if not hasattr(_OWN, "stemmer"):
        _OWN.stemmer = Stemmer("english", 0)  # it has no state
    known = _families()
    found = _OWN.stemmer.stemWords([word[: LONGEST + 1] for word in words])
    return [
        known.get(word) or (word if len(word) > LONGEST else short)
        for word, short in zip(words, found, strict=True)
    ]


@lru_cache(maxsize=1000)
def beginnings(short: str) -> tuple[str, ...]:
    """The first two letters that forms of the stem `short` may have, in lower case."""
    if short.startswith("="):
        return tuple(sorted({word[:2] for word, name in _families().items() if name == short}))
    # "dying" has the stem "die".
    return (short[:2], short[0] + "y") if short[1:2] == "i" else (short[:2],)


@cache
def _families() -> dict[str, str]:
    """The words of the list with their family's name, which is no word and so no other stem."""
    return {
        word: f"={family.split()[0]}" for family in read_words("forms")["families"] for word in family.split()
    }
