"""The dated entries of a text: which lines date what follows, and what belongs to each."""

import re
from dataclasses import dataclass, field

from data.dates.edtf import MONTHS, days_of
from data.events.date_columns import find_order
from data.files.dated.above import Above
from data.files.dated.grid import Row, read_grid
from data.files.dated.lines import Line, blocks_of_rows, find_closings, read_lines
from data.files.dated.openings import (
    DAY,
    END,
    TIME,
    WEAK,
    Opening,
    find_day,
    find_time,
)
from data.files.facts import is_fact, is_known_fact
from data.report import DatedEntry, UnreadDate

_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) \d{{1,2}},?)(?: \d{{4}})?|\b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}\b"
)
_PROSE = 40  # characters of a line that tells something


@dataclass
class Found:
    """The entries of a text in its order, the dates that could not be told, and how much else there is."""

    entries: list[DatedEntry] = field(default_factory=list)
    unread: list[UnreadDate] = field(default_factory=list)
    weak: int = 0  # entries whose date only a space parts from its words
    led: int = 0  # entries that begin as a sentence does: "On 3 March, …"
    prose: int = 0  # lines that tell something and belong to no entry
    prose_spans: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class _Open:
    """An entry that is being read."""

    date: str
    start: int
    title: tuple[int, int]
    end: int
    line: int
    written: str = ""
    weak: bool = False
    led: bool = False
    alone: bool = False  # whether its words are still to come
    whole: bool = False  # whether its title is


