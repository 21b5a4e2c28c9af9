"""Who did it where another clause says so: "died when police opened fire", "arrested and beaten by soldiers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_verb
from data.english.claim.ground import Rule, subject_of
from data.english.claim.slots import find_slots
from data.english.claim.voice import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

VIOLENT = frozenset(("killing", "torture", "attack", "displacement", "detention"))
_BY_FORCE = frozenset("killing torture attack restriction displacement emergency threat".split())

_WHEN = Rule(
    "claims",
    "killed when",
    "takes those who opened fire, attacked or raided in a “when” clause for who does it, where no “by” says so",
    "People died of what they did.",
    "In May, two miners died when soldiers opened fire on a crowd.",
    "killing; by soldiers; to miners; 2",
)
_JOINED = Rule(
    "claims",
    "by of the joined verb",
    "takes the “by” of a second verb for the first too, where both share a subject and the first has none",
    "“Arrested and beaten by soldiers” is one deed of theirs.",
    "In May, Ana Roe was arrested and beaten by soldiers.",
    "detention, torture; by soldiers; to Ana Roe",
)


def when_agents(verb: Token) -> list[Token]:
    """The subjects of "when" clauses that tell of force, beside a verb or one joined to it."""
    holders = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    return [
        subject
        for holder in holders
        for clause in holder.children
        if clause.dep_ == "advcl"
        and any(c.lower_ in ("when", "as") and c.i < clause.i for c in clause.children)
        for subject in [subject_of(clause)]
        if subject is not None and _is_by_force(clause, subject) and _WHEN.fires(subject.text)
    ]


def _is_by_force(clause: Token, subject: Token) -> bool:
    if is_passive(clause):
        return False
    found = act_of_verb(clause, find_slots(clause, subject, False))
    return (
        found is not None
        and found[0] in _BY_FORCE
        or any(
            c.dep_ == "dobj"
            and any(word.lower_ in ("bullet", "bullets", "gas", "force") for word in c.subtree)
            for c in clause.children
        )
    )


def joined_agents(verb: Token) -> list[Token]:
    """Those behind the "by" of a verb that is joined to a passive and shares its subject."""
    return [
        g
        for joined in verb.children
        if joined.dep_ == "conj"
        and joined.tag_ in ("VBN", "VBD")
        and all(c.dep_ not in ("nsubj", "nsubjpass") for c in joined.children)
        for c in joined.children
        if c.dep_ == "agent"
        for g in c.children
        if g.dep_ == "pobj" and _JOINED.fires(g.text)
    ]
