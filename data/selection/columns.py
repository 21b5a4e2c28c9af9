"""An events table as arrays: for each row its days, and for each value of a facet or word the rows it stands in.

Masks are arrays of bool, one for each row. `EventIndex` keeps them; the filters make them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class FacetColumn:
    """The values of a facet: `names` in their order, and for each mention the value's number and its row."""

    names: list[str]
    codes: np.ndarray
    rows: np.ndarray | None  # None where every row has one value

    def mask(self, wanted: Sequence[str], length: int) -> np.ndarray:
        """Which of `length` rows have one of the `wanted` values."""
        numbers = np.isin(self.names, wanted)
        if self.rows is None:
            return numbers[self.codes]
        mask = np.zeros(length, dtype=bool)
        mask[self.rows[numbers[self.codes]]] = True
        return mask

    def of_rows(self, mask: np.ndarray) -> "FacetColumn":
        """The same of the rows in `mask` alone, numbered anew."""
        if self.rows is None:
            return FacetColumn(self.names, self.codes[mask], None)
        kept = mask[self.rows]
        numbers = np.cumsum(mask, dtype=np.int32) - 1
        return FacetColumn(self.names, self.codes[kept], numbers[self.rows[kept]])

    def counts(self, mask: np.ndarray) -> dict[str, int]:
        """How many of the rows in `mask` have each value."""
        shown = slice(None) if mask.all() else mask if self.rows is None else mask[self.rows]
        counts = np.bincount(self.codes[shown], minlength=len(self.names))
        return dict(zip(self.names, map(int, counts), strict=True))


class EventColumns:
    """The arrays of one events table, which is only read.

    Memory: about 40 bytes an event, and 4 for each word of it once words have been asked for.
    """

    def __init__(self, table: pd.DataFrame):
        self._table = table
        self._facets: dict[str, FacetColumn] = {}
        self.first = table["first_day"].to_numpy().astype("datetime64[D]").astype(np.int32)
        self.last = table["last_day"].to_numpy().astype("datetime64[D]").astype(np.int32)

    def __len__(self) -> int:
        return len(self._table)

    def facet(self, key: str, values: Callable[[pd.DataFrame], pd.Series]) -> FacetColumn:
        """The column of the facet `key`, made once; `values` gives a row's value, or its list of values."""
        if key not in self._facets:
            self._facets[key] = to_facet_column(values(self._table))
        return self._facets[key]

    def rows_with(self, word: str) -> np.ndarray:
        """Which rows have `word` in a word of their headline, text or actors; `word` in lower case."""
        known, starts, rows = self.words
        mask = np.zeros(len(self), dtype=bool)
        for number, other in enumerate(known):
            if word in other:
                mask[rows[starts[number] : starts[number + 1]]] = True
        return mask

    @cached_property
    def words(self) -> tuple[list[str], np.ndarray, np.ndarray]:
        """The words, and rows: those of word i are `rows[starts[i] : starts[i + 1]]`."""
        numbers: dict[str, int] = {}
        word_of: list[int] = []
        row_of: list[int] = []
        columns = zip(self._table["headline"], self._table["text"], self._table["actors"], strict=True)
        for row, (headline, text, actors) in enumerate(columns):
            sentence = headline if text == headline else f"{headline} {text}"
            for word in {*sentence.lower().split(), *" ".join(actors).lower().split()}:
                word_of.append(numbers.setdefault(word, len(numbers)))
                row_of.append(row)
        words, rows = np.array(word_of, dtype=np.int32), np.array(row_of, dtype=np.int32)
        order = np.argsort(words, kind="stable")
        starts = np.searchsorted(words[order], np.arange(len(numbers) + 1))
        return list(numbers), starts, rows[order]


def to_facet_column(values: pd.Series) -> FacetColumn:
    """A facet's column from a categorical, which has one value for each row, or from lists of values."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return FacetColumn(list(values.cat.categories), values.cat.codes.to_numpy(), None)
    lengths = values.map(len).to_numpy(dtype=np.int64)
    rows = np.repeat(np.arange(len(values), dtype=np.int32), lengths)
    codes, names = pd.factorize(np.array([name for names in values for name in names], dtype=object))
    return FacetColumn([str(name) for name in names], codes.astype(np.int32), rows)
