"""The steps of the check that look at words one by one: numbers, words, how many of them, dates, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.causes import is_cause
from data.english.check.happenings import check_happenings
from data.english.check.lexicon import words
from data.english.check.matching import candidates, is_content, names_same, sum_of
from data.english.check.operators import is_denied, operators
from data.english.check.quantities import Quantity, is_time, quantifier
from data.english.check.reading import LONGEST_STATEMENT
from data.english.check.texts import Side, are_close, are_near, below, clause_of
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
_PLACING = ("in", "at", "near", "from")


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
        whole = not any(_is_rest(q.noun) for q in other)
        return Part("number", mine.words, other[0].words, False if whole else None, "a number stands")
    return Part("number", mine.words, "", None, "a number stands")


def _is_rest(noun: Token | None) -> bool:
    """Whether more are counted elsewhere: "three other officers", "two of them"."""
    return noun is not None and any(
        c.lower_ in ("other", "more", "further", "additional") for c in noun.children
    )


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
        if not is_content(token, said) or is_cause(token):
            continue
        sense = said.senses[token]
        if candidates(token, said, report):
            parts.append(
                Part("name" if token.pos_ == "PROPN" else "word", token.text, "", True, "every word is borne")
            )
            continue
        if any(sense.phrase_keys & (theirs.own | theirs.also) for theirs in report.senses.values()):
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
        behind = token.nbor(1) if token.i + 1 < len(token.doc) else token
        if token.lower_ == "some" and behind in said.counting:
            continue  # "some 300 families"
        same = [t for t in report.tokens if quantifier(t) == kind]
        if kind == "whole" and (token.head.pos_ in ("NOUN", "PROPN") and token.lower_ in ("both", "each")):
            same = same or [t for t in report.tokens if t.lower_ in ("two", "both", "and")]
        if same or (token.lower_.startswith("any") and any(quantifier(t) == "none" for t in report.tokens)):
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


def check_emptiness(said: Side, report: Side) -> list[Part]:
    """Every "no one was", "there is no": in the report the same is denied of the same."""
    parts = []
    for token in said.docs[0]:
        verb = clause_of(token)
        if (
            token.lower_ not in ("no", "nobody", "none", "neither", "not", "n't", "never")
            or verb.pos_ != "AUX"
        ):
            continue
        about = [t for t in below(verb) if is_content(t, said) and t.pos_ in ("NOUN", "PROPN", "ADJ")]
        found = [c for t in about for c in candidates(t, said, report)]
        if not any(is_denied(clause_of(c)) or "no" in operators(c) for c in found):
            parts.append(Part("negation", token.text, "", None, "not stays"))
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
        if (
            token.dep_ == "pobj"
            and token.pos_ == "PROPN"
            and head.lower_ in _PLACING
            and head.head.pos_ == "NOUN"
        ):
            parts += _placed(head.head, head.lower_, token, said, report)
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


def _placed(noun: Token, where: str, place: Token, said: Side, report: Side) -> list[Part]:
    """A noun with its place: "homes in Arvo" are in Arvo in the report too."""
    nouns, places = candidates(noun, said, report), candidates(place, said, report)
    if (
        not is_content(noun, said)
        or not nouns
        or not places
        or any(are_close(n, p) for n in nouns for p in places)
    ):
        return []
    return [Part("place", f"{noun.text} {where} {place.text}", "", None, "where and how")]


def _together(mine: set[Token], theirs: set[Token], report: Side) -> bool:
    """Whether somewhere in the report one of `mine` says something of one of `theirs`."""
    for head in theirs:
        reach = set(head.subtree) | (
            {head.head} if head.dep_ in ("compound", "appos", "amod", "nmod", "poss") else set()
        )
        if head.dep_ in ("compound", "appos", "amod", "nmod"):
            reach |= set(head.head.subtree)
        for one in mine:
            if one in reach or (head in one.subtree and one.pos_ != "VERB"):
                return True
            if one.doc is head.doc and abs(one.i - head.i) <= 3 and not _is_of_another(one, head):
                return True  # "access to the prison at Kolm", however it hangs
            names = {c.lower_ for c in head.children if c.dep_ == "compound"}
            if (
                head.pos_ != "PROPN"
                and one.pos_ != "PROPN"
                and not names
                and are_near(one, head)
                and not _is_of_another(one, head)
            ):
                return True
            if names_same(head, {one.head, one}, report) and not _is_of_another(one, head):
                return True
    return False


def _is_of_another(one: Token, head: Token) -> bool:
    """Whether a word before a noun describes that noun and not `head`: "the French authorities", of the army."""
    return (
        one.dep_ in ("amod", "compound", "nmod")
        and one.head != head
        and one.head.pos_ in ("NOUN", "PROPN")
        and one.head.i > one.i
    )
