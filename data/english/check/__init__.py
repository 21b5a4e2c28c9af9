"""The check: does the passage bear a statement? `check(statement, passage, before)` is the only door."""

from data.english.check.checking import check
from data.english.check.verdicts import Part, Verdict, render_failure, render_verdict

__all__ = ["Part", "Verdict", "check", "render_failure", "render_verdict"]
