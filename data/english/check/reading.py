"""The texts as the check reads them: few sentences, each of bounded length, parsed once. The only door to other rooms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.check.restoring import find_hidden_verb, past_of, rephrase, restore
from data.english.check.ways import tell_otherwise
from data.english.grammar import parse, parse_all, parse_without_names, sentence_spans
from data.english.parts import role_kinds
from data.english.words import SCALES, countries, number_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc

__all__ = [
    "LONGEST_STATEMENT",
    "MONTHS",
    "SCALES",
    "countries",
    "number_words",
    "read_as_sentence",
    "read_otherwise",
    "read_text",
    "role_kinds",
]

LONGEST_STATEMENT = 600  # letters; a headline has 240
LONGEST_TEXT = 40_000
MOST_SENTENCES = 8
_WORD = re.compile(r"\w{2,}")
_QUOTES = str.maketrans(  # the parser hangs words across quotation marks wrongly
    {"“": "", "”": "", '"': "", "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": ""}
)


_OPENING_DATE = re.compile(
    rf"(?:(?<=[.!?] )|^)((?:In|On|By|Since|During) (?:early |late |mid-)?(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?)"
    r"(?= (?!and|or|to|until|at|in|of|alone)[a-z]| [A-Z])"
)


def clean(text: str) -> str:
    """One line, plain quotation marks, broken words joined, and a full stop's space: what both sides are read as."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\w)-\s+(?=[a-z])", "-", " ".join(text.translate(_QUOTES).split()))
    text = _OPENING_DATE.sub(
        r"\1,", text
    )  # "In August rebels abducted …": without the comma "August rebels" is read
    text = re.sub(r"\b([Cc])o-operat", r"\1ooperat", text)
    return re.sub(r"\b(\d+)-(strong|member)\b", r"\1 \2", text)


def read_as_sentence(statement: str, passage: tuple[Doc, ...]) -> tuple[Doc, dict[str, str]]:
    """The statement as a sentence in the passage's own forms, parsed, and of its changed words the printed ones.

    A headline without a full stop gets one, which the parser reads better.
    """
    text = clean(statement)[:LONGEST_STATEMENT]
    text = rephrase(text if text.endswith((".", "!", "?")) else f"{text}.")
    text, printed = restore(text, passage)
    doc = parse_without_names(text)
    verb = find_hidden_verb(doc)
    if verb is not None:
        past = past_of(verb)
        doc = parse_without_names(f"{text[: verb.idx]}{past}{text[verb.idx + len(verb) :]}")
        printed = printed | {past: verb.text}
    return doc, printed


def read_otherwise(doc: Doc, changed: Collection[str], printed: str | None) -> Iterator[Doc]:
    """Other readings of a statement that a headline's grammar allows, each parsed when it is asked for; last as `printed`.

    `changed` words were put in the past: they are no participles.
    """
    plain = [f"{clean(printed)[:LONGEST_STATEMENT].rstrip('.')}."] if printed else []
    others = dict.fromkeys((*tell_otherwise(doc, changed), *plain))
    yield from (parse_without_names(text) for text in others if text != doc.text)


@lru_cache(maxsize=256)
def read_text(text: str, words: frozenset[str]) -> tuple[Doc, ...]:
    """The sentences of a passage that share most with `words`, in their order, at most eight."""
    text = clean(text[:LONGEST_TEXT])
    sentences = [text[a:b] for a, b in sentence_spans(text)]
    if len(sentences) > MOST_SENTENCES:
        shared = [(len(words & {w.lower() for w in _WORD.findall(s)}), -i) for i, s in enumerate(sentences)]
        best = sorted(shared, reverse=True)[:MOST_SENTENCES]
        sentences = [sentences[i] for i in sorted(-i for _, i in best)]
    parse_all(sentences)
    return tuple(parse(s) for s in sentences)


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, to see what two texts share."""
    return frozenset(w.lower() for w in _WORD.findall(text[:LONGEST_TEXT]))
