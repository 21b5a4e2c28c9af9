"""A table of events instead of a report: CSV, JSON or Excel with our columns, TimelineJS's, or the obvious ones.

Nothing is lost unsaid: every row is an event, or is listed with its line and the reason.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import numpy as np
import pandas as pd

from data.dates.edtf import days_of
from data.english.grammar import sentence_spans
from data.events.date_columns import DateCell
from data.events.table import as_table
from data.events.typed_dates import precision_of, year_of
from data.files.answers import Answers
from data.files.own_columns import is_own, merge_others, read_own_columns
from data.files.reports import title_of
from data.files.spreadsheets import Sheet
from data.files.table_columns import (
    FIELDS,
    PARTS,
    Columns,
    find_columns,
    find_header,
    plain_name,
    plain_names,
)
from data.files.table_dates import RowDates, as_written, read_row_dates
from data.files.table_meaning import (
    Meaning,
    exact_dates,
    find_meaning,
    has_several,
    named_codes,
    why_broken,
    without_date,
)
from data.files.table_reading import MOST_LISTED, TableReading, TableUnclear, UnreadRow
from data.report import Paragraph, Report, ReportError

_EXAMPLES = 3
_SAMPLE_ROWS, _SAMPLE_COLUMNS, _SAMPLE_LETTERS = 6, 40, 90
_LONGEST_HEADLINE = 240
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def read_table(
    name: str, sheets: Sequence[Sheet], answers: Answers | None = None
) -> tuple[Report, pd.DataFrame, TableReading]:
    """The events of a table's rows, a report whose text is their texts, and how each row was read.

    Of several sheets, the first that has dates and says what happened. Raises `TableUnclear` where no row can
    be drawn, and `ReportError` for an answer that does not fit the table.
    """
    answers = answers or Answers()
    tables = [_Rows(sheet) for sheet in sheets]
    tables = [table for table in tables if is_own(table.names)][
        :1
    ] or tables  # our workbook tells of itself on others
    if not any(table.rows for table in tables):
        raise ReportError(f"{name} has no rows; choose a file with a table in it.")
    found = next(
        (table for table in tables if table.is_drawable), next(table for table in tables if table.rows)
    )
    alike = [table for table in tables if table is found or table.has_names_of(found)]
    return (_join(alike) if len(alike) > 1 else found).read(name, answers)


class _Rows:
    """The rows of one sheet under the names of their columns."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        header = None if sheet.header is not None else find_header(sheet.rows)
        begin = 0 if header is None else header + 1
        self.rows, self.lines = sheet.rows[begin:], sheet.lines[begin:]
        self.above = sheet.rows[: header or 0]
        width = max(map(len, self.rows), default=0)
        named = sheet.header or (sheet.rows[header] if header is not None else ())
        self.width = len(named) or width
        self.names = _unique([as_written(value) for value in named] + [""] * (width - len(named)))
        self.is_named = sheet.header is not None or header is not None
        self.columns = find_columns(self.names, self.rows)
        self.parts = [
            (sheet, len(self.rows), self.above)
        ]  # the sheets whose rows these are, one behind the other

    def has_names_of(self, other: "_Rows") -> bool:
        """Whether it has rows under the same names, in whatever order."""
        if not (self.is_drawable and self.is_named and other.is_named):
            return False
        return sorted(map(plain_name, self.names)) == sorted(map(plain_name, other.names))

    @property
    def is_drawable(self) -> bool:
        """Whether it has dates, and what happened."""
        of = self.columns.of
        has_words = of.keys() & {"headline", "text"} or self.columns.table is not None
        return bool(self.rows) and bool(of.keys() & {"date", "year"}) and bool(has_words)

    def cells(self, column: int) -> list[object]:
        """The cells of a column, None where a row is shorter."""
        return [row[column] if column < len(row) else None for row in self.rows]

    def answered(self, answers: Answers) -> Columns:
        """The columns as a person said. Raises `ReportError` for a name that there is not."""
        if not answers.columns:
            return self.columns
        of = dict(self.columns.of)
        plain = [plain_name(name) for name in self.names]
        for field, name in answers.columns:
            of.pop(field, None)
            if field in ("date", "end"):
                of = {
                    key: column for key, column in of.items() if key not in PARTS or (key == "year" and name)
                }
            if not name:
                continue
            if name in self.names:
                of[field] = self.names.index(name)
            elif plain_name(name) in plain:
                of[field] = plain.index(plain_name(name))
            else:
                shown = ", ".join(self.names[:12])
                raise ReportError(f"There is no column “{name[:80]}”; the columns are {shown}.")
        more = {
            field: columns
            for field, columns in self.columns.more.items()
            if of.get(field) == self.columns.of[field] and not set(columns) & set(of.values())
        }
        return Columns(of, more=more, table=self.columns.table)

    def read(self, name: str, answers: Answers) -> tuple[Report, pd.DataFrame, TableReading]:
        """The report, the events and how each row was read; see `read_table`."""
        columns = self.answered(answers)
        of, doubts = columns.of, list(columns.doubts)
        self._check_columns(name, of, answers)
        every = {number: self.cells(number) for number in range(len(self.names))}
        cells = named_codes(columns, self.names, {field: every[column] for field, column in of.items()})
        if also := columns.more.get("date"):
            cells["date"] = [
                next((cell for cell in row if as_written(cell)), None)
                for row in zip(*(every[n] for n in (of["date"], *also)), strict=True)
            ]
        is_edtf = "first day" in map(plain_name, self.names)
        dates = read_row_dates(cells, len(self.rows), answers.order, answers.year, is_edtf)
        if answers.year is None and any(cell.asks == "year" for cell in dates.cells):
            told = self._years_told(name)
            if len(told) == 1 or self.parts[1:]:
                years = [told.get(number) for number, part in enumerate(self.parts) for _ in range(part[1])]
                dates = read_row_dates(cells, len(self.rows), answers.order, years, is_edtf)
                shown = " and ".join(map(str, dict.fromkeys(told.values())))
                if told:
                    doubts.append(
                        f"Dates without a year are taken for {shown}, which the file's name or title says."
                    )
        dates, raw_dates = exact_dates(columns.table, self.names, every, dates)
        if dates.endless:
            row, reason = next(iter(dates.endless.items()))
            many = f"{len(dates.endless):,} events are" if len(dates.endless) > 1 else "One event is"
            doubts.append(f"{many} drawn without an end ({self.sheet.unit} {self.lines[row]}: {reason}).")
        headline, text = _headlines_and_texts(cells, len(self.rows))
        composed = self._compose(columns, every, headline, text)
        aside = self._aside(name)
        keep, unread = [], []
        for row, (cell, words) in enumerate(zip(dates.cells, headline, strict=True)):
            if row in aside:
                continue
            broken = why_broken(columns.table, self.sheet.unit, len(self.rows[row]), self.width)
            reason = broken or cell.reason or ("" if words else "has no headline and no text")
            if reason:
                unread.append((row, reason))
            else:
                keep.append(row)
        before = sum(year_of(dates.cells[row].edtf) < 1 for row in keep)
        if before:
            one = "One event is" if before == 1 else f"{before:,} events are"
            doubts.append(f"{one} before the year 1: listed under the chart, whose axis begins there.")
        meaning = find_meaning(columns, self.names, every, keep, raw_dates | dates.endless.keys(), composed)
        reading = TableReading(
            name,
            self.sheet.unit,
            tuple(self.names[:_SAMPLE_COLUMNS]),
            {field: self.names[of[field]] for field in FIELDS if field in of},
            tuple(self._sample(row) for row in range(min(_SAMPLE_ROWS, len(self.rows)))),
            rows=len(keep) + len(unread),
            read=len(keep),
            unread=tuple(
                UnreadRow(self.lines[row], reason + self._place(row), self._opening(row))
                for row, reason in unread[:MOST_LISTED]
            ),
            doubts=tuple(doubts),
            notes=self._notes(aside) + self._tags_left(of, cells, keep) + meaning.notes,
            order=dates.order.order if dates.order.told_by or answers.order else "",
            order_told_by=dates.order.told_by,
            asks_order=_examples(dates.cells, "order"),
            asks_year=_examples(dates.cells, "year"),
            parts=tuple(self.names[of[part]] for part in PARTS if part in of and "date" not in of),
            aside=len(aside),
            became=meaning.became,
        )
        if not keep or before == len(keep):
            raise TableUnclear(_why_nothing(reading, before), reading)
        report, table = self._build(name, answers, cells, dates, headline, text, keep, meaning)
        return report, table, reading

    def _compose(
        self, columns: Columns, every: dict[int, list[object]], headlines: list[str], texts: list[str]
    ) -> set[int]:
        """Write headlines of the other cells for the rows of a published table that have no words; give those rows."""
        if columns.table is None:
            return set()
        plain, composed = plain_names(self.names), set()
        for row, headline in enumerate(headlines):
            if not headline and (said := columns.table.compose(plain, every, row)):
                headlines[row] = texts[row] = said
                composed.add(row)
        return composed

    def _years_told(self, name: str) -> dict[int, int]:
        """The year that a sheet's name or title says, else the file's, by the number of the sheet."""
        told = {}
        for number, (sheet, _, above) in enumerate(self.parts):
            words = [sheet.title, sheet.name, *(as_written(v) for row in above for v in row)]
            own, whole = (
                set(_YEAR.findall(" ".join(said))) for said in (words, [PurePath(name).name, *words])
            )
            years = own if self.parts[1:] and len(own) == 1 else whole
            if len(years) == 1:
                told[number] = int(years.pop())
        return told

    def _check_columns(self, name: str, of: dict[str, int], answers: Answers) -> None:
        has_date, has_words = bool(of.keys() & {"date", "year"}), bool(of.keys() & {"headline", "text"})
        has_words |= self.columns.table is not None
        if has_date and has_words:
            return
        missing = "the headline" if has_date else "the date" if has_words else "date and headline"
        found = ", ".join(self.names[:12]) or "none"
        message = f"{name} has no column for {missing}; name one “date” and one “headline” or “title” (columns found: {found})."
        reason = f"no column says {'what happened' if has_date else 'when'}"
        unread = tuple(
            UnreadRow(line, reason, self._opening(row)) for row, line in enumerate(self.lines[:MOST_LISTED])
        )
        sample = tuple(self._sample(row) for row in range(min(_SAMPLE_ROWS, len(self.rows))))
        mapping = {field: self.names[of[field]] for field in FIELDS if field in of}
        names = tuple(self.names[:_SAMPLE_COLUMNS])
        raise TableUnclear(
            message,
            TableReading(
                name,
                self.sheet.unit,
                names,
                mapping,
                sample,
                len(self.rows),
                0,
                unread,
                notes=self._notes(()),
            ),
        )

    def _aside(self, name: str) -> dict[int, str]:
        """The rows that say themselves that they are no events, with what they are."""
        aside: dict[int, str] = {}
        plain = [plain_name(column) for column in self.names]
        if "type" in plain and ("year" in plain or "start date" in plain):
            for row, value in enumerate(self.cells(plain.index("type"))):
                if isinstance(value, str) and value.strip().lower() in ("title", "era"):
                    aside[row] = f"the timeline's {value.strip().lower()}"
        header = [name.lower() for name in self.names[: self.width]]
        for row, values in enumerate(self.rows):
            if (
                values
                and as_written(values[0]).lower() == header[0]
                and [as_written(v).lower() for v in values] == header
            ):
                aside[row] = "the header once more"
        return aside

    def _notes(self, aside: dict[int, str] | tuple) -> tuple[str, ...]:
        notes = []
        if self.parts[1:]:
            read = ", ".join(f"“{part[0].name}”" for part in self.parts)
            notes.append(f"Sheets {read} have the same columns and are read as one table.")
            if self.sheet.others:
                notes.append("Not read: " + ", ".join(f"“{other}”" for other in self.sheet.others[:5]) + ".")
        elif self.sheet.others:
            others = ", ".join(f"“{other}”" for other in self.sheet.others[:5])
            notes.append(
                f"Sheet “{self.sheet.name}” is read; {others} {'is' if len(self.sheet.others) == 1 else 'are'} not."
            )
        if self.above:
            notes.append(
                f"{len(self.above)} line{'' if len(self.above) == 1 else 's'} above the header: no events."
            )
        for what, count in Counter(dict(aside).values()).items() if aside else ():
            notes.append(f"{count:,} row{' is' if count == 1 else 's are'} {what}: no event.")
        return tuple(notes)

    def _tags_left(
        self, of: dict[str, int], cells: dict[str, Sequence[object]], keep: list[int]
    ) -> tuple[str, ...]:
        if "theme" not in of:
            return ()
        many = sum(has_several(cells["theme"][row]) for row in keep)
        which = f"in “{self.names[of['theme']]}”; the first is the theme."
        return (f"{many:,} row{' has' if many == 1 else 's have'} several values {which}",) if many else ()

    def _opening(self, row: int) -> str:
        words = " · ".join(filter(None, (" ".join(as_written(value).split()) for value in self.rows[row])))
        return _cut(words, _SAMPLE_LETTERS)

    def _place(self, row: int) -> str:
        """Which sheet a row is of, where there are several."""
        for sheet, count, _ in self.parts if self.parts[1:] else ():
            if row < count:
                return f" (sheet “{sheet.name}”)"
            row -= count
        return ""

    def _sample(self, row: int) -> tuple[str, ...]:
        values = [*self.rows[row], *[None] * len(self.names)][: min(len(self.names), _SAMPLE_COLUMNS)]
        return tuple(_cut(" ".join(as_written(value).split()), _SAMPLE_LETTERS) for value in values)

    def _build(
        self,
        name: str,
        answers: Answers,
        cells: dict[str, Sequence[object]],
        dates: RowDates,
        headlines: list[str],
        texts: list[str],
        keep: list[int],
        meaning: Meaning,
    ) -> tuple[Report, pd.DataFrame]:
        codes, distinct = pd.factorize(np.array([dates.cells[row].edtf for row in keep], dtype=object))
        date = pd.Series(
            np.asarray(distinct, dtype=object)[codes]
        )  # one text for each date, not for each row
        bounds = [days_of(edtf) for edtf in distinct]
        headline = pd.Series([headlines[row] for row in keep], dtype="string")
        text = pd.Series([texts[row] for row in keep], dtype="string")
        theme = pd.Series(_one_in_case(cells.get("theme"), keep), dtype="string")
        theme = theme.where(theme != "", "Events")
        lengths = text.str.len().astype(int)
        starts = (lengths + 2).cumsum() - lengths - 2
        years = [year_of(edtf) for edtf in distinct]
        claims = dict(meaning.claims.columns)
        counts = Counter(year for year in np.asarray(years)[codes].tolist() if year > 0)
        own = answers.year or counts.most_common(1)[0][0]
        rows = pd.DataFrame(
            {
                "id": _ids([cells["id"][row] for row in keep] if "id" in cells else [], headline, date),
                "date": date,
                "first_day": np.array([first for first, _ in bounds], dtype="datetime64[us]")[codes],
                "last_day": np.array([last for _, last in bounds], dtype="datetime64[us]")[codes],
                "precision": np.array([precision_of(edtf) for edtf in distinct], dtype=object)[codes],
                "in_year": np.array([year > 0 for year in years])[codes],
                "theme": theme,
                "actors": _actor_lists(claims.pop("actors", cells.get("actors")), keep),
                "headline": headline.map(_short),
                "text": text,
                "start": starts,
                "end": starts + lengths,
                "doubt": [self._doubt(row, dates) for row in keep],
                "other": meaning.others.rows,
            }
            | {part: [values[row] for row in keep] for part, values in claims.items()}
        )
        if "in_year" in cells:
            said = [as_written(cells["in_year"][row]).lower() in ("true", "1", "yes") for row in keep]
            rows["in_year"] &= np.array(said)
        as_read: dict[str, dict] = {}
        if is_own(self.names):
            kept, lines = [self.rows[row] for row in keep], [self.lines[row] for row in keep]
            own_cells = read_own_columns(name, self.sheet.unit, self.names, kept, lines)
            own_cells["other"] = merge_others(self.names, own_cells.get("other", []), meaning.others.rows)
            reads = own_cells.pop("as_read", [])
            as_read = {event: read for event, read in zip(rows["id"], reads, strict=False) if read}
            rows = rows.assign(**own_cells)
        table = as_table(rows, list(dict.fromkeys(theme)))
        table.attrs["kinds"] = {name: "organisation" for names in table["actors"] for name in names}
        table.attrs["as_read"] = as_read
        whole = "\n\n".join(text)
        title = self.sheet.title or title_of(name)
        title = re.sub(rf"[\s,]*\b{own}$", "", title) or title
        # For a big table the paragraphs are its texts, found by offset when one is opened; it needs no list of them.
        paragraphs = (
            tuple(
                Paragraph(int(s), int(e), t) for s, e, t in zip(starts, starts + lengths, theme, strict=True)
            )
            if len(rows) <= 5000
            else ()
        )
        shown = [year for year in years if year > 0]
        span = "" if min(shown) == max(shown) else f"{min(shown)}–{max(shown)}"
        return Report(whole, own, title, "", "", (), paragraphs, span), table

    def _doubt(self, row: int, dates: RowDates) -> str:
        doubts = [f"end not read: {dates.endless[row]}"] if row in dates.endless else []
        if len(self.rows[row]) > self.width:
            doubts.append("more cells than the header has")
        return "; ".join(doubts)


