"""An events table as arrays: for each row its days, and for each value of a facet or word its rows.

Masks are boolean arrays, one value per row. `EventIndex` caches them; the filters compute them.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.english.word_forms import stems
from data.selection.search import Sought, lower, lower_firsts, names_in, words_with_forms


@dataclass(frozen=True)
class FacetColumn:
    """The values of a facet: `names` in order, and for each mention the value's index and its row."""

    names: list[str]
    codes: np.ndarray
    rows: np.ndarray | None  # None if every row has one value

    def mask(self, wanted: Sequence[str], length: int) -> np.ndarray:
        """Which of `length` rows have one of the `wanted` values."""
        numbers = np.isin(self.names, wanted)
        if self.rows is None:
            return numbers[self.codes]
        mask = np.zeros(length, dtype=bool)
        mask[self.rows[numbers[self.codes]]] = True
        return mask

    def of_rows(self, mask: np.ndarray) -> "FacetColumn":
        """The same for the rows in `mask` only, renumbered."""
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
    """The arrays of one events table, which is never changed.

    Memory: about 40 bytes per event, and 4 per word after the first search.
    """

    def __init__(self, table: pd.DataFrame):
        self._table = table
        self._facets: dict[str, FacetColumn] = {}
        self.first = table["first_day"].to_numpy().astype("datetime64[D]").astype(np.int32)
        self.last = table["last_day"].to_numpy().astype("datetime64[D]").astype(np.int32)

    def __len__(self) -> int:
        return len(self._table)

    def facet(self, key: str, values: Callable[[pd.DataFrame], pd.Series]) -> FacetColumn:
        """The column of the facet `key`, computed once; `values` returns a row's value, or its list of values."""
        if key not in self._facets:
            self._facets[key] = to_facet_column(values(self._table))
        return self._facets[key]

    def rows_with(self, word: Sought) -> np.ndarray:
        """Which rows have `word` in their headline, text or actors, as it is typed or in another form."""
        known, rows, starts, forms = self.words
        mask = np.zeros(len(self), dtype=bool)
        found = [number for number, other in enumerate(known) if word.typed in other]
        for number in {*found, *forms.get(word.stem, ())}:
            mask[rows[starts[number] : starts[number + 1]]] = True
        return mask

    @cached_property
    def words(self) -> "Words":
        """The words of all rows."""
        numbers: dict[str, int] = {}
        word_of, row_of = array("i"), array("i")
        columns = zip(self._table["headline"], self._table["text"], self._table["actors"], strict=True)
        for row, (headline, text, actors) in enumerate(columns):
            names = names_in(actors)
            tokens = {*lower_firsts(headline, names).split(), *" ".join(actors).split()}
            if text != headline:
                tokens.update(lower_firsts(text, names).split())
            for token in tokens:
                word_of.append(numbers.setdefault(token, len(numbers)))
                row_of.append(row)
        words, rows = np.array(word_of, dtype=np.int32), np.array(row_of, dtype=np.int32)
        order = np.argsort(words, kind="stable")
        starts = np.searchsorted(words[order], np.arange(len(numbers) + 1))
        return Words([lower(token) for token in numbers], rows[order], starts, _find_forms(list(numbers)))


class Words(NamedTuple):
    """The words of all rows, split at spaces: word i, in lower case, is in the rows `rows[starts[i] : starts[i + 1]]`, and
    `forms` maps a stem to the indexes of its words.
    """

    known: list[str]
    rows: np.ndarray
    starts: np.ndarray
    forms: dict[str, list[int]]


def _find_forms(tokens: Sequence[str]) -> dict[str, list[int]]:
    pairs = [(word, number) for number, token in enumerate(tokens) for word in words_with_forms(token)]
    forms: dict[str, list[int]] = {}
    for short, (_, number) in zip(stems([word for word, _ in pairs]), pairs, strict=True):
        forms.setdefault(short, []).append(number)
    return forms


def to_facet_column(values: pd.Series) -> FacetColumn:
    """A facet's column from a categorical, which has one value for each row, or from lists of values."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return FacetColumn(list(values.cat.categories), values.cat.codes.to_numpy(), None)
    lengths = values.map(len).to_numpy(dtype=np.int64)
    rows = np.repeat(np.arange(len(values), dtype=np.int32), lengths)
    codes, names = pd.factorize(np.array([name for names in values for name in names], dtype=object))
    return FacetColumn([str(name) for name in names], codes.astype(np.int32), rows)
