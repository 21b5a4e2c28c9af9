"""Export as CSV, JSON and TimelineJS's spreadsheet, and the data package that describes the CSV."""

import json
import re
from collections.abc import Sequence
from typing import Any, cast

import pandas as pd

from data.dates.edtf import in_words
from data.events.cells import columns_of, flatten, read_before
from data.events.schema import describe_column
from data.events.table import NUMBERS
from data.report import Report

_FORMULA = r"^('*[=+\-@\t\r])"  # starts of formulas, after any apostrophes
MARK = "\ufeff"
_WRITTEN = re.compile(r"^'('*[=+\-@\t\r])")


def to_csv(table: pd.DataFrame, mark: bool = False) -> str:
    """The table as CSV, its cells as in `flatten`, with an apostrophe before cells that a spreadsheet would run as a
    formula.

    With `mark` it starts with a byte order mark, by which spreadsheets recognise UTF-8.
    """
    flat = flatten(table)
    flat.attrs = {}  # which pandas would copy with each column
    text = disarm_formulas(flat).to_csv(index=False, lineterminator="\n")
    return MARK + text if mark else text


def disarm_formulas(flat: pd.DataFrame) -> pd.DataFrame:
    """Add an apostrophe to each cell that a spreadsheet would run as a formula."""
    return flat.assign(
        **{name: _texts(flat[name]).str.replace(_FORMULA, r"'\1", regex=True) for name in _text_columns(flat)}
    )


def restore_formula(text: str) -> str:
    """Remove the apostrophe that `to_csv` added to a cell."""
    return _WRITTEN.sub(r"\1", text)


def _text_columns(frame: pd.DataFrame) -> list[str]:
    """The columns of `frame` with a text that starts like a formula."""
    names = []
    for name in frame.columns:
        texts = _texts(frame[name])
        if pd.api.types.is_string_dtype(texts) and texts.str.match(_FORMULA).any():
            names.append(name)
    return names


def _texts(column: pd.Series) -> pd.Series:
    return column.astype(object) if isinstance(column.dtype, pd.CategoricalDtype) else column


def to_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as rows for JSON: dates as ISO 8601 text, actors as lists, `other` and `as_read` as objects."""
    flat = table.assign(
        as_read=pd.Series(read_before(table), index=table.index, dtype=object),
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


def to_xlsx(
    table: pd.DataFrame, title: str = "", source: str = "", selection: str = "", missing: str = ""
) -> bytes:
    """The table as an Excel workbook: every column of its CSV, days as dates, and sheets that describe it.

    `selection` says which events these are, `missing` what is missing; both are sentences.
    """
    from data.events.workbook import make_workbook  # a slow import, needed here alone

    return make_workbook(table, title, source, selection, missing)


def chronology_docx(
    table: pd.DataFrame,
    report: Report,
    selection: str = "",
    missing: str = "",
    address: str = "",
    headings: str = "date",
    template: bytes | None = None,
) -> bytes:
    """The events as a chronology in Word: a table under headings by "date", "theme" or "report", each event quoted in a
    footnote.

    Of `report` its title, source and paragraphs are used, not its text. `selection` says which events these are, `missing` what
    is missing, both sentences; `address` is the page's. `template` is a .docx to write it in, made by `clean_word_template` in
    data/files/word_template.py of a person's .dotx.
    """
    from data.events.chronology.document import make_chronology  # a slow import, needed here alone

    return make_chronology(table, report, selection, missing, address, headings, template)


def to_json(table: pd.DataFrame) -> str:
    """The rows of `to_records` as JSON text."""
    return json.dumps(to_records(table), ensure_ascii=False, indent=1)


def to_timeline_js(table: pd.DataFrame, title: str = "", about: str = "") -> str:
    """The table as CSV with TimelineJS's columns, and a title row that describes it."""
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
    """A Frictionless data package that describes the CSV of a selection and its source.

    `missing` are the names of missing reports.
    """
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
                        {"name": column, "type": about.type, "description": about.about}
                        for column in columns_of(table)
                        for about in [describe_column(column)]
                    ],
                    "primaryKey": "id",
                },
            }
        ],
    }
