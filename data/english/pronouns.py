"""Whom a sentence means by "he", "they" or "the court": the persons told of before, and sentences that go on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from data.english.actor.known import Actor
from data.english.grammar import parse
from data.english.headline.naming import subject_phrase
from data.english.parts import role_kinds
from data.english.words import word_set

CONTINUES = re.compile(
    r"(?:They|He|She|It|His|Her|Their|These|This|Both|The (?:Committee|Court|law|group|two|three|men|women))\b(?! (?:was a|is a)\b)"
)
_PLURAL_NOUN = re.compile(r"[A-Z][a-z]+s\b(?! [A-Z])")  # at the beginning of a sentence: "Detainees were …"
_PERSONAL = word_set("verbs", "personal")
_OWN_AT_START = re.compile(r"(?:[^,]{2,40}, )?(?:His|Her|his|her)\b")
_OWN_THING = re.compile(r"(?:[^,]{2,40}, )?(?:His|Her|his|her) ((?:\w+ )?\w+)")
_OWN = re.compile(r"\b(?:his|her)\b")
_OTHERS = re.compile(r"\b(?:[Ii]t|[Tt]hey)\b")
_THEIR_AT_START = re.compile(r"(?:[^,]{2,40}, )?(?:Their|their)\b")
PLURAL = re.compile(r"\b(?:They|they|Both)\b")


def has_pronoun(sentence: str) -> bool:
    return bool(re.search(r"\b(?:[Hh]e|him|[Ss]he)\b", sentence))


def plural_antecedent(actors: list[Actor]) -> str | None:
    """The persons a following "they" can mean."""
    names = [actor.name for actor in actors if actor.kind == "person"]
    return " and ".join(names) if len(names) == 2 else None


def is_about_them(sentence: str) -> bool:
    """Whether "they" is whom the sentence is about."""
    return any(
        t.lower_ in ("they", "both") and t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"
        for t in parse(sentence)
    )


def _person_of(told: Antecedents) -> tuple[str | None, bool]:
    """The last person that a sentence names, and whether to look before it: not where the name is a body's."""
    name = last_person(told._actors)
    return (None, False) if name and _is_body_or_nation(name, told._sentence) else (name, True)


def last_person(actors: list[Actor]) -> str | None:
    return next((a.name for a in actors if a.kind == "person"), None)


def _is_body_or_nation(name: str, sentence: str) -> bool:
    """Whether what was taken for a person is a body or a people: “Rapid Response Force”, “Bosniak”."""
    words = name.split()
    kind = role_kinds().get(words[-1].lower())
    if kind is not None:
        return kind != "person" and name[-1].isalpha()
    nations = (t for t in parse(sentence) if t.ent_type_ == "NORP")
    return len(words) == 1 and any(t.text == name for t in nations)


