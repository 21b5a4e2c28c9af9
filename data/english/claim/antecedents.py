"""Whom a pronoun means in a claim: who was told of before, else the subject of one of the last two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.ground import parse
from data.english.claim.happening import find_happening
from data.english.claim.naming import Namer
from data.english.claim.noun_sides import sides_of_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.english.claim.ground import ActorFinder

_SEVERAL = ("they", "them", "their")


def find_meant(
    means: Callable[[str], tuple[str, ...]], before: Callable[[], Sequence[str]], finder: ActorFinder
) -> Callable[[str], tuple[str, ...]]:
    """Whom a pronoun means: by `means`, else, of several, the subject in the sentences `before`, the nearest first."""

    def meant(pronoun: str) -> tuple[str, ...]:
        found = means(pronoun)
        if found or pronoun not in _SEVERAL:
            return found
        for sentence in before():
            if found := _several_in(sentence, finder):
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
    several = len(named) > 1 or any(one.word.tag_ in ("NNS", "NNPS") for one in named)
    return tuple(one.name for one in named) if several else ()
