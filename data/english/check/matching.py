"""Which words of the report a word of the statement may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.frames import frame_of, is_verbal
from data.english.check.lexicon import read_table, words
from data.english.check.quantities import Quantity, quantifier
from data.english.check.senses import is_person
from data.english.check.texts import Side, antecedents, joined_to, of_entity

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "X", "INTJ", "NUM")


def is_content(token: Token, side: Side) -> bool:
    """Whether a word of the statement says something that the report must bear."""
    if token in side.dated or token in side.counting or token.pos_ not in _KINDS or token.is_punct:
        return False
    lemma, low = token.lemma_.lower(), token.lower_
    if token.pos_ == "ADV" and (
        low in words("skip", "adverbs")
        or low
        in ("not", "n't", "never", "reportedly", "allegedly", "apparently", "only", "just", "least", "most")
    ):
        return False
    if token.pos_ == "VERB" and lemma in words("skip", "verbs"):
        return False
    if token.pos_ == "NOUN" and lemma in words("skip", "nouns"):
        return False
    if quantifier(token) or low in ("alleged", "reported", "suspected"):
        return False
    if low in ("due", "following", "including", "according", "along", "about", "approximately", "around"):
        return False
    return (
        not (token.pos_ == "ADJ" and lemma in words("skip", "adjectives")) and token.text.strip("-'\"") != ""
    )


def candidates(token: Token | None, said: Side, report: Side) -> set[Token]:
    """The words of the report that bear a word: the same, of its family, of like meaning, or narrower."""
    if token is None:
        return set()
    if ("candidates", token) not in report.found:
        own = said.senses[token].own
        found = {t for t, theirs in report.senses.items() if own & theirs.own or own & theirs.also}
        report.found["candidates", token] = found | (
            _named_by_deed(token, report) if token.pos_ == "NOUN" else set()
        )
    return report.found["candidates", token]


def _named_by_deed(noun: Token, report: Side) -> set[Token]:
    """Whom the report says to have done, or suffered, what a noun names somebody by: "protesters", "detainees"."""
    found: set[Token] = set()
    for role in ("doer", "done_to"):
        deeds = read_table("words")["deeds"][role].get(noun.lemma_.lower(), "").split()
        for t in report.tokens if deeds else ():
            if t.lemma_.lower() in deeds and is_verbal(t):
                frame = frame_of(t)
                found |= {x for who in getattr(frame, role) for x in of_entity(who)}
    return found


def reach_of(token: Token, report: Side) -> set[Token]:
    """All words of the report that name whom `token` names: its own, whom a pronoun means, the same name elsewhere."""
    if ("reach", token) not in report.found:
        report.found["reach", token] = _reach_of(token, report)
    return report.found["reach", token]


def _reach_of(token: Token, report: Side) -> set[Token]:
    found = of_entity(token)
    for one in list(found):
        for other in antecedents(one, report):
            found |= of_entity(other)
    if token.pos_ in ("NOUN", "PROPN"):
        keys = {
            w
            for t in found
            if t.pos_ in ("NOUN", "PROPN")
            for w in report.senses[t].own
            if w.startswith("word:")
        }
        for t in report.tokens:
            named = t.pos_ == "PROPN" or (t.pos_ == "NOUN" and is_person(t))
            if same_group(token, t, report):
                found |= of_entity(t)
            if not named or t in found or t.dep_ in ("compound", "nmod", "amod") or _differ(token, t):
                continue
            beside = (
                [c for c in t.children if c.dep_ in ("compound", "appos", "nmod")] if is_title(token) else []
            )
            if any(report.senses[one].own & keys for one in (t, *beside)):
                found |= of_entity(t)
    return found


def same_group(one: Token, other: Token, report: Side) -> bool:
    """Whether two sentences speak of one group of people by its number: "30 refugees", then "all 30 men"."""
    if one.doc is other.doc or not (is_person(one) and is_person(other)):
        return False
    mine, theirs = ({q.value for q in report.counted(t) if q.value and q.value > 2} for t in (one, other))
    return bool(mine & theirs)


def is_title(token: Token) -> bool:
    """Whether a word stands for a person by the office alone: "the President" for President Ada Rill."""
    bare = not any(c.dep_ in ("compound", "appos", "nmod", "amod", "prep") for c in token.children)
    return (
        bare
        and token.tag_ in ("NN", "NNP")
        and is_person(token)
        and any(c.lower_ == "the" for c in token.children)
    )


def _differ(one: Token, other: Token) -> bool:
    """Whether two nouns are told apart by what stands before them: "the High Court", "the regional court"."""
    mine, theirs = _marks(one), _marks(other)
    return one.lemma_.lower() == other.lemma_.lower() and bool(mine and theirs) and not mine & theirs


def _marks(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nummod", "nmod")}


def names_same(token: Token, wanted: set[Token], report: Side) -> bool:
    """Whether a word of the report names one of `wanted`."""
    return bool(reach_of(token, report) & wanted)


def sum_of(mine: Quantity, said: Side, report: Side) -> bool:
    """Whether a number is that of a list: "Colonel X and three other officers" are four officers."""
    if mine.value is None:
        return False
    for token in report.tokens:
        members = joined_to(token)
        if token.dep_.startswith("nsubj"):
            members += [c for c in token.head.children if c.dep_.startswith("nsubj") and c not in members]
        if token.dep_ == "conj" or len(members) < 2:
            continue
        total = sum(next((q.value or 0 for q in report.counted(m)), 1) for m in members)
        people = mine.noun is None or bool(
            candidates(mine.noun, said, report) & {x for m in members for x in of_entity(m)}
        )
        if total == mine.value and (people or all(is_person(m) for m in members)):
            return True
    return False
