"""Which of a sentence's dates date a happening that it tells."""

import re
from dataclasses import replace

from data.english.dates import DateMention
from data.english.grammar import parse

_NOT_HAPPENED = frozenset(
    [
        "as of",
        "until",
        "till",
        "planned for",
        "scheduled for",
        "scheduled to begin in",
        "set for",
        "due in",
        "due on",
        "expected in",
        "expected for",
        "since",
        "next",
        "before",
    ]
)
_FUTURE = frozenset(("will", "shall", "'ll", "may", "might"))
_INTENDED = frozenset(["due", "schedule", "expect", "plan", "set", "intend", "slate"])
TOLD_ON = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|[Ii]t|[Tt]he (?:court|trial|two|three|men|women|case|group))\b"
)


def carry_year(mention: DateMention, before: str, sentence: str, year: int) -> DateMention:
    """A month without its year, told on from a sentence about another year, is that year's next months."""
    last = before.split("/")[-1].rstrip("~")
    if (
        int(last[:4]) >= year
        or len(last) < 7
        or mention.year != year
        or mention.precision not in ("day", "month")
    ):
        return mention
    if str(year) in sentence[mention.start : mention.end]:
        return mention
    moved = last[:4] + mention.edtf[4:]
    after = (int(moved[5:7]) - int(last[5:7])) if moved[: len(last)] >= last[: len(moved)] else -1
    return replace(mention, edtf=moved) if 0 <= after <= 3 else mention


def choose_dates(sentence: str, mentions: list[DateMention], year: int) -> list[DateMention]:
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
        first_half = (
            token.dep_ == "ccomp"
            and token.i < token.head.i
            and not any(c.dep_ == "mark" for c in token.children)
        )
        if first_half:
            token, steps = token.head, steps + 1
            continue
        if token.dep_ in ("relcl", "advcl", "ccomp", "acl", "pcomp", "csubj", "xcomp"):
            return False
        token, steps = token.head, steps + 1
    return token is not None
