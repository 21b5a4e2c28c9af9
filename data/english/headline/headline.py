"""What happened, in a line: a clause in the present, without its date, shortened by its grammar.

The headline is the shortest line that loses next to nothing, else the clause in full. The label, for where
there is little room, is a line of at most 70 characters that loses little, else the headline's opening with
"…". What the sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun
means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.check import check
from data.english.date.choice import verb_of
from data.english.date.mentions import DateMention
from data.english.date.removal import leave_out_dates
from data.english.grammar import parse
from data.english.headline.clauses import Clause, clauses_of, subject_of
from data.english.headline.cutting import Line
from data.english.headline.opening import LABEL, shorten
from data.english.headline.phrasings import say_attributed, say_directly, say_included, say_urged, tokens_of
from data.english.headline.soundness import is_torn
from data.english.headline.verbs import is_plural
from data.english.headline.wording import render, tidy
from data.english.parts import role_kinds
from data.english.rules import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_THE_SENTENCE = Rule(
    "wording",
    "name in the same sentence",
    "puts for “they”, “it” or “she” the one subject before it in the sentence that it can mean",
    "Whom the sentence names before the pronoun, it means.",
    "After families were evicted from one of the buildings in May, they set up a protest camp in front of the council offices.",
    "Families set up a protest camp in front of the council offices",
)
_NAMED_ONE = Rule(
    "headlines",
    "one of them, named",
    "tells “NAME did …” for “one of them, NAME, did …”",
    "Whose number it is, the line does not say.",
    "One of the men, Bob Low, was granted a visa in May.",
    "Bob Low granted a visa",
)
_IN_FULL = Rule(
    "headlines",
    "the clause in full",
    "tells all of the clause, where a shorter line would lose more than next to nothing",
    "A cut can turn the sense; the clause as it stands does not.",
    "In May, hundreds of miners from the northern valley demonstrated against what they considered unfair cuts in their pay and in the pay of their sons.",
    "Hundreds of miners from the northern valley demonstrate…",
)
_FALLBACK = Rule(
    "headlines",
    "the sentence as printed",
    "tells the sentence as it is printed, its date included",
    "Where grammar finds no clause, nothing is made up, and a date taken out leaves loose words.",
    "Closure of the hospital in May.",
    "Closure of the hospital in May",
)
_ONE_OF_THEM = re.compile(
    r"^[Oo]ne of (?:them|(?:the|these|those) (?:\w+ ){0,2}\w+), ((?:[a-z][\w-]* ){0,4}[A-Z‘’][^,;]{2,60}),"
    r"(?= (?:was|were|had|has|is|\w+ed)\b)"
)
_UNCLEAR = re.compile(r"\b(?:whose|whom|which|them|these|those|this)\b|[()]", re.IGNORECASE)
_INNER_PRONOUN = re.compile(
    r"^(?:\S+ ){1,7}(?:says?|rules?|decides?|states?|reports?|grants?) (?:that )?(?:s?he|him)\b"
)
_PRONOUN = re.compile(
    r"(?:He|She|It|They|These|This|His|Her|Their|Its)\b(?! (?:is|was) (?:reported|said|announced|alleged))"
)
_WAYS = (say_included, say_directly, say_urged, say_attributed)
LONGEST = 240  # letters of a headline
_ROOMS = (LABEL, 100, 120, 160)  # letters that a headline may have for what it leaves out
_NEXT_TO_NOTHING = 0.5  # what a headline may lose
_LITTLE = 3.0  # what a label may lose, as it stands beside its headline
_CHECKED = 1.5  # a line that lost more is held against its sentence
_HARD = 7.0  # of a clause whose label would lose so much a person should look at the headline


@dataclass(frozen=True)
class Headline:
    """What happened in at most `LONGEST` characters, in at most `LABEL`, and why a person should look at it.

    A label that is no telling of its own is the headline's opening with "…".
    """

    text: str
    label: str
    doubts: tuple[str, ...] = ()


def make_headline(
    sentence: str, mentions: list[DateMention] | None = None, he: str | None = None
) -> Headline:
    """A headline and its label in the sentence's own words, in the present, without its dates.

    `mentions` are the dates to leave out, the one the headline is about first; `he` is the name for a
    pronoun that the sentence does not explain.
    """
    mentions = mentions or []
    plain, at = leave_out_dates(sentence, mentions)
    named = _ONE_OF_THEM.sub(r"\1", plain)
    if named != plain and _NAMED_ONE.fires():
        plain, at = named, max(0, at - len(plain) + len(named))
    verb = verb_of(sentence, mentions[0]) if mentions else None
    verb_text = verb.text if verb is not None else ""
    clause = next(iter(clauses_of(parse(plain), at, len(mentions) == 1, verb_text)), None)
    told = _shortest(clause, sentence, he) or _in_full(clause, sentence, he)
    if told is None and mentions:
        # Without its date the sentence has a loose word, or no verb: the date stays.
        clause = next(iter(clauses_of(parse(sentence), mentions[0].start, True, verb_text)), None)
        told = _in_full(clause, sentence, he)
    if told is None or clause is None:
        text = shorten(_verbatim(sentence, he), LONGEST)
        return Headline(text, shorten(text, LABEL), (*_doubts(text, he, None), "sentence not understood"))
    text = shorten(told.text, LONGEST)
    doubts = _doubts(text, he, clause)
    if len(text) <= LABEL:
        return Headline(text, text, doubts)
    label = _tell(clause, he, LABEL, _HARD)
    if label is None:
        doubts = (*doubts, "hard to shorten")
    elif label.cost <= _LITTLE and not _doubts(label.text, he, clause) and _is_whole(label, sentence):
        return Headline(text, label.text, doubts)
    return Headline(text, _opening(clause, text, he), doubts)


def _shortest(clause: Clause | None, sentence: str, he: str | None) -> Line | None:
    """The shortest line of a clause that loses next to nothing."""
    if clause is None:
        return None
    for room in _ROOMS:
        line = _tell(clause, he, room, _NEXT_TO_NOTHING)
        if line is not None and _is_whole(line, sentence):
            return line
    return None


def _tell(clause: Clause, he: str | None, room: int, most: float) -> Line | None:
    """The line of at most `room` characters that loses least of a clause, at most `most`."""
    name = _antecedent_in(clause) or he
    lines = [line for say in _WAYS if (line := say(clause, name, room, most)) is not None]
    return min(lines, key=lambda line: line.cost, default=None)


def _is_whole(line: Line, sentence: str) -> bool:
    """Whether no word of a line is loose, and the sentence does not say otherwise than what is left of it."""
    return not is_torn(line.text, sentence) and _verdict(line, sentence) != "false"


def _verdict(line: Line, sentence: str) -> str:
    """What the check says of a line; "true" without asking where next to nothing was left out."""
    return "true" if line.cost <= _CHECKED else check(line.text, sentence).verdict


def _in_full(clause: Clause | None, sentence: str, he: str | None) -> Line | None:
    """All of a clause; None where it has a loose word."""
    if clause is None:
        return None
    text = render(clause, tokens_of(clause), _antecedent_in(clause) or he)
    whole = len(text.split()) > 1 and not is_torn(text, sentence) and _IN_FULL.fires()
    return Line(text) if whole else None


def _opening(clause: Clause, headline: str, he: str | None) -> str:
    """A headline's opening, without what stands between commas behind the subject, so that it comes to the verb."""
    subject, tokens = clause.subject, tokens_of(clause)
    if subject is None or clause.relative is not None or clause.side or subject.i > clause.verb.i:
        return shorten(headline, LABEL)
    asides = [c for c in subject.children if c.dep_ in ("appos", "relcl", "acl") and c.i > subject.i]
    for aside in asides:
        first, last = aside.left_edge.i - 1, aside.right_edge.i + 1
        if last < clause.verb.i and clause.doc[first].text == "," == clause.doc[last].text:
            tokens -= set(range(first, last + 1))
    return shorten(render(clause, tokens, _antecedent_in(clause) or he), LABEL - 1).rstrip("…") + "…"


