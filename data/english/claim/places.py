"""Where the main act happened: the places named beside its verb and beside those whom it is about, as printed."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from data.english.claim.ground import Rule, countries, read_words
from data.english.claim.naming import REALMS
from data.english.claim.patients import acts_that
from data.english.claim.place_dates import places_with_date
from data.english.claim.place_names import LABELS, OF_TOWN, SURE, Place, places_of, read_place
from data.english.claim.slots import is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.ground import DateMention
    from data.english.claim.naming import Namer

_WORDS = read_words("claims")["places"]
_BEFORE = frozenset(_WORDS["before"].split())
_FROM_AND_TO = frozenset(_WORDS["from_and_to"].split())
_MOVING = frozenset(_WORDS["moving"].split())
_MOVING_VERBS = frozenset(_WORDS["moving_verbs"].split())
_IN_ITS_OBJECT = ("visit", "attack", "displacement", "emergency", "threat")
_OTHER_CLAUSES = ("relcl", "advcl", "ccomp", "acl", "conj", "csubj", "parataxis")

_PLACE = Rule(
    "claims",
    "place of the act",
    "takes the places behind “in”, “at”, “near” beside the verb or those it is about",
    "They say where it happened.",
    "In May, soldiers killed three miners in the village of Salt River.",
    "killing; by soldiers; to miners; 3; in Salt River",
)
_VISITED = Rule(
    "claims",
    "place visited",
    "takes the town or region that is visited or attacked for where it happened",
    "Only states are visited as somebody is.",
    "In May, a delegation of the Northern Farmers Union visited the Salt River region.",
    "visit; by Northern Farmers Union; in Salt River region",
)
_POST = Rule(
    "claims",
    "place of somebody's work",
    "takes no place from what somebody is by profession",
    "“Ana Roe, a reporter in Hill Town, was killed” does not say where.",
    "In May, Ana Roe, a reporter for a radio station in Hill Town, was killed in Salt River.",
    "killing; to Ana Roe; in Salt River",
)
_AS = Rule(
    "claims",
    "where somebody was on the way",
    "takes the place in “as he drove through Salt River” for where it happened, where the verb itself names none",
    "What “as”, “while” tells is of the same moment.",
    "In May, Ana Roe was killed as she drove home through the village of Salt River.",
    "killing; to Ana Roe; in Salt River",
)


def find_places(
    word: Token, act: str, about: list[Token], namer: Namer, mention: DateMention | None = None
) -> list[Place]:
    """The places of an act that `word` tells, most exact first; `about` are the nouns of both sides. None is the report's own country."""
    if mention is not None and (own := places_with_date(word.doc, mention, namer)):
        return own
    moved = act in _MOVING or word.lemma_.lower() in _MOVING_VERBS
    said = act in acts_that("told_at_verb")
    seen: set[int] = set()
    places = [
        place
        for holder in ([word] if said else [word, *about])
        for place in _places_below(holder, holder == word, act, moved, namer, seen)
    ]
    if not said:
        places += [place for noun in about for place in _in_brackets(noun, namer, seen)]
    if act in _IN_ITS_OBJECT:
        places = [*(place for noun in word.children for place in _visited(noun, namer, seen)), *places]
    if not places and not said:
        places = [
            place for verb in _joined(word) for place in _places_below(verb, True, act, True, namer, seen)
        ]
        places += [place for noun in about for place in _visited_by(noun, namer, seen)]
    if not places and not said:
        places = [
            place
            for clause in word.children
            if clause.dep_ == "advcl" and any(c.lower_ in ("as", "while", "when") for c in clause.children)
            for place in _places_below(clause, True, act, clause.lemma_.lower() in _MOVING_VERBS, namer, seen)
            if _AS.fires(place.name)
        ]
    once = {place.name: place for place in reversed(places)}
    return [place for place in reversed(once.values()) if _PLACE.fires(place.name)]