def _join(tables: Sequence[_Rows]) -> _Rows:
    """Sheets under the same names as one table, in the order of the first one's columns."""
    first = tables[0]
    plain = [plain_name(name) for name in first.names]
    rows, lines = [], []
    for table in tables:
        own = [plain_name(name) for name in table.names]
        places = [own.index(name) for name in plain]
        rows += [[row[place] if place < len(row) else None for place in places] for row in table.rows]
        lines += table.lines
    together = {table.sheet.name for table in tables}
    others = tuple(other for other in first.sheet.others if other not in together)
    joined = _Rows(replace(first.sheet, rows=rows, lines=lines, header=tuple(first.names), others=others))
    joined.above = [row for table in tables for row in table.above]
    joined.parts = [table.parts[0] for table in tables]
    return joined


def _unique(names: list[str]) -> list[str]:
    """Names of columns, each once: "Column 3" for none, "date (2)" for a second "date"."""
    seen: Counter[str] = Counter()
    unique = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split())[:200] or f"Column {number}"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _examples(cells: list[DateCell], asks: str) -> tuple[str, ...]:
    found = dict.fromkeys(cell.reason.split("”")[0].lstrip("“") for cell in cells if cell.asks == asks)
    return tuple(found)[:_EXAMPLES]


def _why_nothing(reading: TableReading, before: int) -> str:
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


