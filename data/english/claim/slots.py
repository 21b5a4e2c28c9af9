"""The words of a clause by what they do in it: who does it, what it is done to, and all that stands beside its verb."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.english.claim.ground import role_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

_INSIDE = ("compound", "amod", "nmod", "conj", "appos", "poss")
_BESIDE = (
    "prep",
    "prt",
    "acomp",
    "oprd",
    "attr",
    "advmod",
    "dobj",
    "dative",
    "npadvmod",
    "agent",
    "pobj",
    "xcomp",
    "nsubjpass",
)
_DEEPEST = 5
_PRONOUNS = frozenset("he she they him her them who whom i we us".split())


@dataclass
class Slots:
    """The lemmas of a clause with their words: `subj` who does it, `obj` what it is done to, `beside` all but who does it."""

    subj: dict[str, Token] = field(default_factory=dict)
    obj: dict[str, Token] = field(default_factory=dict)
    beside: dict[str, Token] = field(default_factory=dict)

    def words_for(self, needs: Iterable[tuple[str, frozenset[str]]]) -> list[Token] | None:
        """A word for each need, or None where one is not there."""
        found = []
        for slot, wanted in needs:
            words = {"subj": self.subj, "obj": self.obj}.get(slot, self.beside)
            hit = next((words[word] for word in words if word in wanted), None)
            if hit is None:
                return None
            found.append(hit)
        return found


def find_slots(verb: Token, subject: Token | None, passive: bool) -> Slots:
    """The slots of the clause of `verb`."""
    slots = Slots()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr")]
    if passive:
        agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        objects += [subject] if subject is not None else []
    else:
        agents = [subject] if subject is not None else []
    for agent in agents:
        _note(slots.subj, agent, 0)
    for thing in objects:
        _note(slots.obj, thing, 0)
        _note(slots.beside, thing, 0)
    if passive and not agents:
        slots.beside["*passive"] = verb
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            slots.beside[f"&{child.lemma_.lower()}"] = child
        if child.dep_ in _BESIDE and not (child == subject and not passive):
            _gather(slots.beside, child, 0)
    return slots


def _note(words: dict[str, Token], token: Token, depth: int) -> None:
    """The noun, and what stands inside its phrase."""
    words.setdefault(token.lemma_.lower(), token)
    words.setdefault(token.lower_, token)
    if is_person(token):
        words.setdefault("*person", token)
    if depth > 3:
        return
    for child in token.children:
        if child.dep_ in _INSIDE:
            _note(words, child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                _note(words, inner, depth + 1)


def _gather(words: dict[str, Token], token: Token, depth: int) -> None:
    words.setdefault(token.lemma_.lower(), token)
    words.setdefault(token.lower_, token)
    if depth < _DEEPEST:
        for child in token.children:
            if (
                child.dep_ in (*_INSIDE, "prep", "pobj", "prt", "nummod", "npadvmod", "dobj", "pcomp")
                and child.ent_type_ != "DATE"
            ):
                _gather(words, child, depth + 1)
            elif child.dep_ in ("pobj", "npadvmod"):
                _gather(words, child, _DEEPEST)


def is_person(token: Token) -> bool:
    """Whether a noun or pronoun is people's, or a number that stands for them."""
    if token.ent_type_ in ("PERSON", "NORP") or token.lower_ in _PRONOUNS:
        return True
    kind = role_kinds().get(token.lemma_.lower())
    if kind in ("group", "security forces"):
        return True
    return (
        token.pos_ in ("NUM", "PRON")
        and token.ent_type_ != "DATE"
        and token.lower_ not in ("it", "which", "that", "this")
    )
