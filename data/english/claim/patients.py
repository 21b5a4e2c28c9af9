"""To whom an act is done: those whom a word names, those whose it is, and those behind its prepositions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, lemma_of
from data.english.claim.ground import Rule, countries, read_words, roles, word_set
from data.english.claim.naming import Named

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.naming import Namer

_BELONGING = word_set("claims", "belonging")
_MAKING = word_set("claims", "making")
_ONLY_TO_PEOPLE = frozenset(
    "killing execution death-sentence torture detention disappearance trial judgment release return".split()
)
_BEFORE_COURTS = ("trial", "judgment", "death-sentence")
_CRITICS = word_set("claims", "critics")

_OWNER = Rule(
    "claims",
    "whose it is",
    "takes whose home, appeal, release or body it is for whom it is done to",
    "“The offices of the Union were raided” is done to the Union.",
    "In May, soldiers raided the offices of the Northern Farmers Union.",
    "threat; by soldiers; to Northern Farmers Union",
)
_ADDRESSED = Rule(
    "claims",
    "to whom it goes",
    "takes those behind “on”, “to”, “against” for whom it is done to, by what each act is done with",
    "“Called on the authorities” is said to them.",
    "In May, the Northern Farmers Union called on the ministry to release Bob Low.",
    "statement; by Northern Farmers Union; to ministry",
)
_IMPOSED = Rule(
    "claims",
    "imposed on",
    "takes those whom a sentence was imposed on, a charge brought against, for whom it is done to",
    "It is theirs.",
    "In May, the Supreme Court overturned the sentences imposed on two miners in 2003.",
    "judgment; by Supreme Court; to miners; 2",
)
_ASKED_FOR = frozenset(
    "application appeal request petition complaint claim suit lawsuit case motion plea bid".split()
)
_MADE = frozenset("made filed lodged submitted brought".split())
_MADE_BY = Rule(
    "claims",
    "made by",
    "takes those by whom an application, an appeal or a request was made for whom its refusal is done to",
    "It is theirs, as in “the miners’ appeals”.",
    "In May, the Supreme Court rejected appeals lodged by three miners.",
    "judgment; by Supreme Court; to miners; 3",
)


@lru_cache(maxsize=1)
def behind() -> dict[str, frozenset[str]]:
    return {act: frozenset(words.split()) for act, words in read_words("claims")["behind"].items()}


@lru_cache
def acts_that(name: str) -> frozenset[str]:
    """The acts of one list in claims.toml: no_patient, by_oneself, uncounted, refusable, told_at_verb."""
    return frozenset(read_words("claims")["acts"][name].split())


def sufferers(token: Token, act: str, namer: Namer, depth: int = 0) -> list[Named]:
    """To whom it is done, where the word names them or what is theirs."""
    lemma = token.lemma_.lower()
    owned = lemma in _BELONGING and token.i not in namer.taken
    if owned and (found := _owners(token, namer)) and _OWNER.fires(token.text):
        return found
    if found := [
        named for named in namer.all_of(token) if not (owned and named.word.lemma_.lower() in roles("parts"))
    ]:
        return found
    if act == "visit" and lemma == "country" and token.tag_ == "NN" and namer.report.place in countries():
        return [Named(namer.report.place, token)]
    if act in _ONLY_TO_PEOPLE and (unknown := _unknown_person(token, namer)):
        return unknown
    if depth > 3 or token.pos_ not in ("NOUN", "PROPN"):
        return []
    against = depth > 0 and any(
        c.lower_ == "against" for c in token.children
    )  # "the case for fraud against …"
    if (
        lemma not in (_MAKING if act == "government" else _BELONGING)
        and not against
        and act_of_noun(token) is None
    ):
        return []
    if act == "statement" and lemma_of(token.head) not in _CRITICS:
        return []
    out: list[Named] = []
    for child in token.children:
        if child.dep_ == "poss" or child.dep_ in ("compound", "nmod") and child.i in namer.taken:
            out += namer.all_of(child)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("of", "against", "on", "for")
            and act not in ("statement",)
        ):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    out += namer.all_of(inner) or sufferers(inner, act, namer, depth + 1)
        elif (
            child.dep_ == "prep"
            and child.lower_ in ("to", "of", "by")
            and act == "statement"
            and lemma in _BELONGING
        ):
            out += [
                named for inner in child.children if inner.dep_ == "pobj" for named in namer.all_of(inner)
            ]
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            out += sufferers(child, act, namer, depth + 1)
        elif (
            child.lower_ == "by"
            and act in ("restriction", "attack", "threat")
            and act_of_noun(token) == "protest"
        ):
            # "broke up a march by farmers"
            out += [named for g in child.children if g.dep_ == "pobj" for named in namer.all_of(g)]
        elif child.dep_ == "acl" and lemma in _ASKED_FOR and child.lower_ in _MADE:
            agents = [g for c in child.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
            out += [named for g in agents for named in namer.all_of(g) if _MADE_BY.fires(g.text)]
        elif child.dep_ == "prep" and lemma in _ASKED_FOR and child.lower_ == "by":
            # "rejected a claim by three miners"
            makers = [named for g in child.children if g.dep_ == "pobj" for named in namer.all_of(g)]
            out += [named for named in makers if _MADE_BY.fires(named.name)]
        elif child.dep_ in ("acl", "relcl") and act in _ONLY_TO_PEOPLE:
            out += [named for inner in _imposed_on(child) for named in namer.all_of(inner)]
    if out:
        _OWNER.fires(token.text)
    return out


def _imposed_on(verb: Token) -> list[Token]:
    """Those whom a sentence or a charge was imposed on: "the sentences imposed on two miners were overturned"."""
    return [
        g
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("on", "upon", "against")
        for g in c.children
        if g.dep_ == "pobj" and _IMPOSED.fires(g.text)
    ]


def _unknown_person(token: Token, namer: Namer) -> list[Named]:
    """Somebody under a name of which nothing tells that it is a person's, but that only people are convicted, arrested or killed."""
    name = namer.taken.get(token.i)
    if name is None or name.actor is not None or token.ent_type_ in ("GPE", "LOC", "NORP", "DATE"):
        return []
    words = token.doc[name.start : name.end]
    capitals = sum(word.text[:1].isupper() and not word.text.isupper() for word in words)
    plain = capitals > 1 or capitals == 1 and token.dep_ in ("nsubjpass", "dobj")
    return [Named(words.text, token)] if plain else []


