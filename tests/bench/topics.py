"""How headings are grouped into topics, to be judged by eye.

PYTHONPATH=. .venv/bin/python tests/bench/topics.py BOOK… [--sample N] [--seed N]

BOOK is a book, or the CSV of its table. Prints, of each, how many of the year's events the biggest topics have, and of all N
random distinct headings with their topics and the rule that gave them.
"""

import argparse
import random
import sys
from pathlib import Path

import pandas as pd

from data import read_book
from data.english.topics import find_topic
from data.files.many import extract_all

BIGGEST = 40


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=16)
    options = parser.parse_args()
    headings: set[str] = set()
    for path in options.books:
        events = read_events(path)
        events = events[events["in_year"]]
        topics = events["theme"].astype(str).map(lambda heading: find_topic(str(heading)).name)
        counts = topics.value_counts()
        share = counts.head(BIGGEST).sum() / len(events)
        print(
            f"{path.name}: {len(events)} events, {events['theme'].nunique()} headings, {len(counts)} topics;"
        )
        print(f"  {share:.1%} of the events are under the {BIGGEST} biggest topics")
        headings |= set(events["theme"].astype(str))
    chosen = random.Random(options.seed).sample(sorted(headings), min(options.sample, len(headings)))
    print(f"\n{len(chosen)} of {len(headings)} headings:")
    for heading in sorted(chosen, key=lambda one: (find_topic(one).name, one)):
        topic = find_topic(heading)
        print(f"{topic.name:<50} {heading:<70} {topic.rule.name}")
    return 0


def read_events(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path)
    book = read_book(path)
    if book is None:
        sys.exit(f"{path} is no book.")
    return extract_all(book)


if __name__ == "__main__":
    sys.exit(main())
