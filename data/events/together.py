"""Combine the tables of several reports, each event with its report."""

from collections.abc import Iterable

import pandas as pd

from data.events.table import as_table


def put_together(tables: Iterable[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """The events of several reports ordered by date, with the name of each report in a first column `report`.

    `report` and `theme` have their categories in the order of the reports. There is no common presentation order. An id that
    two reports share gets a number.
    """
    found = list(tables)
    names = list(dict.fromkeys(name for name, _ in found))
    themes = list(dict.fromkeys(theme for _, table in found for theme in table["theme"].cat.categories))
    rows = [table.assign(theme=table["theme"].astype(str), report=name, place=0) for name, table in found]
    together = as_table(pd.concat(rows, ignore_index=True) if rows else [], themes, ("report",))
    together["report"] = pd.Categorical(together["report"], names, ordered=True)
    for name, table in found:
        if renamed := table.attrs.get("topics"):
            own = together["report"] == name
            topics = together["topic"].astype(object)
            topics[own] = topics[own].map(lambda topic, renamed=renamed: renamed.get(topic, topic))
            order = list(dict.fromkeys([*together["topic"].cat.categories, *renamed.values()]))
            together["topic"] = pd.Categorical(topics, order, ordered=True).remove_unused_categories()
    together.attrs["kinds"] = {
        name: kind for _, table in found for name, kind in table.attrs.get("kinds", {}).items()
    }
    return together
