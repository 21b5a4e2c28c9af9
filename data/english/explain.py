"""Why a sentence reads as it does: its dates, actors and headline, each with the rules that fired."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import fill

from data.dates.edtf import in_words
from data.english.actor.finder import ActorFinder
from data.english.actor.known import Actor
from data.english.claim.reading import Claim, read_claim, told_on
from data.english.date.choice import TOLD_ON, carry_year, choose_dates
from data.english.date.mentions import DateMention, find_dates
from data.english.grammar import parse_all, readable, sentence_spans
from data.english.headline.headline import Headline, make_headline
from data.english.rules import Fired, fired_rules
from data.english.topics import find_topic
from data.report import Report

_WIDTH = 100


@dataclass(frozen=True)
class Explanation:
    """What is read in a sentence. `fired` has the rules by area: dates, dating, actors, headlines, wording, claims."""

    sentence: str
    dates: list[DateMention]
    chosen: list[DateMention]
    actors: list[Actor]
    headlines: list[Headline]  # one for each chosen date; one of the sentence where it has none
    fired: list[Fired]
    claims: list[Claim] = field(default_factory=list)  # one for each headline
    topic: str = ""  # of the heading that was explained, if it was one

    def gives(self, area: str) -> str:
        """What the rules of an area give in the sentence, as `Rule.gives` puts it."""
        if area == "dates":
            return "; ".join(mention.edtf for mention in self.dates)
        if area == "dating":
            return "; ".join(mention.edtf for mention in self.chosen)
        if area == "actors":
            return "; ".join(actor.name for actor in self.actors)
        if area == "topics":
            return self.topic
        if area == "claims":
            return self.claims[0].in_words()
        return self.headlines[0].label

    def fired_in(self, *areas: str) -> list[Fired]:
        """The rules of the areas that fired, each once for the words it decided about."""
        return [one for one in dict.fromkeys(self.fired) if one.rule.area in areas]


def explain(text: str, year: int, before: str | None = None, he: str | None = None) -> Explanation:
    """What is read in the last sentence of `text`; the sentences before it only tell whose names are whose.

    `before` is the EDTF date of the sentence before, `he` whom a pronoun means.
    """
    sentences = [readable(text[start:end]) for start, end in sentence_spans(text)] or [text]
    parse_all(sentences)
    sentence = sentences[-1]
    with fired_rules() as fired:
        dates = find_dates(sentence, year, before)
        if before and TOLD_ON.search(sentence):
            dates = [carry_year(mention, before, sentence, year) for mention in dates]
        chosen = choose_dates(sentence, dates, year)
        finder = ActorFinder(Report(text, year))
        actors = finder.find(sentence)
        about = [[mention, *(m for m in dates if m != mention)] for mention in chosen] or [dates]
        last = sentences[-2] if len(sentences) > 1 else ""
        headlines = [make_headline(sentence, mentions, he, last) for mentions in about]
        claims = _claims(sentences, chosen, finder, year, he)
    return Explanation(sentence, dates, chosen, actors, headlines, fired, claims)


def _claims(
    sentences: list[str], chosen: list[DateMention], finder: ActorFinder, year: int, he: str | None
) -> list[Claim]:
    """The claims of the last sentence; if it has no date, of the one before, if it is continued."""
    sentence = sentences[-1]

    def meant(_: str) -> tuple[str, ...]:
        return (he,) if he else ()

    if not chosen and len(sentences) > 1:
        first = sentences[-2]
        for mention in choose_dates(first, find_dates(first, year), year)[:1]:
            claim = read_claim(first, mention, finder, meant)
            further = told_on(claim, sentence, finder, len(first) + 1)
            if further != claim:
                return [further]
    return [read_claim(sentence, mention, finder, meant) for mention in chosen or [None]]


def explain_heading(heading: str) -> Explanation:
    """The topic of a section's heading."""
    with fired_rules() as fired:
        topic = find_topic(heading)
    return Explanation(heading, [], [], [], [], fired, topic=topic.name)


def format_heading(found: Explanation) -> str:
    """The explanation of a heading as text for a terminal."""
    return "\n".join([found.sentence, "", "Topic", f"  {found.topic}", *_rules(found.fired)]) + "\n"


def format_explanation(found: Explanation) -> str:
    """The explanation as text for a terminal."""
    lines = [fill(found.sentence, _WIDTH), ""]
    lines += ["Dates"]
    for mention in found.dates:
        words = found.sentence[mention.start : mention.end]
        use = "" if mention in found.chosen else "   dates no event"
        lines.append(f"  {mention.edtf:<22}{in_words(mention.edtf)}   “{words}”{use}")
    lines += [] if found.dates else ["  none"]
    lines += _rules(found.fired_in("dates", "dating"))
    lines += ["", "Actors"]
    lines += [f"  {actor.name:<22}{actor.kind}" for actor in found.actors] or ["  none"]
    lines += _rules(found.fired_in("actors"))
    for headline, mention in zip(found.headlines, found.chosen or [None], strict=True):
        lines += [
            "",
            f"Headline of {in_words(mention.edtf)}" if mention else "Headline, though without a date",
        ]
        lines.append(f"  {headline.text}")
        lines += [f"  {headline.label}   (label)"] if headline.label != headline.text else []
    lines += _rules(found.fired_in("headlines", "wording"))
    lines += ["", "Claim", *(f"  {claim.in_words()}" for claim in found.claims)]
    lines += _rules(found.fired_in("claims"))
    return "\n".join(lines) + "\n"


def _rules(fired: list[Fired]) -> list[str]:
    if not fired:
        return []
    lines = ["  because"]
    for one in fired:
        on = f"   {one.on}" if one.on.startswith(("left out", "kept")) else f"   “{one.on}”" if one.on else ""
        lines.append(f"    {one.rule.name}: {one.rule.does}{on}")
        lines.append(f"      {one.rule.why}")
    return lines
