"""The page of an event, and what a person corrected, in words for details and slide notes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.dates.edtf import in_words
from data.events.corrections import SET
from data.events.table import FLAGS
from data.selection.acts import name_of_act

_FIELDS = {
    "acts": "what happened",
    "by": "who did it",
    "to": "to whom it was done",
    "count": "how many",
    "count_least": "at least",
    "alleged": "reportedly",
    "negated": "did not happen",
}


def describe_corrected(corrected: Sequence[str], as_read: Mapping[str, Any]) -> str:
    """The corrected fields of an event with their original values, "" for none.

    "Corrected by hand: headline; as read: Court sentences mayor."
    """
    fields = [name for name in SET if name in corrected]
    if not fields:
        return ""
    read = [name for name in fields if name in as_read]
    if not read:
        return "Added by hand."  # no original value
    values = {field_in_words(name): value_in_words(name, as_read[name]) for name in read}
    said = ", ".join(f"{name} “{value}”" if len(read) > 1 else value for name, value in values.items())
    return f"Corrected by hand: {', '.join(map(field_in_words, fields))}; as read: {said.rstrip('.')}."


def describe_page(page: str, pdf_page: Any) -> str:
    """The page of an event for a citation: "p. 191"; "page 12 of the PDF" if none is printed, "" if there are no pages."""
    if page:
        return f"p. {page}"
    return "" if pd.isna(pdf_page) else f"page {int(pdf_page)} of the PDF"


def field_in_words(field: str) -> str:
    """A field's label: "who did it" for `by`."""
    return _FIELDS.get(field, field)


def value_in_words(field: str, value: Any) -> str:
    """A field's value in words: names separated by commas, acts by name, dates in words."""
    if field == "date":
        return in_words(value)
    if field in ("actors", "by", "to"):
        return ", ".join(value) or "nobody"
    if field == "acts":
        return ", ".join(map(name_of_act, value))
    if field == "where":
        return ", ".join(value)
    if field in FLAGS:
        return "yes" if value else "no"
    return "" if value is None or pd.isna(value) else str(value)
