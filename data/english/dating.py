"""Which of a sentence's dates date a happening that it tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data.english.dates import DateMention
from data.english.grammar import parse
from data.english.rules import Rule
from data.english.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_HAPPENED = word_set("dates", "not_happened")
_FUTURE = word_set("verbs", "future")
_INTENDED = word_set("verbs", "intending")
TOLD_ON = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|[Ii]t|[Tt]he (?:court|trial|two|three|men|women|case|group))\b"
)


def _rule(name: str, does: str, why: str, example: str, gives: str, before: str | None = None) -> Rule:
    return Rule("dating", name, does, why, example, gives, before=before)


_CARRIED_YEAR = _rule(
    "year told on",
    "takes a month without a year, told on from another year, for that year's next months",
    "“In March 2011, the mayor was arrested. In June, he was sentenced.”",
    "In June, he was sentenced.",
    "2011-06",
    before="2011-03",
)
_NOTHING_HAPPENED = _rule(
    "nothing happened then",
    "leaves out dates behind “as of”, “until”, “before”, “scheduled for”, “since”",
    "They say how long, or what is to come.",
    "The elections scheduled for October were postponed in May.",
    "2012-05",
)
_TO_COME = _rule(
    "still to come",
    "leaves out dates of verbs with “will”, “may” or “is due to”",
    "What is to come has not happened.",
    "The court ruled in May that elections will be held in October.",
    "2012-05",
)
_SIDE_CLAUSE = _rule(
    "date in a side clause",
    "leaves out dates of relative, adverbial and other clauses where the main clause has one",
    "They date something else.",
    "In July, a court tried a man who had been arrested in April.",
    "2012-07",
)
_ONLY_SIDE_CLAUSE = _rule(
    "side clause alone",
    "takes the date of a side clause where the sentence has no other",
    "Something happened then, and the sentence tells it.",
    "Ana Roe, arrested in May, was released.",
    "2012-05",
)
_OTHER_YEAR = _rule(
    "another year",
    "takes the first date of another year where there is none of the report's",
    "What the report tells of other years is kept apart.",
    "He had been arrested in April 2010.",
    "2010-04",
)


def carry_year(mention: DateMention, before: str, sentence: str, year: int) -> DateMention:
    """A month without its year, told on from a sentence about another year, is that year's next months."""
    last = before.split("/")[-1].rstrip("~")
    if (
        int(last[:4]) >= year
        or len(last) < 7
        or mention.year != year
        or mention.precision not in ("day", "month")
    ):
        return mention
    if str(year) in sentence[mention.start : mention.end]:
        return mention
    moved = last[:4] + mention.edtf[4:]
    after = (int(moved[5:7]) - int(last[5:7])) if moved[: len(last)] >= last[: len(moved)] else -1
    if 0 <= after <= 3 and _CARRIED_YEAR.fires(mention.edtf):
        return replace(mention, edtf=moved)
    return mention


def choose_dates(sentence: str, mentions: list[DateMention], year: int) -> list[DateMention]:
    """The mentions that date a happening the sentence itself tells.

    A date inside a subordinate clause dates something else; other years count only where the
    sentence has no date of the report's year on its main level.
    """
    told = [m for m in mentions if _has_happened(sentence, m)]
    if not told:
        return [m for m in mentions if m.year != year and m.precision == "year" and m.lead == "since"][:1]
    own = [m for m in told if m.year == year and m.precision != "year"]
    main = [m for m in own if _is_on_main_level(sentence, m)]
    if not main and own:
        _ONLY_SIDE_CLAUSE.fires(own[0].edtf)
        main = own[:1]
    if main:
        for mention in own:
            if mention not in main:
                _SIDE_CLAUSE.fires(mention.edtf)
        first: dict[str, DateMention] = {}
        for mention in main:
            first.setdefault(mention.edtf, mention)
        return list(first.values())
    other = [m for m in told if m.year != year][:1]
    if other:
        _OTHER_YEAR.fires(other[0].edtf)
    return other


def _has_happened(sentence: str, mention: DateMention) -> bool:
    if mention.lead in _NOT_HAPPENED:
        return not _NOTHING_HAPPENED.fires(mention.edtf)
    return not (_is_still_to_come(sentence, mention) and _TO_COME.fires(mention.edtf))


def _token_of(sentence: str, mention: DateMention) -> Token | None:
    return next((t for t in parse(sentence) if t.idx + len(t) > mention.start), None)


def _is_still_to_come(sentence: str, mention: DateMention) -> bool:
    """Whether the verb that the date belongs to is said to happen later: "will be held in May"."""
    token = _token_of(sentence, mention)
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    if token is None:
        return False
    if any(child.dep_ == "aux" and child.text in _FUTURE for child in token.children):
        return True
    aimed = token.dep_ == "xcomp" and any(child.lower_ == "to" for child in token.children)
    return aimed and (token.head.lemma_.lower() in _INTENDED)


def _is_on_main_level(sentence: str, mention: DateMention) -> bool:
    token = _token_of(sentence, mention)
    for _ in range(60):
        if token is None or token.head == token:
            break
        # The half before a semicolon is as much told as the one behind it.
        first_half = (
            token.dep_ == "ccomp"
            and token.i < token.head.i
            and not any(c.dep_ == "mark" for c in token.children)
        )
        inside = token.dep_ in ("relcl", "advcl", "ccomp", "acl", "pcomp", "csubj", "xcomp")
        if inside and not first_half:
            return False
        token = token.head
    return token is not None
