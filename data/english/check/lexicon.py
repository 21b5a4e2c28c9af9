"""The tables of like-meaning words, read once: which meanings has a word, and which has a phrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.english.words import read_words

_FOLDER = Path(__file__).parent
_SUFFIXES = re.compile(r"(?:isation|ization|ation|ition|ion|ment|ance|ence|ure|al|ing)$")


def read_table(file: str) -> dict:
    """One table of this room by its file's name."""
    return read_words(file, _FOLDER)


@lru_cache
def words(section: str, name: str, file: str = "words") -> frozenset[str]:
    """A list of words of one section."""
    return frozenset(read_table(file)[section][name].split())


@dataclass(frozen=True)
class Meaning:
    """A meaning of a word: its group, and who its subject is: "doer", "done to" (~) or "given to" (^)."""

    group: str
    subject: str = "doer"


_MARKS = {"~": "done to", "^": "given to"}


@lru_cache(maxsize=1)
def _groups() -> dict[str, set[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    lines = [(kind, line) for kind in ("acts", "people", "things") for line in read_table("like")[kind]]
    for number, (kind, line) in enumerate(lines):
        for word in line.split(","):
            mark = word.strip()[-1:]
            subject = _MARKS.get(mark, "doer")
            found.setdefault(spelled(word.strip().rstrip("~^")), set()).add(
                Meaning(f"{kind}:{number}", subject)
            )
    return found


@lru_cache(maxsize=1)
def _wider() -> dict[str, set[str]]:
    """Of each word the wider ones."""
    found: dict[str, set[str]] = {}
    for section in ("wider", "people"):
        for wide, narrow in read_table("wider")[section].items():
            for word in narrow.split(","):
                found.setdefault(spelled(word.strip()), set()).add(spelled(wide))
    return found


@lru_cache(maxsize=1)
def _opposites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in read_table("like")["opposites"]:
        left, right = ([spelled(w.strip()) for w in side.split(",")] for side in line.split("/"))
        for one in left:
            found.setdefault(one, set()).update(right)
        for one in right:
            found.setdefault(one, set()).update(left)
    return found


def spelled(word: str) -> str:
    """A word in one spelling: small letters, -ize, -ization, "organiser" and "organizer" alike."""
    word = word.lower()
    if not word.isascii():  # "Frédéric" and "Frederic" are one name
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"(?<=\w{3})is(e[ds]?|ing|ations?|ers?)$", r"iz\1", word) if len(word) > 6 else word


@lru_cache(maxsize=8192)
def stem(word: str, noun: bool) -> str:
    """What a verb and the noun made of it share: "commute", "commutation" → "commut"."""
    bare = _SUFFIXES.sub("", word) if noun else re.sub(r"(?:at)?e$", "", word)
    if len(bare) < 4:
        return word
    bare = bare.removesuffix("e")
    return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "slz" else bare


@lru_cache(maxsize=8192)
def meanings(word: str) -> frozenset[Meaning]:
    """The groups a word or phrase stands in."""
    return frozenset(_groups().get(word, ()))


@lru_cache(maxsize=8192)
def wider(word: str) -> frozenset[str]:
    """The words that may be said for `word` because they are wider, three steps up, groups included."""
    seen: set[str] = set()
    level = {word}
    for _ in range(3):
        level = {w for one in level for like in _like(one) for w in _wider().get(like, ())} - seen
        seen |= level
    return frozenset(seen)


def _like(word: str) -> set[str]:
    """The word, and for a phrase its last and first words' own entries."""
    return {word}


@lru_cache(maxsize=8192)
def opposites(word: str) -> frozenset[str]:
    """The words that say the opposite of `word`."""
    return frozenset(_opposites().get(word, ()))


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases of the tables, as their words, by their first word."""
    every = {p for p in (*_groups(), *_wider()) if " " in p or "-" in p}
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(every):
        parts = tuple(phrase.split())
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return found


@lru_cache(maxsize=1)
def nations() -> dict[str, str]:
    """The word for each country, language or people → the country it is made of."""
    return {
        w: country
        for country, made in read_table("countries")["made_of"].items()
        for w in (*made.split(), country)
    }


@lru_cache(maxsize=1)
def short_names() -> dict[str, str]:
    """Names that everybody knows by their first letters, and what they stand for."""
    return dict(read_table("countries")["short"])
