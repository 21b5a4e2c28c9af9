"""The texts in exported files: name, description, what is missing, and the address."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

import flask
import pandas as pd

from components.draw.clean import clean_text
from components.library.editing import is_this_machine
from components.page.view import View
from data import Selection

_MOST_MISSING = 20  # names of reports that are listed


def describe(view: View, selection: Selection, events: pd.DataFrame, missing: Sequence[str] = ()) -> str:
    """Describe a file: "2 of 11 events: theme is Background.", "11 of 11 events, and 2 of other years.", and what is
    missing.
    """
    own = int(events["in_year"].sum())
    others = len(events) - own
    words = selection.in_words()
    said = f"{own} of {len(view.index)} events" + (f", and {others} of other years" if others else "")
    return " ".join(filter(None, (said + (f": {words}." if words else "."), say_missing(missing))))


def file_name(view: View) -> str:
    """The name of a view's files without their ending: "kazakstan-2008"."""
    letters = unicodedata.normalize("NFKD", view.title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "timeline"


def say_missing(missing: Sequence[str]) -> str:
    """What is missing, as a sentence: "Not read yet: Ghana, Malawi, and 3 more."; "" for nothing."""
    more = len(missing) - _MOST_MISSING
    names = ", ".join(missing[:_MOST_MISSING]) + (f", and {more} more" if more > 0 else "")
    return f"Not read yet: {names}." if missing else ""


def say_missing_in_short(missing: Sequence[str]) -> str:
    """What a drawing lacks: "without 2 reports that are not read yet"; "" for nothing."""
    if not missing:
        return ""
    said = f"{len(missing)} reports that are" if len(missing) > 1 else "a report that is"
    return f"without {said} not read yet"


def address_of(path: str, selection: Selection) -> str:
    """The address of a selection on this server: the page's for the path ""."""
    query = selection.to_query()
    return flask.request.url_root + path + (f"?{query}" if query else "")


def address_to_print(selection: Selection) -> str:
    """The page's address for files; "" if other machines cannot reach it."""
    try:
        host = (urlsplit(flask.request.url_root).hostname or "").rstrip(".")
    except ValueError:  # an invalid host
        return ""
    nowhere = host in ("", "0.0.0.0", "::") or host.endswith(".localhost") or is_this_machine(host)
    return "" if nowhere else address_of("", selection)


def to_header(text: str) -> str:
    return " ".join(clean_text(text).encode("ascii", "ignore").decode().split())
