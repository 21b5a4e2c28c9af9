"""The table of filters. A new filter is a row of `FILTERS` and its field in `FilterValues`.

A filter's keys are its names in the address and the fields of a `Selection`, with an underscore if the name is a Python keyword
(`from_`). Its functions take the values of those fields.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any

import numpy as np
import pandas as pd

from data.selection.acts import name_of_act
from data.selection.columns import EventColumns
from data.selection.same_events import tell_several
from data.selection.search import has_words, names_in, parse_search
from data.selection.times import first_day_of, is_time, last_day_of, months_in_words


class SelectionError(ValueError):
    """An invalid query; its message is one sentence for the person who sent it."""


Values = tuple[Any, ...]  # a filter's values, in the order of its keys


@dataclass(frozen=True)
class FilterValues:
    """The values of each filter; empty if it is not set."""

    topic: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    act: tuple[str, ...] = ()  # codes
    actor: tuple[str, ...] = ()
    by: tuple[str, ...] = ()  # who did it
    upon: tuple[str, ...] = ()  # to whom it was done: the column `to`
    where: tuple[str, ...] = ()
    from_: str = ""  # a month, "2008-03", or a day, "2008-03-05"
    to: str = ""
    q: str = ""
    told: tuple[str, ...] = ()  # "several" for what several reports tell
    reports: tuple[str, ...] = ()  # of several reports shown together


@dataclass(frozen=True)
class Filter:
    """One filter: how it is parsed from an address, which events match it, and its wording."""

    name: str
    keys: tuple[str, ...]
    parse: Callable[..., Values]  # converts the texts of each key, as lists, to values; raises SelectionError
    mask: Callable[..., pd.Series]  # converts a table and the values to a boolean for each row
    fast_mask: Callable[..., np.ndarray]  # the same from EventColumns
    words: Callable[..., str]
    parts: Callable[..., list[tuple[str, str]]]  # the parts that can be removed alone: value and wording
    facet: Callable[[pd.DataFrame], pd.Series] | None = None  # a row's value, or its list of values

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a selection that hold the values."""
        return tuple(field_of(key) for key in self.keys)

    def values(self, selection: FilterValues) -> Values:
        """The values of this filter in `selection`."""
        return tuple(getattr(selection, field) for field in self.fields)

    def is_set(self, selection: FilterValues) -> bool:
        """Whether this filter is set in `selection`."""
        return any(self.values(selection))

    def known(self, table: pd.DataFrame) -> set[str]:
        """The values of a facet that `table` has."""
        return set(facet_values(self.facet_of(table)))

    def facet_of(self, table: pd.DataFrame) -> pd.Series:
        """The facet's value of each row, or its list of values. `TypeError` for a filter that is not a facet."""
        if self.facet is None:
            raise TypeError(f"The filter {self.name} is no facet.")
        return self.facet(table)


def field_of(key: str) -> str:
    """The field of a selection for a key of the address, as "from" is a Python keyword."""
    return f"{key}_" if iskeyword(key) else key


