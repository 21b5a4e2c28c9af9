"""The events table: one row per dated event of a report, each with its place in the text.

| column | what it holds |
|---|---|
| id | 8 letters and digits made from the sentence and date: stable when other paragraphs change |
| date | EDTF (ISO 8601-2): `2008-03-12`, `2008-03`, `2008-03/2008-05`, `2007` |
| first_day, last_day | timestamps of that interval's first and last day |
| precision | day, month, range or year |
| in_year | False for what the report tells of other years |
| theme | the section heading as printed; ordered categorical in the report's order |
| actors | list of canonical names |
| headline | 1 to 70 characters |
| text | the sentence or sentences |
| start, end | character offsets: `report.text[start:end] == text`, always |
"""

import hashlib
import json
import re
from dataclasses import replace

import pandas as pd

from data.actors import Actor, ActorFinder
from data.dates import DateMention, find_dates, in_words, interval
from data.headlines import subject_phrase, write_headline
from data.language import has_verb, parse, parse_all, readable, sentence_spans
from data.report import DATED_TITLE, Report, ReportError

COLUMNS = (
    "id",
    "date",
    "first_day",
    "last_day",
    "precision",
    "in_year",
    "theme",
    "actors",
    "headline",
    "text",
    "start",
    "end",
)
NO_THEME = "Summary"  # for what stands before the first heading

_CONTINUES = re.compile(
    r"(?:They|He|She|It|His|Her|Their|These|This|Both|The (?:Committee|Court|law|group|two|three|men|women))\b(?! (?:was a|is a)\b)"
)
_PLURAL = re.compile(r"\b(?:They|they|Both)\b")
_NOT_HAPPENED = frozenset(
    ["as of", "until", "till", "planned for", "scheduled for", "scheduled to begin in", "set for", "due in", "due on", "expected in", "expected for", "since", "next", "before"]
)
_FUTURE = frozenset(("will", "shall", "'ll", "may", "might"))
_INTENDED = frozenset(["due", "schedule", "expect", "plan", "set", "intend", "slate"])
_TOLD_ON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|[Ii]t|[Tt]he (?:court|trial|two|three|men|women|case|group))\b")
# Publications, fact boxes, footnotes and addresses.
_NO_PROSE = re.compile(
    r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)|^\W*Head of (?:state|government)\b|https?://|\bwww\.|\(accessed\b|\bISBN\b"
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


def as_table(rows: list[dict] | pd.DataFrame, themes: list[str], before: tuple[str, ...] = ()) -> pd.DataFrame:
    """Rows of the text's findings as the events table, ordered by date, then by place in the text.

    `before` names further columns that stand first, as the report a row is of.
    """
    table = pd.DataFrame(rows, columns=[*before, *COLUMNS])
    table["id"] = _unique(table["id"])
    for column in ("first_day", "last_day"):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[us]")
    present = set(table["theme"].unique())
    used = [theme for theme in themes if theme in present]
    table["theme"] = pd.Categorical(table["theme"], categories=used, ordered=True)
    return table.sort_values(["first_day", "last_day", "start"], kind="stable", ignore_index=True)


def _themes(report: Report) -> list[str]:
    return list(dict.fromkeys(p.theme or NO_THEME for p in report.paragraphs))


def _unique(ids: pd.Series) -> pd.Series:
    again = ids.groupby(ids).cumcount()
    return ids.where(again == 0, ids.astype(str) + "-" + (again + 1).astype(str))


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
        if before and _TOLD_ON.search(sentence):
            mentions = [_carried(mention, before, sentence, report.year) for mention in mentions]
        chosen = _choose(sentence, mentions, report.year)
        if not chosen:
            if open_row and _CONTINUES.match(sentence) and not mentions:
                _continue(report, paragraph, open_row, end, finder)
            else:
                yield from open_row
                open_row = []
            said = finder.find(sentence)
            person, people = _last_person(said) or person, _people(said) or subject_phrase(sentence) or people
            context[:] = [(person, people)]
            continue
        yield from open_row
        open_row = []
        actors = finder.find(sentence)
        if person and _pronoun(sentence) and not _last_person(actors):
            actors = [Actor(person, "person"), *actors]
        he = person if _pronoun(sentence) else people if _PLURAL.search(sentence) else None
        if he and he is people and _told_of(sentence):
            actors = [*(Actor(name, "person") for name in he.split(" and ") if " and " in he), *actors]
        person = _last_person(actors) or person
        people = _people(actors) or subject_phrase(sentence) or people
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


def _carried(mention: DateMention, before: str, sentence: str, year: int) -> DateMention:
    """A month without its year, told on from a sentence about another year, is that year's next months."""
    last = before.split("/")[-1].rstrip("~")
    if int(last[:4]) >= year or len(last) < 7 or mention.year != year or mention.precision not in ("day", "month"):
        return mention
    if str(year) in sentence[mention.start : mention.end]:
        return mention
    moved = last[:4] + mention.edtf[4:]
    after = (int(moved[5:7]) - int(last[5:7])) if moved[: len(last)] >= last[: len(moved)] else -1
    return replace(mention, edtf=moved) if 0 <= after <= 3 else mention


def _days(mention: DateMention):
    first, last = interval(mention.edtf)
    return pd.Timestamp(first), pd.Timestamp(last)


