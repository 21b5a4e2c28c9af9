"""The events table: one row per dated event of a report, each with its place in the text.

| column | what it holds |
|---|---|
| id | 8 letters and digits made from the sentence and date: stable when other paragraphs change |
| date | EDTF (ISO 8601-2): `2008-03-12`, `2008-03`, `2008-03/2008-05`, `2007` |
| first_day, last_day | timestamps of that interval's first and last day |
| precision | day, month, range or year |
| in_year | False for what the report tells of other years |
| theme | the section heading as printed; ordered categorical in the report's order |
| topic | what the heading is about, under the name that other headings share (data/english/topics.py); a category |
| actors | list of canonical names |
| acts | codes of what happened, the main one first (data/english/words/acts.toml); [] for none known |
| by, to | lists of who did it and to whom it was done: names as in `actors`, and bare people ("men") |
| count | how many people it was done to, a whole number; missing where no number is printed |
| count_least | True where that is "at least" |
| where | list of the places of the main act as printed, the most exact first |
| alleged | True where the text says that it is only said to be so |
| negated | True where the main act was refused or did not happen |
| headline | what happened, true and whole: the shortest line that loses next to nothing, else the clause in full; 1 to 240 characters |
| label | the same in 1 to 70 characters, for where there is little room: a line that loses little, else the headline's opening with “…” |
| text | the sentence or sentences |
| page | the page it begins on, as its number is printed there; "" where none is, or the file has no pages |
| pdf_page | the same counted from the file's first, from 1; missing where the file has no pages |
| start, end | character offsets: `report.text[start:end] == text`, always |
| doubt | why a person should look, in short phrases joined with "; "; "" for none |
| corrected | list of the fields that a person changed |
| reviewed | True where a person looked |
| starred | True where a person wants it to come first where not all have room |
| note | what a person wants to say of it when presenting; "" for nothing |
| place | its number in the order in which a person wants to present, from 1; 0 where that is time's |
| evidence | by part (acts, by, to, count, where, alleged, negated) the places `[start, end]` in `text` of the words that bear it |
| other | the columns of a table that mean none of these, by their names |

`count` and `where` are methods of pandas, so columns are read by brackets: `table["count"]`.
A file of the table has one column more, `as_read`: by field, the values of a corrected event as the program read them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.english.headline.opening import LABEL, shorten
from data.english.topics import topic_of
from data.report import Page

COLUMNS = (
    "id",
    "date",
    "first_day",
    "last_day",
    "precision",
    "in_year",
    "theme",
    "topic",
    "actors",
    "acts",
    "by",
    "to",
    "count",
    "count_least",
    "where",
    "alleged",
    "negated",
    "headline",
    "label",
    "text",
    "page",
    "pdf_page",
    "start",
    "end",
    "doubt",
    "corrected",
    "reviewed",
    "starred",
    "note",
    "place",
    "evidence",
    "other",
)
LISTS = ("acts", "by", "to", "where")  # columns of a claim that hold lists
FLAGS = ("count_least", "alleged", "negated")  # and those that are true or false
PARTS = ("acts", "by", "to", "count", "where", "alleged", "negated")  # which have words that bear them
NUMBERS = ("count", "pdf_page")  # whole numbers, or missing
CLAIM = ("acts", "by", "to", "count", "count_least", "where", "alleged", "negated", "evidence")
NO_THEME = "Summary"  # for what stands before the first heading
MOST_HEADINGS = 5000  # beyond, each theme is a topic of its own: nobody reads so many


def as_table(
    rows: list[dict] | pd.DataFrame, themes: list[str], before: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Rows of the text's findings as the events table, ordered by date, then by place in the text.

    `before` names further columns that stand first, as the report a row is of. What no row says of doubt,
    corrections and review is none.
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
    """Fill in what a table does not say of claims, pages and its other columns: nothing. Columns that it has not are added.

    One empty list, and one empty object, stands for all of them, so nobody may write into a cell.
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
    """The table with the page that each event begins on; `pages` are those of its report, in order."""
    if not pages:
        return table
    at = np.searchsorted([page.start for page in pages], table["start"].to_numpy(), side="right") - 1
    # What stands before the first is on it: a heading that was taken out.
    on = [pages[max(0, i)] for i in at]
    numbers = pd.array([page.number for page in on], dtype="Int64")
    return table.assign(page=[page.label for page in on], pdf_page=numbers)


def _objects(table: pd.DataFrame, cells: list[Any]) -> pd.Series:
    return pd.Series(cells, index=table.index, dtype=object)


def labels_of(table: pd.DataFrame) -> pd.Series:
    """The labels of events; where one has none, its headline, shortened."""
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
    # One more, for the code -1 of what has no theme.
    of_theme = np.array([*(numbers[name] for name in names), -1], dtype=np.int32)
    topics = pd.Categorical.from_codes(of_theme[themes.cat.codes], pd.Index(list(numbers)), ordered=True)
    return pd.Series(topics, themes.index)


def rename_topics(topics: pd.Series, renamed: Mapping[str, str]) -> pd.Series:
    """A column of topics under the names that people gave to some; those of one name are one."""
    names = [renamed.get(name, name) for name in map(str, topics.cat.categories)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    codes = np.array([*(numbers[name] for name in names), -1], dtype=np.int32)[topics.cat.codes]
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(list(numbers)), ordered=True), topics.index)


def unique_ids(ids: pd.Series) -> pd.Series:
    """The ids with a number behind each that came before."""
    again = ids.groupby(ids).cumcount()
    return ids.where(again == 0, ids.astype(str) + "-" + (again + 1).astype(str))
