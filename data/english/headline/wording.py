"""The words of a headline: the kept words of a clause in their order, its commas and quotes whole."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from data.english.headline.clauses import Clause
from data.english.headline.pointing import can_mean
from data.english.headline.verbs import present_words
from data.english.parts import role_kinds
from data.english.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _rule(name: str, does: str, why: str, example: str, gives: str, he: str | None = None) -> Rule:
    return Rule("wording", name, does, why, example, gives, he=he)


_NAMED = _rule(
    "name for a pronoun",
    "puts the name for “he”, “she”, “they”, “him”, “his”, once",
    "A headline stands alone.",
    "In May, she was released from prison.",
    "Ana Roe released from prison",
    he="Ana Roe",
)
_NO_COMMA = _rule(
    "comma before the verb",
    "leaves out a comma before the verb that closed what is gone",
    "“Bill, submitted to parliament” has lost its aside.",
    "Bob Low, arrested in May, was freed.",
    "Bob Low arrested in May",
)
_NAMED_IN_WHAT_IS_SAID = _rule(
    "name for a pronoun in what is said",
    "puts the name for the “he” or “she” of whom a court or an office says something",
    "A court is no “he”.",
    "In May the US authorities said he was one of five people held by mistake.",
    "US authorities said Ana Roe was one of five people held by mistake",
    he="Ana Roe",
)
_QUOTES = _rule(
    "half a quotation",
    "leaves out quotation marks where one of a pair is gone",
    "Half a quotation misleads.",
    "In May, the ministry “closed the mine of Arvo.",
    "Ministry closes the mine of Arvo",
)
_BECOMES_AN = _rule(
    "a or an",
    "puts “a” or “an” as the next word wants it",
    "The word between may be gone.",
    "In May, the court heard an (unsigned) letter of the editor.",
    "Court hears a letter of the editor",
)


def render(clause: Clause, kept: Collection[int], he: str | None, words: dict[int, str] | None = None) -> str:
    """The tokens `kept` of a clause as a line in the present, with the name `he` for its first pronoun.

    `words` are what its words become, its `present_words` where none are given.
    """
    doc, subject = clause.doc, clause.subject
    order = _order(clause, kept)
    words = present_words(clause, he) if words is None else words
    named = False
    text = ""
    for position, i in enumerate(order):
        token = doc[i]
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        if _is_left_out(clause, i, before, after, text, kept):
            continue
        word = words.get(i, token.text)
        if he and not named and (name := _name_for(token, subject, he, text, position)):
            word, named = name, _NAMED.fires(token.text)
        if not word:
            continue
        glued = before is not None and before == i - 1 and not doc[before].whitespace_
        text += word if glued or not text else " " + word
    return tidy(text)


def _order(clause: Clause, kept: Collection[int]) -> list[int]:
    """The tokens in their order; of a side clause the subject first, which may stand behind it."""
    if not clause.side or clause.subject is None or clause.subject.i < clause.verb.i:
        return sorted(kept)
    subject = {t.i for t in clause.subject.subtree} & set(kept)
    return sorted(subject) + sorted(set(kept) - subject)


def _is_left_out(
    clause: Clause, i: int, before: int | None, after: int | None, text: str, kept: Collection[int]
) -> bool:
    """Whether a mark or article that was kept has no place between its new neighbours."""
    doc, verb, subject = clause.doc, clause.verb, clause.subject
    token = doc[i]
    if token.text in ",;:–—" and not _comma_stays(doc, before, i, after, kept):
        return True
    if token.text in ".!?" and after is None:
        return True
    if token.text == "," and "," not in text and (subject is None or subject.i < i):
        verb_next = after is not None and (
            after == verb.i or doc[after].head == verb and doc[after].dep_ in ("aux", "auxpass")
        )
        if verb_next:
            return _NO_COMMA.fires()
    if text:
        return False
    article = token.dep_ == "det" and token.lower_ in ("a", "an", "the")
    return article or token.dep_ in ("cc", "punct") and token.text not in '“"‘'


def _name_for(token: Token, subject: Token | None, he: str, text: str, position: int) -> str | None:
    """The name that stands for the pronoun `token`, if it is one that it can stand for."""
    told = token.lower_ == "it" and any(c.dep_ == "ccomp" for c in token.head.children)
    if token == subject and token.lower_ in ("he", "she", "they", "both", "it") and not told:
        return he
    if token.lower_ in ("him", "them") and he.split()[-1] not in text:
        return None if any(can_mean(token, other) for other in token.doc[: token.i]) else he
    if token.lower_ in ("he", "she") and token.dep_ in ("nsubj", "nsubjpass") and he.split()[-1] not in text:
        # A court or an office is no "he", so that he is who was told of before.
        kind = role_kinds().get(subject.lemma_.lower()) if subject is not None else None
        body = subject is not None and (
            subject.lower_ == "it" or kind == "court" or subject.lower_ == "authorities"
        )
        return he if body and _NAMED_IN_WHAT_IS_SAID.fires(token.text) else None
    own = token.dep_ == "poss" and token.lower_ in ("his", "her", "their", "its")
    if own and position == 0 and " of " not in he:
        return he + ("’" if he.endswith("s") else "’s")
    return None


def _comma_stays(doc: Doc, before: int | None, i: int, after: int | None, kept: Collection[int]) -> bool:
    """A comma that was kept stays but behind “and”; a colon between what it stood between, dashes with what they enclose."""
    if before is None or after is None:
        return False
    mark = doc[i].text
    if mark == ":":
        return before == i - 1 and after == i + 1
    if mark in "–—":
        others = [t.i for t in doc if t.text == mark and t.i != i]
        return before == i - 1 and after == i + 1 and (not others or all(k in kept for k in others))
    return doc[before].dep_ != "cc"  # "but, at the end of the year, it failed"


def tidy(text: str) -> str:
    """A line with its spaces, commas, apostrophes and quotation marks as they are printed."""
    text = re.sub(r"\s+([,;:.’])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?:,\s*)+", ", ", text.replace(" ,", ",")).strip(" ,;:–—-")
    text = re.sub(r"\[\s?(\w)\s?\]\s?", r"\1", text)  # "[t]he"
    text = re.sub(r"(\d), (?=\d{3}\b)", r"\1,", text)
    text = text.replace(" '", "’").replace("'", "’").replace("“ ", "“").replace(" ”", "”")
    if (text.count("“") != text.count("”") or text.count('"') % 2) and _QUOTES.fires():
        text = re.sub(r"[“”\"]", "", text)
    text = re.sub(r"[.,;]+”$", "”", text)
    text = re.sub(r"(?<=[a-z]{2})\.$", "", text)
    fitting = re.sub(
        r"(?<![’'])\b([Aa])n (?=(?!hour|honest|heir|honour)[bcdfghjklmnpqrstvwxyz][a-z])", r"\1 ", text
    )
    fitting = re.sub(r"(?<![’'])\ba (?=(?!uni|use|eu|one|ut)[aeiou][a-z])", "an ", fitting)
    if fitting != text:
        _BECOMES_AN.fires()
    fitting = fitting.strip()
    first = 1 if fitting[:1] in '“‘"' else 0
    return fitting[:first] + fitting[first : first + 1].upper() + fitting[first + 1 :]
