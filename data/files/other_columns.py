"""Unused columns of a table, kept with its rows by name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from data.files.table_dates import as_written

MOST = 40  # columns
LONGEST = 500  # characters of a cell


@dataclass(frozen=True)
class OtherColumns:
    """For each row the cells that are kept, by column name.

    `kept` are the unused columns, `beyond` those that are dropped, `cut` the cells that were shortened.
    """

    rows: list[dict[str, str]]
    kept: tuple[str, ...]
    beyond: tuple[str, ...]
    cut: int

    @property
    def said(self) -> list[str]:
        """Sentences on what is kept and what is dropped."""
        said = []
        if self.kept:
            one = len(self.kept) == 1
            said.append(
                f"{len(self.kept)} column{' is' if one else 's are'} kept with the events and shown in their details: {', '.join(self.kept)}."
            )
        if self.beyond:
            shown = ", ".join(self.beyond[:20]) + (" …" if self.beyond[20:] else "")
            said.append(f"{len(self.beyond)} more are not kept, as {MOST} are the most: {shown}.")
        if self.cut:
            one = self.cut == 1
            said.append(f"{self.cut:,} cell{' was' if one else 's were'} cut to {LONGEST} characters.")
        return said


def keep_others(
    names: Sequence[str],
    cells: Mapping[int, Sequence[object]],
    rows: Sequence[int],
    first: Collection[int] = (),
) -> OtherColumns:
    """Keep the non-empty cells of the columns `cells`, by their index in `names`, of the `rows` that are events.

    If there are too many, the columns `first` have priority.
    """
    columns: dict[int, list[str]] = {}
    beyond, cut = [], 0
    for number in sorted(cells, key=lambda number: (number not in first, number)):
        known: dict[object, str] = {}
        values = []
        for row in rows:
            cell = cells[number][row]
            if isinstance(cell, list):
                values.append(as_written(cell))
                continue
            if cell not in known:  # rows that say the same share one text
                known[cell] = as_written(cell)
            values.append(known[cell])
        if not any(values):
            continue
        if len(columns) == MOST:
            beyond.append(names[number])
            continue
        if any(len(value) > LONGEST for value in known.values()) or any(len(v) > LONGEST for v in values):
            cut += sum(len(value) > LONGEST for value in values)
            values = [value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…" for value in values]
        columns[number] = values
    nothing: dict[str, str] = {}
    kept = tuple(names[number] for number in sorted(columns))
    others = [
        {name: value for name, value in zip(kept, row, strict=True) if value} or nothing
        for row in zip(*(columns[number] for number in sorted(columns)), strict=True)
    ]
    alone = tuple(names[number] for number in sorted(columns) if number not in first)
    return OtherColumns(others or [nothing] * len(rows), alone, tuple(beyond), cut)
