"""The lines of a text as a reader of dated entries needs them: their place, what stands around them, their dates."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.files.dated.openings import ALONE, STRONG, Opening, find_closing, find_opening
from data.files.facts import is_fact

_BULLET = re.compile(r"[ \t]*(?:[-*+•●▪◆■·–—>‣◦■□▶►→]|o|\(?(?:\d{1,3}|[a-z])[.)])[ \t]")
_RULE = re.compile(r"[\s\d/.|–—=*_~-]*")
_ENDED = re.compile(r"[.!?:;…][\"”’'»)\]]*\s*$")
_LONGEST_HEADING = 120  # characters
_MOSTLY = 0.6  # of the lines of a run
_LEADS_ON = re.compile(r"\b(?:on|in|of|at|to|by|for|from|since|until|till|before|after|between|and|or|the|dated|with|was|is)$", re.I)  # fmt: skip
_FEWEST = 3  # lines of a run of sentences
_WORDS = 4  # of a fact's label at most, less one: "Death penalty", "Head of state"
_WORD = re.compile(
    r"(?!(?:On|In|At|By|Since|From|Between|During|Until|The|To|And)\b)[A-Z][\w’'-]*(?: [a-z][\w’'-]*){0,2}[:,]? (?=\d|[A-Z])"
)
_UNBROKEN = 60  # a line as long that has no end goes on in the next


@dataclass(frozen=True)
class Line:
    """A line at `text[start:end]`, without the white space at its end."""

    number: int  # from 1, as an editor counts
    start: int
    end: int
    text: str
    blank_before: bool
    blank_after: bool
    opening: Opening | None = None
    closing: Opening | None = None

    @property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text))

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, whose cells a tab parts."""
        return "\t" in self.text.strip()

    @property
    def words(self) -> tuple[int, int]:
        """Where its words stand in the text, behind an item's mark and emphasis."""
        mark = re.match(r"\s*(?:[-*+•●▪◆■·–—>‣◦]\s+)?[*_]*", self.text)
        return self.start + (mark.end() if mark else 0), self.end

    @property
    def is_alone(self) -> bool:
        """Whether the date is all that the line says."""
        return self.opening is not None and self.opening.form == ALONE

    @property
    def is_titled(self) -> bool:
        """Whether it could be a heading: a short line of its own, not ended as a sentence is."""
        words = self.text.strip()
        return (
            self.blank_before
            and self.blank_after
            and not self.text[:1].isspace()
            and not self.is_bullet
            and not self.is_row
            and len(words) <= _LONGEST_HEADING
            and not re.search(r"[.;,!]$", words)
            and words[:1] not in "“\"'("
        )


def read_lines(text: str) -> list[Line]:
    """The filled lines of `text` but rules and page numbers, with the dates that they begin or end with."""
    found = [each for each in re.finditer(r"[^\n\f]+", text) if each[0].strip()]
    lines: list[Line] = []
    for i, each in enumerate(found):
        words = each[0].rstrip()
        before = text[found[i - 1].end() : each.start()] if i else "\n\n"
        after = text[each.end() : found[i + 1].start()] if i + 1 < len(found) else "\n\n"
        if _RULE.fullmatch(words) and not re.search(r"\d{4}", words):
            continue
        number = lines[-1].number + text.count("\n", lines[-1].end, each.start()) if lines else 1 + text.count("\n", 0, each.start())  # fmt: skip
        blank = before.count("\n") > 1 or "\f" in before
        opening = find_opening(words)
        if opening and lines and _goes_on(lines[-1], words, blank, opening):
            opening = None
        closing = find_closing(words) if opening is None else None
        lines.append(
            Line(
                number,
                each.start(),
                each.start() + len(words),
                words,
                blank,
                after.count("\n") > 1 or "\f" in after,
                opening,
                closing,
            )  # fmt: skip
        )
    return _with_words(_with_leads(lines))


def _goes_on(last: Line, words: str, blank: bool, opening: Opening) -> bool:
    """Whether a line goes on from the last: a date at its beginning is then inside a sentence."""
    if blank or _BULLET.match(words) or last.is_row or last.is_alone or last.text.startswith("# "):
        return False
    if last.opening and _shape(last.opening) == _shape(opening) and re.search(r"\d{4}", opening.written):
        return False  # the next of a list or a log, which writes its dates alike
    if _LEADS_ON.search(last.text):
        return True
    strong = opening.form == STRONG and not opening.led and not re.match(r";", words[len(opening.written) :])
    return not strong and len(last.text) >= _UNBROKEN and not _ENDED.search(last.text)


def _with_words(lines: list[Line]) -> list[Line]:
    """The lines, with the dates behind a word that several begin with, as in minutes: "Meeting of 4 May 1931.— …"."""
    words = [_WORD.match(line.text) if line.opening is None else None for line in lines]
    shared = Counter(word[0] for word in words if word)
    for i, (line, word) in enumerate(zip(lines, words, strict=True)):
        if word is None or shared[word[0]] < _FEWEST:
            continue
        opening = find_opening(line.text[word.end() :])
        if opening and opening.form == STRONG and not opening.led:
            rest = opening.rest[0] + word.end(), opening.rest[1] + word.end()
            lines[i] = replace(line, opening=replace(opening, rest=rest), closing=None)
    return lines


def _shape(opening: Opening) -> str:
    return re.sub(r"[^\W\d]+", "a", re.sub(r"\d", "0", opening.written))


def _runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The first and the next-to-last line of each run without blank lines."""
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].blank_before:
            yield first, i
            first = i


def find_closings(lines: list[Line]) -> set[int]:
    """The lines of the runs most of which end with a date, be there a heading above or not, but of lists of facts."""
    facts = {
        n
        for n, line in enumerate(lines)
        if is_fact(line.text) and len(line.text.split(":")[0].split()) < _WORDS
    }
    found: set[int] = set()
    for first, last in _runs(lines):
        dated = [n for n in range(first, last) if lines[n].closing and not lines[n].is_row and n not in facts]
        if len(dated) > 1 and len(dated) >= _MOSTLY * (last - first - (lines[first].closing is None)):
            found.update(dated)
    return found


def _with_leads(lines: list[Line]) -> list[Line]:
    """The lines, with the dates of those in runs that all begin as a sentence does: "In 1804 the mill is built."."""
    for first, last in _runs(lines):
        run = lines[first:last]
        led = [find_opening(line.text, led=True) for line in run]
        begin = led[0] is None
        short = max(len(line.text) for line in run) <= _LONGEST_HEADING
        if short and last - first - begin >= _FEWEST and all(each and each.led for each in led[begin:]):
            lines[first + begin : last] = [
                replace(line, opening=each, closing=None)
                for line, each in zip(run[begin:], led[begin:], strict=True)
            ]
    return lines


def blocks_of_rows(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The first and the next-to-last line of each run of rows."""
    first = None
    for i, line in enumerate(lines):
        if line.is_row and first is None:
            first = i
        elif (
            first is not None
            and not line.is_row
            and not (line.text[:1] == "\t" and line.blank_before <= lines[i - 1].blank_before)
        ):  # a row whose first cell is empty
            yield first, i
            first = None
    if first is not None:
        yield first, len(lines)
