"""What happened, in a line: a sentence shortened by its grammar to at most 70 characters.

The clause the date belongs to is put in the present, without its date. What is still too long loses
phrases that it can stand without, the least telling first (a search for the cheapest cut). What the
sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun means;
where that leaves no whole line, its opening ends with "…".
"""

from __future__ import annotations

import re

from data.english.clauses import clauses_of, subject_of
from data.english.cutting import LIMIT
from data.english.dates import DateMention
from data.english.grammar import parse
from data.english.known import short_names
from data.english.phrasings import (
    first_words,
    say_announced,
    say_attributed,
    say_directly,
    say_opening,
    say_terse,
    say_urged,
)
from data.english.rules import Rule
from data.english.undated import leave_out_dates
from data.english.verbs import is_plural
from data.english.wording import tidy
from data.english.words import any_of

__all__ = ["LIMIT", "subject_phrase", "write_headline"]

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
# What the parser may take for a part of the subject: "In the report to the Council, the Prosecutor stated ...".
_LEAD_IN = re.compile(
    rf"(?:{any_of('headlines', 'lead_in')})\b[^,;]{{2,120}}, "
    rf"(?=(?:the|an?|{any_of('headlines', 'counts')})\s|[A-Z])"
)


def write_headline(sentence: str, mentions: list[DateMention] | None = None, he: str | None = None) -> str:
    """A headline of 1 to 70 characters in the sentence's own words, in the present, without its dates.

    `mentions` are the dates to leave out, the one the headline is about first; `he` is the name for a
    pronoun that the sentence does not explain.
    """
    plain, at = leave_out_dates(sentence, mentions or [])
    single = len(mentions or []) == 1
    clauses = []
    for telling in _tellings(plain):
        clauses = clauses_of(parse(telling), at, single)
        for clause in clauses:
            for say in (say_directly, say_urged, say_attributed, say_announced):
                if text := say(clause, he):
                    if telling != plain:
                        _SHORT_NAME.fires()
                    return text
    for say in (say_opening, say_terse):
        for clause in clauses:  # of the shortest telling
            if text := say(clause, he):
                return text
    if not clauses and (opening := _LEAD_IN.match(plain)) and _LEAD_IN_LEFT.fires(opening[0]):
        return write_headline(plain[opening.end() :], he=he)
    return first_words(plain, he)


def _tellings(plain: str) -> list[str]:
    """The sentence, then the sentence with a long name short: "CEDAW Committee"."""
    short = [plain.replace(name, brief) for name, brief in short_names().items() if name in plain]
    return [plain, *short]


def subject_phrase(sentence: str) -> str | None:
    """The plural subject of a sentence in a few words, which a "they" in the next sentence can mean."""
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.pos_ == "PRON" or not is_plural(subject, root):
        return None
    long = {
        t.i
        for c in subject.children
        if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of")
        for t in c.subtree
    }
    words = "".join(
        t.text_with_ws
        for t in subject.subtree
        if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
    )
    words = tidy(words)
    return words if 3 < len(words) <= 42 else None
