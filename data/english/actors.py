"""Who takes part in a sentence? Well-known bodies by list, names by form and model, groups by grammar.

An actor acts or is acted upon. So a name counts where it is subject, object, agent or the like of what
happens, and not where it only names a place, a treaty, or whose relative somebody is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.grammar import parse
from data.english.groups import find_groups
from data.english.known import Actor
from data.english.names import Name, find_names
from data.english.parts import part_of, roles
from data.english.report_names import read_names
from data.english.rules import Rule
from data.report import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
_NO_PART = _rule(
    "body without a part",
    "leaves out a body that only says where or of what kind",
    "“Near the Ministry” says where.",
    "In May, lawyers met near the Supreme Court.",
    "lawyers",
)


class ActorFinder:
    """Finds the actors of sentences of one report, each under one name throughout.

    What a report says once holds for all of it: "National Security Service (NSS)" makes the two
    names one; so does "President Nursultan Nazarbaev" for "President Nazarbaev".
    """

    def __init__(self, report: Report):
        self._report = read_names(report)

    def find(self, sentence: str) -> list[Actor]:
        """The actors of one sentence, in the order named, each once."""
        doc = parse(sentence)
        names = find_names(doc, self._report)
        taken = {i: name for name in names for i in range(name.start, name.end)}
        found = [(name.start, name.actor) for name in names if name.actor and self._takes_part(doc, name)]
        for token in doc:
            if token.i not in taken:
                found += [(token.i, actor) for actor in find_groups(token, taken, self._report)]
        unique: dict[str, Actor] = {}
        for _, actor in sorted(found, key=lambda pair: pair[0]):
            unique.setdefault(actor.name.lower(), actor)
        return list(unique.values())

    def _takes_part(self, doc: Doc, name: Name) -> bool:
        head = doc[name.start : name.end].root
        text = doc[name.start : name.end].text
        part = part_of(head)
        if name.actor is None:
            return False
        if name.actor.kind == "foreign state" or name.actor.name == self._report.place:
            motion = head.head.lemma_ in roles("motion")
            acts = part in ("subject", "agent", "target") or (part == "object" and not motion)
            return acts or not _STATE_ACTS.fires(text)
        if part == "modifier":
            return not _MODIFIER.fires(text)
        if name.actor.kind == "person":
            return part != "possessor" or not _POSSESSOR.fires(text)
        acts = part in ("subject", "object", "agent", "recipient", "partner", "target", "other")
        return acts or not _NO_PART.fires(text)
