"""The forms of a word: execute, executed, executing, execution and executions are one, and executive is another.

By the Snowball stemmer, and by `words/forms.toml` where the ends of words do not tell.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from threading import local

from Stemmer import Stemmer

from data.english.words import read_words

LONGEST = 40  # letters; a longer word has no forms
_OWN = local()  # a stemmer is not for several threads


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What all forms of `word` have in common, and no other word has; `word` in small letters."""
    return stems([word])[0]


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each of `words`, in small letters."""
    if not hasattr(_OWN, "stemmer"):
        _OWN.stemmer = Stemmer("english", 0)  # it keeps nothing
    known = _families()
    found = _OWN.stemmer.stemWords([word[: LONGEST + 1] for word in words])
    return [
        known.get(word) or (word if len(word) > LONGEST else short)
        for word, short in zip(words, found, strict=True)
    ]


@lru_cache(maxsize=1000)
def beginnings(short: str) -> tuple[str, ...]:
    """The two letters that a form of the stem `short` may begin with; in small letters."""
    if short.startswith("="):
        return tuple(sorted({word[:2] for word, name in _families().items() if name == short}))
    # "dying" has the stem "die".
    return (short[:2], short[0] + "y") if short[1:2] == "i" else (short[:2],)


@cache
def _families() -> dict[str, str]:
    """The words of the list, each with its family's name, which is no word and so no other's stem."""
    return {
        word: f"={family.split()[0]}" for family in read_words("forms")["families"] for word in family.split()
    }
