"""Who takes part in a sentence? Well-known bodies by list, names by form and model, groups by grammar.

An actor acts or is acted upon. So a name counts where it is subject, object, agent or the like of what
happens, and not where it only names a place, a treaty, or whose relative somebody is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.actor.groups import find_groups
from data.english.actor.kinds import is_office
from data.english.actor.known import Actor
from data.english.actor.names import Name, find_names
from data.english.actor.report_names import ReportNames, read_names
from data.english.grammar import parse
from data.english.parts import acts_together, part_of, role_kinds, roles
from data.english.rules import Rule
from data.english.words import word_set
from data.report import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _rule(name: str, does: str, why: str, example: str, gives: str) -> Rule:
    return Rule("actors", name, does, why, example, gives)


_STATE_ACTS = _rule(
    "state that acts",
    "takes a state for an actor only where it is subject, agent or target, or object of no journey",
    "“In France”, “left France” say where.",
    "In May, two priests fled from Austria.",
    "priests",
)
_MODIFIER = _rule(
    "name before a noun",
    "leaves out a name that only describes a noun",
    "“The Roe report” is a report.",
    "In May, a Human Rights Watch report was banned.",
    "",
)
_POSSESSOR = _rule(
    "whose relative",
    "leaves out a person who is only named as somebody's",
    "“Ana Roe’s brother” is her brother.",
    "In May, Ana Roe’s brother was arrested.",
    "",
)
_LISTED = _rule(
    "name in a list",
    "takes a person before “and” or a comma and another name, though the parser hangs it on that",
    "Of a list of names the parser takes some for parts of others.",
    "On 31 August, Brice Petit and Jean-Michel Maulpoix, both editors, were convicted of defamation.",
    "Brice Petit; Jean-Michel Maulpoix",
)
_NO_PART = _rule(
    "body without a part",
    "leaves out a body that only says where or of what kind",
    "“Near the Ministry” says where.",
    "In May, lawyers met near the Supreme Court.",
    "lawyers",
)


_WHERE = _rule(
    "place that looks like a person",
    "leaves out a name behind “in”, “the town of” and the like, and one word behind “visited”",
    "It says where.",
    "In May, miners of the borough of Vrubnitsa visited Ingushetia.",
    "miners",
)
_ALIAS = _rule(
    "second name in brackets",
    "leaves out a name in brackets right behind another, or behind “known as”",
    "It is the same one's.",
    "In May, Bob Low (known as Red Bob) left the Northern Farmers Union (Unión Campesina).",
    "Bob Low; Northern Farmers Union",
)
_REPEATED = _rule(
    "said again in fewer words",
    "leaves out “court” beside “military court”",
    "One actor has one name.",
    "In May, a military court sentenced Ana Roe, and the court freed Bob Low.",
    "military court; Ana Roe; Bob Low",
)


def without_repeats(actors: list[Actor]) -> list[Actor]:
    """Each actor once, and none whose name only ends a longer one's: "court" beside "military court"."""
    unique: dict[str, Actor] = {}
    for actor in actors:
        unique.setdefault(actor.name.lower().replace("’", "'"), actor)
    repeated = {
        name
        for name in unique
        for other in unique
        if other.endswith(" " + name)
        and unique[name].kind == unique[other].kind != "person"
        and (unique[name].kind != "security forces" or unique[other].name[:1].islower())
    }
    if sum(actor.kind == "court" for actor in unique.values()) > 1:
        repeated.add("court")
    if any(a.kind == "organisation" and a.name[:1].isupper() for a in actors):
        repeated |= {name for name in unique if name in roles("said_again")}
    for name in repeated:
        _REPEATED.fires(name)
    return [actor for name, actor in unique.items() if name not in repeated]


_ALSO_KNOWN_AS = re.compile(
    r"[A-Z][\w’'-]+,? \(?(?:(?:also|better|formerly) )?(?:known (?:simply )?as|aka|a\.k\.a\.|alias|nicknamed)[\s“‘\"]+$"
    r"|\((?:also )?known as\s+$"
)
_PLACE_NOUNS = word_set("names", "place_nouns")


