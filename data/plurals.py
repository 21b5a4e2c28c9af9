"""Nouns after a number."""


def pluralize(noun: str, count: int) -> str:
    """The noun as it stands after a count: "event" for 1, else "events"."""
    return noun if count == 1 else f"{noun}s"
