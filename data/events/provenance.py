"""What a person changed of an event, in a line for the notes of a slide."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.dates.edtf import in_words
from data.events.corrections import SET


def describe_corrected(corrected: Sequence[str], as_read: Mapping[str, Any]) -> str:
    """The changed fields of an event with the values as read, "" for none.

    "Corrected by hand: headline; as read: Court sentences mayor."
    """
    fields = [name for name in SET if name in corrected]
    if not fields:
        return ""
    read = [name for name in fields if name in as_read]
    if not read:
        return "Added by hand."  # nothing was read
    values = {name: _in_words(name, as_read[name]) for name in read}
    said = values[read[0]] if len(read) == 1 else ", ".join(f"{name} “{values[name]}”" for name in read)
    return f"Corrected by hand: {', '.join(fields)}; as read: {said.rstrip('.')}."


def _in_words(name: str, value: Any) -> str:
    if name == "actors":
        return ", ".join(value) or "nobody"
    return in_words(value) if name == "date" else str(value)
