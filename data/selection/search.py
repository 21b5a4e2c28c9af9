"""What a search finds: a word as it is typed, inside other words too, and its other forms ("execution": executed, executing).

Names have no forms: a word typed with a capital letter is found only as it is typed, and so is, in a text, a word with a
capital letter that does not begin a sentence, or that an actor's name has.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from data.english.word_forms import beginnings, stem

_SHORTEST = 3  # letters of a word that has other forms
_WORD = re.compile(r"[^\W\d_]+")
# A word that begins a sentence: behind another sentence, or an empty line, which is written before a text.
_FIRST = re.compile(r"[.!?…\n][\"”’')\]»]*\s+[\"“‘'(\[«]*([^\W\d_]+)")
_START = "\n\n"

Span = tuple[int, int]  # where something stands: `text[a:b]`


@dataclass(frozen=True)
class Sought:
    """A word of a search, in small letters, and the stem that its forms have; "" where it has none."""

    typed: str
    stem: str = ""


def parse_search(q: str) -> tuple[Sought, ...]:
    """The words of a search, each once."""
    return tuple(dict.fromkeys(map(_parse_word, q.split())))


def _parse_word(word: str) -> Sought:
    has_forms = len(word) >= _SHORTEST and word == lower(word) and _WORD.fullmatch(word)
    return Sought(lower(word), stem(word) if has_forms else "")


def names_in(names: Iterable[str]) -> frozenset[str]:
    """The words of `names` that have no forms: those with a capital letter."""
    return frozenset().union(*map(_capitals_in, names))


@lru_cache(maxsize=10_000)
def _capitals_in(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(name) if word[0].isupper())


def lower_firsts(text: str, names: Collection[str] = ()) -> str:
    """`text` with the words that begin a sentence in small letters, but for those of `names`; all other capitals are names."""
    return _FIRST.sub(
        lambda found: found[0] if found[1] in names else lower(found[0]), _START + text
    ).removeprefix(_START)


def words_with_forms(token: str) -> list[str]:
    """The words of what stands between two spaces, of a text as `lower_firsts` leaves it, that have forms; in small letters."""
    return [lower(word) for word in _WORD.findall(token) if not word[0].isupper()]


def find_word(text: str, word: Sought, names: Collection[str] = ()) -> Iterator[Span]:
    """Where `word` stands in `text` as it is typed, and where its forms do; `names` are words that have no forms. Sorted, none over another."""
    spans = [*_find_typed(text, word.typed), *(_find_forms(text, word.stem, names) if word.stem else ())]
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def find_words(text: str, words: Iterable[Sought], names: Collection[str] = ()) -> list[Span]:
    """Where any of `words` stands in `text`, sorted, none over another."""
    spans: list[Span] = []
    for start, end in sorted(span for word in words for span in find_word(text, word, names)):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def cut_at(text: str, spans: Iterable[Span]) -> list[str]:
    """`text` in pieces: every second one, from the second on, is one of `spans`."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def has_words(texts: Iterable[str], words: Iterable[Sought], names: Collection[str] = ()) -> bool:
    """Whether each of `words` stands in one of `texts`."""
    texts = list(texts)
    return all(any(next(find_word(text, word, names), None) for text in texts) for word in words)


def lower(text: str) -> str:
    """`text` in small letters, each of them one: of the same length."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower()[0] for letter in text)  # “İ” has two, its dot apart


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
    """Words that begin with `letters`, and what stands inside words; without a look behind, so that it is quick."""
    return re.compile(rf"{re.escape(letters)}[^\W\d_]*")


def _firsts_in(text: str) -> set[int]:
    """Where the words stand that begin a sentence."""
    return {found.start(1) - len(_START) for found in _FIRST.finditer(_START + text)}
