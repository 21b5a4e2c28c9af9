"""Extract events from a report: each dated sentence becomes a row, with its offsets in the text."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

import pandas as pd

from data.attrs import Shared
from data.dates.edtf import interval
from data.english.actor.finder import ActorFinder, without_repeats
from data.english.actor.known import Actor
from data.english.claim.antecedents import find_meant
from data.english.claim.reading import Claim, read_claim, told_on
from data.english.date.choice import TOLD_ON, carry_year, choose_dates
from data.english.date.mentions import DATED_TITLE, DateMention, find_dates
from data.english.date.relative import COUNTS
from data.english.date.removal import leave_out_dates
from data.english.grammar import has_verb, parse_all, readable, sentence_spans
from data.english.headline.headline import make_headline
from data.english.pronouns import CONTINUES, Antecedents
from data.english.rules import count_fired, fired_rules, names_fired
from data.events.claim_columns import claim_columns
from data.events.date_columns import find_order
from data.events.entry_events import entry_rows
from data.events.table import NO_THEME, as_table, set_pages, unique_ids
from data.report import Paragraph, Report, ReportError

# Publications, fact boxes, footnotes and addresses.
_NO_PROSE = re.compile(
    r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)|^\W*Head of (?:state|government)\b|\((?:who )?replaced\b[^()]*\)\W*$|https?://|\bwww\.|\(accessed\b|\bISBN\b"
    r"|^\[?\d{1,3}\]?\s+(?:See|Ibid|Human Rights Watch|Amnesty International|UN|“)\b.*[,“]"
)

_AT_ONCE = 200  # paragraphs whose sentences are parsed in one batch, which halves the time
_MANY_WORDS = 40  # minimum length of a passage whose actors often belong to several events


def extract_events(report: Report) -> pd.DataFrame:
    """The events of `report` as a table with `COLUMNS`, ordered by date.

    `.attrs["kinds"]` maps each actor's name to its kind, `.attrs["rules"]` an event's id to the names of the rules that read
    it. Raises `ReportError` if the report has no date.
    """
    if report.kind == "entries":
        return _extract_entries(report)
    finder = ActorFinder(report)
    rows, kinds = [], {}
    known, theme, last = Antecedents(), None, None
    dated = report
    for first in range(0, len(report.paragraphs), _AT_ONCE):
        paragraphs = report.paragraphs[first : first + _AT_ONCE]
        parse_all(list(_dated_sentences(report, paragraphs)))
        told: list[_Told] = []
        for paragraph in paragraphs:
            if paragraph.theme != theme:
                theme, known, last = paragraph.theme, Antecedents(), None
            if paragraph.kind not in ("quote", "facts"):
                found, known = _paragraph_events(dated, paragraph, finder, known, last)
                told += found
                last = found[-1].mentions[0].edtf if found else None
                if report.years and found:  # a month without a year is in the last year mentioned
                    dated = replace(report, year=found[-1].mentions[0].year)
        parse_all([leave_out_dates(one.sentence, one.mentions)[0] for one in told])
        rows += [_row(report, one) for one in told]
        kinds.update({actor.name: actor.kind for one in told for actor in one.actors})
    if not rows:
        raise ReportError(
            "No date was found in the report, so there is nothing to draw; choose a report that says when"
            " things happened, as in “In March…” or “On 12 March…”."
        )
    _doubt_passages(rows)
    table = set_pages(as_table(rows, _themes(report)), report.pages)
    table.attrs |= {"kinds": kinds, "rules": _rules_of(rows)}
    return table


def _extract_entries(report: Report) -> pd.DataFrame:
    """The table of a document of dated entries; the text around them is read as any text."""
    finder = ActorFinder(report)

    def read_inner(paragraph: Paragraph, year: int) -> list[dict]:
        dated = replace(report, year=year)
        parse_all(list(_dated_sentences(dated, [paragraph])))
        told = _paragraph_events(dated, paragraph, finder, Antecedents())[0]
        return [_row(dated, one) for one in told if one.mentions[0].lead != "of"]  # "the permit of May"

    rows, kinds = entry_rows(report, finder, read_inner)
    for row, entry in zip((row for row in rows if not row["id"]), report.entries, strict=True):
        row["id"] = _hash(f"{' '.join(report.text[slice(*entry.title)].split())}|{entry.date}")
    for paragraph in report.paragraphs:
        rows += [row for row in read_inner(paragraph, report.year) if row["in_year"]]
    _doubt_passages([row for row in rows if row["start"] not in {entry.start for entry in report.entries}])
    for row in rows:
        row["in_year"] = True
    themes = dict.fromkeys(row["theme"] for row in sorted(rows, key=lambda row: row["start"]))
    table = set_pages(as_table(rows, list(themes)), report.pages)
    table.attrs |= {"kinds": kinds, "rules": _rules_of(rows)}
    return table


def _rules_of(rows: list[dict]) -> dict[str, list[str]]:
    """Map the events' ids to the names of the rules that read them."""
    ids = unique_ids(pd.Series([row["id"] for row in rows], dtype=object))
    return Shared((event, row.get("rules", [])) for event, row in zip(ids, rows, strict=True))


