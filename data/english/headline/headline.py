"""What happened, in a line: a clause in the present, without its date, or the report's own words.

The headline is the shortest line that loses next to nothing, else the clause in full. Where a part of a sentence
would be misread alone, or its verbs would stand in two tenses, it tells the words as they are printed. The label,
for where there is little room, is a line of at most 70 characters that loses little, else the headline's opening
with "…". What the sentence hedges, negates or counts is never lost, and nothing is added but the name a pronoun
means, or the sentence before that says whom it means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.check import check
from data.english.date.choice import verb_of
from data.english.date.mentions import DateMention
from data.english.date.removal import joined_to_first, leave_out_dates, without_opening
from data.english.grammar import parse
from data.english.headline.clauses import SAYING, Clause, clauses_of, hyphened, tokens_of
from data.english.headline.opening import LABEL, shorten
from data.english.headline.pointing import ONE, find_unnamed, is_named_in
from data.english.headline.soundness import is_torn
from data.english.headline.trimming import trim
from data.english.headline.verbs import present_words
from data.english.headline.wording import render
from data.english.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from spacy.tokens import Token

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
    "Hundreds of miners from the northern valley demonstrate against what…",
)
_ARTICLES = Rule(
    "headlines",
    "articles",
    "leaves out all of a line's articles where the line then has no more than 70 letters",
    "Headlines do without articles, but not without some of them only.",
    "In May, the mayor of the old town closed the only hospital of the southern valley for a week.",
    "Mayor of old town closes only hospital of southern valley for week",
)
_AS_PRINTED = Rule(
    "headlines",
    "the sentence as printed",
    "tells the sentence as it is printed, but for a date that opens it, where a part of it would be misread alone",
    "The report's own words are true; “Law passed in February” says less than they do.",
    "Closure of the hospital in May.",
    "Closure of the hospital in May",
)
_ONE_TENSE = Rule(
    "headlines",
    "one tense",
    "leaves the verbs in the past, as printed, where some of them cannot be put in the present",
    "“Rules that he could go” has two tenses.",
    "In May, the court ruled that the two editors had no case.",
    "Court ruled that the two editors had no case",
)
_TOLD_BEFORE = Rule(
    "headlines",
    "sentence before",
    "begins with the sentence before where the line means somebody whom only that names",
    "“The two resigned” says nothing of who they are.",
    "Ana Roe and Bob Low led the union. The two resigned in May.",
    "Ana Roe and Bob Low led the union. The two resigned in May",
)
_ONE_OF_THEM = re.compile(
    r"^[Oo]ne of (?:them|(?:the|these|those) (?:\w+ ){0,2}\w+), ((?:[a-z][\w-]* ){0,4}[A-Z‘’][^,;]{2,60}),"
    r"(?= (?:was|were|had|has|is|\w+ed)\b)"
)
_INNER_PRONOUN = re.compile(
    r"^(?:\S+ ){1,7}(?:says?|rules?|decides?|states?|reports?|grants?) (?:that )?(?:s?he|him)\b"
)
_PRONOUN = re.compile(
    r"(?:He|She|It|They|These|This|His|Her|Their|Its)\b(?! (?:is|was) (?:reported|said|announced|alleged))"
)
LONGEST = 240  # letters of a headline
_ROOMS = (160, LONGEST)  # letters that a headline has before it leaves out asides, and where it ends
_TIES = frozenset(("also", "however", "meanwhile", "therefore", "moreover"))
_SUBJECTS = ("nsubj", "nsubjpass")
_CONCEDING = ("although", "though", "while", "whereas")
_REASONS = frozenset(("after", "before", "because", "since", "when", "where", "until"))


@dataclass(frozen=True)
class Headline:
    """What happened in at most `LONGEST` characters, in at most `LABEL`, and why a person should look at it.

    A label that is no telling of its own is the headline's opening with "…".
    """

    text: str
    label: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Told:
    """A headline's words, the tokens they are made of, and its label where that is no opening of it."""

    text: str
    tokens: list[Token]
    label: str = ""


def make_headline(
    sentence: str, mentions: list[DateMention] | None = None, he: str | None = None, before: str = ""
) -> Headline:
    """A headline and its label in the sentence's own words, mostly in the present, without its date.

    `mentions` are its dates, the one the headline is about first; `he` is the name for a pronoun that the sentence
    does not explain, `before` the sentence before it, which tells whom it points to.
    """
    mentions = mentions or []
    clause, at = _clause_of(sentence, mentions)
    told = _tell_clause(clause, at, sentence, he) if clause is not None else None
    told = told or _tell_printed(sentence, mentions, he)
    unnamed = find_unnamed(told.tokens)
    if unnamed is not None and not (he and _is_told(he, told)):
        told = _name_it(unnamed, told, _tell_printed(sentence, mentions, he), he, before)
    text = shorten(told.text, LONGEST)
    doubts = _doubts(text, he, clause)
    if len(text) <= LABEL or not told.label:
        return Headline(text, shorten(text, LABEL), doubts)
    return Headline(text, told.label, doubts)


