"""Whether a verb is passive, and what its subject is, also where another clause names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.acts import lemma_of
from data.english.claim.ground import Rule, subject_of, word_set
from data.english.claim.slots import is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE_TO_SOMEBODY = word_set("claims", "done_to_somebody")

_LEFT_OUT = Rule(
    "claims",
    "passive without “was”",
    "takes the subject of “arrested”, “sentenced”, “released” without an object for whom it is done to",
    "Lists and chronologies leave out “was”.",
    "Ana Roe sentenced to five years in prison in Salt River.",
    "judgment; to Ana Roe; in Salt River",
)


def is_passive(verb: Token) -> bool:
    """Whether something is done to the subject of a verb."""
    for _ in range(5):
        if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
            return True
        if any(c.dep_ == "aux" and c.lower_ in ("had", "have", "has", "to", "did") for c in verb.children):
            return False
        if verb.tag_ == "VBN" and verb.dep_ == "acl" and all(c.dep_ != "ccomp" for c in verb.children):
            return True
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


def _is_headline_passive(verb: Token) -> bool:
    """Whether a line leaves out "was": "Ana Roe sentenced to five years", "Miners killed by soldiers"."""
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    kinds = {c.dep_ for c in verb.children}
    if kinds & {"dobj", "aux", "ccomp", "xcomp", "dative"} or "nsubj" not in kinds:
        return False
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
            if verb.dep_ == "xcomp" and done_to is not None and above.pos_ == "VERB":
                return done_to
            verb = above
        elif verb.dep_ == "pcomp" and verb.head.head != verb:
            verb = verb.head.head
        elif verb.dep_ == "conj" and verb.head != verb:
            verb = verb.head
        else:
            return None
        if verb.pos_ not in ("VERB", "AUX"):
            return verb if verb.pos_ in ("NOUN", "PROPN") else None
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
