"""The word lists in `words/`, each read once."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@lru_cache
def read_words(file: str, folder: Path = _FOLDER) -> dict:
    """All lists of `words/FILE.toml` by name, or of another `folder`."""
    with (folder / f"{file}.toml").open("rb") as opened:
        return tomllib.load(opened)


def word_list(file: str, name: str) -> list[str]:
    """One list in order. In the file it is an array, or a string of words separated by white space."""
    words = read_words(file)[name]
    return words.split() if isinstance(words, str) else list(words)


def word_set(file: str, name: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(word_list(file, name))


def any_of(file: str, name: str) -> str:
    """One list as alternatives of a regular expression, of which the first match wins. Its words may be expressions."""
    return "|".join(word_list(file, name))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The names of states and territories that have entries."""
    return word_set("countries", "names")


@lru_cache(maxsize=1)
def known_headings() -> re.Pattern:
    """Headings that such reports use again and again; found where a copied PDF ran them into the text."""
    longest_first = sorted(word_list("headings", "headings"), key=len, reverse=True)
    return re.compile("|".join(re.escape(heading).replace("’", "[’']") for heading in longest_first))


SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}


@lru_cache(maxsize=1)
def number_words() -> dict[str, int]:
    """Number words: "zero" to "nineteen", and "twenty" to "ninety"."""
    small = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
     eighteen nineteen""".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    return {word: i for i, word in enumerate(small)} | {word: 10 * i for i, word in enumerate(tens, 2)}
