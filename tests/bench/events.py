"""Invented events, as many as asked for, as a CSV that Yearline opens: `python tests/bench/events.py 40000 FILE`."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

VERBS = [
    "arrested",
    "released",
    "sentenced",
    "detained",
    "attacked",
    "visited",
    "ratified",
    "criticized",
    "charged",
    "evicted",
]
NOUNS = [
    "protesters",
    "journalists",
    "officers",
    "lawyers",
    "students",
    "residents",
    "prisoners",
    "delegates",
    "farmers",
    "workers",
]
PLACES = [f"Town {i}" for i in range(200)]


def invented(count: int, seed: int = 1) -> pd.DataFrame:
    """`count` events over twenty years (over one year up to a thousand), in twelve themes, by two hundred actors."""
    rng = np.random.default_rng(seed)
    days = 365 if count <= 1000 else 365 * 20
    when = pd.Timestamp("2004-01-01") + pd.to_timedelta(np.sort(rng.integers(0, days, count)), "D")
    pick = lambda words: np.array(words, dtype=object)[rng.integers(0, len(words), count)]  # noqa: E731
    numbers = rng.integers(2, 90, count).astype(str).astype(object)
    actors = pick([f"Actor {i}" for i in range(200)]) + "; " + pick([f"Group {i}" for i in range(50)])
    return pd.DataFrame(
        {
            "date": when.strftime("%Y-%m-%d"),
            "theme": pick([f"Theme {i}" for i in range(12)]),
            "actors": actors,
            "headline": numbers + " " + pick(NOUNS) + " " + pick(VERBS) + " in " + pick(PLACES),
        }
    )


def write(count: int, file: Path) -> Path:
    """The same events as a CSV at `file`."""
    invented(count).to_csv(file, index=False)
    return file


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
