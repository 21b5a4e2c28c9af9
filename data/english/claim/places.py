"""Where the main act happened: the places named beside its verb and beside those whom it is about, as printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.ground import Rule, countries, read_words
from data.english.claim.patients import acts_that

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.naming import Namer

_WORDS = read_words("claims")["places"]
_NOUNS = frozenset(_WORDS["nouns"].split())
_BEFORE = frozenset(_WORDS["before"].split())
_FROM_AND_TO = frozenset(_WORDS["from_and_to"].split())
_MOVING = frozenset(_WORDS["moving"].split())
_DIRECTIONS = frozenset(_WORDS["directions"].split())
_OF_TOWN = frozenset(_WORDS["of_town"].split())
_LABELS = ("GPE", "LOC", "FAC")
_OTHER_CLAUSES = ("relcl", "advcl", "ccomp", "acl", "conj", "csubj", "parataxis")

_PLACE = Rule(
    "claims",
    "place of the act",
    "takes the places behind “in”, “at”, “near” beside the verb or those it is about",
    "They say where it happened.",
    "In May, soldiers killed three miners in the village of Salt River.",
    "killing; by soldiers; to miners; 3; in Salt River",
)


@dataclass(frozen=True)
class Place:
    """A place as printed, from the token `first` to `last`."""

    name: str
    first: Token
    last: Token


def find_places(word: Token, act: str, about: list[Token], namer: Namer) -> list[Place]:
    """The places of an act that `word` tells, most exact first; `about` are the nouns of both sides. None is the report's own country."""
    moved = act in _MOVING
    found: list[tuple[int, Place]] = []
    holders = [word] if act in acts_that("told_at_verb") else [word, *about]
    seen: set[int] = set()
    for holder in holders:
        for token in _within(holder, holder == word, act):
            if token.i in seen or token.dep_ != "prep":
                continue
            lead = token.lower_
            if lead not in _BEFORE and not (lead in _FROM_AND_TO and moved and token.head == word):
                continue
            for noun in token.children:
                if noun.dep_ == "pobj":
                    found += [(token.i, place) for place in _places_of(noun, namer, seen)]
    places = [place for _, place in found]
    return [place for place in dict.fromkeys(places) if _PLACE.fires(place.name)]


def _within(holder: Token, whole: bool, act: str, depth: int = 0) -> list[Token]:
    """The words below one that belong to the same clause."""
    out: list[Token] = []
    if depth > 6:
        return out
    for child in holder.children:
        if child.dep_ in _OTHER_CLAUSES and child.pos_ in ("VERB", "AUX"):
            continue
        if (
            act in acts_that("told_at_verb")
            and depth == 0
            and child.dep_ not in ("prep", "agent", "npadvmod", "xcomp")
        ):
            continue
        if (
            whole
            and depth == 0
            and child.dep_ in ("nsubj", "nsubjpass", "dobj", "agent")
            and act in acts_that("told_at_verb")
        ):
            continue
        out.append(child)
        out += _within(child, whole, act, depth + 1)
    return out


def _places_of(noun: Token, namer: Namer, seen: set[int], depth: int = 0) -> list[Place]:
    """The place that a noun names, and those beside it: "Arlit, northern Niger"."""
    if depth > 4 or noun.i in seen or noun.ent_type_ == "DATE" and noun.text not in countries():
        return []
    seen.add(noun.i)
    out: list[Place] = []
    place = _place(noun, namer)
    if place is not None:
        out.append(place)
    for child in noun.children:
        if child.dep_ in ("appos", "conj") and child.pos_ in ("PROPN", "NOUN"):
            out += _places_of(child, namer, seen, depth + 1)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "in", "near")
            and (place is None or child.lower_ != "of")
        ):
            town = noun.lemma_.lower() in _OF_TOWN or noun.lemma_.lower() in _NOUNS or child.lower_ != "of"
            for inner in child.children:
                if inner.dep_ == "pobj" and town:
                    out += _places_of(inner, namer, seen, depth + 1)
    return out


def _place(noun: Token, namer: Namer) -> Place | None:
    doc = noun.doc
    name = namer.taken.get(noun.i)
    first, last = noun.i, noun.i
    if noun.lemma_.lower() in _NOUNS and noun.text[:1].islower():
        capitals = [
            c
            for c in noun.children
            if c.dep_ in ("compound", "nmod", "poss")
            and c.text[:1].isupper()
            and c.ent_type_ != "DATE"
            and not (c.ent_type_ == "NORP" and c.tag_ == "JJ")
        ]
        actors = [namer.taken[c.i].actor for c in capitals if c.i in namer.taken]
        if not capitals or any(actor is not None and "state" not in actor.kind for actor in actors):
            return None  # "the NSS department"
        first = min(t.i for c in capitals for t in c.subtree if t.text[:1].isupper() or t.text == "-")
    elif noun.pos_ == "PROPN" and (
        noun.ent_type_ in _LABELS or name is not None and name.actor is None or noun.text in countries()
    ):
        if name is not None:
            first, last = name.start, name.end - 1
        while (
            first > 0
            and doc[first - 1].ent_type_ in _LABELS
            and doc[first - 1].head.i in range(first, last + 1)
            and doc[first - 1].dep_ in ("compound", "amod", "nmod")
        ):
            first -= 1
        if name is not None and name.actor is not None and name.actor.kind not in ("foreign state", "state"):
            return None
        if (
            noun.ent_type_ not in _LABELS
            and not (name is not None and name.actor is not None)
            and not _is_behind_place(noun)
        ):
            return None
    else:
        return None
    while doc[first].lower_ in ("the", "a"):
        first += 1
    directed = False
    while first > 0 and doc[first - 1].lower_ in _DIRECTIONS:
        first, directed = first - 1, True
    if first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in _DIRECTIONS:
        first, directed = first - 2, True
    text = doc[first : last + 1].text
    if text.removesuffix("'s") == namer.report.place and not directed:
        return None
    return Place(text.removesuffix("'s"), doc[first], doc[last])


def _is_behind_place(noun: Token) -> bool:
    """Whether only a place can stand there: "in Salt River" behind "killed", not "in Parliament"."""
    return (
        noun.dep_ in ("pobj", "appos", "conj")
        and noun.ent_type_ in ("", "PERSON", "ORG")
        and noun.tag_ == "NNP"
    )