def _owners(token: Token, namer: Namer) -> list[Named]:
    """Whose a building or an office is."""
    if token.lemma_.lower() not in roles("parts") and token.lemma_.lower() not in (
        "home",
        "house",
        "premises",
        "residence",
        "body",
        "corpse",
        "remain",
        "remains",
    ):
        return []
    of = [
        g
        for c in token.children
        if c.lower_ == "of" and c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj"
    ]
    own = [
        c for c in token.children if c.dep_ == "poss" or c.dep_ in ("compound", "nmod") and c.i in namer.taken
    ]
    return [named for one in (*own, *of) for named in namer.all_of(one)]


def addressed(verb: Token, act: str, namer: Namer, counted: list[Token]) -> list[Named]:
    """Those behind the prepositions that lead to whom an act is done."""
    wanted = behind().get(act, frozenset())
    out: list[Named] = []
    holders = [verb, *(c for c in verb.children if c.dep_ in ("dobj", "acomp", "prt", "attr"))]
    for holder in holders:
        for child in holder.children:
            if child.dep_ not in ("prep", "dative", "prt") or child.lower_ not in wanted:
                continue
            for inner in [g for c in (child, *child.children) if c.pos_ == "ADP" for g in c.children]:
                if inner.dep_ != "pobj":
                    continue
                if (
                    holder != verb
                    and act in ("detention", "killing", "release", "trial", "judgment")
                    and child.lower_ == "on"
                ):
                    continue
                crime = holder == verb and child.lower_ in ("of", "for") and act in _BEFORE_COURTS
                told = act in ("statement", "report", "treaty") or crime  # "convicted of the murder of …"
                found = namer.all_of(inner) if told else sufferers(inner, act, namer)
                if found and _ADDRESSED.fires(inner.text):
                    out += found
                    if act not in acts_that("uncounted"):
                        counted.append(inner)
    return out
