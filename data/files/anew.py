"""Apply corrections to a reading: read it again for another year or as another kind of text, then correct it."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from typing import Any

import orjson

from data.events.about import about_of, correct_report, of_year
from data.events.corrected import corrected
from data.events.corrections import Entry
from data.events.extraction import extract_events
from data.events.parsing import parse_entry
from data.events.table import set_pages
from data.files.packing import pack
from data.files.reports import parse_report
from data.files.source import Reading, Source
from data.files.worker import ANEW, read_packed
from data.report import ENTRIES, Page, Report, ReportError

ReadAnew = Callable[[Report, int | None, str], Reading]


def correct_source(source: Source, reading: Reading) -> tuple[Reading, Reading]:
    """A reading of a source as its project's log wants it read, and the same with the project's corrections. Raises
    `ReportError`.
    """
    log = list(map(parse_entry, source.log))
    if not log:
        return reading, reading
    read = read_for(reading, about_of(log), read_text_anew)
    return read, correct_reading(read, log)


def correct_reading(reading: Reading, log: Sequence[Entry]) -> Reading:
    """Apply a log to a reading that was read as the log demands (`read_for`)."""
    about = about_of(log)
    report = correct_report(reading.report, about)
    # In a report of several years a corrected event stays, whatever its year.
    table = corrected(reading.table, log, 0 if report.years else report.year)
    return replace(reading, report=report, table=set_pages(table, report.pages))


def read_for(reading: Reading, about: dict[str, Any], read_anew: ReadAnew) -> Reading:
    """The reading for the year and kind in `about`, without other corrections; a table's rows are always its events."""
    report = reading.report
    kind, year = about.get("as", report.kind), about.get("year")
    if not reading.rows and (kind != report.kind or year not in (None, report.years or report.year)):
        # The years of a report of several are inferred again, unless a person gives one.
        read = read_anew(report, year or (None if report.years else report.year), kind)
        reading = replace(reading, report=read.report, table=read.table)
    if year is not None and (reading.rows or reading.report.kind == ENTRIES):
        reading = replace(reading, table=of_year(reading.table, year))
    if year is not None and not reading.table["in_year"].any():
        raise ReportError(f"The report names no date of {year} itself; give the year that it covers.")
    return reading


def read_text_anew(report: Report, year: int | None, kind: str) -> Reading:
    """Read the text of a report for a year, or for those that it names, and as a kind. Raises `ReportError`."""
    about = (report.title, report.publisher, report.edition, kind, report.pages)
    try:
        read = parse_report(report.text, report.title or "The report", year, *about)
    except ReportError:
        if kind != ENTRIES:
            raise
        raise ReportError(
            "No line of this report begins or ends with a date, so it is no list of dated entries; read it as sentences."
        ) from None
    table = extract_events(read)
    if not table["in_year"].any():
        raise ReportError(f"The report names no date of {read.year} itself; give the year that it covers.")
    return Reading(read, table)


def pack_bounded_anew(report: Report, year: int | None, kind: str) -> bytes:
    """The same, packed, in a separate process with the limits for uploads."""
    named = {name: getattr(report, name) for name in ("text", "title", "publisher", "edition")}
    asked = named | {"year": year, "kind": kind, "pages": list(map(astuple, report.pages))}
    return read_packed(report.title or "The report", orjson.dumps(asked), entry=ANEW)


def pack_anew(raw: bytes) -> bytes:
    """The work of the process started by `pack_bounded_anew`."""
    asked = orjson.loads(raw)
    pages = tuple(Page(*page) for page in asked["pages"])
    named = {name: asked[name] for name in ("text", "title", "publisher", "edition")}
    return pack(
        read_text_anew(Report(year=asked["year"] or 0, pages=pages, **named), asked["year"], asked["kind"])
    )
