"""The events table: one row per dated event of a report, each with its offsets in the text.

`schema.py` documents each column. In memory `first_day` and `last_day` are timestamps, `theme` (in the report's order) and
`topic` categoricals, `actors`, `acts`, `by`, `to`, `where` and `corrected` lists, `evidence` and `other` dicts, and
`report.text[start:end] == text` always holds.

`count` and `where` are methods of pandas, so columns are accessed by brackets: `table["count"]`. A file of the table has one
more column, `as_read`: by field, the original values of a corrected event.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.english.headline.opening import LABEL, shorten
from data.english.topics import topic_of
from data.events.schema import SCHEMA
from data.report import Page

COLUMNS = tuple(SCHEMA)
LISTS = ("acts", "by", "to", "where")  # columns of a claim that hold lists
FLAGS = ("count_least", "alleged", "negated")  # and those that are true or false
PARTS = ("acts", "by", "to", "count", "where", "alleged", "negated")  # with words in the text
NUMBERS = ("count", "pdf_page")  # whole numbers, or missing
CLAIM = ("acts", "by", "to", "count", "count_least", "where", "alleged", "negated", "evidence")
NO_THEME = "Summary"  # for text before the first heading
MOST_HEADINGS = 5000  # above it each theme is its own topic, as nobody reads so many


def as_table(
    rows: list[dict] | pd.DataFrame, themes: list[str], before: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Convert rows to the events table, ordered by date, then by offset in the text.

    `before` names further columns that come first, such as the report of a row. Missing values of doubt, corrections and review
    are empty.
    """
    table = pd.DataFrame(rows, columns=[*before, *COLUMNS])
    table["doubt"] = [said if isinstance(said, str) else "" for said in table["doubt"]]
    table["corrected"] = [list(fields) if isinstance(fields, list) else [] for fields in table["corrected"]]
    for column in ("reviewed", "starred"):
        table[column] = table[column].eq(True)
    fill_claims(table)
    table["page"] = [page if isinstance(page, str) else "" for page in table["page"]]
    table["label"] = labels_of(table)
    table["note"] = [note if isinstance(note, str) else "" for note in table["note"]]
    table["place"] = pd.to_numeric(table["place"]).fillna(0).astype("int64")
    table["in_year"] = table["in_year"].astype(bool)
    table["id"] = unique_ids(table["id"])
    for column in ("first_day", "last_day"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[us]")
    present = set(table["theme"].unique())
    used = [theme for theme in themes if theme in present]
    table["theme"] = pd.Categorical(table["theme"], categories=used, ordered=True)
    table["topic"] = topics_of(table["theme"])
    return table.sort_values(["first_day", "last_day", "start"], kind="stable", ignore_index=True)


def fill_claims(table: pd.DataFrame) -> None:
    """Add missing columns of claims and pages, and `other`, with empty values.

    All rows share one empty list and one empty object, so cells must not be changed in place.
    """
    none: list[str] = []
    nothing: dict[str, Any] = {}
    for column in LISTS:
        cells = table[column] if column in table else [none] * len(table)
        table[column] = _objects(table, [cell if isinstance(cell, list) else none for cell in cells])
    for column in FLAGS:
        table[column] = table[column].eq(True) if column in table else False
    for column in NUMBERS:
        numbers = table[column] if column in table else pd.Series(pd.NA, index=table.index)
        table[column] = pd.to_numeric(numbers, errors="coerce").astype("Int64")
    if "page" not in table:
        table["page"] = ""
    for column in ("evidence", "other"):
        cells = table[column] if column in table else [nothing] * len(table)
        table[column] = _objects(table, [cell if isinstance(cell, dict) else nothing for cell in cells])


def set_pages(table: pd.DataFrame, pages: Sequence[Page]) -> pd.DataFrame:
    """Add the page on which each event starts; `pages` are those of its report, in order."""
    if not pages:
        return table
    at = np.searchsorted([page.start for page in pages], table["start"].to_numpy(), side="right") - 1
    # Text before the first page break is on the first page.
    on = [pages[max(0, i)] for i in at]
    numbers = pd.array([page.number for page in on], dtype="Int64")
    return table.assign(page=[page.label for page in on], pdf_page=numbers)


def _objects(table: pd.DataFrame, cells: list[Any]) -> pd.Series:
    return pd.Series(cells, index=table.index, dtype=object)


def labels_of(table: pd.DataFrame) -> pd.Series:
    """The labels of events; by default the shortened headline."""
    if "label" not in table:
        labels = table["headline"]
    else:
        labels = table["label"].where(table["label"].notna(), table["headline"])
    long = labels.str.len() > LABEL
    return labels.where(~long, labels[long].map(shorten)) if long.any() else labels


def topics_of(themes: pd.Series) -> pd.Series:
    """The topic of each theme, as a categorical; topics in the order of the themes."""
    headings = [str(theme) for theme in themes.cat.categories]
    names = list(map(topic_of, headings)) if len(headings) <= MOST_HEADINGS else headings
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    # One more, for the code -1 of rows without a theme.
    of_theme = np.array([*(numbers[name] for name in names), -1], dtype=np.int32)
    topics = pd.Categorical.from_codes(of_theme[themes.cat.codes], pd.Index(list(numbers)), ordered=True)
    return pd.Series(topics, themes.index)


def rename_topics(topics: pd.Series, renamed: Mapping[str, str]) -> pd.Series:
    """A column of topics with renamed ones; topics with the same name are merged."""
    names = [renamed.get(name, name) for name in map(str, topics.cat.categories)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    codes = np.array([*(numbers[name] for name in names), -1], dtype=np.int32)[topics.cat.codes]
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(list(numbers)), ordered=True), topics.index)


def unique_ids(ids: pd.Series) -> pd.Series:
    """Make ids unique by adding a number to those that repeat."""
    again = ids.groupby(ids).cumcount()
    return ids.where(again == 0, ids.astype(str) + "-" + (again + 1).astype(str))
