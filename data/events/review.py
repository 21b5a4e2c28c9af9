"""In which order a person looks at events: those first that the reading doubts most."""

import pandas as pd


def doubts_of(said: str) -> list[str]:
    """The reasons in a cell of the column `doubt`."""
    return [reason for reason in said.split("; ") if reason]


def review_order(table: pd.DataFrame) -> list[tuple[str, bool]]:
    """The id of each event and whether it is reviewed: what nobody looked at first, of those the most doubted, then by date.

    `table` has the events in the order of their dates, as every events table does.
    """
    reviewed = table["reviewed"].tolist()
    doubts = [
        0 if done else len(doubts_of(said)) for said, done in zip(table["doubt"], reviewed, strict=True)
    ]
    order = sorted(range(len(table)), key=lambda row: (reviewed[row], -doubts[row]))
    ids = table["id"].tolist()
    return [(str(ids[row]), bool(reviewed[row])) for row in order]
