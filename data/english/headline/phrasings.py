"""The ways to say a clause in a line: itself, what was urged, what was reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data.english.headline.clauses import Clause, joint, own_tokens, subject_of
from data.english.headline.cutting import Line, cut_to
from data.english.headline.phrase_costs import find_price
from data.english.headline.soundness import is_sound
from data.english.headline.verbs import is_plural, third_person
from data.english.rules import Rule
from data.english.words import read_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = read_words("verbs")
_SAYING = word_set("verbs", "saying") | {"hold"}  # courts hold
_URGING = word_set("verbs", "urging")
_ATTRIBUTING = word_set("verbs", "attributing")
_TOLD_TO = word_set("verbs", "told_to_somebody")
_PRONOUNS = word_set("headlines", "pronouns")
_WHO_URGES, _WHO_SAYS = 0.8, 0.5  # what it costs to tell a clause another way


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("headlines", name, does, why, example, gives)


_DIRECT = _rule(
    "the clause itself",
    "tells the clause, cut where it is too long",
    "The report's own words say best what happened.",
    "In May, the mayor of the town closed its only hospital.",
    "Mayor of the town closes its only hospital",
)
_URGED = _rule(
    "who is urged",
    "tells “Y urged to …” for “X called on Y to …”",
    "What is to be done matters more than who says so.",
    "In May, the Committee on the Rights of the Child in Geneva urged the government to raise the age of marriage to eighteen years.",
    "Government urged to raise the age of marriage to eighteen years",
)
_ATTRIBUTED = _rule(
    "who says so comes last",
    "tells “Y did Z, X says” for “X said that Y did Z”",
    "What is said comes first, and who says so is not lost.",
    "In May, the Interior Minister told Amnesty International that the security forces had tried to end the strike without force.",
    "Interior Minister tells Amnesty International that the security…",
)
_INCLUDED = _rule(
    "what was included",
    "tells “X” for “these included X”",
    "“These” are not in the line.",
    "These included three attacks with grenades in May on a rally of the opposition in the park.",
    "Three attacks with grenades on a rally of the opposition in the park",
)


def say_included(clause: Clause, he: str | None, limit: int, most: float) -> Line | None:
    """ "These included X": "X"."""
    verb, subject = clause.verb, clause.subject
    if he is not None or verb.lemma_ != "include" or subject is None or not _is_vague_list(subject):
        return None
    told = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if told is None:
        return None
    line = cut_to(Clause(clause.doc, told, None), {t.i for t in told.subtree}, None, limit, most)
    return line if line and is_sound(line.text) and _INCLUDED.fires() else None


def _is_vague_list(subject: Token) -> bool:
    """Whether a subject only points to what was told before: “these”, “such cases”, “the incidents”."""
    return subject.lower_ in ("these", "this", "they") or any(
        c.lower_ in ("these", "those", "such") and c.dep_ in ("det", "amod") for c in subject.children
    )


def say_directly(clause: Clause, he: str | None, limit: int, most: float) -> Line | None:
    """The clause itself, cut to a line."""
    if he is None and clause.subject is not None and clause.subject.lower_ in ("these", "this"):
        return None
    line = cut_to(clause, tokens_of(clause), he, limit, most)
    return line if line and is_sound(line.text) and _DIRECT.fires() else None


def say_urged(clause: Clause, he: str | None, limit: int, most: float) -> Line | None:
    """ "X called on Y to ...", too long with X: "Y urged to ..."."""
    verb = clause.verb
    if verb.lemma_ not in _URGING:
        return None
    on = next((c for c in verb.children if c.dep_ == "prep" and c.text == "on" and c.i > verb.i), None)
    holder = on if on is not None else verb
    asked = next((c for c in holder.children if c.dep_ in ("pobj", "dobj")), None)
    wish = next((c for c in verb.children if _is_wish(c)), None)
    if wish is not None and asked is None:
        asked = next((c for c in wish.children if c.dep_ == "nsubj"), None)
    if wish is None or asked is None or asked.pos_ == "PRON":
        return None
    urged = _VERBS["urged"].get(verb.lemma_, "urged")
    who = "".join(t.text_with_ws for t in asked.subtree if t.dep_ != "det" and t not in wish.subtree).strip()
    room = limit - len(who) - len(urged) - 2
    tokens = {t.i for t in wish.subtree if t.i > asked.i}
    rest = cut_to(Clause(clause.doc, wish, None), tokens, None, room, most - _WHO_URGES)
    if rest is None:
        return None
    text = f"{who[:1].upper()}{who[1:]} {urged} {rest.text[:1].lower()}{rest.text[1:]}"
    return Line(text, rest.cost + _WHO_URGES) if is_sound(text) and _URGED.fires() else None


def _is_wish(token: Token) -> bool:
    return token.dep_ in ("xcomp", "ccomp", "advcl") and any(t.lower_ == "to" for t in token.children)


def say_attributed(clause: Clause, he: str | None, limit: int, most: float) -> Line | None:
    """ "X announced that Y did Z", too long as it stands: "Y did Z, X announces"."""
    verb = clause.verb
    if verb.lemma_ not in _SAYING or clause.subject is None:
        return None
    reported = _reported(clause)
    if reported is None or (who := _speaker(clause, he)) is None:
        return None
    plural = is_plural(clause.subject, verb)
    says = third_person(verb, plural) if verb.tag_ == "VBD" else verb.text
    if verb.lemma_ not in _ATTRIBUTING:
        says = "say" if plural else "says"
    past = Clause(clause.doc, reported, subject_of(reported), past=True)
    tokens = _reported_tokens(reported)
    rest = cut_to(past, tokens, None, limit - len(who) - len(says) - 3, most - _WHO_SAYS)
    if rest is None or not is_sound(rest.text) or not _ATTRIBUTED.fires():
        return None
    return Line(f"{rest.text.rstrip(' ,;:')}, {who} {says}", rest.cost + _WHO_SAYS)


def _reported(clause: Clause) -> Token | None:
    """The verb of what is said, where its subject is a noun."""
    if clause.verb.lemma_ not in _TOLD_TO and any(c.dep_ == "dobj" for c in clause.verb.children):
        return None  # "declared a state of emergency, resulting in ..."
    told = next((c for c in clause.verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
    if told is None or (subject := subject_of(told)) is None or subject.lower_ in _PRONOUNS:
        return None
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in told.children):
        return None  # "found the law to be wrong"
    return told


def _reported_tokens(reported: Token) -> set[int]:
    passive = any(c.dep_ == "auxpass" for c in reported.children)
    stray = (
        c
        for c in reported.children
        if passive
        and c.dep_ == "conj"
        and c.tag_ == "VBD"
        and any(w.dep_ in ("dobj", "ccomp") for w in c.children)
    )  # "said that 187 were killed, and denied that ...": who speaks does
    other = {k for c in stray for k in ({t.i for t in c.subtree} | joint(c))}
    return {t.i for t in reported.subtree} - {c.i for c in reported.children if c.dep_ == "mark"} - other


def _speaker(clause: Clause, he: str | None) -> str | None:
    """Who says so, in as few words as name them."""
    subject = clause.subject
    if subject is None:
        return None
    details = ("relcl", "appos", "acl", "det", "punct", "prep")
    long = {t.i for c in subject.children if c.dep_ in details and c.text != "-" for t in c.subtree}
    if subject.pos_ == "PROPN":
        for child in subject.children:
            rule = find_price(child, clause) if child.dep_ == "prep" else None
            if child.dep_ == "prep" and (rule is None or rule.price is None):
                long -= {t.i for t in child.subtree}  # part of the name
    if subject.lower_ in ("he", "she", "they", "it") and he:
        return he
    if subject.pos_ not in ("NOUN", "PROPN"):
        return None
    if subject.lower_ in ("he", "she", "they", "it", "which") and not he:
        return None
    short = sorted(t.i for t in subject.subtree if t.i not in long)
    name = "".join(clause.doc[i].text_with_ws for i in short).strip().replace("'", "’")
    name = re.sub(r"^[Tt]he ", "", name)
    named = clause.doc[short[0]].pos_ == "PROPN" or name.isupper() or subject.pos_ == "PROPN"
    return name if named else name[:1].lower() + name[1:]


def tokens_of(clause: Clause) -> set[int]:
    """The clause's tokens without an opening before its subject: "However,", "After a trial that ...,"."""
    tokens = own_tokens(clause)
    if clause.subject is None or clause.subject.i > clause.verb.i:
        return tokens
    first = min(t.i for t in clause.subject.subtree if t.i in tokens)
    return {i for i in tokens if i >= first}