def _headlines_and_texts(cells: dict[str, Sequence[object]], count: int) -> tuple[list[str], list[str]]:
    """Each row's headline, else its text's opening; and its text, else its headline."""
    headlines = (
        [" ".join(as_written(value).split()) for value in cells["headline"]]
        if "headline" in cells
        else [""] * count
    )
    if "text" not in cells:
        return headlines, headlines
    texts = [as_written(value) for value in cells["text"]]
    openings = [
        headline or without_date(_opening_of(text)) for headline, text in zip(headlines, texts, strict=True)
    ]
    return openings, [_whole(headline, text) for headline, text in zip(headlines, texts, strict=True)]


def _whole(headline: str, text: str) -> str:
    """A row's text; a title that is cut as a headline stands whole before it."""
    if not text or len(headline) <= _LONGEST_HEADLINE or text.startswith(headline):
        return text or headline
    return f"{headline}\n{text}"


def _opening_of(text: str) -> str:
    line = " ".join(text[:2000].split())
    return line[slice(*next(iter(sentence_spans(line)), (0, 0)))]


def _first_of(value: object) -> object:
    """The first of several tags, without its group: one row of the chart has one theme."""
    if isinstance(value, list):
        return next(iter(value), None)
    if isinstance(value, str) and ("|" in value or "::" in value):
        return next(filter(None, (part.rpartition("::")[2].strip() for part in value.split("|"))), value)
    return value


