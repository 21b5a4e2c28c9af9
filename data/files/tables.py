"""Read a table of events: CSV, JSON or Excel with our columns, TimelineJS's, or obvious ones.

Every row becomes an event, or is listed with its line and the reason.
"""

from collections.abc import Sequence

import pandas as pd

from data.events.typed_dates import year_of
from data.files.answers import Answers
from data.files.own_columns import is_own
from data.files.spreadsheets import Sheet
from data.files.table_columns import (
    FIELDS,
    PARTS,
    plain_name,
)
from data.files.table_dates import as_written, read_row_dates
from data.files.table_events import build_events
from data.files.table_meaning import (
    exact_dates,
    find_meaning,
    named_codes,
    why_broken,
)
from data.files.table_notes import count_further_tags, explain_nothing, list_examples, list_notes
from data.files.table_reading import MOST_LISTED, TableReading, TableUnclear, UnreadRow
from data.files.table_rows import SAMPLE_COLUMNS, Rows, join_rows
from data.files.table_texts import compose_texts, find_texts
from data.report import Report, ReportError


def read_table(
    name: str, sheets: Sequence[Sheet], answers: Answers | None = None
) -> tuple[Report, pd.DataFrame, TableReading]:
    """Read the events of a table's rows, a report of their texts, and how each row was read.

    Of several sheets, the first with dates and headlines. Raises `TableUnclear` if no row can be drawn, and `ReportError` for
    an answer that does not fit the table.
    """
    answers = answers or Answers()
    tables = [Rows(sheet) for sheet in sheets]
    tables = [table for table in tables if is_own(table.names)][
        :1
    ] or tables  # our workbook has information about itself on other sheets
    if not any(table.rows for table in tables):
        raise ReportError(f"{name} has no rows; choose a file with a table in it.")
    found = next(
        (table for table in tables if table.is_drawable), next(table for table in tables if table.rows)
    )
    alike = [table for table in tables if table is found or table.has_names_of(found)]
    return _read_rows(join_rows(alike) if len(alike) > 1 else found, name, answers)


def _read_rows(rows: Rows, name: str, answers: Answers) -> tuple[Report, pd.DataFrame, TableReading]:
    """The report, the events and how each row was read; see `read_table`."""
    columns = rows.answered(answers)
    of, doubts = columns.of, list(columns.doubts)
    _check_columns(rows, name, of, answers)
    every = {number: rows.cells(number) for number in range(len(rows.names))}
    cells = named_codes(columns, rows.names, {field: every[column] for field, column in of.items()})
    if also := columns.more.get("date"):
        cells["date"] = [
            next((cell for cell in row if as_written(cell)), None)
            for row in zip(*(every[n] for n in (of["date"], *also)), strict=True)
        ]
    is_edtf = "first day" in map(plain_name, rows.names)
    dates = read_row_dates(cells, len(rows.rows), answers.order, answers.year, is_edtf)
    if answers.year is None and any(cell.asks == "year" for cell in dates.cells):
        told = rows.years_told(name)
        if len(told) == 1 or rows.parts[1:]:
            years = [told.get(number) for number, part in enumerate(rows.parts) for _ in range(part[1])]
            dates = read_row_dates(cells, len(rows.rows), answers.order, years, is_edtf)
            shown = " and ".join(map(str, dict.fromkeys(told.values())))
            if told:
                doubts.append(
                    f"Dates without a year are taken for {shown}, which the file's name or title says."
                )
    dates, raw_dates = exact_dates(columns.table, rows.names, every, dates)
    if dates.endless:
        row, reason = next(iter(dates.endless.items()))
        many = f"{len(dates.endless):,} events are" if len(dates.endless) > 1 else "One event is"
        doubts.append(f"{many} drawn without an end ({rows.sheet.unit} {rows.lines[row]}: {reason}).")
    headline, text = find_texts(cells, len(rows.rows))
    composed = compose_texts(columns, rows.names, every, headline, text)
    aside = rows.find_aside()
    keep, unread = [], []
    for row, (cell, words) in enumerate(zip(dates.cells, headline, strict=True)):
        if row in aside:
            continue
        broken = why_broken(columns.table, rows.sheet.unit, len(rows.rows[row]), rows.width)
        reason = broken or cell.reason or ("" if words else "has no headline and no text")
        if reason:
            unread.append((row, reason))
        else:
            keep.append(row)
    before = sum(year_of(dates.cells[row].edtf) < 1 for row in keep)
    if before:
        one = "One event is" if before == 1 else f"{before:,} events are"
        doubts.append(f"{one} before the year 1: listed under the chart, whose axis begins there.")
    meaning = find_meaning(columns, rows.names, every, keep, raw_dates | dates.endless.keys(), composed)
    reading = TableReading(
        name,
        rows.sheet.unit,
        tuple(rows.names[:SAMPLE_COLUMNS]),
        {field: rows.names[of[field]] for field in FIELDS if field in of},
        rows.sample(),
        rows=len(keep) + len(unread),
        read=len(keep),
        unread=tuple(
            UnreadRow(rows.lines[row], reason + rows.place_of(row), rows.opening(row))
            for row, reason in unread[:MOST_LISTED]
        ),
        doubts=tuple(doubts),
        notes=list_notes(rows, aside) + count_further_tags(rows, of, cells, keep) + meaning.notes,
        order=dates.order.order if dates.order.told_by or answers.order else "",
        order_told_by=dates.order.told_by,
        asks_order=list_examples(dates.cells, "order"),
        asks_year=list_examples(dates.cells, "year"),
        parts=tuple(rows.names[of[part]] for part in PARTS if part in of and "date" not in of),
        aside=len(aside),
        became=meaning.became,
    )
    if not keep or before == len(keep):
        raise TableUnclear(explain_nothing(reading, before), reading)
    report, table = build_events(rows, name, answers, cells, dates, headline, text, keep, meaning)
    return report, table, reading


def _check_columns(rows: Rows, name: str, of: dict[str, int], answers: Answers) -> None:
    has_date, has_words = bool(of.keys() & {"date", "year"}), bool(of.keys() & {"headline", "text"})
    has_words |= rows.columns.table is not None
    if has_date and has_words:
        return
    missing = "the headline" if has_date else "the date" if has_words else "date and headline"
    found = ", ".join(rows.names[:12]) or "none"
    message = f"{name} has no column for {missing}; name one “date” and one “headline” or “title” (columns found: {found})."
    reason = f"no column says {'what happened' if has_date else 'when'}"
    unread = tuple(
        UnreadRow(line, reason, rows.opening(row)) for row, line in enumerate(rows.lines[:MOST_LISTED])
    )
    sample = rows.sample()
    mapping = {field: rows.names[of[field]] for field in FIELDS if field in of}
    names = tuple(rows.names[:SAMPLE_COLUMNS])
    raise TableUnclear(
        message,
        TableReading(
            name,
            rows.sheet.unit,
            names,
            mapping,
            sample,
            len(rows.rows),
            0,
            unread,
            notes=list_notes(rows, {}),
        ),
    )
