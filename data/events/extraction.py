"""From a report to the table of its events: each dated sentence becomes a row, with its place in the text."""

import hashlib
import re
from collections import Counter

import pandas as pd

from data.english.actors import ActorFinder, without_repeats
from data.english.dates import DATED_TITLE, DateMention, find_dates
from data.english.dating import TOLD_ON, carry_year, choose_dates
from data.english.edtf import interval
from data.english.grammar import has_verb, parse_all, readable, sentence_spans
from data.english.headlines import make_headline
from data.english.known import Actor
from data.english.pronouns import CONTINUES, Antecedents
from data.events.table import NO_THEME, as_table
from data.report import Paragraph, Report, ReportError

# Publications, fact boxes, footnotes and addresses.
_NO_PROSE = re.compile(
    r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)|^\W*Head of (?:state|government)\b|\((?:who )?replaced\b[^()]*\)\W*$|https?://|\bwww\.|\(accessed\b|\bISBN\b"
    r"|^\[?\d{1,3}\]?\s+(?:See|Ibid|Human Rights Watch|Amnesty International|UN|“)\b.*[,“]"
)

_MANY_WORDS = 40  # of a passage whose actors are often not all of one event


def extract_events(report: Report) -> pd.DataFrame:
    """The events of `report` as a table with `COLUMNS`, in the order of their dates.

    `.attrs["kinds"]` maps each actor's name to its kind. Raises `ReportError` when the report names
    no date at all.
    """
    finder = ActorFinder(report)
    rows, kinds = [], {}
    parse_all(
        [
            readable(report.text[p.start + start : p.start + end])
            for p in report.paragraphs
            for start, end in sentence_spans(report.text[p.start : p.end])
        ]
    )
    context: list = []
    theme = None
    for paragraph in report.paragraphs:
        if paragraph.theme != theme:
            theme, context = paragraph.theme, []
        if paragraph.kind != "quote":
            for row, actors in _paragraph_events(report, paragraph, finder, context):
                rows.append(row)
                kinds.update({actor.name: actor.kind for actor in actors})
    if not rows:
        raise ReportError(
            "No date was found in the report, so there is nothing to draw; choose a report that says when"
            " things happened, as in “In March…” or “On 12 March…”."
        )
    _doubt_passages(rows)
    table = as_table(rows, _themes(report))
    table.attrs["kinds"] = kinds
    return table


def _themes(report: Report) -> list[str]:
    return list(dict.fromkeys(p.theme or NO_THEME for p in report.paragraphs))


def _paragraph_events(report: Report, paragraph: Paragraph, finder: ActorFinder, context: list[Antecedents]):
    """Rows of one paragraph with their actors, each sentence read in the light of the one before.

    `context` holds whom a pronoun can mean, and carries it on to the next paragraph of the section.
    """
    text = report.text[paragraph.start : paragraph.end]
    spans = sentence_spans(text)
    before: str | None = None
    known = context[0] if context else Antecedents()
    open_rows: list = []
    for start, end in spans:
        sentence = readable(text[start:end])
        mentions = _dates_of(sentence, report.year, before, alone=len(spans) == 1)
        chosen = choose_dates(sentence, mentions, report.year)
        if not chosen and open_rows and CONTINUES.match(sentence) and not mentions:
            _continue(report, paragraph, open_rows, end, finder)
        else:
            yield from open_rows
            open_rows = []
        actors = finder.find(sentence)
        if chosen:
            actors = known.actors_in(sentence, actors)
            place = (paragraph.start + start, paragraph.start + end)
            for mention in chosen:
                others = [m for m in mentions if m != mention]
                row = _row(
                    report, paragraph, place, sentence, [mention, *others], known.meant_in(sentence), actors
                )
                open_rows.append((row, list(actors)))
            before = chosen[-1].edtf
        known = known.after(sentence, actors)
        context[:] = [known]
    yield from open_rows


def _dates_of(sentence: str, year: int, before: str | None, alone: bool) -> list[DateMention]:
    """The dates of a sentence; none of a title or a line that tells nothing."""
    mentions = find_dates(sentence, year, before)
    title = alone and DATED_TITLE.search(sentence)
    if mentions and (title or _NO_PROSE.search(sentence) or not has_verb(sentence)):
        return []
    if before and TOLD_ON.search(sentence):
        return [carry_year(mention, before, sentence, year) for mention in mentions]
    return mentions


def _row(
    report: Report,
    paragraph: Paragraph,
    place: tuple[int, int],
    sentence: str,
    mentions: list[DateMention],
    meant: str | None,
    actors: list[Actor],
) -> dict:
    """The row of the event at the first of `mentions`; `meant` is whom the sentence's pronoun means."""
    mention = mentions[0]
    first_day, last_day = _days(mention)
    headline = make_headline(sentence, mentions, meant)
    guessed = ["actor only by capitals"] if any(not actor.sure for actor in actors) else []
    return {
        "id": _identify(sentence, mention),
        "date": mention.edtf,
        "first_day": first_day,
        "last_day": last_day,
        "precision": mention.precision,
        "in_year": mention.year == report.year or mention.edtf[-7:].startswith(f"{report.year}-"),
        "theme": paragraph.theme or NO_THEME,
        "actors": [actor.name for actor in actors],
        "headline": headline.text,
        "text": report.text[slice(*place)],
        "start": place[0],
        "end": place[1],
        "doubt": "; ".join([*headline.doubts, *guessed]),
    }


def _continue(report, paragraph, open_row, end, finder):
    """Lets the sentence that ends at `end` belong to the events of the sentence before."""
    for row, actors in open_row:
        added = report.text[row["end"] : paragraph.start + end]
        row["end"] = paragraph.start + end
        row["text"] = report.text[row["start"] : row["end"]]
        for actor in finder.find(readable(added)):
            # What is told further names who did something; whole groups it mentions are in passing.
            if actor.kind != "group":
                actors.append(actor)
        actors[:] = without_repeats(actors)
        row["actors"] = [actor.name for actor in actors]


def _doubt_passages(rows: list[dict]) -> None:
    """Adds to the doubts of `rows` what only their places tell: much was read, or several events were told together.

    tests/bench/doubt.py measures it: a quarter to a half of such rows are right.
    """
    told = Counter((row["start"], row["end"]) for row in rows)
    for row in rows:
        doubts = [row["doubt"]] if row["doubt"] else []
        if told[row["start"], row["end"]] > 1:
            doubts.append("one of several events in its sentence")
        if len(row["text"].split()) > _MANY_WORDS:
            doubts.append("long passage")
        row["doubt"] = "; ".join(doubts)


def _days(mention: DateMention):
    first, last = interval(mention.edtf)
    return pd.Timestamp(first), pd.Timestamp(last)


def _identify(sentence: str, mention: DateMention) -> str:
    said = " ".join(sentence.split()) + "|" + mention.edtf
    return hashlib.sha256(said.encode()).hexdigest()[:8]
