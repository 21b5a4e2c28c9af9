"""Messages on how a table was read."""

from collections import Counter
from collections.abc import Mapping, Sequence

from data.events.date_columns import DateCell
from data.files.table_meaning import has_several
from data.files.table_reading import TableReading
from data.files.table_rows import Rows
from data.plurals import pluralize

_EXAMPLES = 3


def list_notes(rows: Rows, aside: Mapping[int, str]) -> tuple[str, ...]:
    """Which sheets and lines are not events; `aside` says what those rows are."""
    notes = []
    if rows.parts[1:]:
        read = ", ".join(f"“{part[0].name}”" for part in rows.parts)
        notes.append(f"Sheets {read} have the same columns and are read as one table.")
        if rows.sheet.others:
            notes.append("Not read: " + ", ".join(f"“{other}”" for other in rows.sheet.others[:5]) + ".")
    elif rows.sheet.others:
        others = ", ".join(f"“{other}”" for other in rows.sheet.others[:5])
        notes.append(
            f"Sheet “{rows.sheet.name}” is read; {others} {'is' if len(rows.sheet.others) == 1 else 'are'} not."
        )
    if rows.above:
        notes.append(f"{len(rows.above)} {pluralize('line', len(rows.above))} above the header: no events.")
    for what, count in Counter(aside.values()).items():
        notes.append(f"{count:,} row{' is' if count == 1 else 's are'} {what}: no event.")
    return tuple(notes)


def count_further_tags(
    rows: Rows, of: dict[str, int], cells: dict[str, Sequence[object]], keep: list[int]
) -> tuple[str, ...]:
    """How many rows have more than one theme, of which the first is used."""
    if "theme" not in of:
        return ()
    many = sum(has_several(cells["theme"][row]) for row in keep)
    which = f"in “{rows.names[of['theme']]}”; the first is the theme."
    return (f"{many:,} row{' has' if many == 1 else 's have'} several values {which}",) if many else ()


def explain_nothing(reading: TableReading, before: int) -> str:
    """Why no row of a table can be drawn, and what to do; `before` rows are before the year 1."""
    if before:
        return f"All events of {reading.name} are before the year 1, where the chart's axis begins."
    if not reading.unread:
        return f"{reading.name} has no row under its header; choose a table with events."
    if reading.asks_order:
        return f"{reading.name} cannot be drawn yet: “{reading.asks_order[0]}” does not say which number is the month."
    if reading.asks_year:
        return f"{reading.name} cannot be drawn yet: “{reading.asks_year[0]}” has no year."
    first = reading.unread[0]
    return (
        f"{reading.name} has no row with both a date and a headline ({reading.unit} {first.line}: {first.reason});"
        " write dates as in 2008-03-12, 2008-03 or 12 March 2008."
    )


def list_examples(cells: list[DateCell], asks: str) -> tuple[str, ...]:
    """A few dates that need the order of their numbers, or a year, as they are written."""
    found = dict.fromkeys(cell.reason.split("”")[0].lstrip("“") for cell in cells if cell.asks == asks)
    return tuple(found)[:_EXAMPLES]
