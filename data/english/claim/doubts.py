"""Whether a happening is only said to be so, and whether it was refused or did not happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.claim.ground import Rule, is_denied, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEDGES = word_set("claims", "hedges")
_DENYING = word_set("verbs", "denying")
_BINDING = frozenset("law decree act regulation constitution agreement plan schedule order article".split())
_NEAR = 4  # words before a verb among which a hedge is its own, whatever the parser hangs it on

_HEDGED = Rule(
    "claims",
    "hedge",
    "calls alleged what a verb with “reportedly”, “allegedly” or “according to …” tells",
    "The report does not say so itself.",
    "In May, soldiers reportedly killed four miners.",
    "killing; by soldiers; to miners; 4; alleged",
)
_ACCORDING = re.compile(r"\b[Aa]ccording to\b")


def hedge_of(verb: Token) -> Token | None:
    """The word beside a verb that says it is only said to be so."""
    for child in verb.children:
        if child.lower_ in _HEDGES or child.lower_ == "according" and not _is_by_law(child):
            return child if _HEDGED.fires(child.text) else None
    before = verb.doc[max(0, verb.i - _NEAR) : verb.i]
    found = next((t for t in before if t.lower_ in _HEDGES and t.head.pos_ in ("VERB", "AUX")), None)
    return found if found is not None and _HEDGED.fires(found.text) else None


def _is_by_law(according: Token) -> bool:
    """Whether "according to" names what is binding, or goes on with a thing told of: "a deal according to which …"."""
    return any(
        noun.lower_ == "which" or noun.lemma_.lower() in _BINDING
        for to in according.children
        for noun in to.children
    ) or any(t.lower_ == "which" for t in according.doc[according.i + 1 : according.i + 3])


def denial_of(verb: Token) -> Token | None:
    """The word beside a verb that says it was not done: "not", "no", "nobody"."""
    if not is_denied(verb):
        return None
    for child in verb.children:
        if child.dep_ == "neg":
            return child
        for inner in (child, child.left_edge):
            if inner.lower_ in _DENYING:
                return inner
    return verb
