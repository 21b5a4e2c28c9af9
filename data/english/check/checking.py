"""`check`: does a passage bear a statement? Each step looks at one kind of part and says what holds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.english.check import steps
from data.english.check.causes import check_causes
from data.english.check.reading import clean, read_as_sentence, read_otherwise, read_text, words_of
from data.english.check.rules import RULES
from data.english.check.senses import find_abbreviations
from data.english.check.texts import Side, make_side
from data.english.check.verdicts import Part, Verdict, make_verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

_MOST_WORDS = 60  # of a statement read in more than one way; a headline has forty
_LATIN = re.compile(r"[A-Za-z]{2,}")


def check(statement: str, passage: str, before: str = "") -> Verdict:
    """Whether `passage` bears `statement`; `before` is the text before it, which says whom its pronouns mean.

    Pure and bounded: of long texts the sentences that share most with the statement are read. Unknown is not false:
    what the passage neither bears nor contradicts is `unsure`. Never raises for any text.
    """
    if not _LATIN.search(statement) or not _LATIN.search(passage):
        return make_verdict([Part("text", "", "", None, RULES["words to compare"].name)])
    if len(statement) > steps.LONGEST:
        return make_verdict(
            [Part("text", "a statement of this length", "", None, RULES["words to compare"].name)]
        )
    known = find_abbreviations(f"{clean(before[-8_000:])} {clean(passage[:40_000])}")
    shared = words_of(statement)
    sentences = (*read_text(before[-8_000:], shared), *read_text(passage, shared))
    doc, printed = read_as_sentence(statement, sentences)
    report = make_side(sentences, known)
    if not report.docs:
        return make_verdict([Part("text", "", "", None, RULES["words to compare"].name)])
    first = _compare(doc, report, known, printed)
    if first.passed or len(doc) > _MOST_WORDS:
        return first
    plainly = statement if first.verdict == "unsure" else None
    others = (_compare(other, report, known, printed) for other in read_otherwise(doc, printed, plainly))
    return next((verdict for verdict in others if verdict.passed), first)


def _compare(doc: Doc, report: Side, known: dict[str, str], printed: dict[str, str]) -> Verdict:
    """What one reading of the statement comes to."""
    said = make_side((doc,), known)
    parts: list[Part] = []
    for step in _STEPS:
        parts += (replace(part, words=_as_printed(part.words, printed)) for part in step(said, report))
    return make_verdict(parts)


def _as_printed(words: str, printed: dict[str, str]) -> str:
    return " ".join(printed.get(word, word) for word in words.split(" "))


_STEPS: tuple[Callable[[Side, Side], list[Part]], ...] = (
    steps.check_numbers,
    steps.check_words,
    check_causes,
    steps.check_scope,
    steps.check_emptiness,
    steps.check_dates,
    steps.check_happenings,
    steps.check_descriptions,
)
