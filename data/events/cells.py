"""The events table as cells of a file: texts, numbers and booleans, under column names."""

import json
from typing import Any

import pandas as pd

from data.events.table import COLUMNS, LISTS

AS_GIVEN = " (as given)"  # suffix of an original table's column that has the name of one of ours
CONTINUED = " (continued)"  # suffix of a column that continues a cell too long for a workbook


def flatten(table: pd.DataFrame) -> pd.DataFrame:
    """The table as cells: dates as ISO 8601, lists joined with "; ", objects as JSON text, "" for nothing.

    Unused columns of the table that was read become columns of their own (`other_names`).
    """
    others = other_names(table)
    return table.assign(
        actors=table["actors"].map("; ".join),
        **{name: table[name].map("; ".join) for name in LISTS if name in table},
        **{
            name: [json.dumps(cell, ensure_ascii=False) if cell else "" for cell in table[name]]
            for name in ("evidence",)
            if name in table
        },
        **{column: [cell.get(name, "") for cell in table["other"]] for name, column in others.items()},
        corrected=table["corrected"].map("; ".join),
        as_read=[json.dumps(read, ensure_ascii=False) if read else "" for read in read_before(table)],
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
    )[columns_of(table)]


def columns_of(table: pd.DataFrame) -> list[str]:
    """The columns of the table's CSV: its own, the original values of corrected fields, and those of `other` by name."""
    own = (name for name in table.columns if name not in ("as_read", "other"))
    return [*own, "as_read", *other_names(table).values()]


def other_names(table: pd.DataFrame) -> dict[str, str]:
    """The names in `other`, in order, with their column names in a file: "place (as given)" if we have a "place"."""
    cells = {id(cell): cell for cell in table["other"]}.values() if "other" in table else ()
    taken = {*COLUMNS, "report", "as_read"}
    return {name: f"{name}{AS_GIVEN}" if name in taken else name for cell in cells for name in cell}


def read_before(table: pd.DataFrame) -> list[dict[str, Any]]:
    """For each event the original values of corrected fields, as JSON."""
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