def _clause_of(sentence: str, mentions: list[DateMention]) -> tuple[Clause | None, int]:
    """The clause of a sentence that tells of its first date, without that date, and where that stood."""
    plain, at = leave_out_dates(sentence, mentions)
    named = _ONE_OF_THEM.sub(r"\1", plain)
    if named != plain and _NAMED_ONE.fires():
        plain, at = named, max(0, at - len(plain) + len(named))
    verb = verb_of(sentence, mentions[0]) if mentions else None
    single = bool(mentions) and len(joined_to_first(sentence, mentions)) == len(mentions)
    clauses = clauses_of(parse(plain), at, single, verb.text if verb is not None else "")
    return next(iter(clauses), None), at


def _tell_clause(clause: Clause, at: int, sentence: str, name: str | None) -> _Told | None:
    """The clause in a line; None where it would be misread alone, or has a loose word."""
    tokens = tokens_of(clause)
    if _is_part(clause) or _dates_what_is_conceded(clause, at):
        return None
    mixed = _has_two_tenses(clause, tokens, name) and _ONE_TENSE.fires()
    words = {} if mixed else present_words(clause, name)
    tokens -= _ties(clause)

    def tell(left: set[int]) -> str:
        return render(clause, left, name, words)

    bare = {i for i in tokens if not _is_article(clause.doc[i])}
    if len(tell(tokens)) > LABEL >= len(tell(bare)) and _ARTICLES.fires():
        tokens = bare
    kept = _trimmed(clause, tokens, _ROOMS, tell, sentence)
    if len((text := tell(kept)).split()) < 2 or is_torn(text, sentence):
        return None
    _IN_FULL.fires()
    short = _trimmed(clause, tokens, (LABEL,), tell, sentence)
    if len(label := tell(short)) > LABEL:
        label = shorten(tell(_without_asides(clause, tokens)), LABEL)
    return _Told(text, [clause.doc[i] for i in sorted(kept)], label)


def _ties(clause: Clause) -> set[int]:
    """The adverbs that tie a clause to the sentence before, each with the commas around it."""
    found = {child.i for child in clause.verb.children if child.lower_ in _TIES and child.dep_ == "advmod"}
    return found | {
        k
        for i in found
        for k in (i - 1, i + 1)
        if i + 1 < len(clause.doc) and clause.doc[i + 1].text == "," == clause.doc[k].text
    }


def _trimmed(
    clause: Clause, tokens: set[int], rooms: Sequence[int], tell: Callable[[set[int]], str], sentence: str
) -> set[int]:
    """The tokens without asides, where the sentence does not say otherwise than what is left of it."""
    kept = trim(clause, tokens, rooms, tell)
    true = len(kept) == len(tokens) or check(tell(kept), sentence).verdict != "false"
    return kept if true else tokens


def _is_part(clause: Clause) -> bool:
    """Whether a clause tells of a part of its sentence that would be misread alone."""
    verb, subject = clause.verb, clause.subject
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "ccomp" and first.head.lemma_ in SAYING and first.i > first.head.i:
        return True  # “the editor reported that he had been abducted and held in May”
    if clause.side or clause.relative is not None:
        whole = subject is not None and subject.dep_ in _SUBJECTS and subject.head.dep_ == "ROOT"
        return not whole or subject is None or subject.ent_type_ != "PERSON"
    if hyphened(verb) or verb.dep_ == "ccomp":
        return True  # “re-imposed” is three words to the parser; the first of clauses that commas part has no end
    if verb.dep_ != "conj" or subject is None:
        return False
    if subject.head != verb:
        # What seems to be another verb of the subject's is a participle's, or has a noun that was not taken for its own.
        helped = any(child.dep_ in ("aux", "auxpass") for child in verb.head.children)
        finite = helped or verb.head.tag_ in ("VBD", "VBZ", "VBP")
        return not finite or any(t.pos_ in ("NOUN", "PROPN") for t in clause.doc[verb.left_edge.i : verb.i])
    return not any(t.pos_ in ("PROPN", "NUM") for t in subject.subtree)


def _dates_what_is_conceded(clause: Clause, at: int) -> bool:
    """Whether the date stood in an “although …” or “while …” before the subject, which the line would leave out."""
    first = clause.subject.left_edge.i if clause.subject is not None else 0
    before = [t for t in clause.doc if t.idx < at and not t.is_punct]
    dated = before[-1] if before and before[-1].i < first else None
    return dated is not None and any(
        child.lower_ in _CONCEDING
        for one in (dated, *dated.ancestors)
        for child in one.children
        if child.dep_ == "mark"
    )


