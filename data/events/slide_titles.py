"""What a set of events says, in one line: the title of a slide. A new finding is a row of `RULES`."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.dates.edtf import MONTHS, in_words
from data.english.words import word_set
from data.events.rows import iter_events
from data.selection.filters import capitalize

_GENERAL = word_set("headings", "general")
_NUMBERS = "no one two three four five six seven eight nine ten".split()
_MOST_MONTHS = 24  # months of a span above which it is told by its years
_LONGEST_RUN = 3  # months, or years, that a run has at most


@dataclass(frozen=True)
class Finding:
    """What a rule found: `whole` is a sentence of its own, `part` what follows "8 events, "; the higher `weight` the more telling."""

    whole: str
    part: str
    weight: float


@dataclass(frozen=True)
class Facts:
    """Events with what the rules ask of them, each counted once."""

    events: pd.DataFrame

    @cached_property
    def count(self) -> int:
        """How many events there are."""
        return len(self.events)

    @cached_property
    def _by_year(self) -> bool:
        first, last = self.events["first_day"].min(), self.events["last_day"].max()
        return (last.year - first.year) * 12 + last.month - first.month >= _MOST_MONTHS

    @cached_property
    def _several_years(self) -> bool:
        return self.events["first_day"].min().year != self.events["last_day"].max().year

    def _number(self, day: pd.Timestamp) -> int:
        return day.year if self._by_year else day.year * 12 + day.month - 1

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The first and last month, or year, of each event, numbered."""
        days = zip(self.events["first_day"], self.events["last_day"], strict=True)
        return [(self._number(first), self._number(last)) for first, last in days]

    @cached_property
    def months(self) -> Counter[int]:
        """How many events lie within each month, or year."""
        return Counter(first for first, last in self.spans if first == last)

    def name(self, number: int) -> str:
        """A month, or year, in words."""
        if self._by_year:
            return str(number)
        year, month = divmod(number, 12)
        return f"{MONTHS[month]} {year}" if self._several_years else MONTHS[month]

    @cached_property
    def themes(self) -> Counter[str]:
        """How many events each theme has."""
        return Counter(self.events["theme"].astype(str))

    @cached_property
    def actors(self) -> Counter[str]:
        """How many events name each actor."""
        return Counter(name for names in self.events["actors"] for name in dict.fromkeys(names))

    def among(self, count: int) -> str:
        """A number of them: "five of them", "all"."""
        return "all" if count == self.count else f"{spell(count)} of them"


def spell(count: int) -> str:
    """A number as it is written in a line: "five", "12"."""
    return _NUMBERS[count] if 0 < count < len(_NUMBERS) else f"{count:,}"


def count_events(count: int) -> str:
    """How many, as in "1 event" or "3,681 events"."""
    return f"{count:,} event{'' if count == 1 else 's'}"


def _find_run(facts: Facts) -> Finding | None:
    """The fewest months in a row, three at most, that hold half of the events."""
    first, last = min(s for s, _ in facts.spans), max(e for _, e in facts.spans)
    length = last - first + 1
    for wide in range(1, _LONGEST_RUN + 1):
        if length < 3 * wide:
            return None
        runs = {
            start: sum(1 for s, e in facts.spans if start <= s and e < start + wide)
            for start in range(first, last + 2 - wide)
        }
        start, count = max(runs.items(), key=lambda item: item[1])
        if count < 3 or 2 * count < facts.count or list(runs.values()).count(count) > 1:
            continue
        end = start + wide - 1
        when = facts.name(start) if wide == 1 else f"{facts.name(start)}–{facts.name(end)}"
        return Finding(
            f"{count} of {count_events(facts.count)} fall in {when}",
            f"{facts.among(count)} {'in ' if wide == 1 else ''}{when}",
            count / facts.count - wide / length + 0.1,
        )
    return None


def _find_busiest(facts: Facts) -> Finding | None:
    """The month with the most events, where it has more than any other."""
    ranked = facts.months.most_common(2)
    if len(ranked) < 2 or ranked[0][1] < 2 or ranked[0][1] == ranked[1][1]:
        return None
    number, count = ranked[0]
    unit = "year" if facts._by_year else "month"
    return Finding(
        f"{facts.name(number)} is the busiest {unit}: {count} of {count_events(facts.count)}",
        f"most in {facts.name(number)} ({count})",
        count / facts.count - ranked[1][1] / facts.count + 0.12,
    )


def _find_theme(facts: Facts) -> Finding | None:
    """The theme that most events are about, where it has more than any other."""
    ranked = facts.themes.most_common(2)
    if len(ranked) < 2 or ranked[0][1] < 2 or ranked[0][1] == ranked[1][1]:
        return None
    theme, count = ranked[0]
    if theme in _GENERAL:
        return None
    return Finding(
        f"{count} of {count_events(facts.count)} are about {theme}",
        f"{spell(count)} about {theme}",
        count / facts.count - 1 / len(facts.themes) + 0.15,
    )


