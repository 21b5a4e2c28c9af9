"""Which nouns go on with a list, where the parser hung them on another noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.ground import roles

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_listed(noun: Token) -> bool:
    """Whether the parser took the second of a list for an apposition: "three officers, a doctor and a nurse"."""
    return (
        noun.dep_ == "appos"
        and noun.head.pos_ == "NOUN"
        and noun.pos_ == "NOUN"
        and noun.head.tag_ == "NNS"
        and noun.lemma_.lower() not in roles("kin")  # "two miners, a father and his son"
        and any(c.dep_ == "det" for c in noun.children)
        and any(c.dep_ == "conj" and c.pos_ == "NOUN" for c in noun.children)
    )


def goes_on(token: Token) -> Token | None:
    """The next of a list that the parser hung on another noun: "signed by the council, the ministry and miners"."""
    doc, last = token.doc, token.right_edge.i
    if token.dep_ != "pobj" or last + 2 >= len(doc) or doc[last + 1].text != ",":
        return None
    for noun in doc[last + 2 : last + 8]:
        if noun.pos_ in ("NOUN", "PROPN") and noun.left_edge.i == last + 2:
            hung = noun.dep_ in ("appos", "conj") and noun.head.i < token.i
            return noun if hung and any(c.dep_ == "conj" for c in noun.children) else None
    return None


def joined_behind(token: Token) -> list[Token]:
    """The persons that the parser joined to what is told of the first: "Ana Roe, head of the union, and Bob Low were held"."""
    several = any(c.lower_ in ("were", "are", "have") for c in token.head.children)
    if token.dep_ not in ("nsubj", "nsubjpass") or token.tag_ != "NNP" or not several:
        return []
    return [
        t
        for t in token.subtree
        if t.dep_ == "conj"
        and t.ent_type_ == "PERSON"
        and t.head.ent_type_ != "PERSON"
        and t.head != token
        and t.doc[t.left_edge.i - 1].lower_ == "and"
        and t.doc[t.left_edge.i - 2].text == ","
    ]


def of_band(token: Token) -> Token | None:
    """The plural that a band is of, whatever they are: "a group of skinheads"."""
    return next(
        (
            g
            for c in token.children
            if c.lower_ == "of" and c.dep_ == "prep"
            for g in c.children
            if g.dep_ == "pobj" and g.tag_ == "NNS"
        ),
        None,
    )
