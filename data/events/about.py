"""Corrections of a report's own fields: title, publisher, edition, year, source line, and how its text is read."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from data.events.corrections import AS_READ_IF_EMPTY, Entry, SetReport, standing
from data.report import Report, without_year


def about_of(log: Iterable[Entry]) -> dict[str, Any]:
    """The corrected fields of `ABOUT`; fields that nobody corrected, or that were reset, are missing."""
    said: dict[str, Any] = {}
    for entry in standing(log):
        if isinstance(entry.correction, SetReport):
            said |= entry.correction.fields
    return {name: value for name, value in said.items() if value != "" or name not in AS_READ_IF_EMPTY}


def without_reading(log: Iterable[Entry]) -> list[Entry]:
    """A log without corrections of how a text is read."""
    entries = []
    for entry in log:
        if isinstance(entry.correction, SetReport):
            kept = {
                name: value for name, value in entry.correction.fields.items() if name not in ("as", "year")
            }
            entry = replace(entry, correction=SetReport(kept))
        entries.append(entry)
    return entries


def about_as_read(report: Report) -> dict[str, Any]:
    """The same fields as they were read."""
    about = {name: getattr(report, name) for name in ("title", "publisher", "edition", "source")}
    return about | {"year": report.years or report.year, "as": report.kind}


def correct_report(report: Report, about: Mapping[str, Any]) -> Report:
    """Apply `about` to a `report` that was read for its year and kind already."""
    year = about.get("year", report.year)
    changed = {name: about[name] for name in ("publisher", "edition") if name in about}
    if "title" in about:  # the year follows the title anyway
        changed["title"] = without_year(about["title"], year) or about["title"]
    if "year" in about:
        changed |= {"year": year, "years": ""}
    return replace(report, source_line=about.get("source", ""), **changed)


def of_year(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """The events of a report that covers `year`; `in_year` is false for others."""
    in_year = table["first_day"].dt.year.eq(year) | table["last_day"].dt.year.eq(year)
    result = table.assign(in_year=in_year)
    result.attrs = table.attrs
    return result
