"""What a page shows: one report with its table, made ready once and then only read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data import Axis, EventIndex, Report, Selection


@dataclass(frozen=True)
class View:
    """A report and its events, with what every part of the page asks of them."""

    report: Report
    table: pd.DataFrame

    @cached_property
    def index(self) -> EventIndex:
        """The events on the axis, ready to be filtered and counted."""
        return EventIndex(self.table if self.table["in_year"].all() else self.table[self.table["in_year"]])

    @cached_property
    def other(self) -> pd.DataFrame:
        """What the report tells of other years; kept, but not on the axis."""
        return self.table[~self.table["in_year"]]

    @cached_property
    def months(self) -> Axis:
        """The whole axis: every month from the first event to the last."""
        return Axis.of_table(self.table)

    def axis(self, selection: Selection) -> Axis:
        """The axis of the chart of `selection`: months, or days where it asks for few."""
        return self.months.between(selection.from_, selection.to)

    @property
    def themes(self) -> list[str]:
        """All themes of the report, in its order: they fix the colours."""
        return self.index.themes

    @property
    def kinds(self) -> dict[str, str]:
        """What each actor is."""
        return self.table.attrs.get("kinds", {})

    @property
    def title(self) -> str:
        """Title and year, or years: "Kazakstan, 2008"."""
        return self.report.named
