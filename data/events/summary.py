"""The year in brief: a few lines from a table of events, each of them a filter."""

import calendar
import re
from dataclasses import dataclass, field

import pandas as pd

from data.english.grammar import sentence_spans
from data.events.brief_claims import FEWEST, count_people, count_roles
from data.plurals import pluralize
from data.report import Report
from data.selection.axis import Axis
from data.selection.filters import capitalize

MOST_NAMED = 2  # themes or months that may share the first place
_TELLING = (
    "person",
    "group",
    "organisation",
    "court",
    "international body",
    "security forces",
    "state",
    "foreign state",
)
_INTRODUCING = ("Background", "Summary")  # topics with which each report starts, whatever it is about
MOST_SILENT = 6  # months without an event that may be listed
LONGEST_OPENING = 420  # characters: this leaves room for the lines below
# The block of facts at the head of an entry is no prose.
_FACTS = re.compile(r"Head of (?:state|government)\b")


@dataclass(frozen=True)
class BriefLine:
    """One line of the year in brief: its pieces of text, each with whether it is emphasised, and its filter.

    `query` maps the keys of the address to values, as in `{"theme": ["Background"]}`; it is empty if there is nothing to filter
    by. If pieces have filters of their own, `queries` has that of each piece.
    """

    pieces: tuple[tuple[str, bool], ...]
    query: dict[str, list[str]] = field(default_factory=dict)
    queries: tuple[dict[str, list[str]], ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(text for text, _ in self.pieces)


def find_opening(report: Report) -> str:
    """The report's own opening in one line: whole sentences of its first paragraph up to a short length, at least one.

    "" if the report has no text of its own. A summary is before the first heading; without one, the first paragraph opens the
    report.
    """
    texts = [paragraph for paragraph in report.paragraphs if paragraph.kind == "text"]
    before = [paragraph for paragraph in texts if not paragraph.theme]
    for paragraph in [*before, *texts]:
        text = " ".join(report.text[paragraph.start : paragraph.end].split())
        if text.endswith((".", "!", "?", "”")) and len(text) > 60 and not _FACTS.match(text):
            return _first_sentences(text)
    return ""


def _first_sentences(text: str) -> str:
    (_, end), *others = sentence_spans(text)
    for _, next_end in others:
        if next_end > LONGEST_OPENING:
            break
        end = next_end
    return text[:end]


def summarize_year(table: pd.DataFrame) -> list[BriefLine]:
    """Summarise the events table in up to eight lines; none for a table without an event on the axis."""
    events = table[table["in_year"]]
    if events.empty:
        return []
    several = "report" in events
    lines = [
        _busiest_report(events) if several else None,
        _busiest_topic(events) if several else _busiest_theme(events),
        _busiest_month(events),
        _most_named_actor(events, table.attrs.get("kinds", {})),
        _counted_people(events),
        _silent_months(events),
    ]
    lines += [_other_years(len(table) - len(events)), _reviewed(events)]
    return [line for line in lines if line is not None]


def _busiest_theme(events: pd.DataFrame) -> BriefLine | None:
    counts = events["theme"].astype(str).value_counts()
    first = _leaders(counts)
    if not first or len(counts) < 2:
        return None
    count = int(counts.iloc[0])
    if len(first) > 1:
        return BriefLine(
            (("Most events are about ", False), *_join_names(first), (f", {count} each", False)),
            {"theme": first},
        )
    about = f"{count} of {len(events)} events are about "
    return BriefLine(((about, False), (first[0], True), (", the most of any theme", False)), {"theme": first})


def _busiest_report(events: pd.DataFrame) -> BriefLine | None:
    counts = events["report"].astype(str).value_counts()
    first = _leaders(counts)
    if len(first) != 1 or len(counts) < 2:
        return None
    said = f" has the most events of {len(counts)} reports, {int(counts.iloc[0])} of {len(events)}"
    return BriefLine(((first[0], True), (said, False)), {"report": first})


def _busiest_topic(events: pd.DataFrame) -> BriefLine | None:
    """The topic of most reports, besides the background with which each starts."""
    told = events[~events["topic"].astype(str).isin(_INTRODUCING)]
    counts = told["topic"].astype(str).value_counts()
    first = _leaders(counts)
    if len(first) != 1 or len(counts) < 2:
        return None
    among = told.loc[told["topic"] == first[0], "report"].nunique()
    said = f"{int(counts.iloc[0])} events in {among} {pluralize('report', among)} are about "
    return BriefLine(((said, False), (first[0], True), (", the most of any topic", False)), {"topic": first})


def _busiest_month(events: pd.DataFrame) -> BriefLine | None:
    months = events["first_day"].dt.strftime("%Y-%m").value_counts().sort_index()
    counts = months.sort_values(ascending=False, kind="stable")
    first = _leaders(counts)
    if len(first) != 1 or len(counts) < 2:
        return None
    years = events["first_day"].dt.year
    name = _month_name(first[0], years.min() != years.max())
    return BriefLine(
        ((name, True), (f" is the busiest month, with {int(counts.iloc[0])} events", False)),
        {"from": [first[0]], "to": [first[0]]},
    )


def _most_named_actor(events: pd.DataFrame, kinds: dict[str, str]) -> BriefLine | None:
    counts = events["actors"].explode().dropna().value_counts()
    if counts.empty or counts.iloc[0] < 2:
        return None
    count = int(counts.iloc[0])
    first = [str(name) for name in counts.index[counts == count]]
    # Of several, the most informative: a person before a group, a body before the state itself.
    name = min(
        first, key=lambda name: _TELLING.index(kinds[name]) if kinds.get(name) in _TELLING else len(_TELLING)
    )
    did, done = count_roles(events, name)
    if count >= FEWEST and (did or done):
        return _line_of_roles(name, kinds.get(name, ""), count, did, done)
    times = {2: "twice", 3: "three times"}.get(count, f"{count} times")
    most = " is named most, " if len(first) == 1 else " is named "
    return BriefLine(((capitalize(name), True), (most + times, False)), {"actor": [name]})


def _line_of_roles(name: str, kind: str, count: int, did: int, done: int) -> BriefLine:
    """ "Police are named in 9 events: in 7 they did it, in 2 it was done to them", each number with its events."""
    plural = _is_plural(name, kind)
    if plural or kind == "person":
        acted, suffered = "they did it", "it was done to them"
    else:
        acted, suffered = "it acted", "it was acted upon"
    are = "are" if plural else "is"
    pieces = [((capitalize(name), True), {"actor": [name]})]
    pieces.append(((f" {are} named in {count} events", False), {"actor": [name]}))
    sides = [(did, acted, "by"), (done, suffered, "upon")]
    for number, said, key in [side for side in sides if side[0]]:
        within = "in all" if number == count else f"in {number}"
        pieces += [
            ((", " if len(pieces) > 2 else ": ", False), {}),
            ((f"{within} {said}", False), {key: [name]}),
        ]
    said, queries = zip(*pieces, strict=True)
    return BriefLine(said, {"actor": [name]}, queries)


def _is_plural(name: str, kind: str) -> bool:
    """Whether a name takes "are": police and gunmen, and groups and forces in the plural."""
    last = name.lower().split()[-1]
    if last == "police" or last == "people" or (kind != "person" and last.endswith("men")):
        return True
    return kind in ("group", "security forces") and last.endswith("s") and not last.endswith("ss")


def _counted_people(events: pd.DataFrame) -> BriefLine | None:
    """ "At least 31 people killed in 4 events", if every number is in the text and no event is counted twice."""
    found = count_people(events)
    if found is None:
        return None
    act, words, people, count, told = found
    within = f" in {count} events" if count == told else f" in {count} of {told} events"
    pieces = (("At least ", False), (f"{people:,} people {words}", True), (within, False))
    return BriefLine(pieces, {"act": [act]})


def _silent_months(events: pd.DataFrame) -> BriefLine | None:
    span = Axis.of_table(events).columns
    busy: set[str] = set()
    for first, last in events[["first_day", "last_day"]].drop_duplicates().itertuples(index=False):
        busy.update(map(str, pd.period_range(first, last, freq="M")))
    silent = [month for month in span if month not in busy]
    if not silent or len(silent) > MOST_SILENT:
        return None
    years = span[0][:4] != span[-1][:4]
    names = [(_month_name(month, years), False) for month in silent]
    return BriefLine((("Nothing is dated in ", False), *_join(names)))


def _other_years(count: int) -> BriefLine | None:
    if not count:
        return None
    statements = (
        "1 statement about other years is" if count == 1 else f"{count} statements about other years are"
    )
    return BriefLine(((f"{statements} kept apart", False),))


def _reviewed(events: pd.DataFrame) -> BriefLine | None:
    if "reviewed" not in events or not (count := int(events["reviewed"].sum())):
        return None
    return BriefLine(((f"{count} of {len(events)} events reviewed by a person", False),))


def _leaders(counts: pd.Series) -> list[str]:
    """The names with the highest count; none if that is one, or if too many share it."""
    if counts.empty or counts.iloc[0] < 2:
        return []
    first = [str(name) for name in counts.index[counts == counts.iloc[0]]]
    return first if len(first) <= MOST_NAMED else []


def _month_name(month: str, with_year: bool) -> str:
    name = calendar.month_name[int(month[5:7])]
    return f"{name} {month[:4]}" if with_year else name


def _join_names(names: list[str]) -> tuple[tuple[str, bool], ...]:
    return _join([(name, True) for name in names])


def _join(pieces: list[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    """Pieces as a list in English: "A, B and C"."""
    joined: list[tuple[str, bool]] = []
    for i, piece in enumerate(pieces):
        if i:
            joined.append((" and " if i == len(pieces) - 1 else ", ", False))
        joined.append(piece)
    return tuple(joined)
