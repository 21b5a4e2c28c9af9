"""Rules of reading: each has a name, what it does, a reason, and an example that is its test.

A rule fires if it decides something. `fired_rules` collects the rules that fire, for `explain` and the tests; otherwise firing
costs almost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

AREAS = ("dates", "dating", "actors", "headlines", "wording", "topics", "claims")
RULES: dict[str, Rule] = {}


@dataclass(frozen=True)
class Rule:
    """One rule. It fires in `example`, and `gives` is the result as `explain` prints it.

    For the areas dates and dating `gives` is EDTF dates, for actors their names, each joined with "; "; for topics the topic,
    for headlines and wording the headline, for claims the claim's parts in one line.
    """

    area: str
    name: str
    does: str
    why: str
    example: str
    gives: str
    before: str | None = None  # the EDTF date of the sentence before the example
    he: str | None = None  # whom a pronoun of the example means

    def __post_init__(self):
        if self.area not in AREAS:
            raise ValueError(f"The rule “{self.name}” is of “{self.area}”; choose one of {', '.join(AREAS)}.")
        if not self.example:
            raise ValueError(f"The rule “{self.name}” has no example; give it one.")
        if self.name in RULES:
            raise ValueError(f"There are two rules “{self.name}”; give one another name.")
        RULES[self.name] = self

    def fires(self, on: str = "") -> bool:
        """Record that the rule decided something about the words `on`. Always True, for use in a condition."""
        fired = _FIRED.get()
        if fired is not None:
            fired.append(Fired(self, on))
        return True


@dataclass(frozen=True)
class Fired:
    """A rule that fired, and the words that it decided about."""

    rule: Rule
    on: str


_FIRED: ContextVar[list[Fired] | None] = ContextVar("fired", default=None)


@contextmanager
def fired_rules() -> Iterator[list[Fired]]:
    """Collect the rules that fire inside the `with` block, in order."""
    fired: list[Fired] = []
    token = _FIRED.set(fired)
    try:
        yield fired
    finally:
        _FIRED.reset(token)


def count_fired() -> int:
    """How many rules have fired in the `with` block of `fired_rules` so far."""
    return len(_FIRED.get() or ())


def names_fired(since: int = 0) -> list[str]:
    """The names of the rules that fired there after the first so many, each once, in order."""
    return list(dict.fromkeys(one.rule.name for one in (_FIRED.get() or ())[since:]))


@contextmanager
def unnoted() -> Iterator[None]:
    """Do not record rules inside the `with` block, as what is only tried there may be discarded."""
    token = _FIRED.set(None)
    try:
        yield
    finally:
        _FIRED.reset(token)


def noting() -> bool:
    """Whether fired rules are recorded."""
    return _FIRED.get() is not None
