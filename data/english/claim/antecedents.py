"""Whom a pronoun means in a claim: who was told of before, else the subject of one of the last two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.ground import parse
from data.english.claim.happening import find_happening
from data.english.claim.naming import Namer
from data.english.claim.noun_sides import sides_of_noun
from data.english.claim.pronouns import SINGULAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from data.english.claim.ground import ActorFinder
    from data.english.claim.naming import Named

_SEVERAL = ("they", "them", "their")


def find_meant(
    means: Callable[[str], tuple[str, ...]], before: Callable[[], Sequence[str]], finder: ActorFinder
) -> Callable[[str], tuple[str, ...]]:
    """Whom a pronoun means: by `means`, else the subject in the sentences `before`, the nearest first; of several also whom it was done to."""

    def meant(pronoun: str) -> tuple[str, ...]:
        found = means(pronoun)
        if found or pronoun not in _SEVERAL and pronoun not in SINGULAR:
            return found
        look = _several_in if pronoun in _SEVERAL else _owner_in
        for sentence in before():
            if found := look(sentence, finder):
                return found
        return ()

    return meant


def _several_in(sentence: str, finder: ActorFinder) -> tuple[str, ...]:
    """The names of the subject of a sentence, where it is several."""
    happening = find_happening(parse(sentence), None)
    if happening is None:
        return ()
    namer = Namer(finder.names_in(sentence), finder.report)
    subject = happening.subject
    named = namer.all_of(subject) if subject is not None else sides_of_noun(happening.word, "", namer).to
    if not named and happening.verb is not None:
        named = _behind(happening.verb, namer)
    several = len(named) > 1 or any(one.word.tag_ in ("NNS", "NNPS") for one in named)
    return tuple(one.name for one in named) if several else ()


def _behind(verb: Token, namer: Namer) -> list[Named]:
    """The first that a verb and its prepositions lead to: "a case was brought against three miners"."""
    nouns = [c for c in verb.children if c.dep_ == "dobj"]
    nouns += [
        g
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("against", "on", "of", "with")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    nouns += [g for t in verb.subtree if t.lower_ == "by" for g in t.children if g.dep_ == "pobj"]
    return next((found for noun in nouns if (found := namer.all_of(noun))), [])


def _owner_in(sentence: str, finder: ActorFinder) -> tuple[str, ...]:
    """The person whose the subject of a sentence is: "Ana Roe's body was found"."""
    happening = find_happening(parse(sentence), None)
    if happening is None or happening.subject is None:
        return ()
    names = finder.names_in(sentence)
    owners = (names[c.i].actor for c in happening.subject.children if c.dep_ == "poss" and c.i in names)
    return tuple(actor.name for actor in owners if actor is not None and actor.kind == "person")[:1]
