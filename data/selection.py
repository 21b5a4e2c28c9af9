"""What a person chose to see: it applies itself to the table, and says itself as a URL and in words."""

import calendar
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

import pandas as pd

MONTH = re.compile(r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])")
LONGEST_QUERY = 4000


class SelectionError(ValueError):
    """A query that cannot be understood; its message is one sentence for the person who sent it."""


@dataclass(frozen=True)
class Selection:
    """Themes and actors (any of each), months `first` to `last` ("2008-03"), words; the open event and the report."""

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
            keep &= table["first_day"] < pd.Timestamp(self.last) + pd.offsets.MonthBegin(1)
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
        single = (("from", self.first), ("to", self.last), ("q", self.words), ("event", self.event), ("report", self.report))
        return urlencode(pairs + [(key, value) for key, value in single if value])

    @classmethod
    def from_query(cls, query: str, table: pd.DataFrame | None = None) -> "Selection":
        """Read a query string; `SelectionError` says what in it cannot be understood.

        With a `table`, themes and actors that it does not have are errors too.
        """
        if len(query) > LONGEST_QUERY:
            raise SelectionError(f"The address is too long ({len(query)} characters); choose fewer filters.")
        given = parse_qs(query.lstrip("?"), errors="replace")
        months = {}
        for key in ("from", "to"):
            months[key] = given.get(key, [""])[0]
            if months[key] and not MONTH.fullmatch(months[key]):
                raise SelectionError(f"“{key}” is not a month; write it as in {key}=2008-03.")
        if months["from"] and months["to"] and months["from"] > months["to"]:
            raise SelectionError(
                f"The range ends ({months['to']}) before it begins ({months['from']}); swap the two."
            )
        chosen = cls(
            tuple(dict.fromkeys(given.get("theme", []))),
            tuple(dict.fromkeys(given.get("actor", []))),
            months["from"],
            months["to"],
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
    """A range of months: "March 2008", "March–May 2008", "from March 2008", "until May 2008"."""
    if not first or not last:
        return f"from {_month(first)}" if first else f"until {_month(last)}"
    if first == last:
        return _month(first)
    left = _month(first) if first[:4] != last[:4] else calendar.month_name[int(first[5:])]
    return f"{left}–{_month(last)}"


def _month(month: str) -> str:
    return f"{calendar.month_name[int(month[5:])]} {month[:4]}"


def months_of(table: pd.DataFrame) -> list[str]:
    """Every month from the first to the last with an event of the year, empty ones too."""
    own = table[table["in_year"]]
    if own.empty:
        return []
    return [str(m) for m in pd.period_range(own["first_day"].min(), own["last_day"].max(), freq="M")]