def _verbatim(sentence: str, he: str | None) -> str:
    """The sentence as it is printed, but with the name for a pronoun that it begins with."""
    text = " ".join(sentence.split()).strip(" .;:,•●▪–—-")
    text = re.sub(r"^(?:He|She|They|Both)\b", he, text) if he else text
    _FALLBACK.fires()
    return text[:1].upper() + text[1:] or "Event"


def _antecedent_in(clause: Clause) -> str | None:
    """Whom the sentence itself means by the pronoun that is the clause's subject: the one subject before it."""
    subject = clause.subject
    if subject is None or subject.lower_ not in ("they", "it", "he", "she") or subject.i == 0:
        return None
    found = []
    for token in clause.doc[: subject.i]:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head == clause.verb:
            continue
        if token.pos_ == "PRON" or is_plural(token, token.head) != (subject.lower_ == "they"):
            continue
        person = token.ent_type_ == "PERSON" or role_kinds().get(token.lemma_.lower()) in ("person", "group")
        if token.pos_ in ("NOUN", "PROPN") and (
            subject.lower_ == "they" or person != (subject.lower_ == "it")
        ):
            found.append(token)
    if len(found) != 1:
        return None
    words = _few_words(found[0])
    return words[:1].upper() + words[1:] if 3 < len(words) <= 42 and _IN_THE_SENTENCE.fires(words) else None


