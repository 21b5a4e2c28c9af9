"""How many people it was done to: a printed number, and whether it is "at least"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.english.claim.ground import SCALES, Rule, number_words, role_kinds, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from data.english.claim.ground import DateMention

_AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|not fewer than|no less than|not less than|a minimum of)\s+(?:another\s+|an estimated\s+|some\s+)?$",
    re.I,
)
_OR_MORE = re.compile(r"^\s+or more\b")
_UP_TO = re.compile(r"\b(?:up to|as many as|fewer than|less than|at most)\s+$", re.I)
_AMONG = frozenset(("of", "among"))
_PEOPLE = word_set("claims", "people")
_FAMILY = frozenset(
    (
        "family",
        "household",
        "company",
        "organization",
        "organisation",
        "group",
        "party",
        "country",
        "state",
        "government",
        "court",
        "newspaper",
        "station",
        "agency",
        "office",
        "ngo",
        "association",
        "body",
    )
)
MOST = 1_000_000_000  # people; nobody counts more

_COUNT = Rule(
    "claims",
    "number of people",
    "takes the printed number of those whom it is done to",
    "What is counted can be added up.",
    "In May, at least 2,000 miners were arrested.",
    "detention; to miners; at least 2000",
)
_OF_DATE = Rule(
    "claims",
    "number of a date",
    "takes the number that stands with the date itself",
    "Each date of a list has its own.",
    "Soldiers returned 20 miners on 2 June, at least 30 on 8 June and 40 on 9 June.",
    "return; by soldiers; to miners; 20",
)
_NO_COUNT = Rule(
    "claims",
    "words that count nothing",
    "takes no number from “dozens”, “hundreds”, nor from “one of the men”",
    "They say no number, or another's.",
    "In May, dozens of miners were arrested.",
    "detention; to miners",
)


@dataclass(frozen=True)
class Count:
    """A number of people; `least` where it may be more; `words` are the tokens that say it."""

    number: int
    least: bool
    words: tuple[Token, ...]


def parse_number(text: str) -> int | None:
    """The number that words or figures say: "2,000", "two hundred", "twenty-one"; None for none."""
    plain = text.lower().replace(",", "").replace("\u202f", "").strip()
    if re.fullmatch(r"\d{1,10}", plain):
        return int(plain)
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)\s+(hundred|thousand|million)", plain):
        return round(float(found[1]) * SCALES[found[2]])
    total, part, known = 0, 0, False
    for word in re.split(r"[\s-]+", plain):
        if word in number_words():
            part += number_words()[word]
        elif word in SCALES and known:
            part = max(1, part) * SCALES[word]
            if SCALES[word] > 100:
                total, part = total + part, 0
        elif word in ("and", "a") and part:
            continue
        else:
            return None
        known = True
    return total + part if known else None


def find_count(nouns: list[Token]) -> Count | None:
    """The first printed number of the people that `nouns` and those joined to them name."""
    for noun in nouns:
        for one in _joined(noun):
            if found := _count_of(one):
                return found
    return None


def count_beside(doc: Doc, mention: DateMention | None) -> Count | None:
    """The number that the date itself stands with: "returned 20 miners on 2 May, at least 30 on 9 May"."""
    token = None if mention is None else next((t for t in doc if t.idx + len(t) > mention.start), None)
    while token is not None and (token.ent_type_ == "DATE" or token.dep_ == "prep") and token.head != token:
        token = token.head
    own = (
        token is not None
        and mention is not None
        and token.idx + len(token) <= mention.end
        and token.idx >= mention.start
    )
    loose = token is not None and not own and token.like_num and token.ent_type_ in ("", "CARDINAL")
    return _read(token) if token is not None and loose and _OF_DATE.fires(token.text) else None


def _joined(noun: Token, depth: int = 0) -> list[Token]:
    found = [noun]
    if depth < 12:
        for child in noun.children:
            if child.dep_ == "conj":
                found += _joined(child, depth + 1)
    return found


def _count_of(noun: Token) -> Count | None:
    if noun.like_num and noun.ent_type_ not in ("DATE", "MONEY", "PERCENT", "TIME"):
        # "At least two of the 29", "all 16 were acquitted"; "one of the men" says nothing.
        inner = [g for c in noun.children if c.lower_ in _AMONG and c.dep_ == "prep" for g in c.children]
        if noun.lower_ == "one" or inner and not all(_are_people(g) or g.like_num for g in inner):
            return None
        return _read(noun)
    if not _are_people(noun):
        of = [g for c in noun.children if c.lower_ in _AMONG for g in c.children if g.dep_ == "pobj"]
        whole = noun.lemma_.lower() in (
            "group",
            "total",
            "number",
            "hundred",
            "thousand",
            "crowd",
            "member",
            "case",
            "body",
            "death",
            "arrest",
            "killing",
            "release",
            "execution",
            "estimate",
        )
        found = next((found for g in of if whole and (found := _count_of(g))), None)
        if of and found is None:
            _NO_COUNT.fires(noun.text)
        return found or (
            _numbered(noun)
            if noun.lemma_.lower() in ("member", "body", "death", "arrest", "execution", "killing")
            else None
        )
    return _numbered(noun)


def _numbered(noun: Token) -> Count | None:
    for child in noun.children:
        if child.dep_ == "nummod" and child.like_num and child.ent_type_ not in ("DATE", "MONEY", "PERCENT"):
            if (
                child.i + 1 < len(noun.doc)
                and noun.doc[child.i + 1].text == "-"
                and parse_number(child.text + "-" + noun.doc[min(child.i + 2, len(noun.doc) - 1)].text)
                is None
            ):
                continue  # "12-year-old"
            return _read(child)
    return None


def _are_people(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in _FAMILY:
        return False
    kind = role_kinds().get(lemma)
    if kind in ("group", "security forces", "state") or lemma in _PEOPLE:
        return True
    if noun.dep_ == "oprd" and noun.pos_ in ("ADJ", "VERB"):
        return True  # "left five dead"
    return noun.ent_type_ in ("NORP", "PERSON") or noun.pos_ == "PRON"


def _read(number: Token) -> Count | None:
    words = [number]
    doc = number.doc
    for step in (-1, 1):
        at = number.i + step
        while 0 <= at < len(doc) and (
            doc[at].like_num or doc[at].text == "-" and 0 <= at + step < len(doc) and doc[at + step].like_num
        ):
            words.append(doc[at])
            at += step
    words.sort(key=lambda t: t.i)
    value = parse_number("".join(t.text_with_ws for t in words)) if len(words) > 1 else None
    if value is None:
        words, value = [number], parse_number(number.text)
    if value is None or not 0 < value <= MOST:
        return None
    before, behind = doc.text[: words[0].idx], doc.text[words[-1].idx + len(words[-1]) :]
    if _UP_TO.search(before[-40:]):
        _NO_COUNT.fires(number.text)
    least = bool(_AT_LEAST.search(before[-60:])) or bool(_OR_MORE.match(behind))
    _COUNT.fires(number.text)
    return Count(value, least, tuple(words))
