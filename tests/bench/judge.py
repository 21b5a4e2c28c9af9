"""A yardstick for headlines, dates, themes and actors: random events of a book, judged by a person.

`python tests/bench/judge.py BOOK --count 150 --seed 7` prints 150 random events to judge. BOOK is a book in
PDF, or the table that `python -m data BOOK --all` printed. Judge them by these rules:

- good: the headline could stand on a slide as it is.
- acceptable: right and readable, but clumsy, or with "…" where nothing that matters is cut.
- bad: ungrammatical, cut at a point that matters, misleading, or without its subject.

Then give one line for each event that is not good and right in all, to the same command with `--record NAME`:
`12 bad cut -date -actors` (number, headline, cause, and what is wrong: -event -date -theme -actors).
The judgements are kept as facts in tests/bench/judgements/NAME.csv, and their rates are printed;
With `--only headline`, or `--only event actors`, the others are left empty. `--rates NAME …` prints the rates of kept judgements.
"""

import argparse
import csv
import math
import sys
from collections import Counter
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent / "judgements"
HEADLINES = ("good", "acceptable", "bad")
ASPECTS = ("event", "date", "theme", "actors")
COLUMNS = ("id", "headline", "cause", *ASPECTS)


def draw(table: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    """`count` random events of the report's year, the same for the same seed, in the table's order."""
    own = table[table["in_year"].astype(str) == "True"]
    return own.sample(min(count, len(own)), random_state=seed).sort_index()


def interval(hits: int, of: int) -> tuple[float, float]:
    """The 95% interval of a rate (Wilson's score interval)."""
    if not of:
        return 0.0, 1.0
    z, rate = 1.96, hits / of
    middle = (rate + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of))
    return middle - half, middle + half


def parse_marks(text: str, ids: list[str]) -> list[dict]:
    """A judgement for each id; `text` has a line for each that is not good and right in all."""
    found = {number: {"headline": "good", "cause": ""} for number in range(1, len(ids) + 1)}
    for line in filter(None, map(str.strip, text.splitlines())):
        number, *words = line.split()
        if not number.isdigit() or int(number) not in found:
            raise SystemExit(f"“{line}” does not begin with a number from 1 to {len(ids)}.")
        mark = found[int(number)]
        for word in words:
            if word in HEADLINES:
                mark["headline"] = word
            elif word.startswith("-") and word[1:] in ASPECTS:
                mark[word[1:]] = "wrong"
            else:
                mark["cause"] = f"{mark['cause']} {word}".strip()
    return [
        {"id": one, **dict.fromkeys(ASPECTS, "right"), **found[number]}
        for number, one in enumerate(ids, start=1)
    ]


def rates(marks: list[dict]) -> str:
    """The rates of judgements with their 95% intervals, and the causes of what is not good."""
    lines = []
    graded = HEADLINES if any(m["headline"] for m in marks) else ()
    shares = [(f"headline {grade}", sum(m["headline"] == grade for m in marks)) for grade in graded]
    judged = [aspect for aspect in ASPECTS if any(m[aspect] for m in marks)]
    shares += [(f"{aspect} right", sum(m[aspect] == "right" for m in marks)) for aspect in judged]
    for what, hits in shares:
        low, high = interval(hits, len(marks))
        lines.append(f"{what:20}{hits:4} of {len(marks)}  {hits / len(marks):5.0%}  ({low:.0%} - {high:.0%})")
    causes = Counter(f"{m['headline']}: {m['cause']}" for m in marks if m["cause"])
    lines += [f"  {count:3} {cause}" for cause, count in causes.most_common()]
    return "\n".join(lines)


def read_marks(name: str) -> list[dict]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("book", type=Path, nargs="?", help="a book in PDF, or its table as CSV")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", metavar="NAME", help="keep the judgements read from standard input")
    parser.add_argument(
        "--only", nargs="+", choices=("headline", *ASPECTS), metavar="ASPECT", help="record only these"
    )
    parser.add_argument("--rates", metavar="NAME", nargs="+", help="print the rates of kept judgements")
    options = parser.parse_args(arguments)
    for name in options.rates or ():
        print(f"{name}\n{rates(read_marks(name))}\n")
    if options.book is None:
        return 0
    drawn = draw(_table(options.book), options.count, options.seed)
    if options.record:
        marks = parse_marks(sys.stdin.read(), list(drawn["id"]))
        if options.only:
            others = [aspect for aspect in ("headline", *ASPECTS) if aspect not in options.only]
            for mark in marks:
                mark.update(dict.fromkeys(others, ""))
        HERE.mkdir(exist_ok=True)
        with (HERE / f"{options.record}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(marks)
        print(rates(marks))
        return 0
    for number, row in enumerate(drawn.to_dict("records"), start=1):
        actors = row["actors"] if isinstance(row["actors"], str) else "; ".join(row["actors"] or [])
        doubt = f" ?{row['doubt']}" if isinstance(row.get("doubt"), str) and row["doubt"] else ""
        print(f"{number} {row['date']} [{row['report']} / {row['theme']}] {' '.join(row['text'].split())}")
        print(f"   → {row['headline']}   ({actors}){doubt}")
    return 0


def _table(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=False)
    from data import read_book
    from data.files.many import extract_all

    book = read_book(path)
    if book is None:
        raise SystemExit(f"{path} is no book of entries.")
    return extract_all(book)


if __name__ == "__main__":
    sys.exit(main())
