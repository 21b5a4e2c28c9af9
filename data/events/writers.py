"""The events table as CSV, JSON, TimelineJS's spreadsheet, and the data package that describes it."""

import json
import re
from collections.abc import Sequence
from typing import Any, cast

import pandas as pd

from data.dates.edtf import in_words
from data.events.table import COLUMNS, LISTS, NUMBERS

_FORMULA = r"^('*[=+\-@\t\r])"  # what a spreadsheet takes for a formula, behind any apostrophes
AS_GIVEN = " (as given)"  # behind the name of a column of the table that events were read from, where it is one of ours
# Columns that no reader knows by their name.
_ABOUT = {
    "topic": "what the theme is about, under the name that themes of other reports share",
    "doubt": "why a person should look at the event, in short phrases",
    "corrected": "the fields that a person changed",
    "reviewed": "whether a person looked at the event",
    "starred": "whether a person wants the event to come first where not all have room",
    "note": "what a person wants to say of the event when presenting it",
    "place": "the event's number in the order in which a person wants to present; 0 where that is time's",
    "acts": "codes of what happened, the main act first",
    "by": "who did it",
    "to": "to whom it was done",
    "count": "how many people it was done to, where a number is printed",
    "page": "the page the text begins on, as its number is printed there",
    "pdf_page": "the same counted from the file's first page, from 1",
    "count_least": "whether the count is “at least”",
    "where": "places of the main act as printed, the most exact first",
    "alleged": "whether the text says that it is only said to be so",
    "negated": "whether the main act was refused or did not happen",
    "evidence": "a JSON object: by part the places in the text, from and to, of the words that bear it",
    "as_read": "a JSON object: the corrected fields as the program read them; empty where nothing was corrected",
}
_GIVEN = "a column of the table the event was read from"
_WRITTEN = re.compile(r"^'('*[=+\-@\t\r])")


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text: dates as ISO 8601, lists joined with "; ", `as_read` as JSON text, "" for nothing.

    The columns of the table that events were read from, which mean none of ours, are columns of their own (`other_names`).
    """
    others = other_names(table)
    flat = table.assign(
        actors=table["actors"].map("; ".join),
        **{name: table[name].map("; ".join) for name in LISTS if name in table},
        **{
            name: [json.dumps(cell, ensure_ascii=False) if cell else "" for cell in table[name]]
            for name in ("evidence",)
            if name in table
        },
        **{column: [cell.get(name, "") for cell in table["other"]] for name, column in others.items()},
        corrected=table["corrected"].map("; ".join),
        as_read=[json.dumps(read, ensure_ascii=False) if read else "" for read in _as_read(table)],
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
    )[columns_of(table)]
    flat.attrs = {}  # which pandas would copy with each column
    return disarm_formulas(flat).to_csv(index=False, lineterminator="\n")


def columns_of(table: pd.DataFrame) -> list[str]:
    """The columns of the table's CSV: its own, what was read where a person corrected it, and those of `other` by their names."""
    own = (name for name in table.columns if name not in ("as_read", "other"))
    return [*own, "as_read", *other_names(table).values()]


def other_names(table: pd.DataFrame) -> dict[str, str]:
    """The names in `other`, in their order, with those of their columns in a file: "place (as given)" where we have a "place"."""
    cells = {id(cell): cell for cell in table["other"]}.values() if "other" in table else ()
    taken = {*COLUMNS, "report", "as_read"}
    return {name: f"{name}{AS_GIVEN}" if name in taken else name for cell in cells for name in cell}


