"""Slide titles about claims: how many people, who did it, to whom, where. Only statements of fact count."""

from collections import Counter

import pandas as pd

from data.events.brief_claims import COUNTED, apart_events, counted_events
from data.events.slide_facts import Facts, Finding, first_alone, ids_with, spell
from data.selection.acts import ACTS, BY_CODE

_HARM = {act.code for act in ACTS if act.group == "Against people"} | {"attack"}
# Acts for which titles say who did it.
_DONE = [*(act.code for act in ACTS if act.code in _HARM), "restriction"]
_ANYBODY = {"people", "persons", "person", "others", "individuals"}  # to whom it is done always


def find_people(facts: Facts) -> Finding | None:
    """How many people at least: of events whose number is printed, those that are certainly about different people."""
    if not facts.has_claims:
        return None
    for act, words in COUNTED.items():
        numbered = counted_events(facts.told, act)
        counted = apart_events(numbered)
        count, people = len(counted), int(counted["count"].sum())
        if count < facts.fewest or count < 2:
            continue
        is_attack = all("attack" in codes for codes in counted["acts"])
        said = f"at least {people:,} people {words} in {spell(count)} {'attacks' if is_attack else 'events'}"
        rest = sum(act in codes for codes in facts.events["acts"]) - count
        but = f"{spell(rest).capitalize()} more may tell of the same people, give no number, or are not told as a fact."
        ids = tuple(counted["id"])
        return Finding(f"{said}{_most_in(facts, counted)}", "", 3.0, ids, but=but if rest else "")
    return None


def _most_in(facts: Facts, counted: pd.DataFrame) -> str:
    """The month with more than half of the people; "" if there is none, or only one month."""
    people: Counter[tuple] = Counter()
    span_of = dict(zip(facts.ids, facts.spans, strict=True))
    for number, count in zip(counted["id"], counted["count"], strict=True):
        people[span_of[number]] += int(count)
    (first, last), most = people.most_common(1)[0]
    if first != last or len(people) < 2 or 2 * most <= sum(people.values()):
        return ""
    return f", most in {facts.name(first)}"


def find_people_alone(facts: Facts) -> Finding | None:
    """The same without a month, if there is no room for it."""
    found = find_people(facts)
    if found is None or ", most in " not in found.whole:
        return None
    return Finding(found.whole.split(", most in ")[0], "", found.weight - 0.01, found.ids, but=found.but)


def find_doer(facts: Facts) -> Finding | None:
    """Who did it, for the most frequent harm of which one actor did most."""
    return _best(facts, "by", 0.5, 2.5, lambda name, k, of: f"{name} did it in {k} of {of}")


def find_done_to(facts: Facts) -> Finding | None:
    """To whom it was done, for a harm of which one group suffered most."""

    def say(name: str, k: str, of: str) -> str:
        act = next(BY_CODE[code] for code in _DONE if of.endswith(BY_CODE[code].nouns))
        return f"{k} of {of} were {act.to} {name}"

    return _best(facts, "to", 0.5, 2.2, say)


def find_place(facts: Facts) -> Finding | None:
    """Where it was, for a harm that was mostly in one place."""
    return _best(facts, "where", 0.5, 2.0, lambda name, k, of: f"{k} of {of} were in {name}")


def _best(facts: Facts, column: str, part: float, weight: float, say) -> Finding | None:
    """The act (in order) for which the largest share has the same name in a column, more than `part` of it."""
    best: tuple[float, Finding] | None = None
    if not facts.has_claims:
        return None
    main = facts.told["acts"].str[0]
    for code in _DONE:
        told = facts.told[main == code]
        names = facts.actors(column, told)
        for name in _ANYBODY if column == "to" else ():
            names.pop(name, None)
        if column == "where":  # a place that is named, not "a village"
            names = Counter({name: n for name, n in names.items() if name[:1].isupper()})
        first = first_alone(names)
        if len(told) < facts.fewest or first is None or first[1] < facts.fewest:
            continue
        name, count = first
        if count <= part * len(told):
            continue
        of = f"{len(told)} {BY_CODE[code].nouns}"
        said = say(name, "all" if count == len(told) else str(count), of).replace("all of", "all")
        share = count / len(told)
        finding = Finding(
            said, "", weight + share / 10, ids_with(told, column, name), but=_not_told(facts, code)
        )
        if best is None or share > best[0]:
            best = share, finding
    return best[1] if best else None


def find_harm(facts: Facts) -> Finding | None:
    """Who did more harm than anybody else, over all kinds of harm."""
    if not facts.has_claims:
        return None
    told = facts.told[facts.told["acts"].str[0].isin(_HARM)]
    first = first_alone(facts.actors("by", told))
    if first is None or first[1] < facts.fewest or 3 * first[1] < len(told):
        return None
    name, count = first
    within = "all" if count == len(told) else f"{count} of"
    said = f"{name} did it in {within} {len(told)} attacks and abuses"
    return Finding(said, "", 1.8 + count / len(told) / 10, ids_with(told, "by", name))


def find_act(facts: Facts) -> Finding | None:
    """The most frequent act, if it is a tenth of the events."""
    if not facts.has_claims:
        return None
    counts = Counter(codes[0] for codes in facts.told["acts"] if codes and _has_nouns(codes[0]))
    if not counts:
        return None
    order = [act.code for act in ACTS]  # of equals the gravest
    code, count = min(counts.items(), key=lambda item: (-item[1], order.index(item[0])))
    if count < facts.fewest or 10 * count < facts.count:
        return None
    if count == facts.count and facts.lane_by == "act":
        return None  # the lane says so
    ids = tuple(
        i for i, codes in zip(facts.told["id"], facts.told["acts"], strict=True) if codes[:1] == [code]
    )
    of = f"all {facts.count}" if count == facts.count else f"{count} of {facts.count:,}"
    but = _not_told(facts, code)
    return Finding(f"{of} events are {BY_CODE[code].nouns}", "", 1.4 + count / facts.count / 10, ids, but=but)


def _has_nouns(code: str) -> bool:
    return code in BY_CODE and bool(BY_CODE[code].nouns)


def _not_told(facts: Facts, code: str) -> str:
    """How many more events are of an act that did not happen, or that is only alleged."""
    of_act = sum(codes[:1] == [code] for codes in facts.events["acts"])
    rest = of_act - sum(codes[:1] == [code] for codes in facts.told["acts"])
    return (
        f"{spell(rest).capitalize()} more {'is' if rest == 1 else 'are'} only alleged, or did not happen."
        if rest
        else ""
    )
