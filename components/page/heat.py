"""Many reports at a glance: how many events each has in each month (assets/page/heat.mjs draws it)."""

from typing import Any

from components.page.view import FEW, View
from data import Selection


def is_heat(view: View, selection: Selection) -> bool:
    """Whether a selection is shown as counts by report and month: of many reports none is chosen, and no lanes."""
    return view.is_together and not (selection.reports or selection.lanes) and view.reading[1] > FEW


def heat_rows(view: View, selection: Selection) -> dict[str, Any]:
    """The months, as the address and as people write them; each report with its counts and their sum; and the highest count."""
    counts = view.index.facet_month_counts("report", selection, view.months)
    rows = [(name, row, sum(row)) for name, row in counts.items() if any(row)]
    return {
        "months": [
            (month[:7], name) for month, name in zip(view.months.columns, view.months.names(), strict=True)
        ],
        "rows": rows,
        "most": max((max(row) for _, row, _ in rows), default=0),
    }
