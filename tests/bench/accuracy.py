"""Precision, recall and F1 of the events table against annotations made by hand.

`python tests/bench/accuracy.py REPORTS ANNOTATIONS`: every `NAME.json` in the folder ANNOTATIONS is
compared with the report `NAME.*` in REPORTS. An annotation is facts only, one JSON object an event:
`at` (character offset of the date in the report's text) or `start` and `end`, `date` (EDTF), `theme` and
`actors`; and where given `theme_ok` (a theme that is right too), `actors_ok` (actors that may be found),
`optional` (counts neither way) and `in_year`.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import pandas as pd

from data import extract_events, read_report

NEAR = 400  # characters between an annotated date and the sentence that is said to tell it
HERE = Path(__file__).parent


def score(found: pd.DataFrame, wanted: list[dict]) -> dict:
    """Counts for one report: events found and wanted and matched, themes right, actors matched.

    An optional event that is found counts as neither found nor wanted.
    """
    left = list(found.itertuples())
    matched, themes, misses, optional = [], 0, [], 0
    for event in sorted(wanted, key=lambda event: event.get("optional", False)):
        same = [row for row in left if _same_date(row.date, event["date"]) and _same_place(row, event)]
        if not same:
            misses += [] if event.get("optional") else [event]
            continue
        best = min(same, key=lambda row: abs(row.start - _start(event)))
        left.remove(best)
        if event.get("optional"):
            optional += 1
            continue
        matched.append((best, event))
        themes += _theme_right(best, event)
    actors = [_actors(row.actors, event["actors"], event.get("actors_ok", [])) for row, event in matched]
    return {
        "found": len(found) - optional,
        "wanted": len(matched) + len(misses),
        "matched": len(matched),
        "themes": themes,
        "actors found": sum(a[0] for a in actors),
        "actors wanted": sum(a[1] for a in actors),
        "actors matched": sum(a[2] for a in actors),
        "missed": misses,
        "invented": left,
        "pairs": matched,
    }


def _start(event: dict) -> int:
    return event.get("start", event.get("at"))


def _same_place(row, event: dict) -> bool:
    if "start" in event:
        return row.start < event["end"] and event["start"] < row.end
    return row.start - 60 <= event["at"] < row.end + NEAR


def _same_date(found: str, wanted: str) -> bool:
    return found.rstrip("~") == wanted.rstrip("~")


def _theme_right(row, event: dict) -> bool:
    right = {event["theme"] or "Summary", *_listed(event.get("theme_ok", []))}
    return str(row.theme) in right


def _listed(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _actors(found: list[str], wanted: list[str], allowed: list[str] = ()) -> tuple[int, int, int]:
    """How many actors were found, wanted and matched; those that are only allowed count as not found."""
    left = [_plain(name) for name in found]
    hits = sum(_take(name, left) for name in map(_plain, wanted))
    excused = sum(_take(name, left) for name in map(_plain, allowed))
    return len(found) - excused, len(wanted), hits


def _take(name: str, left: list[str]) -> bool:
    """Take the actor of that name, or of a part of it, out of `left`."""
    words = set(name.split())
    same = next((a for a in left if a == name), None) or next(
        (a for a in left if set(a.split()) <= words or words <= set(a.split())), None
    )
    if same is not None:
        left.remove(same)
    return same is not None


def _plain(name: str) -> str:
    return re.sub(r"[’']", "'", name.lower())


def _f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = hits / found if found else 1.0, hits / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", default=Path("../shared/reports"))
    parser.add_argument("annotations", type=Path, nargs="?", default=HERE / "annotations")
    parser.add_argument("--verbose", action="store_true", help="also print each difference")
    options = parser.parse_args(arguments)
    keys = ("found", "wanted", "matched", "themes", "actors found", "actors wanted", "actors matched")
    total = dict.fromkeys(keys, 0)
    print(f"{'report':24}{'events P':>9}{'R':>6}{'F1':>6}{'themes':>8}{'actors P':>10}{'R':>6}{'F1':>6}")
    for file in sorted(options.annotations.glob("*.json")):
        report = next(iter(sorted(options.reports.glob(file.stem + ".*"))), None)
        if report is None:
            print(f"{file.stem:24}no such report in {options.reports}")
            continue
        table = extract_events(read_report(report))
        events = json.loads(file.read_text("utf-8"))
        own = [event for event in events if event.get("in_year", True)]
        result = score(table[table["in_year"]], own)
        for key in keys:
            total[key] += result[key]
        _line(file.stem, result)
        if options.verbose:
            _differences(result)
    _line("all", total)
    return 0


def _line(name: str, counts: dict) -> None:
    events = _f1(counts["matched"], counts["found"], counts["wanted"])
    actors = _f1(counts["actors matched"], counts["actors found"], counts["actors wanted"])
    share = counts["themes"] / counts["matched"] if counts["matched"] else 0.0
    print(
        f"{name:24}{events[0]:9.2f}{events[1]:6.2f}{events[2]:6.2f}{share:8.2f}"
        f"{actors[0]:10.2f}{actors[1]:6.2f}{actors[2]:6.2f}"
    )


def _differences(result: dict) -> None:
    for event in result["missed"]:
        print(f"   missed   {event['date']} at {_start(event)}: {event['theme']}")
    for row in result["invented"]:
        print(f"   invented {row.date} at {row.start}: {row.headline}")
    for row, event in result["pairs"]:
        if not _theme_right(row, event):
            print(f"   theme    {row.date} at {row.start}: {row.theme!r}, not {event['theme']!r}")
        counts = _actors(row.actors, event["actors"], event.get("actors_ok", []))
        if not counts[0] == counts[1] == counts[2]:
            print(f"   actors   {row.date} at {row.start}: {row.actors}, not {event['actors']}")


if __name__ == "__main__":
    sys.exit(main())
