"""How many there are of something, in words."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 event", "3 events", "1,204 events"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
