"""The content of a chronology: its columns, its headings, and for each event the quotation and its place."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from data.dates.edtf import MONTHS, in_words
from data.events.chronology.headings import HEADINGS
from data.events.provenance import describe_corrected, describe_page
from data.report import Report

DATE, WHAT, NAMED = "Date", "What happened", "Who"
_MANY = 100  # events of a year above which its months have headings
_LONGEST = 1_200  # characters of a quotation


@dataclass(frozen=True)
class Row:
    """An event: its cells, the report's hedge ("reportedly"), and the parts of its footnote."""

    cells: dict[str, str]
    hedge: str
    quotation: str
    source: str
    corrected: str


@dataclass(frozen=True)
class Part:
    """Events under a heading, which is empty if parts of the next level follow; `level` is 1 or 2."""

    heading: str
    level: int
    rows: tuple[Row, ...]


def make_parts(table: pd.DataFrame, report: Report, by: str = HEADINGS[0]) -> tuple[list[str], list[Part]]:
    """The names of the columns that are not empty (actors only if no event says who did what to whom), and the events in
    order of their dates, under headings `by`.

    By date, years are headings, and also months if there are many events.
    """
    places = _Places(report)
    events = cast("list[dict[str, Any]]", table.to_dict("records"))
    known = table.attrs.get("as_read", {})
    rows = [_row(event, report, places, known.get(event["id"], {})) for event in events]
    names = [name for name in rows[0].cells if any(row.cells[name] for row in rows)] if rows else [DATE, WHAT]
    if {"Who did it", "To whom"} & {*names}:
        names = [name for name in names if name != NAMED]
    if by == "report" and "report" in table:
        names = [name for name in names if name != "Report"]
    if by != HEADINGS[0] and by in table:
        order = [str(name) for name in table[by].cat.categories]
        groups = _group(rows, [str(event[by]) for event in events])
        return names, [Part(name, 1, groups[name]) for name in order if name in groups]
    return names, list(_by_date(events, rows))


def _by_date(events: list[dict[str, Any]], rows: list[Row]) -> Iterator[Part]:
    years = [_year(event) for event in events]
    for year, own in _group(list(zip(events, rows, strict=True)), years).items():
        if len(own) <= _MANY:
            yield Part(year, 1, tuple(row for _, row in own))
            continue
        yield Part(year, 1, ())
        months = _group([row for _, row in own], [_month(event, year) for event, _ in own])
        late = f"{year}, no month given"
        for month in sorted(months, key=late.__eq__):  # in order, that one last
            yield Part(month, 2, months[month])


def _group(values: list, keys: list[str]) -> dict[str, tuple]:
    groups: dict[str, list] = defaultdict(list)
    for value, key in zip(values, keys, strict=True):
        groups[key].append(value)
    return {key: tuple(found) for key, found in groups.items()}


def _year(event: dict[str, Any]) -> str:
    return in_words(f"{event['first_day'].year:04}")


def _month(event: dict[str, Any], year: str) -> str:
    if event["precision"] == "year":
        return f"{year}, no month given"
    return f"{MONTHS[event['first_day'].month - 1]} {year}"


def _row(event: dict[str, Any], report: Report, places: "_Places", read: dict[str, Any]) -> Row:
    cells = {
        DATE: in_words(event["date"]),
        "Report": str(event.get("report", "")),
        WHAT: event["headline"],
        "Who did it": ", ".join(event.get("by", ())),
        "To whom": _with_count(", ".join(event.get("to", ())), event),
        NAMED: ", ".join(event["actors"]),
        "Where": ", ".join(event.get("where", ())),
    }
    hedges = ["reportedly"] if event.get("alleged", False) else []
    hedges += ["did not happen"] if event.get("negated", False) else []
    named = report.source if report.edition or report.publisher else report.named
    source = ", ".join(filter(None, (cells["Report"], named, places.of(event))))
    corrected = describe_corrected(event["corrected"], read)
    return Row(cells, ", ".join(hedges), _quote(event["text"]), f"{source}." if source else "", corrected)


def _with_count(names: str, event: dict[str, Any]) -> str:
    """To whom it was done, and how many they are: "miners (at least 2,000)"."""
    count = event.get("count")
    if count is None or pd.isna(count):
        return names
    said = f"{'at least ' if event.get('count_least', False) else ''}{int(count):,}"
    return f"{names} ({said})" if names else said


def _quote(text: str) -> str:
    """A passage in one line; a long one is shortened with "…"."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " […]"


class _Places:
    """The places of events in a report: on a page, otherwise in a paragraph under a heading."""

    def __init__(self, report: Report):
        self._starts = [paragraph.start for paragraph in report.paragraphs]
        self._numbers: list[int] = []
        counts: dict[str, int] = defaultdict(int)
        for paragraph in report.paragraphs:
            counts[paragraph.theme] += 1
            self._numbers.append(counts[paragraph.theme])

    def of(self, event: dict[str, Any]) -> str:
        """The place for a citation: "p. 191"; "“Background”, paragraph 2"; "" for none."""
        if not event["text"]:
            return ""
        if page := describe_page(event["page"], event["pdf_page"]):
            return page
        at = bisect_right(self._starts, event["start"]) - 1 if "report" not in event else -1
        return f"“{event['theme']}”" + (f", paragraph {self._numbers[at]}" if at >= 0 else "")
