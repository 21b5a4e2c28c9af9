"""The texts as the check reads them: few sentences, each of bounded length, parsed once. The only door to other rooms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.check.lexicon import meanings, spelled
from data.english.grammar import parse, parse_all, sentence_spans
from data.english.parts import role_kinds
from data.english.words import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["LONGEST_STATEMENT", "MONTHS", "countries", "read_statement", "read_text", "role_kinds"]

LONGEST_STATEMENT = 600  # letters; a headline has 240
LONGEST_TEXT = 40_000
MOST_SENTENCES = 8
_WORD = re.compile(r"\w{2,}")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": ""}
)


def clean(text: str) -> str:
    """One line, plain quotation marks, broken words joined, and a full stop's space: what both sides are read as."""
    text = re.sub(r"(?<=\w)-\s+(?=[a-z])", "-", " ".join(text.translate(_QUOTES).split()))
    text = re.sub(r"\b([Cc])o-operat", r"\1ooperat", text)
    return re.sub(r"\b(\d+)-(strong|member)\b", r"\1 \2", text)


@lru_cache(maxsize=512)
def read_statement(statement: str) -> Doc:
    """The statement with its grammar. A headline without a full stop gets one, which the parser reads better."""
    text = clean(statement)[:LONGEST_STATEMENT]
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    doc = parse(text)
    verb = _find_hidden_verb(doc)
    if verb is None:
        return doc
    return parse(f"{text[: verb.idx]}{_past_of(_base_of(verb))}{text[verb.idx + len(verb) :]}")


def _find_hidden_verb(doc: Doc) -> Token | None:
    """The act that the parser took for a noun where a headline has no other verb: "Soldiers attack rebels"."""
    if any(t.tag_ in ("VBZ", "VBP", "VBD", "VBN", "VB", "MD") for t in doc):
        return None
    for token in doc[1:-1]:
        before, behind = token.nbor(-1), token.nbor(1)
        many = before.tag_ in ("NNS", "NNPS") or before.lower_ in ("police", "people")
        agrees = token.tag_ == "NNS" and not many or token.tag_ == "NN" and many
        between = before.tag_.startswith("NN") and behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
        if agrees and between and any(m.group.startswith("acts:") for m in meanings(_base_of(token))):
            return token
    return None


def _past_of(base: str) -> str:
    """The past of a regular verb: in the past the parser takes no verb for a noun."""
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base):
        base += base[-1]
    return re.sub(r"(?<=[^aeiou])y$", "i", base.removesuffix("e")) + "ed"


def _base_of(token: Token) -> str:
    low = token.lower_
    return spelled(low if token.tag_ == "NN" else token.lemma_.lower())


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
