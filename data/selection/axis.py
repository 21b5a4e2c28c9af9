"""The time axis: its columns are months, or days if the range is short."""

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.selection.times import first_day_of, is_day, last_day_of, month_of, months_in_words

MOST_DAYS = 62  # columns of an axis of days
STRAYS = 0.02  # maximum share of a table's events that may be outliers at either end
NEAR = 5  # minimum years between outliers and the other events


def _month_positions(table: pd.DataFrame) -> np.ndarray:
    first = table["first_day"].to_numpy().astype("datetime64[D]")
    month = first.astype("datetime64[M]")
    day = (first - month.astype("datetime64[D]")).astype(np.float32)
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.float32)
    part = np.where(table["precision"].to_numpy() == "month", np.float32(0.5), (day + 0.5) / length)
    return (month.astype(np.int64) + 1970 * 12 + part).astype(np.float64)


def _day_positions(table: pd.DataFrame) -> np.ndarray:
    first, last = (
        table[name].to_numpy().astype("datetime64[D]").astype(np.float64)
        for name in ("first_day", "last_day")
    )
    return np.where(table["precision"].to_numpy() == "month", (first + last) / 2, first) + 0.5


def _month_names(months: Sequence[str]) -> list[str]:
    """Short names, with the year where it changes: "Nov", "Dec", "Jan 2009"."""
    names: list[str] = []
    for i, month in enumerate(months):
        name = calendar.month_abbr[int(month[5:])]
        new_year = i > 0 and month[:4] != months[i - 1][:4]
        names.append(f"{name} {month[:4]}" if new_year else name)
    return names


def _day_names(days: Sequence[str]) -> list[str]:
    """The days' numbers, with the month where it changes: "30 Mar", "31", "1 Apr"."""
    return [
        f"{int(day[8:])} {calendar.month_abbr[int(day[5:7])]}"
        if i == 0 or month_of(day) != month_of(days[i - 1])
        else f"{int(day[8:])}"
        for i, day in enumerate(days)
    ]


@dataclass(frozen=True)
class Unit:
    """The unit of an axis' columns. Columns are numbered from a fixed one: the month 0000-01, the day 1970-01-01."""

    name: str
    format: str  # of a column's key, for strftime
    days: float  # of a column, on average
    number: Callable[[str], int]  # of the column of a month or day
    part: Callable[[pd.Timestamp, float], float]  # share of a column that has passed at a share of a day
    positions: Callable[[pd.DataFrame], np.ndarray]  # in columns, where each event starts
    names: Callable[[Sequence[str]], list[str]]  # short names of columns

    def __reduce__(self):
        return find_unit, (self.name,)  # unpickled in another process it is the same one of `UNITS`


MONTH = Unit(
    name="month",
    format="%Y-%m",
    days=30.4,
    number=lambda time: int(time[:4]) * 12 + int(time[5:7]) - 1,
    part=lambda day, over: (day.day - 1 + over) / day.days_in_month,
    positions=_month_positions,
    names=_month_names,
)
DAY = Unit(
    name="day",
    format="%Y-%m-%d",
    days=1.0,
    number=lambda time: int(np.datetime64(time, "D").astype(int)),
    part=lambda day, over: over,
    positions=_day_positions,
    names=_day_names,
)
UNITS = (MONTH, DAY)


def find_unit(name: str) -> Unit:
    """One of `UNITS` by its name."""
    return next(unit for unit in UNITS if unit.name == name)


