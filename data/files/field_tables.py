"""Published research tables (ACLED, GTD, UCDP GED): the meaning of their columns and codes."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from data.english.words import word_set

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class FieldTable:
    """One of the tables in field_tables.toml. Columns are named as in `plain_name`."""

    name: str  # as people call it
    has: tuple[str, ...]
    fields: dict[str, list[str]]
    killed: str = ""
    says: tuple[str, ...] = ()
    precision_column: str = ""
    precision: dict[str, str] = field(default_factory=dict)
    acts_column: str = ""
    acts: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    sided: dict | None = None

    def name_codes(self, column: str, cells: Sequence[object]) -> list[object]:
        """The cells of a column, with codes replaced by names."""
        names = self.names.get(column, {})
        return [names.get(str(cell).removesuffix(".0"), cell) for cell in cells] if names else list(cells)

    def compose(self, plain: Sequence[str], cells: Mapping[int, Sequence[object]], row: int) -> str:
        """The headline of a row without headline and text, composed of its most informative cells; "" if they are empty."""
        cells_said = (cells[plain.index(name)][row] for name in self.says if name in plain)
        said = (" ".join(str(cell or "").split()) for cell in cells_said)
        return " · ".join(word for word in said if word and word.lower() not in word_set("tables", "nobody"))

    def sides(
        self, plain: Sequence[str], cells: Mapping[int, Sequence[object]]
    ) -> list[tuple[object, object]]:
        """For each row who did it and to whom, if the table's codebook defines that; otherwise None for both."""
        if self.sided is None or self.sided["column"] not in plain:
            return []
        code, by, to = (cells[plain.index(self.sided[name])] for name in ("column", "by", "to"))
        codes = set(self.sided["codes"])
        return [
            (doer, done) if str(said).removesuffix(".0") in codes else (None, None)
            for said, doer, done in zip(code, by, to, strict=True)
        ]


def find_field_table(plain: Sequence[str]) -> FieldTable | None:
    """The published table with columns of these plain names; None for another table."""
    return next((table for table in _field_tables() if set(table.has) <= set(plain)), None)


@lru_cache(maxsize=1)
def _field_tables() -> tuple[FieldTable, ...]:
    with _FILE.open("rb") as opened:
        return tuple(map(_made, tomllib.load(opened).values()))


def _made(about: dict) -> FieldTable:
    precision, acts = about.get("precision", {}), dict(about.get("acts", {}))
    return FieldTable(
        about["name"],
        tuple(about["has"]),
        about["fields"],
        about.get("killed", ""),
        tuple(about.get("says", ())),
        precision.get("column", ""),
        precision.get("codes", {}),
        acts.pop("column", ""),
        acts,
        about.get("names", {}),
        about.get("sided"),
    )


def date_as_exact(edtf: str, exact: str) -> str:
    """An EDTF date that is only known "about", or to its "month": 2008-03-12 as 2008-03-12~, or 2008-03.

    A date that is not a day, and one of several months, stays the same.
    """
    first, _, last = edtf.partition("/")
    if exact == "month":
        whole = len(first) in (7, 10) and (not last or last[:7] == first[:7])
        return first[:7] if whole and not first.startswith("-") else edtf
    return f"{edtf}~" if exact == "about" and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) else edtf
