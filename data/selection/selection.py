"""A selection: what a person asks to see, as a filter of the table, a query string, and words."""

from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd

from data.selection.filters import (
    BY_NAME,
    FILTERS,
    Filter,
    FilterValues,
    SelectionError,
    Values,
    facet_values,
    field_of,
)
from data.selection.keys import BETWEEN, MOST_KEYS, split_keys
from data.selection.lanes import LANES

ALL = "*"  # the key of all reports together, of which `reports` selects some; opened ones have their keys instead
LONGEST_QUERY = 4000  # characters
MORE_KEYS = ("event", "report", "lanes")  # of an address, besides the filters'


@dataclass(frozen=True)
class Selection(FilterValues):
    """The filters' values, the open event and the report. Its fields are the keys of the address."""

    event: str = ""
    report: str = ""  # which report of several: an entry of a book, an opened one, or ALL together
    lanes: str = ""  # what the chart's lanes are grouped by, "" for themes

    @property
    def filters(self) -> list[tuple[Filter, Values]]:
        """Each filter that is set, with its values."""
        return [(row, row.values(self)) for row in FILTERS if row.is_set(self)]

    @property
    def whole(self) -> bool:
        """Whether nothing is filtered."""
        return not self.filters

    def apply(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of `table` that match every filter; the row order stays."""
        mask = pd.Series(True, index=table.index)
        for row, values in self.filters:
            mask &= row.mask(table, *values)
        return table[mask]

    def without(self, name: str) -> "Selection":
        """The selection under the other filters than the one with this name."""
        return replace(self, **{field: _DEFAULTS[field] for field in BY_NAME[name].fields})

    def facet_counts(self, name: str, table: pd.DataFrame) -> dict[str, int]:
        """How many events each value of a facet has under the other filters, in order of first mention."""
        facet = BY_NAME[name].facet_of
        counts = facet(self.without(name).apply(table)).explode().value_counts()
        return {value: int(counts.get(value, 0)) for value in facet_values(facet(table))}

    def to_query(self) -> str:
        """The query string that `from_query` parses, "" for everything."""
        pairs: list[tuple[str, str]] = []
        for key in (*(key for row in FILTERS for key in row.keys), *MORE_KEYS):
            value = getattr(self, field_of(key))
            name = "report" if key == "reports" else key
            pairs += [(name, one) for one in ([value] if isinstance(value, str) else value) if one]
        return urlencode(pairs)

    @classmethod
    def from_query(cls, query: str, table: pd.DataFrame | None = None) -> "Selection":
        """Parse a query string; `SelectionError` says what is invalid.

        With a `table`, values of facets that it does not have are errors too.
        """
        if len(query) > LONGEST_QUERY:
            raise SelectionError(f"The address is too long ({len(query)} characters); choose fewer filters.")
        given = parse_qs(query.lstrip("?"), errors="replace")
        reports = given.get("report", [""])
        keys = [key for name in reports for key in split_keys(name)]
        if len(keys) > MOST_KEYS:
            raise SelectionError(
                f"{len(keys)} reports are too many at once; open up to {MOST_KEYS} together."
            )
        if keys and len(reports) > 1:
            names = [name for name in reports if name and name != ALL and not split_keys(name)]
            given |= {"report": [BETWEEN.join(dict.fromkeys(keys))], "reports": names}
        elif len(reports) > 1 or ALL in reports:
            given |= {"report": [ALL], "reports": [name for name in reports if name and name != ALL]}
        else:
            given.pop("reports", None)
        asked: dict[str, Any] = {key: given.get(key, [""])[0] for key in MORE_KEYS}
        for row in FILTERS:
            values = row.parse(*(given.get(key, []) for key in row.keys))
            asked |= zip(row.fields, values, strict=True)
        if asked["lanes"] and asked["lanes"] not in LANES:
            raise SelectionError(f"“lanes” is one of {', '.join(LANES)}; write it as in lanes=actor.")
        selection = cls(**asked)
        if table is not None:
            selection._check(table)
        return selection

    def _facets(self, table: pd.DataFrame) -> list[tuple[Filter, set[str], tuple[str, ...]]]:
        """Each facet that is set, with the values of `table` and the selected ones."""
        return [(row, row.known(table), values) for row, (values, *_) in self.filters if row.facet]

    def _check(self, table: pd.DataFrame) -> None:
        for row, there, values in self._facets(table):
            if unknown := [value for value in values if value not in there]:
                raise SelectionError(
                    f"The report has no {row.name} “{unknown[0][:80]}”; leave it out, or write it as the report does."
                )

    def unknown_to(self, table: pd.DataFrame) -> list[tuple[str, str]]:
        """The selected values that `table` does not have: the filter's name and the value."""
        return [
            (row.name, value)
            for row, there, values in self._facets(table)
            for value in values
            if value not in there
        ]

    def known_to(self, table: pd.DataFrame) -> "Selection":
        """The selection without values that `table` does not have, so that an old link still opens."""
        known = {
            row.fields[0]: tuple(value for value in values if value in there)
            for row, there, values in self._facets(table)
        }
        event = self.event if self.event and (table["id"] == self.event).any() else ""
        return replace(self, event=event, **known)

    def in_words(self) -> str:
        """The filters in words, "" for everything: "theme is Background, actor is NSS"."""
        return ", ".join(row.words(*values) for row, values in self.filters)

    def parts(self) -> list[tuple[str, str, str]]:
        """The parts that can be removed alone: the filter's name, the value, and its words."""
        return [
            (row.name, value, words) for row, values in self.filters for value, words in row.parts(*values)
        ]


_DEFAULTS = {field.name: field.default for field in fields(Selection)}
