"""Which verb a date belongs to, where it stands beside another: of two that share it, of what is asked for, of "when …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import act_of_verb, lemma_of
from data.english.claim.ground import Rule, word_set
from data.english.claim.slots import find_slots
from data.english.claim.voice import find_subject, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAINST_PEOPLE = frozenset(
    "killing execution torture detention disappearance return displacement attack release trial judgment threat".split()
)
ASKING = word_set("claims", "asking")
_PROMISING = word_set("claims", "promising")
_DYING = frozenset(("die", "kill", "shoot"))
_HURTING = frozenset(("injure", "wound", "hurt", "hospitalize"))
_KEEPING = word_set("claims", "keeping")

_KEPT = Rule(
    "claims",
    "kept from",
    "takes “forbade”, “prevented” for what happened, where the date belongs to what somebody was kept from",
    "It was not done: that somebody was kept from it is the event.",
    "Bob Low, an editor, was forbidden from travelling to Salt River in May.",
    "restriction; to Bob Low",
)
_ONE_DATE = Rule(
    "claims",
    "one date for two verbs",
    "takes the first of two verbs that share “was” and a date for what happened",
    "It happened first, and the date is of both.",
    "Ana Roe was arrested and beaten in May.",
    "detention, torture; to Ana Roe",
)
_WHEN = Rule(
    "claims",
    "when it happened",
    "takes the main clause's “was arrested” for what happened, where the date stands with “when …”",
    "Both are of one time, and “when” only tells the occasion.",
    "Bob Low was detained by soldiers when he landed in Salt River in May.",
    "detention; by soldiers; to Bob Low; in Salt River",
)
_ASKED_THEN = Rule(
    "claims",
    "asked then",
    "takes the asking for what happened, where the date stands with what was asked for",
    "What is asked for is to come; the asking has its date.",
    "A judge called for Ana Roe to appear before the court in May.",
    "statement; by judge; to Ana Roe",
)


_ASIDE = Rule(
    "claims",
    "aside with a date",
    "takes “were arrested” for what happened, where the date stands in what those arrested were doing",
    "“Three miners, attempting to block a road, were arrested”: both are of one time, and the aside tells the occasion.",
    "Three miners, attempting to join the 2 May protests, were arrested by soldiers.",
    "detention; by soldiers; to miners; 3",
)


def verb_dated_with(verb: Token) -> Token:
    """The verb that tells what happened at the date beside `verb`: most often itself."""
    other = _kept_from(verb) or _asked_for(verb) or _when(verb) or _beside_aside(verb)
    verb = other or verb
    return _one_date(verb) or verb


def _kept_from(verb: Token) -> Token | None:
    """The verb that says of another that it was kept from being done, or promised: "was forbidden from travelling in May"."""
    lead = verb.head
    if verb.dep_ != "pcomp" or lead.lower_ not in ("from", "to") or lead.head.pos_ != "VERB":
        return None
    if lead.lower_ == "to":
        return lead.head if lemma_of(lead.head) in _PROMISING else None
    return lead.head if lemma_of(lead.head) in _KEEPING and _KEPT.fires(lead.head.text) else None


def _one_date(verb: Token) -> Token | None:
    """The first of two verbs that share "was" and so the date: "was arrested and charged in May"."""
    first, own = verb.head, {c.dep_ for c in verb.children}
    if verb.dep_ == "conj" and first.i < verb.i and lemma_of(first) in _DYING and lemma_of(verb) in _HURTING:
        return None if is_dated(first) else first  # "three died and others were injured in May"
    if (
        verb.dep_ != "conj"
        or verb.tag_ not in ("VBN", "VBD")
        or own & {"aux", "auxpass", "dobj", "nsubjpass"}
    ):
        return None
    shared = any(c.dep_ == "auxpass" for c in first.children) and first.i < verb.i
    return first if shared and not is_dated(first) and _ONE_DATE.fires(first.text) else None


def _when(verb: Token) -> Token | None:
    """The verb of the main clause, where "when" only says at what it happened: "was held when he landed in May"."""
    main = verb.head
    if verb.dep_ != "advcl" or main.pos_ != "VERB" or all(c.lower_ != "when" for c in verb.children):
        return None
    told = [act_of_verb(one, find_slots(one, find_subject(one), is_passive(one))) for one in (main, verb)]
    news = told[0] is not None and told[0][0] in AGAINST_PEOPLE
    occasion = told[1] is None or told[1][0] not in AGAINST_PEOPLE
    return main if news and occasion and not is_dated(main) and _WHEN.fires(main.text) else None


def _beside_aside(verb: Token) -> Token | None:
    """The verb whose subject an aside is about: "three miners, attempting to join the 2 May protests, were arrested"."""
    lead = verb.head if verb.dep_ == "xcomp" else verb
    noun = lead.head
    if lead.dep_ != "acl" or lead.tag_ != "VBG" or noun.dep_ != "nsubjpass" or noun.head.i < verb.i:
        return None
    told = [act_of_verb(one, find_slots(one, noun, one == noun.head)) for one in (noun.head, lead, verb)]
    news = told[0] is not None and told[0][0] in AGAINST_PEOPLE
    occasion = all(one is None or one[0] not in AGAINST_PEOPLE for one in told[1:])
    main = news and occasion and not is_dated(noun.head)
    return noun.head if main and _ASIDE.fires(noun.head.text) else None


def is_dated(verb: Token) -> bool:
    """Whether a date stands beside the verb itself."""
    return any(
        t.ent_type_ == "DATE"
        for c in verb.children
        if c.dep_ in ("prep", "npadvmod")
        for t in (c, *c.children)
    )


def _asked_for(verb: Token) -> Token | None:
    """The verb that asks for what another tells: "called for him to appear in May"."""
    above = verb.head
    for_them = verb.dep_ == "advcl" and any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children)
    content = verb.dep_ in ("xcomp", "ccomp") or for_them
    if not content or above.i > verb.i or all(c.lower_ != "to" for c in verb.children):
        return None
    return (
        above if lemma_of(above) in ASKING and not is_dated(above) and _ASKED_THEN.fires(above.text) else None
    )