class Antecedents:
    """Whom or what the pronouns of the next sentence can mean.

    Most sentences mean nobody by a pronoun, so what came before is only looked at, and parsed, where one does.
    """

    def __init__(
        self,
        sentence: str = "",
        actors: Callable[[], list[Actor]] = list,
        before: Antecedents | None = None,
    ):
        self._sentence = sentence
        self._find_actors = actors
        self._before = before
        self._known: dict[str, str | None] = {}

    def after(self, sentence: str, actors: Callable[[], list[Actor]]) -> Antecedents:
        """What they mean behind `sentence`; `actors` finds its actors."""
        return Antecedents(sentence, actors, self)

    @cached_property
    def _actors(self) -> list[Actor]:
        return self._find_actors()

    @property
    def person(self) -> str | None:
        """Whom "he" and "she" mean: the last person named."""
        return self._last("person", _person_of)

    @property
    def people(self) -> str | None:
        """Whom "they" means."""
        return self._last(
            "people", lambda told: (plural_antecedent(told._actors) or subject_phrase(told._sentence), True)
        )

    @property
    def thing(self) -> str | None:
        """What "it" means: a body that is still told of."""
        return self._last(
            "thing", lambda told: (subject_phrase(told._sentence, "it"), _is_about_it(told._sentence))
        )

    @property
    def things(self) -> str | None:
        """What "they" means where no people can be meant."""
        return self._last("things", lambda told: (subject_phrase(told._sentence, "things"), False))

    def _last(self, name: str, look: Callable[[Antecedents], tuple[str | None, bool]]) -> str | None:
        """The nearest antecedent, looked for in sentence after sentence as long as the second of `look` is true."""
        passed, told, found = [], self, None
        while told._before is not None:
            if name in told._known:
                found = told._known[name]
                break
            passed.append(told)
            found, further = look(told)
            if found or not further:
                break
            told = told._before
        for one in passed:
            one._known[name] = found
        return found

    def meant_in(self, sentence: str) -> str | None:
        """The name that the sentence's pronoun stands for."""
        if has_pronoun(sentence):
            return self.person
        if PLURAL.search(sentence):
            return self.people if self.things is None or _is_done_to_people(sentence) else self.things
        if _OWN_AT_START.match(sentence) or _OWN.search(sentence) and not _OTHERS.search(sentence):
            return self.person
        if _THEIR_AT_START.match(sentence):
            return self.people
        return self.thing if _is_about_it(sentence) else None

    def means(self, pronoun: str) -> tuple[str, ...]:
        """Whom a pronoun in small letters stands for: their names, or the noun they were told of by."""
        if pronoun in ("he", "she", "him", "her", "his"):
            return (self.person,) if self.person else ()
        if pronoun in ("they", "them", "their"):
            meant = self.people
            names = {actor.name for told in self._told_before() for actor in told._actors}
            return tuple(_names_of(meant, names)) if meant else ()
        return tuple(_names_of(self.thing, set())) if pronoun == "it" and self.thing else ()

    def sentences_before(self) -> list[str]:
        """The last two sentences, the nearest first."""
        return [told._sentence for told in self._told_before()]

    def _told_before(self) -> list[Antecedents]:
        """The last two sentences."""
        return [told for told in (self, self._before) if told is not None and told._before is not None]

    def actors_in(self, sentence: str, actors: list[Actor]) -> list[Actor]:
        """The actors of the sentence with those whom its pronoun means."""
        told_of = has_pronoun(sentence) or _is_about_his_own(sentence)
        if told_of and not last_person(actors) and self.person:
            return [Actor(self.person, "person"), *actors]
        meant = self.meant_in(sentence)
        if meant and meant is self.people and " and " in meant and is_about_them(sentence):
            return [*(Actor(name, "person") for name in meant.split(" and ")), *actors]
        return actors


def _names_of(phrase: str, names: set[str]) -> list[str]:
    """The names in a phrase for several: "Ana Roe and Bob Low", "the seven miners"."""
    parts = re.split(r" and |, ", phrase)
    if all(part in names for part in parts):
        return parts
    bare = re.sub(
        r"^(?:(?:the|all|some|a|an|its?|these|those|at least|about|more than|around|several|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|other|both|\d[\d,]*)\s+)+",
        "",
        phrase,
        flags=re.I,
    )
    if bare == phrase and bare[:1].isupper() and bare[1:2].islower() and bare not in names:
        bare = bare[0].lower() + bare[1:] if _PLURAL_NOUN.match(bare) else bare
    bare = re.split(r" (?:of|who|in|from|at|with|on|to|for|by|and)\b", bare)[0]
    return [bare] if bare else []


def _is_about_his_own(sentence: str) -> bool:
    """Whether it begins with what is somebody's own, as in "His sentence": his lawyer or his wife is another."""
    found = _OWN_THING.match(sentence)
    return found is not None and not any(role_kinds().get(word.rstrip("s")) for word in found[1].split())


def _is_about_it(sentence: str) -> bool:
    """Whether "it" is a thing that does something, as in "It held hearings"."""
    return any(
        t.lower_ == "it" and t.dep_ == "nsubj" and t.i < 3 and t.head.lemma_ != "be" for t in parse(sentence)
    )


def _is_done_to_people(sentence: str) -> bool:
    """Whether the main verb is one that only people suffer or do: "they were released"."""
    root = next((t for t in parse(sentence) if t.dep_ == "ROOT"), None)
    return root is not None and root.lemma_.lower() in _PERSONAL
