"""Where an event stands in its report, and what a person changed of it, in words for details and the notes of slides."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

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


def describe_page(page: str, pdf_page: Any) -> str:
    """The page of an event as one cites it: "p. 191"; "page 12 of the PDF" where none is printed, "" where there are none."""
    if page:
        return f"p. {page}"
    return "" if pd.isna(pdf_page) else f"page {int(pdf_page)} of the PDF"


def _in_words(name: str, value: Any) -> str:
    if name == "actors":
        return ", ".join(value) or "nobody"
    return in_words(value) if name == "date" else str(value)