def _find_actor(facts: Facts) -> Finding | None:
    """The actor that most events name, where it is named in a third of them."""
    ranked = facts.actors.most_common(2)
    if not ranked or ranked[0][1] < 3 or 3 * ranked[0][1] < facts.count:
        return None
    name, count = ranked[0]
    if len(ranked) > 1 and ranked[1][1] == count:
        return None
    return Finding(
        f"{count} of {count_events(facts.count)} name {name}",
        f"{facts.among(count)} {'name' if count > 1 else 'names'} {name}",
        count / facts.count / 2,
    )


def _find_silence(facts: Facts) -> Finding | None:
    """The longest time between events, where it is three months or a quarter of it all, whichever is longer."""
    spans, reached, longest = sorted(facts.spans), None, (0, 0, 0)
    for start, end in spans:
        if reached is not None and start - reached - 1 > longest[0]:
            longest = (start - reached - 1, reached, start)
        reached = end if reached is None else max(reached, end)
    empty, before, after = longest
    length = (reached or 0) - spans[0][0] + 1
    if empty < 3 or 4 * empty < length:
        return None
    between = f"between {facts.name(before)} and {facts.name(after)}"
    return Finding(
        f"Nothing is dated {between}: {count_events(facts.count)} in all",
        f"none {between}",
        empty / length * 0.6,
    )


def _find_span(facts: Facts) -> Finding | None:
    """From when to when; what is left to say where nothing stands out."""
    first, last = min(s for s, _ in facts.spans), max(e for _, e in facts.spans)
    if first == last:
        when = f"in {facts.name(first)}"
        return Finding(f"{count_events(facts.count)} {when}", f"all {when}", 0.0)
    when = f"from {facts.name(first)} to {facts.name(last)}"
    return Finding(f"{count_events(facts.count)} {when}", when, 0.0)


@dataclass(frozen=True)
class Rule:
    """A finding by its name, with what it says of the events of its test."""

    name: str
    find: Callable[[Facts], Finding | None]
    example: str
    part: str


RULES = (
    Rule("run", _find_run, "5 of 8 events fall in July–September", "five of them July–September"),
    Rule("busiest", _find_busiest, "May is the busiest month: 3 of 6 events", "most in May (3)"),
    Rule("theme", _find_theme, "3 of 5 events are about Torture", "three about Torture"),
    Rule("actor", _find_actor, "4 of 6 events name police", "four of them name police"),
    Rule("silence", _find_silence, "Nothing is dated between March and September: 4 events in all", "none between March and September"),
    Rule("span", _find_span, "3 events from January to December", "from January to December"),
)  # fmt: skip


def find_titles(events: pd.DataFrame, about: str = "") -> list[str]:
    """The titles that some events could have, the most telling first; `about` is what they have in common, "" for all.

    A single event is its own title. The last says no more than how many there are.
    """
    if len(events) == 1:
        event = next(iter_events(events))
        return [f"{in_words(event.date)}: {event.headline}", event.headline]
    facts = Facts(events)
    ends = {facts.name(min(s for s, _ in facts.spans)), facts.name(max(e for _, e in facts.spans))}
    is_told = all(name in about for name in ends)  # from when to when
    rules = [rule for rule in RULES if not (is_told and rule.find is _find_span)]
    found = [finding for rule in rules if (finding := rule.find(facts))]
    found.sort(key=lambda finding: -finding.weight)
    if not about:
        return [*(capitalize(finding.whole) for finding in found), count_events(len(events))]
    said = f"{capitalize(about)}: {count_events(len(events))}"
    return [*(f"{said}, {finding.part}" for finding in found), said]


def choose_title(
    events: pd.DataFrame, abouts: Sequence[str], fits: Callable[[str], bool], used: Iterable[str] = ()
) -> str:
    """The most telling title that fits and is not `used`; `abouts` are names of the same, the best first.

    A finding comes before a title that only counts.

    What fits nowhere is cut, so that there is always one.
    """
    used = set(used)
    titles = [find_titles(events, about) for about in abouts]
    # A finding under a shorter name says more than how many there are under the best.
    options = [title for found in titles for title in found[:-1]] + [found[-1] for found in titles]
    for title in options:
        if title not in used and fits(title):
            return title
    shortest = min((title for title in options if title not in used), key=len, default=options[-1])
    words = shortest.split(" ")
    while len(words) > 1 and not fits(" ".join(words) + " …"):
        words.pop()
    return " ".join(words) + " …" if len(words) < len(shortest.split(" ")) else shortest
