"""Dates of a narrative text without an event, each with its line and the reason."""

from bisect import bisect_right
from itertools import islice

import pandas as pd

from data.english.date.mentions import DATED_TITLE, find_dates
from data.english.date.no_dates import find_spans
from data.english.grammar import readable, sentence_spans
from data.english.rules import fired_rules, names_fired
from data.report import Paragraph, Report, UnreadDate

MOST_SENTENCES = 20_000  # sentences that are read
# Why a date is not that of an event, by rule.
_REASONS = {
    "date in a name": "a date in a name",
    "month as a first name": "a name",
    "date of a citation": "in a citation",
    "only compared with": "something is only compared with it",
    "date of an article": "it says when something was published",
    "formula at the end": "in a formula",
}


def find_undated(report: Report, table: pd.DataFrame) -> list[UnreadDate]:
    """The first date of each sentence that made no event of `table`, the table of `report` as read, in the order of the text.

    Those of headings are among them, and of a document of dated entries those that `report.unread` lists.
    """
    starts = sorted(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    lines = [at for at, letter in enumerate(report.text) if letter == "\n"]
    found = list(report.unread)
    for section in report.sections:
        for date in find_dates(section.heading, report.year):
            if date.precision != "year":
                line = bisect_right(lines, section.start) + 1
                found.append(UnreadDate(line, section.heading[date.start : date.end], "in a heading"))
                break
    sentences = (
        (paragraph, paragraph.start + start, paragraph.start + end)
        for paragraph in report.paragraphs
        for start, end in sentence_spans(report.text[paragraph.start : paragraph.end])
    )
    for paragraph, start, end in islice(sentences, MOST_SENTENCES):
        before = bisect_right(starts, (start, len(report.text)))
        if any(first <= start < last for first, last in starts[max(0, before - 3) : before]):
            continue
        if undated := _find_first(readable(report.text[start:end]), report.year, paragraph):
            found.append(UnreadDate(bisect_right(lines, start) + 1, *undated))
    return sorted(found, key=lambda date: date.line)


def _find_first(sentence: str, year: int, paragraph: Paragraph) -> tuple[str, str] | None:
    """The first date of a sentence as printed, and the reason why it has no event; None for a sentence without a date."""
    if mentions := find_dates(sentence, year):
        first = mentions[0]
        return sentence[first.start : first.end], _tell_reason(sentence, first.lead, paragraph)
    with fired_rules():
        nothing = find_spans(sentence)
        rules = names_fired()
    if nothing:
        reason = next((_REASONS[rule] for rule in rules if rule in _REASONS), "it dates nothing")
        return sentence[slice(*nothing[0])], reason
    return None


def _tell_reason(sentence: str, lead: str, paragraph: Paragraph) -> str:
    if paragraph.kind == "quote":
        return "in a quotation beside the text"
    if paragraph.kind == "facts":
        return "in a list of facts"
    if DATED_TITLE.search(sentence):
        return "in a title"
    if lead in ("by the end of", "since", "until", "as of", "by"):
        return "it says from or until when something was so"
    return "no happening is told of it"
