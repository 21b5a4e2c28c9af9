"""Who takes part in a sentence? Well-known bodies by list, names by form and model, groups by grammar.

An actor acts or is acted upon. So a name counts where it is subject, object, agent or the like of what
happens, and not where it only names a place, a treaty, or whose relative somebody is.
"""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.english.countries import countries
from data.english.grammar import parse
from data.report import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KINDS = (
    "state",
    "security forces",
    "court",
    "international body",
    "organisation",
    "person",
    "group",
    "foreign state",
)

_HERE = Path(__file__).parent
_TREATY = re.compile(
    r"\b(?:Convention|Covenant|Protocol|Treaty|Declaration|Charter|Act|Code|Law|Constitution|Statute|Agreement|Review"
    r"|Bill|Decree|Resolution|Article|Section|Amendment|Programme|Program|Plan|Day|Eid|Operation|Rights|Award|Prize|War|Order|Rules)s?\b"
)
_TITLES = (
    r"(?:(?:former|then|acting|interim|deputy|vice|first|opposition|human)[\s-]+)*(?:UN\s+)?(?:President|Prime\s+Minister|Premier"
    r"|(?:[A-Z]\w+\s+)?Minister|King|Queen|Prince|Princess|Emir|Sultan|General|Colonel|Lieutenant|Major|Sergeant|Judge|Justice|Chief\s+Justice"
    r"|Dr|Mr|Mrs|Ms|Prof|Professor|Pastor|Father|Bishop|Archbishop|Imam|Sheikh|Senator|Governor|Chief|Captain|Mayor|Secretary-General"
    r"|Ayatollah|Prosecutor|Ambassador|Sister|Reverend|Rev|Sir|Lord|Commissioner|Congressman|Representative|Chancellor)\.?"
)
_TITLE = re.compile(rf"^(?:the\s+)?{_TITLES}\s+", re.IGNORECASE)
_COURT = re.compile(r"\b(?:Court|Tribunal)s?\b")
_POLICE = re.compile(
    r"\b(?:Police|Army|Security Services?|Intelligence|Guards?|Armed Forces|Military|Navy|Gendarmerie|Special Forces)\b",
    re.I,
)
_STATE = re.compile(
    r"\b(?:Ministry|Government|Parliament|Prosecutor|Senate|Commission|Department|Office|Agency|Assembly|Authority|Cabinet"
    r"|Congress|Ombudsman|Directorate|Secretariat|House of|Attorney[\s-]General|National Council|Administration)\b"
)
_ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ation|Union|Bureau|Party|Church|Association|Centre|Center|Institute|Foundation|Movement|Front"
    r"|Committee|Network|Group|Community|International|Watch|Federation|Council|League|Society|News|Radio|Company|Corporation"
    r"|Limited|Ltd|Times|Brotherhood|Alliance|Coalition|Initiative|Forum|University|Bank|TV|Television|Post|Herald|Daily|Jehovah"
    r"|Commissions|Campaign|Congregation|Inc|Platform|Democrats|Liberation)\b"
)
_PLACE = re.compile(
    r"\b(?:Region|District|Province|State|City|County|Street|Square|Airport|Prison|Hospital|River|Island|Islands|Mountain"
    r"|Valley|Sea|Lake|North|South|East|West|Governorate|Village|Camp|Park|Bridge|Road|Avenue|Township|Municipality|Gulf|Coast"
    r"|Stadium|Detention Cent(?:re|er)|Penitentiary|Jail|Peninsula|Desert|Territory|Strip|Capital)\b"
)
_OF_WHOM = frozenset(("Women", "Men", "Children", "People", "Workers", "Peoples"))  # "Women's Crisis Centre"
_PARTICLES = frozenset(
    [
        "wa",
        "al",
        "el",
        "de",
        "da",
        "del",
        "der",
        "den",
        "van",
        "von",
        "ben",
        "bin",
        "ibn",
        "dos",
        "la",
        "le",
        "du",
        "bint",
        "ould",
        "e",
        "y",
    ]
)
# Arabic names: "Ibrahim al-Qosi", "‘Abd al-Karim", of which the parser makes several words.
_ARTICLES = frozenset(["al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az"])
_JOINS = frozenset(["of", "for", "on", "against", "and", "the", "'s", "’s", "in"])


