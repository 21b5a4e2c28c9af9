"""Statements that say only that one thing led to another: the passage must join the two, in whatever words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.frames import is_verbal
from data.english.check.lexicon import words
from data.english.check.matching import candidates, is_content
from data.english.check.texts import Side, clause_of
from data.english.check.verdicts import Part

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_cause(token: Token) -> bool:
    """Whether a word only joins two happenings: "Remarks *lead to* arrest", "visit *followed* by a pardon"."""
    if token.lemma_.lower() not in words("causing", "verbs") or not is_verbal(token):
        return False
    joined = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent")}
    return bool(joined & {"to", "in", "by"})


def check_causes(said: Side, report: Side) -> list[Part]:
    """Every "leads to": in one sentence of the passage the two stand together, one said to be with, after or over the other."""
    parts = []
    for token in said.docs[0]:
        if not is_cause(token):
            continue
        before = [t for t in token.doc[: token.i] if is_content(t, said)]
        behind = [t for t in token.doc[token.i + 1 :] if is_content(t, said)]
        firsts = [candidates(t, said, report) for t in _acts(before)]
        seconds = [candidates(t, said, report) for t in _acts(behind)]
        held = bool(firsts and seconds) and any(
            _are_joined(a, b) for one in firsts for a in one for two in seconds for b in two
        )
        parts.append(Part("act", token.text, "", True if held else None, "one leads to the other"))
    return parts


def _acts(tokens: list[Token]) -> list[Token]:
    """The heads among some words: those that hang on nothing else among them."""
    return [t for t in tokens if t.pos_ in ("NOUN", "VERB", "PROPN") and t.head not in tokens]


def _are_joined(first: Token, second: Token) -> bool:
    """Whether `first` hangs on the clause of `second` by a word of time or cause, or on what is said of its people."""
    if first.doc is not second.doc or first == second:
        return False
    over = clause_of(second)
    for one, top in ((first, over), (second, clause_of(first))):
        on_the_way: set[str] = set()
        for step in (one, *one.ancestors):
            if step == top or (step.dep_ == "conj" and step.head == top):
                return bool(on_the_way & words("causing", "joints"))
            on_the_way.add(step.lower_)
            on_the_way |= {c.lower_ for c in step.children if c.dep_ == "mark"}
    return False