class ActorFinder:
    """Finds the actors of sentences of one report, each under one name throughout.

    What a report says once holds for all of it: "National Security Service (NSS)" makes the two
    names one; so does "President Nursultan Nazarbaev" for "President Nazarbaev".
    """

    def __init__(self, report: Report):
        self._report = read_names(report)
        self._names_of: tuple[str, dict[int, Name]] = ("", {})

    @property
    def report(self) -> ReportNames:
        """What the report says of names."""
        return self._report

    def names_in(self, sentence: str) -> dict[int, Name]:
        """The proper names of a sentence by each of their tokens; of the last sentence they are kept."""
        if self._names_of[0] != sentence:
            doc = parse(sentence)
            names = [
                replace(name, actor=None)
                if _is_alias(doc, name) and _ALIAS.fires(name.actor and name.actor.name or "")
                else name
                for name in find_names(doc, self._report)
            ]
            self._names_of = sentence, {i: name for name in names for i in range(name.start, name.end)}
        return self._names_of[1]

    def find(self, sentence: str, within: tuple[int, int] | None = None) -> list[Actor]:
        """The actors of one sentence, or of its characters `within`, in the order named, each once."""
        doc = parse(sentence)
        taken = self.names_in(sentence)
        names = dict.fromkeys(taken.values())
        found = [(name.start, name.actor) for name in names if name.actor and self._takes_part(doc, name)]
        for token in doc:
            if token.i not in taken:
                found += [(token.i, actor) for actor in find_groups(token, taken, self._report)]
        if within is not None:
            found = [(i, actor) for i, actor in found if within[0] <= doc[i].idx < within[1]]
        return without_repeats([actor for _, actor in sorted(found, key=lambda pair: pair[0])])

    def _takes_part(self, doc: Doc, name: Name) -> bool:
        head = doc[name.start : name.end].root
        text = doc[name.start : name.end].text
        part = part_of(head)
        if name.actor is None:
            return False
        if name.actor.kind == "foreign state" or name.actor.name == self._report.place:
            if head.dep_ in ("compound", "amod", "nmod") or head.dep_ == "conj" and head.head.dep_ == "amod":
                return not _MODIFIER.fires(text)
            motion = head.head.lemma_ in roles("motion")
            acts = part in ("subject", "agent", "target") or (part == "object" and not motion)
            acts = acts or acts_together(head)
            return acts or not _STATE_ACTS.fires(text)
        if part == "modifier" and name.actor.kind == "person" and _is_listed(doc, name):
            return _LISTED.fires(text)
        if part == "modifier":
            return not _MODIFIER.fires(text)
        if is_office(name.actor.name):
            return head.dep_ not in ("appos", "attr", "oprd", "npadvmod") and part != "none"
        if name.actor.kind == "person":
            if part == "possessor" or _is_kin(head):
                return not _POSSESSOR.fires(text)
            return not (_is_where(head, part, name) and _WHERE.fires(text))
        acts = part in ("subject", "object", "agent", "recipient", "partner", "target", "other")
        return acts or not _NO_PART.fires(text)


def _is_listed(doc: Doc, name: Name) -> bool:
    """Whether "and" or a comma, and another capital, follow a name of two words: the next of a list."""
    behind = doc[name.end : name.end + 2]
    listed = len(behind) == 2 and behind[0].text in ("and", ",") and behind[1].text[:1].isupper()
    return listed and name.end - name.start > 1


def _is_kin(head: Token) -> bool:
    """Whether somebody is told of as whose relative another is: "the son of Ana Roe"."""
    behind_of = head.dep_ == "pobj" and head.head.lower_ == "of"
    return behind_of and head.head.head.lemma_.lower() in roles("kin")


def _is_alias(doc: Doc, name: Name) -> bool:
    if _ALSO_KNOWN_AS.search(doc.text[: doc[name.start].idx]):
        return True
    before = doc[name.start - 1].text if name.start else ""
    named = name.start > 1 and doc[name.start - 2]
    return (
        before == "(" and bool(named) and (named.text[:1].isupper() or bool(role_kinds().get(named.lemma_)))
    )


def _is_where(head: Token, part: str, name: Name) -> bool:
    """Whether the name of a person can only be a place's."""
    if part == "place":
        glued = name.start > 0 and head.doc[name.start - 1].text in MONTHS
        return not glued  # "In May Ana Roe was elected": the parser took her for where
    single = name.end - name.start == 1
    behind = head.head if head.dep_ == "pobj" else None
    if behind is not None and behind.lower_ == "of" and behind.head.lemma_.lower() in _PLACE_NOUNS:
        return True
    return single and head.dep_ == "dobj" and head.head.lemma_ in roles("motion")
