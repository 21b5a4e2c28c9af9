"""Facts about events for slide titles, each event counted once, and what a title found."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pandas as pd

from data.dates.edtf import MONTHS
from data.english.topics import topic_of
from data.english.words import word_set
from data.plurals import pluralize
from data.selection.axis import Axis
from data.selection.lanes import USUAL

_Name = TypeVar("_Name", str, int)
FEWEST = 3  # minimum number of events of a finding, unless there are fewer
PUBLISHERS_OWN = "Visits and reports"  # the topic of a publisher's own activities
_GENERAL = word_set("headings", "general")
_NUMBERS = "no one two three four five six seven eight nine ten".split()
_MOST_MONTHS = 24  # months of a span above which years are used


@dataclass(frozen=True)
class Finding:
    """A finding of a rule: `whole` is a complete sentence, `part` what follows "8 events, ", the same as `whole` if it is
    "".

    The higher `weight`, the more informative. `ids` are its events; `span`, its first and last day, or the `lane` of that name
    is where they are; for a `silence` the span is where none are. `but` says what was not counted.
    """

    whole: str
    part: str
    weight: float
    ids: tuple[str, ...] = ()
    span: tuple[pd.Timestamp, pd.Timestamp] | None = None
    lane: str = ""
    is_silence: bool = False
    but: str = ""

    @property
    def has_place(self) -> bool:
        """Whether a month, a silence or a lane is highlighted; otherwise each of its events is."""
        return self.span is not None or bool(self.lane)


@dataclass(frozen=True)
class Facts:
    """Events with what the rules need of them, each counted once.

    `own` are names without information: the report's. `lane_by` is the key of the slide's lanes, `axis` its months or days.
    """

    events: pd.DataFrame
    own: frozenset[str] = frozenset()
    lane_by: str = USUAL
    axis: Axis | None = None

    @cached_property
    def count(self) -> int:
        """The number of events."""
        return len(self.events)

    @cached_property
    def fewest(self) -> int:
        """Minimum number of events of a finding."""
        return min(FEWEST, self.count)

    @cached_property
    def ids(self) -> list[str]:
        """The events' ids."""
        return list(self.events["id"])

    @cached_property
    def by_year(self) -> bool:
        """Whether findings use years, as there are too many months."""
        first, last = self.events["first_day"].min(), self.events["last_day"].max()
        return (last.year - first.year) * 12 + last.month - first.month >= _MOST_MONTHS

    @cached_property
    def _several_years(self) -> bool:
        return self.events["first_day"].min().year != self.events["last_day"].max().year

    def _number(self, day: pd.Timestamp) -> int:
        return day.year if self.by_year else day.year * 12 + day.month - 1

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The first and last month, or year, of each event, as numbers."""
        days = zip(self.events["first_day"], self.events["last_day"], strict=True)
        return [(self._number(first), self._number(last)) for first, last in days]

    @cached_property
    def range(self) -> tuple[int, int]:
        """The first and the last month, or year: of the slide if that is known, otherwise of the events."""
        if self.axis is None or not len(self.axis):
            return min(s for s, _ in self.spans), max(e for _, e in self.spans)
        return self._number(pd.Timestamp(self.axis.first)), self._number(pd.Timestamp(self.axis.last))

    @cached_property
    def months(self) -> Counter[int]:
        """How many events lie within each month, or year."""
        return Counter(first for first, last in self.spans if first == last)

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The events that lie within months, or years."""
        return tuple(i for i, (s, e) in zip(self.ids, self.spans, strict=True) if start <= s and e <= end)

    def days(self, start: int, end: int) -> tuple[pd.Timestamp, pd.Timestamp]:
        """The first and the last day of months, or years."""
        form = "{0:04}" if self.by_year else "{1:04}-{2:02}"
        first, last = (pd.Period(form.format(n, n // 12, n % 12 + 1)) for n in (start, end))
        return first.start_time, last.end_time.normalize()

    def name(self, number: int) -> str:
        """A month, or year, in words."""
        if self.by_year:
            return str(number)
        year, month = divmod(number, 12)
        return f"{MONTHS[month]} {year}" if self._several_years else MONTHS[month]

    @cached_property
    def themes(self) -> Counter[str]:
        """The number of events of each theme, without themes about the report or its publisher."""
        counts = Counter(self.events["theme"].astype(str))
        return Counter(
            {t: n for t, n in counts.items() if t not in _GENERAL and topic_of(t) != PUBLISHERS_OWN}
        )

    @property
    def has_claims(self) -> bool:
        """Whether the table has claims."""
        return {"acts", "evidence"} <= set(self.events)

    @cached_property
    def told(self) -> pd.DataFrame:
        """The events stated as facts, without those of the report's publisher, if the table has claims."""
        events = self.events
        own = events["theme"].astype(str).map(topic_of) == PUBLISHERS_OWN
        return events[~(events["negated"] | events["alleged"] | own)]

    def actors(self, column: str = "actors", events: pd.DataFrame | None = None) -> Counter[str]:
        """The number of events that name each actor in a column, without the report's own names."""
        cells = (self.events if events is None else events)[column]
        counts = Counter(name for names in cells for name in dict.fromkeys(names))
        return Counter({name: n for name, n in counts.items() if name not in self.own})

    def among(self, count: int) -> str:
        """A number of them: "five of them", "all"."""
        return "all" if count == self.count else f"{spell(count)} of them"


def first_alone(counts: Counter[_Name]) -> tuple[_Name, int] | None:
    """The name with the highest count, if it is unique."""
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0]


def ids_with(events: pd.DataFrame, column: str, name: str) -> tuple[str, ...]:
    """The events whose list in a column has a name."""
    return tuple(i for i, names in zip(events["id"], events[column], strict=True) if name in names)


def spell(count: int) -> str:
    """A number in a sentence: "five", "12"."""
    return _NUMBERS[count] if 0 < count < len(_NUMBERS) else f"{count:,}"


def count_events(count: int) -> str:
    """A count of events: "1 event" or "3,681 events"."""
    return f"{count:,} {pluralize('event', count)}"
