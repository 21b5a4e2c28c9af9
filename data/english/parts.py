"""What a noun does in its clause: acts, is acted upon, or only says where or whose."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.rules import Rule
from data.english.words import countries, read_words, word_list, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = (
    "state",
    "security forces",
    "court",
    "international body",
    "organisation",
    "person",
    "group",
    "foreign state",
)

_BY_PREPOSITION = read_words("parts")["by_preposition"]
_DEMONYM_ENDINGS = tuple(word_list("names", "demonym_endings"))


_GLUED = Rule(
    "actors",
    "subject behind a month",
    "takes the noun right behind a month for a subject",
    "Without a comma the parser takes “10 February police” for one phrase.",
    "On 10 February police allegedly arrested and assaulted Malefu Molaba, a local resident, while questioning her.",
    "police; Malefu Molaba",
)


@lru_cache(maxsize=1)
def role_kinds() -> dict[str, str]:
    """The kind of actor that each noun for those who act names."""
    lists = read_words("roles")
    return {noun: kind for kind in reversed(KINDS) for noun in lists.get(kind, "").split()}


@lru_cache
def roles(name: str) -> frozenset[str]:
    """One of the lists of roles: counting, process, telling, parts, motion."""
    return word_set("roles", name)


def demonym(token: Token, place: str) -> bool:
    """Whether a word says of what nation: the model's label, or a country's name with an ending."""
    if token.ent_type_ == "NORP":
        return True
    word = token.text
    return (
        word[:1].isupper()
        and word.endswith(_DEMONYM_ENDINGS)
        and any(
            word.startswith(country) and word != country
            for country in (*countries(), place or "-")
            if len(country) > 3
        )
    )


def first_of_list(token: Token) -> Token:
    """The first of a list joined with "and" and commas that `token` is in."""
    for _ in range(20):
        if token.dep_ != "conj" or token.head == token:
            break
        token = token.head
    return token


def top_of(token: Token) -> Token:
    """The word whose place in the clause decides: through "and", "scores of", "office of", "police officers"."""
    counting, kinds = roles("counting"), role_kinds()
    for _ in range(10):
        head = token.head
        counted = (
            head.head.lemma_.lower() in counting
            or head.head.lower_ == "governments"
            or head.head.like_num
            or head.head.pos_ in ("NUM", "DET", "PRON")
        )
        inside = kinds.get(head.lemma_.lower()) or head.lemma_.lower() in roles("parts")
        if token.dep_ in ("conj", "appos") and head != token:
            token = head
        elif token.dep_ == "pobj" and head.lower_ in ("of", "among", "from") and counted:
            token = head.head
        elif (
            token.dep_ in ("compound", "amod", "nmod")
            and inside
            or token.dep_ == "nummod"
            and head.dep_ != "ROOT"
        ):
            token = head
        else:
            break
    return token


def part_of(token: Token) -> str:
    """What the token does in its clause: subject, object, agent, recipient, partner, target, place, other, ..."""
    top = top_of(token)
    dep = top.dep_
    if dep in ("nsubj", "nsubjpass", "csubj", "ROOT"):
        return "subject"
    if dep in ("dobj", "dative", "obj", "oprd"):
        return "object"
    if dep == "agent":
        return "agent"
    if dep == "poss":
        possessed = top_of(top.head)
        process = top.head.lemma_.lower() in roles("process")
        return "subject" if process and possessed.dep_ in ("nsubj", "nsubjpass", "dobj") else "possessor"
    if dep == "pobj":
        return _behind_preposition(top)
    if dep in ("compound", "amod", "nmod"):
        return "modifier"
    return "attribute" if dep in ("attr", "acomp", "npadvmod") else "other"


def acts_together(token: Token) -> bool:
    """Whether somebody behind "with" or "between" takes part: "clashes with the police", "met with lawyers"."""
    top = top_of(token)
    if top.dep_ != "pobj" or top.head.lower_ not in ("with", "between"):
        return False
    told = top.head.head
    subjects = [c for c in told.children if c.dep_ == "nsubj"]  # "fighting broke out between …"
    return any(one.lemma_.lower() in roles("together") for one in (told, *subjects))


def _behind_preposition(noun: Token) -> str:
    preposition = noun.head
    if any(child.text in MONTHS and child.dep_ in ("compound", "nmod") for child in noun.children):
        # "On 10 February police arrested …": the parser took both for one phrase.
        return "subject" if _GLUED.fires(noun.text) else "place"
    if preposition.dep_ == "agent":
        return "agent"
    if preposition.lower_ == "of" and preposition.head.lower_ in ("front", "outside", "vicinity"):
        return "place"
    if preposition.lower_ == "of":
        # "chairmanship of the OSCE" takes part as the chairmanship does; "X, head of the council" does not.
        whole = top_of(preposition.head)
        part = whole.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and preposition.head.dep_ != "appos"
        return "other" if part else "none"
    if preposition.lower_ == "on" and preposition.head.lemma_ in ("call", "attack", "assault", "raid"):
        return "target"
    return _BY_PREPOSITION.get(preposition.lower_, "other")
