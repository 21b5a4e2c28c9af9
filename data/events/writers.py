"""The events table as CSV, JSON, TimelineJS's spreadsheet, and the data package that describes it."""

import json
from typing import Any, cast

import pandas as pd

from data.english.edtf import in_words


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text: dates as ISO 8601, actors joined with "; "."""
    flat = table.assign(
        actors=table["actors"].map("; ".join),
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
    )
    return flat.to_csv(index=False, lineterminator="\n")


def to_records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as plain rows that JSON can carry: dates as ISO 8601 text, actors as lists."""
    flat = table.assign(
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
        theme=table["theme"].astype(str),
    )
    return cast("list[dict[str, Any]]", flat.to_dict("records"))


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
    return pd.concat([head, flat])[list(flat.columns)].to_csv(index=False, lineterminator="\n")


def datapackage(
    table: pd.DataFrame, name: str, title: str, source: str, selection: str, address: str
) -> dict[str, Any]:
    """What the CSV of a selection holds and where it is from, as a Frictionless data package."""
    kinds = {
        "in_year": "boolean",
        "start": "integer",
        "end": "integer",
        "first_day": "date",
        "last_day": "date",
    }
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": selection,
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
                        {"name": column, "type": kinds.get(column, "string")} for column in table.columns
                    ],
                    "primaryKey": "id",
                },
            }
        ],
    }
