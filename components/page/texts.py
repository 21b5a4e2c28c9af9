"""Full-text search in reports: the sentences that have the searched words."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from components.page.report_pane import places_in_pane
from components.page.sentences import Sentences
from components.page.view import View
from data import Report, Selection
from data.events.provenance import describe_page
from data.plurals import pluralize
from data.selection.search import Sought, Span, find_word, lower, parse_search

MOST_WORDS = 8
MOST_LISTED = 200  # reports, or sentences of one
MOST_MARKED = 2000  # hits in a report's text
AROUND = 90  # characters before and after a hit
_LEAST = 2  # characters of a search word
_LONGEST_TEXT = 5_000_000  # characters; a longer text is a table's, and its events contain all of it

Hits = list[tuple[Span, list[Span]]]  # sentences, and in each the words


def list_texts(view: View, selection: Selection) -> dict[str, Any]:
    """Search results for the script: of one report its sentences, of several the reports, each with one sentence.

    `reports` are the name and key of a report, or of one the heading; the page; the text before a hit, the hit, the text after
    it, its offset, and how many `more` sentences there are. `count` is the number of reports with hits, `sentences` the number
    of sentences, `rest` how many are not listed, `marks` are for one report the positions of its hits in the pane.
    """
    found = _find(view, selection)
    if view.is_together:
        rows = [
            {"name": name, "key": view.key_of(name), "more": len(hits) - 1}
            | _excerpt(view.report_of_name(name), *_as_typed(view, name, hits, selection.q))
            for name, hits in found[:MOST_LISTED]
        ]
    else:
        rows = [
            {"name": _heading_at(view.report, hit[0][0]), "key": selection.report, "more": 0}
            | _excerpt(view.report, *_as_typed(view, name, [hit], selection.q))
            for name, hits in found
            for hit in hits[:MOST_LISTED]
        ]
    spans = [span for _, hits in found for _, inside in hits for span in inside]
    return {
        "count": len(found),
        "sentences": sum(len(hits) for _, hits in found),
        "reports": rows,
        "rest": (len(found) if view.is_together else sum(len(hits) for _, hits in found)) - len(rows),
        "marks": [] if view.is_together else places_in_pane(view.report, sorted(spans)[:MOST_MARKED]),
    }


def describe_texts(view: View, selection: Selection) -> str:
    """The number of matching sentences: "7 sentences", "7 sentences of 3 reports"; "" for none."""
    found = [len(hits) for _, hits in _find(view, selection)]
    if not found:
        return ""
    said = f"{sum(found):,} {pluralize('sentence', sum(found))}"
    return f"{said} of {len(found)} {pluralize('report', len(found))}" if view.is_together else said


def _wanted(selection: Selection) -> list[Sought]:
    """The searched words, the longest first; none if that is too short."""
    words = sorted(parse_search(selection.q)[:MOST_WORDS], key=lambda word: len(word.typed), reverse=True)
    return words if words and len(words[0].typed) >= _LEAST else []


def _find(view: View, selection: Selection) -> list[tuple[str, Hits]]:
    """The result of `_search`, cached, as a drawing needs both the number and the list."""
    asked = (selection.q, selection.reports)
    if (found := view.searched.get(asked)) is None:
        found = list(_search(view, selection))
        view.searched.clear()  # only the last one is kept
        view.searched[asked] = found
    return found


def _search(view: View, selection: Selection) -> Iterator[tuple[str, Hits]]:
    """The name of each report with a hit, and its sentences with all searched words; if only several sentences of a
    paragraph have them together, the first with the longest word.
    """
    if not (words := _wanted(selection)):
        return
    names = (selection.reports or view.reports) if view.is_together else [""]
    for name in names:
        text = view.report_of_name(name).text
        if len(text) > _LONGEST_TEXT:
            continue
        spans = []
        for word in words:
            spans.append(list(find_word(text, word, view.names)))
            if not spans[-1]:
                break
        else:
            if hits := _sentences_with(view.sentences(name), spans):
                yield name, hits


def _sentences_with(sentences: Sentences, spans: list[list[Span]]) -> Hits:
    """The sentences that have a span of each word, or otherwise the first of their paragraph; in order."""
    of_words: list[dict[int, list[Span]]] = []
    for found in spans:
        inside: dict[int, list[Span]] = {}
        for span in found:
            if (number := sentences.at(span[0])) is not None:
                inside.setdefault(number, []).append(span)
        of_words.append(inside)
    paragraph = sentences.paragraph
    shared = set.intersection(*({paragraph[number] for number in inside} for inside in of_words))
    whole = {number for number in of_words[0] if all(number in inside for inside in of_words)}
    told = {paragraph[number] for number in whole}
    for number in sorted(of_words[0]):
        if paragraph[number] in shared - told:
            whole.add(number)
            told.add(paragraph[number])
    return [
        (sentences.spans[number], [span for inside in of_words for span in inside.get(number, ())])
        for number in sorted(whole)
    ]


def _as_typed(view: View, name: str, hits: Hits, q: str) -> tuple[Span, Span]:
    """The first of `hits` with the search as it is typed, and where; otherwise the first, and its first hit."""
    text, phrase = view.report_of_name(name).text, lower(" ".join(q.split()))
    for sentence, _ in hits:
        if (within := lower(text[slice(*sentence)]).find(phrase)) >= 0:
            place = sentence[0] + within
            return sentence, (place, place + len(phrase))
    return hits[0][0], hits[0][1][0]


def _excerpt(report: Report, sentence: Span, hit: Span) -> dict[str, Any]:
    """The text around a hit, and the page."""
    text = report.text
    (first, last), (start, end) = sentence, hit
    before, after = text[max(first, start - AROUND) : start], text[end : min(last, end + AROUND)]
    if start - AROUND > first:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < last:
        after = after.rpartition(" ")[0] + " …"
    return {
        "page": _page_at(report, start),
        "before": _collapse(before),
        "hit": text[start:end],
        "after": _collapse(after),
        "start": start,
    }


def _collapse(text: str) -> str:
    """Any white space is one space."""
    return re.sub(r"\s+", " ", text)


def _heading_at(report: Report, place: int) -> str:
    """The heading above an offset; "" for none."""
    number = bisect_right(report.sections, place, key=lambda section: section.start)
    return report.sections[number - 1].heading if number else ""


def _page_at(report: Report, place: int) -> str:
    """The page label of an offset; "" if there are no pages."""
    if not report.pages:
        return ""
    page = report.pages[max(0, bisect_right(report.pages, place, key=lambda page: page.start) - 1)]
    return describe_page(page.label, page.number)
