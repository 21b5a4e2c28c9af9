"""What happened, in a line: a sentence shortened by its grammar to at most 70 characters.

The clause the date belongs to is put in the present, without its date. What is still too long loses
phrases that it can stand without, the least telling first (a search for the cheapest cut). What the
sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun means;
where that leaves no whole line, its opening ends with "…".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.actor.known import short_names
from data.english.date.choice import verb_of
from data.english.date.mentions import DateMention
from data.english.date.removal import leave_out_dates
from data.english.grammar import parse
from data.english.headline.clauses import Clause, clauses_of, subject_of
from data.english.headline.cutting import LIMIT, Line
from data.english.headline.phrasings import (
    first_words,
    say_announced,
    say_attributed,
    say_directly,
    say_included,
    say_intended,
    say_opening,
    say_passive,
    say_terse,
    say_urged,
)
from data.english.headline.shorter import ASIDES, say_shorter, without_asides
from data.english.headline.verbs import is_plural
from data.english.headline.wording import tidy
from data.english.parts import role_kinds
from data.english.rules import Rule
from data.english.words import any_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["LIMIT", "Headline", "make_headline", "subject_phrase", "write_headline"]

_SHORT_NAME = Rule(
    "headlines",
    "short name",
    "uses a well-known body's shortest name",
    "Some full names leave no room for what happened.",
    "In May, the UN Committee on the Elimination of Discrimination against Women criticized the law.",
    "CEDAW Committee criticizes the law",
)
_LEAD_IN_LEFT = Rule(
    "headlines",
    "opening before the subject",
    "tries again without an opening up to a comma",
    "The parser may take a long opening for a part of the subject.",
    "In the capital of the northern province, 40 arrests in May.",
    "40 arrests",
)
_HONEST = Rule(
    "headlines",
    "opening rather than a noun that says little",
    "tells the clause's opening with “…” where a short line would leave out what a law or statement is about",
    "“Issues a statement” says nothing; that it goes on is honest.",
    "In May, the Supreme Court issued a statement warning that the killing of members of the judiciary threatened the rule of law in the north.",
    "Supreme Court issues a statement warning that the killing of members…",
)
_IN_THE_SENTENCE = Rule(
    "wording",
    "name in the same sentence",
    "puts for “they”, “it” or “she” the one subject before it in the sentence that it can mean",
    "Whom the sentence names before the pronoun, it means.",
    "After families were evicted from one of the buildings in May, they set up a protest camp in front of the council offices.",
    "Families set up a protest camp in front of the council offices",
)
_NAMED_ONE = Rule(
    "headlines",
    "one of them, named",
    "tells “NAME did …” for “one of them, NAME, did …”",
    "Whose number it is, the line does not say.",
    "One of the men, Bob Low, was granted a visa in May.",
    "Bob Low granted a visa",
)
_ONE_OF_THEM = re.compile(
    r"^[Oo]ne of (?:them|(?:the|these|those) (?:\w+ ){0,2}\w+), ((?:[a-z][\w-]* ){0,4}[A-Z‘’][^,;]{2,60}),"
    r"(?= (?:was|were|had|has|is|\w+ed)\b)"
)
_SHORT = 55  # letters of a line that leaves room to say more
_UNCLEAR = re.compile(r"\b(?:whose|whom|which|them|these|those|this)\b|[()]", re.IGNORECASE)
_MUCH_LOST = 4.0  # what is paid for a line that the sentence is read again for without its asides
_ASIDE_LOST = 0.8
_LITTLE_LOST = 1.2  # what is paid for a line that no other way of telling is tried for
_WORTH_CHANGING = 0.3  # what another telling has to save
_INNER_PRONOUN = re.compile(
    r"^(?:\S+ ){1,7}(?:says?|rules?|decides?|states?|reports?|grants?) (?:that )?(?:s?he|him)\b"
)
_PRONOUN = re.compile(
    r"(?:He|She|It|They|These|This|His|Her|Their|Its)\b(?! (?:is|was) (?:reported|said|announced|alleged))"
)
# What the parser may take for a part of the subject: "In the report to the Council, the Prosecutor stated ...".
_LEAD_IN = re.compile(
    rf"(?:{any_of('headlines', 'lead_in')})\b[^,;]{{2,120}}, "
    rf"(?=(?:the|an?|{any_of('headlines', 'counts')})\s|[A-Z])"
)


_WAYS = (say_included, say_directly, say_intended, say_passive, say_urged, say_attributed, say_announced)


@dataclass(frozen=True)
class Headline:
    """A headline of 1 to 70 characters, and why a person should look at it (none: nothing)."""

    text: str
    doubts: tuple[str, ...] = ()


def write_headline(sentence: str, mentions: list[DateMention] | None = None, he: str | None = None) -> str:
    """The text of `make_headline`."""
    return make_headline(sentence, mentions, he).text


def make_headline(
    sentence: str, mentions: list[DateMention] | None = None, he: str | None = None
) -> Headline:
    """A headline in the sentence's own words, in the present, without its dates.

    `mentions` are the dates to leave out, the one the headline is about first; `he` is the name for a
    pronoun that the sentence does not explain.
    """
    plain, at = leave_out_dates(sentence, mentions or [])
    named = _ONE_OF_THEM.sub(r"\1", plain)
    if named != plain and _NAMED_ONE.fires():
        plain, at = named, max(0, at - len(plain) + len(named))
    single = len(mentions or []) == 1
    verb = verb_of(sentence, mentions[0]) if mentions else None
    verb_text = verb.text if verb is not None else ""
    clauses: list[Clause] = []
    best: _Told | None = None
    for telling in _tellings(plain):
        clauses = clauses_of(parse(telling), at, single, verb_text)
        told = _tell(clauses, he)
        if told is not None and (best is None or told.line.cost < best.line.cost - _WORTH_CHANGING):
            if telling != plain:
                _SHORT_NAME.fires()
            best = told
        if best is not None and best.line.cost <= _LITTLE_LOST:
            break
    if best is None or best.line.lacking or best.line.cost > _MUCH_LOST or best.number:
        simple = without_asides(say_shorter(plain))
        if simple not in (plain, say_shorter(plain)) and (not verb_text or verb_text in simple.split()):
            inner = clauses_of(parse(simple), at, single, verb_text)
            told = _tell(inner, he)
            cost = None if told is None else told.line.cost + _ASIDE_LOST + (5 if told.line.lacking else 0)
            better = cost is not None and (best is None or cost < best.line.cost - _WORTH_CHANGING)
            if told is not None and better and ASIDES.fires():
                best, clauses = told, inner
    if best is not None and best.line.lacking and len(best.line.text) < _SHORT:
        opening = _tell_opening([best.clause], he)
        if opening is not None and len(opening.line.text) > len(best.line.text) + 10 and _HONEST.fires():
            best = opening
    best = best or _tell_opening(clauses, he)  # of the shortest telling
    if best is not None:
        return Headline(best.line.text, _doubts(best.line.text, he, best.clause, best.number))
    if not clauses and (opening := _LEAD_IN.match(plain)) and _LEAD_IN_LEFT.fires(opening[0]):
        return make_headline(plain[opening.end() :], he=he)
    text = first_words(plain, he)
    return Headline(text, (*_doubts(text, he, None, 0), "sentence not understood"))


@dataclass(frozen=True)
class _Told:
    """A line, and the clause that it tells, which came as `number` of those tried."""

    line: Line
    clause: Clause
    number: int


def _tell(clauses: list[Clause], he: str | None) -> _Told | None:
    """The line that loses least of the first clause that can be told in one."""
    for number, clause in enumerate(clauses):
        lines: list[Line] = []
        for say in _WAYS:
            line = say(clause, _antecedent_in(clause) or he)
            lines += [line] if line else []
            if line is not None and line.cost <= _LITTLE_LOST:
                break
        if (
            not lines
            and number == 0
            and clause.relative is not None
            and clause.subject in [c.subject for c in clauses[1:]]
        ):
            line = say_terse(clause, None)
            lines += [line] if line else []
        if lines:
            return _Told(min(lines, key=lambda line: line.cost), clause, number)
    return None


def _tell_opening(clauses: list[Clause], he: str | None) -> _Told | None:
    """The opening of the first clause that has one, else two words."""
    for say in (say_opening, say_terse):
        for number, clause in enumerate(clauses):
            if line := say(clause, _antecedent_in(clause) or he):
                return _Told(line, clause, number)
    return None


def _antecedent_in(clause: Clause) -> str | None:
    """Whom the sentence itself means by the pronoun that is the clause's subject: the one subject before it."""
    subject = clause.subject
    if subject is None or subject.lower_ not in ("they", "it", "he", "she") or subject.i == 0:
        return None
    found = []
    for token in clause.doc[: subject.i]:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head == clause.verb:
            continue
        if token.pos_ == "PRON" or is_plural(token, token.head) != (subject.lower_ == "they"):
            continue
        person = token.ent_type_ == "PERSON" or role_kinds().get(token.lemma_.lower()) in ("person", "group")
        if token.pos_ in ("NOUN", "PROPN") and (
            subject.lower_ == "they" or person != (subject.lower_ == "it")
        ):
            found.append(token)
    if len(found) != 1:
        return None
    words = _few_words(found[0])
    return words[:1].upper() + words[1:] if 3 < len(words) <= 42 and _IN_THE_SENTENCE.fires(words) else None