def _doubts(text: str, he: str | None, clause: Clause | None) -> tuple[str, ...]:
    """Why a person should look at a line that tells `clause`."""
    doubts = ["headline cut"] if text.endswith("…") else []
    if clause is not None and clause.side:
        doubts.append("date from a side clause")
    if _PRONOUN.match(text) or not he and _INNER_PRONOUN.search(text):
        doubts.append("subject not named")
    return tuple(doubts)


def _few_words(noun: Token) -> str:
    """A noun with what stands before it and its “of”."""
    long = {
        t.i
        for c in noun.children
        if c.dep_ in ("relcl", "acl", "appos") or (c.dep_ == "prep" and c.lower_ != "of")
        for t in c.subtree
    }
    return tidy(
        "".join(
            t.text_with_ws
            for t in noun.subtree
            if t.i not in long and not (t.dep_ == "det" and t.lower_ in ("a", "an", "the"))
        )
    )


def subject_phrase(sentence: str, pronoun: str = "they") -> str | None:
    """The subject of a sentence in a few words, where the next sentence can mean it by `pronoun`.

    "they" are people, "it" is a body; "things" are many of anything, for a "they" that cannot be people.
    """
    plural = pronoun != "it"
    doc = parse(sentence)
    root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    subject = subject_of(root) if root is not None else None
    if root is None or subject is None or subject.pos_ == "PRON" or is_plural(subject, root) != plural:
        return None
    kind = role_kinds().get(subject.lemma_.lower())
    named = subject.pos_ == "PROPN" and subject.ent_type_ in (("NORP",) if plural else ("ORG", "GPE"))
    several = plural and (subject.pos_ == "NUM" or subject.lower_ == "people" or subject.pos_ == "PROPN")
    bodies = ("organisation", "state", "court", "international body")
    if pronoun != "things" and not named and not several and not (kind if plural else kind in bodies):
        return None
    words = _few_words(subject)
    if any(t.ent_type_ == "DATE" for t in doc[subject.left_edge.i : subject.i]):
        return None
    if _UNCLEAR.search(words):
        return None
    return words if 3 < len(words) <= 42 else None
