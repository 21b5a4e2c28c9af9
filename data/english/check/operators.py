"""What stands over a word: that it did not happen, was only said, alleged or meant, or that somebody was against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.check.lexicon import read_table, spelled

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = ("no", "said", "accused", "meant")
_SAID_TO = {"say", "believe", "report", "think", "allege", "understand", "know", "rumour", "fear"}
_OBJECTS = ("dobj", "nsubjpass", "oprd", "attr", "acomp", "dative")
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


def _own(token: Token) -> tuple[dict[str, Token], bool]:
    """The kinds that a word's own children give it, with the words that do, and whether it is denied."""
    kinds: dict[str, Token] = {}
    for child in token.children:
        low = child.lower_
        if child.dep_ == "aux" and low in _list("modals") and token.pos_ in ("VERB", "AUX"):
            kinds["meant"] = child
        if low in _list("hedges") and child.dep_ in ("advmod", "amod", "npadvmod"):
            kinds["hedge"] = child
        if child.dep_ == "mark" and low in ("if", "unless", "whether"):
            kinds["meant"] = child
        if low == "according":
            kinds["said"] = child
    to = infinitive_of(token)
    if to is not None and token.dep_ in ("ROOT", "conj", "ccomp", "relcl"):
        kinds["meant"] = to  # "… to be tried", a headline's future
    return kinds, is_denied(token)


def infinitive_of(token: Token) -> Token | None:
    """The "to" of an infinitive."""
    return next((c for c in token.children if c.lower_ == "to" and c.dep_ == "aux"), None)


@dataclass
class _Climb:
    """What is gathered on the way up from a word."""

    kinds: dict[str, list[Token]]
    denied: bool

    def take(self, kinds: dict[str, Token]) -> None:
        for kind, source in kinds.items():
            self.kinds.setdefault(kind, []).append(source)


def operators(token: Token) -> dict[str, list[Token]]:
    """The kinds over a word with the words that bring them: "no", "hedge", "said", "accused", "meant", "purpose",
    "against", "for"."""
    own, denied = _own(token)
    climb = _Climb({}, denied)
    climb.take(own)
    one = token
    for _ in range(25):
        if one.head.i == one.i or (step := _step(one, token, climb)) is None:
            break
        place, over = step
        if place:
            _take_table(one, over, place, climb)
            _take_above(one, over, token, climb)
            if over.dep_ in ("prep", "agent") or over.pos_ == "ADP":
                over = over.head
        one = over
    if climb.denied:
        climb.take({"no": token})
    return climb.kinds


def _step(one: Token, token: Token, climb: _Climb) -> tuple[str, Token] | None:
    """The word above `one` and the place in which it has it, "" where the place says nothing; None at the top."""
    head, dep = one.head, one.dep_
    if dep in ("pobj", "pcomp"):
        return _behind_preposition(one, token, climb)
    as_object = dep == "nsubj" and head.tag_ in ("VBN", "VBD") and not _has_object(head)
    if dep in _OBJECTS or (as_object and "obj" in _table_of(head).get("meant", ())):
        return "obj", head
    if dep in ("ccomp", "xcomp"):
        return ("that" if dep == "ccomp" else "to"), head
    if dep in ("acl", "advcl"):
        to = infinitive_of(one)
        if to is None:
            return None
        if "of" in _table_of(head).get("accused", ()) and any(
            t.lower_ == "of" for t in one.doc[head.i : one.i]
        ):
            climb.take({"accused": head})  # "convicts him of planning to …", hung on the verb
        climb.take(
            {"purpose": to} if dep == "advcl" else {"meant": to} if head.pos_ in ("NOUN", "PROPN") else {}
        )
        return "to", head
    if dep in ("compound", "nmod", "amod"):
        return "self", head
    if dep == "conj":
        shared, no = _own(head)
        if not any(c.dep_ in ("nsubj", "nsubjpass") for c in one.children):
            climb.take(shared)
            climb.denied ^= no and any(c.lower_ in ("or", "nor") for c in head.children)
        return "", head
    return ("", head) if dep == "appos" else None


def _behind_preposition(one: Token, token: Token, climb: _Climb) -> tuple[str, Token]:
    preposition = one.head
    place, over = preposition.lower_, preposition.head
    if over.dep_ in ("dobj", "nsubjpass") and place in _table_of(over.head).get("accused", ()):
        over = over.head  # "accused the minister of taking bribes", its "of" hung on the minister
    if place == "without":
        climb.denied = not climb.denied
    if place == "against" and (is_stance(over) or token.pos_ == "VERB" or one.pos_ == "VERB"):
        climb.take({"against": preposition})
    if place in ("for", "favour", "favor") and is_stance(over):
        climb.take({"for": preposition})
    if place == "of" and over.lower_ in ("favour", "favor", "support"):
        climb.take({"for": over})
        over = over.head.head if over.dep_ == "pobj" else over.head
    if over.dep_ == "prep" and over.head.i != over.i and place in ("of", "to", "for", "on"):
        over = over.head  # "out of", "in front of"
    if place == "to" and one.dep_ == "pobj" and spelled(over.lemma_) in _list("sentencing"):
        place = "unto"  # "sentenced to prison" is prison, "sentenced to be hanged" not yet death
    return place, over


def _take_table(one: Token, over: Token, place: str, climb: _Climb) -> None:
    if place == "that" and spelled(over.lemma_) == "announce" and spelled(one.lemma_) in _list("decisions"):
        return  # who announces a decision takes it
    for kind, places in _table_of(over).items():
        if place in places or ("obj" in places and place == "to" and one.tag_ == "VBG"):
            if kind == "no":
                climb.denied = not climb.denied
            else:
                climb.take({kind: over})
    if place == "to" and spelled(over.lemma_) in _SAID_TO:
        climb.take({"hedge": over})


def _take_above(one: Token, over: Token, token: Token, climb: _Climb) -> None:
    """What the word above has of its own reaches what it takes: "reportedly ordered the arrest", "not allowed to vote"."""
    if one.dep_ not in _COMPLEMENTS:
        return
    own, no = _own(over)
    climb.take({kind: source for kind, source in own.items() if kind in ("hedge", "said")})
    said_once = one.dep_ == "dobj" and any(c.lower_ == "no" for c in one.children)
    reaches = one.dep_ in ("oprd", "acomp", "attr") or (one.dep_ == "dobj" and one is token)
    enabling = one.dep_ == "xcomp" and spelled(over.lemma_) in _list("enabling")
    if no and not said_once and (reaches or enabling or (one.dep_ == "ccomp" and one.pos_ == "ADJ")):
        climb.denied = not climb.denied


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "obj") for c in verb.children)
