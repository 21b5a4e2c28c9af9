"""The dated entries of a text: which lines date what follows, and what belongs to each."""

import re
from dataclasses import dataclass, field

from data.dates.edtf import MONTHS, days_of
from data.events.date_columns import find_order, read_date
from data.files.dated.days import day_after, find_weekday
from data.files.dated.grid import Row, read_grid
from data.files.dated.lines import Line, blocks_of_rows, find_closings, read_lines
from data.files.dated.openings import (
    DAY,
    END,
    TIME,
    WEAK,
    Opening,
    as_span,
    find_day,
    find_time,
)
from data.report import DatedEntry, UnreadDate

_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d(?![/.-]\d{3}|\d|[/.-]\d\d?[/.-])")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})", re.I)
_HALF = 6  # months back, which are rather the months ahead
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
    asks_year: bool = False


@dataclass
class _Open:
    """An entry that is being read."""

    date: str
    start: int
    title: tuple[int, int]
    end: int
    line: int
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
        self.order = find_order(written).order
        self.closed = find_closings(self.lines)
        self.given = year
        self.theme = ""
        self.year: int | None = None  # of the headings above
        self.rolls = False  # whether that is the first of two: "1974-75"
        self.month: int | None = None
        self.day = ""  # of the date above that stands alone
        self.last = ""  # the date of the entry before
        self.weekday: int | None = None  # as it is printed beside that
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
        if opening and opening.form == WEAK and self.current and not self.current.alone and not line.is_bullet and not line.blank_before and not self.current.weak:  # fmt: skip
            opening = None  # a list whose dates have a mark goes on
        if opening and line.is_alone and self.is_context(i, opening):
            self.close()
            self.set_context(opening.written)
        elif (dated := opening or line.closing) and self.is_coarse_heading(i, dated):
            self.close()
            self.head(line)
            if len(self.read(dated.written, quiet=True)) == 10:
                self.set_context(dated.written)
        elif opening:
            self.begin(line, opening)
        elif line.closing and self.takes_closing(i):
            self.begin(line, line.closing)
        elif (day := find_day(line.text)) and self.day_of(day):
            self.begin(line, day)
        elif (time := find_time(line.text)) and (self.day or (self.current and self.current.alone)):
            self.begin(line, time)
        elif self.is_heading(i):
            self.close()
            self.head(line)
        else:
            self.go_on(line)

    # What a line is

    def is_context(self, i: int, opening: Opening) -> bool:
        """Whether a date alone only says the year, month or day of the lines below it."""
        date = self.read(opening.written, quiet=True)
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
        inner = read_date(each.written, self.order, int(date[:4])).edtf
        return bool(inner) and len(inner) > len(date) and _is_within(inner, date)

    def is_coarse_heading(self, i: int, opening: Opening) -> bool:
        """Whether a line such as "1997-1998: Detention" stands over finer dates within it."""
        line = self.lines[i]
        if not (line.is_titled or i == 0) or line.is_alone or i + 1 >= len(self.lines):
            return False
        date = self.read(opening.written, quiet=True)
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
            inner = [self.read(row.written, quiet=True) for row in self.grids[i + 1][1]]
            return any(each and _is_within(each, date) and each != date for each in inner)
        below = self.lines[i + 1]
        each = below.opening or below.closing
        if each is None or below.is_titled:
            return False
        inner = read_date(each.written, self.order, int(date[:4])).edtf
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
        years = set(_YEAR.findall(words))
        self.month, self.day = None, ""
        self.rolls = bool(re.fullmatch(r"\d{4}/\d{4}", read_date(words).edtf))
        self.year = int(years.pop()) if len(years) == 1 else (None if years else self.year)
        if (name := _MONTH.search(words)) and len(words) < 40 and self.year:
            self.month = [month.lower() for month in MONTHS].index(name[0].lower()) + 1
        first = not self.found.entries and not self.theme and not self.found.prose
        self.theme = "" if first and line.number == self.lines[0].number else words

    def set_context(self, written: str) -> None:
        date = self.read(written)
        self.year, self.month = int(date[:4]), int(date[5:7]) if len(date) > 4 else None
        self.day = date if len(date) == 10 else ""
        self.rolls = bool(re.fullmatch(r"\d{4}/\d{4}", date))
        self.last, self.weekday = date.split("/")[0] if self.rolls else date, find_weekday(written)

    def year_now(self) -> int | None:
        if self.rolls and self.last:
            return int(self.last[:4])
        return self.year or (int(self.last[:4]) if self.last else None) or self.given

    def read(self, written: str, quiet: bool = False, line: int = 0) -> str:
        """EDTF of a date as the lines above complete it; "" where it cannot be told, which is noted."""
        cell = read_date(as_span(written), self.order, self.year_now())
        if not cell.edtf and not quiet:
            self.found.unread.append(UnreadDate(line, written, cell.reason))
            self.found.asks_year = self.found.asks_year or cell.asks == "year"
        return self._rolled(written, cell.edtf)

    def _rolled(self, written: str, edtf: str) -> str:
        """A January behind a December is the next year's, where only the entry before said the year."""
        bare = (
            edtf and (self.year is None or self.rolls) and len(self.last) >= 7 and not _YEAR.search(written)
        )
        if (
            bare
            and edtf[:4] == self.last[:4]
            and edtf[5:7].isdigit()
            and int(edtf[5:7]) < int(self.last[5:7]) - _HALF
        ):
            return read_date(written, self.order, int(edtf[:4]) + 1).edtf or edtf
        return edtf

    def begin(self, line: Line, opening: Opening) -> None:
        date = self.date_of(line, opening)
        alone_before = self.current if self.current and self.current.alone else None
        if alone_before and opening.form == TIME:
            self.current, self.day = None, alone_before.date
            date = self.day
        self.close()
        if not date:
            self.go_on(line)
            return
        if line.is_alone or opening.form == DAY and opening.rest[0] >= len(line.text):
            self.current = _Open(date, line.end, (line.end, line.end), line.end, line.number, alone=True)
            self.day = date if len(date) == 10 else ""
        else:
            start, end = (line.start + offset for offset in opening.rest)
            last = line.end if opening.form != END else end
            self.current = _Open(date, start, (start, end), max(last, end), line.number, opening.form == WEAK)
            self.current.led = opening.led
            self.current.whole = opening.form == END or line.is_titled
        if opening.form != TIME:
            self.last, self.weekday = date, find_weekday(opening.written)

    def date_of(self, line: Line, opening: Opening) -> str:
        if opening.form == TIME:
            return self.day or (self.current.date if self.current else "")
        if opening.form == DAY:
            return self.day_of(opening)
        return self.read(opening.written, line=line.number)

    def day_of(self, opening: Opening) -> str:
        """EDTF of a day that takes its month from the heading above, or, if a weekday or "th" says that it is one, from the entry before."""
        if self.month and (year := self.year_now()):
            return day_after(opening.written, f"{year:04}-{self.month:02}", self.last, self.weekday)
        return day_after(opening.written, "", self.last, self.weekday) if opening.sure else ""

    def take_row(self, row: Row) -> None:
        date = self.read(row.written, line=row.line) if row.written else self.last
        until = self.read(row.until, quiet=True) if row.until and "/" not in date else ""
        if date and until and days_of(date) < days_of(until):
            date = f"{date}/{until.rpartition('/')[2]}"
        if date:
            theme = row.theme or self.theme
            self.found.entries.append(DatedEntry(date, row.start, row.end, row.title, theme, row.line, row.actors))  # fmt: skip
            self.last = date.split("/")[0]

    def go_on(self, line: Line) -> None:
        current = self.current
        start, end = line.words
        if current is None:
            if len(line.text.strip()) >= _PROSE:
                self.found.prose += 1
                self.found.prose_spans.append((line.start, line.end, self.theme))
            return
        if current.alone:
            current.start, current.title, current.end, current.alone = start, (start, end), end, False
            if line.is_bullet:
                current.whole = True
        elif self.day and line.is_bullet and current.date == self.day and current.whole:
            self.close()
            self.current = _Open(self.day, start, (start, end), end, line.number, whole=True)
        else:
            if not line.blank_before and not current.whole and not line.is_bullet:
                current.title = (current.title[0], end)
            else:
                current.whole = True
            current.end = end

    def close(self) -> None:
        current, self.current = self.current, None
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
