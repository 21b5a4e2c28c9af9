"""The sentences of a report's text, found once, for searching."""

from bisect import bisect_right
from dataclasses import dataclass

from data import Report
from data.english.grammar import sentence_spans
from data.selection.search import Span


@dataclass(frozen=True)
class Sentences:
    """The offsets of sentences in a text, in order, and the index of each one's paragraph. Headings are not included."""

    spans: list[Span]
    paragraph: list[int]

    @classmethod
    def of(cls, report: Report) -> "Sentences":
        """The sentences of a report's paragraphs, and of its dated entries."""
        blocks = sorted({(block.start, block.end) for block in (*report.paragraphs, *report.entries)})
        spans: list[Span] = []
        paragraph: list[int] = []
        for number, (first, last) in enumerate(blocks):
            first = max(first, spans[-1][1]) if spans else first
            for start, end in sentence_spans(report.text[first:last]):
                spans.append((first + start, first + end))
                paragraph.append(number)
        return cls(spans, paragraph)

    def at(self, place: int) -> int | None:
        """The index of the sentence at an offset; None for none."""
        number = bisect_right(self.spans, (place, len(self.spans) and self.spans[-1][1])) - 1
        return number if number >= 0 and place < self.spans[number][1] else None
