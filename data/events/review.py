"""In which order a person looks at events: those first that the reading doubts most."""

import math

import pandas as pd


def doubts_of(said: str) -> list[str]:
    """The reasons in a cell of the column `doubt`."""
    return [reason for reason in said.split("; ") if reason]


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
