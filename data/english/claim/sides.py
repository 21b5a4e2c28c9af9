"""Who did it and to whom it was done: the words of a clause that stand for either, as the grammar has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_noun, lemma_of
from data.english.claim.ground import Rule, role_kinds, word_set
from data.english.claim.noun_sides import DOING, Sides, doers, is_anybody, sides_of_noun, victims
from data.english.claim.patients import acts_that, addressed, sufferers
from data.english.claim.said import of_what_is_said
from data.english.claim.side_clauses import (
    RESULTING,
    VIOLENT,
    has_subject,
    joined_agents,
    result_victims,
    when_agents,
)
from data.english.claim.voice import glued_subject, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.happening import Happening
    from data.english.claim.naming import Named, Namer

_BEFORE_COURTS = ("trial", "judgment")
_BY_AUTHORITIES = ("judgment", "death-sentence", "execution", "release")
_ASKING = frozenset("recommend demand request ask insist propose urge suggest".split())
_SUFFERING = word_set("claims", "suffering")


_PASSIVE = Rule(
    "claims",
    "done to the subject",
    "takes the subject of a passive for whom it is done to, and whom “by” leads to for who does it",
    "So says the verb's form.",
    "In May, Bob Low was arrested by riot police.",
    "detention; by riot police; to Bob Low",
)
_SUFFERS = Rule(
    "claims",
    "subject that suffers",
    "takes the subject of “died”, “stood trial”, “received” for whom it is done to",
    "They do nothing, though the verb is active.",
    "In May, Bob Low died in custody.",
    "killing; to Bob Low",
)
_ASKED = Rule(
    "claims",
    "of whom it is asked",
    "takes the subject of what is recommended or demanded for whom it is said to",
    "“Recommended that the ministry review the law” is said to the ministry.",
    "In May, the Northern Farmers Union recommended that the ministry review the law.",
    "statement; by Northern Farmers Union; to ministry",
)
_COURT = Rule(
    "claims",
    "before a court",
    "takes the court that somebody is tried before for who does it",
    "It is the court that tries them.",
    "In May, Bob Low appeared before a judge in Salt River.",
    "trial; by judge; to Bob Low; in Salt River",
)
_NEXT = 2  # words between two verbs of one object
_SHARED = Rule(
    "claims",
    "object of two verbs",
    "takes the object of a verb for that of the verb joined before it",
    "“Convicted and sentenced them” is done to them twice.",
    "In May, a court convicted and sentenced three miners.",
    "judgment; by court; to miners; 3",
)


def find_sides(happening: Happening, act: str, telling: list[Token], namer: Namer) -> Sides:
    """Both sides of a happening of the kind `act`, which the words `telling` tell."""
    if happening.verb is None:
        return sides_of_noun(happening.word, act, namer)
    verb, subject = happening.verb, happening.subject
    by: list[Named] = []
    to: list[Named] = []
    counted: list[Token] = []
    agents = [
        g
        for c in verb.children
        if c.dep_ == "agent"
        or c.lower_ == "by"
        and c.dep_ == "prep"
        and (happening.passive or subject is None)
        for g in c.children
        if g.dep_ == "pobj"
    ]
    if happening.passive and not any(namer.all_of(agent) for agent in agents):
        agents += _stray_agents(verb, namer) or joined_agents(verb)
    suffers = not happening.passive and (lemma_of(verb) in _SUFFERING or _tells_of_subject(verb, telling))
    done_to = _objects(verb)
    subjects = _subjects(verb, subject)
    if subject is not None and (happening.passive or suffers):
        (_PASSIVE if happening.passive else _SUFFERS).fires(subject.text)
        done_to = (
            [*subjects, *done_to] if happening.passive or act not in ("statement", "report") else done_to
        )
        agents += [
            g for c in verb.children if c.lower_ == "from" and suffers for g in c.children if g.dep_ == "pobj"
        ]
    elif subject is not None:
        agents = [*subjects, *agents]
    if act in VIOLENT and (happening.passive or suffers) and not agents:
        agents = [one for one in when_agents(verb) if namer.all_of(one)][:1]
    of_noun = False
    for agent in agents:
        if act not in DOING and act_of_noun(agent) == act and not namer.is_group(agent):
            own = sides_of_noun(agent, act, namer)  # "the trial of Bob Low resumed"
            by, to, counted = [*by, *own.by], [*to, *own.to], [*counted, *own.counted]
            of_noun = any(c.dep_ == "cc" for c in agent.children)
        elif of_noun:
            to += namer.all_of(agent)  # "the trial of 15 officers and a civilian began"
        else:
            by += doers(agent, namer)
    if act in ("statement", "report") and lemma_of(verb) in _ASKING:
        to += [named for asked in _asked(verb) for named in namer.all_of(asked)]
    to += of_what_is_said(verb, act, namer)
    if act in _BEFORE_COURTS:
        by += [named for court in _courts_before(verb) for named in namer.all_of(court)]
    if act not in acts_that("no_patient"):
        for thing in done_to:
            if act in DOING and act_of_noun(thing) == act and thing.i not in namer.taken:
                own = sides_of_noun(thing, act, namer)
                if act == "ruling" and agents:  # "overturned a decision by the ministry"
                    own = Sides([], [*own.by, *own.to], own.counted)
                by, to, counted = [*by, *own.by], [*to, *own.to], [*counted, *own.counted]
                continue
            found = sufferers(thing, act, namer)
            to += found
            counted += [thing] if found or _is_number(thing) else []
            counted += [
                named.word for named in found if named.word.i not in namer.taken or named.word.tag_ == "NNS"
            ]
    if act not in acts_that("no_patient") or act in ("protest", "emergency", "treaty"):
        to += addressed(verb, act, namer, counted)
    if act in ("law",) or telling and telling[0].pos_ == "NOUN":
        by += [
            named
            for word in telling[:1]
            if word.pos_ == "NOUN" and act != "law"
            for named in sides_of_noun(word, act, namer).by
        ]
    if telling and telling[0] != verb and act not in acts_that("no_patient"):
        more = sides_of_noun(telling[0], act, namer)
        to += [named for named in more.to if named.word not in [t.word for t in (*to, *by)]]
        counted += more.counted
    if act in acts_that("by_oneself") and not to:
        counted += agents
    if not to and act in ("attack", "displacement", "threat", "disaster"):
        inner = victims(verb, namer)
        to, counted = [*to, *inner[0]], [*counted, *inner[1]]
    if act in RESULTING and not happening.passive and verb.pos_ == "VERB":
        results = result_victims(verb)
        counted += results
        if not to:
            to = [named for one in results for named in namer.all_of(one)]
    theirs = {named.name for named in to} <= {named.name for named in by}
    if (
        theirs
        and not happening.passive
        and act in _BY_AUTHORITIES
        and by
        and all(is_anybody(one, namer) for one in by)
    ):
        by, to, counted = [], by, [*counted, *(one.word for one in by)]
    taken = {named.name for named in by}
    return Sides(
        _once(by), _once([named for named in to if named.name not in taken]), list(dict.fromkeys(counted))
    )


def _asked(verb: Token) -> list[Token]:
    """Those of whom something is asked: "recommended that the government review the law"."""
    return [
        subject
        for child in verb.children
        if child.dep_ == "ccomp" and child.i > verb.i
        for subject in child.children
        if subject.dep_ in ("nsubj", "nsubjpass")
        and (child.tag_ in ("VB", "VBP") or any(c.lower_ == "should" for c in child.children))
        and _ASKED.fires(subject.text)
    ]


def _courts_before(verb: Token) -> list[Token]:
    """The courts before which somebody is tried: "appeared before a judge", "began before the criminal court"."""
    return [
        g
        for c in verb.children
        if c.lower_ == "before" and c.dep_ == "prep"
        for g in c.children
        if g.dep_ == "pobj" and role_kinds().get(g.lemma_.lower()) == "court" and _COURT.fires(g.text)
    ]


def sides_of_refused(sides: Sides) -> Sides:
    """Both sides of a visit that was refused: who refused it, and the visitors, whom the refusal is done to."""
    return Sides(sides.by[:1], _once([*sides.by[1:], *sides.to]), sides.counted)


def _subjects(verb: Token, subject: Token | None) -> list[Token]:
    """The subject, and those that the parser did not join to it: "Ana Roe, second in command, and three officers were arrested"."""
    if subject is None:
        return []
    glued = glued_subject(verb) if subject.head == verb else None
    before = [glued] if glued is not None and glued != subject and glued.i < subject.i else []
    own = [
        c
        for c in verb.children
        if c.dep_ == subject.dep_ and c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN", "NUM")
    ]
    return [*before, *(own if subject in own else [subject])]


def _stray_agents(verb: Token, namer: Namer) -> list[Token]:
    """Those behind a "by" that the parser hung on a noun: "evicted from the stadium by police officers"."""
    for token in verb.subtree:
        if (
            token.lower_ == "by"
            and token.i > verb.i
            and token.head.pos_ in ("NOUN", "PROPN")
            and token.head.dep_ in ("pobj", "dobj")
        ):
            found = [g for g in token.children if g.dep_ == "pobj" and namer.all_of(g)]
            court = any(role_kinds().get(g.lemma_.lower()) == "court" for g in found)
            own = (act_of_noun(token.head) is not None and not court) or any(
                t.dep_ in ("relcl", "acl") for t in token.ancestors if t.i > verb.i
            )
            if found and not own:
                return found
    return []


def _tells_of_subject(verb: Token, telling: list[Token]) -> bool:
    """Whether the act is told by a noun that is done to the subject: "came under attack", "was the victim of"."""
    noun = telling[0] if telling else verb
    return (
        noun != verb
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("under", "into", "in", "on", "from")
        and noun.head.head == verb
    )


def _objects(verb: Token) -> list[Token]:
    """What is done to, also where it stands with the verb joined to this one: "convicted and sentenced three miners"."""
    own = _own_objects(verb)
    if (
        own
        or is_passive(verb)
        or any(c.i > verb.i and c.dep_ in ("prep", "prt", "ccomp", "xcomp") for c in verb.children)
    ):
        return own
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.i - verb.i <= _NEXT:
            shared = [] if has_subject(child) else _own_objects(child)
            if shared and _SHARED.fires(shared[0].text):
                return shared
    return []


def _own_objects(verb: Token) -> list[Token]:
    return [
        c for c in verb.children if c.dep_ in ("dobj", "dative", "obj", "iobj", "oprd") and c.pos_ != "ADP"
    ] + [
        g
        for c in verb.children
        if c.dep_ == "dative" and c.pos_ == "ADP"
        for g in c.children
        if g.dep_ == "pobj"
    ]


def _is_number(token: Token) -> bool:
    counted = any(c.dep_ == "nummod" for c in token.children)  # "left five dead", "four wounded"
    return token.like_num or counted and token.dep_ == "oprd" and token.pos_ in ("ADJ", "VERB")


def _once(named: list[Named]) -> list[Named]:
    return list({one.name: one for one in reversed(named)}.values())[::-1]
