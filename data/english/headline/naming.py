"""Whom a pronoun means: the few words that stand for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.grammar import parse
from data.english.headline.clauses import subject_of
from data.english.headline.verbs import is_plural
from data.english.headline.wording import tidy
from data.english.parts import role_kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST_NAME = 42  # letters of what stands for a pronoun
_UNCLEAR = re.compile(r"\b(?:whose|whom|which|them|these|those|this)\b|[()]", re.IGNORECASE)


def _few_words(noun: Token) -> str:
    """A noun with what stands before it and its “of”."""
    long = {
        t.i
        for c in noun.children
        if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of")
        for t in c.subtree
    }
    return tidy(
        "".join(
            t.text_with_ws
            for t in noun.subtree
            if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
        )
    )


def subject_phrase(sentence: str, pronoun: str = "they") -> str | None:
    """The subject of a sentence in a few words, where the next sentence can mean it by `pronoun`.

    "they" are people, "it" is a body; "things" are many of anything, for a "they" that cannot be people.
    """
    plural = pronoun != "it"
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.pos_ == "PRON" or is_plural(subject, root) != plural:
        return None
    kind = role_kinds().get(subject.lemma_.lower())
    named = subject.pos_ == "PROPN" and subject.ent_type_ in (("NORP",) if plural else ("ORG", "GPE"))
    several = plural and (subject.pos_ == "NUM" or subject.lower_ == "people" or subject.pos_ == "PROPN")
    bodies = ("organisation", "state", "court", "international body")
    if pronoun != "things" and not named and not several and not (kind if plural else kind in bodies):
        return None
    words = _few_words(subject)
    if any(t.ent_type_ == "DATE" for t in doc[subject.left_edge.i : subject.i]):
        return None
    if _UNCLEAR.search(words):
        return None
    return words if 3 < len(words) <= _LONGEST_NAME else None
