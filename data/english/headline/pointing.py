"""Words of a line that point to somebody or something told of before: “his”, “the two”, “14 were freed”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.english.parts import role_kinds
from data.english.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ONE = frozenset(("he", "she", "him", "his", "her", "himself", "herself"))
_SEVERAL = frozenset(("they", "them", "their"))
_THING = frozenset(("it", "its"))
_POINTING = frozenset(("these", "this", "those", "both"))
_TOLD_OF = frozenset(("these", "this", "such", "similar"))  # before a noun: “these killings”, “such suspects”
_SUBJECTS = ("nsubj", "nsubjpass")
_BODIES = ("group", "organisation", "security forces", "state")
_SOMEBODY = word_set("headlines", "somebody")


def find_unnamed(tokens: Sequence[Token]) -> Token | None:
    """The first of a line's tokens that means somebody or something whom no word before it names; None for none."""
    for position, token in enumerate(tokens):
        if _points(token) and not any(can_mean(token, other) for other in tokens[:position]):
            return token
    return None


def _points(token: Token) -> bool:
    """Whether a token means what must have been told before: “his”, “the two”, “14 were freed”."""
    word = token.lower_
    if word in ONE or word in _SEVERAL or word == "its":
        return True
    if word == "it":
        return not any(child.dep_ in ("ccomp", "acomp", "xcomp", "csubj") for child in token.head.children)
    if word in _TOLD_OF and token.i + 1 < len(token.doc):
        return _points_before_noun(token)
    if token.dep_ not in _SUBJECTS or any(child.dep_ == "prep" for child in token.children):
        return False
    number = token.pos_ == "NUM" or token.like_num or word == "others"
    return word in _POINTING or number and not token.ent_type_.startswith(("DATE", "MONEY", "PERCENT"))


def _points_before_noun(token: Token) -> bool:
    """Whether “these”, “this”, “such” or “similar” stands for what was told, alone or before its noun."""
    noun = token.head
    if token.lower_ in ("this", "these") and token.dep_ in (*_SUBJECTS, "pobj", "dobj"):
        return True
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i < token.i or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if any(child.lower_ in ("no", "any") for child in noun.children):
        return False  # “no such rules”
    behind = {child.lower_ for child in noun.children if child.i > noun.i}
    compared = behind & {"as", "that", "to"} or token.nbor().lower_ in ("as", "that", "to")
    return not compared and noun.lemma_ not in ("year", "month", "day", "week", "time", "way", "period")


def can_mean(pronoun: Token, other: Token) -> bool:
    """Whether a pronoun, or a number alone, can mean the noun `other` that stands before it."""
    if other.pos_ not in ("NOUN", "PROPN") or pronoun in other.subtree and other.i > pronoun.i:
        return False
    several = other.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in other.children)
    kind = role_kinds().get(other.lemma_.lower())
    if pronoun.lower_ in _TOLD_OF and pronoun.head.pos_ in ("NOUN", "PROPN"):
        thing = kind is None and not other.ent_type_
        return other.lemma_ == pronoun.head.lemma_ or thing and other.i < pronoun.i - 1
    if pronoun.lower_ in ONE:
        named = other.pos_ == "PROPN" and other.ent_type_ not in ("GPE", "LOC", "DATE", "NORP", "LAW")
        named = named and kind in (None, "person")
        somebody = kind in ("person", "group") or other.lemma_.lower() in _SOMEBODY
        return other.tag_ not in ("NNS", "NNPS") and (named or other.ent_type_ == "PERSON" or somebody)
    if pronoun.lower_ in _THING:
        return not several or other.pos_ == "PROPN"
    return several or kind in _BODIES or other.ent_type_ == "ORG"


def is_named_in(doc: Doc, pronoun: Token) -> bool:
    """Whether the sentence before names whom a pronoun, or a number alone, means; “this” is all that it tells."""
    if pronoun.lower_ == "this" or pronoun.lower_ in _TOLD_OF:
        return True
    if pronoun.lower_ in ONE or pronoun.lower_ in _THING:
        return any(can_mean(pronoun, other) for other in doc)
    return any(can_mean(pronoun, other) and _is_several(other) for other in doc)


def _is_several(noun: Token) -> bool:
    """Whether a noun tells of several people: counted, joined by “and”, or by what it says."""
    kind = role_kinds().get(noun.lemma_.lower())
    counted = any(child.dep_ == "nummod" for child in noun.children)
    joined = noun.pos_ == "PROPN" and any(child.dep_ == "conj" for child in noun.children)
    return counted or joined or kind in ("person", "group") or noun.lemma_.lower() in _SOMEBODY
