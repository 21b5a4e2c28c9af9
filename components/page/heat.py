"""The heat map of many reports: the number of events by report and month (assets/page/heat.mjs draws it)."""

from typing import Any

from components.page.view import FEW, View
from data import Axis, Selection

UNREAD = "not read yet"
MOST_MONTHS = 18  # with a column each; for a longer period a column is a year


def is_heat(view: View, selection: Selection) -> bool:
    """Whether a selection is shown as a heat map: many reports, none chosen, and no lanes."""
    return view.is_together and not (selection.reports or selection.lanes) and view.reading[1] > FEW


def heat_rows(view: View, selection: Selection) -> dict[str, Any]:
    """The columns, months or for a long period years: first month, last month and name; each report with its key, its counts
    (None if it is not read yet) and their sum; and the highest count.
    """
    asked = view.axis(selection)
    months = (
        asked
        if view.months.columns and not {*asked.columns} & {*view.months.columns} and len(asked)
        else view.months
    )
    counts = view.index.facet_month_counts("report", selection, months)
    whole, spans = view.index.facet_counts("report", selection), _spans(months)
    rows = [
        (name, view.key_of(name), [sum(counts[name][i:j]) for _, i, j in spans], whole[name])
        for name in counts
        if whole[name]
    ]
    columns = months.columns
    return {
        "columns": [(columns[i][:7], columns[j - 1][:7], name) for name, i, j in spans],
        "rows": [*rows, *((name, view.key_of(name), None, 0) for name in view.unread)],
        "most": max((max(cells) for _, _, cells, _ in rows), default=0),
    }


def _spans(months: Axis) -> list[tuple[str, int, int]]:
    """The names of the columns, with their first month and the month after their last."""
    if len(months) <= MOST_MONTHS:
        return [(name, i, i + 1) for i, name in enumerate(months.names())]
    years = [month[:4] for month in months.columns]
    return [(year, years.index(year), years.index(year) + years.count(year)) for year in dict.fromkeys(years)]
