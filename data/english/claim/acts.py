"""Which acts words tell: verbs with what stands in their clause, then verbs alone, then nouns. The lists are in acts.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.claim.ground import MONTHS, Rule, read_words
from data.english.claim.slots import is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

    from data.english.claim.slots import Slots

_PHRASE = Rule(
    "claims",
    "verb and what stands with it",
    "tells an act by a verb with certain words in its clause, the most words first",
    "“Sentenced to death” is another act than “sentenced”.",
    "In May, a court sentenced Bob Low to death.",
    "death-sentence; by court; to Bob Low",
)
_VERB = Rule(
    "claims",
    "verb that tells an act",
    "tells an act by its verb",
    "“Arrested” is a detention whatever stands beside it.",
    "In May, rebels kidnapped Bob Low.",
    "disappearance; by rebels; to Bob Low",
)
_NOUN = Rule(
    "claims",
    "noun that tells",
    "tells an act by a noun where the verb says nothing: its object's, the preposition's, its subject's",
    "“A strike took place” is a strike.",
    "In May, the trial of Bob Low resumed in Salt River.",
    "trial; to Bob Low; in Salt River",
)

_REPORTS_OF = Rule(
    "claims",
    "reports of",
    "takes what reports were of for what happened in “there were reports of clashes”",
    "Nobody is named whose reports they are.",
    "In May, there were several reports of clashes between miners and farmers.",
    "attack; by miners, farmers",
)


@dataclass(frozen=True)
class Phrase:
    """Words that together tell an act: `needs` are pairs of a slot ("", "obj", "subj") and the words of which one stands there."""

    act: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    verb_alone: bool = False


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read_words("acts")["classes"].items()}


@lru_cache(maxsize=1)
def phrases_by_verb() -> dict[str, list[Phrase]]:
    """The phrases of each verb, those with most words first."""
    found: dict[str, list[Phrase]] = {}
    for act, told in read_words("acts")["acts"].items():
        for said in told.get("phrases", ()):
            verb, *rest = said.split()
            for one in verb.split("/"):
                needs = tuple(_need(word) for word in rest)
                found.setdefault(one, []).append(Phrase(act, needs))
    for act, told in read_words("acts")["acts"].items():
        for verb in told.get("verbs", "").split():
            found.setdefault(verb, []).append(Phrase(act, (), verb_alone=True))
    for phrases in found.values():
        phrases.sort(key=lambda phrase: (-len(phrase.needs), phrase.verb_alone))
    return found


def _need(word: str) -> tuple[str, frozenset[str]]:
    slot, _, said = word.rpartition(":")
    if said == "*passive":
        return slot, frozenset((said,))
    if said.startswith("*"):
        return slot, _classes()[said[1:]] | {said}
    return slot, frozenset(said.split("/"))


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    """The act of each noun; of two words with a space between."""
    found: dict[str, str] = {}
    for act, told in read_words("acts")["acts"].items():
        nouns = told.get("nouns", "")
        for noun in nouns.split() if isinstance(nouns, str) else nouns:
            found.setdefault(noun, act)
    return found


@lru_cache(maxsize=1)
def _past_lemmas() -> dict[str, str]:
    return read_words("verbs")["past_lemmas"]


def lemma_of(token: Token) -> str:
    """The lemma of a word, with those put right that the model takes for another verb's."""
    lemma = _past_lemmas().get(token.lower_) or token.lemma_.lower()
    if lemma in phrases_by_verb() or not token.lower_.endswith("ed"):
        return lemma
    word = token.lower_
    return next((stem for stem in (word[:-1], word[:-2], word[:-3]) if stem in phrases_by_verb()), lemma)


def act_of_noun(noun: Token) -> str | None:
    """The act that a noun tells, by itself or with the word before it."""
    nouns, lemma = _nouns(), noun.lemma_.lower()
    if noun.ent_type_ in ("DATE", "PERSON") or noun.text in MONTHS:
        return None
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and (
            act := nouns.get(f"{child.lemma_.lower()} {lemma}")
        ):
            return act
    return nouns.get(lemma)


def act_of_verb(verb: Token, slots: Slots) -> tuple[str, list[Token]] | None:
    """The act that a verb tells with the words of its clause, and the words that tell it; None where it says nothing."""
    for phrase in phrases_by_verb().get(lemma_of(verb), ()):
        words = slots.words_for(phrase.needs)
        if words is not None:
            (_VERB if phrase.verb_alone or not phrase.needs else _PHRASE).fires(verb.text)
            return phrase.act, [verb, *(word for word in words if not is_person(word))]
    return None


def act_of_nouns(nouns: list[Token]) -> tuple[str, list[Token]] | None:
    """The act that the first telling one of `nouns` tells."""
    for noun in nouns:
        if (act := act_of_noun(noun)) and _NOUN.fires(noun.text):
            return act, [noun]
    return None


def act_told_there(verb: Token) -> tuple[str, list[Token]] | None:
    """The act that reports were of: "there were reports of clashes between miners and farmers"."""
    if lemma_of(verb) != "be" or all(c.dep_ != "expl" for c in verb.children):
        return None
    nouns = [
        g
        for noun in verb.children
        if noun.dep_ == "attr" and noun.lower_ == "reports"
        for c in noun.children
        if c.lower_ == "of"
        for g in c.children
    ]
    act = act_of_noun(nouns[0]) if nouns else None
    return (act, nouns[:1]) if act is not None and _REPORTS_OF.fires(nouns[0].text) else None
