"""Whether doubt is worth it: which part of all wrong rows stands among the third that is doubted most.

`python tests/bench/doubt.py REPORTS ANNOTATIONS…` compares the reports with annotations as `accuracy.py` does. A row is wrong
where the annotations have no such event at its place (its date is wrong, or it is none), or its theme or its actors are
not theirs. Headlines are not annotated. Rows that are doubted alike count as in any order: without doubts the share is
a third.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data import extract_events, read_report
from data.events.review import doubts_of
from tests.bench.accuracy import HERE, _actors, _theme_right, score


def rows_of(found: pd.DataFrame, wanted: list[dict]) -> list[tuple[int, bool, str]]:
    """Of each row of the year how many doubts it has, whether it is wrong, and what its doubts are."""
    own = [event for event in wanted if event.get("in_year", True)]
    result = score(found, own)
    wrong = {row.id for row in result["invented"]}
    for row, event in result["pairs"]:
        counts = _actors(row.actors, event["actors"], event.get("actors_ok", []))
        if not _theme_right(row, event) or not counts[0] == counts[1] == counts[2]:
            wrong.add(row.id)
    return [
        (len(doubts_of(doubt)), event in wrong, doubt)
        for event, doubt in zip(found["id"], found["doubt"], strict=True)
    ]


def share_found(rows: Sequence[tuple[int, bool, str]], part: float = 1 / 3) -> tuple[float, int]:
    """How many of the wrong rows are expected among the most doubted `part`, and how many there are."""
    left, found = len(rows) * part, 0.0
    for doubts in sorted({row[0] for row in rows}, reverse=True):
        alike = [row for row in rows if row[0] == doubts]
        taken = min(left, len(alike))
        found += sum(row[1] for row in alike) * taken / len(alike)
        left -= taken
    return found, sum(row[1] for row in rows)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("annotations", type=Path, nargs="*", default=[HERE / "annotations"])
    options = parser.parse_args(arguments)
    every: list[tuple[int, bool, str]] = []
    print(f"{'report':24}{'rows':>6}{'doubted':>9}{'wrong':>7}{'in the most doubted third':>27}")
    for file in sorted(file for folder in options.annotations for file in folder.glob("*.json")):
        report = next(
            (p for p in options.reports.glob(file.stem + ".*") if p.suffix not in (".json", ".toml")), None
        )
        if report is None:
            print(f"{file.stem:24}no such report in {options.reports}")
            continue
        table = extract_events(read_report(report))
        rows = rows_of(table[table["in_year"]], json.loads(file.read_text("utf-8")))
        _line(file.stem, rows)
        every += rows
    _line("all", every)
    print("\ndoubt                                     rows  wrong")
    for doubt, count in Counter(
        doubt for row in every for doubt in doubts_of(row[2]) or ["none"]
    ).most_common():
        hits = [row for row in every if doubt in (doubts_of(row[2]) or ["none"])]
        print(f"{doubt:40}{count:6}{sum(row[1] for row in hits):7}")
    return 0


def _line(name: str, rows: Sequence[tuple[int, bool, str]]) -> None:
    found, wrong = share_found(rows)
    doubted = sum(row[0] > 0 for row in rows)
    print(
        f"{name:24}{len(rows):6}{doubted:9}{wrong:7}{found:13.1f} of {wrong:3}{found / wrong if wrong else 1:8.0%}"
    )


if __name__ == "__main__":
    sys.exit(main())