def _one_in_case(values: Sequence[object] | None, keep: list[int]) -> list[str]:
    """Names trimmed, and one for those that differ in case alone: as it is written most."""
    if values is None:
        return [""] * len(keep)
    names = [" ".join(as_written(_first_of(values[row])).split()) for row in keep]
    written = _spellings(Counter(names))
    return [written[name] for name in names]


def _spellings(counts: Counter[str]) -> dict[str, str]:
    """For each name the spelling that is used most of those that differ in case alone."""
    usual: dict[str, str] = {}
    for name, _ in counts.most_common():
        usual.setdefault(name.casefold(), name)
    return {name: usual[name.casefold()] for name in counts}


def _actor_lists(values: Sequence[object] | None, keep: list[int]) -> list[list[str]]:
    if values is None:
        return [[] for _ in keep]
    # Rows with the same actors share one list: a million rows have far fewer sets of actors.
    known: dict[str | tuple[str, ...], list[str]] = {}
    keys = []
    for row in keep:
        value = values[row]
        key = tuple(map(str, value)) if isinstance(value, list) else as_written(value)
        if key not in known:
            parts = key if isinstance(key, tuple) else re.split(r"[;\n]", key)
            known[key] = [name for part in parts if (name := " ".join(part.split()))]
        keys.append(key)
    counts: Counter[str] = Counter()
    for key, times in Counter(keys).items():
        for name in known[key]:
            counts[name] += times
    written = _spellings(counts)
    known = {key: list(dict.fromkeys(written[name] for name in names)) for key, names in known.items()}
    return [known[key] for key in keys]


def _ids(given: list[object], headline: pd.Series, dates: pd.Series) -> pd.Series:
    texts = [as_written(value) for value in given]
    if texts and all(texts):
        return pd.Series(texts, dtype="string")
    hashes = pd.util.hash_pandas_object(headline + "|" + dates, index=False)
    return hashes.map(lambda h: f"{h:016x}"[:10])


def _short(headline: str) -> str:
    return _cut(headline, _LONGEST_HEADLINE)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
