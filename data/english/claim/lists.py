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
