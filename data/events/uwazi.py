"""Export for Uwazi's CSV importer, with the HURIDOCS codes of acts."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.events.writers import disarm_formulas
from data.selection.acts import BY_CODE


@lru_cache(maxsize=1)
def huridocs_codes() -> dict[str, list[str]]:
    """For each act its codes in the HURIDOCS list of types of acts; huridocs.toml gives the source."""
    with Path(__file__).with_name("huridocs.toml").open("rb") as opened:
        return tomllib.load(opened)


def to_uwazi(table: pd.DataFrame) -> str:
    """The table as CSV for Uwazi's importer: one entity per row, lists with "|", acts as `Group::Act`, dates as ranges.

    Columns are matched by the labels of a template's properties: Title; Date (date range); Theme (select); Acts, HURIDOCS
    codes, Perpetrators, Victims, Actors, Places (multiselect); Number of victims (numeric); Description (text). There is no
    byte order mark, which Uwazi would read as part of its first label.
    """
    first, last = (table[name].dt.strftime("%Y/%m/%d") for name in ("first_day", "last_day"))
    codes = huridocs_codes()
    flat = pd.DataFrame(
        {
            "Title": table["headline"],
            "Date": first + ":" + last,
            "Theme": table["theme"].astype(str).map(_label),
            "Acts": [_joined(map(_act, acts)) for acts in table["acts"]],
            "HURIDOCS codes": [
                _joined(code for act in acts for code in codes.get(act, ())) for acts in table["acts"]
            ],
            "Perpetrators": [_joined(map(_label, names)) for names in table["by"]],
            "Victims": [_joined(map(_label, names)) for names in table["to"]],
            "Actors": [_joined(map(_label, names)) for names in table["actors"]],
            "Number of victims": table["count"],
            "Places": [_joined(map(_label, names)) for names in table["where"]],
            "Description": table["text"],
        }
    )
    return disarm_formulas(flat).to_csv(index=False, lineterminator="\n")


def _act(code: str) -> str:
    return f"{BY_CODE[code].group}::{BY_CODE[code].name}" if code in BY_CODE else _label(code)


def _label(name: str) -> str:
    """A name without the characters that separate labels or groups in Uwazi."""
    return name.replace("|", "/").replace("::", ": ")


def _joined(labels: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(labels))
