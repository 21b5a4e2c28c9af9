"""`python -m data.english check FILE.jsonl`: a line for each statement, its id, the verdict and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from data.english.check.checking import check
from data.english.check.verdicts import render_verdict


class LinesError(ValueError):
    """A file that cannot be checked, in a sentence for a person."""


def read_lines(path: Path) -> list[dict[str, str]]:
    """The statements of a file, a JSON object a line with id, passage, statement and, if any, before."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise LinesError(f"There is no file {path}; give the path of a JSONL file.") from None
    except (OSError, UnicodeDecodeError):
        raise LinesError(f"{path} cannot be read; give a JSONL file in UTF-8.") from None
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise LinesError(f"Line {number} of {path} is not JSON; write one object a line.") from None
        if not isinstance(row, dict):
            raise LinesError(
                f'Line {number} of {path} is no object; write {{"id": …, "passage": …, "statement": …}}.'
            )
        for key in ("id", "passage", "statement"):
            if not isinstance(row.get(key), str) or (key == "id" and not row[key].strip()):
                raise LinesError(f"Line {number} of {path} has no “{key}” as a text; add it.")
        before = row.get("before") or ""
        if not isinstance(before, str):
            raise LinesError(
                f"Line {number} of {path} has a “before” that is no text; make it one or leave it out."
            )
        rows.append({**{k: row[k] for k in ("id", "passage", "statement")}, "before": before})
    return rows


def check_lines(rows: list[dict[str, str]]) -> Iterator[str]:
    """A line for each row: its id, `true`, `false` or `unsure`, and why."""
    for row in rows:
        verdict = check(row["statement"], row["passage"], row["before"])
        yield f"{' '.join(row['id'].split())} {verdict.verdict} {render_verdict(verdict)}"
