"""Search: a word matches as it is typed, also inside other words, and in its other forms ("execution": executed, executing).

Names have no forms: a word typed with a capital matches only as it is typed, and so does a capitalised word of the text that
does not start a sentence, or that is part of an actor's name.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.english.word_forms import beginnings, stem

_SHORTEST = 3  # minimum letters of a word with other forms
_WORD = re.compile(r"[^\W\d_]+")
# The first word of a sentence: after another sentence, or after an empty line, which is put before a text.
_FIRST = re.compile(r"[.!?…\n][\"”’')\]»]*\s+[\"“‘'(\[«]*([^\W\d_]+)")
_START = "\n\n"

Span = tuple[int, int]  # a range: `text[a:b]`


@dataclass(frozen=True)
class Sought:
    """A word of a search, in lower case, and the stem of its forms; "" if it has none."""

    typed: str
    stem: str = ""


def parse_search(q: str) -> tuple[Sought, ...]:
    """The words of a search, each once."""
    return tuple(dict.fromkeys(map(_parse_word, q.split())))


def _parse_word(word: str) -> Sought:
    has_forms = len(word) >= _SHORTEST and word == lower(word) and _WORD.fullmatch(word)
    return Sought(lower(word), stem(word) if has_forms else "")


def names_in(names: Iterable[str]) -> frozenset[str]:
    """The words of `names` without other forms: those with a capital letter."""
    return frozenset().union(*map(_capitals_in, names))


@lru_cache(maxsize=10_000)
def _capitals_in(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(name) if word[0].isupper())


def lower_firsts(text: str, names: Collection[str] = ()) -> str:
    """`text` with the first words of sentences in lower case, except those of `names`; all other capitals are names."""
    return _FIRST.sub(
        lambda found: found[0] if found[1] in names else lower(found[0]), _START + text
    ).removeprefix(_START)


def words_with_forms(token: str) -> list[str]:
    """The words between two spaces, of a text as `lower_firsts` returns it, that have forms; in lower case."""
    return [lower(word) for word in _WORD.findall(token) if not word[0].isupper()]


def find_word(text: str, word: Sought, names: Collection[str] = ()) -> Iterator[Span]:
    """Where `word` is in `text` as it is typed or in another form; `names` are words without forms. Sorted, without
    overlaps.
    """
    spans = [*_find_typed(text, word.typed), *(_find_forms(text, word.stem, names) if word.stem else ())]
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def find_words(text: str, words: Iterable[Sought], names: Collection[str] = ()) -> list[Span]:
    """Where any of `words` is in `text`, sorted, without overlaps."""
    spans: list[Span] = []
    for start, end in sorted(span for word in words for span in find_word(text, word, names)):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def cut_at(text: str, spans: Iterable[Span]) -> list[str]:
    """Split `text` into pieces of which every second one, from the second on, is one of `spans`."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def has_words(texts: Iterable[str], words: Iterable[Sought], names: Collection[str] = ()) -> bool:
    """Whether each of `words` is in one of `texts`."""
    texts = list(texts)
    return all(any(next(find_word(text, word, names), None) for text in texts) for word in words)


def lower(text: str) -> str:
    """`text` in lower case, with the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(
        letter.lower()[0] for letter in text
    )  # “İ” has two characters in lower case, with a separate dot


def _find_typed(text: str, typed: str) -> Iterator[Span]:
    return (match.span() for match in re.finditer(re.escape(typed), lower(text)))


def _find_forms(text: str, sought: str, names: Collection[str]) -> Iterator[Span]:
    firsts: set[int] | None = None
    lowered = lower(text)
    for letters in beginnings(sought):
        for match in _pattern(letters).finditer(lowered):
            start, end = match.span()
            if stem(match[0]) != sought or lowered[start - 1 : start].isalpha():
                continue
            if text[start].isupper():
                firsts = _firsts_in(text) if firsts is None else firsts
                if start not in firsts or text[start:end] in names:
                    continue
            yield start, end


@lru_cache(maxsize=1000)
def _pattern(letters: str) -> re.Pattern:
    """A regular expression for words that start with `letters`, and for what is inside words; without lookbehind, for speed."""
    return re.compile(rf"{re.escape(letters)}[^\W\d_]*")


def _firsts_in(text: str) -> set[int]:
    """Where the first words of sentences are."""
    return {found.start(1) - len(_START) for found in _FIRST.finditer(_START + text)}
