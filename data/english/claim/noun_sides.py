"""Both sides of an act that a noun tells, and who does what a noun tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, lemma_of
from data.english.claim.ground import Rule, role_kinds, word_set
from data.english.claim.patients import acts_that, behind, sufferers

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.naming import Named, Namer

_TELLING = word_set("claims", "telling")
DOING = frozenset("attack protest visit statement report ruling treaty law emergency investigation".split())
_ONLY_SUFFER = Rule(
    "claims",
    "who cannot judge",
    "takes people who begin a sentence or lose an appeal for whom it is done to",
    "Only courts and states judge.",
    "In May, three miners began their sentences.",
    "judgment; to miners; 3",
)


@dataclass(frozen=True)
class Sides:
    """Those who did it and those to whom it was done, each with the word that names them; `counted` are the nouns that are counted."""

    by: list[Named]
    to: list[Named]
    counted: list[Token]


def doers(token: Token, namer: Namer) -> list[Named]:
    """Who does it, where the word is theirs, or tells whose word or deed it is."""
    if found := namer.all_of(token):
        return found
    if token.pos_ not in ("NOUN", "PROPN"):
        return []
    telling = token.lemma_.lower() in _TELLING or act_of_noun(token) is not None
    out: list[Named] = []
    for child in token.children:
        if (
            child.dep_ == "poss"
            and (telling or child.pos_ != "PRON")
            or telling
            and child.dep_ in ("compound", "nmod", "amod")
            and child.i in namer.taken
        ):
            out += namer.all_of(child)
        elif child.dep_ == "agent" or child.lower_ in ("by", "of", "for", "from") and telling:
            out += [
                named for inner in child.children if inner.dep_ == "pobj" for named in namer.all_of(inner)
            ]
    return out


def _are_people(token: Token) -> bool:
    """Whether a noun before another says who does it: "miners' march", "police raid"."""
    return role_kinds().get(token.lemma_.lower()) in ("group", "security forces")


def is_anybody(named: Named, namer: Namer) -> bool:
    """Whether somebody is a person or people who can pass no sentence: not a court, a state or armed men."""
    name = namer.taken.get(named.word.i)
    if name is not None:
        return name.actor is not None and name.actor.kind == "person"
    kind = role_kinds().get(named.word.lemma_.lower())
    return (kind == "group" or named.word.pos_ == "PRON") and _ONLY_SUFFER.fires(named.name)


def sides_of_noun(noun: Token, act: str, namer: Namer) -> Sides:
    """Both sides of an act that a noun tells: "the arrest of two miners by soldiers", "attacks on villagers"."""
    by: list[Named] = []
    to: list[Named] = []
    counted: list[Token] = []
    doing = act in DOING
    for child in noun.children:
        inner = [g for g in child.children if g.dep_ == "pobj"]
        if child.dep_ == "agent" or child.lower_ == "by":
            by += [named for g in inner for named in doers(g, namer)]
        elif (
            child.dep_ == "poss"
            or child.dep_ in ("compound", "nmod", "amod")
            and doing
            and (child.i in namer.taken or _are_people(child))
        ):
            (by if doing else to).extend(namer.all_of(child))
        elif child.lower_ == "of" and child.dep_ == "prep":
            for g in inner:
                named = namer.all_of(g) or ([] if doing else sufferers(g, act, namer))
                (by if doing and act != "attack" else to).extend(named)
                counted += [g] if named and not doing else []
        elif child.dep_ == "prep" and child.lower_ in behind().get(act, ()):
            to += [named for g in inner for named in namer.all_of(g)]
            counted += inner if act not in acts_that("uncounted") else []
        elif child.dep_ == "prep" and child.lower_ == "between":
            by += [named for g in inner for named in namer.all_of(g)]
    return Sides(by, to, counted)


def victims(verb: Token, namer: Namer) -> tuple[list[Named], list[Token]]:
    """Those who were killed or hurt by what the verb tells: "raided an outpost, killing five soldiers"."""
    for child in verb.children:
        if (
            child.dep_ in ("advcl", "xcomp", "conj")
            and child.tag_ in ("VBG", "VBD")
            and lemma_of(child) in ("kill", "injure", "wound", "displace", "abduct")
        ):
            things = [c for c in child.children if c.dep_ == "dobj"]
            if things:
                return [named for thing in things for named in namer.all_of(thing)], things
    return [], []