@dataclass(frozen=True)
class Actor:
    """One actor under the one name used for it everywhere; `kind` is one of `KINDS`."""

    name: str
    kind: str


@dataclass(frozen=True)
class _Name:
    """A name at the tokens `[start:end]` of a sentence; `actor` is None for a place or treaty."""

    start: int
    end: int
    actor: Actor | None


@lru_cache(maxsize=1)
def _well_known() -> dict[Actor, list[str]]:
    """The list of well-known actors, each with all names it goes by, its own first."""
    with (_HERE / "known_actors.csv").open(encoding="utf-8", newline="") as file:
        return {
            Actor(row["name"], row["kind"]): [
                name.strip() for name in (row["name"], *row["aliases"].split(";")) if name.strip()
            ]
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def _known() -> dict[str, Actor]:
    return {_key(name): actor for actor, names in _well_known().items() for name in names}


@lru_cache(maxsize=1)
def short_names() -> dict[str, str]:
    """Well-known bodies whose name alone nearly fills a headline, each with the shortest name it goes by."""
    short = {}
    for names in _well_known().values():
        brief = min(names, key=len)
        short |= {name: brief for name in names if len(name) > 34 and len(brief) < 30}
    return dict(sorted(short.items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _roles() -> dict[str, frozenset[str]]:
    with (_HERE / "roles.toml").open("rb") as file:
        return {kind: frozenset(words.split()) for kind, words in tomllib.load(file).items()}


@lru_cache(maxsize=1)
def _role_kinds() -> dict[str, str]:
    return {noun: kind for kind in reversed(KINDS) for noun in _roles().get(kind, ())}


def _key(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", " ".join(name.replace("’", "'").split()))


class ActorFinder:
    """Finds the actors of sentences of one report, each under one name throughout.

    What a report says once holds for all of it: "National Security Service (NSS)" makes the two
    names one; so does "President Nursultan Nazarbaev" for "President Nazarbaev".
    """

    def __init__(self, report: Report):
        words = (word[:_LONGEST_WORD] for word in report.text.split())
        self._text = unicodedata.normalize("NFC", " ".join(words))
        self._place = _place_of(report.title, self._text)
        self._short = _abbreviations(self._text)
        self._heads = _heads_of_state(self._text[:_FACTS_WITHIN])
        self._people = self._full_names()
        self._president = self._heads[0] if self._heads else self._named_president()

    def _named_president(self) -> str | None:
        found = re.search(r"\bPresident ((?:[A-Z][\w’'-]+\s?){1,3})", self._text)
        return self._people.get(found[1].split()[-1], found[1].strip()) if found else None

    def _full_names(self) -> dict[str, str]:
        """The full name behind each last name that stands alone after a title somewhere."""
        lasts = set(re.findall(rf"\b{_TITLES} ([A-Z][\w’-]+)(?! [A-Z])", self._text)) - countries()
        lasts |= {head.split()[-1] for head in self._heads}
        full = {}
        for last in sorted(lasts)[:_MOST_PEOPLE]:
            # The words before each place of the name, not a search of the whole text from every capital.
            for place in re.finditer(rf" {re.escape(last)}\b", self._text):
                found = _FORENAMES.search(
                    self._text[max(0, place.start() - _NAME_WITHIN) : place.start() + 1]
                )
                if found is None:
                    continue
                words = _TITLE.sub("", found[0] + last).split()
                inner = [i for i, word in enumerate(words[:-1]) if word in lasts]
                words = words[inner[-1] + 1 :] if inner else words
                name = " ".join(words)
                if len(words) > 1 and not self._no_person(name) and words[0] not in _known():
                    full.setdefault(last, name)
                    break
        return full

    def _no_person(self, name: str) -> bool:
        patterns = (_COURT, _POLICE, _ORGANISATION, _STATE, _TREATY, _PLACE)
        return name in countries() or any(pattern.search(name) for pattern in patterns)

    def find(self, sentence: str) -> list[Actor]:
        """The actors of one sentence, in the order named, each once."""
        doc = parse(sentence)
        names = self._names(doc)
        taken = {i: name for name in names for i in range(name.start, name.end)}
        found = [
            (name.start, name.actor)
            for name in names
            if name.actor and self._takes_part(doc, name) and not _titles_next(doc, name, taken)
        ]
        for token in doc:
            if token.i not in taken:
                found += [(token.i, actor) for actor in self._described(token, taken)]
        unique: dict[str, Actor] = {}
        for _, actor in sorted(found, key=lambda pair: pair[0]):
            unique.setdefault(actor.name.lower(), actor)
        return list(unique.values())

    # Names

    def _names(self, doc: Doc) -> list[_Name]:
        """Every name, actor or not, longest first where two overlap; in the order of the sentence."""
        spans = [*self._listed(doc), *self._runs(doc)]
        spans.sort(key=lambda name: (name.start - name.end, name.start))
        kept: list[_Name] = []
        for name in spans:
            if not any(other.start < name.end and name.start < other.end for other in kept):
                kept.append(name)
        return sorted(kept, key=lambda name: name.start)

    def _listed(self, doc: Doc) -> list[_Name]:
        """Runs of words that are a well-known body, a country, or one this report abbreviates."""
        spans = []
        for start in range(len(doc)):
            for length in range(min(14, len(doc) - start), 0, -1):
                text = doc[start : start + length].text
                if not text[0].isupper() and not text.startswith(("the ", "al-")):
                    continue
                if actor := self._by_list(_key(text)):
                    spans.append(_Name(start, start + length, actor))
                    break
        return spans

    def _by_list(self, key: str) -> Actor | None:
        if actor := _known().get(key):
            return actor
        if key in self._short:
            return self.named(self._short[key])
        if key in self._short.values():
            return self.named(key)
        if key in countries() or (key == self._place and len(key) > 2):
            return Actor(key, "state" if key == self._place else "foreign state")
        return None

    def _runs(self, doc: Doc) -> list[_Name]:
        """Runs of capitalised words, with the small words that hold a longer name together."""
        spans, i = [], 0
        while i < len(doc):
            if not self._capital(doc, i) and not self._after_article(doc, i):
                i += 1
                continue
            end = self._after_article(doc, i) or i + 1
            while end < len(doc) and (longer := self._longer(doc, i, end)):
                end = longer
            while doc[end - 1].text in ("-", "'s", "'"):
                end -= 1
            text = doc[i:end].text
            labels = {doc[k].ent_type_ for k in range(i, end)}
            spans.append(_Name(i, end, self._by_form(doc, i, end, text, labels)))
            i = end
        return spans

    def _longer(self, doc: Doc, start: int, end: int) -> int | None:
        """Where a name that runs over `[start:end]` goes on to, if it does."""
        if self._capital(doc, end):
            return end + 1
        if end < len(doc) and (behind := self._after_article(doc, end)):
            return behind
        word = doc[end].text
        ahead = doc[end + 1] if end + 1 < len(doc) else None
        if ahead is None:
            return None
        if word == "-" or (word.lower() in _PARTICLES and word != "e"):
            return end + 2 if self._capital(doc, end + 1) else self._after_article(doc, end + 1)
        so_far = doc[start:end].text
        if word not in _JOINS or not (self._no_person(so_far) or word in ("'s", "’s")):
            return None
        if word in ("'s", "’s", "in"):
            # "Prosecutor General's Office" is one name, "Kazakstan's Parliament" two; "in" never joins.
            office = word != "in" and (
                re.match(r"(?:Office|Court|Department)\b", ahead.text) or so_far in _OF_WHOM
            )
            return end + 2 if office else None
        if word == "and":
            same = doc[start].ent_type_ == ahead.ent_type_ == "ORG"
            return (
                end + 2 if same and self._capital(doc, end + 1) and not self._by_list(_key(so_far)) else None
            )
        if self._capital(doc, end + 1) and ahead.text not in ("January", "May"):
            return end + 2
        if ahead.text == "the" and end + 2 < len(doc) and self._capital(doc, end + 2) and word != "and":
            return end + 3
        return None

    def _after_article(self, doc: Doc, i: int) -> int | None:
        """Where "al-Qosi" or "‘Abd" at `i` ends."""
        if (
            doc[i].text == "‘"
            and not doc[i].whitespace_
            and i + 1 < len(doc)
            and doc[i + 1].text[:1].isupper()
            and doc[i + 1].pos_ == "PROPN"
        ):
            return i + 2
        if doc[i].text not in _ARTICLES or i + 2 >= len(doc) or doc[i + 1].text != "-":
            return None
        if doc[i + 2].text == "‘" and i + 3 < len(doc) and doc[i + 3].text[:1].isupper():
            return i + 4
        return i + 3 if doc[i + 2].text[:1].isupper() else None

    def _capital(self, doc: Doc, i: int) -> bool:
        token = doc[i]
        if not token.text[:1].isupper() or token.text == "I" or token.ent_type_ == "DATE":
            return False
        near = [doc[k] for k in (i - 1, i + 1) if 0 <= k < len(doc)]
        beside = any(
            t.text[:1].isupper() and t.pos_ not in ("DET", "ADP", "PRON") and t.ent_type_ != "DATE"
            for t in near
        )
        body = (
            _ORGANISATION.search(token.text)
            and i + 2 < len(doc)
            and doc[i + 1].text == "of"
            and doc[i + 2].text[:1].isupper()
        )
        if _role_kinds().get(token.lemma_.lower()) and not beside and not body:
            return False  # "Parliament", "the President": described, not named
        if token.pos_ in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "ADV", "VERB", "AUX"):
            return i > 0 and token.ent_type_ in ("PERSON", "ORG") and token.dep_ not in ("prep", "det")
        if i == 0 and token.pos_ in ("NOUN", "ADJ", "NUM") and token.ent_type_ != "PERSON":
            # The first word is capitalised anyway: a name only if one goes on from it.
            ahead = doc[1] if len(doc) > 1 else None
            return ahead is not None and ahead.text[:1].isupper() and ahead.pos_ == "PROPN"
        return True

    def _by_form(self, doc: Doc, start: int, end: int, text: str, labels: set[str]) -> Actor | None:
        nation = re.match(r"[A-Z]\w+ ", text)
        if nation and demonym(doc[start], self._place) and _TITLE.match(text[nation.end() :]):
            text = text[nation.end() :]  # "French President François Hollande"
        bare = _TITLE.sub("", text).strip()
        length = end - start
        if _PLACE.search(text) and not (
            _COURT.search(text) or _STATE.search(text) or _POLICE.search(text) or _ORGANISATION.search(text)
        ):
            return None
        organised = _ORGANISATION.search(text) or _STATE.search(text)
        if _TREATY.search(text) and not _COURT.search(text) and not organised:
            return None
        if re.search(r"\b(?:Covenant|Convention|Protocol)\b", text) and not re.search(
            r"Committee|Commission", text
        ):
            return None
        if bare in self._people:
            return Actor(self._people[bare], "person")
        office = doc[end].text in ("of", "'s", "’s") if end < len(doc) else False
        if bare != text and bare and not self._no_person(bare) and not (office and length == 2):
            return Actor(self._people.get(bare.split()[-1], bare), "person")
        if office and bare != text:
            return None  # "Chief Executive of": what somebody is
        if self._no_person(text):
            return self.named(text) if length > 1 else None
        if demonym(doc[end - 1], self._place) or text in countries():
            return None
        named_before = any(name.endswith(" " + bare) for name in self._people.values())
        if length == 1:
            known = next((full for full in self._seen_people() if full.endswith(" " + bare)), None)
            if known and "GPE" not in labels:
                return Actor(known, "person")
            if re.fullmatch(r"[A-Z][A-Z0-9-]+", text) and "GPE" not in labels:
                return Actor(text, "organisation")
            return Actor(bare, "person") if labels == {"PERSON"} and not named_before else None
        person_here = {"GPE", "LOC", "FAC", "NORP"} & labels and _beside_person(doc, start, end)
        likely = (
            "PERSON" in labels or person_here or (not labels & {"GPE", "LOC", "FAC", "NORP"} and length <= 4)
        )
        if likely and re.fullmatch(r"[\w‘’'.-]+(?: [\w‘’'.-]+)+", text) and not text.isupper():
            return Actor(self._people.get(bare, bare), "person")
        alone = doc[start].text in _ARTICLES and not labels & {"GPE", "LOC", "FAC"}
        return self.named(text) if alone or "ORG" in labels else None

    @lru_cache(maxsize=1)  # noqa: B019 - a finder lives as long as its report is read
    def _seen_people(self) -> tuple[str, ...]:
        return tuple(self._people.values())

    def named(self, name: str) -> Actor:
        """The actor of a proper name that is no person, its kind told by the words in it."""
        name = _key(self._short.get(name, name))
        if actor := _known().get(name):
            return actor
        kind = "organisation"
        if _COURT.search(name):
            kind = "court"
        elif _POLICE.search(name):
            kind = "security forces"
        elif re.match(r"UN\b|United Nations|European\b|African\b|Inter-American\b", name):
            kind = "international body"
        elif _STATE.search(name) and "International" not in name:
            kind = "state"
        return Actor(name, kind)

    def _takes_part(self, doc: Doc, name: _Name) -> bool:
        head = doc[name.start : name.end].root
        kind = name.actor.kind
        part = _part(head, self._place)
        if kind == "foreign state" or name.actor.name == self._place:
            motion = head.head.lemma_ in _roles()["motion"]
            return part in ("subject", "agent", "target") or (part == "object" and not motion)
        if part == "modifier":
            return False
        if kind == "person":
            return part != "possessor"
        return part in ("subject", "object", "agent", "recipient", "partner", "target", "other")

    # Groups and bodies that are described, not named

    def _described(self, token: Token, taken: dict[int, _Name]) -> list[Actor]:
        noun = token.lemma_.lower()
        kind = _role_kinds().get(noun) or ("group" if token.text.lower() == "people" else None)
        if kind is None or token.pos_ not in ("NOUN", "PROPN", "ADJ") or _quoted(token):
            return []
        if token.pos_ == "ADJ" and noun not in ("military",):
            return []
        # "police officers" are one group; "military and police officers" are the military and the police.
        inside = _role_kinds().get(token.head.lemma_.lower()) and token.dep_ in ("compound", "amod", "nmod")
        if inside and not self._stands_for_others(token.head, taken):
            return []
        part = _part(token, self._place)
        if part not in ("subject", "object", "agent", "recipient", "target"):
            return []
        if _beside_name(token, taken):
            return []  # "two prisoners, Ana Roe and Bob Low": the names say who
        if (part == "recipient" and kind in ("group", "organisation")) or (
            noun == "family" and part != "subject"
        ):
            return []
        top = _top(token)
        several = kind == "group" and token.tag_ in ("NNS", "NNPS")
        if top.dep_ == "dobj" and top.head.dep_ in ("xcomp", "pcomp", "acl") and not several:
            return []  # "planning to overthrow the President": what was meant, not who took part
        if noun == "president" and self._president and not any(c.dep_ == "prep" for c in token.children):
            return [Actor(self._president, "person")]
        if self._stands_for_others(token, taken):
            return []
        return [Actor(name, _kind_of(name, kind)) for name in self._group_names(token, taken)]

    def _stands_for_others(self, token: Token, taken: dict[int, _Name]) -> bool:
        """Whether an actor beside or behind the noun says it all: "NSS officers", "members of the UN"."""
        noun = token.lemma_.lower()
        counting = noun in _roles()["counting"]
        for child in token.children:
            if child.dep_ in ("compound", "nmod", "poss", "amod") and child.i in taken:
                actor = taken[child.i].actor
                if actor and actor.kind not in ("person", "foreign state") and actor.name != self._place:
                    return True
            if counting and child.text == "of":
                for inner in child.children:
                    if inner.i in taken and taken[inner.i].actor or _role_kinds().get(inner.lemma_.lower()):
                        return True
            if noun in ("officer", "official", "force", "troop") and child.lemma_ in (
                "police",
                "military",
                "army",
            ):
                return any(c.dep_ == "conj" for c in child.children) or child.dep_ == "conj"
        return False

    def _group_names(self, token: Token, taken: dict[int, _Name]) -> list[str]:
        before: list[Token] = []
        for i in range(token.i - 1, -1, -1):
            word = token.doc[i]
            inside = word.head == token or word.head.head == token or word.text == "-"
            if not inside or not (
                word.dep_ in ("compound", "amod", "nmod", "conj", "cc") or word.text == "-"
            ):
                break
            before.insert(0, word)
        demonyms = [w for w in before if demonym(w, self._place)]
        keep = [
            w
            for w in before
            if (
                w.text == "-"
                or w.dep_ in ("compound", "cc")
                or w.lower_ in _roles()["telling"]
                or w in demonyms
            )
            and (w.i not in taken or w in demonyms or taken[w.i].actor is None)
        ]
        while keep and (keep[0].text == "-" or keep[0].dep_ == "cc"):
            keep.pop(0)
        keep = [
            w for w, after in zip(keep, [*keep[1:], token], strict=False) if w.dep_ != "cc" or after != token
        ]
        if len(demonyms) > 1:  # "Kazakstani and Uzbekistani officers" are two groups
            others = [w for w in keep if w not in demonyms and w.dep_ != "cc"]
            return [self._group_name([d, *others], token) for d in demonyms]
        name = self._group_name(keep, token)
        noun = token.lemma_.lower()
        generic = noun in _roles()["counting"] | {"family", "national", "staff"} and noun not in (
            "officer",
            "official",
        )
        return [] if generic and not keep and name != "people" and noun != "family" else [name]

    def _group_name(self, keep: list[Token], token: Token) -> str:
        text = ""
        for word in (*keep, token):
            hyphened = word.text == "-" or (word.i + 1 < len(token.doc) and token.doc[word.i + 1].text == "-")
            text += word.text + ("" if hyphened else " ")
        name = text.strip().replace(" -", "-")
        noun = token.lemma_.lower()
        if not keep or not any(w.pos_ == "PROPN" or demonym(w, self._place) for w in (*keep, token)):
            name = name.lower()
        if "asylum-seeker" in name.lower() and not any(demonym(w, self._place) for w in keep[:0]):
            return "asylum-seekers" if token.tag_.endswith("S") else "asylum-seeker"
        if re.search(r"\bpolice\b", name, re.I):
            return re.sub(r"(?i)\s+(?:officers?|officials?|forces?)$", "", name)
        if noun in ("court", "tribunal", "prosecutor"):
            name += self._in_place(token)
        return {"authority": "authorities", "person": "people"}.get(name, name)

    def _in_place(self, token: Token) -> str:
        for child in token.children:
            inner = next(iter(child.children), None)
            if (
                child.text == "in"
                and inner is not None
                and inner.pos_ == "PROPN"
                and inner.ent_type_ != "DATE"
            ):
                return " in " + " ".join(t.text for t in inner.subtree if t.dep_ in ("compound", "pobj"))
        return ""


# Limits that no report reaches, so that reading grows with its length alone.
_LONGEST_WORD = 100
_NAME_WITHIN = 300  # characters before an abbreviation or a last name
_FACTS_WITHIN = 30_000  # characters from the start, where an entry's block of facts is
_MOST_PEOPLE = 300
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*\s+(?:(?:of|for|and|on|the|in|to|against)\s+)*)+\Z")
_FORENAMES = re.compile(rf"(?:[A-Z][\w’'.-]+ (?:(?:{'|'.join(_PARTICLES)}) )?){{1,3}}\Z")


def _place_of(title: str, text: str) -> str:
    """The country a report is about: the one in its title, else the one it names most."""
    # "Kazakstan" as the report spells it, whatever the list of countries says.
    bare = title.split(",")[0].strip()
    if bare and (bare in countries() or text.count(bare) > 2):
        return bare
    in_title = [country for country in countries() if re.search(rf"\b{re.escape(country)}\b", title, re.I)]
    if in_title:
        return max(in_title, key=len)
    counts = {country: text.count(country) for country in countries()}
    most = max(counts, key=counts.get)
    return most if counts[most] > 3 else bare


def _abbreviations(text: str) -> dict[str, str]:
    """Names by the abbreviation the report gives them: "National Security Service (NSS)"."""
    short = {}
    for brief in re.finditer(r"\(([A-Z][A-Za-z]{1,7})\)", text):
        found = _NAME_BEFORE.search(text[max(0, brief.start() - _NAME_WITHIN) : brief.start()])
        if found is None or not brief[1][1].isupper():
            continue
        words = found[0].split()
        for first in range(len(words)):
            if not words[first][0].isupper():
                continue
            initials = [word[0] for word in words[first:] if word[0].isupper()]
            everything = "".join(word[0] for word in words[first:]).upper()
            if "".join(initials) == brief[1].upper() or everything == brief[1].upper():
                short[brief[1]] = _key(" ".join(words[first:]))
                break
        else:
            # Of a name in another language: "Malaysian Islamic Party (PAS)".
            own = re.split(
                r"(?<!for )\b(?:the|In|On|At)\s|[’']s\s|\b[A-Z]\w*-[a-z]+\s", found[0].strip() + " "
            )[-1].strip()
            if (
                len(brief[1]) > 2
                and brief[1].isupper()
                and 1 < len(own.split()) < 8
                and "and" not in own.split()
                and _ORGANISATION.search(own)
            ):
                short[brief[1]] = _key(own)
    return short


def _heads_of_state(text: str) -> list[str]:
    """Head of state, then of government, from the block of facts that opens an entry."""
    glued = re.search(
        r"Head of state(?P<both> and government)?:(?: [A-Z][^:]{3,40}:)+ "
        rf"(?P<names>(?:[A-Z][\w’'-]+ |(?:{'|'.join(_PARTICLES)}) )+)",
        text,
    )
    if not glued:
        pattern = r"Head of (?:state(?: and government)?|government): ((?:[\w’'-]+ ){1,4}?[\w’'-]+) (?=Head of|Death|International)"
        return [name for name in re.findall(pattern, text) if not name.startswith("Head of")]
    names = glued["names"].split()
    if glued["both"]:
        return [" ".join(names)]
    return (
        [" ".join(names[: len(names) // 2]), " ".join(names[len(names) // 2 :])]
        if len(names) % 2 == 0
        else []
    )


def _beside_name(token: Token, taken: dict[int, _Name]) -> bool:
    """Whether a described group stands beside the name of a person that says who it is."""
    around = [*token.children, *_top(token).children]
    climb = token
    while climb.dep_ in ("compound", "nmod", "amod", "poss", "appos") and climb.head != climb:
        if climb.dep_ == "appos":
            around.append(climb.head)
        climb = climb.head
    if token.dep_ == "poss":
        return False
    named = [t for t in around if t.i in taken and (t.dep_ == "appos" or t in around[-1:])]
    return any(taken[t.i].actor is not None and taken[t.i].actor.kind == "person" for t in named)


def _titles_next(doc: Doc, name: _Name, taken: dict[int, _Name]) -> bool:
    """Whether the name is the office of the person named right behind: "UN Secretary-General Ban Ki-moon"."""
    after = taken.get(name.end)
    return bool(
        after
        and after.actor
        and after.actor.kind == "person"
        and name.actor.kind != "person"
        and re.search(
            r"(?:General|Rapporteur|Commissioner|Minister|Prosecutor|President|Chief|Ombudsman)$",
            doc[name.start : name.end].text,
        )
    )


def _beside_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a run that the model takes for a place stands where only a person can."""
    head = doc[start:end].root
    if start and doc[start - 1].lower_ in (
        "in",
        "at",
        "near",
        "from",
        "to",
        "of",
        "outside",
        "around",
        "via",
        "into",
    ):
        return False
    if head.dep_ in ("conj", "appos") and (
        head.head.ent_type_ == "PERSON" or _role_kinds().get(head.head.lemma_) == "group"
    ):
        return True
    return head.dep_ in ("nsubj", "nsubjpass") and end - start > 1


def demonym(token: Token, place: str) -> bool:
    """Whether a word says of what nation: the model's label, or a country's name with an ending."""
    if token.ent_type_ == "NORP":
        return True
    word = token.text
    return (
        word[:1].isupper()
        and word.endswith(("i", "an", "ese", "ish"))
        and any(
            word.startswith(country) and word != country
            for country in (*countries(), place or "-")
            if len(country) > 3
        )
    )


def _top(token: Token) -> Token:
    """The word whose place in the clause decides: through "and", "scores of", "office of", "police officers"."""
    counting, kinds = _roles()["counting"], _role_kinds()
    for _ in range(10):
        head = token.head
        if token.dep_ in ("conj", "appos") and head != token:
            token = head
        elif (
            token.dep_ == "pobj"
            and head.lower_ in ("of", "among", "from")
            and (
                head.head.lemma_.lower() in counting
                or head.head.like_num
                or head.head.pos_ in ("NUM", "DET", "PRON")
            )
        ):
            token = head.head
        elif (
            token.dep_ in ("compound", "amod", "nmod")
            and (kinds.get(head.lemma_.lower()) or head.lemma_.lower() in _roles()["parts"])
            or token.dep_ == "nummod"
            and head.dep_ not in ("ROOT",)
        ):
            token = head
        else:
            break
    return token


_BY_PREPOSITION = {
    "by": "agent",
    "to": "recipient",
    "before": "recipient",
    "with": "partner",
    "against": "target",
    "for": "other",
    "from": "other",
    "on": "other",
    "at": "place",
    "in": "place",
    "under": "place",
    "of": "other",
    "between": "partner",
    "outside": "place",
    "near": "place",
    "within": "place",
    "about": "other",
}


def _part(token: Token, place: str) -> str:
    """What the token does in its clause: subject, object, agent, recipient, partner, target, other, ..."""
    top = _top(token)
    dep = top.dep_
    if dep in ("nsubj", "nsubjpass", "csubj", "ROOT"):
        return "subject"
    if dep in ("dobj", "dative", "obj", "oprd"):
        return "object"
    if dep == "agent":
        return "agent"
    if dep == "poss":
        possessed = _top(top.head)
        process = top.head.lemma_.lower() in _roles()["process"]
        return "subject" if process and possessed.dep_ in ("nsubj", "nsubjpass", "dobj") else "possessor"
    if dep == "pobj":
        if top.head.dep_ == "agent":
            return "agent"
        part = _BY_PREPOSITION.get(top.head.lower_, "other")
        if top.head.lower_ == "of":
            # "chairmanship of the OSCE" takes part as the chairmanship does; "X, head of the council" does not.
            whole = _top(top.head.head)
            return (
                "other"
                if whole.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and top.head.head.dep_ != "appos"
                else "none"
            )
        if top.head.lower_ == "on" and top.head.head.lemma_ in ("call", "attack", "assault", "raid"):
            return "target"
        return part
    if dep in ("compound", "amod", "nmod"):
        return "modifier"
    return "attribute" if dep in ("attr", "acomp", "npadvmod") else "other"


def _quoted(token: Token) -> bool:
    """Whether the word stands inside quotation marks, where it is somebody's wording."""
    text, at = token.doc.text, token.idx
    opened = max(text.rfind("“", 0, at), -1)
    return opened >= 0 and text.find("”", opened) > at


def _kind_of(name: str, kind: str) -> str:
    if re.search(r"\b(?:police|security forces|army|military|law enforcement)\b", name, re.I):
        return "security forces"
    return kind