def _themes(report: Report) -> list[str]:
    return list(dict.fromkeys(p.theme or NO_THEME for p in report.paragraphs))


@dataclass
class _Told:
    """One event being read: `mentions` are the sentence's dates, its own first, `meant` what its pronoun refers to."""

    paragraph: Paragraph
    place: tuple[int, int]
    sentence: str
    mentions: list[DateMention]
    meant: str | None
    actors: list[Actor]
    guessed: bool  # whether an actor is only recognised by capitals
    claim: Claim
    read: str = ""  # the sentence, and those that continue it
    before: str = ""  # the sentence before it
    far: bool = False  # whether undated sentences are between it and the date that its own is counted from
    rules: list[str] = field(default_factory=list)  # those that found its dates, actors and claim


def _dated_sentences(report: Report, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The sentences that may have a date, and their neighbours that may continue them: only these are parsed."""
    for paragraph in paragraphs:
        if paragraph.kind in ("quote", "facts"):
            continue
        text = report.text[paragraph.start : paragraph.end]
        sentences = [readable(text[start:end]) for start, end in sentence_spans(text)]
        dated = [bool(find_dates(sentence, report.year)) for sentence in sentences]
        for i, sentence in enumerate(sentences):
            before = i > 0 and dated[i - 1] and CONTINUES.match(sentence)
            after = i + 1 < len(dated) and dated[i + 1] and TOLD_ON.search(sentences[i + 1])
            if dated[i] or before or after:
                yield sentence


def _paragraph_events(
    report: Report, paragraph: Paragraph, finder: ActorFinder, known: Antecedents, last: str | None = None
) -> tuple[list[_Told], Antecedents]:
    """The events of one paragraph, each sentence read in the light of the one before, and the rules that fired noted.

    `known` is whom a pronoun can mean at its beginning; the second of the answer, whom one can mean behind it. `last`
    is the last date of the paragraph before, from which this one may count: "The following day, …".
    """
    with fired_rules():
        return _read_paragraph(report, paragraph, finder, known, last)


def _read_paragraph(
    report: Report, paragraph: Paragraph, finder: ActorFinder, known: Antecedents, last: str | None
) -> tuple[list[_Told], Antecedents]:
    text = report.text[paragraph.start : paragraph.end]
    spans = sentence_spans(text)
    begins = spans and last and COUNTS.match(readable(text[slice(*spans[0])]))
    before = last if begins else None
    apart = 1 if begins else 0  # sentences since that date
    told: list[_Told] = []
    still_told: list[_Told] = []
    for start, end in spans:
        sentence = readable(text[start:end])
        apart += 1
        noted = count_fired()
        mentions = _dates_of(sentence, report.year, before, len(spans) == 1, find_number_order(report.text))
        chosen = choose_dates(sentence, mentions, report.year)
        if not chosen and still_told and CONTINUES.match(sentence) and _is_state(mentions):
            _continue(report, still_told, paragraph.start + end, finder)
            for one in still_told:
                one.rules += names_fired(noted)
        else:
            still_told = []
        find_actors = partial(finder.find, sentence)
        if chosen:
            actors = known.actors_in(sentence, find_actors())
            place = (paragraph.start + start, paragraph.start + end)
            meant, guessed = known.meant_in(sentence), any(not actor.sure for actor in actors)
            for mention in chosen:
                others = [m for m in mentions if m != mention]
                half = _half(sentence, mention) if len(chosen) > 1 else None
                own = list(actors) if half is None else known.actors_in(sentence, finder.find(sentence, half))
                claim = read_claim(
                    sentence, mention, finder, find_meant(known.means, known.sentences_before, finder)
                )
                still_told.append(
                    _Told(
                        paragraph,
                        place,
                        sentence,
                        [mention, *others],
                        meant,
                        own,
                        guessed,
                        claim,
                        sentence,
                        next(iter(known.sentences_before()), ""),
                        apart > 1,
                    )
                )
            for one in still_told:
                one.rules = names_fired(noted)
            told += still_told
            before, apart = _counts_from(sentence, chosen[-1], before), 0
            find_actors = partial(list, actors)
        elif ends := [mention for mention in mentions if mention.lead == "by the end of"]:
            before, apart = (
                ends[-1].edtf,
                0,
            )  # a state is no event, but its year is the context for later dates
        known = known.after(sentence, find_actors)
    return told, known


def _counts_from(sentence: str, told: DateMention, before: str | None) -> str:
    """The date that the next sentence counts from: a flashback ("five days earlier he had left") does not change it."""
    is_back = told.counted and before and told.edtf < before and re.search(r"\bhad\b", sentence)
    return before if is_back and before else told.edtf


def _is_state(mentions: Sequence[DateMention]) -> bool:
    """Whether the only date of a sentence ends a state: "had not been tried by the end of the year"."""
    return all(mention.lead == "by the end of" for mention in mentions)


@lru_cache(maxsize=8)
def find_number_order(text: str) -> str:
    """Whether the day or the month comes first in a report's numeric dates: "day", "month", or "" if nothing tells."""
    return find_order([text[at : at + 200] for at in range(0, len(text), 190)] if "/" in text else []).order


def _half(sentence: str, mention: DateMention) -> tuple[int, int] | None:
    """The part between semicolons that belongs to one of several dates; None without semicolons."""
    start, end = sentence.rfind("; ", 0, mention.start), sentence.find("; ", mention.start)
    return (max(0, start), end if end > 0 else len(sentence)) if max(start, end) > 0 else None


def _dates_of(
    sentence: str, year: int, before: str | None, alone: bool, order: str = ""
) -> list[DateMention]:
    """The dates of a sentence; none of a title or a line that is not prose."""
    mentions = find_dates(sentence, year, before, order)
    title = alone and DATED_TITLE.search(sentence)
    if mentions and (title or _NO_PROSE.search(sentence) or not has_verb(sentence)):
        return []
    if before and TOLD_ON.search(sentence):
        return [carry_year(mention, before, sentence, year) for mention in mentions]
    return mentions


def _row(report: Report, told: _Told) -> dict:
    """The row of an event."""
    mention = told.mentions[0]
    first_day, last_day = _days(mention)
    with fired_rules():
        headline = make_headline(told.sentence, told.mentions, told.meant, told.before)
        rules = list(dict.fromkeys([*told.rules, *names_fired()]))
    guessed = ["actor only by capitals"] if told.guessed else []
    if mention.counted and (mention.unsure or told.far):
        guessed.append(
            f"date counted: {mention.counted}" + (f" ({mention.unsure})" if mention.unsure else "")
        )
    return {
        "id": _identify(told.sentence, mention),
        "date": mention.edtf,
        "first_day": first_day,
        "last_day": last_day,
        "precision": mention.precision,
        "in_year": _is_covered(mention, report),
        "theme": told.paragraph.theme or NO_THEME,
        "actors": [actor.name for actor in told.actors],
        **claim_columns(told.claim, told.read, report.text[slice(*told.place)]),
        "headline": headline.text,
        "label": headline.label,
        "text": report.text[slice(*told.place)],
        "start": told.place[0],
        "end": told.place[1],
        "doubt": "; ".join([*headline.doubts, *guessed]),
        "rules": rules,
    }


def _is_covered(mention: DateMention, report: Report) -> bool:
    """Whether a date is in the report's year, or in its range of years: a person's birth is before them."""
    if report.years and report.kind != "entries":
        first, _, last = report.years.partition("–")
        return int(first) <= mention.year <= int(last or first)
    return mention.year == report.year or mention.edtf[-7:].startswith(f"{report.year}-")


def _continue(report: Report, still_told: list[_Told], end: int, finder: ActorFinder) -> None:
    """Extend the events of the previous sentence by the sentence that ends at `end`."""
    for one in still_told:
        added = report.text[one.place[1] : end]
        one.place = (one.place[0], end)
        # In a continuation, named actors count; groups are mentioned in passing.
        found = finder.find(readable(added))
        described = [a for a in found if a.kind == "group" or a.kind == "organisation" and a.name.islower()]
        further = [actor for actor in found if actor not in described]
        going_on = readable(added)
        one.claim = told_on(one.claim, going_on, finder, len(one.read) + 1)
        one.read = f"{one.read} {going_on}"
        one.actors = without_repeats([*one.actors, *further])


def _doubt_passages(rows: list[dict]) -> None:
    """Add doubts to `rows` that depend on their position: long passages, or several events in one.

    Measured by tests/bench/doubt.py: a quarter to a half of such rows are right.
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
    return _hash(" ".join(sentence.split()) + "|" + mention.edtf)


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:8]
