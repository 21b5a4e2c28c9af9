"""What a person looks at: the events in order, those first that the reading doubts most, and what a typed headline lacks."""

import math
from functools import lru_cache

import pandas as pd

from data.english.check import check, render_failure

_MOST_UNSAID = 3  # that are said of one headline
_IN_WORDS = (
    "name",
    "word",
    "number",
    "date",
)  # kinds of parts that a person sees at once, where the text lacks them


def doubts_of(said: str) -> list[str]:
    """The reasons in a cell of the column `doubt`."""
    return [reason for reason in said.split("; ") if reason]


@lru_cache(maxsize=256)
def find_unsaid(headline: str, text: str, before: str = "") -> tuple[str, ...]:
    """What of a headline that a person typed does not stand in the event's text, as in "22: the report says *two*".

    What the text contradicts is said, and where it contradicts nothing, what it does not say. `before` is the text before it,
    which says whom its pronouns mean. Nothing is said of an event without a text.
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
    """The id of each event and whether it is reviewed: what nobody looked at first, of those the most doubted.

    Those doubted alike come as the report tells them, so that the events of one sentence are together; what a
    person added without a place in the report comes last of them.
    """
    reviewed = table["reviewed"].tolist()
    doubts = [
        0 if done else len(doubts_of(said)) for said, done in zip(table["doubt"], reviewed, strict=True)
    ]
    places = table["start"].fillna(math.inf).tolist()
    order = sorted(range(len(table)), key=lambda row: (reviewed[row], -doubts[row], places[row]))
    ids = table["id"].tolist()
    return [(str(ids[row]), bool(reviewed[row])) for row in order]
