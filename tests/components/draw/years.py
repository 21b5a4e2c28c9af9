"""Made-up years of events."""

import pandas as pd


def year_of(count: int, themes: int) -> pd.DataFrame:
    """So many events with long headlines, all over a year."""
    days = [pd.Timestamp("2012-01-01") + pd.Timedelta(days=i * 366 // count) for i in range(count)]
    names = [f"Freedom of assembly and expression {t}" for t in range(themes)]
    return pd.DataFrame(
        {
            "id": [f"e{i}" for i in range(count)],
            "date": [str(day.date()) for day in days],
            "precision": "day",
            "first_day": days,
            "last_day": days,
            "in_year": True,
            "theme": pd.Categorical([names[i % themes] for i in range(count)], names, ordered=True),
            "headline": [f"Court {i} sentences a journalist to three years’ imprisonment" for i in range(count)],
            "label": [f"Court {i} sentences a journalist to three years’ imprisonment" for i in range(count)],
            "actors": [[] for _ in range(count)],
        }
    )  # fmt: skip
