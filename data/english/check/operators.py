"""What stands over a word: that it did not happen, was only said, alleged or meant, or that somebody was against it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.check.lexicon import read_table, spelled

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = ("no", "said", "accused", "meant")
_SAID_TO = {"say", "believe", "report", "think", "allege", "understand", "know", "rumour", "fear"}
_COMPLEMENTS = {
    "dobj",
    "nsubjpass",
    "oprd",
    "attr",
    "acomp",
    "ccomp",
    "xcomp",
    "pobj",
    "pcomp",
    "dative",
    "obj",
}


@lru_cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read_table("operators")["lists"][name].split())


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, frozenset[str]]]:
    """Of each word its kinds, and the places each reaches."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for kind in KINDS:
        for word, places in read_table("operators")[kind].items():
            found.setdefault(word, {})[kind] = frozenset(places.split())
    return found


def _table_of(token: Token) -> dict[str, frozenset[str]]:
    lemma = spelled(token.lemma_)
    if token.pos_ in ("NOUN", "PROPN") and f"{lemma}_n" in _places():
        return _places()[f"{lemma}_n"]
    return _places().get(lemma, {})


def is_denied(token: Token) -> bool:
    """Whether a word has a "not", "no" or "never" of its own, or a subject or object with "no"."""
    for child in token.children:
        if child.dep_ == "neg" or (
            child.lower_ in ("no", "neither", "nor", "never")
            and child.dep_ in ("det", "neg", "advmod", "preconj")
        ):
            return True
        empty = child.lower_ in ("nobody", "none", "nothing", "neither") or any(
            g.lower_ in ("no", "neither") and g.dep_ == "det" for g in child.children
        )
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and empty:
            return True
    return False


def is_stance(token: Token) -> bool:
    """Whether one may be for or against something by this word: "vote", "protest"."""
    return spelled(token.lemma_) in _list("stances")


def _own(token: Token) -> tuple[set[str], bool]:
    """The kinds that a word's own children give it, and whether it is denied."""
    kinds: set[str] = set()
    for child in token.children:
        low = child.lower_
        if child.dep_ in ("aux",) and low in _list("modals") and token.pos_ in ("VERB", "AUX"):
            kinds.add("meant")
        if low in _list("hedges") and child.dep_ in ("advmod", "amod", "npadvmod"):
            kinds.add("hedge")
        if child.dep_ == "mark" and low in ("if", "unless", "whether"):
            kinds.add("meant")
        if low == "according":
            kinds.add("said")
    if token.dep_ in ("ROOT", "conj", "ccomp", "relcl") and any(
        c.lower_ == "to" and c.dep_ == "aux" for c in token.children
    ):
        kinds.add("meant")  # "… to be tried", a headline's future
    return kinds, is_denied(token)


def operators(token: Token) -> frozenset[str]:
    """The kinds over a word: "no", "hedge", "said", "accused", "meant", "against", "for"."""
    kinds, denied = _own(token)
    one = token
    for _ in range(25):
        head, dep = one.head, one.dep_
        if head.i == one.i or dep in ("relcl", "nsubj_", "poss"):
            break
        place, over = dep, head
        if dep in ("pobj", "pcomp"):
            place, over = head.lower_, head.head
            if over.dep_ in ("dobj", "nsubjpass") and place in _table_of(over.head).get("accused", ()):
                over = over.head  # "accused the minister of taking bribes", its "of" hung on the minister
            if head.lower_ == "without":
                denied = not denied
            if head.lower_ == "against" and (is_stance(over) or token.pos_ == "VERB" or one.pos_ == "VERB"):
                kinds.add("against")
            if head.lower_ in ("for", "favour", "favor") and is_stance(over):
                kinds.add("for")
            if head.lower_ == "of" and over.lower_ in ("favour", "favor", "support"):
                kinds.add("for")
                over = over.head.head if over.dep_ == "pobj" else over.head
            if (
                over.dep_ == "prep" and over.head.i != over.i and head.lower_ in ("of", "to", "for", "on")
            ):  # "out of", "in front of"
                over = over.head
        elif dep in ("dobj", "nsubjpass", "oprd", "attr", "acomp", "dative") or (
            dep == "nsubj"
            and head.tag_ in ("VBN", "VBD")
            and not _has_object(head)
            and "obj" in str(_table_of(head).get("meant", ""))
        ):
            place = "obj"
        elif dep == "ccomp":
            place = "that"
        elif dep == "xcomp":
            place = "to"
        elif dep in ("acl", "advcl"):
            infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in one.children)
            if not infinitive:
                break
            place = "to"
            if dep == "advcl" or head.pos_ in ("NOUN", "PROPN"):
                kinds.add("meant")
        elif dep in ("compound", "nmod", "amod"):
            place = "self"
        elif dep == "conj":
            shared, no = _own(head)
            if not any(c.dep_ in ("nsubj", "nsubjpass") for c in one.children):
                kinds |= shared
                if no and any(c.lower_ in ("or", "nor") for c in head.children):
                    denied = not denied
            one = head
            continue
        elif dep == "appos":
            one = head
            continue
        else:
            break
        for kind, places in _table_of(over).items():
            if place in places or ("obj" in places and place == "to" and one.tag_ == "VBG"):
                if kind == "no":
                    denied = not denied
                else:
                    kinds.add(kind)
        if place == "to" and spelled(over.lemma_) in _SAID_TO:
            kinds.add("hedge")
        if dep in _COMPLEMENTS:
            own, no = _own(over)
            kinds |= own & {"hedge", "said"}
            said_once = dep == "dobj" and any(c.lower_ == "no" for c in one.children)
            reaches = dep in ("oprd", "acomp", "attr") or (dep == "dobj" and one is token)
            if no and not said_once and (reaches or (dep == "ccomp" and one.pos_ == "ADJ")):
                denied = not denied
        if over.dep_ in ("prep", "agent") or over.pos_ == "ADP":
            over = over.head
        one = over
    if denied:
        kinds.add("no")
    return frozenset(kinds)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "obj") for c in verb.children)