def _has_two_tenses(clause: Clause, tokens: Collection[int], name: str | None) -> bool:
    """Whether a line in the present keeps a verb in the past that is not in a noun's relative clause, or a reason."""
    words = present_words(clause, name)
    joined = any(child.dep_ == "conj" and child.tag_ in ("VBD", "VBN") for child in clause.verb.children)
    if joined and not any(child.dep_ == "cc" for one in clause.verb.subtree for child in one.children):
        return True  # no list of verbs is without “and”
    return bool(words) and any(
        (token.tag_ == "VBD" or token.lower_ in ("could", "might"))
        and token.i not in words
        and token != clause.verb
        and not _is_aside(token, clause)
        for token in (clause.doc[i] for i in tokens)
    )


def _is_aside(token: Token, clause: Clause) -> bool:
    """Whether the tense of a verb is its own: it stands in a noun's clause, or says when or why."""
    for one in (token, *token.ancestors):
        if one == clause.verb:
            return False
        if one.dep_ in ("relcl", "acl", "pcomp"):
            return True
        if one.dep_ == "advcl" and any(child.lower_ in _REASONS for child in one.children):
            return True
    return True


def _tell_printed(sentence: str, mentions: list[DateMention], he: str | None) -> _Told:
    """The sentence as it is printed, but for a date that opens it; what is over 160 letters without its asides."""
    plain, at = leave_out_dates(sentence, mentions, inside=False)
    text = _verbatim(plain, he)
    if len(text) > _ROOMS[0]:
        doc = parse(plain)
        root = next((t for t in doc if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
        dated = next((t for t in doc if t.idx >= at), None)
        if root is not None:
            clause = Clause(doc, root, dated)  # neither the main verb nor the date goes

            def tell(left: set[int]) -> str:
                return text if len(left) == len(doc) else _verbatim(render(clause, left, None, {}), he)

            text = tell(trim(clause, set(range(len(doc))), _ROOMS, tell))
    _AS_PRINTED.fires()
    return _Told(text, list(parse(sentence)))


def _is_told(name: str, told: _Told) -> bool:
    """Whether the name for the pronoun stands in a line already."""
    return name.split()[-1].rstrip("s") in told.text


def _name_it(unnamed: Token, told: _Told, printed: _Told, he: str | None, before: str) -> _Told:
    """A line that says whom its word `unnamed` means: by the whole sentence, by the name, or by the sentence before."""
    if find_unnamed(printed.tokens) is None:
        return printed
    if he and unnamed.lower_ in ONE and he[0].isupper() and " and " not in he:
        own = ("’" if he.endswith("s") else "’s") if unnamed.dep_ == "poss" else ""
        named = re.sub(rf"\b{unnamed.text}\b", he + own, told.text, count=1)
        return _Told(named, told.tokens)
    first = without_opening(" ".join(before.split()).strip(" .;:,•●▪–—-"))[0]
    fits = first and len(first) + len(printed.text) + 2 <= LONGEST
    if fits and is_named_in(parse(before), unnamed) and _TOLD_BEFORE.fires():
        return _Told(f"{first}. {printed.text}", printed.tokens)
    return told if unnamed.pos_ in ("PRON", "DET") else printed


def _without_asides(clause: Clause, tokens: set[int]) -> set[int]:
    """The tokens without what stands between commas behind the subject, so that an opening comes to the verb."""
    subject = clause.subject
    if subject is None or subject.i > clause.verb.i:
        return tokens
    for aside in (c for c in subject.children if c.dep_ in ("appos", "relcl", "acl") and c.i > subject.i):
        first, last = aside.left_edge.i - 1, aside.right_edge.i + 1
        if last < clause.verb.i and clause.doc[first].text == "," == clause.doc[last].text:
            tokens = tokens - set(range(first, last + 1))
    return tokens


def _is_article(token: Token) -> bool:
    """Whether a token is an article, and no part of a name: “Save the Children”."""
    inside = token.ent_iob_ == "I" and token.doc[token.i - 1].lower_ not in (
        "of",
        "for",
        "on",
        "to",
        "in",
        "by",
    )
    return token.dep_ == "det" and token.lower_ in ("a", "an", "the") and not inside


def _verbatim(sentence: str, he: str | None) -> str:
    """The sentence as it is printed, but with the name for a pronoun that it begins with."""
    text = " ".join(sentence.split()).strip(" .;:,•●▪–—-")
    text = re.sub(r"^(?:He|She|They|Both)\b", he, text) if he else text
    return text[:1].upper() + text[1:] or "Event"


def _doubts(text: str, he: str | None, clause: Clause | None) -> tuple[str, ...]:
    """Why a person should look at a line that tells `clause`."""
    doubts = ["headline cut"] if text.endswith("…") else ["hard to shorten"] if len(text) > _ROOMS[0] else []
    if clause is None:
        doubts.append("sentence not understood")
    elif clause.side:
        doubts.append("date from a side clause")
    if _PRONOUN.match(text) or not he and _INNER_PRONOUN.search(text):
        doubts.append("subject not named")
    return tuple(doubts)
