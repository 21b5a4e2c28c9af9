"""Whom what is said or ruled is about: "ruled that the case against her could go on", "concern that the state had not acted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import lemma_of
from data.english.claim.dated_verb import ASKING
from data.english.claim.ground import Rule, role_kinds, subject_of, word_set
from data.english.claim.patients import sufferers

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.naming import Named, Namer

_ACCUSING = word_set("claims", "critics") | {"accuse"}
_CONCERN = word_set("claims", "concern")
_SUBMITTING = word_set("claims", "submitting")
_AUTHORITIES = ("state", "foreign state", "security forces", "court")
_BODIES = (*_AUTHORITIES, "international body")

_RULED = Rule(
    "claims",
    "ruled about",
    "takes whose case, trial or detention a court rules on for whom it is done to",
    "The ruling is theirs.",
    "In May, the Supreme Court ruled that the case against Ana Roe could proceed.",
    "ruling; by Supreme Court; to Ana Roe",
)
_CONCERNED = Rule(
    "claims",
    "criticized with concern",
    "takes the authority that concern is about, or that did or did not do what it is about, for whom it is said to",
    "It is what is criticized.",
    "In May, the Northern Farmers Union expressed concern that the ministry had not paid.",
    "statement; by Northern Farmers Union; to ministry",
)
_ACCUSED = Rule(
    "claims",
    "accused in what is said",
    "takes those whom a complaint accuses, a letter urges or a statement condemns for whom it is said to",
    "“Accusing”, “urging” tells it of them.",
    "In May, Ana Roe filed a complaint accusing the ministry of neglect.",
    "statement; by Ana Roe; to ministry",
)
_SUBMITTED = Rule(
    "claims",
    "law submitted to",
    "takes the body that a law is submitted or presented to for whom it is done to",
    "It goes to them.",
    "In May, a bill on wages was submitted to parliament.",
    "law; to parliament",
)
_CALLED_FOR = Rule(
    "claims",
    "called for somebody to do",
    "takes whom “for” names before “to” for whom it is said to",
    "They are asked to do it.",
    "In May, the Northern Farmers Union called for the ministry to act.",
    "statement; by Northern Farmers Union; to ministry",
)


def of_what_is_said(verb: Token, act: str, namer: Namer) -> list[Named]:
    """Those whom a ruling, a criticism or a call of the verb is about, and the body that a law goes to."""
    if act == "ruling":
        return _ruled(verb, namer)
    if act == "law":
        return _behind(verb, ("to", "before"), namer) if lemma_of(verb) in _SUBMITTING else []
    if act in ("statement", "report"):
        return [*_concerned(verb, namer), *_called_for(verb, namer), *_accused_in(verb, namer)]
    return []


def _ruled(verb: Token, namer: Namer) -> list[Named]:
    return [
        named
        for child in verb.children
        if child.dep_ == "ccomp" and child.i > verb.i
        for subject in [subject_of(child)]
        if subject is not None
        for named in _authority(subject, namer)
        or ([] if subject.i in namer.taken else sufferers(subject, "ruling", namer))
        if _RULED.fires(named.name)
    ]


def _behind(verb: Token, leads: tuple[str, ...], namer: Namer) -> list[Named]:
    return [
        named
        for child in verb.children
        if child.lower_ in leads and child.dep_ in ("prep", "dative")
        for noun in child.children
        if noun.dep_ == "pobj" and _is_authority(noun, namer, _BODIES)
        for named in namer.all_of(noun)
        if _SUBMITTED.fires(named.name)
    ]


def _concerned(verb: Token, namer: Namer) -> list[Named]:
    """The authorities that concern is about: who did or did not do it, or whose it is."""
    out: list[Named] = []
    for concern in verb.children:
        if concern.dep_ not in ("dobj", "nsubjpass") or concern.lemma_.lower() not in _CONCERN:
            continue
        for child in (*concern.children, *(c for c in verb.children if c.i > concern.i)):
            if child.dep_ in ("acl", "ccomp") and any(c.lower_ == "that" for c in child.children):
                subject = subject_of(child)
                out += _authority(subject, namer) if subject is not None else []
            elif child.dep_ == "prep" and child.lower_ in ("about", "at", "over", "regarding", "with"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        owners = [c for c in noun.children if c.dep_ in ("poss", "compound", "nmod")]
                        agents = [
                            g
                            for c in noun.children
                            if c.lower_ == "by"
                            for g in c.children
                            if g.dep_ == "pobj"
                        ]
                        out += [named for one in (*owners, *agents) for named in _authority(one, namer)]
    return [named for named in out if _CONCERNED.fires(named.name)]


def _authority(noun: Token, namer: Namer) -> list[Named]:
    return namer.all_of(noun) if _is_authority(noun, namer, _AUTHORITIES) else []


def _is_authority(noun: Token, namer: Namer, kinds: tuple[str, ...]) -> bool:
    name = namer.taken.get(noun.i)
    if name is not None:
        return name.actor is not None and name.actor.kind in kinds
    return role_kinds().get(noun.lemma_.lower()) in kinds


def _accused_in(verb: Token, namer: Namer) -> list[Named]:
    """Those whom a participle of saying names: "filed a complaint accusing three officers", "a letter urging the ministry to act"."""
    holders = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    leads = [
        child
        for holder in holders
        for child in holder.children
        if child.tag_ == "VBG"
        and child.i > verb.i
        and child.dep_ in ("acl", "advcl", "xcomp", "prep", "pcomp")
    ]
    nouns = [
        noun
        for lead in leads
        if lemma_of(lead) in _ACCUSING or lemma_of(lead) in ASKING
        for child in (lead, *lead.children)
        if child == lead or child.lower_ in ("on", "upon") and child.dep_ == "prep"
        for noun in child.children
        if noun.dep_ == ("dobj" if child == lead else "pobj")
    ]
    return [named for noun in nouns for named in namer.all_of(noun) if _ACCUSED.fires(named.name)]


def _called_for(verb: Token, namer: Namer) -> list[Named]:
    """Those who are asked to do something: "called for the ministry to act"."""
    asked = [
        c
        for c in verb.children
        if lemma_of(verb) in ASKING
        and c.dep_ in ("xcomp", "ccomp", "advcl")
        and any(g.lower_ == "to" for g in c.children)
    ]
    nouns = [
        noun
        for child in verb.children
        if asked and child.lower_ == "for" and child.dep_ == "prep"
        for noun in child.children
        if noun.dep_ == "pobj"
    ]
    nouns += [
        g
        for child in asked
        if any(c.lower_ == "for" and c.dep_ == "mark" for c in child.children)
        for g in child.children
        if g.dep_ in ("nsubj", "nsubjpass")
    ]
    return [named for noun in nouns for named in namer.all_of(noun) if _CALLED_FOR.fires(named.name)]
