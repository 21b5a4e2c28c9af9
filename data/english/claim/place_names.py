"""The places that nouns name, as printed: "northern Salt River", "the Salt River region"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.ground import countries, read_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.naming import Namer

_WORDS = read_words("claims")["places"]
_NOUNS = frozenset(_WORDS["nouns"].split())
_DIRECTIONS = frozenset(_WORDS["directions"].split())
_PAPERS = frozenset(
    "Law Act Code Convention Constitution Article Protocol Decree Bill Charter Committee".split()
)
OF_TOWN = frozenset(_WORDS["of_town"].split())
# Nobody is in a person.
SURE = frozenset(("in", "near", "outside", "around", "throughout", "across", "through", "of"))
LABELS = ("GPE", "LOC", "FAC")


@dataclass(frozen=True)
class Place:
    """A place as printed, from the token `first` to `last`."""

    name: str
    first: Token
    last: Token


def places_of(noun: Token, namer: Namer, seen: set[int], depth: int = 0, sure: bool = False) -> list[Place]:
    """The place that a noun names, and those beside it: "Arlit, northern Niger"."""
    if depth > 4 or noun.i in seen or noun.ent_type_ == "DATE" and noun.text not in countries():
        return []
    seen.add(noun.i)
    out: list[Place] = []
    inner = [
        g
        for c in noun.children
        if c.lower_ == "of" and noun.lemma_.lower() in ("town", "city", "village", "capital", "port")
        for g in c.children
        if g.dep_ == "pobj" and g.pos_ == "PROPN"
    ]
    for town in inner:  # "the West Bank town of Qalqilya"
        out += places_of(town, namer, seen, depth + 1, sure)
    place = None if out else read_place(noun, namer, sure)
    if place is not None:
        out.append(place)
    for child in noun.children:
        known = place is not None or noun.lemma_.lower() in OF_TOWN or child.ent_type_ in LABELS
        if child.dep_ in ("appos", "conj") and child.pos_ in ("PROPN", "NOUN") and known:
            out += places_of(child, namer, seen, depth + 1, sure)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "in", "near")
            and (place is None or child.lower_ != "of")
        ):
            town = noun.lemma_.lower() in OF_TOWN or noun.lemma_.lower() in _NOUNS or child.lower_ != "of"
            for inner in child.children:
                if inner.dep_ == "pobj" and town:
                    out += places_of(inner, namer, seen, depth + 1, child.lower_ in SURE)
    return out


def read_place(noun: Token, namer: Namer, sure: bool = False) -> Place | None:
    """The place that one noun names, with "northern" before it; None for none, and for the report's own country."""
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
        noun.ent_type_ in LABELS
        or name is not None
        and (name.actor is None or sure and name.actor.kind == "person")
        or noun.text in countries()
    ):
        if name is not None:
            first, last = name.start, name.end - 1
        while (
            first > 0
            and doc[first - 1].ent_type_ in LABELS
            and doc[first - 1].head.i in range(first, last + 1)
            and doc[first - 1].dep_ in ("compound", "amod", "nmod")
        ):
            first -= 1
        actor = name.actor if name is not None else None
        if actor is not None and "state" not in actor.kind and not (sure and actor.kind == "person"):
            return None
        if (
            noun.ent_type_ not in LABELS
            and not (name is not None and name.actor is not None)
            and not (_is_behind_place(noun) and noun.head.lower_ != "on")
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
    own = namer.report.place.replace("\u2019", "'") if namer.report.place else None
    if text.removesuffix("'s").replace("\u2019", "'") == own and not directed:
        return None
    return Place(text.removesuffix("'s"), doc[first], doc[last])


def _is_behind_place(noun: Token) -> bool:
    """Whether only a place can stand there: "in Salt River" behind "killed", not "in Parliament"."""
    if any(word.text in _PAPERS for word in noun.subtree):
        return False  # "held under the Law on …"
    return (
        noun.dep_ in ("pobj", "appos", "conj")
        and noun.ent_type_ in ("", "PERSON", "ORG")
        and noun.tag_ == "NNP"
    )
