"""Whom a sentence means by "he", "they" or "the court": the persons told of before, and sentences that go on."""

import re

from data.english.grammar import parse
from data.english.known import Actor

CONTINUES = re.compile(
    r"(?:They|He|She|It|His|Her|Their|These|This|Both|The (?:Committee|Court|law|group|two|three|men|women))\b(?! (?:was a|is a)\b)"
)
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


def last_person(actors: list[Actor]) -> str | None:
    return next((a.name for a in actors if a.kind == "person"), None)
