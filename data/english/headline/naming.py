"""Whom a pronoun means: the few words that stand for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.grammar import parse
from data.english.headline.clauses import Clause, subject_of
from data.english.headline.verbs import is_plural
from data.english.headline.wording import tidy
from data.english.parts import role_kinds
from data.english.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_THE_SENTENCE = Rule(
    "wording",
    "name in the same sentence",
    "puts for “they”, “it” or “she” the one subject before it in the sentence that it can mean",
    "Whom the sentence names before the pronoun, it means.",
    "After families were evicted from one of the buildings in May, they set up a protest camp in front of the council offices.",
    "Families set up a protest camp in front of the council offices",
)
_LONGEST_NAME = 42  # letters of what stands for a pronoun
_UNCLEAR = re.compile(r"\b(?:whose|whom|which|them|these|those|this)\b|[()]", re.IGNORECASE)
_SUBJECTS = ("nsubj", "nsubjpass")


def antecedent_in(clause: Clause) -> str | None:
    """Whom the sentence itself means by the pronoun that is the clause's subject: the one subject before it."""
    subject = clause.subject
    if subject is None or subject.lower_ not in ("they", "it", "he", "she") or subject.i == 0:
        return None
    found = []
    for token in clause.doc[: subject.i]:
        if token.dep_ not in _SUBJECTS or token.head == clause.verb:
            continue
        if token.pos_ == "PRON" or is_plural(token, token.head) != (subject.lower_ == "they"):
            continue
        person = token.ent_type_ == "PERSON" or role_kinds().get(token.lemma_.lower()) in ("person", "group")
        if token.pos_ in ("NOUN", "PROPN") and (
            subject.lower_ == "they" or person != (subject.lower_ == "it")
        ):
            found.append(token)
    if len(found) != 1:
        return None
    words = _few_words(found[0])
    fits = 3 < len(words) <= _LONGEST_NAME and _IN_THE_SENTENCE.fires(words)
    return words[:1].upper() + words[1:] if fits else None


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
