"""Where the events of a table stand in a text."""

import pandas as pd


def passages(text: str, table: pd.DataFrame) -> list[str]:
    """The text at each event's offsets, in the table's order."""
    return [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)]
