"""The axis of a timeline: its columns are months, or days where few are asked for."""

import numpy as np
import pandas as pd

MOST_DAYS = 62  # of a chart whose columns are days


def axis_start(axis: list[str]) -> int:
    """Where an axis of months or days ("2008-03", "2008-03-05") begins: months since the year 0, or days since 1970."""
    return (
        int(axis[0][:4]) * 12 + int(axis[0][5:]) - 1
        if len(axis[0]) == 7
        else np.datetime64(axis[0], "D").astype(int)
    )


def positions_on(axis: list[str], table: pd.DataFrame) -> np.ndarray:
    """When each event begins, in columns of `axis` from its start: the middle of the month, or day, where no more is claimed."""
    return (day_positions(table) if len(axis[0]) > 7 else month_positions(table)) - axis_start(axis)


def month_positions(table: pd.DataFrame) -> np.ndarray:
    first = table["first_day"].to_numpy().astype("datetime64[D]")
    month = first.astype("datetime64[M]")
    day = (first - month.astype("datetime64[D]")).astype(np.float32)
    long = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.float32)
    part = np.where(table["precision"].to_numpy() == "month", np.float32(0.5), (day + 0.5) / long)
    return (month.astype(np.int64) + 1970 * 12 + part).astype(np.float64)


def day_positions(table: pd.DataFrame) -> np.ndarray:
    first, last = (
        table[name].to_numpy().astype("datetime64[D]").astype(np.float64)
        for name in ("first_day", "last_day")
    )
    return np.where(table["precision"].to_numpy() == "month", (first + last) / 2, first) + 0.5


def axis_of(months: list[str], first: str, last: str) -> list[str]:
    """The columns of a chart from `first` to `last`: those of the report's `months`, or days where both ends are days of two months at most."""
    if len(first) > 7 and len(last) > 7:
        days = pd.date_range(first, last)
        if len(days) <= MOST_DAYS:
            return list(days.strftime("%Y-%m-%d"))
    return [month for month in months if (first[:7] or month) <= month <= (last[:7] or month)]


def months_of(table: pd.DataFrame) -> list[str]:
    """Every month from the first to the last with an event of the year, empty ones too."""
    own = table[table["in_year"]]
    if own.empty:
        return []
    return [str(m) for m in pd.period_range(own["first_day"].min(), own["last_day"].max(), freq="M")]