def _as_read(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Of each event the corrected fields as the program read them, as JSON can carry them."""
    known = table.attrs.get("as_read", {})
    corrected = zip(table["id"], table["corrected"], strict=True)
    return [
        {name: _plain(known[event][name]) for name in fields} if fields and event in known else {}
        for event, fields in corrected
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    return value if isinstance(value, bool | int) else None if value is None or pd.isna(value) else str(value)


def disarm_formulas(flat: pd.DataFrame) -> pd.DataFrame:
    """With an apostrophe before each cell that a spreadsheet would run as a formula."""
    return flat.assign(
        **{name: _texts(flat[name]).str.replace(_FORMULA, r"'\1", regex=True) for name in _text_columns(flat)}
    )


def restore_formula(text: str) -> str:
    """A cell's text as it was before `to_csv` put an apostrophe before it."""
    return _WRITTEN.sub(r"\1", text)


def _text_columns(frame: pd.DataFrame) -> list[str]:
    """The columns of `frame` that hold a text which begins like a formula."""
    names = []
    for name in frame.columns:
        texts = _texts(frame[name])
        if pd.api.types.is_string_dtype(texts) and texts.str.match(_FORMULA).any():
            names.append(name)
    return names


def _texts(column: pd.Series) -> pd.Series:
    return column.astype(object) if isinstance(column.dtype, pd.CategoricalDtype) else column


def to_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as plain rows that JSON can carry: dates as ISO 8601 text, actors as lists, `other` and `as_read` as objects."""
    flat = table.assign(
        as_read=pd.Series(_as_read(table), index=table.index, dtype=object),
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
        theme=table["theme"].astype(str),
        **{name: _numbers(table[name]) for name in NUMBERS if name in table},
        **({"topic": table["topic"].astype(str)} if "topic" in table else {}),
    )
    return cast("list[dict[str, Any]]", flat.to_dict("records"))


def _numbers(column: pd.Series) -> pd.Series:
    """Whole numbers, None where there is none, as JSON has it."""
    return pd.Series([None if pd.isna(n) else int(n) for n in column], index=column.index, dtype=object)


def to_json(table: pd.DataFrame) -> str:
    """The rows of `to_records` as JSON text."""
    return json.dumps(to_records(table), ensure_ascii=False, indent=1)


def to_timeline_js(table: pd.DataFrame, title: str = "", about: str = "") -> str:
    """The table as CSV in the columns of TimelineJS's spreadsheet, with a title row that says what it is."""
    first, last = table["first_day"].dt, table["last_day"].dt
    exact = table["precision"].eq("day")
    monthly = table["precision"].isin(["day", "month"])
    ranged = table["precision"].isin(["range", "year"])
    flat = pd.DataFrame(
        {
            "Year": first.year.astype("Int64"),
            "Month": first.month.astype("Int64").where(monthly | ranged),
            "Day": first.day.astype("Int64").where(exact),
            "Time": "",
            "End Year": last.year.astype("Int64").where(ranged),
            "End Month": last.month.astype("Int64").where(ranged),
            "End Day": pd.Series(pd.NA, index=table.index, dtype="Int64"),
            "End Time": "",
            "Display Date": table["date"].map(in_words),
            "Headline": table["headline"],
            "Text": table["text"],
            "Media": "",
            "Media Credit": "",
            "Media Caption": "",
            "Media Thumbnail": "",
            "Type": "",
            "Group": table["theme"].astype(str),
            "Background": "",
        }
    )
    head = pd.DataFrame([{"Headline": title, "Text": about, "Type": "title"}])
    rows = pd.concat([head, flat], ignore_index=True)[list(flat.columns)]
    return disarm_formulas(rows).to_csv(index=False, lineterminator="\n")


def datapackage(
    table: pd.DataFrame,
    name: str,
    title: str,
    source: str,
    selection: str,
    address: str,
    missing: Sequence[str] = (),
) -> dict[str, Any]:
    """What the CSV of a selection holds and where it is from, as a Frictionless data package.

    `missing` are names of reports that are asked for and not in it.
    """
    kinds = {
        "in_year": "boolean",
        "reviewed": "boolean",
        "starred": "boolean",
        "place": "integer",
        "count": "integer",
        "pdf_page": "integer",
        "count_least": "boolean",
        "alleged": "boolean",
        "negated": "boolean",
        "evidence": "object",
        "start": "integer",
        "end": "integer",
        "first_day": "date",
        "last_day": "date",
        "as_read": "object",
    }
    given = set(other_names(table).values())
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": selection,
        **({"missing": list(missing)} if missing else {}),
        "sources": [{"title": source}],
        "resources": [
            {
                "name": name,
                "path": address,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": kinds.get(column, "string")}
                        | ({"description": _ABOUT[column]} if column in _ABOUT else {})
                        | ({"description": _GIVEN} if column in given else {})
                        for column in columns_of(table)
                    ],
                    "primaryKey": "id",
                },
            }
        ],
    }