@dataclass(frozen=True)
class Axis:
    """The columns of a timeline from first to last, empty ones included: "2008-03", or "2008-03-05" for days."""

    unit: Unit
    columns: tuple[str, ...]
    before: int = 0  # events that lie beyond its ends
    after: int = 0
    missing: str = ""  # what is missing because it is not read yet, in words

    @classmethod
    def of_months(cls, first: str, last: str) -> "Axis":
        """Every month from one to another."""
        return cls(MONTH, tuple(map(str, pd.period_range(first, last, freq="M"))))

    @classmethod
    def of_table(cls, table: pd.DataFrame) -> "Axis":
        """Every month from January, as silence is information too, to the last with an event of the year.

        An event that started in the year before, as in "from December to May", extends it at the start.
        """
        own = table[table["in_year"]]
        if own.empty:
            return cls(MONTH, ())
        january = pd.Timestamp(own["last_day"].min().year, 1, 1)
        months = pd.period_range(min(own["first_day"].min(), january), own["last_day"].max(), freq="M")
        return cls(MONTH, tuple(map(str, months)))

    def of_years(self, first: int, last: int) -> "Axis":
        """The months from January of `first` on; those after December of `last` are left out, whatever dates there are."""
        if not self.columns:
            return self
        axis = Axis.of_months(f"{first}-01", min(self.last, f"{last}-12"))
        return axis if len(axis) else self

    def between(self, first: str, last: str) -> "Axis":
        """The columns from one month or day to another, "" for an open end; days if both are days and the range is short."""
        if is_day(first) and is_day(last):
            days = pd.date_range(first, last)
            if len(days) <= MOST_DAYS:
                return Axis(DAY, tuple(days.strftime(DAY.format)))
        low, high = month_of(first), month_of(last)
        return Axis(self.unit, tuple(c for c in self.columns if (low or c) <= c <= (high or c)))

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def beyond(self) -> tuple[str, str]:
        """How many events are before and after it: "3 before 2010" and "1 after 2010"; "" for none."""
        if not (self.before or self.after):
            return "", ""
        first = self.first[:4] if self.first[5:] == "01" else months_in_words(self.first, self.first)
        last = self.last[:4] if self.last[5:] == "12" else months_in_words(self.last, self.last)
        return (
            f"{self.before} before {first}" if self.before else "",
            f"{self.after} after {last}" if self.after else "",
        )

    @property
    def is_days(self) -> bool:
        """Whether the columns are days."""
        return self.unit is DAY

    @property
    def first(self) -> str:
        """The first column, "" where there is none."""
        return self.columns[0] if self.columns else ""

    @property
    def last(self) -> str:
        """The last column, "" where there is none."""
        return self.columns[-1] if self.columns else ""

    @property
    def several_years(self) -> bool:
        """Whether its columns span more than one year."""
        return self.first[:4] != self.last[:4]

    @property
    def days(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Its first and its last day."""
        return first_day_of(self.first), last_day_of(self.last)

    @cached_property
    def start(self) -> int:
        """The number of the first column."""
        return self.unit.number(self.first) if self.columns else 0

    def positions(self, table: pd.DataFrame) -> np.ndarray:
        """When each event starts, in columns from the start: the middle of the month, or day, if no more is known."""
        return self.unit.positions(table) - self.start

    def position(self, day: pd.Timestamp, over: float) -> float:
        """Columns from the start to a moment of `day`, of which the share `over` (0 to 1) has passed."""
        return self.unit.number(day.isoformat()[:10]) - self.start + self.unit.part(day, over)

    def column_of(self, days: pd.Series) -> pd.Series:
        """The column key for each of some days; the first column for earlier ones."""
        return days.dt.strftime(self.unit.format).clip(lower=self.first)

    def names(self, step: int = 1) -> list[str]:
        """Short names of every `step`-th column, with the month or year where it changes."""
        return self.unit.names(self.columns[::step])

    def in_words(self) -> str:
        """From first to last: "January–November 2008"."""
        return months_in_words(self.first, self.last) if self.columns else ""

    def describe(self, selected: str = "") -> str:
        """A description: what is `selected` in words, or the months, what is beyond them, and what is missing:
        "January–December 2010, 3 before 2010, without 2 reports that are not read yet".
        """
        return ", ".join(part for part in (selected or self.in_words(), *self.beyond, self.missing) if part)


def usual_years(table: pd.DataFrame) -> tuple[int, int] | None:
    """The first and the last year of a table's events without outliers: the few that are further from the others than these
    are apart. None without events.
    """
    own = table[table["in_year"]]
    if own.empty:
        return None
    years = own["last_day"].dt.year.to_numpy()
    low, high = (int(np.quantile(years, part, method="nearest")) for part in (STRAYS, 1 - STRAYS))
    reach = max(high - low + 1, NEAR)
    near = years[(years >= low - reach) & (years <= high + reach)]
    return int(near.min()), int(near.max())
