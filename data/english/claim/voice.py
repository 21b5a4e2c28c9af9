"""Whether a verb is passive, and what its subject is, also where another clause names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import lemma_of
from data.english.claim.ground import MONTHS, Rule, role_kinds, subject_of, word_set
from data.english.claim.slots import is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE_TO_SOMEBODY = word_set("claims", "done_to_somebody")

_GLUED = Rule(
    "claims",
    "subject behind a date",
    "takes the noun right behind a date without a comma for the subject, where the verb has no other",
    "Without a comma the parser takes “10 May police” for one phrase.",
    "On 16 September police tried to break up a march.",
    "restriction; by police",
)
_LEFT_OUT = Rule(
    "claims",
    "passive without “was”",
    "takes the subject of “arrested”, “sentenced”, “released” without an object for whom it is done to",
    "Lists and chronologies leave out “was”.",
    "Ana Roe sentenced to five years in prison in Salt River.",
    "judgment; to Ana Roe; in Salt River",
)
_JOINED = Rule(
    "claims",
    "first of two verbs",
    "takes “visited” for what the subject did in “the envoy visited and noted”, whatever the parser takes it for",
    "“And” joins two verbs of one subject.",
    "The Rapporteur on water visited in May and noted the difficult situation of farmers.",
    "visit; by Rapporteur",
)


def is_passive(verb: Token) -> bool:
    """Whether something is done to the subject of a verb."""
    for _ in range(5):
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
            return True
        if any(c.dep_ == "aux" and c.lower_ in ("had", "have", "has", "to", "did") for c in verb.children):
            return False
        if verb.tag_ == "VBN" and verb.dep_ == "acl" and all(c.dep_ != "ccomp" for c in verb.children):
            return not _is_joined_to_next(verb)
        if verb.tag_ == "VBN" and verb.dep_ == "advcl" and all(c.dep_ != "nsubj" for c in verb.children):
            return True
        if _is_headline_passive(verb):
            return True
        own = any(c.dep_ in ("nsubj", "dobj") for c in verb.children)
        if (
            verb.tag_ in ("VBN", "VBD")
            and verb.dep_ == "conj"
            and not own
            and verb.head.pos_ in ("VERB", "AUX")
        ):
            verb = verb.head
            continue
        return False
    return False


def _is_joined_to_next(verb: Token) -> bool:
    """Whether the parser took the first of two verbs for a participle: "the envoy visited in May and noted …"."""
    noun, root = verb.head, verb.head.head
    joined = any(c.dep_ == "cc" and verb.i < c.i < root.i for c in noun.children)
    lone = all(c.dep_ != "conj" for c in noun.children) and all(c.dep_ != "agent" for c in verb.children)
    return (
        joined
        and lone
        and noun.dep_ == "nsubj"
        and root.tag_ == "VBD"
        and lemma_of(verb) not in _DONE_TO_SOMEBODY
        and _JOINED.fires(verb.text)
    )


def _is_headline_passive(verb: Token) -> bool:
    """Whether a line leaves out "was": "Ana Roe sentenced to five years", "Miners killed by soldiers"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    kinds = {c.dep_ for c in verb.children}
    if kinds & {"dobj", "aux", "ccomp", "xcomp", "dative"} or "nsubj" not in kinds:
        return False
    if any(c.dep_ == "conj" and any(g.dep_ == "dobj" for g in c.children) for c in verb.children):
        return False  # "soldiers beat and detained protesters"
    by = any(c.dep_ == "agent" for c in verb.children)
    return (by or lemma_of(verb) in _DONE_TO_SOMEBODY) and _LEFT_OUT.fires(verb.text)


def find_subject(verb: Token) -> Token | None:
    """Who does it, or to whom it is done, also where another clause names them."""
    for _ in range(8):
        own = subject_of(verb)
        if own is not None:
            if own.tag_ in ("WDT", "WP") or own.lower_ == "that":
                noun = verb.head if verb.dep_ == "relcl" else _relative_head(verb)
                return _thing_of(noun) if noun is not None and own.lower_ != "who" else noun
            return own
        if verb.dep_ == "acl":
            # A past that is no participle is the sentence's own verb, wherever the parser hung it.
            root = next((t for t in verb.ancestors if t.dep_ == "ROOT"), verb.head)
            finite = verb.tag_ == "VBD" and root.pos_ in ("NOUN", "PROPN") and root.i < verb.i
            return root if finite else verb.head
        if verb.dep_ == "relcl":
            return verb.head if all(c.dep_ != "nsubj" for c in verb.children) else None
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and verb.head != verb:
            above = verb.head
            done_to = next((c for c in above.children if c.dep_ == "dobj"), None)
            if verb.dep_ == "xcomp" and done_to is not None and above.pos_ == "VERB" and _can_act(done_to):
                return done_to
            verb = above
        elif verb.dep_ == "pcomp" and verb.head.head != verb:
            verb = verb.head.head
        elif verb.dep_ == "conj" and verb.head != verb:
            verb = verb.head
        else:
            return glued_subject(verb)
        if verb.pos_ not in ("VERB", "AUX"):
            return verb if verb.pos_ in ("NOUN", "PROPN") else None
    return None


def _can_act(noun: Token) -> bool:
    """Whether a noun names somebody who can do something: not in "used force to break up a march"."""
    return noun.lower_ != "force" and (
        is_person(noun)
        or noun.pos_ == "PROPN"
        or role_kinds().get(noun.lemma_.lower()) is not None
        or noun.pos_ == "NUM"
    )


def glued_subject(verb: Token) -> Token | None:
    """The subject that the parser took for a part of the date before it: "On 10 May police arrested …"."""
    for lead in verb.children:
        if lead.dep_ != "prep" or lead.i > verb.i or lead.i > 2:
            continue
        nouns = [g for g in lead.children if g.dep_ == "pobj" and lead.i < g.i < verb.i]
        dated = any(
            t.text in MONTHS and t.dep_ in ("compound", "nmod") for g in nouns[:1] for t in g.children
        )
        second = len(nouns) > 1 and nouns[0].text in MONTHS
        noun = nouns[1] if second else nouns[0] if nouns and dated else None
        if noun is not None and noun.text not in MONTHS and not noun.like_num and _GLUED.fires(noun.text):
            return noun
    return None


def _thing_of(noun: Token) -> Token:
    """What "which" stands for, where the parser hung it on whom that is about: "a law on refugees, which came into force"."""
    whole = noun.head.head if noun.dep_ == "pobj" else noun
    return whole if is_person(noun) and whole.pos_ == "NOUN" and not is_person(whole) else noun


def _relative_head(verb: Token) -> Token | None:
    for above in verb.ancestors:
        if above.dep_ == "relcl":
            return above.head
    return None