def _identify(sentence: str, mention: DateMention) -> str:
    said = " ".join(sentence.split()) + "|" + mention.edtf
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _pronoun(sentence: str) -> bool:
    return bool(re.search(r"\b(?:[Hh]e|him|[Ss]he)\b", sentence))


def _people(actors: list[Actor]) -> str | None:
    """The persons a following "they" can mean."""
    names = [actor.name for actor in actors if actor.kind == "person"]
    return " and ".join(names) if len(names) == 2 else None


def _told_of(sentence: str) -> bool:
    """Whether "they" is whom the sentence is about."""
    return any(t.lower_ in ("they", "both") and t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT" for t in parse(sentence))


def _last_person(actors: list[Actor]) -> str | None:
    return next((a.name for a in actors if a.kind == "person"), None)


def _choose(sentence: str, mentions: list[DateMention], year: int) -> list[DateMention]:
    """The mentions that date a happening the sentence itself tells.

    A date inside a subordinate clause dates something else; other years count only where the
    sentence has no date of the report's year on its main level.
    """
    told = [m for m in mentions if m.lead not in _NOT_HAPPENED and not _still_to_come(sentence, m)]
    if not told:
        return [m for m in mentions if m.year != year and m.precision == "year" and m.lead == "since"][:1]
    own = [m for m in told if m.year == year and m.precision != "year"]
    main = [m for m in own if _on_main_level(sentence, m)] or own[:1]
    if main:
        seen: dict[str, DateMention] = {}
        for mention in main:
            seen.setdefault(mention.edtf, mention)
        return list(seen.values())
    return [m for m in told if m.year != year][:1]


def _still_to_come(sentence: str, mention: DateMention) -> bool:
    """Whether the verb that the date belongs to is said to happen later: "will be held in May"."""
    doc = parse(sentence)
    token = next((t for t in doc if t.idx + len(t) > mention.start), None)
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    if token is None:
        return False
    if any(child.dep_ == "aux" and child.text in _FUTURE for child in token.children):
        return True
    aimed = token.dep_ == "xcomp" and any(child.lower_ == "to" for child in token.children)
    return aimed and (token.head.lemma_.lower() in _INTENDED)


def _on_main_level(sentence: str, mention: DateMention) -> bool:
    doc = parse(sentence)
    token = next((t for t in doc if t.idx + len(t) > mention.start), None)
    steps = 0
    while token is not None and token.head != token and steps < 60:
        # The half before a semicolon is as much told as the one behind it.
        first_half = token.dep_ == "ccomp" and token.i < token.head.i and not any(c.dep_ == "mark" for c in token.children)
        if first_half:
            token, steps = token.head, steps + 1
            continue
        if token.dep_ in ("relcl", "advcl", "ccomp", "acl", "pcomp", "csubj", "xcomp"):
            return False
        token, steps = token.head, steps + 1
    return token is not None


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text: dates as ISO 8601, actors joined with "; "."""
    flat = table.assign(
        actors=table["actors"].map("; ".join),
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
    )
    return flat.to_csv(index=False, lineterminator="\n")


def to_records(table: pd.DataFrame) -> list[dict]:
    """The table as plain rows that JSON can carry: dates as ISO 8601 text, actors as lists."""
    flat = table.assign(
        first_day=table["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=table["last_day"].dt.strftime("%Y-%m-%d"),
        theme=table["theme"].astype(str),
    )
    return flat.to_dict("records")


def to_json(table: pd.DataFrame) -> str:
    """The rows of `to_records` as JSON text."""
    return json.dumps(to_records(table), ensure_ascii=False, indent=1)


def to_timeline_js(table: pd.DataFrame, title: str = "", about: str = "") -> str:
    """The table as CSV in the columns of TimelineJS's spreadsheet, with a title row that says what it is."""
    first, last = table["first_day"].dt, table["last_day"].dt
    exact = table["precision"].eq("day")
    monthly = table["precision"].isin(["day", "month"])
    ranged = table["precision"].isin(["range", "year"])
    flat = pd.DataFrame({
        "Year": first.year.astype("Int64"), "Month": first.month.astype("Int64").where(monthly | ranged), "Day": first.day.astype("Int64").where(exact),
        "Time": "", "End Year": last.year.astype("Int64").where(ranged), "End Month": last.month.astype("Int64").where(ranged),
        "End Day": pd.Series(pd.NA, index=table.index, dtype="Int64"), "End Time": "", "Display Date": table["date"].map(in_words),
        "Headline": table["headline"], "Text": table["text"], "Media": "", "Media Credit": "", "Media Caption": "", "Media Thumbnail": "",
        "Type": "", "Group": table["theme"].astype(str), "Background": "",
    })  # fmt: skip
    head = pd.DataFrame([{"Headline": title, "Text": about, "Type": "title"}])
    return pd.concat([head, flat])[list(flat.columns)].to_csv(index=False, lineterminator="\n")


def datapackage(table: pd.DataFrame, name: str, title: str, source: str, selection: str, address: str) -> dict:
    """What the CSV of a selection holds and where it is from, as a Frictionless data package."""
    kinds = {"in_year": "boolean", "start": "integer", "end": "integer", "first_day": "date", "last_day": "date"}
    return {
        "profile": "tabular-data-package", "name": name, "title": title, "description": selection,
        "sources": [{"title": source}],
        "resources": [{
            "name": name, "path": address, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "schema": {"fields": [{"name": column, "type": kinds.get(column, "string")} for column in table.columns], "primaryKey": "id"},
        }],
    }  # fmt: skip
