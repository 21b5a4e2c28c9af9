"""Whether what is told happened: what stands over a happening on either side - not, said, accused of, meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.check.frames import is_verbal
from data.english.check.lexicon import words
from data.english.check.operators import operators
from data.english.check.verdicts import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

_SMALL = ("DET", "PUNCT", "SPACE")


def compare_over(mine: Token, theirs: Token) -> list[Part]:
    """What stands over both: not, said, meant."""
    ours, report = set(operators(mine)), _not_carried(mine, theirs)
    if mine.pos_ != "ADJ" and not is_verbal(mine) and not is_verbal(theirs) and not _stands_alone(mine):
        if mine.dep_ == "pobj" and {mine.head.lower_, theirs.head.lower_} == {"for", "against"}:
            return [Part("stance", mine.text, _around_text(theirs), False, "for or against")]
        return []  # of "a ban on the march" what is over "ban" says all
    around = _around_text(theirs)
    parts: list[Part] = []

    def fail(kind: str, rule: str, holds: bool | None = None, said: str = around) -> None:
        parts.append(Part(kind, mine.text, said, holds, rule))

    if ("no" in ours) != ("no" in report):
        fail("negation", "not stays", False)
    if "hedge" in report and not ours & {"hedge", "said"}:
        fail("hedge", "a hedge stays", False)
    if report & {"said", "accused"} and not ours & {"said", "hedge", "accused"}:
        fail("hedge", "somebody says so", False if "accused" in report else None)
    planned = {"meant", "purpose"}
    if (
        report & planned
        and not ours & planned
        and not {"no"} <= ours & report
        and not _is_of_a_draft(mine, theirs)
    ):
        fail("plan", "a plan is not a deed", False if "meant" in report and is_verbal(mine) else None)
    if ours & planned and not operators(theirs).keys() & planned and not _is_of_a_draft(mine, theirs):
        fail("plan", "a plan is not a deed")
    if "hedge" in ours and not report & {"hedge", "said", "accused"}:
        fail("hedge", "a hedge stays", None, "")
    if ("against" in ours) != ("against" in report) or ("for" in ours and "against" in report):
        fail("stance", "for or against", None, "")
    return parts


def _not_carried(mine: Token, theirs: Token) -> set[str]:
    """The kinds over the report's word, without those that the statement has in the same words before its own.

    The parser hangs "to" and "of" here on this and there on that: the same words say the same.
    """
    ours = operators(mine)
    first = theirs.i
    before = [t.lemma_.lower() for t in mine.doc[: mine.i] if t.pos_ not in _SMALL]
    for token in reversed([t for t in theirs.doc[: theirs.i] if t.pos_ not in _SMALL]):
        if not before or before.pop() != token.lemma_.lower():
            break
        first = token.i
    return {
        kind
        for kind, sources in operators(theirs).items()
        if kind in ours or kind == "no" or any(source.i < first or source.i > theirs.i for source in sources)
    }


def _stands_alone(noun: Token) -> bool:
    """Whether a noun that names an act is all that the statement says of it: "Release of two men", "No arrests"."""
    said_there_is = noun.dep_ in ("nsubj", "nsubjpass", "attr", "dobj") and noun.head.lemma_ == "be"
    return noun.dep_ == "ROOT" or said_there_is


def _is_of_a_draft(mine: Token, theirs: Token) -> bool:
    """Whether both say what a bill or plan would do: "a bill abolishing", "a bill that would abolish"."""
    return all(
        t.dep_ in ("acl", "relcl", "advcl")
        and any(a.lemma_.lower() in words("drafts", "nouns") for a in t.ancestors)
        for t in (mine, theirs)
    )


def _around_text(token: Token) -> str:
    first, last = max(0, token.i - 3), min(len(token.doc), token.i + 3)
    return token.doc[first:last].text.strip(" ,.;")
