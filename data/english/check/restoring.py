"""A headline as the sentence it stands for: with the passage's past tense, its "were", and an article before the first word.

The parser learned from sentences; it takes verbs of headlines for nouns, and participles for what hangs on a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.english.check.lexicon import meanings, read_table, spelled, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_BEFORE_NO_VERB = frozenset(
    """the a an this these those no any all some every each another other his her its their our my to of in on at by for with from
 under into over about against after before during without as than be is are was were been being am get gets got has have had having
 not will would can could may might must shall should do does did '""".split()
)
_BEFORE_PARTICIPLE = _BEFORE_NO_VERB - {"'"}
_PLURAL = frozenset("police people who they we and or men women children that which".split())
_SAID = frozenset("reported said believed feared alleged presumed".split())
_FINITE = ("VBZ", "VBP", "VBD", "MD")


@dataclass
class Forms:
    """Of a passage: present forms with their past, participles of its passives, its other words, its common nouns."""

    pasts: dict[str, str] = field(default_factory=dict)
    passives: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)


def restore(statement: str, passage: Iterable[Doc]) -> tuple[str, dict[str, str]]:
    """The statement as a sentence in the past, in the passage's own forms, and of the changed words the printed ones."""
    forms = _forms(passage)
    found = list(_WORD.finditer(statement))
    out, at, printed = [], 0, {}
    for i, word in enumerate(found):
        before = found[i - 1][0].lower() if i else ""
        text = _restored(word[0], before, found[i + 1][0] if i + 1 < len(found) else "", forms)
        if text != word[0]:
            printed[text.split()[-1]] = word[0]
        out += [statement[at : word.start()], text]
        at = word.end()
    return "".join(out) + statement[at:], printed


_SAID_TO = re.compile(r"\b(?:said|reported|believed|thought|alleged) to (?!be\b|have\b)([a-z]+)")
_LEAVE_DEAD = re.compile(r"\b(?:leave|left)(?P<s>s?) (?P<who>[^.;:]{3,120}?) (?P<how>dead|injured|wounded)\b")
_LEAVING = {"dead": "kill", "injured": "injure", "wounded": "wound"}
_SPEAKER = re.compile(r"^(?P<said>.+), (?P<who>[^,]{2,70}?) (?P<verb>[a-z]+)\.$")


def rephrase(statement: str) -> str:
    """A headline's turns as a sentence has them: "Editor jailed, court says" → "Court says that editor …"; "leaves two dead"."""
    statement = _SAID_TO.sub(lambda m: f"reportedly {past_of_base(m[1])}", statement)
    statement = _LEAVE_DEAD.sub(lambda m: f"{past_of_base(_LEAVING[m['how']])} {m['who']}", statement)
    found = _SPEAKER.match(statement)
    if not found or found["verb"] not in words("speakers", "verbs") or " and " in found["who"]:
        return statement
    who = found["who"]
    return f"{who[:1].upper()}{who[1:]} {found['verb']} that {found['said']}."


def _restored(word: str, before: str, behind: str, forms: Forms) -> str:
    low = word.lower()
    if before.endswith(("'s", "s'", "’s", "s’")) or before in _SAID:
        return word
    if f"{low[:-3]},{low[-3:]}" in forms.others:
        return f"{low[:-3]},{low[-3:]}"  # "2000 families" for the report's "2,000"
    if not before:
        return f"The {low}" if low in forms.common and word[1:] == low[1:] else word
    if low in forms.pasts and low not in forms.others and before not in _BEFORE_NO_VERB:
        many = before.endswith("s") or before in _PLURAL or before.endswith("ly")
        return forms.pasts[low] if low.endswith("s") or many else word
    if low in forms.passives and before not in _BEFORE_PARTICIPLE and _ends_a_passive(behind):
        return f"were {word}"
    return word


def _ends_a_passive(behind: str) -> bool:
    """Whether a word may follow a passive's participle: behind "arrested" a noun or number is whom somebody arrested."""
    low = behind.lower()
    return not behind[:1].isalnum() or low in words("behind", "participles") or low.endswith("ly")


def _forms(passage: Iterable[Doc]) -> Forms:
    found = Forms()
    for token in (t for doc in passage for t in doc):
        low, lemma = token.lower_, token.lemma_.lower()
        if token.tag_ == "VBD" and token.pos_ == "VERB":
            presents = (lemma, f"{lemma}s", f"{lemma}es", re.sub(r"y$", "ie", lemma) + "s")
            found.pasts |= dict.fromkeys(presents, low)
        elif token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
            found.passives.add(low)
        else:
            found.others.add(low)
            if token.pos_ in ("NOUN", "PROPN"):
                found.nouns.add(low)
            if token.pos_ in ("NOUN", "ADJ") and low == token.text:
                found.common |= {low, lemma}
    found.passives -= {*found.pasts.values(), *found.others}
    return found


def find_hidden_verb(doc: Doc) -> Token | None:
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


def past_of(verb: Token) -> str:
    """The past of a verb: in the past the parser takes no verb for a noun."""
    return past_of_base(_base_of(verb))


def past_of_base(base: str) -> str:
    """The past of a verb, of those that are not regular too."""
    if base in read_table("words")["pasts"]:
        return read_table("words")["pasts"][base]
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base):
        base += base[-1]
    return re.sub(r"(?<=[^aeiou])y$", "i", base.removesuffix("e")) + "ed"


def _base_of(token: Token) -> str:
    low = token.lower_
    return spelled(low if token.tag_ == "NN" else token.lemma_.lower())
