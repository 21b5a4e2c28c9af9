"""From a report to the table of its events: each dated sentence becomes a row, with its place in the text."""

import hashlib
import re

import pandas as pd

from data.english.actors import ActorFinder
from data.english.dates import DATED_TITLE, DateMention, find_dates
from data.english.dating import TOLD_ON, carry_year, choose_dates
from data.english.edtf import interval
from data.english.grammar import has_verb, parse_all, readable, sentence_spans
from data.english.headlines import subject_phrase, write_headline
from data.english.known import Actor
from data.english.pronouns import (
    CONTINUES,
    PLURAL,
    has_pronoun,
    is_about_them,
    last_person,
    plural_antecedent,
)
from data.events.table import NO_THEME, as_table
from data.report import Report, ReportError

# Publications, fact boxes, footnotes and addresses.
_NO_PROSE = re.compile(
    r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)|^\W*Head of (?:state|government)\b|\((?:who )?replaced\b[^()]*\)\W*$|https?://|\bwww\.|\(accessed\b|\bISBN\b"
    r"|^\[?\d{1,3}\]?\s+(?:See|Ibid|Human Rights Watch|Amnesty International|UN|“)\b.*[,“]"
)


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
    table = as_table(rows, _themes(report))
    table.attrs["kinds"] = kinds
    return table


def _themes(report: Report) -> list[str]:
    return list(dict.fromkeys(p.theme or NO_THEME for p in report.paragraphs))


def _paragraph_events(report, paragraph, finder, context):
    """Rows of one paragraph with their actors, each sentence read in the light of the one before.

    `context` holds whom a pronoun can mean, and carries it on to the next paragraph of the section.
    """
    known = context[0] if context else None
    text = report.text[paragraph.start : paragraph.end]
    spans = sentence_spans(text)
    before: str | None = None
    person, people = known or (None, None)
    open_row: list = []
    for start, end in spans:
        sentence = readable(text[start:end])
        mentions = find_dates(sentence, report.year, before)
        title = len(spans) == 1 and DATED_TITLE.search(sentence)
        if mentions and (title or _NO_PROSE.search(sentence) or not has_verb(sentence)):
            mentions = []
        if before and TOLD_ON.search(sentence):
            mentions = [carry_year(mention, before, sentence, report.year) for mention in mentions]
        chosen = choose_dates(sentence, mentions, report.year)
        if not chosen:
            if open_row and CONTINUES.match(sentence) and not mentions:
                _continue(report, paragraph, open_row, end, finder)
            else:
                yield from open_row
                open_row = []
            said = finder.find(sentence)
            person, people = (
                last_person(said) or person,
                plural_antecedent(said) or subject_phrase(sentence) or people,
            )
            context[:] = [(person, people)]
            continue
        yield from open_row
        open_row = []
        actors = finder.find(sentence)
        if person and has_pronoun(sentence) and not last_person(actors):
            actors = [Actor(person, "person"), *actors]
        he = person if has_pronoun(sentence) else people if PLURAL.search(sentence) else None
        if he and he is people and is_about_them(sentence):
            actors = [*(Actor(name, "person") for name in he.split(" and ") if " and " in he), *actors]
        person = last_person(actors) or person
        people = plural_antecedent(actors) or subject_phrase(sentence) or people
        context[:] = [(person, people)]
        for mention in chosen:
            first_day, last_day = _days(mention)
            row = {
                "id": _identify(sentence, mention),
                "date": mention.edtf,
                "first_day": first_day,
                "last_day": last_day,
                "precision": mention.precision,
                "in_year": mention.year == report.year or mention.edtf[-7:].startswith(f"{report.year}-"),
                "theme": paragraph.theme or NO_THEME,
                "actors": [actor.name for actor in actors],
                "headline": write_headline(sentence, [mention, *(m for m in mentions if m != mention)], he),
                "text": text[start:end],
                "start": paragraph.start + start,
                "end": paragraph.start + end,
            }
            open_row.append((row, list(actors)))
        before = chosen[-1].edtf
    yield from open_row


def _continue(report, paragraph, open_row, end, finder):
    """Lets the sentence that ends at `end` belong to the events of the sentence before."""
    for row, actors in open_row:
        added = report.text[row["end"] : paragraph.start + end]
        row["end"] = paragraph.start + end
        row["text"] = report.text[row["start"] : row["end"]]
        for actor in finder.find(readable(added)):
            # What is told further names who did something; whole groups it mentions are in passing.
            if actor.name not in row["actors"] and actor.kind != "group":
                row["actors"].append(actor.name)
                actors.append(actor)


def _days(mention: DateMention):
    first, last = interval(mention.edtf)
    return pd.Timestamp(first), pd.Timestamp(last)


def _identify(sentence: str, mention: DateMention) -> str:
    said = " ".join(sentence.split()) + "|" + mention.edtf
    return hashlib.sha256(said.encode()).hexdigest()[:8]