def _places_below(
    holder: Token, whole: bool, act: str, moved: bool, namer: Namer, seen: set[int]
) -> list[Place]:
    """The places behind prepositions below a word, with those printed behind a comma; `moved` takes "to" and "from" for such."""
    found: list[Place] = []
    for token in _within(holder, whole, act):
        lead = token.lower_
        if token.i in seen or token.dep_ != "prep":
            continue
        if lead in _BEFORE or lead in _FROM_AND_TO and moved and token.head == holder:
            for noun in token.children:
                if noun.dep_ == "pobj":
                    found += places_of(noun, namer, seen, sure=lead in SURE)
                elif noun.lower_ == "of" and lead == "out":
                    found += [p for g in noun.children for p in places_of(g, namer, seen, sure=True)]
    if found and (further := _behind_comma(found[-1], namer, seen)):
        found.append(further)
    return found


def _behind_comma(place: Place, namer: Namer, seen: set[int]) -> Place | None:
    """The province behind a village, where the parser hung it elsewhere: "in Katin village, Saravan province, police …"."""
    doc, at = place.last.doc, place.last.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or not doc[at + 1].text[:1].isupper():
        return None
    for noun in doc[at + 1 : at + 5]:
        if noun.lemma_.lower() in OF_TOWN and noun.text[:1].islower():
            if noun.i in seen:
                return None
            seen.add(noun.i)
            return read_place(noun, namer, True)
        if not noun.text[:1].isupper():
            return None
    return None


def _in_brackets(noun: Token, namer: Namer, seen: set[int]) -> list[Place]:
    """The place in brackets behind a name: "Ana Roe (Salt River) was shot"."""
    doc = noun.doc
    name = namer.taken.get(noun.i)
    at = name.end if name is not None else noun.i + 1
    if at + 2 >= len(doc) or doc[at].text != "(":
        return []
    inside = list(takewhile(lambda token: token.text not in (")", ","), doc[at + 1 : at + 8]))
    last = inside[-1] if inside else None
    if (
        last is None
        or last.pos_ != "PROPN"
        or not (last.ent_type_ in LABELS or last.lemma_.lower() in OF_TOWN)
    ):
        return []
    return places_of(last, namer, seen, sure=True)


def _joined(word: Token) -> list[Token]:
    """The verbs joined to one that have no subject of their own: "attacked the men and drove them out of Salt River"."""
    return [
        child
        for child in word.children
        if child.dep_ == "conj"
        and child.pos_ == "VERB"
        and (
            all(c.dep_ not in ("nsubj", "nsubjpass") for c in child.children)
            or child.tag_ in ("VBN", "VBD")
            and any(c.dep_ == "auxpass" for c in word.children)
            and all(c.dep_ not in ("aux", "auxpass", "dobj") for c in child.children)
        )
    ]


def _visited(noun: Token, namer: Namer, seen: set[int]) -> list[Place]:
    """The town or region that is visited; a state that is, is whom the visit is done to."""
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.text in countries() or noun.lemma_.lower() in REALMS:
        return []
    return [place for place in places_of(noun, namer, seen) if _VISITED.fires(place.name)]


def _visited_by(noun: Token, namer: Namer, seen: set[int]) -> list[Place]:
    """The place that those whom it is about were visiting: "a delegation visiting the lake region"."""
    return [
        place
        for child in noun.children
        if child.dep_ == "acl" and child.lemma_.lower() in ("visit", "tour", "cross", "leave", "enter")
        for thing in child.children
        if thing.dep_ == "dobj"
        for place in places_of(thing, namer, seen, sure=True)
    ]


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
        if child.dep_ == "appos" and is_person(child) and child.tag_ in ("NN", "NNS") and _is_post(child):
            continue
        out.append(child)
        out += _within(child, whole, act, depth + 1)
    return out


def _is_post(noun: Token) -> bool:
    """Whether a noun beside a name tells what that person is: "Ana Roe, a reporter for a station in Salt River"."""
    return noun.head.tag_ == "NNP" and _POST.fires(noun.text)
