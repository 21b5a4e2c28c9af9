"""Which meanings has each word of a text: its own, its family's, its groups', a phrase's, a nation's, an abbreviation's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from data.english.check.lexicon import (
    Meaning,
    meanings,
    nations,
    opposites,
    phrases,
    short_names,
    spelled,
    stem,
    wider,
)
from data.english.check.reading import countries, role_kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GAP = 3  # words that may stand inside a phrase at one place: "take three men into custody"


@dataclass
class Sense:
    """Of one word: `own` keys to be looked for, `also` keys that a wider word may be found by, the groups with their
    subjects, and the first word of the phrase it is in."""

    lemma: str
    own: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)
    subjects: dict[str, str] = field(default_factory=dict)
    against: set[str] = field(default_factory=set)
    phrase: int | None = None
    phrase_keys: set[str] = field(default_factory=set)  # by which the whole phrase is found
    last: int | None = None  # where the phrase that begins here ends

    def add(self, word: str) -> None:
        """Take in what the tables know of a word or phrase."""
        self.own.add(f"word:{word}")
        self._take(meanings(word))
        self.against |= {f"word:{w}" for w in opposites(word)}
        for wide in wider(word):
            self.also.add(f"word:{wide}")
            self.also |= {m.group for m in meanings(wide)}

    def _take(self, found: frozenset[Meaning]) -> None:
        for meaning in found:
            self.own.add(meaning.group)
            if self.subjects.get(meaning.group) != "doer":
                self.subjects[meaning.group] = meaning.subject


def base_forms(token: Token) -> set[str]:
    """The forms a word is looked up by: its lemma, and the verb of a participle that is tagged as something else."""
    lemma, low = spelled(token.lemma_), spelled(token.lower_)
    forms = {lemma, low} if token.pos_ != "VERB" else {lemma}
    if token.pos_ in ("PROPN", "NOUN") and low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        forms.add(low[:-1])
    if token.pos_ in ("PROPN", "NOUN") and low.endswith("ies"):
        forms.add(low[:-3] + "y")
    if token.pos_ != "VERB" and re.fullmatch(r"\w{3,}(?:ed|ing)", low):
        bare = re.sub(r"(?:ed|ing)$", "", low)
        forms |= {bare, bare + "e"} | ({bare[:-1]} if bare[-1] == bare[-2] else set())
        if low.endswith("ied"):
            forms.add(low[:-3] + "y")
    if token.pos_ == "ADV" and low.endswith("ly"):
        forms |= {low[:-2], low[:-1] + "e"}
    return forms


def is_person(token: Token) -> bool:
    """Whether a word names a person or people."""
    return token.ent_type_ == "PERSON" or token.lemma_.lower() in role_kinds() or token.ent_type_ == "NORP"


def find_senses(doc: Doc, known: dict[str, str]) -> list[Sense]:
    """The meanings of each word of a sentence; `known` has the abbreviations that the texts explain."""
    found = [_sense_of(token, known) for token in doc]
    lemmas = [base_forms(t) | {t.lower_} for t in doc]
    for i, token in enumerate(doc):
        for form in lemmas[i]:
            for phrase in phrases().get(form, ()):
                end = _match(phrase, i, lemmas, doc)
                if end is None:
                    continue
                name = " ".join(phrase)
                verbal = token.pos_ in ("VERB", "AUX") or token.tag_.startswith("V")
                head = i if verbal else _head_in(doc, i, end)
                found[head].add(name)
                found[head].last = max(found[head].last or 0, end)
                keys = {f"word:{name}", *(m.group for m in meanings(name))}
                for k in range(i, end + 1):
                    if k != head and (doc[k].lower_ in phrase or lemmas[k] & set(phrase)):
                        found[k].phrase = head
                        found[k].phrase_keys |= keys
    _name_at_length(doc, found, known)
    return found


def _name_at_length(doc: Doc, found: list[Sense], known: dict[str, str]) -> None:
    """Names that have a short form, where they stand at length: "United Nations" is found by "UN"."""
    text = [t.lower_ for t in doc]
    for name in {*known.values(), *short_names().values()}:
        run = name.split()
        for i in range(len(text) - len(run) + 1):
            if text[i : i + len(run)] == run:
                head = _head_in(doc, i, i + len(run) - 1)
                found[head].own.add(f"short:{name}")
                for k in range(i, i + len(run)):
                    if k != head:
                        found[k].phrase = head
                        found[k].phrase_keys.add(f"short:{name}")


def _head_in(doc: Doc, first: int, last: int) -> int:
    """The word of a noun phrase that the others hang on."""
    for token in doc[first : last + 1]:
        if not first <= token.head.i <= last or token.head == token:
            return token.i
    return first


def _match(phrase: tuple[str, ...], at: int, lemmas: list[set[str]], doc: Doc) -> int | None:
    for word in phrase[1:]:
        between = 0
        while True:
            at += 1
            if at >= len(lemmas) or between > _GAP:
                return None
            if word in lemmas[at]:
                break
            if _measures(doc[at]):  # "sentenced to two and a half years in prison"
                continue
            if doc[at].lower_ in (",", ";", "and", "but", "."):
                return None
            between += 1
    return at


def _measures(token: Token) -> bool:
    """Whether a word belongs to a number of years or months."""
    if token.lower_ in ("and", "a") and token.i + 1 < len(token.doc):
        return token.nbor(1).lower_ in ("a", "half")
    return (
        token.like_num or token.pos_ == "NUM" or token.lower_ in ("half", "year", "years", "month", "months")
    )


def _sense_of(token: Token, known: dict[str, str]) -> Sense:
    sense = Sense(spelled(token.lemma_))
    if token.is_punct or token.is_space:
        return sense
    noun = token.pos_ in ("NOUN", "PROPN", "ADJ")
    for form in base_forms(token):
        sense.add(form)
        if token.pos_ in ("NOUN", "VERB", "ADJ", "ADV") or token.tag_.startswith(("V", "N")):
            sense.own.add(f"family:{stem(form, noun and not token.tag_.startswith('V'))}")
            sense.own.add(f"family:{stem(form, False)}") if not noun else None
    country = _country(token)
    if country:
        sense.own.add(f"nation:{country}")
    low = token.lower_.replace(".", "")
    for short in (known.get(low), short_names().get(low)):
        if short:
            sense.own.add(f"short:{short}")
    if is_person(token):
        sense.also |= (
            {"word:person", "word:people", "word:man", "word:woman"}
            if token.ent_type_ == "PERSON"
            else {"word:people", "word:person"}
        )
        for wide in ("people", "person"):
            sense.also |= {m.group for m in meanings(wide)}
    return sense


def _country(token: Token) -> str | None:
    """The country that a name, a people or a language is of."""
    low = token.lower_
    if not token.text[:1].isupper():
        return None
    return _nations().get(low) or _nations().get(low.removesuffix("s"))


@lru_cache(maxsize=1)
def _nations() -> dict[str, str]:
    """The words for each country and its people → the country's last word."""
    found: dict[str, str] = {}
    for name in (country.lower().split()[-1] for country in countries()):
        endings = ("n", "an", "ian", "ese", "i", "ean")
        found |= {name[:-1] + name[-1] + e: name for e in endings} if len(name) > 3 else {}
        if len(name) > 3 and name[-1] in "aeoyi":
            found |= {name[:-1] + e: name for e in (*endings, "ine")}
        found[name] = name
    return found | nations()


def find_abbreviations(text: str) -> dict[str, str]:
    """Names with their short forms in brackets behind them, both ways: "United Front (UF)" → {"uf": "united front"}."""
    found: dict[str, str] = {}
    for hit in re.finditer(r"\(([^()]{2,120})\)", text[:40_000]):
        short = re.search(r"\b([A-Z][A-Za-z]*[A-Z]\w*)\s*$", hit[1])
        if not short:
            continue
        ahead = re.findall(r"[\w'’-]+", text[max(0, hit.start() - 150) : hit.start()])
        letters = [c for c in short[1] if c.isupper()]
        for k in range(1, len(ahead) + 1):
            run = ahead[-k:]
            capitals, few = sum(w[0].isupper() for w in run), min(2, len(letters))
            if run[0][0].upper() == letters[0] and k >= few and capitals >= max(few, len(letters) - 1):
                found[short[1].lower()] = " ".join(run).lower()
                break
    return found
