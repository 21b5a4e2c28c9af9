"""What the check says of a statement: true, false or unsure, and the parts that decided."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "name",
    "word",
    "number",
    "scope",
    "negation",
    "direction",
    "date",
    "place",
    "hedge",
    "plan",
    "act",
    "stance",
    "order",
    "happening",
    "verbatim",
    "text",
)


@dataclass(frozen=True)
class Part:
    """One part of a statement: its kind, its words, what the report says instead, and whether it holds.

    `holds` is True, False (the report says otherwise) or None (the report does not say). `rule` names the rule that decided.
    """

    kind: str
    words: str
    report: str
    holds: bool | None
    rule: str


@dataclass(frozen=True)
class Verdict:
    """`verdict` is "true", "false" or "unsure"; only "true" is passed."""

    verdict: str
    parts: tuple[Part, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the sentence bears the statement."""
        return self.verdict == "true"

    @property
    def failures(self) -> tuple[Part, ...]:
        """The parts that do not hold, those that the report contradicts first. One that says nothing else than the report, as
        "people" of "22 people" whose number is contradicted, is no reason beside others."""
        failing = [part for part in self.parts if part.holds is not True]
        telling = [
            part for part in failing if not part.report or part.report.lower() not in part.words.lower()
        ]
        return tuple(sorted(telling or failing, key=lambda part: part.holds is None))

    @property
    def held(self) -> tuple[Part, ...]:
        """The parts that the sentence bears."""
        return tuple(p for p in self.parts if p.holds)


def make_verdict(parts: list[Part]) -> Verdict:
    """False where a part is contradicted, unsure where one is not borne, else true."""
    if any(part.holds is False for part in parts):
        return Verdict("false", tuple(parts))
    return Verdict("unsure" if any(p.holds is None for p in parts) else "true", tuple(parts))


_MISSING = {
    "name": "the report does not name them here",
    "word": "the report does not say so here",
    "number": "the report has no such number here",
    "scope": "the report does not say so",
    "negation": "the report says the opposite",
    "direction": "the report does not say so",
    "date": "the report gives no such date for it",
    "place": "the report does not put it there",
    "hedge": "the report does not say so plainly",
    "plan": "the report does not say that it was done",
    "act": "the report does not say so",
    "stance": "the report does not say which side",
    "order": "the report does not say in which order",
    "happening": "the report does not say this of it",
    "text": "there is nothing to compare",
}


def render_failure(part: Part) -> str:
    """A part that does not hold as a sentence for a page: "22: the report says *two*"."""
    said = (
        f"the report says *{part.report}*"
        if part.report
        else _MISSING.get(part.kind, "the report does not say so")
    )
    return f"{part.words}: {said}" if part.words else said


def render_verdict(verdict: Verdict) -> str:
    """Why a verdict is what it is, in one line."""
    if verdict.passed:
        return "the report bears every part"
    return "; ".join(dict.fromkeys(render_failure(part) for part in verdict.failures))
