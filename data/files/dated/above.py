"""What the lines above say of a date: the year, month and day that it takes from headings and from the entry before."""

import re

from data.dates.edtf import MONTHS
from data.events.date_columns import DateCell, read_date
from data.files.dated.days import day_after, find_weekday
from data.files.dated.openings import Opening, as_span

_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d(?![/.-]\d{3}|\d|[/.-]\d\d?[/.-])")
_TWO_YEARS = re.compile(r"\d{4}/\d{4}")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})", re.I)
_HALF = 6  # months back, which are rather the months ahead
_LONGEST = 40  # characters of a heading that names a month


class Above:
    """The dates told so far; `order` says whether the day or the month is first in numbers, `given` the document's year."""

    def __init__(self, order: str, given: int | None):
        self.order, self.given = order, given
        self.year: int | None = None  # of the headings
        self.rolls = False  # whether that is the first of two: "1974-75"
        self.month: int | None = None  # of the headings
        self.day = ""  # of a date that stands alone
        self.last = ""  # the date of the entry before, its end if it is a range
        self.weekday: int | None = None  # as it is printed beside that

    @property
    def year_now(self) -> int | None:
        if self.rolls and self.last:
            return int(self.last[:4])
        return self.year or (int(self.last[:4]) if self.last else None) or self.given

    def read(self, written: str) -> DateCell:
        """A date as the lines above complete it."""
        cell = read_date(as_span(written), self.order, self.year_now)
        return DateCell(self._rolled(written, cell.edtf)) if cell.edtf else cell

    def read_within(self, written: str, date: str) -> str:
        """EDTF of a date that takes its year from another."""
        return read_date(as_span(written), self.order, int(date[:4])).edtf

    def _rolled(self, written: str, edtf: str) -> str:
        """A January behind a December is the next year's, where only the entry before said the year."""
        if self.year is not None and not self.rolls or len(self.last) < 7 or _YEAR.search(written):
            return edtf
        month, year = edtf[5:7], int(edtf[:4])
        if f"{year:04}" == self.last[:4] and month.isdigit() and int(month) < int(self.last[5:7]) - _HALF:
            return self.read_within(written, f"{year + 1:04}") or edtf
        return edtf

    def read_day(self, opening: Opening) -> str:
        """EDTF of a day that takes its month from the heading, or, if a weekday or "th" says that it is one, from the entry before."""
        if self.month and (year := self.year_now):
            return day_after(opening.written, f"{year:04}-{self.month:02}", self.last, self.weekday)
        return day_after(opening.written, "", self.last, self.weekday) if opening.sure else ""

    def take_heading(self, words: str) -> None:
        """Note the year and month that a heading tells."""
        years = set(_YEAR.findall(words))
        self.month, self.day = None, ""
        self.rolls = bool(_TWO_YEARS.fullmatch(read_date(words).edtf))
        self.year = int(years.pop()) if len(years) == 1 else (None if years else self.year)
        if (name := _MONTH.search(words)) and len(words) < _LONGEST and self.year:
            self.month = [month.lower() for month in MONTHS].index(name[0].lower()) + 1

    def take_context(self, written: str) -> None:
        """Note a date that stands over finer ones."""
        date = self.read(written).edtf
        self.year, self.month = int(date[:4]), int(date[5:7]) if len(date) > 4 else None
        self.day = date if len(date) == 10 else ""
        self.rolls = bool(_TWO_YEARS.fullmatch(date))
        self.last = date.split("/")[0] if self.rolls else date
        self.weekday = find_weekday(written)

    def take_entry(self, date: str, written: str) -> None:
        """Note the date of an entry."""
        self.last, self.weekday = date.split("/")[-1].rstrip("~?%"), find_weekday(written)
