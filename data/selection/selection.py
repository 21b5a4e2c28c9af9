"""What a person chose to see: it applies itself to the table, and says itself as a URL and in words."""

import calendar
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

import pandas as pd

TIME = re.compile(r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
MOST_DAYS = 62  # of a chart whose columns are days
LONGEST_QUERY = 4000


class SelectionError(ValueError):
    """A query that cannot be understood; its message is one sentence for the person who sent it."""


@dataclass(frozen=True)
class Selection:
    """Themes and actors (any of each), months or days `first` to `last` ("2008-03", "2008-03-05"), words; the open event and the report."""

    themes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    words: str = ""
    event: str = ""
    report: str = ""  # which report of several: an entry of a book, or one that was dropped onto the page

    def apply(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of `table` that match all of it; the row order stays."""
        return table[self._mask(table)]

    def _mask(self, table: pd.DataFrame) -> pd.Series:
        keep = pd.Series(True, index=table.index)
        if self.themes:
            keep &= table["theme"].isin(self.themes)
        if self.actors:
            keep &= table["actors"].map(lambda names: not set(self.actors).isdisjoint(names)).astype(bool)
        if self.first:
            keep &= table["last_day"] >= pd.Timestamp(self.first)
        if self.last:
            keep &= table["first_day"] <= last_day_of(self.last)
        for word in self.words.lower().split():
            said = table["headline"] + " " + table["text"] + " " + table["actors"].map(" ".join)
            keep &= said.str.lower().str.contains(word, regex=False)
        return keep

    def theme_counts(self, table: pd.DataFrame) -> dict[str, int]:
        """How many events each theme would show under the other filters."""
        counts = replace(self, themes=()).apply(table)["theme"].value_counts()
        return {theme: int(counts.get(theme, 0)) for theme in table["theme"].cat.categories}

    def actor_counts(self, table: pd.DataFrame) -> dict[str, int]:
        """How many events each actor would show under the other filters, in order of first mention."""
        counts = replace(self, actors=()).apply(table)["actors"].explode().value_counts()
        names = dict.fromkeys(name for names in table["actors"] for name in names)
        return {name: int(counts.get(name, 0)) for name in names}

    def to_query(self) -> str:
        """The query string that `from_query` reads back, "" for everything."""
        pairs = [("theme", theme) for theme in self.themes] + [("actor", actor) for actor in self.actors]
        single = (
            ("from", self.first),
            ("to", self.last),
            ("q", self.words),
            ("event", self.event),
            ("report", self.report),
        )
        return urlencode(pairs + [(key, value) for key, value in single if value])

    @classmethod
    def from_query(cls, query: str, table: pd.DataFrame | None = None) -> "Selection":
        """Read a query string; `SelectionError` says what in it cannot be understood.

        With a `table`, themes and actors that it does not have are errors too.
        """
        if len(query) > LONGEST_QUERY:
            raise SelectionError(f"The address is too long ({len(query)} characters); choose fewer filters.")
        given = parse_qs(query.lstrip("?"), errors="replace")
        times = {key: given.get(key, [""])[0] for key in ("from", "to")}
        for key, time in times.items():
            if time and not _is_time(time):
                raise SelectionError(
                    f"“{key}” is no month or day; write it as in {key}=2008-03 or {key}=2008-03-15."
                )
        if times["from"] and times["to"] and pd.Timestamp(times["from"]) > last_day_of(times["to"]):
            raise SelectionError(
                f"The range ends ({times['to']}) before it begins ({times['from']}); swap the two."
            )
        chosen = cls(
            tuple(dict.fromkeys(given.get("theme", []))),
            tuple(dict.fromkeys(given.get("actor", []))),
            times["from"],
            times["to"],
            given.get("q", [""])[0].strip(),
            given.get("event", [""])[0],
            given.get("report", [""])[0],
        )
        if table is not None:
            chosen._check(table)
        return chosen

    def _check(self, table: pd.DataFrame) -> None:
        known = {
            "theme": set(table["theme"].cat.categories),
            "actor": {a for names in table["actors"] for a in names} if self.actors else set(),
        }
        for key, values in (("theme", self.themes), ("actor", self.actors)):
            for value in values:
                if value not in known[key]:
                    raise SelectionError(
                        f"The report has no {key} “{value[:80]}”; choose one from the page's sidebar."
                    )

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered."""
        return replace(self, event="", report="") == Selection()

    def known_to(self, table: pd.DataFrame) -> "Selection":
        """The selection without what `table` does not have, so that an old link still opens."""
        themes = set(table["theme"].cat.categories)
        actors = {name for names in table["actors"] for name in names} if self.actors else set()
        return replace(
            self,
            themes=tuple(theme for theme in self.themes if theme in themes),
            actors=tuple(actor for actor in self.actors if actor in actors),
            event=self.event if self.event and (table["id"] == self.event).any() else "",
        )

    def in_words(self) -> str:
        """The filters as a person says them, "" for everything: "theme is Background, actor is NSS"."""
        said = []
        for name, values in (("theme", self.themes), ("actor", self.actors)):
            if values:
                said.append(f"{name} is " + " or ".join(values))
        if self.first or self.last:
            said.append(months_in_words(self.first, self.last))
        if self.words:
            said.append(f"containing “{self.words}”")
        return ", ".join(said)


def months_in_words(first: str, last: str) -> str:
    """A range of months or days: "March 2008", "March–May 2008", "5–12 March 2008", "from March 2008", "until May 2008"."""
    if not first or not last:
        return f"from {_in_words(first)}" if first else f"until {_in_words(last)}"
    if first == last:
        return _in_words(first)
    if first[:7] == last[:7] and len(first) == len(last):
        return f"{int(first[8:])}–{_in_words(last)}"
    left = _in_words(first)
    return f"{left.removesuffix(' ' + first[:4]) if first[:4] == last[:4] else left}–{_in_words(last)}"


def _in_words(time: str) -> str:
    day = f"{int(time[8:])} " if len(time) > 7 else ""
    return f"{day}{calendar.month_name[int(time[5:7])]} {time[:4]}"


def _is_time(text: str) -> bool:
    return bool(TIME.fullmatch(text)) and (
        len(text) == 7 or int(text[8:]) <= calendar.monthrange(int(text[:4]), int(text[5:7]))[1]
    )


def last_day_of(time: str) -> pd.Timestamp:
    """The last day of a month, or the day itself."""
    return pd.Timestamp(time) if len(time) > 7 else pd.Timestamp(time) + pd.offsets.MonthEnd(0)


def axis_of(months: list[str], first: str, last: str) -> list[str]:
    """The columns of a chart from `first` to `last`: those of the report's `months`, or days where both ends are days of two months at most."""
    if len(first) > 7 and len(last) > 7:
        days = pd.date_range(first, last)
        if len(days) <= MOST_DAYS:
            return list(days.strftime("%Y-%m-%d"))
    return [month for month in months if (first[:7] or month) <= month <= (last[:7] or month)]


def months_of(table: pd.DataFrame) -> list[str]:
    """Every month from the first to the last with an event of the year, empty ones too."""
    own = table[table["in_year"]]
    if own.empty:
        return []
    return [str(m) for m in pd.period_range(own["first_day"].min(), own["last_day"].max(), freq="M")]
