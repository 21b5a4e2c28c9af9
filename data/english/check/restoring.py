"""A headline as the sentence it stands for: with the passage's past tense, its "were", and an article before the first word.

The parser learned from sentences; it takes verbs of headlines for nouns, and participles for what hangs on a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.english.check.lexicon import meanings, spelled

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_PARTICIPLES = frozenset(
    "be is are was were been being am get gets got has have had having not 's by".split()
)
_FINITE = ("VBZ", "VBP", "VBD", "MD")


def restore(doc: Doc, passage: Iterable[Doc]) -> str:
    """The statement's text as a sentence in the past, in the passage's own forms."""
    pasts, passives, common = _forms(passage)
    hidden = _find_hidden_verb(doc)
    words = []
    for token in doc:
        text, low = token.text, token.lower_
        if token == hidden:
            text = pasts.get(low) or _past_of(_base_of(token))
        elif (
            low in pasts
            and _is_present(token)
            or low in pasts
            and low not in common
            and token.tag_ in ("NN", "NNS")
            and _is_behind_subject(token)
        ):
            text = pasts[low]
        elif low in passives and _lacks_auxiliary(token):
            text = f"were {text}"
        elif token.i == 0 and low in common and token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG"):
            text = f"The {low}"
        words.append(text + token.whitespace_)
    return "".join(words)


def _forms(passage: Iterable[Doc]) -> tuple[dict[str, str], set[str], set[str]]:
    """Of the passage: present forms with their past, participles of its passives, and its common nouns."""
    pasts: dict[str, str] = {}
    passives: set[str] = set()
    common: set[str] = set()
    for token in (t for doc in passage for t in doc):
        low, lemma = token.lower_, token.lemma_.lower()
        if token.tag_ == "VBD" and token.pos_ == "VERB":
            pasts |= {lemma: low, f"{lemma}s": low, re.sub(r"y$", "ie", lemma) + "s": low, f"{lemma}es": low}
        elif token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
            passives.add(low)
        elif token.pos_ in ("NOUN", "ADJ") and low == token.text:
            common |= {low, lemma}
    return pasts, passives - set(pasts.values()), common


def _is_present(token: Token) -> bool:
    """Whether a word is a headline's present, no infinitive."""
    if token.tag_ in ("VBZ", "VBP"):
        return token.pos_ == "VERB"
    return token.tag_ == "VB" and not any(c.dep_ == "aux" for c in token.children) and token.dep_ == "ROOT"


def _is_behind_subject(token: Token) -> bool:
    return (
        token.i > 0
        and token.nbor(-1).tag_ in ("NN", "NNS", "NNP", "NNPS", "RB")
        and not token.nbor(-1).lower_.endswith("'s")
    )


def _lacks_auxiliary(token: Token) -> bool:
    if (
        token.tag_ not in ("VBN", "VBD", "JJ")
        or token.i == 0
        or any(c.dep_ in ("aux", "auxpass") for c in token.children)
    ):
        return False
    before = token.nbor(-1)
    if before.lower_ in _BEFORE_PARTICIPLES or before.pos_ in ("DET", "ADJ", "ADP") or before.tag_ == "PRP$":
        return False
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return not (
        token.dep_ in ("amod", "compound") and behind is not None and behind.pos_ in ("NOUN", "PROPN", "ADJ")
    )


def _find_hidden_verb(doc: Doc) -> Token | None:
    """The act that the parser took for a noun where a headline has no other verb: "Soldiers attack rebels"."""
    if any(t.tag_ in (*_FINITE, "VBN", "VB") for t in doc):
        return None
    for token in doc[1:-1]:
        before, behind = token.nbor(-1), token.nbor(1)
        many = before.tag_ in ("NNS", "NNPS") or before.lower_ in ("police", "people")
        agrees = token.tag_ == "NNS" and not many or token.tag_ == "NN" and many
        between = before.tag_.startswith("NN") and behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
        if agrees and between and any(m.group.startswith("acts:") for m in meanings(_base_of(token))):
            return token
    return None


def _past_of(base: str) -> str:
    """The past of a regular verb: in the past the parser takes no verb for a noun."""
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base):
        base += base[-1]
    return re.sub(r"(?<=[^aeiou])y$", "i", base.removesuffix("e")) + "ed"


def _base_of(token: Token) -> str:
    low = token.lower_
    return spelled(low if token.tag_ == "NN" else token.lemma_.lower())
