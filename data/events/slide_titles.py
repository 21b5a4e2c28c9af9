"""Slide titles: what a set of events has in common, in one line. A new finding is a row of `RULES`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from data.dates.edtf import in_words
from data.events.rows import iter_events
from data.events.slide_claims import (
    find_act,
    find_doer,
    find_done_to,
    find_harm,
    find_people,
    find_people_alone,
    find_place,
)
from data.events.slide_facts import FEWEST, Facts, Finding, count_events, first_alone, ids_with, spell
from data.selection.filters import capitalize

_LONGEST_RUN = 3  # months, or years, that a run has at most


def _find_run(facts: Facts) -> Finding | None:
    """The fewest months in a row, at most three, with half of the events."""
    first, last = facts.range
    length = last - first + 1 if facts.count >= FEWEST else 0
    for wide in range(1, _LONGEST_RUN + 1):
        if length < 3 * wide:
            return None
        runs = {start: len(facts.within(start, start + wide - 1)) for start in range(first, last + 2 - wide)}
        start, count = max(runs.items(), key=lambda item: item[1])
        if count < facts.fewest or 2 * count < facts.count or list(runs.values()).count(count) > 1:
            continue
        end = start + wide - 1
        when = facts.name(start) if wide == 1 else f"{facts.name(start)}–{facts.name(end)}"
        within = "all" if count == facts.count else f"{count} of"
        return Finding(
            f"{within} {count_events(facts.count)} fall in {when}",
            f"{facts.among(count)} {'in ' if wide == 1 else ''}{when}",
            count / facts.count - wide / length + 0.1,
            facts.within(start, end),
            facts.days(start, end),
        )
    return None


def _find_busiest(facts: Facts) -> Finding | None:
    """The month with the most events, if it is unique."""
    first = first_alone(facts.months)
    if first is None or len(facts.months) < 3 or first[1] < facts.fewest:
        return None
    number, count = first
    second = facts.months.most_common(2)[1][1]
    unit = "year" if facts.by_year else "month"
    return Finding(
        f"{facts.name(number)} is the busiest {unit}: {count} of {count_events(facts.count)}",
        f"most in {facts.name(number)} ({count})",
        count / facts.count - second / facts.count + 0.12,
        facts.within(number, number),
        facts.days(number, number),
    )


def _find_theme(facts: Facts) -> Finding | None:
    """The most frequent theme, if it is unique, without themes about the report."""
    first = first_alone(facts.themes)
    if first is None or first[1] < facts.fewest or first[1] == facts.count or facts.lane_by != "theme":
        return None
    theme, count = first
    ids = tuple(
        i for i, name in zip(facts.ids, facts.events["theme"].astype(str), strict=True) if name == theme
    )
    return Finding(
        f"{count} of {count_events(facts.count)} are about {theme}",
        f"{spell(count)} about {theme}",
        count / facts.count - 1 / len(facts.events["theme"].unique()) + 0.15,
        ids,
        lane=theme,
    )


def _find_actor(facts: Facts) -> Finding | None:
    """The most frequent actor, if it is named in a third of the events."""
    first = first_alone(facts.actors())
    if first is None or first[1] < facts.fewest or 3 * first[1] < facts.count:
        return None
    name, count = first
    ids = ids_with(facts.events, "actors", name)
    if count == facts.count:
        if facts.lane_by == "actor":
            return None
        every = "both" if count == 2 else "all"
        whole = f"{every if count == 2 else f'all {count:,}'} events name {name}"
        return Finding(whole, f"{every} name {name}", 0.45, ids)
    return Finding(
        f"{count} of {count_events(facts.count)} name {name}",
        f"{facts.among(count)} name {name}",
        count / facts.count / 2,
        ids,
        lane=name if facts.lane_by == "actor" else "",
    )


def _find_silence(facts: Facts) -> Finding | None:
    """The longest gap between events, if it is three months or a quarter of the whole time, whichever is longer."""
    if facts.count < 3:
        return None
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
        f"nothing is dated {between}: {count_events(facts.count)} in all",
        f"none {between}",
        empty / length * 0.6,
        tuple(facts.ids),
        facts.days(before + 1, after - 1),
        is_silence=True,
    )


def _find_span(facts: Facts) -> Finding | None:
    """The span from first to last; used if nothing else stands out."""
    first, last = min(s for s, _ in facts.spans), max(e for _, e in facts.spans)
    if first == last:
        when = f"in {facts.name(first)}"
        return Finding(f"{count_events(facts.count)} {when}", f"all {when}", 0.0)
    when = f"from {facts.name(first)} to {facts.name(last)}"
    return Finding(f"{count_events(facts.count)} {when}", when, 0.0)


@dataclass(frozen=True)
class Rule:
    """A kind of finding by name, with what it says of the events of its test."""

    name: str
    find: Callable[[Facts], Finding | None]
    example: str
    part: str
    of_time: bool = False  # which is no information for a slide of some months


RULES = (
    Rule("people", find_people, "at least 60 people killed in three events, most in May", ""),
    Rule("people alone", find_people_alone, "at least 60 people killed in three events", ""),
    Rule("doer", find_doer, "police did it in 3 of 4 detentions", ""),
    Rule("done to", find_done_to, "3 of 4 detentions were of journalists", ""),
    Rule("place", find_place, "3 of 4 detentions were in Talin", ""),
    Rule("harm", find_harm, "gunmen did it in 3 of 5 attacks and abuses", ""),
    Rule("act", find_act, "3 of 4 events are protests or strikes", ""),
    Rule("run", _find_run, "5 of 8 events fall in July–September", "five of them July–September", True),
    Rule("busiest", _find_busiest, "May is the busiest month: 3 of 6 events", "most in May (3)", True),
    Rule("theme", _find_theme, "3 of 5 events are about Torture", "three about Torture"),
    Rule("actor", _find_actor, "4 of 6 events name police", "four of them name police"),
    Rule("silence", _find_silence, "nothing is dated between March and September: 4 events in all", "none between March and September", True),
    Rule("span", _find_span, "3 events from January to December", "from January to December", True),
)  # fmt: skip


@dataclass(frozen=True)
class Title:
    """A title and its finding; None for the headline of an event, or for a mere count."""

    text: str
    finding: Finding | None = None


def find_titles(facts: Facts, about: str = "", is_time: bool = False) -> list[Title]:
    """Possible titles for some events, the most informative first; `about` is what they have in common, "" for none.

    `is_time` says that this is a number of months or days. A single event is its own title. The last title is a mere count.
    """
    return _titles_of(facts, about, _find(facts, is_time))


def _find(facts: Facts, is_time: bool) -> list[tuple[Rule, Finding]]:
    """The findings of the rules, the most informative first; none for a single event."""
    rules = [rule for rule in RULES if not (is_time and rule.of_time)] if facts.count > 1 else []
    found = [(rule, finding) for rule in rules if (finding := rule.find(facts))]
    return sorted(found, key=lambda pair: -pair[1].weight)


def _titles_of(facts: Facts, about: str, pairs: Sequence[tuple[Rule, Finding]]) -> list[Title]:
    if facts.count == 1:
        event = next(iter_events(facts.events))
        told = list(dict.fromkeys((event.headline, event.label)))
        if about:  # which says whose event it is, even if its headline has no room
            return [*(Title(f"{about}: {text}") for text in told), Title(f"{about}: {count_events(1)}")]
        dated = [f"{in_words(event.date)}: {text}" for text in told]
        return [*map(Title, dated), *map(Title, told)]
    ends = {facts.name(min(s for s, _ in facts.spans)), facts.name(max(e for _, e in facts.spans))}
    is_told = all(name in about for name in ends)  # from when to when
    found = [finding for rule, finding in pairs if not (is_told and rule.name == "span")]
    if not about:
        return [*(Title(capitalize(f.whole), f) for f in found), Title(count_events(facts.count))]
    said = f"{about}: {count_events(facts.count)}"
    return [*(Title(f"{said}, {f.part}" if f.part else f"{about}: {f.whole}", f) for f in found), Title(said)]


def titles_in_order(facts: Facts, abouts: Sequence[str], is_time: bool = False) -> Iterator[Title]:
    """The titles under several names of the same thing, the best name first: findings before counts, the most informative
    first.
    """
    pairs = _find(facts, is_time)
    found = [_titles_of(facts, about, pairs) for about in abouts]
    for titles in zip_longest(*found):  # a finding with a shorter name before the next finding
        yield from filter(None, titles)


def choose_title(titles: Sequence[Title], fits: Callable[[str], bool], used: Sequence[str] = ()) -> Title:
    """The first title that fits and is not `used`. If none does, the shortest is shortened further, and numbered if it is
    used too.
    """
    for title in titles:
        if title.text not in used and fits(title.text):
            return title
    shortest = min(titles, key=lambda title: len(title.text))
    for number in range(1, len(used) + 2):
        ending = f" ({number})" if number > 1 else ""
        words = shortest.text.split(" ")
        while len(words) > 1 and not fits(f"{' '.join(words)} …{ending}"):
            words.pop()
        cut = " ".join(words) + (" …" if len(words) < len(shortest.text.split(" ")) else "") + ending
        if cut not in used:
            return Title(cut)
    return shortest