class _Finder:
    def __init__(self, text: str, year: int | None):
        self.text, self.lines, self.found = text, read_lines(text), Found()
        self.grids = {
            first: (last, grid)
            for first, last in blocks_of_rows(self.lines)
            if (grid := read_grid(self.lines[first:last]))
        }
        dated = [line.opening or line.closing for line in self.lines]
        written = [each.written for each in dated if each]
        written += [row.written for _, grid in self.grids.values() for row in grid]
        self.above = Above(find_order(written).order, year)
        self.closed = find_closings(self.lines)
        self.theme = ""
        self.current: _Open | None = None

    def find(self) -> Found:
        i = 0
        while i < len(self.lines):
            if i in self.grids:
                last, rows = self.grids[i]
                self.close()
                for row in rows:
                    self.take_row(row)
                i = last
                continue
            self.take(i)
            i += 1
        self.close()
        return self.found

    def take(self, i: int) -> None:
        line = self.lines[i]
        opening = line.opening
        if (
            opening is None
            and is_known_fact(line.text)
            and (dated := line.closing or _DATE.search(line.text))
        ):
            written = dated.written if isinstance(dated, Opening) else dated[0]
            self.close()
            self.found.unread.append(UnreadDate(line.number, written, "in a list of facts"))
            return
        if opening and opening.form == WEAK and self.current and not self.current.alone and not line.is_bullet and not line.blank_before and not self.current.weak and not self.is_below(line, opening):  # fmt: skip
            opening = None  # a list whose dates have a mark goes on
        if opening and line.is_alone and self.is_context(i, opening):
            self.close()
            self.above.take_context(opening.written)
        elif (dated := opening or line.closing) and self.is_coarse_heading(i, dated):
            self.close()
            self.head(line)
            if len(self.read(dated.written)) == 10:
                self.above.take_context(dated.written)
        elif opening:
            self.begin(line, opening)
        elif line.closing and self.takes_closing(i):
            self.begin(line, line.closing)
        elif (day := find_day(line.text)) and self.above.read_day(day):
            self.begin(line, day)
        elif (time := find_time(line.text)) and (self.above.day or (self.current and self.current.alone)):
            self.begin(line, time)
        elif self.is_heading(i):
            self.close()
            self.head(line)
        else:
            self.go_on(line)

    # What a line is

    def is_below(self, line: Line, opening: Opening) -> bool:
        """Whether its words stand in the column of the entry above: "1953    Flood" over "1987/88 Bridge"."""
        above = next(
            (each for each in self.lines if self.current and each.start <= self.current.title[0] < each.end),
            None,
        )
        return bool(
            above and above.opening and above.opening.rest[0] == opening.rest[0] > len(opening.written)
        )

    def is_context(self, i: int, opening: Opening) -> bool:
        """Whether a date alone only says the year, month or day of the lines below it."""
        date = self.read(opening.written)
        if not date:
            return False
        following = next(
            (
                (line, each)
                for line in self.lines[i + 1 : i + 4]
                if (each := line.opening or line.closing or find_day(line.text) or find_time(line.text))
            ),
            None,
        )
        if (
            following is None
            or not following[1].rest[1] - following[1].rest[0]
            and following[0] is not self.lines[i + 1]
        ):
            return False
        line, each = following
        if line is not self.lines[i + 1] and not self.lines[i + 1].is_titled:
            return False
        if each.form == TIME:
            return len(date) == 10
        if each.form == DAY:
            return len(date) == 7
        if len(date) == 10:
            return False
        inner = self.above.read_within(each.written, date)
        return bool(inner) and len(inner) > len(date) and _is_within(inner, date)

    def is_coarse_heading(self, i: int, opening: Opening) -> bool:
        """Whether a line such as "1997-1998: Detention" stands over finer dates within it."""
        line = self.lines[i]
        if not (line.is_titled or i == 0) or line.is_alone or i + 1 >= len(self.lines):
            return False
        date = self.read(opening.written)
        if not date:
            return False
        timed = opening.form == END and len(date) == 10 and self.lines[i + 1].opening is None
        if timed and find_time(self.lines[i + 1].text):
            return True  # the day of the times below it
        if not line.is_titled or any(len(part) > 7 for part in date.split("/")):
            return False
        if opening.form == END and i == 0 and len(date) == 4:
            return True  # a document's title
        if i + 1 in self.grids:
            inner = [self.read(row.written) for row in self.grids[i + 1][1]]
            return any(each and _is_within(each, date) and each != date for each in inner)
        below = self.lines[i + 1]
        each = below.opening or below.closing
        if each is None or below.is_titled:
            return False
        inner = self.above.read_within(each.written, date)
        return bool(inner) and len(inner) > len(date) and _is_within(inner, date)

    def takes_closing(self, i: int) -> bool:
        line = self.lines[i]
        if i in self.closed:
            return True
        if self.current and not self.current.alone and not (line.blank_before or line.is_bullet):
            return False
        if self.current and self.current.alone:
            return False
        return line.is_bullet or line.is_titled or not line.text.rstrip().endswith(".") or not self.current

    def is_heading(self, i: int) -> bool:
        line = self.lines[i]
        if not line.is_titled or (self.current and self.current.alone):
            return False
        return i + 1 < len(self.lines)

    # What is done with it

    def head(self, line: Line) -> None:
        words = " ".join(self.text[slice(*line.words)].split()).strip("*_#= ").rstrip(":")
        self.above.take_heading(words)
        first = not self.found.entries and not self.theme and not self.found.prose
        self.theme = "" if first and line.number == self.lines[0].number else words

    def read(self, written: str, line: int | None = None) -> str:
        """EDTF of a date as the lines above complete it; "" where it cannot be told, which is noted for a `line`."""
        cell = self.above.read(written)
        if not cell.edtf and line is not None:
            self.found.unread.append(UnreadDate(line, written, cell.reason))
        return cell.edtf

    def begin(self, line: Line, opening: Opening) -> None:
        date = self.date_of(line, opening)
        alone_before = self.current if self.current and self.current.alone else None
        if alone_before and opening.form == TIME:
            self.current, self.above.day = None, alone_before.date
            date = alone_before.date
        self.close()
        if not date:
            self.go_on(line)
            return
        if line.is_alone or opening.form == DAY and opening.rest[0] >= len(line.text):
            nothing = (line.end, line.end)
            self.current = _Open(date, line.end, nothing, line.end, line.number, opening.written, alone=True)
            self.above.day = date if len(date) == 10 else ""
        else:
            start, end = (line.start + offset for offset in opening.rest)
            last = line.end if opening.form != END else end
            self.current = _Open(
                date, start, (start, end), max(last, end), line.number, weak=opening.form == WEAK
            )
            self.current.led = opening.led
            self.current.whole = opening.form == END or line.is_titled
        if opening.form != TIME:
            self.above.take_entry(date, opening.written)

    def date_of(self, line: Line, opening: Opening) -> str:
        if opening.form == TIME:
            return self.above.day or (self.current.date if self.current else "")
        if opening.form == DAY:
            return self.above.read_day(opening)
        return self.read(opening.written, line=line.number)

    def take_row(self, row: Row) -> None:
        date = self.read(row.written, line=row.line) if row.written else self.above.last
        until = self.read(row.until) if row.until and "/" not in date else ""
        if date and until and days_of(date) < days_of(until):
            date = f"{date}/{until.rpartition('/')[2]}"
        if date:
            theme = row.theme or self.theme
            self.found.entries.append(DatedEntry(date, row.start, row.end, row.title, theme, row.line, row.actors))  # fmt: skip
            self.above.take_entry(date, row.written)

    def go_on(self, line: Line) -> None:
        current = self.current
        start, end = line.words
        if current is None:
            dated = line.opening or line.closing
            listed = self.found.unread and self.found.unread[-1].line == line.number
            if len(line.text.strip()) < _PROSE and dated and not listed:
                why = "in a list of facts" if is_fact(line.text) else "outside the entries"
                self.found.unread.append(UnreadDate(line.number, dated.written, why))
            elif len(line.text.strip()) >= _PROSE:
                self.found.prose += 1
                self.found.prose_spans.append((line.start, line.end, self.theme))
            return
        if current.alone:
            current.start, current.title, current.end, current.alone = start, (start, end), end, False
            if line.is_bullet:
                current.whole = True
        elif self.above.day and line.is_bullet and current.date == self.above.day and current.whole:
            self.close()
            self.current = _Open(self.above.day, start, (start, end), end, line.number, whole=True)
        else:
            if not line.blank_before and not current.whole and not line.is_bullet:
                current.title = (current.title[0], end)
            else:
                current.whole = True
            current.end = end

    def close(self) -> None:
        current, self.current = self.current, None
        if current is not None and current.alone:
            self.found.unread.append(UnreadDate(current.line, current.written, "no words stand with it"))
        if current is None or current.alone or not self.text[slice(*current.title)].strip():
            return
        self.found.weak += current.weak
        self.found.led += current.led
        entry = DatedEntry(current.date, current.start, current.end, current.title, self.theme, current.line)
        self.found.entries.append(entry)


def find_entries(text: str, year: int | None = None) -> Found:
    """The dated entries of `text`; `year` stands in where neither a date nor a heading above it says one."""
    return _Finder(text, year).find()


def _is_within(inner: str, outer: str) -> bool:
    try:
        (first, last), (begin, end) = days_of(inner), days_of(outer)
    except ValueError:
        return False
    return begin <= first and last <= end
