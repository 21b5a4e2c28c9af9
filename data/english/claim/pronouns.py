"""Whom a pronoun can mean in its own sentence: those told of before it, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.ground import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

SINGULAR = frozenset("he she him her his".split())
_SEVERAL = frozenset("they them their".split())
ITS = frozenset("it its".split())
_DONE_TO = frozenset("him them".split())


def before_in_sentence(pronoun: Token) -> Iterator[Token]:
    """The nouns that "he", "she" or "they" can stand for: of each verb above it the subject, then the object.

    Whoever does something to "him" or "them" is another.
    """
    if not any(pronoun.lower_ in group for group in (SINGULAR, _SEVERAL, ITS)):
        return
    done_to = pronoun.lower_ in _DONE_TO or pronoun.lower_ == "her" and pronoun.dep_ != "poss"
    own = _subject(_verb_of(pronoun)) if done_to else None
    for verb in pronoun.ancestors:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        for noun in _nouns_of(verb):
            if noun.i < pronoun.i and noun != own and pronoun not in noun.subtree:
                yield noun
    root = next((above for above in pronoun.ancestors if above.dep_ == "ROOT"), pronoun)
    if root.pos_ == "PROPN" and root.i < pronoun.i:
        yield root  # the parser saw no verb: "Ana Roe, a miner, pressed charges against …"


def _nouns_of(verb: Token) -> Iterator[Token]:
    """The subject of a verb, whoever it is done to, and the subject of a clause before it."""
    subject = _subject(verb)
    if subject is not None:
        yield subject
    yield from (child for child in verb.children if child.dep_ in ("dobj", "dative"))
    for child in verb.children:
        if child.dep_ in ("advcl", "ccomp") and child.i < verb.i:
            own = subject_of(child)
            if own is not None:
                yield own


def _verb_of(token: Token) -> Token | None:
    return next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), None)


def _subject(verb: Token | None) -> Token | None:
    """The subject of a verb, that of the verb it is joined to, or whom "who" stands for."""
    for _ in range(5):
        if verb is None:
            return None
        own = subject_of(verb)
        if own is not None:
            return verb.head if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else own
        if verb.dep_ == "acl":
            return verb.head
        verb = verb.head if verb.dep_ == "conj" and verb.head != verb else None
    return None
