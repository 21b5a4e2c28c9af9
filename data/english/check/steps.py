"""The steps of the check that look at words one by one: numbers, words, how many of them, dates, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.happenings import check_happenings
from data.english.check.lexicon import words
from data.english.check.matching import candidates, is_content, names_same, sum_of
from data.english.check.quantities import Quantity, is_time, quantifier
from data.english.check.reading import LONGEST_STATEMENT
from data.english.check.texts import Side, are_near
from data.english.check.verdicts import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "LONGEST",
    "check_dates",
    "check_descriptions",
    "check_happenings",
    "check_numbers",
    "check_scope",
    "check_words",
]

LONGEST = LONGEST_STATEMENT


def check_numbers(said: Side, report: Side) -> list[Part]:
    """Every number of the statement, with what it counts."""
    return [_number(q, said, report) for q in said.quantities]


def _number(mine: Quantity, said: Side, report: Side) -> Part:
    same = [q for q in report.quantities if q.value == mine.value and q.loose == mine.loose]
    fitting = [q for q in same if _counts_same(mine, q, said, report)]
    if any(_bound_fits(mine, q) for q in fitting):
        return Part("number", mine.words, "", True, "a number stands")
    if fitting:
        q = fitting[0]
        return Part("number", mine.words, f"{q.bound} {q.words}".strip(), None, "a bound stays")
    if mine.value == 1 and any(candidates(mine.noun, said, report)) if mine.noun is not None else False:
        return Part("number", mine.words, "", True, "a number stands")
    if sum_of(mine, said, report):
        return Part("number", mine.words, "", True, "a number stands")
    other = [
        q
        for q in report.quantities
        if _counts_same(mine, q, said, report) and mine.noun is not None and q.noun is not None
    ]
    if other and not same:
        return Part("number", mine.words, other[0].words, False, "a number stands")
    return Part("number", mine.words, "", None, "a number stands")


def _counts_same(mine: Quantity, theirs: Quantity, said: Side, report: Side) -> bool:
    if mine.noun is None or theirs.noun is None:
        return not is_time(mine.noun) and not is_time(theirs.noun)
    return theirs.noun in candidates(mine.noun, said, report) or names_same(
        theirs.noun, candidates(mine.noun, said, report), report
    )


def _bound_fits(mine: Quantity, theirs: Quantity) -> bool:
    return mine.bound == theirs.bound or (not mine.bound and theirs.bound == "about")


def check_words(said: Side, report: Side) -> list[Part]:
    """Every word of the statement that says something."""
    parts = []
    for token in said.docs[0]:
        if not is_content(token, said):
            continue
        sense = said.senses[token]
        if candidates(token, said, report):
            parts.append(
                Part("name" if token.pos_ == "PROPN" else "word", token.text, "", True, "every word is borne")
            )
            continue
        if sense.phrase is not None and candidates(token.doc[sense.phrase], said, report):
            continue
        against = next((t for t in report.tokens if report.senses[t].own & sense.against), None)
        if against is not None and token.pos_ in ("VERB", "NOUN") and against.pos_ in ("VERB", "NOUN"):
            parts.append(Part("act", token.text, against.text, False, "an opposite is false"))
        else:
            kind = "name" if token.pos_ == "PROPN" else "act" if token.pos_ == "VERB" else "word"
            parts.append(Part(kind, token.text, "", None, "every word is borne"))
    return parts


def check_scope(said: Side, report: Side) -> list[Part]:
    """Every "all", "only", "some" of the statement."""
    parts = []
    for token in said.docs[0]:
        kind = quantifier(token)
        if kind not in ("whole", "only", "part") or (
            kind == "part" and token.lower_ not in ("most", "half", "majority", "some")
        ):
            continue
        same = [t for t in report.tokens if quantifier(t) == kind]
        if kind == "whole" and (token.head.pos_ in ("NOUN", "PROPN") and token.lower_ in ("both", "each")):
            same = same or [t for t in report.tokens if t.lower_ in ("two", "both", "and")]
        if same:
            continue
        whole = next((t for t in report.tokens if quantifier(t) == "whole"), None)
        parts.append(
            Part(
                "scope",
                token.text,
                whole.text if whole is not None and kind in ("part", "only") else "",
                None,
                "how many of them",
            )
        )
    return parts


def check_dates(said: Side, report: Side) -> list[Part]:
    """Every date of the statement: whether the report has it at all; whose it is, `check_happenings` sees."""
    parts = []
    for when in said.times:
        answers = [when.agrees(other) for other in report.times]
        if True in answers:
            parts.append(Part("date", when.words, "", True, "a date stands"))
        elif (
            when.month
            and any(o.month for o in report.times)
            and not any(o.month == when.month for o in report.times)
        ):
            other = next(o for o in report.times if o.month)
            parts.append(Part("date", when.words, other.words, False, "a date stands"))
        else:
            parts.append(Part("date", when.words, "", None, "a date stands"))
    return parts


def check_descriptions(said: Side, report: Side) -> list[Part]:
    """Every word that describes a noun or name: in the report it describes the same."""
    parts = []
    for token in said.docs[0]:
        head = token.head
        if token.dep_ not in ("compound", "amod", "nmod", "appos", "poss") or not is_content(token, said):
            continue
        if (
            not is_content(head, said)
            or said.senses[token].phrase is not None
            or head.lemma_.lower() in words("skip", "nouns")
        ):
            continue
        mine, theirs = candidates(token, said, report), candidates(head, said, report)
        if not mine or not theirs or mine & theirs or _together(mine, theirs, report):
            continue
        parts.append(Part("name", f"{token.text} {head.text}", "", None, "what it is called"))
    return parts


def _together(mine: set[Token], theirs: set[Token], report: Side) -> bool:
    for head in theirs:
        reach = set(head.subtree) | (
            {head.head} if head.dep_ in ("compound", "appos", "amod", "nmod", "poss") else set()
        )
        if head.dep_ in ("compound", "appos", "amod", "nmod"):
            reach |= set(head.head.subtree)
        if any(m in reach or (head in m.subtree and m.pos_ != "VERB") for m in mine):
            return True
        if head.pos_ != "PROPN" and any(
            head in m.subtree or (m.pos_ != "PROPN" and are_near(m, head)) for m in mine
        ):
            return True
        if any(names_same(head, {m.head}, report) or names_same(head, {m}, report) for m in mine):
            return True
    return False
