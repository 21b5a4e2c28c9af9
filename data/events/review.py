"""The review: the events in order, the most doubtful first, and what a typed headline claims without support."""

import math
from functools import lru_cache

import pandas as pd

from data.english.check import check, render_failure

_MOST_UNSAID = 3  # findings for one headline
# Parts that a person notices at once if they are missing from the text.
_IN_WORDS = ("name", "word", "number", "date")


def doubts_of(said: str) -> list[str]:
    """The reasons in a cell of the column `doubt`."""
    return [reason for reason in said.split("; ") if reason]


@lru_cache(maxsize=256)
def find_unsaid(headline: str, text: str, before: str = "") -> tuple[str, ...]:
    """What a typed headline says without support in the event's text, as in "22: the report says *two*".

    Contradictions first; if there are none, what the text does not say. `before` is the text before it, for pronouns. An event
    without text has no findings.
    """
    if not text.strip():
        return ()
    verdict = check(headline, text, before)
    if verdict.passed:
        return ()
    contradicted = [part for part in verdict.failures if part.holds is False]
    lacking = [part for part in verdict.failures if part.kind in _IN_WORDS]
    said = dict.fromkeys(map(render_failure, contradicted or lacking))
    return tuple(said)[:_MOST_UNSAID]


def review_order(table: pd.DataFrame) -> list[tuple[str, bool]]:
    """The id of each event and whether it is reviewed: unreviewed ones first, the most doubtful of them first.

    Equally doubtful ones are in order of the text, so that the events of one sentence are together; events that a person added
    without a place in the report come last of them.
    """
    reviewed = table["reviewed"].tolist()
    doubts = [
        0 if done else len(doubts_of(said)) for said, done in zip(table["doubt"], reviewed, strict=True)
    ]
    places = table["start"].fillna(math.inf).tolist()
    order = sorted(range(len(table)), key=lambda row: (reviewed[row], -doubts[row], places[row]))
    ids = table["id"].tolist()
    return [(str(ids[row]), bool(reviewed[row])) for row in order]
