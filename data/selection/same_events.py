"""Find events that several reports tell: pairs from different reports that agree on more than chance explains.

Each agreement (date, act, number, a name, a word) counts as many bits as it is rare in the table: if one event in a hundred
shares it by chance, log2(100). A pair is the same event if its bits exceed those needed to single out one event of the table by
`MARGIN`. This is the weight of evidence of record linkage (Fellegi and Sunter, 1969), with the frequencies of the table itself.
"""

import calendar
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

MARGIN = 4.0  # bits above those needed to single out one event
MARGIN_APART = 8.0  # if the reports are about different countries
MOST_SHARED = 60  # a name in more events than this distinguishes none of them
_MOST_WORD_SHARED = 12  # and a word
MOST_ROWS = 100_000  # of a table in which pairs are looked for
_DAYS_APART = 1  # reports may differ by a day about the same night
_BODIES = frozenset({"state", "security forces", "court", "international body"})  # who act in many places
# Upper limit, as details of one event are not independent.
_NAME_BITS, _BODY_BITS, _WORD_BITS = (14.0, 5.0, 8.0)
_WORD_WEIGHT = 0.35
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")
_NAME_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_][\w’'-]{2,}")  # not a sentence's first word
_MONTHS = frozenset(month.lower() for month in calendar.month_name)


@dataclass(frozen=True)
class Pair:
    """The ids of two events that are the same, the earlier row first, and the bits above what is needed."""

    first: str
    second: str
    bits: float

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((self.first, self.second))


def find_pairs(table: pd.DataFrame) -> list[Pair]:
    """The pairs of events in a table of several reports that are the same, at most one per event and report.

    A person's decision in `attrs["same"]`, by both ids, overrides. A table of one report, or of more than `MOST_ROWS` events,
    has only those.
    """
    said: Mapping[frozenset[str], bool] = table.attrs.get("same", {})
    ids = table["id"].tolist()
    found = [Pair(ids[a], ids[b], bits) for a, b, bits in _surest(table)]
    pairs = {pair.ids: pair for pair in found if said.get(pair.ids, True)}
    rows = {name: row for row, name in enumerate(ids)}
    for both, same in said.items():
        if same and both not in pairs and all(name in rows for name in both):
            first, second = sorted(both, key=rows.__getitem__)
            pairs[both] = Pair(first, second, 0.0)
    return sorted(pairs.values(), key=lambda pair: (rows[pair.first], rows[pair.second]))


def find_partners(table: pd.DataFrame) -> dict[str, list[str]]:
    """For each event that another report tells too, the ids of those events."""
    partners: dict[str, list[str]] = defaultdict(list)
    for pair in find_pairs(table):
        partners[pair.first].append(pair.second)
        partners[pair.second].append(pair.first)
    return dict(partners)


def tell_several(table: pd.DataFrame) -> pd.Series:
    """For each row of a table `["several"]` if several reports tell it, otherwise nothing."""
    partners = find_partners(table) if "report" in table else {}
    several, one = ["several"], list[str]()
    return pd.Series([several if i in partners else one for i in table["id"]], table.index, dtype=object)


def _surest(table: pd.DataFrame) -> list[tuple[int, int, float]]:
    """Pairs of rows with their bits; for each event and other report, the best pair."""
    if "report" not in table or not 1 < len(table) <= MOST_ROWS:
        return []
    weights = _Weights(table)
    weighed = ((a, b, weights.bits(a, b)) for a, b in weights.candidates())
    taken: set[tuple[int, str]] = set()
    surest = []
    for a, b, bits in sorted(weighed, key=lambda one: -one[2]):
        ends = {(a, weights.reports[b]), (b, weights.reports[a])}
        if bits >= MARGIN and ends.isdisjoint(taken):
            taken |= ends
            surest.append((a, b, bits))
    return surest


class _Weights:
    """The agreements between the events of a table, and their weights."""

    def __init__(self, table: pd.DataFrame):
        self.reports: list[str] = table["report"].astype(str).tolist()
        kinds: Mapping[str, str] = table.attrs.get("kinds", {})
        self._first = table["first_day"].to_numpy().astype("datetime64[D]").astype(np.int64)
        self._last = table["last_day"].to_numpy().astype("datetime64[D]").astype(np.int64)
        self._acts = [frozenset(acts) for acts in table["acts"]]
        self._counts = [None if pd.isna(number) else int(number) for number in table["count"]]
        self._negated = table["negated"].tolist()
        texts: list[str] = table["text"].tolist()
        self._words = [frozenset(_WORD.findall(text.lower())) for text in texts]
        columns = zip(*(table[column] for column in ("actors", "by", "to", "where")), strict=True)
        named = [list(dict.fromkeys(name for names in row for name in names)) for row in columns]
        self._people = [
            _words_of(name for name in names if name not in kinds or kinds[name] == "person")
            for names in table["to"]
        ]
        bodies = [_words_of(name for name in names if kinds.get(name) in _BODIES) for names in named]
        inside = [_capitalised(_NAME_INSIDE.findall(text)) for text in texts]
        self._names = [_words_of(names) | more for names, more in zip(named, inside, strict=True)]
        self._bodies = bodies
        self._subjects = _subjects(self.reports, self._names)
        self._one_of = np.log2(len(table))
        self._bits_of_time: dict[tuple[int, int], float] = {}

    @cached_property
    def _name_bits(self) -> dict[str, float]:
        return _bits(self._names)

    @cached_property
    def _word_bits(self) -> dict[str, float]:
        return _bits(self._words)

    @cached_property
    def _act_bits(self) -> dict[str, float]:
        return _bits(self._acts) | {"other": 0.0}

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of rows of different reports that share a name or a rare word and are close in time."""
        found = {
            pair
            for values, most in ((self._names, MOST_SHARED), (self._words, _MOST_WORD_SHARED))
            for rows in _rows_of(values).values()
            if len(rows) <= most
            for pair in combinations(rows, 2)
            if self._are_close(*pair)
        }
        yield from sorted(found)

    def _are_close(self, a: int, b: int) -> bool:
        if self.reports[a] == self.reports[b]:
            return False
        apart = max(self._first[a], self._first[b]) - min(self._last[a], self._last[b])
        are_days = self._first[a] == self._last[a] and self._first[b] == self._last[b]
        return apart <= (_DAYS_APART if are_days else 0)

    def bits(self, a: int, b: int) -> float:
        """The bits of what two rows agree on, minus those for disagreements and those needed to single out one event."""
        names = self._names[a] & self._names[b]
        words = (self._words[a] & self._words[b]) - names
        one, other = (self._subjects[self.reports[row]] for row in (a, b))
        bits = self._date_bits(a, b) - self._one_of
        if one and other and not (one <= other or other <= one):  # reports about different things
            crosses = _begins(self._names[b], one - other) or _begins(self._names[a], other - one)
            if not crosses and not any(self._is_theirs(word) for word in names):
                return -math.inf
            bits -= MARGIN_APART - MARGIN
        names = frozenset(name for name in names if not _begins([name], one | other))
        bodies = self._bodies[a] | self._bodies[b]
        bits += min(_NAME_BITS, sum(self._name_bits[word] for word in names - bodies))
        bits += min(_BODY_BITS, sum(self._name_bits[word] for word in names & bodies))
        bits += min(_WORD_BITS, _WORD_WEIGHT * sum(self._word_bits[word] for word in words))
        bits += max((self._act_bits[act] for act in self._acts[a] & self._acts[b]), default=-3.0)
        if self._counts[a] is not None and self._counts[b] is not None:
            bits += 4.0 if self._counts[a] == self._counts[b] else -1.5
        if self._people[a] and self._people[b] and self._people[a].isdisjoint(self._people[b]):
            bits -= 4.0
        if self._negated[a] != self._negated[b]:
            bits -= 4.0
        return bits

    def _is_theirs(self, name: str) -> bool:
        """Whether a name occurs in only these two events."""
        return self._name_bits[name] >= self._one_of - 1

    def _date_bits(self, a: int, b: int) -> float:
        """How rare it is that two events are within the longer of the two periods."""
        time = int(min(self._first[a], self._first[b])), int(max(self._last[a], self._last[b]))
        if time not in self._bits_of_time:  # many pairs share a month
            among = np.count_nonzero((self._first >= time[0]) & (self._last <= time[1]))
            self._bits_of_time[time] = float(-np.log2(max(1, among) / len(self.reports)))
        return self._bits_of_time[time]


def _words_of(names: Iterable[str]) -> frozenset[str]:
    """The capitalised words of names, in lower case."""
    return _capitalised(word for name in names for word in _NAME.findall(name))


def _capitalised(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words if word[0].isupper()) - _MONTHS


def _rows_of(values: list[frozenset[str]]) -> dict[str, list[int]]:
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(values):
        for word in words:
            rows_of[word].append(row)
    return rows_of


def _bits(values: list[frozenset[str]]) -> dict[str, float]:
    counted = Counter(value for row in values for value in row)
    return {value: float(np.log2(len(values) / count)) for value, count in counted.items()}


def _subjects(reports: list[str], names: list[frozenset[str]]) -> dict[str, frozenset[str]]:
    """What each report is about: stems of its name that events mention too ("slove" for Slovenia). If most reports are about
    the same thing, all are.
    """
    said = {name[:5] for row in names for name in row}
    stems = {
        one: frozenset(word[:5] for word in _WORD.findall(one.lower())) for one in dict.fromkeys(reports)
    }
    if sum(not words.isdisjoint(said) for words in stems.values()) > 0.8 * len(stems) > 8:
        return stems
    return {report: words & said for report, words in stems.items()}


def _begins(words: Iterable[str], stems: Iterable[str]) -> bool:
    """Whether one of the words starts with one of the stems."""
    beginnings = tuple(stems)
    return any(word.startswith(beginnings) for word in words)


def differences(one: pd.Series, other: pd.Series) -> list[str]:
    """The fields in which two tellings of one event differ, if both have a value: of "date", "acts", "by", "to", "count",
    "where".
    """
    differing = []
    for field in ("date", "acts", "by", "to", "count", "where"):
        values = [_comparable(event[field]) for event in (one, other)]
        if all(values) and values[0] != values[1]:
            differing.append(field)
    return differing


def _comparable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return frozenset(value)
    return "" if pd.isna(value) else value