def facet_values(column: pd.Series) -> list[str]:
    """Each value of a facet's column once, in its order or that of first mention."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(value) for value in column.cat.categories]
    return [str(value) for value in dict.fromkeys(value for values in column for value in values)]


def facet_filter(
    key: str,
    facet: Callable[[pd.DataFrame], pd.Series],
    label: Callable[[str], str] = str,
    said: str = "",
    phrase: str = "",
    title: str = "",
    labelled: bool = False,
) -> Filter:
    """A filter by any of several values, worded as `phrase` and the values if there is one, a single value after its
    `title`; `labelled` if the values are codes with labels.

    Each value's count is the number of its events under the other filters.
    """

    def mask(table: pd.DataFrame, wanted: Sequence[str]) -> pd.Series:
        values = facet(table)
        if isinstance(values.dtype, pd.CategoricalDtype):
            return values.isin(wanted)
        return pd.Series(
            [not set(wanted).isdisjoint(names) for names in values], index=values.index, dtype=bool
        )

    def parse(given: Sequence[str]) -> Values:
        return (tuple(dict.fromkeys(given)),)

    def fast_mask(columns: EventColumns, wanted: Sequence[str]) -> np.ndarray:
        return columns.facet(key, facet).mask(wanted, len(columns))

    def words(wanted: Sequence[str]) -> str:
        named = [label(value) for value in wanted] if labelled else wanted
        return f"{phrase or f'{said or key} is'} " + " or ".join(named)

    def parts(wanted: Sequence[str]) -> list[tuple[str, str]]:
        return [(value, f"{title}: {label(value)}" if title else label(value)) for value in wanted]

    return Filter(
        name=said or key,
        keys=(key,),
        parse=parse,
        mask=mask,
        fast_mask=fast_mask,
        words=words,
        parts=parts,
        facet=facet,
    )


def capitalize(name: str) -> str:
    """A value of a facet as a label: "Military tribunal"."""
    return name[:1].upper() + name[1:]


def _parse_months(*given: list[str]) -> tuple[str, str]:
    from_, to = (texts[0] if texts else "" for texts in given)
    for key, time in (("from", from_), ("to", to)):
        if time and not is_time(time):
            raise SelectionError(
                f"“{key}” is no month or day; write it as in {key}=2008-03 or {key}=2008-03-15."
            )
    if from_ and to and first_day_of(from_) > last_day_of(to):
        raise SelectionError(f"The range ends ({to}) before it begins ({from_}); swap the two.")
    return from_, to


def _mask_months(table: pd.DataFrame, from_: str, to: str) -> pd.Series:
    mask = pd.Series(True, index=table.index)
    if from_:
        mask &= table["last_day"] >= first_day_of(from_)
    if to:
        mask &= table["first_day"] <= last_day_of(to)
    return mask


def _fast_mask_months(columns: EventColumns, from_: str, to: str) -> np.ndarray:
    mask = np.ones(len(columns), dtype=bool)
    if from_:
        mask &= columns.last >= np.datetime64(from_, "D").astype(np.int32)
    if to:
        mask &= columns.first <= np.datetime64(last_day_of(to), "D").astype(np.int32)
    return mask


def _months_parts(from_: str, to: str) -> list[tuple[str, str]]:
    return [("", months_in_words(from_, to))]


def _parse_words(given: Sequence[str]) -> tuple[str]:
    return (given[0].strip() if given else "",)


def _format_words(q: str) -> str:
    return f"containing “{q}”"


def _words_parts(q: str) -> list[tuple[str, str]]:
    return [("", f"“{q}”")]


def _mask_words(table: pd.DataFrame, q: str) -> pd.Series:
    words = parse_search(q)
    rows = zip(table["headline"], table["text"], table["actors"], strict=True)
    found = [has_words((headline, text, *actors), words, names_in(actors)) for headline, text, actors in rows]
    return pd.Series(found, table.index, dtype=bool)


def _fast_mask_words(columns: EventColumns, q: str) -> np.ndarray:
    mask = np.ones(len(columns), dtype=bool)
    for word in parse_search(q):
        mask &= columns.rows_with(word)
    return mask


def _themes(table: pd.DataFrame) -> pd.Series:
    return table["theme"]


def _topics(table: pd.DataFrame) -> pd.Series:
    if "topic" in table:
        return table["topic"]
    return pd.Series([()] * len(table), table.index, dtype=object)


def _actors(table: pd.DataFrame) -> pd.Series:
    return table["actors"]


def _reports(table: pd.DataFrame) -> pd.Series:
    """The report of each event; a table of a single report has no such column."""
    if "report" in table:
        return table["report"]
    return pd.Series([()] * len(table), table.index, dtype=object)


def _lists_of(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    """A column of lists, empty if an older table lacks it."""

    def lists(table: pd.DataFrame) -> pd.Series:
        none: list[list[str]] = [[]] * len(table)
        return table[column] if column in table else pd.Series(none, table.index, dtype=object)

    return lists


FILTERS = (
    facet_filter("reports", _reports, said="report"),
    facet_filter("topic", _topics),
    facet_filter("theme", _themes),
    facet_filter("act", _lists_of("acts"), label=name_of_act, labelled=True),
    facet_filter("actor", _actors, label=capitalize),
    facet_filter("by", _lists_of("by"), label=capitalize, phrase="done by", title="Did it"),
    facet_filter("upon", _lists_of("to"), label=capitalize, phrase="done to", title="Done to"),
    facet_filter("where", _lists_of("where"), phrase="in", title="Where"),
    facet_filter(
        "told",
        tell_several,
        lambda value: f"{value} reports",
        phrase="told by",
        title="Told by",
        labelled=True,
    ),
    Filter(
        name="months",
        keys=("from", "to"),
        parse=_parse_months,
        mask=_mask_months,
        fast_mask=_fast_mask_months,
        words=months_in_words,
        parts=_months_parts,
    ),
    Filter(
        name="words",
        keys=("q",),
        parse=_parse_words,
        mask=_mask_words,
        fast_mask=_fast_mask_words,
        words=_format_words,
        parts=_words_parts,
    ),
)
BY_NAME = {row.name: row for row in FILTERS}