def _few_words(noun: Token) -> str:
    """A noun with what stands before it and its “of”."""
    long = {
        t.i
        for c in noun.children
        if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of")
        for t in c.subtree
    }
    return tidy(
        "".join(
            t.text_with_ws
            for t in noun.subtree
            if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
        )
    )


def _doubts(text: str, he: str | None, clause: Clause | None, number: int) -> tuple[str, ...]:
    """Why a person should look at a headline, told of the clause that came as `number` of those tried."""
    doubts = []
    if text.endswith("…"):
        doubts.append("headline cut")
    if clause is not None and clause.side:
        doubts.append("date from a side clause")
    elif number:
        doubts.append("headline of another clause")
    if he and he in text:
        doubts.append("subject from the sentence before")
    if _PRONOUN.match(text) or not he and _INNER_PRONOUN.search(text):
        doubts.append("subject not named")
    return tuple(doubts)


def _tellings(plain: str) -> list[str]:
    """The sentence, then the sentence in fewer words: "CEDAW Committee", "over" for "in connection with"."""
    short = say_shorter(plain)
    for name, brief in short_names().items():
        short = short.replace(name, brief)
    treaty = "Convention" in plain or "Covenant" in plain  # known by its short name
    return list(dict.fromkeys((short, plain) if treaty else (plain, short)))


def subject_phrase(sentence: str, pronoun: str = "they") -> str | None:
    """The subject of a sentence in a few words, where the next sentence can mean it by `pronoun`.

    "they" are people, "it" is a body; "things" are many of anything, for a "they" that cannot be people.
    """
    plural = pronoun != "it"
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.pos_ == "PRON" or is_plural(subject, root) != plural:
        return None
    kind = role_kinds().get(subject.lemma_.lower())
    named = subject.pos_ == "PROPN" and subject.ent_type_ in (("NORP",) if plural else ("ORG", "GPE"))
    several = plural and (subject.pos_ == "NUM" or subject.lower_ == "people" or subject.pos_ == "PROPN")
    bodies = ("organisation", "state", "court", "international body")
    if pronoun != "things" and not named and not several and not (kind if plural else kind in bodies):
        return None
    words = _few_words(subject)
    if any(t.ent_type_ == "DATE" for t in doc[subject.left_edge.i : subject.i]):
        return None
    if _UNCLEAR.search(words):
        return None
    return words if 3 < len(words) <= 42 else None
