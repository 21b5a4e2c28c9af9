"""Search in the texts of several reports, not only in their dated sentences: in which reports they stand as they are typed, or else all words in one paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from components.page.view import View
from data import Selection

MOST_WORDS = 8
MOST_LISTED = 200  # reports
AROUND = 90  # characters before and behind a hit
_MOST_LOOKS = 2000  # places of a word in one report
_LEAST = 2  # letters of what is looked for


def list_texts(view: View, selection: Selection) -> dict[str, Any]:
    """For the script, of each report in whose text the searched words stand in one paragraph: its name and key, the words before
    the first hit, the hit, those behind, and its place in the text; and how many reports there are."""
    found = list(_find(view, selection))
    return {"count": len(found), "reports": [_excerpt(view, *hit) for hit in found[:MOST_LISTED]]}


def count_texts(view: View, selection: Selection) -> int:
    """In how many of several reports' texts the searched words stand in one paragraph; 0 where nothing is searched."""
    return sum(1 for _ in _find(view, selection))


def _find(view: View, selection: Selection) -> Iterator[tuple[str, int, int]]:
    """The name of each report with a hit, and where its first begins and ends."""
    words = sorted({word.lower() for word in selection.q.split()[:MOST_WORDS]}, key=len, reverse=True)
    phrase = " ".join(selection.q.lower().split())
    if not words or len(words[0]) < _LEAST or not view.is_together:
        return
    for name in selection.reports or view.reports:
        lowered, starts, ends = view.lowered(name)
        if not all(word in lowered for word in words):
            continue
        hit = _first_hit([phrase], lowered, starts, ends) or _first_hit(words, lowered, starts, ends)
        if hit:
            yield name, *hit


def _first_hit(words: list[str], text: str, starts: list[int], ends: list[int]) -> tuple[int, int] | None:
    """Where the longest word first stands in a paragraph with all others."""
    place = -1
    for _ in range(_MOST_LOOKS):
        place = text.find(words[0], place + 1)
        if place < 0:
            return None
        number = bisect_right(starts, place) - 1
        if number < 0 or place >= ends[number]:
            continue
        if all(text.find(word, starts[number], ends[number]) >= 0 for word in words[1:]):
            return place, place + len(words[0])
    return None


def _excerpt(view: View, name: str, start: int, end: int) -> dict[str, Any]:
    text = view.report_of_name(name).text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if cut := re.search(r"[.!?][”\"]?\s+(?=\S)(?!.*[.!?][”\"]?\s)", before, re.DOTALL):
        before = before[cut.end() :]
    elif start > AROUND:
        before = "… " + before.partition(" ")[2]
    if cut := re.search(r"[.!?](?=\s|$)", after):
        after = after[: cut.end()]
    elif end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return {
        "name": name,
        "key": view.key_of(name),
        "before": " ".join(before.split()) + (" " if before[-1:].isspace() else ""),
        "hit": text[start:end],
        "after": (" " if after[:1].isspace() else "") + " ".join(after.split()),
        "start": start,
    }
