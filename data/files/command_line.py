"""Shared by the commands: progress on the terminal, and advice that names their options."""

import json
import re
import sys
from collections.abc import Callable

from tqdm import tqdm

from data.events.undated import find_undated
from data.files.answers import Answers, parse_answers
from data.files.source import Reading
from data.files.table_columns import FIELDS
from data.files.table_reading import TableReading, TableUnclear
from data.plurals import pluralize
from data.report import EntryUnknown, ReportError, YearUnknown

_MOST_SAID = 20  # dates that are listed
_ORDER = "Say --day-first or --month-first"
_YEAR = "Say the year with --year, as in --year 2023"


def show_progress(what: str) -> Callable[[int, int], None] | None:
    """A progress bar on the terminal; nothing if standard error is not a terminal."""
    if not sys.stderr.isatty():
        return None
    bar = tqdm(desc=what, leave=True, ascii=" █", bar_format="{desc} [{bar:30}] {n} of {total}")

    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)
        if done == of:
            bar.close()

    return show


_FIELD = re.compile(rf"(?:^|,)\s*({'|'.join(FIELDS)})\s*=")


def read_columns(text: str, order: str, year: int | None) -> Answers:
    """Parse --columns, as in "date=When,headline=What happened". Raises `ReportError`."""
    parts = _FIELD.split(text)
    if parts[0].strip():
        raise ReportError(
            f'“{text[:60]}” names no field; write --columns date=When,headline="What happened".'
        )
    given = {field: name.strip() for field, name in zip(parts[1::2], parts[2::2], strict=True)}
    return parse_answers(json.dumps(given), order, year)


def say_rows(reading: TableReading) -> None:
    """Report on standard error how many rows of a table were read, and which were not, with the reason."""
    lines = [f"{reading.said}.", *(line[0].upper() + line[1:] + "." for line in reading.lines)]
    lines += [*reading.doubts, *reading.notes]
    if reading.asks_order:
        lines.append(f"{_ORDER}.")
    if reading.asks_year:
        lines.append(f"{_YEAR}.")
    print("\n".join(lines), file=sys.stderr)


def say_dates(reading: Reading, as_read: Reading) -> None:
    """Report on standard error that a text was read as dated entries, and which dates have no event in `as_read`.

    An event that is hidden in `reading` still counts as read.
    """
    report, table = reading.report, reading.table
    undated = find_undated(as_read.report, as_read.table)
    if report.kind != "entries" and not undated:
        return
    if report.kind == "entries":
        lines = [
            f"Read as a list of {len(report.entries):,} dated entries; --as narrative reads it as sentences."
        ]
    else:
        of_year = int(table["in_year"].sum())
        count = f"{of_year:,} {pluralize('event', of_year)} of {report.years or report.year}"
        lines = [
            f"{count}, {len(table) - of_year:,} of other years; {len(undated):,} sentences with a date made no event."
        ]
    for date in undated[:_MOST_SAID]:
        shown = "" if date.written in date.reason else f"{date.written}: "
        lines.append(f"Line {date.line}: {shown}{date.reason}.")
    if len(undated) > _MOST_SAID:
        lines.append(f"{len(undated) - _MOST_SAID:,} more dates made no event.")
    print("\n".join(lines), file=sys.stderr)


def advised(error: ReportError) -> str:
    """The error, with the command-line option that helps."""
    if isinstance(error, YearUnknown):
        return error.advised("say it with --year, as in --year 2008")
    if isinstance(error, EntryUnknown):
        option = f"--entry “{error.entries[0]}”; --list names all" if error.entries else ""
        return f"{error} Write it as in {option}." if option else f"{error} Leave out --entry."
    if isinstance(error, TableUnclear):
        asked = [
            advice
            for advice, dates in ((_ORDER, error.reading.asks_order), (_YEAR, error.reading.asks_year))
            if dates
        ]
        return " ".join([str(error), *(f"{advice}." for advice in asked)])
    return str(error)
